"""Where data, cache and resources lie: in a checkout, in a wheel and in a frozen bundle."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

APP = "Qicheng"


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def resources() -> Path:
    """Return the folder of templates, catalogues and samples."""
    return _root() / "resources"


def migrations() -> Path:
    """Return the folder of Alembic's scripts."""
    return _root() / "migrations"


def data() -> Path:
    """Return the folder for vaults that were not given a place of their own."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def config() -> Path:
    """Return the folder of this computer's settings."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def cache() -> Path:
    """Return the folder for what can be made again."""
    return Path(platformdirs.user_cache_dir(APP, appauthor=False))


def fonts() -> Path:
    """Return the folder of the static fonts that set-up made (or the freeze step copied)."""
    bundled = _root() / "fonts"
    return bundled if bundled.is_dir() else _root() / ".cache" / "fonts"
