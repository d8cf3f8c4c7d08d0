from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from tests.interviews.conftest import House
from workbench.interviews.commands import CancelInterview, MoveInterview
from workbench.interviews.documents import day_sheet
from workbench.interviews.ics import Guest, Invitation, to_ics
from workbench.interviews.invitations import PANEL, invitation
from workbench.interviews.queries import day
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import Translator
from workbench.organisation.commands import ChangeOrganisation
from workbench.paper import render

ENGLISH = Translator.english()


@pytest.fixture
def made(house: House) -> str:
    house.run(ChangeOrganisation(name="启程科技", email="hr@example.com", address="上海, 宜山路"))
    return house.schedule(0, 1, room="501", shadows=(house.staff[1],))


def message(house: House, made: str, audience: str = PANEL, words: Translator = ENGLISH) -> Any:
    data = to_ics(house.desk.ask(invitation, made, audience, words))
    assert b"\r\n" in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return Calendar.from_ical(data)


def test_the_panel_is_invited(house: House, made: str, chinese: Translator) -> None:
    calendar = message(house, made, words=chinese)
    event = calendar.events[0]
    assert calendar["METHOD"] == "REQUEST"
    assert event.decoded("dtstart") == datetime(2026, 3, 3, 2, tzinfo=UTC)
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert [str(each["TZID"]) for each in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert event["SEQUENCE"] == 0
    guests = {str(each): each.params["ROLE"] for each in event["ATTENDEE"]}
    assert guests == {
        "mailto:s0@example.com": "REQ-PARTICIPANT",
        "mailto:s1@example.com": "OPT-PARTICIPANT",
    }
    assert str(event["ORGANIZER"]) == "mailto:hr@example.com"
    assert str(event["LOCATION"]) == "501, 上海, 宜山路"
    assert str(event["SUMMARY"]).startswith("面试：")
    assert "王小明" in str(event["DESCRIPTION"])


def test_a_candidate_reads_of_nobody_else(house: House, made: str) -> None:
    calendar = message(house, made, house.people[0])
    text = calendar.to_ical().decode()
    assert "c0@example.com" in text
    for other in ("c1@example.com", "s0@example.com", "Elena", "李蕾"):
        assert other not in text
    panel = message(house, made).events[0]["UID"]
    uids = {str(message(house, made, who).events[0]["UID"]) for who in house.people[:2]}
    assert len(uids | {str(panel)}) == 3
    with pytest.raises(NotFound):
        message(house, made, house.people[2])


def test_the_name_stays_and_the_count_grows(house: House, made: str) -> None:
    first = message(house, made).events[0]
    house.run(MoveInterview(made, start=datetime(2026, 3, 3, 11)))
    second = message(house, made).events[0]
    house.desk.undo()
    third = message(house, made).events[0]
    house.run(CancelInterview(made, "ill"))
    calendar = message(house, made)
    last = calendar.events[0]
    assert (calendar["METHOD"], last["STATUS"]) == ("CANCEL", "CANCELLED")
    events = (first, second, third, last)
    assert [each["SEQUENCE"] for each in events] == [0, 1, 2, 3]
    assert len({str(each["UID"]) for each in events}) == 1
    assert first["DTSTART"].dt == third["DTSTART"].dt != second["DTSTART"].dt


def test_what_was_undone_is_called_off(house: House, made: str) -> None:
    house.desk.undo()
    calendar = message(house, made)
    assert calendar["METHOD"] == "CANCEL"
    assert calendar.events[0]["SEQUENCE"] == 1
    assert len(calendar.events[0]["ATTENDEE"]) == 2


def test_without_addresses_nobody_is_asked() -> None:
    start, end = datetime(2026, 7, 1, 7, tzinfo=UTC), datetime(2026, 7, 1, 8, tzinfo=UTC)
    plain = Invitation(
        "u", 0, start, start, end, "Europe/Berlin", "面试", "", "", "https://example.com/1",
        Guest("HR", ""), (Guest("王小明", "a@example.com"),),
    )  # fmt: skip
    calendar = Calendar.from_ical(to_ics(plain))
    event = calendar.events[0]
    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event
    assert event["DTSTART"].to_ical() == b"20260701T090000"
    assert str(event["URL"]) == "https://example.com/1"


def test_the_day_sheet(house: House, made: str, chinese: Translator) -> None:
    house.schedule(2, at="2026-03-03T14:00", panel=(house.staff[2],), call_link="https://x.example")
    rows = house.desk.ask(day, date(2026, 3, 3)).rows
    zone = ZoneInfo("Asia/Shanghai")
    for words, texts in (
        (chinese, ("2026年3月3日星期二", "视频或电话", "（旁听）", "面试官须知")),
        (ENGLISH, ("Tuesday", "Video or phone", "(listens)", "For the interviewer")),
    ):
        sheet = day_sheet(
            date(2026, 3, 3),
            rows,
            words,
            zone,
            organisation="启程科技",
            changed_at=rows[0].changed_at,
            per_interviewer=True,
        )
        printed = render(sheet)
        assert (printed.pages, printed.missing, printed.shortened) == (4, (), ())
        pages = [page.extract_text() for page in PdfReader(_file(printed.data)).pages]
        whole = "".join("".join(pages).split())
        for text in (*texts, "10:00–10:45", "Elena Sullivan", "QC-IV-01", "501"):
            assert "".join(text.split()) in whole
        assert "14:00" not in next(page for page in pages[1:] if "李蕾" in page)


def test_a_day_without_interviews_is_still_a_sheet() -> None:
    sheet = day_sheet(date(2026, 3, 3), (), ENGLISH, ZoneInfo("Asia/Shanghai"))
    assert render(sheet).pages == 1


def _file(data: bytes) -> Any:
    import io

    return io.BytesIO(data)
