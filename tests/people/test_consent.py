"""Consent to be kept: recorded, renewed, withdrawn; and who is in the talent pool with what."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from workbench.app import App
from workbench.insights.today import today
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import RuleBroken
from workbench.people.commands import AddCandidate, ArchiveCandidate
from workbench.people.consent import RecordConsent, WithdrawConsent
from workbench.people.queries import candidate
from workbench.pipeline.commands import Apply, CloseApplications, OpenRequisition
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.pool import Pool, due_consents, list_pool, pool_ids

TODAY = date(2026, 3, 2)


@pytest.fixture
def people(desk: App) -> list[str]:
    names = ("王小明", "Elena Sullivan", "欧阳娜娜")
    return [str(desk.run(AddCandidate(name)).value) for name in names]


def kept(desk: App, who: str) -> tuple[date | None, date | None]:
    card = desk.ask(candidate, who)
    return card.consent_on, card.consent_until


def pooled(desk: App, who: str) -> None:
    post = desk.run(OpenRequisition("后端工程师")).value
    application = desk.run(Apply(who, post)).value
    desk.run(CloseApplications((application,), ApplicationState.POOLED))


def test_consent_is_given_today_for_a_year_unless_said_otherwise(
    desk: App, people: list[str]
) -> None:
    desk.run(RecordConsent(people[0]))
    assert kept(desk, people[0]) == (TODAY, date(2027, 3, 2))
    desk.run(RecordConsent(people[0], date(2026, 1, 31), 13))
    assert kept(desk, people[0]) == (date(2026, 1, 31), date(2027, 2, 28))
    desk.undo()
    assert kept(desk, people[0]) == (TODAY, date(2027, 3, 2))


def test_today_is_the_house_s_day(desk: App, people: list[str], clock: SetClock) -> None:
    clock.moment = datetime(2026, 3, 2, 17, tzinfo=UTC)  # the 3rd in Shanghai
    desk.run(RecordConsent(people[0]))
    assert kept(desk, people[0])[0] == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("field", "on", "months"),
    [
        ("months", None, 0),
        ("months", None, 61),
        ("on", date(2026, 3, 3), 12),
        ("on", date(2025, 3, 1), 12),
    ],
)
def test_a_consent_that_cannot_hold_is_refused(
    desk: App, people: list[str], field: str, on: date | None, months: int
) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.run(RecordConsent(people[0], on, months))
    assert refused.value.field == field
    assert kept(desk, people[0]) == (None, None)


def test_it_is_withdrawn_once(desk: App, people: list[str]) -> None:
    desk.run(RecordConsent(people[0]))
    desk.run(WithdrawConsent(people[0]))
    assert kept(desk, people[0]) == (None, None)
    with pytest.raises(RuleBroken):
        desk.run(WithdrawConsent(people[0]))
    desk.undo()
    assert kept(desk, people[0]) == (TODAY, date(2027, 3, 2))


def test_the_pool_knows_who_is_in_it_and_what_is_lacking(desk: App, people: list[str]) -> None:
    first, second, third = people
    desk.run(RecordConsent(first))
    desk.run(RecordConsent(second, date(2025, 4, 1)))
    pooled(desk, third)

    def meant(which: Pool, day: date = TODAY) -> set[str]:
        return set(desk.ask(pool_ids, which, day))

    assert meant(Pool.ALL) == {first, second, third}
    assert meant(Pool.IN) == {first, second, third}
    assert meant(Pool.ENDING) == {second}
    assert meant(Pool.ENDING, date(2026, 3, 1)) == set()  # 31 days before
    assert meant(Pool.LACKING) == {third}
    desk.run(RecordConsent(third))
    assert meant(Pool.LACKING) == set()
    assert meant(Pool.LACKING, date(2027, 3, 3)) == {third}
    assert meant(Pool.IN, date(2027, 3, 3)) == {third}
    desk.run(ArchiveCandidate(first))
    assert meant(Pool.IN) == {second, third}
    page = desk.ask(list_pool, today=TODAY, limit=1, offset=1)
    assert (page.total, [row.name for row in page.rows]) == (2, ["欧阳娜娜"])


def test_what_ends_is_due_and_stays_due_only_in_the_pool(desk: App, people: list[str]) -> None:
    first, second, _ = people
    for who in (first, second):
        desk.run(RecordConsent(who, date(2025, 4, 1)))
    pooled(desk, second)

    def due(day: date) -> list[tuple[str, bool]]:
        return [(row.candidate_id, row.pooled) for row in desk.ask(due_consents, today=day).rows]

    assert due(date(2026, 3, 1)) == []
    assert sorted(due(TODAY)) == sorted([(first, False), (second, True)])
    assert due(date(2026, 4, 2)) == [(second, True)]
    found = desk.ask(today, datetime(2026, 3, 2, 2, tzinfo=UTC))
    assert {row.candidate_id for row in found.consents} == {first, second}
    desk.run(RecordConsent(second))
    assert due(TODAY) == [(first, False)]
