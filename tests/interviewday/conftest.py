"""A house with interview plans: a post of two rounds, three candidates, colleagues, rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from workbench.app import App
from workbench.interviewday.accepting import AcceptPlan
from workbench.interviewday.instance import DayInstance, day_instance
from workbench.interviewday.planned import PlannedDay, plan_day
from workbench.interviews.commands import ScheduleInterview
from workbench.interviews.day_models import RoundPlace
from workbench.interviews.queries import day as interviews_of_day
from workbench.interviews.rooms import AddRoom
from workbench.interviews.rounds import AddRound
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, OpenRequisition

DAY = date(2026, 3, 3)  # a Tuesday; the clock of the tests stands on the Monday before
NAMES = ("王小明", "Elena Sullivan", "欧阳娜娜")


@dataclass
class House:
    """The desk, and the ids of what is there."""

    desk: App
    post: str
    people: list[str]
    applications: list[str]
    staff: list[str]
    rooms: list[str]
    rounds: list[str]

    def run(self, command: object) -> Any:
        return self.desk.run(command).value

    def made(self, *who: int, **options: Any) -> DayInstance:
        """Return the numbered candidates' day as the planner wants it; all, where none is said."""
        chosen = [self.applications[n] for n in who or range(len(self.people))]
        options = {"now": self.desk.vault.clock.now(), **options}
        return self.desk.ask(day_instance, options.pop("day", DAY), chosen, **options)

    def plan(self, *who: int, **options: Any) -> PlannedDay:
        """Return a plan of the numbered candidates' day."""
        return plan_day(self.made(*who, **options), 3.0)

    def accept(self, *who: int, **options: Any) -> list[str]:
        """Plan the day, take the plan over and return the interviews' ids."""
        found = self.plan(*who, **options)
        assert found.plan.found
        made: list[str] = self.run(AcceptPlan(found.day, found.texts))
        return made

    def schedule(self, *who: int, at: str, **options: Any) -> str:
        """Schedule an interview by hand, 60 minutes with the first colleague."""
        options = {"round": "加面", "panel": (self.staff[0],), **options}
        applications = tuple(self.applications[n] for n in who or (0,))
        start = datetime.fromisoformat(f"{DAY}T{at}")
        return str(self.run(ScheduleInterview(applications, start=start, **options)))

    def rows(self) -> list[Any]:
        """Return the interviews of the day that take place."""
        rows = self.desk.ask(interviews_of_day, DAY).rows
        return [row for row in rows if row.state in ("planned", "held")]

    def times(self) -> dict[tuple[str, str], str]:
        """Return when each candidate sits which round, in local time."""
        zone = self.desk.local_now().tzinfo
        return {
            (row.candidates[0].name, row.round): f"{row.starts_at.astimezone(zone):%H:%M}"
            for row in self.rows()
        }


@pytest.fixture
def house(desk: App) -> House:
    def run(command: object) -> str:
        return str(desk.run(command).value)

    skills = (("Python",), ("Python", "架构"), ("沟通",), ())
    colleagues = ("李蕾", "周航", "韩梅梅", "Alexandra Novak")
    staff = [
        run(AddStaff(name, email=f"s{n}@example.com", skills=skills[n]))
        for n, name in enumerate(colleagues)
    ]
    post = run(OpenRequisition("后端工程师", headcount=2, interviewers=(staff[0], staff[1])))
    people = [run(AddCandidate(name, email=f"c{n}@example.com")) for n, name in enumerate(NAMES)]
    applications = [run(Apply(who, post, "一面")) for who in people]
    rooms = [run(AddRoom("501", size=4, features=("白板",))), run(AddRoom("502", size=2))]
    rounds = [
        run(AddRound(post, "技术面", 60, ("Python:1",), shadows=(staff[3],))),
        run(AddRound(post, "HR 面", 30, staff=(staff[2],), place=RoundPlace.CALL)),
    ]
    return House(desk, post, people, applications, staff, rooms, rounds)
