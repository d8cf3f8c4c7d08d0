"""Where the frozen window starts."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.argv[1:] == ["read-apart"]:  # the same program once more, to read foreign files
        from workbench.apart.child import main
    else:
        from ui.app import main
    sys.exit(main())
