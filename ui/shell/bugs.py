"""Where bugs are written down: the place in the program, never the data."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

_log = logging.getLogger("qicheng")


def log_bug(error: Exception) -> None:
    """Log where a bug happened, never with what data."""
    places = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{Path(p.filename).name}:{p.lineno}" for p in reversed(places[-6:]))
    _log.error("%s at %s", type(error).__name__, where)
