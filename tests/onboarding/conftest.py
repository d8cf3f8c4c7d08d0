"""A vault with a team, an open requisition and people to hire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from workbench.app import App
from workbench.onboarding.commands import Hire
from workbench.organisation.commands import ChangeOrganisation
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, OpenRequisition

MONDAY = date(2026, 3, 16)


@dataclass
class House:
    """Ids of what the fixture made."""

    app: App
    requisition: str
    manager: str
    buddy: str
    faraway: str

    def apply(self, name: str, language: str = "zh") -> str:
        """Add somebody with an application and return the application's id."""
        person = self.app.run(AddCandidate(name, phone="13800000001", language=language)).value
        return str(self.app.run(Apply(person, self.requisition)).value)

    def hire(self, name: str = "林予安", start_on: date = MONDAY, language: str = "zh") -> str:
        """Begin an onboarding and return its id."""
        command = Hire(self.apply(name, language), start_on, employee_no="E10241", desk="5F-27")
        return str(self.app.run(command).value)


def furnish(app: App) -> House:
    """Fill a vault."""
    app.run(
        ChangeOrganisation(
            name="启程科技（上海）有限公司",
            address="上海市徐汇区漕河泾 3 号楼 5 层",
            directions="9 号线漕河泾开发区站，4 号口出站\n"
            "沿宜山路向东步行约 300 米\n3 号楼一楼，左手边是前台",
            phone="021-5555 0100",
            email="hr@qicheng.example",
            recruiter="赵敏",
            recruiter_title="人力资源经理",
        )
    )
    long_ago = date(2021, 5, 1)

    def staff(name: str, **values: object) -> str:
        values = {"department": "产品部", "site": "上海", "hired_on": long_ago, **values}
        return str(app.run(AddStaff(name, **values)).value)  # type: ignore[arg-type]

    manager = staff("Alexandra Novak", title="产品总监", manager=True, phone="138 0000 0002")
    buddy = staff(
        "孙悦",
        title="高级产品设计师",
        buddy=True,
        languages=("中文", "English"),
        phone="138 0000 0003",
        email="sun@qicheng.example",
    )
    faraway = staff("周航", site="北京", buddy=True, department="IT", languages=("中文",))
    staff("新同事", buddy=True, hired_on=date(2026, 1, 5))
    requisition = app.run(
        OpenRequisition(
            "产品设计师",
            department="产品部",
            headcount=2,
            site="上海",
            manager=manager,
            goals="独立完成一次改版，从调研到上线；建立团队的设计走查清单。",
        )
    ).value
    return House(app, str(requisition), manager, buddy, faraway)


@pytest.fixture
def house(desk: App) -> House:
    return furnish(desk)
