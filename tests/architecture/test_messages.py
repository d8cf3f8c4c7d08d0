from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "build"))

import messages  # noqa: E402


@pytest.fixture(scope="module")
def known() -> list[messages.Entry]:
    return list(messages.entries())


def test_every_text_has_chinese(known: list[messages.Entry]) -> None:
    missing = messages.missing(list(messages.marked_texts()), known)
    assert not missing, "\n".join(f"{mark.place}: {mark.text!r}" for mark in missing)


def test_no_text_is_translated_in_two_ways(known: list[messages.Entry]) -> None:
    assert not messages.quarrels(known)


def test_translations_keep_the_holes(known: list[messages.Entry]) -> None:
    assert not messages.broken_holes(known)


def test_marks_are_found(tmp_path: Path) -> None:
    (tmp_path / "workbench").mkdir()
    code = (
        'N_("One")\ntr.text("Two", n=1)\nraise RuleBroken("field", "Three")\nx.text()\ntext("No")'
    )
    (tmp_path / "workbench" / "a.py").write_text(code, encoding="utf-8")
    assert [mark.text for mark in messages.marked_texts(tmp_path)] == ["One", "Two", "Three"]


def test_catalogues_are_compiled(tmp_path: Path) -> None:
    folder = tmp_path / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    page = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "a.po").write_text(page + 'msgid "One"\nmsgstr "一"\n', encoding="utf-8")
    assert messages.compile_all(tmp_path) == 1
    from workbench.kernel.i18n import Translator

    assert Translator.load(tmp_path, "zh").text("One") == "一"
