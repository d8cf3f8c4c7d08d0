"""Contacts, offered times, possible hours and texts in the person panel and on Today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.seat import press, words_of
from tests.ui.people import CONTROL, Crew, key, said, settle_in, type_in, undo
from ui.pages.people.page import PeoplePage
from ui.pages.person.panel import PersonPanel
from ui.pages.person.texts import likely_kind
from ui.pages.today.page import TodayPage
from ui.shell.workplace import Workplace
from ui.widgets.rows import RowButton
from workbench.app import App
from workbench.interviews.commands import ScheduleInterview
from workbench.interviews.offered import AcceptTime, OfferTimes, list_offered
from workbench.interviews.possible import SetPossibleHours
from workbench.interviews.queries import interviews_of
from workbench.kernel.clock import SetClock
from workbench.letters.texting import TextKind
from workbench.organisation.commands import ChangeOrganisation
from workbench.people.commands import BlockContact
from workbench.people.consent import RecordConsent
from workbench.people.contacting import LogContact, list_contacts
from workbench.people.models import Channel, Direction, Outcome
from workbench.pipeline.commands import CloseApplications
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.pool import Pool

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    desk.run(ChangeOrganisation(name="启程科技", recruiter="陈晨"))
    return settle_in(desk, clock)


@pytest.fixture
def panel(crew: Crew, workplace: Workplace, calm: Calm) -> PersonPanel:
    workplace.context.open_person(crew.people[0], "")
    calm()
    return workplace.panel


def logged(crew: Crew) -> Any:
    return crew.app.ask(list_contacts, candidate=crew.people[0]).rows


def offered(crew: Crew) -> Any:
    return crew.app.ask(list_offered, candidate=crew.people[0]).rows


def test_a_contact_is_logged_by_keys_alone(
    panel: PersonPanel, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    assert "No contact was logged yet." in words_of(panel)
    key(workplace, Qt.Key.Key_J, CONTROL)
    assert sheet() is not None
    field = QApplication.focusWidget()
    assert field is not None
    type_in(field, "关注加班")
    key(workplace, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert sheet() is not None
    type_in(field, "周三再聊")
    key(workplace, Qt.Key.Key_Return)
    assert sheet() is None
    [row] = logged(crew)
    assert (row.body, row.channel) == ("关注加班\n周三再聊", Channel.CALL)
    assert row.application_id == crew.applications[0]
    assert "关注加班" in words_of(panel)
    assert "Contact logged: Phone call" in words_of(panel)  # the history
    undo(workplace)
    calm()
    assert logged(crew) == ()
    assert "关注加班" not in words_of(panel)


def test_a_refusal_stands_under_its_field(panel: PersonPanel, crew: Crew, sheet: Top) -> None:
    press(panel, "Log a contact…")
    top = sheet()
    top.submit()
    assert sheet() is top
    assert "Write what was said" in top.form.input("body").accessibleDescription()
    top.form.set_values({"outcome": "to_call_back"})
    top.submit()
    assert sheet() is top
    assert "on which day" in top.form.input("call_back_on").accessibleDescription()
    top.form.set_values({"call_back_on": date(2026, 3, 2)})
    top.submit()
    assert sheet() is None
    assert logged(crew)[0].call_back_due


def test_it_is_corrected_settled_and_removed(
    panel: PersonPanel, crew: Crew, calm: Calm, sheet: Top
) -> None:
    crew.app.run(LogContact(crew.people[0], "在开会", call_back_on=date(2026, 3, 2)))
    calm()
    assert "Call back: Today" in words_of(panel)
    press(panel, "Correct a logged contact")
    top = sheet()
    top.form.set_values({"body": "在开会，下午再打"})
    top.submit()
    assert sheet() is None
    assert logged(crew)[0].body == "在开会，下午再打"
    press(panel, "Called back")
    calm()
    assert "Call back: Today" not in words_of(panel)
    press(panel, "Correct a logged contact")
    top = sheet()
    top.form.set_values({"outcome": "reached"})
    top.submit()
    assert sheet() is None
    assert not logged(crew)[0].call_back_due  # a correction asks for no second call
    press(panel, "Remove this contact")
    calm()
    assert logged(crew) == ()


def test_a_long_log_is_shown_on_demand(panel: PersonPanel, crew: Crew, calm: Calm) -> None:
    for n in range(8):
        crew.app.run(LogContact(crew.people[0], f"第{n}次"))
    calm()
    assert "第3次" in words_of(panel)
    assert "第0次" not in words_of(panel)
    press(panel, "Show all 8")
    calm()
    assert "第0次" in words_of(panel)


def test_who_must_not_be_contacted_gets_no_text_and_no_times(
    panel: PersonPanel, crew: Crew, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    crew.app.run(BlockContact(crew.people[0], "请勿联系"))
    calm()
    shown = words_of(panel)
    assert "Copy text…" not in shown
    assert "Offer times…" not in shown
    press(panel, "Log a contact…")
    top = sheet()
    assert top.form.values()["direction"] == Direction.IN
    top.form.set_values({"body": "打来询问进度"})
    top.submit()
    assert sheet() is None
    assert logged(crew)[0].direction is Direction.IN
    key(workplace, Qt.Key.Key_T, CONTROL)
    top = sheet()
    assert "Lift the ban first" in top.form.input("kind").accessibleDescription()
    top.close_overlay()


def test_a_text_is_copied_by_keys_and_logged_from_the_toast(
    panel: PersonPanel, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    key(workplace, Qt.Key.Key_T, CONTROL)
    assert sheet() is not None
    key(workplace, Qt.Key.Key_Return)
    assert sheet() is None
    copied = QApplication.clipboard().text()
    assert copied.startswith("王小明您好，我是启程科技的陈晨。")
    assert logged(crew) == ()
    toast = workplace.window.toasts.toasts[-1]
    assert toast.button.accessibleName() == "Log as WeChat message"
    toast.act()
    calm()
    [row] = logged(crew)
    assert (row.body, row.channel, row.outcome) == (copied, Channel.WECHAT, Outcome.NONE)
    undo(workplace)
    calm()
    assert logged(crew) == ()
    QApplication.clipboard().clear()


def test_the_text_follows_kind_and_language_and_says_what_it_lacks(
    panel: PersonPanel, sheet: Top
) -> None:
    press(panel, "Copy text…")
    form = sheet().form
    form.set_values({"language": "en"})
    form.changed.emit("language")
    assert str(form.values()["text"]).startswith("Hello 王小明")
    form.set_values({"kind": "reminder"})
    form.changed.emit("kind")
    assert form.values()["text"] == ""
    assert "schedule one first" in form.input("kind").accessibleDescription()
    form.set_values({"kind": "first"})
    form.changed.emit("kind")
    assert form.input("kind").accessibleDescription() == ""
    sheet().close_overlay()


def test_the_likely_text_follows_what_happened_last(
    panel: PersonPanel, crew: Crew, calm: Calm
) -> None:
    assert panel.view is not None
    assert likely_kind(panel.view) is TextKind.FIRST
    crew.app.run(LogContact(crew.people[0], outcome=Outcome.NO_ANSWER))
    calm()
    assert likely_kind(panel.view) is TextKind.UNREACHED


def test_times_are_offered_accepted_and_scheduled(
    panel: PersonPanel, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    press(panel, "Offer times…")
    top = sheet()
    top.form.set_values(
        {
            "day0": date(2026, 3, 3),
            "start0": time(10, 30),
            "day1": date(2026, 3, 4),
            "start1": time(14, 0),
            "minutes": 45,
            "panel": [crew.staff],
        }
    )
    top.submit()
    assert sheet() is None
    assert len(offered(crew)) == 2
    assert "Tomorrow 10:30–11:15" in words_of(panel)
    press(panel, "Accepts")
    calm()
    assert [row.state.value for row in offered(crew)] == ["accepted", "withdrawn"]
    press(panel, "Schedule this")
    top = sheet()
    values = top.form.values()
    assert (values["day"], values["start"], values["minutes"]) == (
        *(date(2026, 3, 3), time(10, 30), 45),
    )
    assert values["applications"] == [crew.applications[0]]
    assert values["panel"] == [crew.staff]
    top.submit()
    assert sheet() is None
    [meeting] = crew.app.ask(interviews_of, crew.people[0]).rows
    assert meeting.starts_at == offered(crew)[0].starts_at
    assert not panel.isVisible()  # the schedule is on show
    workplace.context.open_person(crew.people[0], "")
    calm()
    assert "Schedule this" not in words_of(panel)


def test_possible_hours_are_said_and_warn_whoever_offers_others(
    panel: PersonPanel, crew: Crew, sheet: Top, calm: Calm
) -> None:
    press(panel, "Possible hours…")
    top = sheet()
    top.form.set_values({"hours": "Mon–Fri 18:00–21:00\nsometimes"})
    top.submit()
    assert sheet() is top
    assert "sometimes" in top.form.input("hours").accessibleDescription()
    top.form.set_values({"hours": "Mon–Fri 18:00–21:00\nSat", "note": "提前一天说"})
    top.submit()
    assert sheet() is None
    assert "Can come: Mon–Fri 18:00–21:00 · Sat all day · 提前一天说" in words_of(panel)
    press(panel, "Offer times…")
    top = sheet()
    assert "王小明 can come at other hours" in top.form.hint.text()
    top.form.set_values({"start0": time(18, 0)})
    top.form.look_around()
    assert "can come at other hours" not in top.form.hint.text()
    top.close_overlay()


def test_scheduling_outside_the_hours_is_warned_of_in_the_sheet(
    crew: Crew, workplace: Workplace, sheet: Top
) -> None:
    from ui.pages.schedule.scheduling import Wish, ask_schedule

    crew.app.run(SetPossibleHours(crew.people[0], ("周六",)))
    wish = Wish(date(2026, 3, 3), 600, crew.post, (crew.applications[0],), (crew.staff,))
    ask_schedule(workplace.context, wish)
    assert "can come at other hours: Sat all day" in sheet().form.remarks.text()
    sheet().close_overlay()


def test_an_interview_set_elsewhere_is_seen_in_the_open_panel(
    panel: PersonPanel, crew: Crew, calm: Calm
) -> None:
    starts = (datetime(2026, 3, 3, 10, 30),)
    crew.app.run(AcceptTime(crew.app.run(OfferTimes(crew.applications[0], starts)).value[0]))
    calm()
    assert "Schedule this" in words_of(panel)
    crew.app.run(ScheduleInterview((crew.applications[0],), "一面", starts[0], panel=(crew.staff,)))
    calm()
    assert "Schedule this" not in words_of(panel)


def test_today_lists_the_call_backs_and_opens_the_person(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    calm()
    crew.app.run(LogContact(crew.people[0], "在开会", call_back_on=date(2026, 3, 2)))
    calm()
    page = workplace.page("today")
    assert isinstance(page, TodayPage)
    assert "Call-backs due" in words_of(page)
    [row] = [each for each in page.findChildren(RowButton) if "在开会" in each.accessibleName()]
    row.click()
    calm()
    assert workplace.panel.isVisible()
    assert workplace.panel.candidate == crew.people[0]
    press(workplace.panel, "Called back")
    calm()
    assert "Call-backs due" not in words_of(page)
    assert "Call-back done" in said(workplace)


def test_consent_is_recorded_renewed_and_withdrawn_in_the_panel(
    panel: PersonPanel, crew: Crew, workplace: Workplace, sheet: Top, calm: Calm
) -> None:
    assert "No consent to be kept was recorded." in words_of(panel)
    press(panel, "Record consent…")
    top = sheet()
    top.form.set_values({"on": date(2026, 3, 3)})
    top.submit()
    assert sheet() is top
    assert "not come yet" in top.form.input("on").accessibleDescription()
    top.form.set_values({"on": date(2025, 3, 20)})
    top.submit()
    assert sheet() is None
    assert "Consent ends: 3/20" in words_of(panel)
    press(panel, "Renew consent…")
    sheet().submit()
    assert sheet() is None
    assert "May be kept until 2027-03-02" in words_of(panel)
    press(panel, "Withdraw consent")
    calm()
    assert "No consent to be kept was recorded." in words_of(panel)
    undo(workplace)
    calm()
    assert "May be kept until 2027-03-02" in words_of(panel)


def test_the_people_page_shows_the_pool_and_today_leads_to_it(
    crew: Crew, workplace: Workplace, calm: Calm
) -> None:
    crew.app.run(RecordConsent(crew.people[1], date(2025, 3, 20)))
    crew.app.run(CloseApplications((crew.applications[2],), ApplicationState.POOLED))
    workplace.go("people", Pool.IN)
    calm()
    page = workplace.page("people")
    assert isinstance(page, PeoplePage)

    def shown() -> list[str]:
        return list(page._model.ids)

    assert shown() == [crew.people[2], crew.people[1]]
    page.field.setText("sulli")
    page.refresh()
    calm()
    assert shown() == [crew.people[1]]
    page.field.clear()
    workplace.go("people", Pool.LACKING)
    calm()
    assert shown() == [crew.people[2]]
    crew.app.run(RecordConsent(crew.people[2]))
    calm()
    assert shown() == []
    assert page.outside.isVisible()
    workplace.go("today")
    calm()
    assert "Consents to renew" in words_of(workplace.page("today"))
