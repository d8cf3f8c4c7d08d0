from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSPHRASE
from workbench.cli.main import main

Verb = Callable[..., Any]


@pytest.fixture
def verb(
    vault_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Verb:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("WORKBENCH_VAULT", str(vault_path))
    monkeypatch.setenv("LANG", "C")

    def run(*argv: str, code: int = 0) -> Any:
        assert main([*argv, "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return run


def test_an_interview_and_its_scorecard_from_the_command_line(verb: Verb) -> None:
    def made(*argv: str) -> str:
        return str(verb(*argv)["result"]["value"])

    requisition = made("requisition", "open", "后端工程师")
    who = made("candidate", "add", "王小明")
    application = made("application", "add", who, requisition, "--stage", "一面")
    staff = made("staff", "add", "李蕾")
    made("room", "add", "501", "--size", "4")
    schedule = (
        "interview", "schedule", application, "--round", "一面", "--start", "2026-03-03T10:00",
        "--panel", staff, "--room", "501",
    )  # fmt: skip
    interview = made(*schedule)
    refused = verb(*schedule, code=3)["error"]
    assert (refused["kind"], refused["field"]) == ("rule", "start")
    assert "李蕾" in refused["text"]
    rows = verb("interview", "day", "2026-03-03")["rows"]
    assert rows[0]["starts_at"] == "2026-03-03T02:00:00+00:00"
    assert [each["name"] for each in rows[0]["panel"]] == ["李蕾"]
    text = verb("interview", "ics", interview, "--language", "en")["result"]
    assert text.startswith("BEGIN:VCALENDAR")
    assert verb("interview", "conflicts", interview)["total"] >= 0
    verb("interview", "hold", interview)
    assert verb("scorecard", "owed", "--day", "2026-03-03")["total"] == 1
    ratings = [
        json.dumps({"attribute": "depth", "level": 4}),
        json.dumps({"attribute": "own_part", "level": 5, "comment": "主导拆分"}),
    ]
    card = made(
        "scorecard", "enter", application, "--interviewer", staff, "--interview", interview,
        "--template", "project-deep-dive", "--recommendation", "yes", "--ratings", *ratings,
    )  # fmt: skip
    shown = verb("scorecard", "show", card)["result"]
    assert (shown["mean"], shown["rated"], shown["asked"]) == (4.5, 2, 7)
    assert verb("scorecard", "owed")["total"] == 0
    assert verb("scorecard", "summary", application)["result"]["figures"]["n"] == 1


def test_a_rating_that_is_no_rating_is_wrong_usage(
    verb: Verb, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["scorecard", "enter", "x", "--interviewer", "y", "--template", "z"]
    assert main([*argv, "--recommendation", "yes", "--ratings", '{"stars": 5}']) == 2
    assert "attribute, level, comment" in capsys.readouterr().err
