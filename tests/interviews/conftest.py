"""A small house: a requisition, candidates on it, colleagues and rooms."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.app import App
from workbench.interviews.commands import ScheduleInterview
from workbench.interviews.rooms import AddRoom
from workbench.kernel.i18n import Translator
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, OpenRequisition

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class House:
    """The desk, and the ids of what is there."""

    desk: App
    requisition: str
    people: list[str]
    applications: list[str]
    staff: list[str]
    rooms: list[str]

    def run(self, command: object) -> Any:
        return self.desk.run(command).value

    def schedule(self, *who: int, at: str = "2026-03-03T10:00", **options: Any) -> str:
        """Schedule an interview of the numbered people; 45 minutes with the first colleague."""
        options = {"round": "一面", "minutes": 45, "panel": (self.staff[0],), **options}
        applications = tuple(self.applications[n] for n in who or (0,))
        start = datetime.fromisoformat(at)
        return str(self.run(ScheduleInterview(applications, start=start, **options)))


@pytest.fixture
def house(desk: App) -> House:
    def run(command: object) -> str:
        return str(desk.run(command).value)

    requisition = run(OpenRequisition("后端工程师", headcount=2))
    names = ("王小明", "Elena Sullivan", "欧阳娜娜")
    people = [run(AddCandidate(name, email=f"c{n}@example.com")) for n, name in enumerate(names)]
    applications = [run(Apply(who, requisition, "一面")) for who in people]
    colleagues = ("李蕾", "周航", "Alexandra Novak")
    staff = [run(AddStaff(name, email=f"s{n}@example.com")) for n, name in enumerate(colleagues)]
    rooms = [run(AddRoom("501", size=4)), run(AddRoom("502", size=2))]
    return House(desk, requisition, people, applications, staff, rooms)


@pytest.fixture(scope="session")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Translator:
    """The Chinese words, compiled aside."""
    sys.path.insert(0, str(ROOT / "build"))
    import messages

    folder = tmp_path_factory.mktemp("words") / "locale"
    shutil.copytree(ROOT / "resources" / "locale", folder)
    messages.compile_all(folder)
    return Translator.load(folder, "zh")
