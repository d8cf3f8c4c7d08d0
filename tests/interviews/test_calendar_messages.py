"""Calendar messages, read back by a reader of the tests' own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.interviews import strict_ics
from tests.interviews.conftest import House
from workbench.interviewday.notices import TellGuests
from workbench.interviews.commands import CancelInterview, MoveInterview
from workbench.interviews.ics import Guest, Invitation, to_ics
from workbench.interviews.invitations import PANEL, invitation_text
from workbench.kernel.errors import NotFound
from workbench.organisation.commands import ChangeOrganisation

LONG = "面试安排，请准时；" * 40


def made(start: datetime, zone: str, **other: object) -> strict_ics.Part:
    options = {"minutes": 60, **other}
    end = start + timedelta(minutes=int(str(options["minutes"])))
    whole = Invitation(
        "0190-x", 3, datetime(2026, 3, 1, tzinfo=UTC), start, end, zone, LONG, "a\nb; c, d\\",
        "501, “Kubus”; 上海", "https://call.example/1?a=1,2;3",
        Guest('HR "Team", Köln', "hr@example.com"), (Guest("王小明", "c@example.com"),),
    )  # fmt: skip
    return strict_ics.read(to_ics(whole))


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Shanghai", "America/New_York", "UTC"])
@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC),  # clocks in Berlin go forward at one
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 45, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # and back at one
        datetime(2026, 3, 8, 7, 15, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
        datetime(2026, 7, 1, 8, 0, tzinfo=UTC),
    ],
)
def test_times_survive_by_the_zone_in_the_file_alone(zone: str, start: datetime) -> None:
    calendar = made(start, zone)
    assert strict_ics.moment(calendar, "DTSTART") == start
    assert strict_ics.moment(calendar, "DTEND") == start + timedelta(hours=1)


def test_texts_survive_folding_and_escaping() -> None:
    event = strict_ics.event(made(datetime(2026, 7, 1, 8, tzinfo=UTC), "Asia/Shanghai"))
    assert event.one("SUMMARY").text == LONG
    assert event.one("DESCRIPTION").text == "a\nb; c, d\\"
    assert event.one("LOCATION").text == "501, “Kubus”; 上海"
    assert event.one("URL").value == "https://call.example/1?a=1,2;3"
    assert event.one("ORGANIZER").value == "mailto:hr@example.com"
    assert "Köln" in event.one("ORGANIZER").params["CN"]


def message(house: House, interview: str, audience: str = PANEL) -> strict_ics.Part:
    text = house.desk.ask(invitation_text, interview, audience=audience, language="zh")
    return strict_ics.read(text.encode())


def guests(calendar: strict_ics.Part) -> list[str]:
    return [each.value for each in strict_ics.event(calendar).all("ATTENDEE")]


@pytest.fixture
def meeting(house: House) -> str:
    house.run(ChangeOrganisation(recruiter="陈晨", email="hr@example.com"))
    return house.schedule(0, 1, panel=(house.staff[0], house.staff[1]))


def test_request_update_and_cancel_are_one_event(house: House, meeting: str) -> None:
    said = [message(house, meeting)]
    house.run(TellGuests((meeting,)))
    house.run(MoveInterview(meeting, start=datetime(2026, 3, 3, 15)))
    said.append(message(house, meeting))
    house.run(CancelInterview(meeting, "ill"))
    said.append(message(house, meeting))
    events = [strict_ics.event(each) for each in said]
    assert [each.one("METHOD").value for each in said] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [each.one("SEQUENCE").value for each in events] == ["0", "1", "2"]
    assert len({each.one("UID").value for each in events}) == 1
    assert events[2].one("STATUS").value == "CANCELLED"
    assert strict_ics.moment(said[1], "DTSTART") == datetime(2026, 3, 3, 7, tzinfo=UTC)


def test_who_is_taken_off_gets_a_cancel_of_their_own(house: House, meeting: str) -> None:
    house.run(MoveInterview(meeting, panel=(house.staff[0],), shadows=(house.staff[2],)))
    off = message(house, meeting, house.staff[1])
    assert off.one("METHOD").value == "CANCEL"
    assert guests(off) == ["mailto:s1@example.com"]
    assert not strict_ics.event(off).all("STATUS")  # it takes place without them
    still = message(house, meeting, house.staff[0])
    assert still.one("METHOD").value == "REQUEST"
    assert guests(still) == ["mailto:s0@example.com", "mailto:s2@example.com"]
    uids = {strict_ics.event(each).one("UID").value for each in (off, still)}
    assert len(uids) == 1
    house.run(CancelInterview(meeting, "ill"))
    late = strict_ics.event(message(house, meeting, house.staff[1]))
    assert late.one("STATUS").value == "CANCELLED"
    with pytest.raises(NotFound):
        message(house, meeting, house.people[2])
