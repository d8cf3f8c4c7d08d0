"""Where the frozen command line starts."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.argv[1:] == ["read-apart"]:  # the same program once more, to read foreign files
        from workbench.apart.child import main
    else:
        from workbench.cli.main import main
    sys.exit(main())
