"""Starts the frozen program, plays the tour inside it, reports size and start time.

python3 build/dev.py freeze && python3 build/dev.py bundle
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "dist" / "Qicheng"
STARTS = 5


def main() -> int:
    """Check the bundle; return 0 where the tour ran through inside it."""
    suffix = ".exe" if sys.platform == "win32" else ""
    cli = BUNDLE / f"workbench{suffix}"
    if not cli.exists():
        print("There is no bundle. Run build/dev.py freeze first.")
        return 2
    size = sum(path.stat().st_size for path in BUNDLE.rglob("*") if is_real(path))
    print(f"size: {size / 1e6:.0f} MB")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name, command in (
        ("command line", [str(cli), "--version"]),
        ("window, to its first screen", [str(BUNDLE / f"qicheng{suffix}"), "--once"]),
    ):
        print(f"start of the {name}: {started(command, environment):.0f} ms (median of {STARTS})")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "tour"
        done = subprocess.run(
            [str(cli), "tour", "--out", str(out), "--json"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            check=False,
        )
        if done.returncode:
            print(done.stdout[-2000:], done.stderr[-2000:])
            return 1
        steps = json.loads(done.stdout)["rows"]
        pictures = len(list((out / "pictures").glob("*.png")))
        papers = len(list((out / "paper").glob("*.pdf")))
    total = sum(step["ms"] for step in steps)
    print(f"tour: {len(steps)} steps in {total} ms, {papers} PDFs, {pictures} pictures")
    return 0 if pictures and papers else 1


def is_real(path: Path) -> bool:
    """Tell whether a file takes room of its own; links do not."""
    return path.is_file() and not path.is_symlink()


def started(command: list[str], environment: dict[str, str]) -> float:
    """Return the median time of a start in milliseconds."""
    found = []
    for _ in range(STARTS):
        begin = time.perf_counter()
        subprocess.run(command, capture_output=True, env=environment, check=True)
        found.append((time.perf_counter() - begin) * 1000)
    return statistics.median(found)


if __name__ == "__main__":
    sys.exit(main())
