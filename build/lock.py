"""Pins the requirements of pyproject.toml, with the hashes of every file of every system.

    python build/lock.py [--upgrade]

Three files: `run.lock` (what the program needs), `dev.lock` (and the tools), `freeze.lock` (what
the bundle is made with). pip-compile sees only the machine it runs on, so what other systems need
is added here by name and marked for them. The files name no package source: that is the
installing machine's affair.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
HEADER = "# Written by `python3 build/dev.py lock` from pyproject.toml. Do not edit.\n"
EXTRAS = {"dev": "dev", "run": "", "freeze": "freeze"}
# What only some systems need; pip-compile would leave out the others' or demand Linux' of all.
ELSEWHERE = {
    "run": ("pywin32-ctypes",),
    "dev": ("pywin32-ctypes", "colorama"),
    "freeze": ("pywin32-ctypes", "pefile", "macholib"),
}
MARKERS = {
    "pywin32-ctypes": 'sys_platform == "win32"',
    "colorama": 'sys_platform == "win32"',
    "pefile": 'sys_platform == "win32"',
    "macholib": 'sys_platform == "darwin"',
    "secretstorage": 'sys_platform == "linux"',
    "jeepney": 'sys_platform == "linux"',
}
FLAGS = (
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-annotate",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
)


def compile_lock(name: str, options: list[str], folder: Path) -> str:
    """Return the text of one lock file, as pip-compile gives it."""
    kept = FOLDER / f"{name}.lock"
    draft = folder / f"{name}.lock"
    if kept.is_file():
        draft.write_bytes(kept.read_bytes())  # so that versions stay where nothing forces a change
    others = folder / f"{name}.in"
    others.write_text("\n".join(ELSEWHERE[name]) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "piptools", "compile", *FLAGS, *options, "-o", str(draft)]
    if EXTRAS[name]:
        command += ["--extra", EXTRAS[name]]
    if name != "dev":  # one version of everything in all three files
        command += ["-c", str(FOLDER / "dev.lock")]
    subprocess.run([*command, "pyproject.toml", str(others)], cwd=ROOT, check=True)
    return draft.read_text(encoding="utf-8")


def mark(text: str) -> str:
    """Return a lock file with the markers of the packages that not every system needs."""
    lines = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        pin, continued, _ = line.partition(" \\")
        name = pin.partition("==")[0]
        if name in MARKERS and not line.startswith(" "):
            line = f"{pin.partition(' ;')[0]} ; {MARKERS[name]}{' ' + chr(92) if continued else ''}"
        lines.append(line)
    return HEADER + "\n".join(lines).strip() + "\n"


def check(text: str) -> None:
    """Refuse a lock file that names a place; ValueError with the line."""
    for line in text.splitlines():
        if any(sign in line for sign in ("://", "file:", "--index", "--find-links", " @ ")):
            raise ValueError(f"a lock file must not name a place: {line}")


def main(arguments: list[str]) -> int:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in EXTRAS:
            print(f"Pinning {name}.lock (some minutes)", flush=True)
            text = mark(compile_lock(name, arguments, Path(folder)))
            check(text)
            (FOLDER / f"{name}.lock").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
