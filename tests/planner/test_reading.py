"""Hostile and careless files are refused with the place that is wrong."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tests.planner import samples
from workbench.cli.main import main
from workbench.kernel.errors import BadInput
from workbench.planner.events import read_events
from workbench.planner.instance import instance_from
from workbench.planner.plan import PARTS, interviews_from
from workbench.planner.reading import Place, read_json
from workbench.planner.times import merged

Json = dict[str, Any]

WRONG: list[tuple[list[Any], Any, str]] = [
    (["format"], 2, "format"),
    (["format"], True, "format"),
    (["day"], "2026-1-2", "day"),
    (["day"], 20261124, "day"),
    (["timezone"], "Asia/Nowhere", "timezone"),
    (["timezone"], "../../etc/passwd", "timezone"),
    (["grid"], 0, "grid"),
    (["grid"], 5.0, "grid"),
    (["extra"], 1, "extra"),
    (["opening"], [["09:00", "08:00"]], "opening[0]"),
    (["opening"], [["09:00", "24:01"]], "opening[0][1]"),
    (["opening"], [["9:00", "10:00"]], "opening[0][0]"),
    (["opening"], [["09:00"]], "opening[0]"),
    (["opening"], {}, "opening"),
    (["rooms", 0, "seats"], "3", "rooms[0].seats"),
    (["rooms", 0, "seats"], -1, "rooms[0].seats"),
    (["rooms", 0, "features"], "projector", "rooms[0].features"),
    (["rooms", 1, "id"], "r301", "rooms[1]"),
    (["interviewers", 0, "buffer"], None, "interviewers[0].buffer"),
    (["interviewers", 0, "max_interviews"], 1.5, "interviewers[0].max_interviews"),
    (["rounds", 0, "minutes"], 0, "rounds[0].minutes"),
    (["rounds", 0, "panel"], [], "rounds[0].panel"),
    (["rounds", 0, "panel", 0, "count"], 0, "rounds[0].panel[0].count"),
    (["rounds", 0, "room"], "maybe", "rounds[0].room"),
    (["candidates", 0, "rounds"], ["tech", "tech"], "candidates[0].rounds[1]"),
    (["candidates", 0, "rounds"], ["swim"], "candidates[0].rounds[0]"),
    (["candidates", 0, "name"], "\ud800", "candidates[0].name"),
    (["rules", "max_wait"], -5, "rules.max_wait"),
    (["rules", "no_repeat_interviewer"], 1, "rules.no_repeat_interviewer"),
    (["weights", "finish"], -1, "weights.finish"),
    (["weights", "speed"], 1, "weights.speed"),
]


def changed(path: list[Any], value: Any) -> Json:
    day = copy.deepcopy(samples.small())
    place: Any = day
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return day


@pytest.mark.parametrize(("path", "value", "place"), WRONG)
def test_what_is_wrong_is_refused_by_its_place(path: list[Any], value: Any, place: str) -> None:
    with pytest.raises(BadInput) as refused:
        instance_from(Place(changed(path, value), ""))
    assert refused.value.message.args["place"] == place


@pytest.mark.parametrize("key", ["format", "day", "timezone", "opening", "rounds", "candidates"])
def test_a_key_without_default_must_be_there(key: str) -> None:
    day = samples.small()
    del day[key]
    with pytest.raises(BadInput, match="this key is missing"):
        instance_from(Place(day, ""))


def test_defaults_and_merging() -> None:
    day = samples.small()
    for key in ("grid", "rules", "weights"):
        del day[key]
    day["opening"] = [
        ["13:00", "14:00"],
        ["09:00", "10:00"],
        ["10:00", "11:00"],
        ["09:30", "09:45"],
    ]
    read = instance_from(Place(day, ""))
    assert read.opening == ((540, 660), (780, 840))
    assert (read.grid, read.rules.keep_round_order, read.rules.max_wait) == (5, True, None)
    assert read.weights.finish == 0
    assert merged([(0, 5), (5, 6)]) == ((0, 6),)


@pytest.mark.parametrize(
    ("day", "opening", "goes"),
    [
        ("2026-03-29", [["01:00", "05:00"]], False),
        ("2026-03-29", [["09:00", "18:00"]], True),
        ("2026-10-25", [["00:00", "24:00"]], False),
        ("2026-10-25", [["03:00", "24:00"]], True),
        ("2026-06-01", [["00:00", "24:00"]], True),
    ],
)
def test_a_day_whose_clocks_change_while_open_is_refused(
    day: str, opening: list[list[str]], goes: bool
) -> None:
    given = {**samples.small(), "day": day, "timezone": "Europe/Berlin", "opening": opening}
    if goes:
        assert instance_from(Place(given, "")).opening
    else:
        with pytest.raises(BadInput, match="clocks are changed"):
            instance_from(Place(given, ""))


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"[" * 100_000, b'{"a": 1, "a": 2}', b'{"a": NaN}', b"[1] [2]", b"null"],
)
def test_what_is_no_json_is_refused(
    tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "day.json"
    file.write_bytes(data)
    assert main(["plan", str(file), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "input"
    with pytest.raises(BadInput):
        instance_from(read_json(file))


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "late", "candidate": "c8", "minutes": 1},
        {"kind": "late", "candidate": "c1", "minutes": -1},
        {"kind": "late", "candidate": "c1"},
        {"kind": "away", "interviewer": "i1", "from": "15:00", "to": "14:00"},
        {"kind": "room_lost", "room": None, "from": "15:00", "to": "16:00"},
        {"kind": "overrun", "candidate": "c1", "round": "swim", "minutes": 5},
        {"kind": "add", "candidate": {"id": "c1", "name": "", "hours": [], "rounds": []}},
        {"kind": "rain"},
        {},
        [],
    ],
)
def test_events_are_read_as_strictly(event: Any) -> None:
    day = instance_from(Place(samples.small(), ""))
    with pytest.raises(BadInput) as refused:
        read_events(Place({"format": 1, "now": "09:00", "events": [event]}, ""), day)
    assert str(refused.value.message.args["place"]).startswith("events[0]")


def test_a_plan_speaks_only_of_what_is_known() -> None:
    day = instance_from(Place(samples.small(), ""))
    plan: Json = {"format": 1, "status": "feasible", "objective": 1, "bound": 0, "seconds": 0.1,
                  "parts": dict.fromkeys(PARTS, 0), "dropped": [], "clash": [],
                  "relaxations": []}  # fmt: skip
    each = {"candidate": "c1", "round": "hr", "start": "09:00", "end": "09:30", "room": "r9",
            "panel": ["i3"]}  # fmt: skip
    with pytest.raises(BadInput, match=r"interviews\[0\].room"):
        interviews_from(Place({**plan, "interviews": [each]}, ""), day)
    each["room"] = "r302"
    assert len(interviews_from(Place({**plan, "interviews": [each]}, ""), day)) == 1
    with pytest.raises(BadInput, match="stands twice"):
        interviews_from(Place({**plan, "interviews": [each, each]}, ""), day)
