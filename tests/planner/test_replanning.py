"""Mended plans: what has begun stays, little is changed, nothing forbidden is done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.planner import checker, samples
from workbench.cli.main import main
from workbench.planner.events import read_events
from workbench.planner.instance import instance_from
from workbench.planner.plan import interviews_from, plan_json
from workbench.planner.reading import Place
from workbench.planner.work import ReplanWork

Json = dict[str, Any]


def mended(day: Json, plan: Json, now: str, *events: Json) -> Json:
    given = {"format": 1, "now": now, "events": list(events)}
    happened, instance = read_events(Place(given, ""), instance_from(Place(day, "")))
    force = interviews_from(Place(plan, ""), instance)
    return plan_json(ReplanWork(instance, force, happened, 20, 0).run(lambda each: None))


def at(plan: Json, candidate: str, round_: str) -> Json:
    found = [
        each
        for each in plan["interviews"]
        if (each["candidate"], each["round"]) == (candidate, round_)
    ]
    return found[0] if found else {}


@pytest.fixture
def force() -> Json:
    """A best plan of the small day: c1 from 10:40, c2 from 13:00, c3 from 13:55."""
    rows = [
        ("c1", "tech", "10:40", "11:25", "r301", "i1"),
        ("c1", "hr", "11:30", "12:00", "r301", "i2"),
        ("c2", "tech", "13:00", "13:45", "r301", "i2"),
        ("c2", "hr", "13:50", "14:20", "r302", "i3"),
        ("c3", "tech", "13:55", "14:40", "r301", "i2"),
        ("c3", "hr", "14:45", "15:15", "r301", "i3"),
    ]
    names = ("candidate", "round", "start", "end", "room", "panel")
    interviews = [dict(zip(names, (*row[:5], [row[5]]), strict=True)) for row in rows]
    plan: Json = {"format": 1, "status": "optimal", "objective": 450, "bound": 450, "seconds": 1,
                  "interviews": interviews, "dropped": [], "clash": [],
                  "relaxations": []}  # fmt: skip
    plan["parts"] = checker.parts(samples.small(), plan)
    assert checker.faults(samples.small(), plan) == []
    assert checker.objective(samples.small(), plan) == 450
    return plan


def test_nothing_happened_and_nothing_changes(force: Json) -> None:
    made = mended(samples.small(), force, "09:00")
    assert made["interviews"] == force["interviews"]
    assert (made["changes"], made["dropped"], made["status"]) == ([], [], "optimal")


def test_a_late_candidate_moves_and_what_has_begun_does_not(force: Json) -> None:
    made = mended(
        samples.small(), force, "11:00", {"kind": "late", "candidate": "c2", "minutes": 20}
    )
    assert at(made, "c1", "tech") == at(force, "c1", "tech")
    assert at(made, "c2", "tech")["start"] >= "13:20"
    assert made["dropped"] == []
    assert checker.faults(samples.small(), made) == []
    changed = {(c["candidate"], c["round"]) for c in made["changes"]}
    assert ("c2", "tech") in changed
    assert ("c1", "hr") not in changed


def test_who_does_not_come_is_not_dropped(force: Json) -> None:
    made = mended(samples.small(), force, "12:30", {"kind": "no_show", "candidate": "c2"})
    assert at(made, "c2", "tech") == {}
    assert (made["dropped"], made["changes"]) == ([], [])


def test_a_room_and_an_interviewer_are_lost(force: Json) -> None:
    lost = {"kind": "room_lost", "room": "r302", "from": "12:00", "to": "18:00"}
    away = {"kind": "away", "interviewer": "i3", "from": "14:00", "to": "16:00"}
    made = mended(samples.small(), force, "12:30", lost, away)
    later = [each for each in made["interviews"] if each["start"] >= "12:30"]
    assert all(each["room"] != "r302" for each in later)
    for each in later:
        assert "i3" not in each["panel"] or each["end"] <= "14:00" or each["start"] >= "16:00"


def test_a_running_interview_that_takes_longer_holds_its_people(force: Json) -> None:
    over = {"kind": "overrun", "candidate": "c2", "round": "tech", "minutes": 30}
    made = mended(samples.small(), force, "13:10", over)
    assert at(made, "c2", "tech")["end"] == "14:15"
    assert at(made, "c2", "hr")["start"] >= "14:20"
    for each in made["interviews"]:
        if each["room"] == "r301" and each["candidate"] != "c2" and each["start"] > "12:00":
            assert each["start"] >= "14:15"


def test_an_added_candidate_moves_nobody_and_drops_nobody(force: Json) -> None:
    person = {"id": "c9", "name": "李雷", "hours": [["15:00", "18:00"]], "rounds": ["hr"]}
    made = mended(samples.small(), force, "12:30", {"kind": "add", "candidate": person})
    (change,) = made["changes"]
    assert (change["candidate"], change["from"]) == ("c9", None)
    person["hours"] = [["13:50", "14:20"]]
    for each in ("i2", "i3"):
        away = {"kind": "away", "interviewer": each, "from": "15:20", "to": "18:00"}
    made = mended(samples.small(), force, "12:30", {"kind": "add", "candidate": person}, away)
    assert all(each["candidate"] == "c9" for each in made["dropped"])


def test_the_command_line_mends(
    force: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = {"format": 1, "now": "09:20",
              "events": [{"kind": "late", "candidate": "c2", "minutes": 20}]}  # fmt: skip
    files = []
    for name, content in (("day", samples.small()), ("plan", force), ("events", events)):
        files.append(str(tmp_path / name))
        Path(files[-1]).write_text(json.dumps(content), encoding="utf-8")
    assert main(["replan", *files, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["status"] == "optimal"
    Path(files[1]).write_text(json.dumps(made), encoding="utf-8")
    assert main(["replan", *files, "--json"]) == 0
