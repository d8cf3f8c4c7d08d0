"""The front desk: candidates are received, and nothing else can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.seat import CONTROL, PHRASE, Seat, press, words_of, zh
from ui.pages.frontdesk import badges
from ui.pages.frontdesk.asking import contact_of
from ui.pages.frontdesk.desk import FrontDesk
from ui.printing import PrintSheet
from ui.sheets import FormSheet
from ui.shell.palette import Palette
from ui.shell.unlock import UnlockScreen
from ui.widgets.buttons import Button
from ui.widgets.rows import RowButton
from workbench.demand.commands import OpenRequisition
from workbench.interviews.arriving import FinishInterview
from workbench.interviews.commands import ScheduleInterview
from workbench.interviews.expected import expected
from workbench.interviews.rooms import AddRoom
from workbench.kernel.i18n import Translator
from workbench.kernel.prints import Prints, PrintSet
from workbench.paper import Document
from workbench.people.commands import AddCandidate
from workbench.people.queries import list_candidates
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply

ALT = Qt.KeyboardModifier.AltModifier
PIN = "2468"


@dataclass
class House:
    """A desk with three candidates today."""

    seat: Seat
    people: list[str]
    interviews: list[str]

    @property
    def front(self) -> FrontDesk:
        return self.seat.screen(FrontDesk)

    def ask(self) -> Any:
        now = self.seat.workplace.context.moment()
        return self.seat.app.ask(expected, now.date()).rows

    def arrived(self, number: int) -> bool:
        row = next(each for each in self.ask() if each.candidate_id == self.people[number])
        return row.interviews[0].candidates[0].arrived_at is not None

    def type(self, text: str) -> None:
        self.front.field.setFocus()
        self.front.field.setText(text)

    def enter(self, pin: str = PIN) -> None:
        sheet = self.seat.top(FormSheet)
        sheet.form.set_values({"pin": pin, "again": pin})
        sheet.submit()
        self.seat.settle()


@pytest.fixture
def house(frame_desk: Seat) -> House:
    run = frame_desk.app.run
    staff = run(AddStaff("陈晨")).value
    run(AddRoom("304", size=4))
    post = run(OpenRequisition("后端工程师", stage_set="standard", interviewers=(staff,))).value
    today = frame_desk.workplace.context.moment().date()
    names = (
        ("王小明", "13800001234"),
        ("Elena Sullivan", "13900005678"),
        ("段洋睿", "13700001299"),
    )
    people, interviews = [], []
    for number, (name, phone) in enumerate(names):
        people.append(run(AddCandidate(name, phone=phone)).value)
        application = run(Apply(people[-1], post)).value
        start = datetime.combine(today, time(8)) + timedelta(hours=number)
        interviews.append(
            run(ScheduleInterview((application,), "一面", start, 45, (staff,), room="304")).value
        )
    frame_desk.settle()
    return House(frame_desk, people, interviews)


@pytest.fixture
def front(house: House) -> House:
    """At the front desk."""
    house.seat.workplace.context.front_desk()
    house.enter()
    return house


def test_the_pin_is_chosen_twice_and_has_four_to_eight_digits(house: House) -> None:
    house.seat.page("schedule")
    press(house.seat.workplace.page("schedule"), zh("Front desk: check in candidates"))
    sheet = house.seat.top(FormSheet)
    for pin, again, said in (
        ("123", "123", "Choose 4 to 8 digits."),
        ("12a4", "12a4", "Choose 4 to 8 digits."),
        ("1234", "1235", "The two PINs are not the same."),
    ):
        sheet.form.set_values({"pin": pin, "again": again})
        sheet.submit()
        assert house.seat.top(FormSheet) is sheet
        assert zh(said) in words_of(sheet)
    house.enter()
    assert house.front.isVisible()


def test_somebody_is_found_by_pinyin_and_checked_in_by_enter(front: House) -> None:
    desk = front.front
    assert len(desk.guests.seen()) == 3
    assert desk.field.hasFocus()
    for typed, found in (("wxm", 0), ("xiaoming", 0), ("小明", 0), ("5678", 1), ("dyr", 2)):
        front.type(typed)
        assert desk.guests.seen() == [front.people[found]], typed
        assert desk.guests.marked_guest == front.people[found]
    front.type("zzz")
    assert desk.guests.seen() == []
    assert "zzz" in words_of(desk)
    front.type("wxm")
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    front.seat.settle()
    assert front.arrived(0)
    assert not front.arrived(1)
    assert desk.field.text() == ""
    desk.grab()
    press(desk.toasts, zh("Undo"))
    front.seat.settle()
    assert not front.arrived(0)


def test_enter_without_a_mark_checks_nobody_in(front: House) -> None:
    QTest.keyClick(front.front.field, Qt.Key.Key_Return)
    front.seat.settle()
    assert not any(front.arrived(number) for number in range(3))
    QTest.keyClick(front.front.field, Qt.Key.Key_Down)
    QTest.keyClick(front.front.field, Qt.Key.Key_Down)
    QTest.keyClick(front.front.field, Qt.Key.Key_Return)
    front.seat.settle()
    assert front.arrived(1)


def test_late_and_walk_ins_are_noted(front: House) -> None:
    front.type("dyr")
    QTest.keyClick(front.front, Qt.Key.Key_L, ALT)
    sheet = front.seat.top(FormSheet)
    sheet.form.set_values({"minutes": 25})
    sheet.submit()
    front.seat.settle()
    front.type("")
    face = front.front.guests.face(front.people[2])
    assert face is not None
    assert face.pill is not None
    assert "25" in face.pill.text
    QTest.keyClick(front.front, Qt.Key.Key_N, ALT)
    sheet = front.seat.top(FormSheet)
    sheet.form.set_values({"name": "赵敏", "contact": "13611112222"})
    sheet.submit()
    front.seat.settle()
    made = next(row for row in front.seat.app.ask(list_candidates).rows if row.name == "赵敏")
    assert made.phone
    shown = front.front.guests.face(made.id)
    assert shown is not None
    assert not shown.awaits
    front.type("zm")
    assert front.front.guests.seen() == [made.id]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("a@b.cn", "email"), ("+86 138-0000-1234", "phone"), ("xiaoming_88", "wechat")],
)
def test_one_contact_is_enough(typed: str, kind: str) -> None:
    assert contact_of(typed) == {kind: typed}


def test_nothing_else_can_be_reached(front: House) -> None:
    seat, window = front.seat, front.seat.workplace.window
    before = window.key
    assert seat.desk.frame.windowTitle() == zh("Qicheng Recruiting")
    assert not window.isVisible()
    keys = ["Ctrl+K", "Ctrl+N", "Ctrl+I", "Ctrl+Z", "Ctrl+W", "Ctrl+L", "Ctrl+1", "Ctrl+2"]
    for each in keys:
        pressed = QKeySequence(each)[0]
        QTest.keyClick(front.front.field, pressed.key(), pressed.keyboardModifiers())
        seat.settle()
    assert seat.no_sheet()
    assert seat.screen(FrontDesk).isVisible()
    assert seat.screen(FrontDesk).styleSheet()
    assert window.key == before
    assert not any(one.isVisible() for one in window.findChildren(Palette))
    assert len(front.ask()) == 3
    seat.key(Qt.Key.Key_Q, CONTROL)
    assert seat.desk.frame.isVisible()
    assert zh("The front desk is left by its PIN. Closing once more locks the vault.") in words_of(
        front.front
    )
    stops = [each for each in front.front.findChildren(Button) if each.isVisible()]
    assert stops
    assert all(seat.desk.frame.isAncestorOf(each) for each in stops)
    front.front.toasts.clear()
    assert seat.desk.frame.close()
    assert seat.desk.workplace is None


def test_the_right_pin_leads_back(front: House) -> None:
    front.front.ask_to_leave()
    sheet = front.seat.top(FormSheet)
    sheet.form.set_values({"pin": "1111"})
    sheet.submit()
    assert front.seat.top(FormSheet) is sheet
    sheet.form.set_values({"pin": PIN})
    sheet.submit()
    front.seat.settle()
    assert front.seat.workplace.window.isVisible()
    assert front.seat.desk.front.desk is None


def test_an_answer_that_comes_after_leaving_hurts_nobody(front: House) -> None:
    desk = front.front
    desk.refresh()
    desk.left.emit()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    front.seat.settle()
    assert front.seat.workplace.window.isVisible()


def test_three_wrong_pins_lock_the_vault(front: House) -> None:
    front.front.ask_to_leave()
    for _ in range(3):
        sheet = front.seat.top(FormSheet)
        sheet.form.set_values({"pin": "1111"})
        sheet.submit()
    front.seat.settle()
    assert front.seat.desk.workplace is None
    assert front.seat.screen(UnlockScreen).isVisible()
    front.seat.unlock(PHRASE)
    assert front.seat.workplace.window.isVisible()


def test_the_idle_lock_still_works(front: House) -> None:
    front.seat.desk._idle.idle.emit()
    front.seat.settle()
    assert front.seat.desk.workplace is None
    assert front.seat.screen(UnlockScreen).isVisible()


def test_who_owes_a_score_is_reminded_by_one_key(front: House) -> None:
    front.seat.app.run(FinishInterview(front.interviews[0]))
    front.seat.settle()
    rows = front.front.owed.findChildren(RowButton)
    assert "陈晨" in rows[0].accessibleName()
    QTest.keyClick(rows[0], Qt.Key.Key_C)
    copied = QApplication.clipboard().text()
    assert "陈晨" in copied
    assert "王小明" in copied
    QTest.keyClick(rows[0], Qt.Key.Key_P)
    front.seat.wait(lambda: front.front.findChildren(PrintSheet))
    sheet = front.seat.top(PrintSheet)
    assert zh("Save as PDF…") not in words_of(sheet)
    sheet.close_overlay()


def test_badges_are_printed_where_the_program_has_them(
    front: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(badges, "PRINTS", Prints(()))
    assert badges.badge_print() is None
    own, asked = PrintSet(), []

    @own.offers("interview.badge", "Badge")
    def badge(connection: object, words: Translator, candidate: str, day: object) -> Document:
        asked.append(candidate)
        return Document("Badge", words.language, (), "Badge", "X")

    monkeypatch.setattr(badges, "PRINTS", Prints((own,)))
    front.type("wxm")
    QTest.keyClick(front.front, Qt.Key.Key_B, ALT)
    front.seat.wait(lambda: front.front.findChildren(PrintSheet))
    front.seat.top(PrintSheet).close_overlay()
    assert asked == [front.people[0]]
