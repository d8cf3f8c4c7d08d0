import gc
from datetime import date, time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.forms import Field, Form, Kind
from ui.sheets import AskSheet, FormSheet
from ui.shell.sidebar import Group, Place
from ui.shell.window import Window
from ui.theme.look import Look
from ui.theme.tokens import Role, Tokens
from ui.widgets.dates import Calendar, DateField
from ui.widgets.pickers import ChipPicker

FIELDS = (
    Field("name", "Name", required=True),
    Field("mail", "E-mail", half=True, check=lambda v: "" if "@" in str(v) else "No @ in it."),
    Field("count", "Headcount", Kind.NUMBER, value=2, half=True, low=1, high=9),
    Field(
        "stage", "Stage", Kind.CHOICE, options=(("rnd", "R&D"), ("sales", "Sales")), required=True
    ),
    Field("panel", "Panel", Kind.CHOICES, options=(("1", "陈晨"), ("2", "Mei Lin"))),
    Field("start", "Start", Kind.DATE, value=date(2027, 1, 4)),
    Field("at", "At", Kind.TIME, value=time(9, 30)),
    Field("duties", "Duties", Kind.MULTILINE, help="What for"),
    Field("file", "File", Kind.FILE),
    Field("urgent", "Urgent", Kind.CHECK),
)


@pytest.fixture
def form(look: Look, qtbot: QtBot) -> Form:
    made = Form(look, FIELDS)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_values_come_back_by_name(form: Form) -> None:
    form.set_values(
        {
            "name": "  王小明 ",
            "mail": "w@example.org",
            "stage": "rnd",
            "panel": ["2"],
            "duties": "build",
            "file": "a.pdf",
            "urgent": True,
            "count": 3,
        }
    )
    assert form.values() == {
        "name": "王小明",
        "mail": "w@example.org",
        "count": 3,
        "stage": "rnd",
        "panel": ["2"],
        "start": date(2027, 1, 4),
        "at": time(9, 30),
        "duties": "build",
        "file": "a.pdf",
        "urgent": True,
    }
    assert form.validate()


def test_the_first_wrong_field_gets_the_focus_and_a_word(form: Form) -> None:
    form.set_values({"name": "Jo", "mail": "nothing"})
    assert not form.validate()
    assert form.errors() == {"mail": "No @ in it.", "stage": "Please fill in: Stage"}
    assert QApplication.focusWidget() is form.input("mail")
    assert form.input("mail").property("wrong") is True
    assert form.input("mail").accessibleDescription() == "No @ in it."
    QTest.keyClicks(form.input("mail"), "x")
    assert form.input("mail").property("wrong") is False


def test_edits_are_told(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.changed) as caught:
        QTest.keyClicks(form.input("name"), "a")
    assert caught.args == ["name"]
    picker = form.input("panel")
    assert isinstance(picker, ChipPicker)
    with qtbot.waitSignal(form.changed):
        QTest.keyClick(picker.chip("1"), Qt.Key.Key_Space)
    assert form.values()["panel"] == ["1"]


def test_rules_speak_in_the_same_place(form: Form) -> None:
    assert form.show_error("name", "Already there.")
    assert not form.show_error("nobody", "Lost.")
    assert QApplication.focusWidget() is form.input("name")


def test_every_kind_has_its_own_input(form: Form) -> None:
    assert isinstance(form.input("name"), QLineEdit)
    assert isinstance(form.input("stage"), QComboBox)
    assert isinstance(form.input("duties"), QPlainTextEdit)
    assert form.input("name").accessibleName() == "Name"


@pytest.fixture
def host(look: Look, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_a_sheet_checks_submits_and_gives_the_focus_back(
    look: Look, host: QWidget, qtbot: QtBot
) -> None:
    before = QLineEdit(host)
    before.show()
    before.setFocus()
    sheet = FormSheet(look, host, "New", "Create", Form(look, FIELDS[:2]))
    sheet.open()
    field = sheet.form.input("name")
    assert QApplication.focusWidget() is field
    with qtbot.assertNotEmitted(sheet.filled):
        QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "Jo")
    with qtbot.waitSignal(sheet.filled) as caught:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert caught.args == [{"name": "Jo", "mail": ""}]
    sheet.show_error("Taken.", "name")
    assert field.property("wrong") is True
    sheet.show_error("The disk is full.")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    assert not sheet.isVisible()


def test_focus_stays_inside_a_sheet(look: Look, host: QWidget) -> None:
    outside = QLineEdit(host)
    outside.show()
    sheet = FormSheet(look, host, "New", "Create", Form(look, FIELDS[:2]))
    sheet.open()
    for _ in range(9):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert sheet.isAncestorOf(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    sheet.close_overlay()


def test_the_window_below_outlives_its_sheets(look: Look, qtbot: QtBot) -> None:
    window = Window(look, "Qicheng")
    qtbot.addWidget(window)
    window.set_groups((Group("", (Place("today", "Today", "sun"),)),))
    window.resize(1440, 900)
    window.show()
    for _ in range(3):
        sheet = FormSheet(look, window, "New", "Create", Form(look, FIELDS))
        sheet.open()
        sheet.submit()
        sheet.close_overlay()
        sheet.deleteLater()
        gc.collect()
    assert window.sidebar._buttons["today"].isVisible()
    assert all(isValid(area) for area in window.findChildren(QScrollArea))
    assert window.sidebar.findChildren(QScrollArea)


def test_a_question_names_its_verb(look: Look, host: QWidget, qtbot: QtBot) -> None:
    ask = AskSheet(look, host, "Erase Jo?", "This cannot be undone.", "Erase", danger=True)
    ask.open()
    assert ask.primary.text() == "Erase"
    with qtbot.waitSignal(ask.submitted):
        ask.primary.click()
    QTest.mouseClick(ask, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not ask.isVisible()


def test_a_date_is_empty_until_it_is_chosen_and_again_by_delete(qtbot: QtBot, look: Look) -> None:
    form = Form(look, (Field("day", "Day", Kind.DATE),))
    qtbot.addWidget(form)
    form.show()
    assert form.values() == {"day": None}
    field = form.input("day")
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert form.values() == {"day": date.today()}
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert form.values() == {"day": None}
    form.set_values({"day": date(2026, 3, 2)})
    assert form.values() == {"day": date(2026, 3, 2)}


def test_a_long_text_shows_its_beginning_and_is_gone_on_with_at_its_end(
    look: Look, host: QWidget
) -> None:
    form = Form(look, (Field("name", "Name", value="long " * 60),))
    sheet = FormSheet(look, host, "Change", "Save", form)
    line = form.input("name")
    assert line.property("cursorPosition") == 0
    sheet.open()
    assert line.property("cursorPosition") == 300
    sheet.close_overlay()


@pytest.fixture
def when(look: Look, host: QWidget, qtbot: QtBot) -> FormSheet:
    """A sheet with a day and a time, on 26 November 2026."""
    look.today = lambda: date(2026, 11, 26)
    fields = (Field("day", "Day", Kind.DATE), Field("at", "At", Kind.TIME, value=time(9)))
    made = FormSheet(look, host, "When", "Go", Form(look, (*fields, Field("word", "Word"))))
    made.open()
    return made


@pytest.mark.parametrize("typed", ["12/1", "2026-12-1", "1201"])
def test_a_day_is_typed_as_people_write_it(when: FormSheet, typed: str) -> None:
    form = when.form
    QTest.keyClicks(form.input("day"), typed)
    assert form.values()["day"] == date(2026, 12, 1)
    QTest.keyClick(form.input("day"), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.input("at"), "Tab leaves at once"
    assert form.input("day").property("text") == "2026-12-01"
    when.close_overlay()


@pytest.mark.parametrize(
    ("typed", "moment"),
    [("1000", time(10)), ("10:00", time(10)), ("9", time(9)), ("8.30", time(8, 30))],
)
def test_a_time_is_typed_over_what_stood_there(when: FormSheet, typed: str, moment: time) -> None:
    form = when.form
    field = form.input("at")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.input("word")
    assert form.values()["at"] == moment
    assert field.property("text") == f"{moment:%H:%M}"
    when.close_overlay()


def test_a_day_that_cannot_be_read_stays_and_is_refused(when: FormSheet, qtbot: QtBot) -> None:
    field = when.form.input("day")
    QTest.keyClicks(field, "soon")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.property("text") == "soon"
    assert "2026-12-01" in field.accessibleDescription()
    with qtbot.assertNotEmitted(when.filled):
        when.submit()
    assert QApplication.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "1/5")
    with qtbot.waitSignal(when.filled) as caught:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert caught.args[0]["day"] == date(2027, 1, 5)
    when.close_overlay()


def test_arrows_step_days_and_quarters_of_an_hour(when: FormSheet) -> None:
    form = when.form
    QTest.keyClick(form.input("day"), Qt.Key.Key_Up)
    assert form.values()["day"] == date(2026, 11, 26), "it begins at the organisation's today"
    QTest.keyClick(form.input("day"), Qt.Key.Key_Down)
    QTest.keyClick(form.input("at"), Qt.Key.Key_Up)
    assert form.values()["day"] == date(2026, 11, 25)
    assert form.values()["at"] == time(9, 15)
    when.close_overlay()


def test_fields_grow_with_the_size_of_text(look: Look, qtbot: QtBot) -> None:
    form = Form(look, FIELDS)
    qtbot.addWidget(form)
    look.dress_root(form)
    form.show()
    kinds = ("name", "count", "stage", "start", "at")
    small = {name: form.input(name).sizeHint().height() for name in kinds}
    look.put_on(Tokens.of(scale=1.5))
    for name in kinds:
        field = form.input(name)
        assert field.sizeHint().height() > small[name] * 1.35, name
        line = field.findChild(QLineEdit) or field
        assert line.fontMetrics().height() >= look.metrics(Role.BODY).height(), name
    look.put_on(Tokens.of())


@pytest.mark.qt_log_ignore("This plugin does not support")  # a popup, offscreen
def test_the_month_below_a_date_speaks_the_readers_language_and_is_whole(
    qtbot: QtBot, chinese: Look
) -> None:
    field = DateField(chinese)
    qtbot.addWidget(field)
    field.resize(200, field.sizeHint().height())
    field.show()
    QTest.mouseClick(
        field, Qt.MouseButton.LeftButton, pos=QPoint(field.width() - 12, field.height() // 2)
    )
    month = field.calendar()
    qtbot.waitUntil(month.isVisible)
    days = month.findChild(QTableView)
    assert isinstance(month, Calendar)
    assert isinstance(days, QTableView)
    assert month.locale().standaloneMonthName(11) == "十一月"
    assert days.horizontalScrollBar().maximum() == 0
    assert days.verticalScrollBar().maximum() == 0
    month.window().hide()


def test_what_was_typed_is_not_thrown_away_without_a_word(
    look: Look, host: QWidget, qtbot: QtBot
) -> None:
    outside = QPoint(5, 5)
    sheet = FormSheet(look, host, "New", "Create", Form(look, FIELDS[:4]))
    sheet.open()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=outside)
    assert not sheet.isVisible(), "nothing was typed"
    sheet.open()
    field = sheet.form.input("name")
    QTest.keyClicks(field, "Jo")
    for _press in range(3):
        QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=outside)
    assert sheet.isVisible()
    assert "not saved" in sheet._error.text()
    sheet._cross.click()
    assert sheet.isVisible()
    QTest.keyClicks(field, "e")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert sheet.isVisible(), "more was typed since it was said"
    assert sheet.form.values()["name"] == "Joe"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_double_click_does_not_close_the_sheet_its_first_click_opened(
    look: Look, host: QWidget
) -> None:
    sheet = FormSheet(look, host, "New", "Create", Form(look, FIELDS[:2]))
    sheet.open()
    double = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        QPointF(5, 5),
        QPointF(5, 5),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(sheet, double)
    assert sheet.isVisible()
    sheet.close_overlay()


def test_enter_submits_from_a_choice_a_number_and_a_day(
    look: Look, host: QWidget, qtbot: QtBot
) -> None:
    sheet = FormSheet(look, host, "New", "Create", Form(look, FIELDS[2:7]))
    sheet.open()
    sheet.form.set_values({"stage": "rnd"})
    for name in ("count", "stage", "start", "at"):
        with qtbot.waitSignal(sheet.filled):
            QTest.keyClick(sheet.form.input(name), Qt.Key.Key_Return)
    sheet.close_overlay()
