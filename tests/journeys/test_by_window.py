"""The same fortnight through the window: what is pressed and typed comes to the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.journeys.at_the_window import OWN_WINDOWS, AtTheWindow
from tests.journeys.first_week import DAY_ONE, REASONS, TUESDAY, furnish
from tests.journeys.fortnight import ENDING, MONDAY, SAMPLES, Paper, chinese, squeeze
from tests.seat import Watch
from tests.ui.conftest import _nothing_left as _nothing_left
from tests.ui.conftest import _quiet_offscreen as _quiet_offscreen
from tests.ui.people import ALT, CONTROL, drop, type_in
from ui.bridge import Bridge
from ui.pages.board.page import BoardPage
from ui.pages.intake.page import ImportPage
from ui.pages.letters.page import OFFERS, OUTBOX, OWED, LettersPage
from ui.pages.letters.sending import print_letters
from ui.pages.onboarding.page import OnboardingPage
from ui.pages.schedule.faces import interview_of
from ui.pages.schedule.page import SchedulePage
from ui.pages.scores.page import ScoresPage
from ui.pages.settings.page import SettingsPage
from ui.printing import PrintSheet
from ui.shell.workplace import Workplace
from ui.tasks import Tasks
from ui.theme.look import Look
from ui.theme.tokens import Tokens
from ui.widgets.rows import RowButton
from workbench import app
from workbench.app import App, backup
from workbench.demand.queries import list_requisitions
from workbench.interviews.queries import day
from workbench.kernel.clock import SetClock
from workbench.letters.offers import list_offers
from workbench.letters.owing import promise_figures
from workbench.letters.queries import letter
from workbench.letters.rules import GAP_CLOSES, GAP_OPENS
from workbench.onboarding.queries import onboarding
from workbench.people.queries import candidate_ids
from workbench.pipeline.queries import applications_of
from workbench.settings import Settings
from workbench.vault import vault


@pytest.fixture
def hand(desk: App, clock: SetClock, qtbot: QtBot) -> Iterator[AtTheWindow]:
    """The window over an empty vault, in Chinese and light."""
    look = Look(chinese(), Tokens.of())
    look.reduced_motion = True
    look.put_on()
    bridge = Bridge(desk, Tasks())
    watch = Watch()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]

    def fail(error: Exception) -> None:
        raise error

    workplace = Workplace(look, bridge, Settings(language="zh", theme="light"), "", fail)
    workplace.window.resize(1600, 1000)
    workplace.window.show()
    qtbot.waitExposed(workplace.window)
    workplace.window.activateWindow()
    made = AtTheWindow(desk, clock)
    made.sit(workplace, qtbot)
    yield made
    workplace.window.toasts.clear()
    workplace.window.close()
    bridge.leave()
    workplace.window.deleteLater()
    workplace.deleteLater()
    look.deleteLater()
    QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]
    assert set(watch.seen) <= OWN_WINDOWS, f"windows of their own appeared: {watch.seen}"


def open_post(hand: AtTheWindow) -> None:
    """Step 2."""
    hand.at(MONDAY, "09:30")
    page = hand.page("requisitions", object)
    page.first_action()
    sets = hand.top().form.input("stage_set")
    sets.setCurrentIndex(sets.findText("研发"))
    hand.fill(
        title="后端工程师",
        department="研发部",
        headcount=2,
        duties="设计并实现支付网关的核心服务，把峰值可用性提升到 99.99%。",
        must_have="五年以上后端经验，熟悉 PostgreSQL 与消息队列。",
        site="上海",
        salary_low="28000",
        salary_high="42000",
        urgency="A",
        urgency_reason="网关需要扩容",
        interviewers=list(hand.staff.values())[:4],
        manager=hand.staff["李雷"],
    )
    hand.there_and_back()
    hand.post = hand.ask(list_requisitions).rows[0].id
    assert hand.workplace.window.key == "board"
    assert set(hand.board().values()) == {0}


def drop_folder(hand: AtTheWindow) -> None:
    """Step 3."""
    hand.at(MONDAY, "10:00")
    drop(hand.workplace, SAMPLES)
    hand.calm()
    page = hand.workplace.page("import")
    assert isinstance(page, ImportPage)
    page.onto.setCurrentIndex(page.onto.findData(hand.post))
    page.take.click()
    hand.calm()
    assert hand.ask(candidate_ids), hand.said()
    hand.there_and_back()
    for each in sorted(hand.ask(candidate_ids)):
        rows = hand.ask(applications_of, each).rows
        hand.cards += [row.id for row in rows if row.requisition_id == hand.post]
    assert len(hand.cards) >= 30


def find_him(hand: AtTheWindow) -> None:
    """Step 4: at most four keys and Enter."""
    for words in ("wxm", "小明", "0001"):
        hand.press(Qt.Key.Key_K, CONTROL)
        type_in(hand.workplace.palette.field, words)
        hand._qtbot.waitUntil(lambda: not hand.workplace.palette._pause.isActive())
        hand.calm()
        hand.press(Qt.Key.Key_Return)
        assert hand.workplace.panel.accessibleName() == "王小明", words
        hand.workplace.panel.close_panel()


def screen(hand: AtTheWindow) -> None:
    """Step 5, by keys alone."""
    hand.at(MONDAY + timedelta(days=1), "14:00")
    page = hand.page("board", BoardPage, hand.post)
    page.board.select(hand.cards[:8])
    hand.press(Qt.Key.Key_Right, ALT)
    hand.press(Qt.Key.Key_Right, ALT)
    assert hand.board()["项目复盘"] >= 8
    hand.there_and_back()
    for card, reason in zip(hand.cards[8:13], REASONS, strict=True):
        page.board.select([card])
        hand.press(Qt.Key.Key_R)
        hand.fill(outcome="rejected", reason=reason)
    page.board.select([hand.cards[13]])
    hand.press(Qt.Key.Key_R)
    hand.fill(outcome="pooled", note="等下一批名额")
    hand.there_and_back()
    assert (hand.states()["rejected"], hand.states()["pooled"]) == (5, 1)
    send_all(hand, MONDAY + timedelta(days=2), 6)


def send_all(hand: AtTheWindow, on: date, count: int) -> tuple[str, ...]:
    """Draft what is due, finish what is unfinished, send everything a day later."""
    page = hand.page("letters", LettersPage, OWED)
    page.write_all.click()
    hand.calm()
    page.segments.choose(OUTBOX)
    ids = tuple(page.outbox.rows)
    assert len(ids) == count
    for each in ids:
        body = hand.ask(letter, each).body
        if GAP_OPENS in body:
            before, _, rest = body.partition(GAP_OPENS)
            page.outbox.choose([each])
            page.outbox.edit()
            told = f"{before}您对缓存一致性的拆解很清楚{rest.partition(GAP_CLOSES)[2]}"
            hand.fill(body=told)
    page.outbox.choose(ids)
    assert len(page.outbox.chosen()) == count, [(r.name, r.state) for r in page.outbox.chosen()]
    page.outbox.make_ready()
    hand.calm()
    hand.at(on, "10:00")
    page = hand.page("letters", LettersPage, OUTBOX)
    page.outbox.choose(ids)
    page.outbox.mark_sent()
    sheet = hand.top()
    hand.fill(**({"now": True} if "now" in sheet.form.values() else {}))
    assert not page.outbox.rows, (hand.said(), list(page.outbox.rows.values()))
    return ids


def hold_interviews(hand: AtTheWindow) -> None:
    """Steps 6 and 7 in short."""
    hand.at(TUESDAY - timedelta(days=3), "10:00")
    who = list(hand.staff.values())[:3]
    for number, card in enumerate(hand.cards[:8]):
        board = hand.page("board", BoardPage, hand.post)
        board.board.select([card])
        hand.press(Qt.Key.Key_S)
        sheet = hand.top()
        sheet.form.set_values({"day": TUESDAY, "start": time(9 + number // 3 * 2)})
        hand.fill(
            round="项目复盘", minutes=45, panel=[who[number % 3]], room=hand.rooms[number % 3]
        )
    hand.there_and_back()
    hand.at(TUESDAY, "18:00")
    page = hand.page("schedule", SchedulePage, TUESDAY)
    rows = hand.ask(day, TUESDAY).rows
    assert len(rows) == 8
    last = next(r.id for r in rows if r.candidates[0].application_id == hand.cards[7])
    for row in rows:
        block = next(b for b in page.board.ordered() if interview_of(b.id) == row.id)
        page.board.choose(block.id)
        QTest.keyClick(page.board, Qt.Key.Key_N if row.id == last else Qt.Key.Key_H)
        hand.calm()
    hand.there_and_back()


def score(hand: AtTheWindow) -> None:
    """Step 8, by number keys."""
    hand.at(TUESDAY + timedelta(days=1), "09:00")
    page = hand.page("scores", ScoresPage)
    for _ in range(7):
        subject, form = page.sheet.subject, page.sheet.form
        assert subject is not None
        assert form is not None
        good = subject.application in hand.cards[:3]
        page.sheet.focus_first()
        for _attribute in form.boxes:
            hand.press(Qt.Key.Key_4 if good else Qt.Key.Key_2)
            hand.press(Qt.Key.Key_Down)
        form.verdict.choose("yes" if good else "no")
        form.comment.setPlainText("把故障讲到两层以下" if good else "证据不足")
        hand.press(Qt.Key.Key_S, CONTROL)
    assert page.view is not None
    assert not page.view.owed
    compared = hand.page("scores", ScoresPage, hand.post)
    table = compared.compare.table
    assert table is not None
    assert table.rows.rowCount() >= 7


def thank(hand: AtTheWindow, tmp_path: Path) -> None:
    """Step 9, first half."""
    hand.at(TUESDAY + timedelta(days=2), "10:00")
    page = hand.page("board", BoardPage, hand.post)
    page.board.select(hand.cards[3:7])
    hand.press(Qt.Key.Key_R)
    hand.fill(outcome="rejected", reason="skills")
    hand.there_and_back()
    page.board.select([hand.cards[7]])
    hand.press(Qt.Key.Key_R)
    hand.fill(outcome="withdrawn", reason="no_show")
    hand.at(TUESDAY + timedelta(days=3), "10:00")
    ids = send_all(hand, TUESDAY + timedelta(days=3), 8)
    letters = hand.page("letters", LettersPage, "sent")
    rows = [letters.sent.rows[each] for each in ids]
    context = hand.workplace.context
    print_letters(context, ids, "信", unsent=False)
    hand.top(PrintSheet).save_to(tmp_path / "信.pdf")
    hand.calm()
    paper = Paper.read(tmp_path / "信.pdf")
    assert len(paper.pages) == 8
    assert all(any(squeeze(row.name) in page for page in paper.pages) for row in rows)
    figures = hand.ask(
        promise_figures, MONDAY, TUESDAY + timedelta(days=7), today=TUESDAY + timedelta(days=8)
    )
    assert (figures.kept_percent, figures.late, figures.unanswered) == (100, 0, 0)


def make_offers(hand: AtTheWindow) -> None:
    """Step 9, second half."""
    on = TUESDAY + timedelta(days=6)
    hand.at(on, "09:00")
    board = hand.page("board", BoardPage, hand.post)
    stages = [column for column in board._columns.values() if column.names["zh"] == "Offer"]
    board.board.select(hand.cards[:3])
    hand.press(Qt.Key.Key_M)
    hand.fill(stage=stages[0].id)

    def make(card: str, salary: str) -> str:
        page = hand.page("letters", LettersPage, OFFERS)
        before = {row.id for row in hand.ask(list_offers).rows}
        page.offers.make()
        sheet = hand.top()
        sheet.form.set_values({"application": card})
        sheet.form.changed.emit("application")
        hand.fill(
            salary=salary,
            start_on=DAY_ONE,
            respond_by=on + timedelta(days=4),
            contract_months=36,
            probation_months=3,
        )
        made = next(row.id for row in hand.ask(list_offers).rows if row.id not in before)
        page.offers.choose([made])
        page.offers.send()
        hand.fill(now=True)
        page.offers.choose([made])
        return str(made)

    page = hand.page("letters", LettersPage, OFFERS)
    first, second = make(hand.cards[0], "36000"), make(hand.cards[1], "48000")
    hand.there_and_back()
    page.offers.choose([first])
    page.offers.accept()
    hand.calm()
    page.offers.choose([second])
    page.offers.refuse()
    hand.fill(reason="salary", note="另有更高的报价")
    third = make(hand.cards[2], "34000")
    page.offers.choose([third])
    page.offers.accept()
    hand.calm()
    hand.there_and_back()
    send_all(hand, on, 1)


def onboard(hand: AtTheWindow, tmp_path: Path) -> None:
    """Step 10."""
    hand.at(TUESDAY + timedelta(days=7), "09:00")
    page = hand.page("onboarding", OnboardingPage)
    for card in (hand.cards[0], hand.cards[2]):
        page.first_action()
        sheet = hand.top()
        sheet.form.set_values({"application": card})
        sheet.form.changed.emit("application")
        hand.fill(start_on=DAY_ONE, desk="5F-27", employee_no="E10")
        assert page.card is not None
        hand.starters.append(page.card.line.id)
    hand.there_and_back()
    one, later = hand.starters[0], DAY_ONE + timedelta(days=7)
    page = hand.page("onboarding", OnboardingPage, one)
    page.head.move_day.click()
    hand.fill(start_on=later)
    assert page.card is not None
    assert page.card.line.start_on == later
    next(row for row in page.buddy.findChildren(RowButton) if row.isVisible()).click()
    hand.calm()
    assert page.card.buddy is not None
    assert page.card.buddy.reason
    hand.there_and_back()
    prepare(hand, page, one, later)
    page.head.pack.click()
    hand.top(PrintSheet).save_to(tmp_path / "礼包.pdf")
    hand.calm()
    assert len(Paper.read(tmp_path / "礼包.pdf").pages) == 8
    first_weeks(hand, one, later)


def prepare(hand: AtTheWindow, page: OnboardingPage, one: str, first_day: date) -> None:
    """Tick every task that is due by day one, in the order they wait for one another."""
    hand.at(first_day - timedelta(days=1), "09:00")
    card = hand.ask(onboarding, one, today=hand.today)
    assert next(task for task in card.tasks if task.key == "equipment").light == "red"
    hand.page("onboarding", OnboardingPage, one)
    while True:
        card = hand.ask(onboarding, one, today=hand.today)
        free = [
            task.id
            for task in card.tasks
            if task.is_open and task.due_on <= first_day and not task.waits_for
        ]
        if not free:
            break
        for each in free:
            page.tasks.list.row(each).click()
            hand.calm()
    page.pack.all.click()
    hand.calm()
    page.papers.all_seen.click()
    hand.calm()
    assert hand.ask(onboarding, one, today=hand.today).is_day_one_ready


def first_weeks(hand: AtTheWindow, one: str, first_day: date) -> None:
    hand.at(first_day, "09:00")
    page = hand.page("onboarding", OnboardingPage, one)
    page.head.start.click()
    hand.calm()
    hand.there_and_back()
    for week in range(3):
        hand.at(first_day + timedelta(days=7 * week + 1), "12:30")
        page = hand.page("onboarding", OnboardingPage, one)
        page.buddy.note_meeting()
        hand.fill(note="午餐")
    hand.at(first_day + timedelta(days=30), "10:00")
    page = hand.page("onboarding", OnboardingPage, one)
    assert page.card is not None
    month = next(each for each in page.card.check_ins if each.mark == 30)
    sheet = page.check_ins.open_sheet(month)
    assert sheet is not None
    sheet.rows["role"].rate(4)
    sheet.rows["support"].rate(5)
    sheet.submit()
    hand.calm()
    page = hand.page("onboarding", OnboardingPage, hand.starters[1])
    page.head.start.click()
    hand.calm()


def back_up(hand: AtTheWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Step 11; locking and unlocking are played in tests/ui/test_desk.py."""
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(stick))
    hand.page("settings", SettingsPage).first_action()
    hand.calm()
    before, here = hand.ending(), hand.app
    elsewhere = tmp_path / "另一台.qicheng"
    backup.restore(backup.list_backups(stick)[0], elsewhere, vault.with_passphrase(PASSPHRASE))
    hand.app = app.open_app(elsewhere, vault.with_passphrase(PASSPHRASE), clock=hand.clock)
    try:
        assert hand.ending() == before
        assert hand.app.vault.device != here.vault.device
    finally:
        hand.app.close()
        hand.app = here


def test_the_fortnight_by_window(
    hand: AtTheWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(hand)
    open_post(hand)
    drop_folder(hand)
    find_him(hand)
    screen(hand)
    hold_interviews(hand)
    score(hand)
    thank(hand, tmp_path)
    make_offers(hand)
    onboard(hand, tmp_path)
    assert hand.ending() == ENDING
    assert not hand.app.vault.faults()
    back_up(hand, tmp_path, monkeypatch)
