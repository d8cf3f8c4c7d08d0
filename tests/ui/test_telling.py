from collections.abc import Callable
from datetime import datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.interviewday.conftest import DAY, House
from tests.interviewday.conftest import house as house
from tests.interviewday.test_answers import FREE_BUSY, mail, reply, uid
from tests.seat import press, words_of
from tests.ui.people import drop, said, undo
from ui.pages.schedule.answering import AnswersView
from ui.pages.schedule.details import DetailsSheet
from ui.pages.schedule.happening import HappeningSheet, ask_happening
from ui.pages.schedule.page import SchedulePage
from ui.pages.schedule.telling import Asked, TellingSheet, ask_telling
from ui.sheets import FormSheet
from ui.shell.workplace import Workplace
from ui.widgets.pill import PillLabel
from workbench.interviewday.happenings import Happening, Kind
from workbench.interviewday.notices import TellGuests, answers
from workbench.interviewday.telling import due
from workbench.interviews.availability import list_busy
from workbench.interviews.commands import MoveInterview
from workbench.interviews.queries import interview
from workbench.organisation.commands import ChangeOrganisation
from workbench.people.commands import AddCandidate
from workbench.pipeline.commands import Apply

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def made(house: House) -> str:
    house.run(ChangeOrganisation(name="启程科技", recruiter="陈晨", email="hr@example.com"))
    return house.schedule(0, at="10:00", room=house.rooms[0])


@pytest.fixture
def page(made: str, workplace: Workplace, calm: Calm) -> SchedulePage:
    workplace.go("schedule", DAY)
    calm()
    found = workplace.page("schedule")
    assert isinstance(found, SchedulePage)
    return found


def shown(widget: QWidget) -> str:
    """Everything that can be read on a widget, its pills too."""
    pills = [one.accessibleName() for one in widget.findChildren(PillLabel)]
    return "\n".join([words_of(widget), *pills])


def waiting(house: House) -> list[str]:
    return [row.name for row in house.desk.ask(due, now=house.desk.vault.clock.now()).rows]


def details(page: SchedulePage, made: str, sheet: Top) -> DetailsSheet:
    assert page.view is not None
    page._open(made)
    opened = sheet()
    assert isinstance(opened, DetailsSheet)
    return opened


def test_the_bar_leads_to_whoever_must_be_told(
    house: House, page: SchedulePage, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    assert "2 people must be told" in words_of(page)
    press(page, "Show who…")
    opened = sheet()
    assert isinstance(opened, TellingSheet)
    text = shown(opened)
    for words in ("王小明", "李蕾", "Not told yet", "10:00–11:00", "501", "加面"):
        assert words in text
    press(opened, "Mark as told (王小明)")
    assert sheet() is opened
    assert waiting(house) == ["李蕾"]
    assert "王小明" not in words_of(opened)
    opened.submit()
    calm()
    assert waiting(house) == []
    assert "Everybody knows" in words_of(opened)
    assert "must be told" not in words_of(page)
    opened.close_overlay()
    calm()
    undo(workplace)
    calm()
    assert waiting(house) == ["李蕾"]


def test_a_key_opens_the_list_and_nothing_opens_below_a_sheet(
    page: SchedulePage, workplace: Workplace, sheet: Top
) -> None:
    QTest.keyClick(page.board, Qt.Key.Key_I)
    opened = sheet()
    assert isinstance(opened, TellingSheet)
    QTest.keyClick(opened, Qt.Key.Key_I)
    assert sheet() is opened
    opened.close_overlay()


def test_what_was_told_before_is_said(
    house: House, made: str, page: SchedulePage, workplace: Workplace, sheet: Top
) -> None:
    house.run(TellGuests((made,)))
    house.run(MoveInterview(made, start=datetime.fromisoformat(f"{DAY}T15:00"), room=""))
    house.run(MoveInterview(made, panel=(house.staff[1],)))
    ask_telling(workplace.context, Asked(DAY, changed=True))
    opened = sheet()
    text = shown(opened)
    assert "Changed since" in text
    assert "was told Tomorrow 10:00–11:00 · 501" in text
    assert "Called off" in text
    assert "周航" not in text  # was never told of anything
    opened.close_overlay()
    house.run(TellGuests((made,)))
    ask_telling(workplace.context, Asked(DAY, changed=True))
    assert sheet() is None


def test_drafts_are_saved_and_ticked_off_from_the_toast(
    house: House,
    page: SchedulePage,
    workplace: Workplace,
    sheet: Top,
    calm: Calm,
    tmp_path: Path,
) -> None:
    nobody = house.run(AddCandidate("无邮箱"))
    house.applications.append(house.run(Apply(nobody, house.post, "一面")))
    house.schedule(3, at="14:00", panel=(house.staff[1],))
    ask_telling(workplace.context, Asked())
    opened = sheet()
    assert isinstance(opened, TellingSheet)
    opened.save_into(tmp_path, opened.rows)
    calm()
    names = sorted(path.name for path in tmp_path.glob("*.eml"))
    assert names == [
        "2026-03-03 1000 李蕾.eml",
        "2026-03-03 1000 王小明.eml",
        "2026-03-03 1400 周航.eml",
    ]
    data = (tmp_path / names[1]).read_bytes()
    assert BytesParser(policy=policy.default).parsebytes(data)["To"] == "王小明 <c0@example.com>"
    toast = workplace.window.toasts.toasts[-1]
    assert "3 mail drafts saved; without one: 无邮箱" in toast.notice.text
    toast.act()
    calm()
    assert waiting(house) == ["无邮箱"]
    opened.save_into(tmp_path, opened.rows)
    calm()
    assert "no e-mail" in words_of(opened)
    opened.close_overlay()


def test_a_message_is_copied(page: SchedulePage, workplace: Workplace, sheet: Top) -> None:
    ask_telling(workplace.context, Asked(DAY))
    opened = sheet()
    press(opened, "Copy text (王小明)")
    text = QApplication.clipboard().text()
    assert "王小明" in text
    assert "10:00–11:00" in text
    assert "Copied" in said(workplace)
    opened.close_overlay()


def test_dropped_answers_are_taken_in_and_undone(
    house: House, made: str, page: SchedulePage, workplace: Workplace, calm: Calm, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.ics", tmp_path / "b.eml"
    first.write_text(reply(uid(house, made), "s0@example.com"), encoding="utf-8", newline="")
    hers = reply(uid(house, made, house.people[0]), "c0@example.com", "DECLINED")
    second.write_text(mail(hers), encoding="utf-8", newline="")
    drop(workplace, first, second)
    calm()
    found = {row.name: row.answer for row in house.desk.ask(answers, made).rows}
    assert found == {"王小明": "declined", "李蕾": "accepted"}
    assert "Answer noted: Declined" in said(workplace)
    assert workplace.window.key == "schedule"
    undo(workplace)
    calm()
    assert house.desk.ask(answers, made).rows[0].answer == ""
    drop(workplace, second)
    calm()
    assert "王小明 declined: 10:00 加面" in words_of(page)


def test_what_is_dropped_and_answers_nothing_goes_elsewhere(
    house: House, page: SchedulePage, workplace: Workplace, sheet: Top, calm: Calm, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.ics"
    foreign.write_text(reply("unknown", "a@example.com"), encoding="utf-8", newline="")
    drop(workplace, foreign)
    calm()
    assert "not from here" in said(workplace)
    busy = tmp_path / "busy.ics"
    period = "FREEBUSY:20260303T060000Z/20260303T070000Z\r\nEND:VFREEBUSY"
    busy.write_text(FREE_BUSY.replace("END:VFREEBUSY", period), encoding="utf-8", newline="")
    drop(workplace, busy)
    opened = sheet()
    assert isinstance(opened, FormSheet)
    assert "busy.ics" in words_of(opened)
    opened.form.set_values({"who": house.staff[2]})
    opened.submit()
    calm()
    assert [row.staff_id for row in house.desk.ask(list_busy, DAY).rows] == [house.staff[2]]
    plain = tmp_path / "plain.eml"
    plain.write_text("From: a@b.c\r\nTo: d@e.f\r\nSubject: x\r\n\r\nhi\r\n", encoding="utf-8")
    drop(workplace, plain)
    calm()
    assert workplace.window.key == "import"


def test_a_proposed_time_is_taken_or_put_aside(
    house: House,
    made: str,
    page: SchedulePage,
    workplace: Workplace,
    sheet: Top,
    calm: Calm,
    tmp_path: Path,
) -> None:
    counter = tmp_path / "a.ics"
    text = reply(
        uid(house, made),
        "s0@example.com",
        method="COUNTER",
        start="DTSTART:20260303T063000Z",
        more="DTEND:20260303T071500Z\r\nCOMMENT:Is that all right?",
    )
    counter.write_text(text, encoding="utf-8", newline="")
    drop(workplace, counter)
    calm()
    assert "李蕾 proposes another time: 10:00 加面" in words_of(page)
    press(page, "Look at it")
    opened = sheet()
    text = shown(opened.findChildren(AnswersView)[0])
    assert "Another time proposed" in text
    assert "would rather come Tomorrow 14:30–15:15" in text
    assert "Is that all right?" in text
    press(opened, "Keep")
    calm()
    undo(workplace)
    calm()
    press(details(page, made, sheet), "Take this time")
    form = sheet()
    assert isinstance(form, FormSheet)
    assert form.form.values()["minutes"] == 45
    form.submit()
    calm()
    row = house.desk.ask(interview, made)
    assert (row.starts_at.hour, row.starts_at.minute) == (6, 30)
    opened = details(page, made, sheet)
    assert "Take this time" not in words_of(opened)
    opened.close_overlay()


def test_a_mended_day_leads_to_those_who_know_something_else(
    house: House, made: str, page: SchedulePage, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    house.run(TellGuests((made,)))
    house.schedule(1, at="14:00", panel=(house.staff[1],))
    calm()
    ask_happening(workplace.context, DAY)
    opened = sheet()
    assert isinstance(opened, HappeningSheet)
    opened.look_at(Happening(Kind.LATE, house.people[0], minutes=15))
    calm()
    press(opened, "Carry it out")
    told = sheet()
    assert isinstance(told, TellingSheet)
    assert [row.name for row in told.rows] == ["王小明", "李蕾"]
    assert "Elena" not in words_of(told)
    told.close_overlay()
