"""Every text of these rooms has a Chinese translation with the same holes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {
    "intake": ["workbench/intake"],
    "people": ["workbench/people/matching.py"],
    "calendar": ["workbench/calendar", "workbench/kernel/workdays.py"],
}


def declared(place: Path) -> set[str]:
    files = [place] if place.is_file() else sorted(place.glob("*.py"))
    calls = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return {
        ast.literal_eval(node.args[0])
        for node in calls
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_"
    }


@pytest.mark.parametrize("room", ROOMS)
def test_translations(room: str) -> None:
    with (ROOT / f"resources/locale/zh/LC_MESSAGES/{room}.po").open("rb") as file:
        chinese = {str(m.id): str(m.string) for m in read_po(file) if m.id}
    for text in set().union(*(declared(ROOT / place) for place in ROOMS[room])):
        assert chinese.get(text), text
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", chinese[text]))
