"""Freezes the program into `dist/Qicheng` with PyInstaller.

PyInstaller stands in a lock file of its own and is installed where it is missing. Its work lies in
`.cache/pyinstaller`, because `build/` belongs to us.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def main() -> int:
    """Freeze and return PyInstaller's exit code."""
    if importlib.util.find_spec("PyInstaller") is None:
        lock = ROOT / "requirements" / "freeze.lock"
        install = [sys.executable, "-m", "pip", "install", "--require-hashes", "-r", str(lock)]
        if subprocess.run(install, cwd=ROOT, check=False).returncode:
            return 1
    shutil.rmtree(DIST / "Qicheng", ignore_errors=True)
    work = ROOT / ".cache" / "pyinstaller"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--workpath", str(work), "--distpath", str(DIST), str(ROOT / "installer.spec")]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code == 0:
        print(f"frozen: {DIST / 'Qicheng'}")
    return code


if __name__ == "__main__":
    sys.exit(main())
