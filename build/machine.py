"""What the operating system has to bring, looked for first and fetched only where it is missing.

Only Debian and its kin are served; elsewhere the missing names are told.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# Library to look for -> packages that carry it (Ubuntu renamed one).
OFFSCREEN = {
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libglib-2.0.so.0": ("libglib2.0-0", "libglib2.0-0t64"),
    "libfreetype.so.6": ("libfreetype6",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
}
WINDOW = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}


def has_display() -> bool:
    """Tell whether a window can be shown."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def install_qt_libraries(*, window: bool = False) -> bool:
    """Install what Qt needs on Linux; return whether anything was done.

    What only a real window needs is asked for by `window`, and where there is a display or
    something is installed anyway.
    """
    if not sys.platform.startswith("linux"):
        return False
    missing = [names for library, names in OFFSCREEN.items() if not _is_there(library)]
    if missing or window or has_display():
        missing += [names for library, names in WINDOW.items() if not _is_there(library)]
    if not missing:
        return False
    install_packages([names[0] for names in missing], "Qt's system libraries are missing", missing)
    return True


def install_packages(
    packages: list[str], why: str, choices: list[tuple[str, ...]] | None = None
) -> None:
    """Fetch system packages with apt-get, or leave with the command that does it."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = _as_root()
    if shutil.which("apt-get") is None:
        sys.exit(f"{why}. Please install: {' '.join(packages)}")
    if prefix is None:
        sys.exit(f"{why}. Please run:\n  sudo {' '.join(command)}")
    print(f"{why}: installing {' '.join(packages)}", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call([*prefix, "apt-get", "update", "-qq"], env=env)
    if choices:
        command[4:] = [_known(names) for names in choices]
    if subprocess.call([*prefix, *command], env=env):
        sys.exit(f"apt-get did not succeed. Please run:\n  sudo {' '.join(command)}")


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _as_root() -> list[str] | None:
    """Return what goes before a command to run it as root without a question, or None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return ["sudo", "-n"] if subprocess.call(["sudo", "-n", "true"], **silent) == 0 else None


def _known(names: tuple[str, ...]) -> str:
    """Return the first of `names` that this system's package lists have."""
    for name in names:
        found = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if found.returncode == 0 and found.stdout.strip():
            return name
    return names[0]
