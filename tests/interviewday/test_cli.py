from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSPHRASE
from tests.interviewday.test_answers import reply
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


@pytest.fixture
def post(verb: Verb) -> dict[str, str]:
    """A post with one round of half an hour, held by a colleague in a room."""

    def made(*argv: str) -> str:
        return str(verb(*argv)["result"]["value"])

    staff = made("staff", "add", "李蕾")
    room = made("room", "add", "501", "--size", "3")
    requisition = made("requisition", "open", "后端工程师", "--interviewers", staff)
    verb("round", "add", requisition, "技术面", "--minutes", "30")
    found = {"staff": staff, "room": room, "requisition": requisition}
    for n, name in enumerate(("王小明", "李雷")):
        who = made("candidate", "add", name)
        found[f"person{n}"] = who
        found[f"application{n}"] = made("application", "add", who, requisition, "--stage", "一面")
    return found


DAY = "2031-03-04"  # a Tuesday far enough ahead of any clock that runs these tests


def test_a_day_is_planned_taken_over_and_mended(
    verb: Verb, post: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    waiting = verb("day", "to-sit")["rows"]
    assert [len(row["rounds"]) for row in waiting] == [1, 1]
    seen = verb("plan-day", DAY, "--seconds", "3")["result"]
    assert seen["status"] == "optimal"
    assert seen["accepted"] is None
    assert verb("interview", "day", DAY)["rows"] == []
    taken = verb("plan-day", DAY, "--seconds", "3", "--lunch", "none", "--accept")["result"]
    assert len(taken["accepted"]) == 2
    rows = verb("interview", "day", DAY)["rows"]
    assert {row["round"] for row in rows} == {"技术面"}
    assert verb("plan-day", DAY, code=3)["error"]["kind"] == "rule"

    event = f"late:{rows[0]['candidates'][0]['candidate_id']}:20"
    looked = verb("mend-day", DAY, "--event", event, "--seconds", "3")["result"]
    assert looked["lines"]
    assert not looked["accepted"]
    assert verb("interview", "day", DAY)["rows"] == rows
    assert verb("mend-day", DAY, "--event", event, "--seconds", "3", "--accept")["result"]["told"]
    assert verb("interview", "day", DAY)["rows"] != rows
    verb("undo")
    back = verb("interview", "day", DAY)["rows"]
    assert [row["starts_at"] for row in back] == [row["starts_at"] for row in rows]


def test_people_read_plans_and_mendings_too(
    verb: Verb, post: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    lang = ("--lang", "zh", "--seconds", "3")
    assert main(["plan-day", DAY, "--accept", *lang]) == 0
    said = capsys.readouterr().out
    assert "王小明  技术面  501  李蕾" in said
    assert f"面试日已排定：{DAY} 共 2 场面试" in said
    event = f"no-show:{post['person0']}"
    assert main(["mend-day", DAY, "--event", f"late:{post['person0']}:15", *lang]) == 0
    assert "需要通知：王小明" in capsys.readouterr().out
    assert main(["mend-day", DAY, "--event", event, *lang]) == 0
    assert "其他安排不变。" in capsys.readouterr().out


def test_what_cannot_be_is_said(verb: Verb, post: dict[str, str]) -> None:
    assert verb("plan-day", "2031-03-04", "--grid", "7", code=3)["error"]["field"] == "grid"
    assert verb("plan-day", "2031-03-04", "--lunch", "noon", code=3)["error"]["kind"] == "input"
    assert verb("plan-day", "2031-03-04", "--seconds", "0", code=3)["error"]["kind"] == "input"
    assert verb("mend-day", DAY, "--event", "rain", code=3)["error"]["kind"] == "input"
    verb("interviewer", "set", post["staff"], "--hours", "Wed 09:00-10:00")
    found = verb("plan-day", DAY, "--seconds", "3", code=3)["result"]
    assert found["status"] == "infeasible"
    assert found["clash"]
    partial = verb("plan-day", DAY, "--seconds", "3", "--partial")["result"]
    assert len(partial["dropped"]) == 2


def test_who_must_be_told_is_listed_drafted_and_ticked_off(
    verb: Verb, post: dict[str, str], tmp_path: Path
) -> None:
    verb("organisation", "change", "--email", "hr@example.com")
    verb("staff", "change", post["staff"], "--email", "li@example.com")
    applied = post["application0"]
    at = ("--start", f"{DAY}T10:00", "--panel", post["staff"])
    made = verb("interview", "schedule", applied, "--round", "技术面", *at)["result"]["value"]
    waiting = verb("notice", "due", "--day", DAY)["rows"]
    assert [row["why"] for row in waiting] == ["new", "new"]
    draft = verb("notice", "draft", made, post["staff"])["result"]
    assert "To: " in str(draft)
    assert verb("notice", "draft", made, post["person0"], code=3)["error"]["kind"] == "rule"
    assert "10:00" in str(verb("notice", "text", made, post["person0"])["result"])
    verb("notice", "tell", f"{made}/{post['staff']}")
    assert len(verb("notice", "due")["rows"]) == 1
    uid = verb("interview", "show", made)["result"]["uid"]
    answer = tmp_path / "a.ics"
    text = reply(uid, "li@example.com", stamp="20310101T000000Z", start="")
    answer.write_text(text, encoding="utf-8", newline="")
    verb("reply", "take", str(answer))
    rows = verb("notice", "answers", made)["rows"]
    assert [row["answer"] for row in rows] == ["", "accepted"]
    verb("undo")
    assert {row["answer"] for row in verb("notice", "answers", made)["rows"]} == {""}
