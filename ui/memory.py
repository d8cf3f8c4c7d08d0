"""Giving memory back to the system."""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Return to the system what the program has freed.

    Opening a vault and making the pages takes tens of megabytes for a moment, and the C library of
    Linux keeps them for itself; others have no such call and need none.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
