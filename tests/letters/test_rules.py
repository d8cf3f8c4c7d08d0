from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.calendar.hours import OfficeHours
from workbench.calendar.organisation import organisation_calendar
from workbench.kernel.errors import RuleBroken
from workbench.kernel.workdays import PlainCalendar
from workbench.letters import law, rules
from workbench.letters.law import Band, Terms
from workbench.letters.models import LetterKind
from workbench.letters.rules import Promise, Recipient
from workbench.pipeline.models import ApplicationState

CHINA = organisation_calendar("CN")
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 20))
K, S = LetterKind, ApplicationState


@given(DAYS, st.integers(0, 10))
def test_due_day_is_worked_and_exactly_so_many_working_days_away(day: date, delay: int) -> None:
    found = rules.due(day, delay, CHINA).day
    assert CHINA.is_workday(found)
    assert found >= day
    if delay:
        assert CHINA.workdays_between(day, found) == delay
    else:
        assert CHINA.workdays_between(day, found) <= 1


@given(DAYS, st.integers(0, 5), st.integers(-5, 12))
def test_promise_breaks_the_day_after_and_never_turns_back(day: date, delay: int, on: int) -> None:
    due_on = rules.due(day, delay, CHINA).day
    today = due_on + timedelta(days=on)
    state = rules.promise(due_on, today, CHINA)
    assert (state is Promise.BROKEN) == (today > due_on)
    assert (state is Promise.AT_RISK) == (
        today <= due_on and CHINA.workdays_between(today, due_on) <= 1
    )
    assert rules.promise(due_on, today, CHINA, today) is (
        Promise.KEPT if today <= due_on else Promise.BROKEN
    )


def test_three_working_days_over_the_national_holiday() -> None:
    found = rules.due(date(2025, 9, 30), 3, CHINA)  # holiday from October 1 to 8
    assert found == rules.Due(date(2025, 10, 11), False)  # 9, 10 and Saturday 11, made up
    assert rules.due(date(2027, 3, 1), 3, CHINA).estimated


@pytest.mark.parametrize(
    ("state", "reason", "interviewed", "kind"),
    [
        (S.REJECTED, "skills", True, K.NOT_SELECTED),
        (S.REJECTED, "skills", False, K.NOT_SELECTED_CV),
        (S.REJECTED, "salary", True, K.NOT_SELECTED),
        (S.REJECTED, "position_closed", True, K.CLOSED),
        (S.REJECTED, "duplicate", False, None),
        (S.WITHDRAWN, "other_offer", True, K.WITHDREW),
        (S.REJECTED, "no_show", False, K.WITHDREW),
        (S.POOLED, "", True, K.POOL),
        (S.ACTIVE, "", True, None),
        (S.HIRED, "", True, None),
    ],
)
def test_reason_decides_the_letter(
    state: ApplicationState, reason: str, interviewed: bool, kind: LetterKind | None
) -> None:
    assert rules.closing_kind(state, reason, interviewed=interviewed) is kind


def test_refused_offer_has_a_reply_of_its_own() -> None:
    found = rules.closing_kind(S.WITHDRAWN, "salary", interviewed=True, offer_refused=True)
    assert found is K.OFFER_DECLINED


@pytest.mark.parametrize("kind", list(LetterKind))
def test_nobody_who_forbade_it_gets_any_letter(kind: LetterKind) -> None:
    with pytest.raises(RuleBroken):
        rules.check_recipient(kind, Recipient("王小明", do_not_contact=True))


def test_guards_tell_running_from_ended() -> None:
    rules.check_recipient(K.THANKS, Recipient("王", state=S.ACTIVE))
    rules.check_recipient(K.NOT_SELECTED, Recipient("王", state=S.REJECTED))
    for kind, state in ((K.THANKS, S.REJECTED), (K.NOT_SELECTED, S.ACTIVE)):
        with pytest.raises(RuleBroken):
            rules.check_recipient(kind, Recipient("王", state=state))
    with pytest.raises(RuleBroken, match="open offer"):
        rules.check_recipient(K.NOT_SELECTED, Recipient("王", state=S.REJECTED, open_offer="甲"))


def test_refusal_says_that_another_application_goes_on() -> None:
    who = Recipient("王", state=S.REJECTED, running=("测试工程师",))
    rules.check_says_what_runs(K.NOT_SELECTED, "您对“测试工程师”的应聘不受影响。", who)
    rules.check_says_what_runs(K.THANKS, "谢谢", who)
    with pytest.raises(RuleBroken, match="goes on"):
        rules.check_says_what_runs(K.NOT_SELECTED, "谢谢", who)


@given(st.datetimes(datetime(2026, 3, 1), datetime(2026, 6, 1), timezones=st.just(UTC)))
def test_no_after_interview_rests_for_a_night(at: datetime) -> None:
    hours, calendar = OfficeHours(), PlainCalendar()
    until = rules.cool_until(K.NOT_SELECTED, at, at, hours, calendar)
    assert until is not None
    assert until >= at + rules.COOLING
    assert hours.day_of(until) > hours.day_of(at)
    assert rules.cool_until(K.THANKS, at, at, hours, calendar) is None
    assert rules.cool_until(K.NOT_SELECTED_CV, at, at, hours, calendar) == at + rules.COOLING


def test_gap_is_found_in_title_and_body() -> None:
    rules.check_no_gap("标题", "正文 ]] [[")
    for title, body in (("[[x]]", ""), ("", "a [[x]] b")):
        with pytest.raises(RuleBroken, match="x"):
            rules.check_no_gap(title, body)


# The table of article 19, written down a second time on purpose.
def _article_19(months: int | None) -> int:
    if months is None or months >= 36:
        return 6
    if months >= 12:
        return 2
    return 1 if months >= 3 else 0


@given(st.none() | st.integers(1, 120), st.integers(0, 12))
def test_probation_against_the_law(contract: int | None, probation: int) -> None:
    terms = Terms(10000, "CNY", contract, probation)
    found = law.law_warnings(terms, "CN")
    assert bool(found) == (probation > _article_19(contract))
    assert all(each.is_law and each.source for each in found)
    assert law.law_warnings(terms, "DE") == ()


@given(st.integers(1, 200_000), st.integers(1, 200_000))
def test_pay_on_probation_against_the_law(full: int, paid: int) -> None:
    found = law.law_warnings(Terms(full, "CNY", None, 3, paid), "CN")
    assert bool(found) == (paid / full < 0.8)
    assert law.law_warnings(Terms(full, "CNY", None, 0, paid), "CN") == ()


@pytest.mark.parametrize(
    ("salary", "said"),
    [
        (14000, "1,000 CNY below the band, which begins at 15,000."),
        (15000, ""),
        (20000, ""),
        (23500, "3,500 CNY above the band, which ends at 20,000."),
    ],
)
def test_band(salary: int, said: str) -> None:
    found = law.band_warning(Terms(salary, "CNY"), Band(15000, 20000, "CNY"))
    assert (str(found.message) if found else "") == said


def test_band_in_another_currency_is_not_compared() -> None:
    found = law.band_warning(Terms(3000, "EUR"), Band(15000, None, "CNY"))
    assert found is not None
    assert found.code == "band_currency"
    assert law.band_warning(Terms(3000, "EUR"), Band(None, None, "CNY")) is None
