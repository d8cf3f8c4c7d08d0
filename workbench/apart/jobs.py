"""Windows: a job object around the reading child, so that it ends with the program.

Limits: memory and processor time of the process, no further processes, no error windows; closing
the job's handle kills what is in it. Source: Microsoft, “Job Objects”, and winnt.h.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from workbench.apart.confine import LIFE_SECONDS, MEMORY

_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
_DIE_ON_UNHANDLED, _KILL_ON_CLOSE = 0x400, 0x2000
FLAGS = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_UNHANDLED | _KILL_ON_CLOSE
_EXTENDED = 9  # JobObjectExtendedLimitInformation
_AT_START = 256 * 1024 * 1024  # what the child commits before it reads anything
_TICKS = 10_000_000  # of 100 ns in a second


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; the six counters of IO_COUNTERS are not used."""

    _fields_ = (
        ("Basic", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits() -> ExtendedLimits:
    """Return the limits of a reading child."""
    made = ExtendedLimits()
    made.Basic.LimitFlags = FLAGS
    made.Basic.PerProcessUserTimeLimit = LIFE_SECONDS * _TICKS
    made.Basic.ActiveProcessLimit = 1
    made.ProcessMemoryLimit = MEMORY + _AT_START
    return made


class Job:
    """A job object with one process in it. Raises OSError where Windows refuses."""

    def __init__(self, process: int) -> None:
        if sys.platform != "win32":
            raise OSError("job objects are Windows'")
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            wintypes.LPVOID,
            wintypes.DWORD,
        )
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        self._kernel = kernel
        self._handle = kernel.CreateJobObjectW(None, None)
        made = limits()
        held = self._handle and kernel.SetInformationJobObject(
            self._handle, _EXTENDED, ctypes.byref(made), ctypes.sizeof(made)
        )
        if not (held and kernel.AssignProcessToJobObject(self._handle, process)):
            error = ctypes.WinError(ctypes.get_last_error())
            self.close()
            raise error

    def close(self) -> None:
        """End what is in the job and let go of it."""
        if sys.platform == "win32" and self._handle:
            self._kernel.CloseHandle(self._handle)
            self._handle = None
