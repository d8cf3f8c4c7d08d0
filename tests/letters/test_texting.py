"""Short messages to copy: in the person's language, with what they speak of, or refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.interviews.conftest import House, house
from workbench.interviews.offered import AcceptTime, OfferTimes
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import LANGUAGES, Translator
from workbench.letters import wording
from workbench.letters.texting import TEXT_CHANNELS, TEXT_NAMES, TextKind, shipped_texts, short_text
from workbench.organisation.commands import ChangeOrganisation
from workbench.people.commands import AddCandidate, BlockContact, ChangeCandidate

__all__ = ["house"]
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@pytest.fixture
def named(house: House) -> House:
    house.run(ChangeOrganisation(name="启程科技", recruiter="陈晨", phone="021 5555 0100"))
    return house


def text(house: House, kind: TextKind, who: int = 0, **more: object) -> str:
    return house.desk.ask(short_text, kind, house.people[who], now=NOW, **more)


def test_every_kind_is_shipped_named_and_goes_some_way() -> None:
    for language in LANGUAGES:
        assert set(shipped_texts(language)) == set(TextKind)
    assert set(TEXT_NAMES) == set(TEXT_CHANNELS) == set(TextKind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TextKind)
def test_shipped_texts_hold_with_little_and_with_all(kind: TextKind, language: str) -> None:
    full = {name: f"<{name}>" for name in (*wording.FIELD_NAMES, "times")}
    least = {name: full[name] for name in ("name", "organisation", "times")}
    if kind is TextKind.REMINDER:
        least |= {name: full[name] for name in ("post", "day", "time", "round")}
    for values in (full, least):
        said = wording.fill(shipped_texts(language)[kind], values, Translator.english())
        assert "<name>" in said
        assert "{" not in said
        assert "  " not in said
    assert len(said) < 350  # it is read on a phone


def test_the_person_s_language_is_spoken_unless_another_is_wished(named: House) -> None:
    named.run(ChangeCandidate(named.people[1], language="en"))
    assert text(named, TextKind.FIRST).startswith(
        "王小明您好，我是启程科技的陈晨。您应聘的“后端工程师”"
    )
    english = text(named, TextKind.FIRST, 1)
    assert english.startswith("Hello Elena Sullivan, this is 陈晨 from 启程科技.")
    assert text(named, TextKind.FIRST, language="en").startswith("Hello 王小明")
    with pytest.raises(RuleBroken):
        text(named, TextKind.FIRST, language="fr")


def test_offered_times_are_listed_as_long_as_they_are_open(named: House) -> None:
    with pytest.raises(RuleBroken, match="offer some first"):
        text(named, TextKind.TIMES)
    starts = (datetime(2026, 3, 3, 10), datetime(2026, 3, 4, 14))
    first, _ = named.run(OfferTimes(named.applications[0], starts, 45))
    said = text(named, TextKind.TIMES)
    assert "3月3日" in said
    assert "10:00–10:45；" in said
    assert "14:00–14:45" in said
    named.run(AcceptTime(first))
    with pytest.raises(RuleBroken):
        text(named, TextKind.TIMES)


def test_the_reminder_speaks_of_the_interview_that_comes_next(named: House) -> None:
    with pytest.raises(RuleBroken, match="schedule one first"):
        text(named, TextKind.REMINDER)
    named.schedule(0, at="2026-03-04T15:00", room="501")
    named.schedule(0, room="501")
    said = text(named, TextKind.REMINDER)
    assert "3月3日" in said
    assert "10:00" in said
    assert "501" in said


def test_who_must_not_be_contacted_gets_no_text(named: House) -> None:
    named.run(BlockContact(named.people[0], "请勿联系"))
    with pytest.raises(RuleBroken, match="Lift the ban first"):
        text(named, TextKind.FIRST)


def test_what_is_lacking_is_named_and_somebody_without_a_post_is_written_to(house: House) -> None:
    house.run(ChangeOrganisation(name=""))
    with pytest.raises(RuleBroken) as refused:
        text(house, TextKind.UNREACHED)
    assert refused.value.field == "organisation"
    house.run(ChangeOrganisation(name="启程科技"))
    walk_in = house.run(AddCandidate("李娜"))
    said = house.desk.ask(short_text, TextKind.FIRST, walk_in, now=NOW)
    assert "应聘" not in said
    with pytest.raises(NotFound):
        house.desk.ask(short_text, TextKind.FIRST, "0" * 32, now=NOW)
