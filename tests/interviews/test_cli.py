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


def test_a_contact_times_and_hours_from_the_command_line(
    verb: Verb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def made(*argv: str) -> str:
        return str(verb(*argv)["result"]["value"])

    verb("organisation", "change", "--name", "启程科技", "--recruiter", "陈晨")
    requisition = made("requisition", "open", "后端工程师")
    who = made("candidate", "add", "王小明")
    application = made("application", "add", who, requisition)
    contact = made(
        "contact", "log", who, "--body", "在开会", "--outcome", "to_call_back",
        "--call-back-on", "2099-03-04", "--application", application,
    )  # fmt: skip
    assert verb("contact", "due", "--today", "2099-03-04")["rows"][0]["id"] == contact
    verb("contact", "change", contact, "--body", "在开会，约周三")
    [row] = verb("contact", "list", "--candidate", who)["rows"]
    assert (row["body"], row["channel"], row["outcome"]) == (
        "在开会，约周三",
        "call",
        "to_call_back",
    )
    refused = verb("contact", "log", who, code=3)["error"]
    assert (refused["kind"], refused["field"]) == ("rule", "body")
    starts = ("--starts", "2099-03-04 10:00", "2099-03-05 14:00")
    verb("offered-time", "offer", application, *starts, "--minutes", "45")
    first, second = (row["id"] for row in verb("offered-time", "list")["rows"])
    assert verb("contact", "text", "times", who)["result"].startswith("王小明您好")
    verb("offered-time", "decline", first)
    verb("offered-time", "accept", second)
    assert verb("offered-time", "list", "--state", "accepted")["total"] == 1
    verb("possible-hours", "set", who, "--hours", "周六 9:00-12:00", "--note", "提前一天说")
    said = verb("possible-hours", "show", who)["result"]
    assert said["lines"]["en"] == ["Sat 09:00–12:00"]
    verb("candidate", "consent", who, "--months", "6")
    assert verb("pool", "list", "--which", "in")["rows"][0]["name"] == "王小明"
    assert verb("pool", "due")["total"] == 0
    verb("candidate", "withdraw-consent", who)
    assert verb("pool", "list")["total"] == 0
    table = tmp_path / "contacts.csv"
    assert verb("export", "contacts", "--to", str(table))["result"]["rows"] == 1
    assert "在开会，约周三" in table.read_text(encoding="utf-8-sig")
    verb("contact", "settle", contact)
    assert verb("contact", "due", "--today", "2099-03-04")["rows"] == []
    verb("contact", "remove", contact)
    assert verb("contact", "list")["total"] == 0
    assert main(["possible-hours", "show", who]) == 0
    assert "Sat 09:00–12:00" in capsys.readouterr().out


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
    assert verb("interview", "conflicts", interview, "--now", "2026-03-02 09:00")["total"] == 0
    other = made("candidate", "add", "李想")
    asked = made("application", "add", other, requisition, "--stage", "一面")
    made("staff", "add", "周航")
    clash = (
        "interview", "schedule", asked, "--round", "一面", "--start", "2026-03-04T10:00",
        "--panel", staff, "--room", "501",
    )  # fmt: skip
    moved = ("--start", "2026-03-03 10:30", "--now", "2026-03-02 09:00")
    rows = verb("interview", "repairs", made(*clash), *moved)["rows"]
    assert [row["conflict_kind"] for row in rows] == ["person"] * 3 + ["room"] * 3
    assert rows[0]["conflict"].startswith("李蕾 interviews at that time")
    assert {key: rows[0][key] for key in ("kind", "repair", "start", "panel", "room_id")} == {
        "kind": "other_time",
        "repair": "Move to 11:00 (30 minutes later)",
        "start": "2026-03-03T03:00:00+00:00",
        "panel": None,
        "room_id": None,
    }
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


def test_a_plan_and_what_it_is_planned_from_from_the_command_line(
    verb: Verb, tmp_path: Path
) -> None:
    def made(*argv: str) -> str:
        return str(verb(*argv)["result"]["value"])

    post, staff = made("requisition", "open", "后端工程师"), made("staff", "add", "李蕾")
    assert verb("round", "proposed", post)["total"] > 1
    added = ("round", "add", post, "技术面", "--panel", "Python:1", "*:1", "--staff", staff)
    one = made(*added, "--minutes", "45", "--needs", "投屏", "--stage", "一面")
    two = made("round", "add", post, "电话", "--place", "call")
    verb("round", "order", post, "--rounds", two, one)
    verb("round", "change", two, "--minutes", "20")
    rows = verb("round", "list", post)["rows"]
    assert [(row["name"], row["minutes"]) for row in rows] == [("电话", 20), ("技术面", 45)]
    assert rows[1]["panel"] == [{"skill": "Python", "count": 1}, {"skill": None, "count": 1}]
    other = made("requisition", "open", "测试工程师")
    verb("round", "copy", post, other)
    assert verb("round", "list", other)["total"] == 2
    verb("round", "archive", one)
    verb("round", "propose", made("requisition", "open", "产品经理"))
    refused = verb("round", "propose", post, code=3)["error"]
    assert (refused["kind"], refused["field"]) == ("rule", "requisitions")
    verb("interviewer", "set", staff, "--hours", "Mon-Fri 13:00-18:00", "--most-a-day", "3")
    said = verb("interviewer", "terms", staff)["result"]
    assert (said["lines"]["zh"], said["most_a_day"]) == (["周一至周五 13:00–18:00"], 3)
    made("room", "add", "501", "--features", "投屏", "--opens", "08:30")
    span = ("--start", "2026-03-03 09:00", "--end", "2026-03-03 12:00")
    taken = made("room-busy", "add", "501", *span)
    assert verb("room-busy", "list", "2026-03-03")["rows"][0]["name"] == "501"
    verb("room-busy", "remove", taken)
    made("busy", "leave", staff, "--first", "2099-03-02", "--last", "2099-03-03")
    assert verb("busy", "list", "2099-03-03")["rows"][0]["kind"] == "leave"
    file = tmp_path / "li.ics"
    file.write_text("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", encoding="utf-8")
    assert verb("busy", "import", staff, str(file))["result"]["value"] == 0
    file.write_text("no calendar", encoding="utf-8")
    assert verb("busy", "import", staff, str(file), code=3)["error"]["kind"] == "input"
