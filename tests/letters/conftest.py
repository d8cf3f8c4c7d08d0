"""A desk with a house, colleagues and posts, and short ways to bring people through them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from workbench.app import App
from workbench.interviews.commands import HoldInterview, ScheduleInterview
from workbench.kernel.clock import SetClock
from workbench.letters.commands import ReadyLetters, SendLetters, WriteLetter
from workbench.organisation.commands import ChangeOrganisation
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, CloseApplications, OpenRequisition
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import application

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "build"))


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    """Letters speak Chinese only where set-up has compiled the catalogues."""
    import messages

    messages.compile_all()


@dataclass
class World:
    """The desk, its clock, and what stands around it."""

    app: App
    clock: SetClock
    post: str
    other_post: str
    staff: str

    def apply(self, name: str = "王小明", *, post: str = "", language: str = "zh") -> str:
        """Add somebody with an application and return the application's id."""
        email = f"p{self.app.last_stamp}@example.com"
        person = self.app.run(AddCandidate(name, email=email, language=language)).value
        return str(self.app.run(Apply(person, post or self.post)).value)

    def person(self, application_id: str) -> str:
        return self.app.ask(application, application_id).candidate_id

    def interview(self, *applications: str, hold: bool = True) -> str:
        """Interview people now; the clock stands at the end of it afterwards."""
        start = self.app.local_now().replace(tzinfo=None)
        meeting = ScheduleInterview(applications, "一面", start, 60, (self.staff,))
        made = str(self.app.run(meeting).value)
        self.clock.moment += timedelta(hours=1)
        if hold:
            self.app.run(HoldInterview(made))
        return made

    def close(self, application_id: str, reason: str = "skills", outcome: str = "rejected") -> None:
        self.app.run(CloseApplications((application_id,), ApplicationState(outcome), reason))

    def write(self, application_id: str, **options: object) -> str:
        return str(self.app.run(WriteLetter(application_id, **options)).value)  # type: ignore[arg-type]

    def send(self, *letters: str) -> None:
        self.app.run(ReadyLetters(letters))
        self.app.run(SendLetters(letters, now=True))

    def days(self, count: float) -> None:
        self.clock.moment += timedelta(days=count)

    @property
    def now(self) -> datetime:
        return self.clock.now()


@pytest.fixture
def world(desk: App, clock: SetClock) -> World:
    house = ChangeOrganisation(
        name="启程科技（上海）有限公司",
        address="上海市徐汇区漕河泾 3 号楼 5 层",
        directions="9 号线漕河泾开发区站 4 号口，沿宜山路向东步行 300 米。",
        phone="021-5555 0100",
        email="hr@qicheng.example",
        recruiter="赵敏",
        recruiter_title="人力资源部",
    )
    desk.run(house)
    band = {"salary_low": 15000, "salary_high": 20000}
    return World(
        desk,
        clock,
        desk.run(OpenRequisition("后端工程师", **band)).value,
        desk.run(OpenRequisition("测试工程师", headcount=1)).value,
        desk.run(AddStaff("李雷")).value,
    )


@pytest.fixture
def undone_and_redone(desk: App) -> Callable[[Callable[[], object]], None]:
    """Check that a command leaves `look()` changed, undo as it was, redo as it became."""

    def check(look: Callable[[], object], run: Callable[[], object]) -> None:
        before = look()
        run()
        after = look()
        assert after != before
        desk.undo()
        assert look() == before
        desk.redo()
        assert look() == after

    return check  # type: ignore[return-value]
