from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from tests.onboarding.conftest import House
from workbench.app import App
from workbench.onboarding import pages
from workbench.onboarding.commands import Hire
from workbench.onboarding.companions import AssignBuddy, NoteMeeting
from workbench.onboarding.documents import welcome_pack
from workbench.onboarding.queries import onboarding
from workbench.onboarding.tasks import SetTaskState
from workbench.organisation.commands import ChangeOrganisation
from workbench.paper import Document, Printed, render
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, OpenRequisition

HOSTILE = "<b>O’Connor</b> {name} %s \\n & 阿卜杜热依木·买买提 🐉 ); DROP TABLE task"


def printed(document: Document) -> tuple[Printed, list[str]]:
    done = render(document)
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(done.data)).pages]
    return done, texts


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_pack_in_chinese(house: House) -> None:
    made = house.hire()
    house.app.run(AssignBuddy(made, house.buddy))
    done, texts = printed(house.app.ask(welcome_pack, made))
    assert (done.pages, done.missing, done.shortened) == (8, (), ())
    whole = squeezed("\n".join(texts))
    for part in (
        "欢迎你，林予安",
        "2026年3月16日（周一）",
        "你的第一天",
        "接下来的一周",
        "3月17日周二",
        "请带来",
        "身份证或护照（原件）",
        "前九十天",
        "独立完成一次改版",
        "找得到的人",
        "孙悦",
        "9号线漕河泾开发区站",
        "签收单",
        "第6页·共8页",
        "工号E10241",
        "沿虚线对折",
    ):
        assert part in whole, part
    assert "QC-ON-01" in texts[2]


def test_the_pack_in_english_before_anything_is_settled(desk: App) -> None:
    person = desk.run(AddCandidate("Elena Sullivan", language="en")).value
    requisition = desk.run(OpenRequisition("Product Designer")).value
    applied = desk.run(Apply(person, requisition)).value
    made = desk.run(Hire(applied, date(2026, 3, 16))).value
    done, texts = printed(desk.ask(welcome_pack, made))
    assert (done.pages, done.missing, done.shortened) == (8, (), ())
    whole = " ".join("\n".join(texts).split())
    for part in (
        "Welcome, Elena Sullivan",
        "Monday, 16 March 2026",
        "Your first day",
        "We are choosing somebody who knows the place.",
        "You meet on day one",
        "Page 6 of 8",
    ):
        assert part in whole, part
    assert "None" not in whole
    assert "your manager ·" not in whole


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_names_and_long_texts(house: House, language: str) -> None:
    house.app.run(ChangeOrganisation(name=HOSTILE, address=HOSTILE * 3, phone="1;2,3\\4" * 40))
    staff = house.app.run(AddStaff(HOSTILE, title=HOSTILE, department=HOSTILE)).value
    person = house.app.run(AddCandidate(HOSTILE)).value
    post = OpenRequisition(HOSTILE, department=HOSTILE * 2, goals="把一件事做好。" * 80)
    applied = house.app.run(Apply(person, house.app.run(post).value)).value
    hire = Hire(applied, date(2026, 3, 16), manager=staff, desk=HOSTILE, employee_no=HOSTILE)
    made = house.app.run(hire).value
    house.app.run(AssignBuddy(made, house.buddy))
    for make in (
        welcome_pack,
        pages.buddy_card,
        pages.buddy_guide,
        pages.preparation_checklist,
    ):
        done, texts = printed(house.app.ask(make, made, language))
        assert done.missing in ((), ("🐉",))
        assert "O’Connor" in "".join(texts)
        assert "None" not in "".join(texts)


def test_long_goals_get_a_page_of_their_own(house: House) -> None:
    post = OpenRequisition("设计师", goals="把一件事从头到尾做好。" * 40)
    other = replace(house, requisition=house.app.run(post).value)
    done, texts = printed(house.app.ask(welcome_pack, other.hire()))
    assert done.pages == 9
    assert "前九十天" in texts[4]


def test_buddy_papers(house: House) -> None:
    made = house.hire()
    assert printed(house.app.ask(pages.buddy_card, made))[0].pages == 1
    assert "孙悦" not in "".join(printed(house.app.ask(pages.buddy_guide, made))[1])
    house.app.run(AssignBuddy(made, house.buddy))
    house.app.run(NoteMeeting(made, date(2026, 3, 18)))
    _, texts = printed(house.app.ask(pages.buddy_card, made))
    assert "孙悦" in texts[0]
    guide, texts = printed(house.app.ask(pages.buddy_guide, made))
    assert guide.pages == 2
    assert "给孙悦" in squeezed(texts[0])
    assert "2026年3月18日" in squeezed(texts[1])
    assert "More than eight meetings" in printed(house.app.ask(pages.buddy_guide, made, "en"))[1][0]


def test_the_preparation_says_who_and_when(house: House) -> None:
    made = house.hire()
    first = house.app.ask(onboarding, made).tasks[0]
    house.app.run(SetTaskState((first.id,)))
    done, texts = printed(house.app.ask(pages.preparation_checklist, made))
    whole = squeezed("".join(texts))
    assert done.pages == 2
    for part in ("T-10", "3月2日周一", "T-1", "AlexandraNovak", "待定", "已完成3月2日"):
        assert part in whole, part


def test_a_short_office_day_is_filled_in_proportion(house: House) -> None:
    house.app.run(ChangeOrganisation(opens=600, closes=960))
    text = printed(house.app.ask(welcome_pack, house.hire()))[1][2]
    assert "10:00" in text
    assert "12:00" in text
    assert "17:00" not in text
