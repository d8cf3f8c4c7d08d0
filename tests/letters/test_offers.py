from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.letters.conftest import World
from workbench.composition import COMMANDS
from workbench.demand.queries import requisition
from workbench.kernel.errors import RuleBroken
from workbench.letters.commands import ReadyLetters, SendLetters
from workbench.letters.law import Terms
from workbench.letters.models import LetterKind, OfferState
from workbench.letters.offering import (
    AcceptOffer,
    ChangeOffer,
    MakeOffer,
    RefuseOffer,
    SendOffer,
    WithdrawOffer,
)
from workbench.letters.offers import (
    check_terms,
    list_offers,
    offer,
    offers_of_applications,
    open_offers,
)
from workbench.letters.owing import list_owed
from workbench.letters.queries import letter
from workbench.letters.standing import standing_facts
from workbench.people.commands import BlockContact
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import application

TERMS = {
    "salary": 18000,
    "start_on": date(2026, 4, 1),
    "respond_by": date(2026, 3, 9),
    "contract_months": 36,
    "probation_months": 6,
    "probation_salary": 14400,
}
Check = Callable[[Callable[[], object], Callable[[], object]], None]


def make(world: World, id: str, **terms: object) -> str:
    return str(world.app.run(MakeOffer(id, **{**TERMS, **terms})).value)  # type: ignore[arg-type]


def codes(world: World, id: str) -> list[str]:
    return [each.code for each in world.app.ask(offer, id).warnings]


def test_fair_offer_has_no_warnings(world: World) -> None:
    made = make(world, world.apply())
    row = world.app.ask(offer, made)
    assert (row.name, row.post, row.currency, row.state) == ("王小明", "后端工程师", "CNY", "draft")
    assert row.warnings == ()


def test_warnings_come_with_their_source(world: World) -> None:
    made = make(world, world.apply(), salary=23000, contract_months=24, probation_months=3)
    found = world.app.ask(offer, made).warnings
    assert [each.code for each in found] == ["probation", "probation_pay", "band"]
    assert [each.source.endswith(tail) for each, tail in zip(found, ("19", "20", ""), strict=True)]
    assert str(found[2].message).startswith("3,000 CNY above")
    world.app.run(ChangeOffer(made, salary=16000, contract_months=0, probation_salary=0))
    assert codes(world, made) == []
    assert world.app.ask(offer, made).contract_months is None


def test_whoever_makes_an_offer_hears_what_speaks_against_it(world: World) -> None:
    about = world.apply()
    sunday = {"start_on": date(2026, 3, 29), "respond_by": date(2026, 3, 30)}
    done = world.app.run(
        MakeOffer(about, **{**TERMS, "contract_months": 12, "probation_salary": 0, **sunday})  # type: ignore[arg-type]
    )
    spec = COMMANDS.named("offer.make")
    law, late, closed = map(str, world.app.ask(spec.warns, None, done.value))
    assert law.endswith("(Labour Contract Law of the PRC, article 19. Check with counsel.)")
    assert "not before the first day" in late
    assert "2026-03-29, is not a working day" in closed
    assert codes(world, done.value) == ["probation", "respond_by"]
    for id in ("offer.change", "offer.send", "offer.accept"):
        found = world.app.ask(COMMANDS.named(id).warns, SendOffer(done.value), None)
        assert len(list(found)) == 3
    assert world.app.ask(COMMANDS.named("candidate.add").warns, None, None) == ()


def test_more_offers_than_places_are_pointed_out(world: World) -> None:
    first = world.apply("甲", post=world.other_post)
    world.app.run(SendOffer(make(world, first)))
    second = world.apply("乙", post=world.other_post)
    found = world.app.ask(check_terms, second, Terms(18000, "CNY", 36))
    assert [each.code for each in found] == ["headcount"]
    assert world.app.ask(check_terms, first, Terms(18000, "CNY", 36)) == ()
    assert world.app.ask(requisition, world.other_post).headcount == 1


@pytest.mark.parametrize(
    "terms",
    [
        {"salary": 0},
        {"probation_salary": -1},
        {"contract_months": -3},
        {"probation_months": 25},
        {"respond_by": date(2026, 3, 1)},
        {"start_on": date(2026, 3, 2)},
    ],
)
def test_terms_that_cannot_be_are_refused(world: World, terms: dict[str, object]) -> None:
    with pytest.raises(RuleBroken):
        make(world, world.apply(), **terms)


def test_one_offer_at_a_time_and_only_while_running(world: World) -> None:
    application_id = world.apply()
    made = make(world, application_id)
    with pytest.raises(RuleBroken, match="already"):
        make(world, application_id)
    world.app.run(WithdrawOffer(made, "budget"))
    assert make(world, application_id)
    ended = world.apply("乙")
    world.close(ended)
    with pytest.raises(RuleBroken, match="running"):
        make(world, ended)
    silent = world.apply("丙")
    world.app.run(BlockContact(world.person(silent), "asked us"))
    with pytest.raises(RuleBroken, match="do not contact"):
        make(world, silent)


def test_letter_and_offer_leave_together(world: World) -> None:
    first, second = world.apply("甲"), world.apply("乙")
    offers = [make(world, each) for each in (first, second)]
    letters = [world.write(each, kind=LetterKind.OFFER) for each in (first, second)]
    assert "2026年3月9日" in world.app.ask(letter, letters[0]).body
    with pytest.raises(RuleBroken, match="outbox"):
        world.app.run(SendOffer(offers[0]))
    world.app.run(ReadyLetters(tuple(letters)))
    with pytest.raises(RuleBroken, match="cools off"):
        world.app.run(SendOffer(offers[0]))
    world.clock.moment += timedelta(hours=2)
    world.app.run(SendLetters((letters[0],)))
    world.app.run(SendOffer(offers[1]))
    for offer_id, letter_id in zip(offers, letters, strict=True):
        assert world.app.ask(offer, offer_id).sent_at == world.now
        assert world.app.ask(letter, letter_id).state == "sent"


def test_changed_terms_take_the_letter_back(world: World) -> None:
    application_id = world.apply()
    made = make(world, application_id)
    written = world.write(application_id, kind=LetterKind.OFFER)
    world.app.run(ChangeOffer(made, salary=17000))
    assert world.app.ask(letter, written).state == "withdrawn"
    assert world.write(application_id, kind=LetterKind.OFFER)


def test_refusal_ends_the_application_and_calls_for_a_reply(world: World) -> None:
    application_id = world.apply()
    made = make(world, application_id)
    world.app.run(SendOffer(made))
    assert world.app.ask(standing_facts, [application_id])[application_id].offer_open
    with pytest.raises(RuleBroken, match="Choose why"):
        world.app.run(RefuseOffer(made, "skills"))
    world.app.run(RefuseOffer(made, "counter_offer", "涨了三成"))
    row = world.app.ask(application, application_id)
    assert (row.state, row.reason) == (ApplicationState.WITHDRAWN, "counter_offer")
    (owed,) = world.app.ask(list_owed, today=date(2026, 3, 2)).rows
    assert owed.kind is LetterKind.OFFER_DECLINED
    facts = world.app.ask(standing_facts, [application_id])[application_id]
    assert (facts.letter_owed, facts.offer_open) == (True, False)
    assert facts.offer is not None
    assert facts.offer.reason == "counter_offer"
    world.send(world.write(application_id))
    assert not world.app.ask(standing_facts, [application_id])[application_id].letter_owed


def test_offer_counts_as_word_after_the_interview(world: World) -> None:
    application_id = world.apply()
    world.interview(application_id)
    made = make(world, application_id)
    assert len(world.app.ask(list_owed, today=date(2026, 3, 2)).rows) == 1
    world.app.run(SendOffer(made))
    assert world.app.ask(list_owed, today=date(2026, 3, 2)).rows == ()


def test_reminder_needs_an_offer_that_is_out(world: World) -> None:
    application_id = world.apply()
    with pytest.raises(RuleBroken, match="make one first"):
        world.write(application_id, kind=LetterKind.OFFER)
    made = make(world, application_id)
    with pytest.raises(RuleBroken, match="not been sent"):
        world.write(application_id, kind=LetterKind.OFFER_REMINDER)
    world.app.run(SendOffer(made))
    reminder = world.write(application_id, kind=LetterKind.OFFER_REMINDER)
    world.app.run(AcceptOffer(made))
    assert world.app.ask(letter, reminder).state == "withdrawn"
    assert world.write(application_id, kind=LetterKind.PRE_START)
    assert world.write(application_id, kind=LetterKind.DAY_ONE)


def test_lists(world: World) -> None:
    first, second = world.apply("甲"), world.apply("乙")
    late, soon = make(world, first), make(world, second, respond_by=date(2026, 3, 5))
    assert [row.id for row in world.app.ask(open_offers)] == [soon, late]
    world.app.run(SendOffer(soon))
    world.app.run(AcceptOffer(soon))
    assert [row.id for row in world.app.ask(open_offers)] == [late]
    assert world.app.ask(list_offers, state=OfferState.ACCEPTED).total == 1
    assert [row.id for row in world.app.ask(offers_of_applications, [first])] == [late]


def test_each_command_can_be_undone(world: World, undone_and_redone: Check) -> None:
    application_id = world.apply()
    run = world.app.run

    def look() -> object:
        rows = world.app.ask(list_offers).rows
        return rows, world.app.ask(application, application_id)

    undone_and_redone(look, lambda: make(world, application_id))
    made = world.app.ask(list_offers).rows[0].id
    undone_and_redone(look, lambda: run(ChangeOffer(made, salary=19000)))
    undone_and_redone(look, lambda: run(WithdrawOffer(made, "budget")))
    world.app.undo()
    undone_and_redone(look, lambda: run(SendOffer(made)))
    undone_and_redone(look, lambda: run(AcceptOffer(made)))
    world.app.undo()
    undone_and_redone(look, lambda: run(RefuseOffer(made, "salary", keep_running=True)))
    world.app.undo()
    undone_and_redone(look, lambda: run(RefuseOffer(made, "salary")))
    for wrong in (SendOffer(made), AcceptOffer(made), WithdrawOffer(made, "x")):
        with pytest.raises(RuleBroken, match="refused"):
            run(wrong)
    assert world.app.vault.faults() == []
