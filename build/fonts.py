"""Makes the static fonts that the window and the print shop share.

The packages carry variable fonts. Qt does not move a variable font with `setWeight`, and reportlab
prints only the default instance, so each weight becomes a file of its own. Run with the project's
Python: `python build/fonts.py FOLDER`. A file whose recipe and source did not change is kept.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

RECIPE = "2"
PROCESSES = 2  # 260 MB each at the peak
WEIGHTS = (400, 500, 600)


@dataclass(frozen=True)
class Face:
    """One variable font: where it comes from, how its files are called, which axes stand still."""

    package: str
    file: str
    stem: str
    pinned: tuple[tuple[str, float], ...] = ()


FACES = (
    Face("justmytype-intl-cjk", "NotoSansSC[wght].ttf", "NotoSansSC"),
    Face("fontpkg-inter", "Inter[opsz,wght].ttf", "Inter", (("opsz", 14.0),)),
)
NAMES = tuple(f"{face.stem}-{weight}.ttf" for face in FACES for weight in WEIGHTS)


def source(face: Face) -> Path:
    """Return the variable font inside its package; FileNotFoundError where it is not there."""
    files = importlib.metadata.files(face.package) or []
    for entry in files:
        if entry.name == face.file:
            return Path(str(entry.locate()))
    raise FileNotFoundError(f"{face.file} is not in {face.package}")


def recipe_key(face: Face) -> str:
    """Return what decides the bytes of a face's files: source, tool and this recipe."""
    tool = importlib.metadata.version("fonttools")
    parts = (RECIPE, tool, repr(face.pinned), hashlib.sha256(source(face).read_bytes()).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def make(face: Face, weight: int, target: Path) -> None:
    """Write one weight to `target`, whole or not at all."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(source(face), recalcTimestamp=False)
    axes = {"wght": float(weight), **dict(face.pinned)}
    static = instancer.instantiateVariableFont(font, axes, inplace=True, updateFontNames=True)
    draft = target.with_suffix(".part")
    static.save(draft)
    os.replace(draft, target)


def make_missing(folder: Path) -> list[str]:
    """Make every file that is missing or stale; return the names made."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [
        (face, weight, folder / f"{face.stem}-{weight}.ttf", key)
        for face, key in ((face, recipe_key(face)) for face in FACES)
        for weight in WEIGHTS
    ]
    stale = [job for job in jobs if not job[2].is_file() or _key_of(job[2]) != job[3]]
    with ProcessPoolExecutor(max_workers=PROCESSES) as pool:
        waiting = {
            pool.submit(make, face, weight, path): (path, key) for face, weight, path, key in stale
        }
        for done, future in enumerate(as_completed(waiting), 1):
            future.result()
            path, key = waiting[future]
            _key_file(path).write_text(key, encoding="ascii")
            print(f"  font {done}/{len(stale)}: {path.name}", flush=True)
    return [job[2].name for job in stale]


def _key_file(path: Path) -> Path:
    return path.with_suffix(".key")


def _key_of(path: Path) -> str:
    file = _key_file(path)
    return file.read_text(encoding="ascii") if file.is_file() else ""


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path(__file__).parent.parent / ".cache" / "fonts"
    began = time.monotonic()
    made = make_missing(folder)
    if made:
        print(f"  {len(made)} fonts in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
