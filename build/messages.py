"""The words of the program: compiles the catalogues, finds texts without a translation.

    python build/messages.py              compile every .po beside itself
    python build/messages.py --missing    list what lacks Chinese, stands twice or is unused

A text is found where the code marks it: `N_("...")`, `.text("...")`, a `Message("...")` or the text
of one of the errors in workbench.kernel.errors.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
CODE = ("workbench", "ui")
# Callable -> which argument holds the text.
MARKS = {
    "N_": 0,
    "text": 0,
    "Message": 0,
    "RuleBroken": 1,
    "BadInput": 0,
    "NotFound": 0,
    "Conflict": 0,
    "Locked": 0,
    "SystemFault": 0,
}
HOLE = re.compile(r"\{(\w*)")


@dataclass(frozen=True)
class Marked:
    """A text in the code, and where it stands."""

    text: str
    place: str


@dataclass(frozen=True)
class Entry:
    """A translation in a catalogue; `translation` is empty where it is missing or only guessed."""

    text: str
    translation: str
    room: str


def marked_texts(root: Path = ROOT) -> Iterator[Marked]:
    """Yield every marked text of the code."""
    for folder in CODE:
        for file in sorted((root / folder).rglob("*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
            for node in ast.walk(tree):
                text = _marked(node)
                if text:
                    yield Marked(text, f"{file.relative_to(root).as_posix()}:{node.lineno}")  # type: ignore[attr-defined]


def _marked(node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call):
        return None
    name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
    if name == "text" and not isinstance(node.func, ast.Attribute):
        return None
    place = MARKS.get(name)
    if place is None or len(node.args) <= place:
        return None
    argument = node.args[place]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return None


def entries(language: str = "zh", folder: Path = LOCALE) -> Iterator[Entry]:
    """Yield every entry of a language's catalogues."""
    from babel.messages.pofile import read_po

    for file in sorted((folder / language / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as source:
            catalogue = read_po(source)
        for message in catalogue:
            if message.id:
                translation = "" if message.fuzzy else str(message.string)
                yield Entry(str(message.id), translation, file.stem)


def missing(marked: list[Marked], known: list[Entry]) -> list[Marked]:
    """Return the marked texts without a translation, each once."""
    translated = {entry.text for entry in known if entry.translation}
    first = {mark.text: mark for mark in reversed(marked) if mark.text not in translated}
    return sorted(first.values(), key=lambda mark: mark.place)


def quarrels(known: list[Entry]) -> list[str]:
    """Return the texts that two rooms translate differently: only one of them would be shown."""
    found: dict[str, set[str]] = {}
    for entry in known:
        found.setdefault(entry.text, set()).add(entry.translation)
    return sorted(text for text, translations in found.items() if len(translations) > 1)


def doubles(known: list[Entry]) -> list[str]:
    """Return the texts that stand in more than one catalogue."""
    rooms: dict[str, set[str]] = {}
    for entry in known:
        rooms.setdefault(entry.text, set()).add(entry.room)
    return sorted(f"{text!r}: {', '.join(sorted(r))}" for text, r in rooms.items() if len(r) > 1)


def broken_holes(known: list[Entry]) -> list[Entry]:
    """Return the translations whose `{holes}` are not those of their text."""
    return [
        entry
        for entry in known
        if entry.translation
        and set(HOLE.findall(entry.text)) != set(HOLE.findall(entry.translation))
    ]


def compile_all(folder: Path = LOCALE) -> int:
    """Write the .mo of every catalogue; return how many there are."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    files = sorted(folder.glob("*/LC_MESSAGES/*.po"))
    for file in files:
        with file.open("rb") as source:
            catalogue = read_po(source)
        with file.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
    return len(files)


def _report() -> int:
    marked, known = list(marked_texts()), list(entries())
    lacking = missing(marked, known)
    for mark in lacking:
        print(f"missing   {mark.place}: {mark.text!r}")
    for text in quarrels(known):
        print(f"quarrel   {text!r} is translated in two ways")
    for text in doubles(known):
        print(f"double    {text}")
    for entry in broken_holes(known):
        print(f"holes     {entry.room}: {entry.text!r} -> {entry.translation!r}")
    used = {mark.text for mark in marked}
    for entry in known:
        if entry.text not in used:
            print(f"unused    {entry.room}: {entry.text!r}")
    print(f"{len(used)} texts, {len(lacking)} without Chinese")
    return 1 if lacking or quarrels(known) or broken_holes(known) else 0


def main(arguments: list[str]) -> int:
    if "--missing" in arguments:
        return _report()
    print(f"  {compile_all()} message catalogues compiled")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
