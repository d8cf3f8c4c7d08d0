"""The project's own environment: made from nothing, quick where nothing changed.

Plain standard library, because it runs before anything is installed. Package sources are taken
from pip's configuration on the machine; nothing here names one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import machine

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements" / "dev.lock"
OLDEST = (3, 11)


class Failed(Exception):  # noqa: N818  (the step failed, with a text for its reader)
    """A step could not be done; the text says what to do about it."""


def say(text: str) -> None:
    print(text, flush=True)


def run(*command: object, env: dict[str, str] | None = None) -> int:
    """Run a program in the project folder with its output shown; return its exit code."""
    merged = {**os.environ, **(env or {})}
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=merged)


def must(what: str, *command: object) -> None:
    """Run a program that has to succeed."""
    code = run(*command)
    if code:
        raise Failed(f"{what} failed (exit code {code}). The lines above say why.")


def digest(*parts: bytes) -> str:
    """Return one key for all `parts`, which are told apart from each other."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


class Stamp:
    """Remembers the key under which a step was last done."""

    def __init__(self, file: Path, key: str) -> None:
        self._file = file
        self._key = key

    def is_fresh(self) -> bool:
        return self._file.is_file() and self._file.read_text(encoding="ascii") == self._key

    def set(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(self._key, encoding="ascii")


def set_up() -> None:
    """Make everything that `run`, `test` and `bench` need; nothing is done twice."""
    began = time.monotonic()
    done = [step.__name__ for step in (venv, packages, project, libraries, fonts, words) if step()]
    if done:
        say(f"Set-up is complete ({time.monotonic() - began:.0f} s).")


def is_shared() -> bool:
    """Tell whether .venv belongs to another checkout, which alone may change it."""
    return VENV.is_symlink()


def venv() -> bool:
    if PYTHON.exists():
        return False
    if is_shared():
        raise Failed(".venv is a link to an environment that is not there.")
    if sys.version_info < OLDEST:
        raise Failed("Python 3.11 or newer is needed: run this script with it.")
    if importlib.util.find_spec("ensurepip") is None:
        machine.install_packages(["python3-venv", "python3-pip"], "Python's venv module is missing")
    say("Making .venv")
    must("Making .venv", sys.executable, "-m", "venv", "--clear", VENV)
    return True


def packages() -> bool:
    stamp = Stamp(VENV / "installed.key", digest(LOCK.read_bytes()))
    if is_shared() or stamp.is_fresh():
        return False
    say(f"Installing {_count(LOCK)} pinned packages (about 350 MB; later runs skip this)")
    quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "on"]
    must(
        "Installing the packages",
        PYTHON,
        "-m",
        "pip",
        "install",
        *quiet,
        "--require-hashes",
        "-r",
        LOCK,
    )
    stamp.set()
    return True


def project() -> bool:
    """Install the two programs; the code stays where it is and is edited in place."""
    key = digest((ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode())
    stamp = Stamp(VENV / "project.key", key)
    if is_shared() or stamp.is_fresh():
        return False
    say("Installing the project itself")
    flags = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    must("Installing the project", PYTHON, "-m", "pip", "install", *flags, "-e", ROOT)
    stamp.set()
    return True


def libraries() -> bool:
    return machine.install_qt_libraries()


def fonts() -> bool:
    folder = CACHE / "fonts"
    recipe = (ROOT / "build" / "fonts.py").read_bytes()
    stamp = Stamp(CACHE / "stamps" / "fonts", digest(LOCK.read_bytes(), recipe))
    if stamp.is_fresh() and len(list(folder.glob("*.ttf"))) >= 6:
        return False
    say("Making the fonts")
    must("Making the fonts", PYTHON, ROOT / "build" / "fonts.py", folder)
    stamp.set()
    return True


def words() -> bool:
    """Compile the message catalogues that changed."""
    catalogues = sorted((ROOT / "resources" / "locale").glob("*/LC_MESSAGES/*.po"))
    key = digest(*(part for file in catalogues for part in (str(file).encode(), file.read_bytes())))
    stamp = Stamp(CACHE / "stamps" / "words", key)
    if stamp.is_fresh() and all(file.with_suffix(".mo").is_file() for file in catalogues):
        return False
    must("Compiling the message catalogues", PYTHON, ROOT / "build" / "messages.py")
    stamp.set()
    return True


def _count(lock: Path) -> int:
    lines = lock.read_text(encoding="utf-8").splitlines()
    return sum("==" in line and not line.startswith((" ", "#")) for line in lines)
