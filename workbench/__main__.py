"""`python -m workbench` is the command line."""

import sys

from workbench.cli.main import main

if __name__ == "__main__":  # a child process of the planner reads this file again
    sys.exit(main())
