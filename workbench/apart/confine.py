"""Takes away from the reading child what reading needs not; called in the child itself.

Unix: `setrlimit` for memory, files, core dumps and processes. Where the system does not hold a
process to its address space (macOS), a thread watches its memory. Windows: see `jobs`, which the
parent uses.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

MEMORY = 1024 * 1024 * 1024  # above what the child has at its start
OPEN_FILES = 32
LIFE_SECONDS = 3600  # of the processor, for all files of one child
TOO_MUCH = 77  # the exit code of a child that took too much memory
_WATCH_SECONDS = 0.05


def seconds_for(size: int) -> int:
    """Return how many seconds of the processor a file of `size` bytes may take."""
    return 30 + 5 * (size // (1024 * 1024))


def confine() -> None:
    """Limit this process for good. What the system cannot limit stays as it is."""
    sys.dont_write_bytecode = True
    if sys.platform == "win32":
        return
    import resource

    at_start = _address_space()
    if at_start:
        _lower(resource.RLIMIT_AS, at_start + MEMORY)
    else:
        threading.Thread(target=_watch_memory, daemon=True).start()
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES)
    if at_start:
        _lower(resource.RLIMIT_NPROC, 0)
    _lower(resource.RLIMIT_CPU, LIFE_SECONDS)


def allow_seconds(seconds: int) -> None:
    """Let the present file take this much of the processor; beyond it the system ends the child."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(time.process_time()) + 1 + seconds
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _lower(kind: int, limit: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(kind)
    least = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    try:
        resource.setrlimit(kind, (least, least))
    except (OSError, ValueError):
        return  # the system knows no such limit; the parent's clock still runs


def _address_space() -> int:
    """Return the size of this process's address space in bytes, 0 where nobody says."""
    if sys.platform == "win32":
        return 0
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _watch_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    limit = MEMORY + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < limit:
        time.sleep(_WATCH_SECONDS)
    os._exit(TOO_MUCH)
