from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.interviewday.conftest import DAY, House
from workbench.apart.reader import Reader
from workbench.intake.replies import Attendee
from workbench.intake.replyfile import read_reply
from workbench.interviewday.answers import KeepTime, TakeReply
from workbench.interviewday.notices import AnswerRow, TellGuests, answers
from workbench.interviews.commands import CancelInterview, MoveInterview
from workbench.interviews.invitations import PANEL, invitation_text
from workbench.kernel.errors import BadInput, NotFound, RuleBroken
from workbench.organisation.commands import ChangeOrganisation

FREE_BUSY = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nBEGIN:VFREEBUSY\r\nUID:1\r\n"
    "END:VFREEBUSY\r\nEND:VCALENDAR\r\n"
)
ZONE = ZoneInfo("Asia/Shanghai")


def reply(
    uid: str,
    email: str,
    status: str = "ACCEPTED",
    *,
    method: str = "REPLY",
    sequence: int = 0,
    stamp: str = "20260302T020000Z",
    start: str = "DTSTART:20260303T020000Z",
    more: str = "",
) -> str:
    """What the calendar of a guest sends back."""
    lines = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//somebody//else//EN
METHOD:{method}
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:{stamp}
{start}
ATTENDEE;CN="A, B";PARTSTAT={status}:MAILTO:{email}
{more}
END:VEVENT
END:VCALENDAR
"""
    return "\r\n".join(line for line in lines.splitlines() if line) + "\r\n"


def mail(calendar: str, *, method: str = "REPLY") -> str:
    """A mail with the answer inside, as mail programs send it."""
    body = base64.encodebytes(calendar.encode()).decode().replace("\n", "\r\n")
    return (
        "From: A <c0@example.com>\r\nTo: hr@example.com\r\nSubject: Accepted\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b1\r\n\r\n"
        "--b1\r\nContent-Type: text/plain\r\n\r\nYes.\r\n"
        f"--b1\r\nContent-Type: text/calendar; method={method}; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{body}\r\n--b1--\r\n"
    )


@pytest.fixture
def made(house: House) -> str:
    """An interview of the first candidate with two colleagues at ten, told to everybody."""
    house.run(ChangeOrganisation(recruiter="陈晨", email="hr@example.com"))
    found = house.schedule(0, at="10:00", panel=(house.staff[0], house.staff[1]))
    house.run(TellGuests((found,)))
    return found


@pytest.fixture
def take(house: House, tmp_path: Path) -> Any:
    def taken(text: str | bytes, name: str = "answer.ics") -> Any:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return house.run(TakeReply(str(path)))

    return taken


def uid(house: House, interview: str, audience: str = PANEL) -> str:
    text = house.desk.ask(invitation_text, interview, audience=audience)
    return str(Calendar.from_ical(text).events[0]["UID"])


def stands(house: House, interview: str) -> dict[str, AnswerRow]:
    return {row.name: row for row in house.desk.ask(answers, interview).rows}


def partstats(house: House, interview: str, audience: str = PANEL) -> list[str]:
    text = house.desk.ask(invitation_text, interview, audience=audience)
    said = Calendar.from_ical(text).events[0]["ATTENDEE"]
    return [each.params["PARTSTAT"] for each in (said if isinstance(said, list) else [said])]


def test_yes_no_and_perhaps_are_noted_and_undone(house: House, made: str, take: Any) -> None:
    panel, hers = uid(house, made), uid(house, made, house.people[0])
    assert take(reply(hers, "somebody.else@example.com")) == made
    take(reply(panel, "S0@Example.com", "DECLINED", more="COMMENT:出差"))
    take(mail(reply(panel, "s1@example.com", "TENTATIVE")), "answer.eml")
    found = stands(house, made)
    assert {name: row.answer for name, row in found.items()} == {
        "王小明": "accepted",
        "李蕾": "declined",
        "周航": "tentative",
    }
    assert found["李蕾"].comment == "出差"
    assert partstats(house, made) == ["DECLINED", "TENTATIVE"]
    assert partstats(house, made, house.people[0]) == ["ACCEPTED"]
    for _ in range(3):
        house.desk.undo()
    assert {row.answer for row in stands(house, made).values()} == {""}


def test_another_time_can_be_proposed_and_put_aside(house: House, made: str, take: Any) -> None:
    counter = reply(
        uid(house, made),
        "s0@example.com",
        "TENTATIVE",
        method="COUNTER",
        start="DTSTART;TZID=Asia/Shanghai:20260303T143000",
        more="DTEND;TZID=Asia/Shanghai:20260303T151500",
    )
    take(counter)
    row = stands(house, made)["李蕾"]
    assert row.answer == "proposed"
    assert row.proposed_start == datetime(2026, 3, 3, 6, 30, tzinfo=UTC)
    assert row.proposed_end == datetime(2026, 3, 3, 7, 15, tzinfo=UTC)
    assert partstats(house, made) == ["TENTATIVE", "NEEDS-ACTION"]
    house.run(KeepTime(made, house.staff[0]))
    assert stands(house, made)["李蕾"].answer == ""
    house.desk.undo()
    assert stands(house, made)["李蕾"].proposed_start is not None
    with pytest.raises(RuleBroken, match="no other time"):
        house.run(KeepTime(made, house.staff[1]))
    with pytest.raises(BadInput, match="says none"):
        take(reply(uid(house, made), "s0@example.com", method="COUNTER", start=""))


def test_older_answers_do_not_count(house: House, made: str, take: Any) -> None:
    panel = uid(house, made)
    take(reply(panel, "s0@example.com", stamp="20260302T010000Z"))
    with pytest.raises(RuleBroken, match="later answer"):
        take(reply(panel, "s0@example.com", "DECLINED", stamp="20260302T005900Z"))
    assert stands(house, made)["李蕾"].answer == "accepted"
    house.run(MoveInterview(made, start=datetime.fromisoformat(f"{DAY}T15:00")))
    assert not stands(house, made)["李蕾"].stands
    house.run(TellGuests((made,)))
    assert stands(house, made)["李蕾"].answer == ""
    with pytest.raises(RuleBroken, match="older invitation"):
        take(reply(panel, "s0@example.com", "DECLINED", stamp="20260302T020000Z"))
    take(reply(panel, "s0@example.com", sequence=1))
    assert stands(house, made)["李蕾"].answer == "accepted"


def test_who_answers_without_a_notice_was_told(house: House, take: Any) -> None:
    made = house.schedule(0, at="10:00")
    take(reply(uid(house, made), "s0@example.com"))
    assert stands(house, made)["李蕾"].told_at is not None
    assert stands(house, made)["王小明"].told_at is None
    house.desk.undo()
    house.run(MoveInterview(made, start=datetime.fromisoformat(f"{DAY}T15:00")))
    with pytest.raises(RuleBroken, match="older invitation"):
        take(reply(uid(house, made), "s0@example.com"))


@pytest.mark.parametrize(
    ("text", "name", "error", "said"),
    [
        (reply("unknown", "s0@example.com"), "a.ics", NotFound, "not from here"),
        (reply("unknown-thing", "s0@example.com"), "a.ics", NotFound, "not from here"),
        (reply("x", "a@example.com", method="REFRESH"), "a.ics", BadInput, "REFRESH"),
        (reply("x", "a@example.com", method="DECLINECOUNTER"), "a.ics", BadInput, "DECLINECOUNTER"),
        ("Hello,\r\nyes please.\r\n", "a.ics", BadInput, "no calendar message"),
        ("From: a@b\r\nTo: c@d\r\nSubject: x\r\n\r\nyes\r\n", "a.eml", BadInput, "no calendar"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", "a.ics", BadInput, "damaged"),
        (b"\x00\x01\x02" * 50, "a.ics", BadInput, "a"),
        (
            FREE_BUSY,
            "a.ics",
            BadInput,
            "busy",
        ),
    ],
)
def test_what_is_no_answer_is_refused_in_words(
    house: House, take: Any, text: str | bytes, name: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        take(text, name)


def test_answers_of_others_and_to_what_is_off_change_nothing(
    house: House, made: str, take: Any
) -> None:
    panel, hers = uid(house, made), uid(house, made, house.people[0])
    with pytest.raises(NotFound, match="stranger@"):
        take(reply(panel, "stranger@example.com"))
    with pytest.raises(BadInput, match="neither"):
        take(reply(hers, "c0@example.com", "DELEGATED"))
    house.run(MoveInterview(made, panel=(house.staff[1],)))
    with pytest.raises(NotFound, match="s0@"):
        take(reply(panel, "s0@example.com"))
    house.run(CancelInterview(made, "ill"))
    with pytest.raises(RuleBroken, match="called off"):
        take(reply(hers, "c0@example.com"))


def test_a_message_is_read_apart_as_it_is_read_here() -> None:
    text = reply("u-1", "A@example.com", start="DTSTART:20260303T100000", more="DURATION:PT45M")
    here = read_reply(text.encode(), "a.ics", ZONE)
    with Reader() as apart:
        assert apart.reply(text.encode(), "a.ics", ZONE) == here
    assert (here.method, here.uid, here.attendees) == (
        "REPLY",
        "u-1",
        (Attendee("a@example.com", "ACCEPTED"),),
    )
    assert here.start == datetime(2026, 3, 3, 2, tzinfo=UTC)
    assert here.end == datetime(2026, 3, 3, 2, 45, tzinfo=UTC)


def test_comments_of_hidden_candidates_are_masked(house: House, made: str, take: Any) -> None:
    from workbench.pipeline.anonymity import ScreenAnonymously

    hers = uid(house, made, house.people[0])
    take(reply(hers, "c0@example.com", more="COMMENT:谢谢，王小明 c0@example.com"))
    house.run(ScreenAnonymously(house.post, "一面"))
    row = next(row for row in house.desk.ask(answers, made).rows if row.is_candidate)
    assert row.name != "王小明"
    assert row.comment
    assert "王小明" not in row.comment
    assert "c0@" not in row.comment
