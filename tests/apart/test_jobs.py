"""What Windows is given is laid out as its headers say; the rest runs there only."""

from __future__ import annotations

import ctypes
import sys

import pytest

from workbench.apart import jobs
from workbench.apart.confine import MEMORY


def test_structures_are_as_large_as_in_winnt() -> None:
    assert ctypes.sizeof(jobs.BasicLimits) == 64
    assert ctypes.sizeof(jobs.ExtendedLimits) == 144
    assert jobs.ExtendedLimits.ProcessMemoryLimit.offset == 112
    assert jobs.BasicLimits.LimitFlags.offset == 16
    assert jobs.BasicLimits.ActiveProcessLimit.offset == 40


def test_the_limits_are_those_of_the_child() -> None:
    made = jobs.limits()
    assert made.Basic.LimitFlags == 0x250A
    assert made.Basic.ActiveProcessLimit == 1
    assert MEMORY < made.ProcessMemoryLimit < 2 * MEMORY


@pytest.mark.skipif(sys.platform == "win32", reason="there they are")
def test_elsewhere_there_are_no_jobs() -> None:
    with pytest.raises(OSError, match="Windows"):
        jobs.Job(0)
