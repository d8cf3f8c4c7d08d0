"""The acceptance journey through the commands, and its first steps through the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSPHRASE
from tests.journeys.first_week import (
    drop_folder,
    find_him,
    furnish,
    hold_interviews,
    open_post,
    score,
    screen,
)
from tests.journeys.fortnight import ENDING, MONDAY, SAMPLES, Fortnight, Paper, chinese, person
from tests.journeys.second_week import back_up, make_offers, onboard, thank
from workbench.app import App, history
from workbench.cli.main import main
from workbench.interviews.queries import interviews_of
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import RuleBroken
from workbench.letters.queries import list_letters
from workbench.organisation.documents import recovery_sheet
from workbench.people.queries import list_candidates


@pytest.fixture
def story(desk: App, clock: SetClock) -> Fortnight:
    return Fortnight(desk, clock)


def test_the_fortnight_by_commands(story: Fortnight, tmp_path: Path) -> None:
    furnish(story)
    open_post(story)
    drop_folder(story)
    find_him(story)
    screen(story)
    hold_interviews(story)
    score(story)
    thank(story)
    make_offers(story)
    onboard(story)
    assert story.ask(interviews_of, person(story, story.cards[0])).total == 1
    assert story.ask(list_letters, today=story.today).total >= 14
    assert story.ending() == ENDING
    assert not story.app.vault.faults()
    back_up(story, tmp_path)


def test_everything_can_be_taken_back_to_the_empty_vault(story: Fortnight) -> None:
    begun = story.app.last_stamp
    furnish(story)
    open_post(story)
    drop_folder(story)
    screen(story)
    while True:
        try:
            story.app.undo(since=begun)
        except RuleBroken:
            break
    story.post, story.cards = "", []
    counts = story.counts()
    assert counts["people"] == counts["posts"] == counts["staff"] == ()
    assert (counts["running"], counts["letters"], counts["house"].name) == (0, 0, "")


Cli = Callable[..., Any]


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("WORKBENCH_VAULT", str(tmp_path / "招聘.qicheng"))

    def run(*texts: str) -> Any:
        code = main([*texts, "--json"])
        body = json.loads(capsys.readouterr().out)
        assert code == 0, body
        return body.get("result", body)

    return run


def test_the_first_steps_by_the_command_line(cli: Cli, tmp_path: Path) -> None:
    key = cli("vault", "create", "--name", "招聘")["recovery_key"]
    assert len(key.split("-")) == 9
    sheet = Paper.of(recovery_sheet("招聘", key, MONDAY, chinese()))
    assert len(sheet.pages) == 1
    assert all(group in sheet.text for group in key.split("-"))
    lead = cli("staff", "add", "李雷", "--manager", "yes")["value"]
    post = cli(
        "requisition", "open", "后端工程师", "--headcount", "2", "--stage-set", "研发",
        "--interviewers", lead,
    )["value"]  # fmt: skip
    assert cli("board", "--requisition", post)["total"] == 0
    files = ("opencats_candidates.csv", "elena_sullivan.resume.json", "tomas_keller.resume.json")
    chosen = [str(SAMPLES / name) for name in files]
    looked = cli("import", *chosen, "--dry-run", "--requisition", post)
    assert (looked["people"], cli("candidate", "list")["total"]) == (31, 0)
    told = cli("import", *chosen, "--requisition", post)
    assert (told["people"], told["failed"]) == (31, 0)
    on_board = cli("board", "--requisition", post)["total"]
    assert on_board >= 2
    assert cli("import", "undo")["kind"] == "undo"
    assert cli("candidate", "list")["total"] == 0
    assert cli("redo")["kind"] == "redo"
    assert cli("board", "--requisition", post)["total"] == on_board
    cli("import", str(SAMPLES / "候选人名单_GB18030.csv"), "--skip-bad", "--requisition", post)
    for words in ("wxm", "小明", "00000001"):
        assert "王小明" in {row["title"] for row in cli("search", words)["rows"]}, words
    card = next(r for r in cli("board", "--requisition", post)["rows"] if r["name"] == "王小明")
    cli("application", "move", card["id"], "--stage", "技术初评")
    cli("undo")
    cli("redo")
    cli("application", "close", card["id"], "--outcome", "rejected", "--reason", "skills")
    assert [row["name"] for row in cli("letter", "owed")["rows"]] == ["王小明"]
    written = cli("letter", "write_due")["value"]["written"]
    paper = tmp_path / "信.pdf"
    assert cli("print", "letter", *written, "--out", str(paper))["pages"] == 1
    assert "王小明" in Paper.read(paper).text
    cli("letter", "ready", *written)
    cli("letter", "send", *written, "--now", "yes")
    assert cli("letter", "outbox")["total"] == 0
    saved = cli("vault", "backup", str(tmp_path / "stick"))
    counts = cli("candidate", "list")["total"], cli("history")["total"]
    other = str(tmp_path / "restored")
    cli("vault", "restore", saved["folder"], "--vault", other)
    there = (
        cli("candidate", "list", "--vault", other)["total"],
        cli("history", "--vault", other)["total"],
    )
    assert there == counts


def test_a_fortnight_of_history_can_be_read(story: Fortnight) -> None:
    furnish(story)
    open_post(story)
    drop_folder(story)
    rows = story.ask(history.entries, limit=1000).rows
    kinds = [row.kind for row in rows]
    assert kinds.count("undo") == kinds.count("redo") == 2
    assert rows[0].command == "import.batch"
    assert story.ask(list_candidates).total == rows[0].label["n"]
