"""Steps 9 to 11 of the journey by commands."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSPHRASE
from tests.journeys.first_week import DAY_ONE, TUESDAY
from tests.journeys.fortnight import (
    MONDAY,
    Fortnight,
    Paper,
    chinese,
    squeeze,
)
from workbench import app
from workbench.app import backup
from workbench.demand.queries import requisition
from workbench.kernel.errors import RuleBroken
from workbench.letters.commands import EditLetter, ReadyLetters, SendLetters, WriteDueLetters
from workbench.letters.documents import letter_documents
from workbench.letters.models import LetterKind, OfferState
from workbench.letters.offering import AcceptOffer, MakeOffer, RefuseOffer, SendOffer
from workbench.letters.offers import offer
from workbench.letters.owing import list_owed, promise_figures
from workbench.letters.queries import letter, outbox
from workbench.letters.rules import GAP_CLOSES, GAP_OPENS
from workbench.onboarding.commands import Hire, MoveStart, Start
from workbench.onboarding.companions import AssignBuddy, NoteMeeting, RecordCheckIn
from workbench.onboarding.documents import welcome_pack
from workbench.onboarding.pages import buddy_card
from workbench.onboarding.queries import onboarding, preview_move, suggest_buddies
from workbench.onboarding.tasks import SeePapers, SetPackState, SetTaskState
from workbench.pipeline.commands import CloseApplications, MoveApplications
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import application
from workbench.vault import vault


def thank(story: Fortnight) -> None:
    """Step 9, first half: who is not chosen hears within three working days, in one batch."""
    story.at(TUESDAY + timedelta(days=2), "10:00")
    lost = tuple(story.cards[3:7])
    story.do(CloseApplications(lost, ApplicationState.REJECTED, "skills"))
    story.do(CloseApplications((story.cards[7],), ApplicationState.WITHDRAWN, "no_show"))
    story.at(TUESDAY + timedelta(days=3), "10:00")
    [written] = story.do(WriteDueLetters())
    assert len(written.written) >= 4
    refused = [story.ask(letter, each) for each in written.written]
    unfinished = [row for row in refused if GAP_OPENS in row.body]
    assert {row.application_id for row in unfinished} == set(lost)
    with pytest.raises(RuleBroken, match="still to be written"):
        story.app.run(ReadyLetters(written.written))
    for row in unfinished:
        gap = f"{re.escape(GAP_OPENS)}.*?{re.escape(GAP_CLOSES)}"
        body = re.sub(gap, "您对缓存一致性的拆解很清楚", row.body)
        story.do(EditLetter(row.id, body=body))
    story.do(ReadyLetters(written.written))
    printed = Paper.of(*story.ask(letter_documents, chinese(), written.written))
    assert len(printed.pages) == len(written.written)
    for line in story.ask(outbox, today=story.today).rows:
        assert any(squeeze(line.name) in page for page in printed.pages), line.name
    assert printed.text.count("启程科技") >= len(written.written)
    story.do(SendLetters(written.written, now=True))
    assert story.ask(outbox, today=story.today).total == 0
    assert story.ask(list_owed, today=story.today).total == 0
    figures = story.ask(
        promise_figures, MONDAY, TUESDAY + timedelta(days=7), today=TUESDAY + timedelta(days=8)
    )
    assert (figures.kept_percent, figures.late, figures.unanswered) == (100, 0, 0)


def make_offers(story: Fortnight) -> None:
    """Step 9, second half: two offers, one refused, the next one offered."""
    day = TUESDAY + timedelta(days=6)
    story.at(day, "09:00")
    story.do(MoveApplications(tuple(story.cards[:3]), "Offer"))

    def terms(card: str, salary: int) -> MakeOffer:
        return MakeOffer(
            card,
            salary=salary,
            start_on=DAY_ONE,
            respond_by=day + timedelta(days=4),
            contract_months=36,
            probation_months=3,
        )

    first, second = story.do(terms(story.cards[0], 36_000), terms(story.cards[1], 48_000))
    assert not [each for each in story.ask(offer, first).warnings if "band" in str(each)]
    assert story.ask(offer, second).warnings, "an offer above the band raised no warning"
    with pytest.raises(RuleBroken):
        story.app.run(terms(story.cards[0], 36_000))
    story.do(SendOffer(first, now=True), SendOffer(second, now=True))
    assert story.ask(offer, first).state == OfferState.OUT
    story.at(day, "15:00")
    story.do(AcceptOffer(first))
    with pytest.raises(RuleBroken, match="why"):
        story.app.run(RefuseOffer(second, "because"))
    story.do(RefuseOffer(second, "salary", "另有更高的报价"))
    assert story.ask(application, story.cards[1]).state == "withdrawn"
    [third] = story.do(terms(story.cards[2], 34_000))
    story.do(SendOffer(third, now=True))
    story.do(AcceptOffer(third))
    story.offers = [first, second, third]
    states = [story.ask(offer, each).state for each in story.offers]
    assert states == [OfferState.ACCEPTED, OfferState.REFUSED, OfferState.ACCEPTED]
    owed = story.ask(list_owed, today=story.today).rows
    assert [(row.kind, row.application_id) for row in owed] == [
        (LetterKind.OFFER_DECLINED, story.cards[1])
    ]
    [written] = story.do(WriteDueLetters())
    story.do(ReadyLetters(written.written), SendLetters(written.written, now=True))
    assert story.ask(list_owed, today=story.today).total == 0


def onboard(story: Fortnight) -> None:
    """Step 10."""
    story.at(TUESDAY + timedelta(days=7), "09:00")
    for card in (story.cards[0], story.cards[2]):
        story.starters += story.do(Hire(card, DAY_ONE, employee_no="E10", desk="5F-27"))
    with pytest.raises(RuleBroken):
        story.app.run(Hire(story.cards[14], DAY_ONE))
    assert story.board()["待入职"] == 2
    one = story.starters[0]
    before = story.ask(onboarding, one, today=story.today)
    later = DAY_ONE + timedelta(days=7)
    shifts = story.ask(preview_move, one, later, today=story.today)
    story.do(MoveStart(one, later))
    card = story.ask(onboarding, one, today=story.today)
    assert card.line.start_on == later
    moved = {task.id: task.due_on for task in card.tasks}
    assert {row.task_id: row.after for row in shifts.rows} == moved
    assert all(moved[task.id] > task.due_on for task in before.tasks)
    _give_buddy(story, one)
    _red_then_green(story, one, later)
    _print_pack(story, one)
    _first_weeks(story, one, later)


def _give_buddy(story: Fortnight, one: str) -> None:
    best, *_rest = story.ask(suggest_buddies, one, today=story.today).rows
    assert best.is_eligible
    assert any(reason.speaks_for for reason in best.reasons)
    manager = next(
        row
        for row in story.ask(suggest_buddies, one, today=story.today).rows
        if row.staff_id == story.staff["李雷"]
    )
    assert not manager.is_eligible
    story.do(AssignBuddy(one, best.staff_id))
    assert story.ask(onboarding, one, today=story.today).buddy.staff_id == best.staff_id


def _red_then_green(story: Fortnight, one: str, first_day: date) -> None:
    def laptop() -> Any:
        card = story.ask(onboarding, one, today=story.today)
        return next(task for task in card.tasks if task.key == "equipment")

    story.at(first_day - timedelta(days=1), "09:00")
    assert laptop().light == "red"
    assert not story.ask(onboarding, one, today=story.today).is_day_one_ready
    while True:
        card = story.ask(onboarding, one, today=story.today)
        open_ones = [t for t in card.tasks if t.is_open and t.due_on <= first_day]
        free = tuple(task.id for task in open_ones if not task.waits_for)
        if not free:
            break
        story.do(SetTaskState(free))
    assert laptop().light == "green"
    card = story.ask(onboarding, one, today=story.today)
    story.do(SetPackState(tuple(item.id for item in card.pack)))
    story.do(SeePapers(tuple(paper.id for paper in card.papers)))
    card = story.ask(onboarding, one, today=story.today)
    assert card.is_day_one_ready, [check for check in card.checks if not check.holds]


def _print_pack(story: Fortnight, one: str) -> None:
    card = story.ask(onboarding, one, today=story.today)
    pack = Paper.of(story.ask(welcome_pack, one))
    assert len(pack.pages) == 8
    assert squeeze(card.line.name) in pack.text
    assert "启程科技" in pack.text
    assert card.buddy.name in pack.text
    paper = Paper.of(story.ask(buddy_card, one))
    assert card.buddy.name in paper.text
    assert squeeze(card.line.name) in paper.text


def _first_weeks(story: Fortnight, one: str, first_day: date) -> None:
    story.at(first_day, "09:00")
    story.do(Start(one))
    assert story.states()["hired"] == 1
    assert story.ask(requisition, story.post).state == "open"
    for week in range(3):
        story.at(first_day + timedelta(days=7 * week + 1), "12:30")
        story.do(NoteMeeting(one, note="午餐"))
    card = story.ask(onboarding, one, today=story.today)
    assert len(card.meetings) == 3
    assert card.line.meetings.held == 3
    story.at(first_day + timedelta(days=30), "10:00")
    story.do(RecordCheckIn(one, 30, ("role=4", "support=5"), note="节奏不错"))
    held = [c for c in story.ask(onboarding, one, today=story.today).check_ins if c.held_on]
    assert [(each.mark, dict(each.answers)) for each in held] == [(30, {"role": 4, "support": 5})]
    with pytest.raises(RuleBroken):
        story.app.run(RecordCheckIn(one, 31, ("role=4",)))
    story.do(Start(story.starters[1]))
    row = story.ask(requisition, story.post)
    assert row.state == "filled"


def back_up(story: Fortnight, tmp_path: Path) -> None:
    """Step 11."""
    here, device = story.app.vault.folder.path, story.app.vault.device
    made = backup.write(story.app.vault, tmp_path / "stick")
    before, entries = story.counts(), story.entries()
    story.app.close()
    elsewhere = tmp_path / "另一台.qicheng"
    back = backup.restore(Path(made.folder), elsewhere, vault.with_passphrase(PASSPHRASE))
    assert back.rows == made.rows
    for place in (here, elsewhere):
        story.app = app.open_app(place, vault.with_passphrase(PASSPHRASE), clock=story.clock)
        try:
            assert story.counts() == before
            assert story.entries() == entries
            assert (story.app.vault.device == device) is (place == here)
            assert not story.app.vault.faults()
        finally:
            story.app.close()
