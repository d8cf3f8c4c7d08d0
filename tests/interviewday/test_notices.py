from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.interviewday.conftest import DAY, House
from workbench.interviewday.notices import TellGuests, answers
from workbench.interviewday.telling import due
from workbench.interviews.commands import CancelInterview, HoldInterview, MoveInterview, NoteNoShow
from workbench.interviews.queries import interview
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import BadInput, Conflict, NotFound, RuleBroken
from workbench.letters.commands import ReadyLetters, SendLetters, WriteLetter
from workbench.letters.models import LetterKind

CALL = "https://call.example/1"


def waiting(house: House, **asked: Any) -> list[tuple[str, str]]:
    """Who must be told, with why."""
    rows = house.desk.ask(due, now=house.desk.vault.clock.now(), **asked).rows
    return [(row.name, str(row.why)) for row in rows]


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"{DAY}T{clock}")


@pytest.fixture
def made(house: House) -> str:
    """An interview of the first candidate with the first colleague, whom nobody told of it."""
    return house.schedule(0, at="10:00", room=house.rooms[0])


@pytest.fixture
def told(house: House, made: str) -> str:
    assert house.run(TellGuests((made,))) == 2
    return made


def test_everybody_is_told_of_what_is_new_and_only_once(house: House, made: str) -> None:
    assert waiting(house) == [("王小明", "new"), ("李蕾", "new")]
    row = house.desk.ask(due, now=house.desk.vault.clock.now()).rows[0]
    assert (row.email, row.place, row.was_start) == ("c0@example.com", "501", None)
    house.run(TellGuests((f"{made}/{house.people[0]}",)))
    assert waiting(house) == [("李蕾", "new")]
    house.run(TellGuests((made,)))
    assert waiting(house) == []
    with pytest.raises(RuleBroken, match="already"):
        house.run(TellGuests((made,)))
    house.desk.undo()
    house.desk.undo()
    assert waiting(house) == [("王小明", "new"), ("李蕾", "new")]


def test_another_time_place_or_link_has_to_be_told(house: House, told: str) -> None:
    house.run(MoveInterview(told, start=at("11:00")))
    assert waiting(house) == [("王小明", "changed"), ("李蕾", "changed")]
    row = house.desk.ask(due, now=house.desk.vault.clock.now()).rows[0]
    assert row.was_start is not None
    assert row.starts_at - row.was_start == timedelta(hours=1)
    house.desk.undo()
    assert waiting(house) == []
    house.run(MoveInterview(told, room=house.rooms[1]))
    house.run(TellGuests((told,)))
    house.run(MoveInterview(told, call_link=CALL))
    assert waiting(house) == [("王小明", "changed"), ("李蕾", "changed")]
    house.run(MoveInterview(told, call_link="", panel=(house.staff[1],)))
    assert waiting(house) == [("周航", "new"), ("李蕾", "off")]


def test_what_is_called_off_is_told_to_whoever_expects_it(house: House, told: str) -> None:
    house.run(MoveInterview(told, panel=(house.staff[0], house.staff[1])))
    house.run(CancelInterview(told, "ill"))
    assert waiting(house) == [("王小明", "off"), ("李蕾", "off")]
    house.run(TellGuests((told,)))
    assert waiting(house) == []


def test_undone_scheduling_is_called_off_too(house: House, made: str) -> None:
    key = house.desk.ask(due, now=house.desk.vault.clock.now()).rows[0].key
    house.run(TellGuests((key,)))
    entry = house.desk.undo
    entry()
    entry()
    assert waiting(house) == []
    house.desk.redo()
    house.desk.redo()
    assert waiting(house) == [("李蕾", "new")]


def test_only_interviews_that_still_come_have_to_be_told(
    house: House, told: str, clock: SetClock
) -> None:
    later = house.schedule(1, at="15:00")
    assert waiting(house, day=DAY, interview=later) == [("Elena Sullivan", "new"), ("李蕾", "new")]
    assert waiting(house, day=date(2026, 3, 4)) == []
    house.run(MoveInterview(told, start=datetime(2026, 3, 4, 10)))
    assert len(waiting(house, day=DAY)) == 4
    assert len(waiting(house, day=date(2026, 3, 4))) == 2
    clock.moment = datetime(2026, 3, 3, 8, tzinfo=UTC)  # four in the afternoon
    assert len(waiting(house, day=DAY)) == 2
    house.run(HoldInterview(later))
    assert len(waiting(house)) == 2


def test_an_absent_candidate_needs_no_word(house: House, clock: SetClock) -> None:
    made = house.schedule(0, 1, at="10:00")
    house.run(TellGuests((f"{made}/{house.people[0]}",)))
    clock.moment = datetime(2026, 3, 3, 2, 5, tzinfo=UTC)
    house.run(NoteNoShow(made, (house.people[0],)))
    assert waiting(house) == [("Elena Sullivan", "new"), ("李蕾", "new")]


def test_notices_do_not_count_in_the_calendar_but_changes_do(house: House, made: str) -> None:
    def count() -> int:
        return int(house.desk.ask(interview, made).sequence)

    assert count() == 0
    house.run(TellGuests((made,)))
    house.desk.undo()
    assert count() == 0
    house.run(MoveInterview(made, start=at("11:00")))
    house.desk.undo()
    assert count() == 2


def test_what_was_read_must_still_stand(house: House, made: str) -> None:
    key = house.desk.ask(due, now=house.desk.vault.clock.now()).rows[0].key
    house.run(MoveInterview(made, start=at("11:00")))
    with pytest.raises(Conflict, match="changed since"):
        house.run(TellGuests((key,)))
    with pytest.raises(BadInput, match="write INTERVIEW"):
        house.run(TellGuests((f"{made}/x/now",)))
    with pytest.raises(NotFound):
        house.run(TellGuests(("nothing",)))


def test_a_letter_that_went_has_told_the_candidate(house: House, made: str) -> None:
    letter = house.run(
        WriteLetter(application=house.applications[0], kind=LetterKind.INVITATION, interview=made)
    )
    house.run(ReadyLetters((letter,)))
    house.run(SendLetters((letter,), now=True))
    assert waiting(house) == [("李蕾", "new")]


def test_answers_of_nobody_are_empty(house: House, told: str) -> None:
    rows = house.desk.ask(answers, told).rows
    assert [(row.name, row.answer, row.stands) for row in rows] == [
        ("王小明", "", True),
        ("李蕾", "", True),
    ]
    house.run(MoveInterview(told, start=at("11:00")))
    assert not any(row.stands for row in house.desk.ask(answers, told).rows)
