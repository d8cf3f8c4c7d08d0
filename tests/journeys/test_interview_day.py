"""A whole interview day with events in any order: planned, mended, started, finished, undone."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.interviewday.checking import faults
from tests.interviewday.conftest import DAY, House
from tests.interviewday.conftest import house as house
from workbench.app import history
from workbench.interviewday.happenings import read_happening
from workbench.interviewday.mendable import mendable
from workbench.interviewday.mending import AcceptMending
from workbench.interviewday.ripple import ripple
from workbench.interviews.arriving import CheckIn, FinishInterview, StartInterview
from workbench.interviews.queries import day as interviews_of_day
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import WorkbenchError
from workbench.people.commands import AddCandidate
from workbench.pipeline.commands import Apply

HOURS = (9, 10, 11, 13, 14)  # local; what happens at each of them is drawn


class Day:
    """The day as it runs: the clock, what has happened, and what may never change any more."""

    def __init__(self, house: House, clock: SetClock, seed: int) -> None:
        self.house, self.clock, self.dice = house, clock, random.Random(seed)
        self.begun: dict[str, tuple[Any, ...]] = {}
        self.changes = 0

    def rows(self) -> list[Any]:
        return list(self.house.desk.ask(interviews_of_day, DAY).rows)

    def at(self, hour: int, minute: int) -> None:
        """Let it be so late; what is due begins and ends as planned."""
        self.clock.moment = datetime(2026, 3, 3, hour - 8, minute, tzinfo=UTC)
        for row in self.rows():
            if row.state != "planned" or any(each.absent for each in row.candidates):
                continue
            if row.starts_at <= self.clock.moment and row.started_at is None:
                self.try_(CheckIn(row.candidates[0].candidate_id))
                self.try_(StartInterview(row.id))
            if row.ends_at <= self.clock.moment:
                self.try_(FinishInterview(row.id))
        for row in self.rows():
            if row.started_at is not None:
                self.begun.setdefault(row.id, (row.starts_at, row.room_id))

    def try_(self, command: object) -> bool:
        """Run a command; a refusal in words is no fault of the day."""
        try:
            self.house.desk.run(command)
        except WorkbenchError:
            return False
        return True

    def event(self) -> str:
        """Draw something that happens."""
        house, dice = self.house, self.dice
        person, room = dice.choice(house.people), dice.choice(house.rooms)
        running = [row.id for row in self.rows() if row.started_at and not row.ended_at]
        start = self.clock.moment.hour + 8
        span = f"{start:02d}:00-{min(18, start + dice.randint(1, 3)):02d}:00"
        options = [
            f"late:{person}:{dice.choice((10, 20, 30))}",
            f"no-show:{person}",
            f"away:{dice.choice(house.staff)}:{span}",
            f"room-lost:{room}:{span}",
            *(f"overrun:{each}:15" for each in running),
            "add",
        ]
        chosen = dice.choice(options)
        if chosen == "add":
            number = len(house.people)
            who = house.desk.run(
                AddCandidate(f"访客{number}", email=f"v{number}@example.com")
            ).value
            house.people.append(who)
            chosen = f"add:{house.desk.run(Apply(who, house.post, '一面')).value}"
        return chosen

    def happen(self) -> None:
        """Let something happen, look at what follows and take it over."""
        event, desk = self.event(), self.house.desk
        try:
            made = desk.ask(mendable, DAY, read_happening(event), self.clock.moment)
        except WorkbenchError:
            return  # nobody of that name today any more, or all is over
        found = ripple(made, 1.0)
        if self.try_(AcceptMending(DAY, found.event, found.changes, "当天调整")):
            self.changes += 1
        self.look()

    def look(self) -> None:
        """Nobody and no room is in two places, and what has begun has not moved."""
        rows = self.rows()
        live = [row for row in rows if row.state in ("planned", "held")]
        assert faults(live) == []
        for row in rows:
            if row.id in self.begun:
                assert (row.starts_at, row.room_id) == self.begun[row.id]


@pytest.mark.parametrize("seed", range(3))
def test_a_day_with_events_in_any_order(house: House, clock: SetClock, seed: int) -> None:
    made = house.accept()
    day = Day(house, clock, seed)
    assert len(made) == 6
    for hour in HOURS:
        day.at(hour, day.dice.choice((0, 15, 30, 45)))
        day.happen()
    assert day.changes
    day.at(19, 0)
    day.look()
    held = [row for row in day.rows() if row.state == "held"]
    assert held
    before = house.desk.ask(history.entries).total
    house.desk.undo()
    assert house.desk.ask(history.entries).total == before + 1
