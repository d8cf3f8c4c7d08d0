"""Ids made on the device, without asking anybody.

An id is a UUIDv7 (RFC 9562, section 5.7) as 32 lower-case hexadecimal digits: it begins with the
millisecond of its making, so ids sort by age and new rows land at the end of an index.
"""

from __future__ import annotations

import os
import threading
import time

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Return a new id, greater than every id this process has made before."""
    global _last
    with _lock:
        stamp = max(time.time_ns() // 1_000_000 << 12, _last + 1)
        _last = stamp
    return _uuid7(stamp >> 12, stamp & 0xFFF, int.from_bytes(os.urandom(8), "big"))


def _uuid7(millisecond: int, sequence: int, noise: int) -> str:
    value = (millisecond & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | sequence << 64
    value |= 0b10 << 62 | noise & (1 << 62) - 1
    return f"{value:032x}"


def is_id(text: str) -> bool:
    """Return whether `text` has the form of an id."""
    return len(text) == 32 and all(c in "0123456789abcdef" for c in text)
