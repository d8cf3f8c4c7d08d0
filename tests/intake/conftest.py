from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def foreign() -> Path:
    """The folder of real files of other programs; tests that need it are skipped without it."""
    folder = Path(os.environ.get("QICHENG_SAMPLES", ROOT / ".." / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("no folder of foreign sample files here")
    return folder


@pytest.fixture
def samples() -> Path:
    return ROOT / "resources" / "samples"
