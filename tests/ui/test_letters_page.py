from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from ui.pages.letters import sending
from ui.pages.letters.page import OFFERS, OUTBOX, OWED, SENT, LettersPage
from ui.printing import PrintSheet
from ui.sheets import FormSheet
from ui.shell.workplace import Workplace
from ui.widgets.states import NoticeBar
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.interviews.commands import HoldInterview, ScheduleInterview
from workbench.kernel.clock import SetClock
from workbench.letters.models import LetterState, OfferState
from workbench.letters.offers import list_offers
from workbench.letters.queries import list_letters
from workbench.organisation.commands import ChangeOrganisation
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, CloseApplications, MoveApplications
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import application

Calm = Callable[[], None]
Top = Callable[[], Any]
MONDAY = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
NAMES = ("王小明", "Elena Sullivan", "贺勇睿")


@pytest.fixture
def story(desk: App, clock: SetClock) -> SimpleNamespace:
    """Three people interviewed the week before, of whom one was turned down; a fourth is chosen."""
    run = desk.run
    run(ChangeOrganisation(name="启程科技", email="hr@example.com", recruiter="赵敏"))
    panel = run(AddStaff("孙悦")).value
    post = run(
        OpenRequisition("后端工程师", headcount=3, salary_low=20_000, salary_high=30_000)
    ).value
    clock.moment = MONDAY - timedelta(days=4)
    people = []
    for hour, name in enumerate(NAMES):
        someone = run(AddCandidate(name, email=f"p{hour}@example.com")).value
        people.append(run(Apply(someone, post)).value)
        start = datetime(2026, 2, 26, 14 + hour)
        clock.moment = MONDAY - timedelta(days=5)
        held = run(ScheduleInterview((people[-1],), "技术面", start, 30, (panel,))).value
        clock.moment = MONDAY - timedelta(days=3)
        run(HoldInterview(held))
    run(CloseApplications((people[2],), ApplicationState.REJECTED, "skills"))
    chosen = run(Apply(run(AddCandidate("杜雅")).value, post)).value
    run(MoveApplications((chosen,), "Offer"))
    clock.moment = MONDAY
    return SimpleNamespace(post=post, people=people, chosen=chosen)


@pytest.fixture
def page(story: SimpleNamespace, workplace: Workplace, calm: Calm) -> LettersPage:
    workplace.go("letters")
    calm()
    found = workplace.page("letters")
    assert isinstance(found, LettersPage)
    return found


def undo(workplace: Workplace, calm: Calm) -> None:
    QTest.keyClick(workplace.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()


def said(view: Any) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def button(view: Any, text: str) -> QPushButton:
    found = [each for each in view.findChildren(QPushButton) if each.isVisible()]
    return next(each for each in found if each.text() == text)


def ready(page: LettersPage, calm: Calm) -> None:
    """Draft every letter that is due and put what is complete into the outbox."""
    page.write_all.click()
    calm()
    page.segments.choose(OUTBOX)
    whole = [row.id for row in page.outbox.rows.values() if "面试" in row.title]
    thanks = [each for each in whole if page.outbox.rows[each].kind == "thanks"]
    page.outbox.choose(thanks)
    page.outbox.make_ready()
    calm()


def test_who_waits_stands_there_with_the_reason_and_the_day(page: LettersPage) -> None:
    rows = list(page.owed.rows.values())
    assert {row.name for row in rows} == set(NAMES)
    assert page.segments.key == OWED
    assert page.owed.table.chosen() == (rows[0].application_id,)
    assert rows[0].name in said(page.owed)
    assert "Interviewed, has heard nothing since" in said(page.owed) or "Rejected" in said(
        page.owed
    )


def test_a_letter_is_written_with_its_honest_point_and_taken_back_by_undo(
    desk: App, page: LettersPage, story: SimpleNamespace, workplace: Workplace, calm: Calm
) -> None:
    page.owed.choose((story.people[2],))
    calm()
    page.owed.open_row()
    form = page.owed.form
    assert form is not None
    form.set_values({"tone": "warm", "language": "en", "point": "You explained caches very well."})
    button(page.owed, "Draft").click()
    calm()
    (letter,) = desk.ask(list_letters).rows
    assert (letter.kind, letter.tone, letter.language) == ("not_selected", "warm", "en")
    assert story.people[2] not in page.owed.rows
    page.segments.choose(OUTBOX)
    assert "You explained caches very well." in said(page.outbox)
    undo(workplace, calm)
    assert story.people[2] in page.owed.rows
    assert page.outbox.empty.isVisible()


def test_the_chosen_ones_are_drafted_in_one_step(
    page: LettersPage, story: SimpleNamespace, workplace: Workplace, calm: Calm
) -> None:
    page.owed.choose(story.people[:2])
    page.owed.table.setFocus()
    QTest.keyClick(page.owed.table, Qt.Key.Key_E)
    calm()
    assert list(page.owed.rows) == story.people[2:]
    assert len(page.outbox.rows) == 2
    undo(workplace, calm)
    assert set(page.owed.rows) == set(story.people)


def test_a_batch_is_one_document_and_leaves_together(
    desk: App, page: LettersPage, workplace: Workplace, sheet: Top, calm: Calm, tmp_path: Path
) -> None:
    ready(page, calm)
    page.first_action()
    pages = sheet()
    assert isinstance(pages, PrintSheet)
    assert len([each for each in pages.findChildren(QLabel) if each.objectName() == "paper"]) == 2
    pages.save_to(tmp_path / "letters.pdf")
    calm()
    assert (tmp_path / "letters.pdf").read_bytes().startswith(b"%PDF")
    toast = workplace.window.toasts.toasts[-1]
    assert toast.button.text() == "Mark as sent"
    toast.button.click()
    calm()
    sent = desk.ask(list_letters, state=LetterState.SENT).rows
    assert {row.name for row in sent} == set(NAMES[:2])
    page.segments.choose(SENT)
    assert "promise kept" in {page.sent._promise(row) for row in page.sent.rows.values()}
    assert "%" in page.figure.text()
    undo(workplace, calm)
    assert not page.sent.rows


def test_what_cools_off_is_not_printed_with_the_rest_and_can_be_taken_back(
    desk: App, page: LettersPage, story: SimpleNamespace, workplace: Workplace, calm: Calm
) -> None:
    page.owed.choose((story.people[2],))
    assert page.owed.form is not None
    page.owed.form.set_values({"point": "您对缓存的分析很扎实。"})
    page.owed.write_chosen()
    calm()
    page.segments.choose(OUTBOX)
    page.outbox.make_ready()
    calm()
    assert page.outbox.leaving() == ()
    assert "Cooling-off ends" in said(page.outbox)
    page.first_action()
    assert "No letter may leave yet" in workplace.window.toasts.toasts[-1].notice.text
    page.outbox.table.setFocus()
    QTest.keyClick(page.outbox.table, Qt.Key.Key_Delete)
    calm()
    (letter,) = desk.ask(list_letters).rows
    assert letter.state == LetterState.WITHDRAWN
    assert story.people[2] in page.owed.rows


def test_words_are_edited_looked_at_and_kept(
    desk: App, page: LettersPage, sheet: Top, calm: Calm
) -> None:
    ready(page, calm)
    page.outbox.choose([page.outbox.leaving()[0].id])
    page.outbox.open_row()
    edit = sheet()
    assert isinstance(edit, FormSheet)
    edit.form.set_values({"title": "谢谢您", "body": "谢谢您来。\n\n请稍候。"})
    button(edit, "Preview").click()
    pages = sheet()
    assert isinstance(pages, PrintSheet)
    pages.close_overlay()
    edit.submit()
    calm()
    row = page.outbox.chosen()[0]
    assert row.title == "谢谢您"
    assert row.state == LetterState.DRAFT


def test_an_email_draft_is_saved(
    page: LettersPage, workplace: Workplace, calm: Calm, tmp_path: Path
) -> None:
    ready(page, calm)
    row = page.outbox.leaving()[0]
    sending.save_eml(workplace.context, row.id, tmp_path / "letter.eml")
    calm()
    assert b"X-Unsent: 1" in (tmp_path / "letter.eml").read_bytes()
    assert workplace.window.toasts.toasts[-1].button.text() == "Mark as sent"


def test_it_is_asked_how_letters_left(desk: App, page: LettersPage, sheet: Top, calm: Calm) -> None:
    ready(page, calm)
    page.outbox.choose([page.outbox.leaving()[0].id])
    page.outbox.mark_sent()
    ask = sheet()
    ask.form.set_values({"how": "mailed"})
    ask.submit()
    calm()
    (sent,) = desk.ask(list_letters, state=LetterState.SENT).rows
    assert sent.sent_how == "mailed"


def test_an_offer_is_checked_made_sent_and_accepted(
    desk: App, page: LettersPage, sheet: Top, workplace: Workplace, calm: Calm
) -> None:
    page.segments.choose(OFFERS)
    assert page.offers.empty.isVisible()
    page.offers.empty.button.click()
    form = sheet()
    assert isinstance(form, FormSheet)
    form.submit()
    assert form.isVisible()
    form.form.set_values({"salary": "32000", "contract_months": 24, "probation_months": 6})
    form.form.changed.emit("salary")
    bars = [bar.accessibleName() for bar in form.findChildren(NoticeBar) if bar.isVisible()]
    assert len(bars) == 2
    assert any("article 19" in bar and "counsel" in bar for bar in bars)
    assert any("above the band" in bar for bar in bars)
    form.submit()
    calm()
    (offer,) = desk.ask(list_offers).rows
    assert (offer.salary, offer.state) == (32_000, OfferState.DRAFT)
    assert "above the band" in said(page.offers)
    page.offers.send()
    ask = sheet()
    ask.submit()
    calm()
    button(page.offers, "Accepted").click()
    calm()
    assert desk.ask(list_offers).rows[0].state == OfferState.ACCEPTED
    undo(workplace, calm)
    assert desk.ask(list_offers).rows[0].state == OfferState.OUT


def test_a_refusal_has_a_reason_and_ends_the_application(
    desk: App, page: LettersPage, story: SimpleNamespace, sheet: Top, calm: Calm
) -> None:
    page.segments.choose(OFFERS)
    page.offers.make()
    form = sheet()
    form.form.set_values({"salary": "25,000", "start_on": date(2026, 4, 1)})
    form.submit()
    calm()
    button(page.offers, "Write the offer letter").click()
    calm()
    assert [row.kind for row in page.outbox.rows.values()] == ["offer"]
    page.offers.change()
    change = sheet()
    change.form.set_values({"salary": "26000"})
    change.submit()
    calm()
    assert not page.outbox.rows
    page.offers.send()
    sheet().submit()
    calm()
    page.offers.refuse()
    refusal = sheet()
    refusal.form.set_values({"reason": "other_offer"})
    refusal.submit()
    calm()
    assert desk.ask(list_offers).rows[0].reason == "other_offer"
    assert desk.ask(application, story.chosen).state == ApplicationState.WITHDRAWN
    assert story.chosen in page.owed.rows


def test_an_offer_is_withdrawn_with_a_word(
    desk: App, page: LettersPage, sheet: Top, calm: Calm
) -> None:
    page.segments.choose(OFFERS)
    page.offers.make()
    form = sheet()
    form.form.set_values({"salary": "25000"})
    form.submit()
    calm()
    page.offers.withdraw()
    ask = sheet()
    ask.submit()
    assert ask.isVisible()
    ask.form.set_values({"note": "岗位取消"})
    ask.submit()
    calm()
    assert desk.ask(list_offers).rows[0].state == OfferState.WITHDRAWN


def test_another_page_can_ask_for_a_letter(
    page: LettersPage, story: SimpleNamespace, workplace: Workplace, calm: Calm
) -> None:
    workplace.go("letters", story.people[1])
    calm()
    assert page.owed.table.chosen() == (story.people[1],)
    page.owed.write_chosen()
    calm()
    workplace.go("letters", story.people[1])
    calm()
    assert page.segments.key == OUTBOX


def test_an_empty_page_offers_the_first_step(workplace: Workplace, calm: Calm) -> None:
    workplace.go("letters")
    calm()
    page = workplace.page("letters")
    assert isinstance(page, LettersPage)
    assert page.owed.empty.isVisible()
    page.segments.choose(OUTBOX)
    page.outbox.empty.button.click()
    assert page.segments.key == OWED
    page.segments.choose(OFFERS)
    page.offers.make()
    assert "offer stage" in workplace.window.toasts.toasts[-1].notice.text
