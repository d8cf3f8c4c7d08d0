"""Everything that the window prints is printed from the command line, too."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader

from tests.cli.test_speaking import Say, applied, made, say
from workbench import app

__all__ = ["applied", "made", "say"]


def _words(path: Path) -> str:
    pages = PdfReader(path).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_day_sheet_and_scorecards(
    say: Say, made: Callable[..., str], applied: str, tmp_path: Path
) -> None:
    staff = made("staff", "add", "李蕾")
    start = ("--start", "2020-03-05 10:00", "--panel", staff)
    interview = made("interview", "schedule", applied, "--round", "一面", *start)
    out = tmp_path / "out.pdf"
    say("print", "interview.day", "2020-03-05", "--out", str(out))
    assert "王小明" in _words(out)
    assert "10:00" in _words(out)
    blank = ("print", "scorecard.sheet", "manager")
    say(*blank, "--out", str(tmp_path / "blank.pdf"))
    said = say(*blank, "--interview-id", interview, "--out", str(out), "--force")
    assert "pages: " in said
    assert "李蕾" in _words(out)
    rating = json.dumps({"attribute": "depth", "level": 4})
    card = made(
        "scorecard", "enter", applied, "--interviewer", staff, "--template", "project-deep-dive",
        "--recommendation", "yes", "--ratings", rating, "--interview", interview,
    )  # fmt: skip
    say("print", "scorecard", card, "--out", str(out), "--force", "--lang", "zh")
    assert "2020-03-0510:00–11:00" in _words(out)
    say("print", "scorecard", "0" * 32, "--out", str(tmp_path / "none.pdf"), code=3)


def test_a_lost_recovery_sheet_is_made_anew(
    say: Say, vault_path: Path, recovery_key: str, tmp_path: Path
) -> None:
    out = tmp_path / "recovery.pdf"
    assert "worthless" in say("vault", "recovery-sheet", "--out", str(out))
    text = _words(out)
    assert recovery_key.split("-")[0] not in text
    say("vault", "recover", recovery_key, code=4)
    say("vault", "recovery-sheet", "--out", str(out), code=3)
    assert app.is_vault(vault_path)


def test_papers_of_a_day_and_the_question_bank(
    say: Say, made: Callable[..., str], applied: str, tmp_path: Path
) -> None:
    staff = made("staff", "add", "李蕾")
    start = ("--start", "2020-03-05 10:00", "--panel", staff)
    interview = made("interview", "schedule", applied, "--round", "一面", *start)
    out = tmp_path / "out.pdf"
    size = ("--paper-size", "Letter", "--out", str(out), "--force")
    say("print", "interview.everything", "2020-03-05", *size)
    assert "王小明" in _words(out)
    assert float(PdfReader(out).pages[0].mediabox.width) == 612
    say("print", "interview.kits", "2020-03-05", "--interviewer", staff, *size)
    assert "QC-IV-02" in _words(out)
    say("print", "interview.kits", "2020-03-06", *size, code=3)
    shown = json.loads(say("interview", "show", interview, "--json"))
    person = shown["result"]["candidates"][0]
    say("print", "interview.guide", interview, person["candidate_id"], "--language", "en", *size)
    assert "Yourinterviewguide" in _words(out)
    assert "art. 43" in say("question", "add", "manager.people", "--zh", "你结婚了吗？")
    assert "age" in say("question", "check", "How old are you?")
    assert "你结婚了吗" in say("question", "list", "manager", "--attribute", "people")
