from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.conftest import foreign as foreign
from tests.interviews.conftest import House
from workbench.apart.reader import Reader
from workbench.intake.busyspans import BusySpan, CalendarFile
from workbench.intake.calendarfile import LARGEST, read_calendar, tidy
from workbench.interviews.availability import busy_ahead
from workbench.interviews.busy import AddBusyTime, ImportBusyTimes, RemoveBusyTime
from workbench.interviews.calendarfile import window
from workbench.kernel.errors import BadInput, NotFound

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 3, 2)
_WINDOW = window(TODAY, ZONE)
WHOLE = BusySpan(_WINDOW.start, _WINDOW.end)


def calendar(*events: str, head: str = "", kind: str = "VEVENT") -> bytes:
    """A calendar file of events, each as its lines."""
    parts = [f"BEGIN:{kind}\nUID:{n}\n{each.strip()}\nEND:{kind}" for n, each in enumerate(events)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *([head] if head else []), *parts, "END:VCALENDAR"]
    return "\n".join(lines).replace("\n", "\r\n").encode()


def read(content: bytes, today: date = TODAY) -> CalendarFile:
    whole = window(today, ZONE)
    return read_calendar(content, "李蕾.ics", ZONE, whole.start, whole.end)


def times(content: bytes) -> list[tuple[str, str, str]]:
    """What a file says, in local time."""
    return [
        (
            f"{each.start.astimezone(ZONE):%m-%d %H:%M}",
            f"{each.end.astimezone(ZONE):%m-%d %H:%M}",
            each.label,
        )
        for each in read(content).busy
    ]


def test_events_in_any_zone_take_time() -> None:
    said = calendar(
        "DTSTART:20260303T020000Z\nDTEND:20260303T030000Z\nSUMMARY:例会",
        "DTSTART;TZID=China Standard Time:20260304T090000\nDURATION:PT45M\nSUMMARY:A",
        "DTSTART;TZID=Europe/Berlin:20260305T100000\nDTEND;TZID=Europe/Berlin:20260305T110000",
        "DTSTART:20260306T090000\nDTEND:20260306T100000\nSUMMARY:no zone",
        "DTSTART;TZID=Nowhere at all:20260307T090000\nDTEND:20260307T100000\nSUMMARY:odd zone",
    )
    assert times(said) == [
        ("03-03 10:00", "03-03 11:00", "例会"),
        ("03-04 09:00", "03-04 09:45", "A"),
        ("03-05 17:00", "03-05 18:00", ""),
        ("03-06 09:00", "03-06 10:00", "no zone"),
        ("03-07 09:00", "03-07 10:00", "odd zone"),
    ]


def test_a_day_is_the_whole_local_day() -> None:
    said = calendar("DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260312\nSUMMARY:外出")
    assert times(said) == [("03-10 00:00", "03-12 00:00", "外出")]


def test_what_repeats_is_told_one_by_one_with_its_exceptions() -> None:
    weekly = (
        "DTSTART;TZID=Asia/Shanghai:20250106T090000\nDTEND;TZID=Asia/Shanghai:20250106T100000\n"
        "RRULE:FREQ=WEEKLY;UNTIL=20260323T010000Z\nEXDATE;TZID=Asia/Shanghai:20260309T090000\n"
        "SUMMARY:周会"
    )
    moved = (
        "RECURRENCE-ID;TZID=Asia/Shanghai:20260316T090000\nSUMMARY:周会\n"
        "DTSTART;TZID=Asia/Shanghai:20260317T140000\nDTEND;TZID=Asia/Shanghai:20260317T150000"
    )
    dropped = (
        "RECURRENCE-ID;TZID=Asia/Shanghai:20260302T090000\nSUMMARY:周会\nSTATUS:CANCELLED\n"
        "DTSTART;TZID=Asia/Shanghai:20260302T090000\nDTEND;TZID=Asia/Shanghai:20260302T100000"
    )
    said = calendar(weekly, moved, dropped).replace(b"UID:1", b"UID:0").replace(b"UID:2", b"UID:0")
    assert times(said) == [
        ("02-02 09:00", "02-02 10:00", "周会"),
        ("02-09 09:00", "02-09 10:00", "周会"),
        ("02-16 09:00", "02-16 10:00", "周会"),
        ("02-23 09:00", "02-23 10:00", "周会"),
        ("03-17 14:00", "03-17 15:00", "周会"),
        ("03-23 09:00", "03-23 10:00", "周会"),
    ]


@pytest.mark.parametrize(
    "line", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_what_takes_no_time_is_left_out(line: str) -> None:
    said = calendar(f"DTSTART:20260303T020000Z\nDTEND:20260303T030000Z\n{line}")
    assert not read(said).busy


@pytest.mark.parametrize(
    ("kind", "label"), [("PUBLIC", "年度考核"), ("PRIVATE", ""), ("CONFIDENTIAL", "")]
)
def test_titles_of_private_events_are_not_kept(kind: str, label: str) -> None:
    said = calendar(
        f"DTSTART:20260303T020000Z\nDTEND:20260303T030000Z\nSUMMARY:年度考核\nCLASS:{kind}"
    )
    assert [each.label for each in read(said).busy] == [label]


def test_a_free_busy_answer() -> None:
    said = calendar(
        "ATTENDEE:MAILTO:Li.Lei@example.com\n"
        "FREEBUSY;FBTYPE=BUSY:20260303T010000Z/20260303T020000Z,20260303T060000Z/PT30M\n"
        "FREEBUSY;FBTYPE=FREE:20260303T020000Z/20260303T060000Z\n"
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260304T010000Z/20260304T020000Z\n"
        "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260305T010000Z/20260305T020000Z",
        kind="VFREEBUSY",
    )
    assert times(said) == [
        ("03-03 09:00", "03-03 10:00", ""),
        ("03-03 14:00", "03-03 14:30", ""),
        ("03-04 09:00", "03-04 10:00", ""),
        ("03-05 09:00", "03-05 10:00", ""),
    ]
    assert read(said).name == "li.lei@example.com"


@pytest.mark.parametrize(
    "content",
    [
        b"dear all, I am busy on Tuesday",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260303T020000Z",
        b"BEGIN:VEVENT\r\nEND:VEVENT",
        calendar("DTSTART:tomorrow"),
        calendar("SUMMARY:never"),
        calendar("DTSTART:20260303T020000Z\nRRULE:FREQ=SECONDLY"),
        calendar(
            "DTSTART:19000303T020000Z\nRRULE:FREQ=DAILY;BYHOUR=8,9,10;BYMINUTE=1,2,3,4,5,6,7,8"
        ),
        b"BEGIN:VCALENDAR\r\n" + b"X" * LARGEST,
    ],
)
def test_what_is_no_calendar_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(BadInput, match=r"李蕾\.ics"):
        read(content)


def test_one_event_that_cannot_be_read_does_not_spoil_the_rest() -> None:
    said = read(calendar("DTSTART:x", "DTSTART:20260303T020000Z\nDTEND:20260303T030000Z"))
    assert (len(said.busy), said.unread) == (1, 1)


def test_a_zone_of_one_file_does_not_hold_for_the_next() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "TZOFFSETFROM:{0}\nTZOFFSETTO:{0}\nEND:STANDARD\nEND:VTIMEZONE"
    )
    event = "DTSTART;TZID=Customized Time Zone:20260303T100000\nDURATION:PT1H"
    starts = [times(calendar(event, head=zone.format(each)))[0][0] for each in ("+0100", "+0900")]
    assert starts == ["03-03 17:00", "03-03 09:00"]


def test_files_of_other_programs(foreign: Path) -> None:
    answer = foreign / "ics_busy_reply_davmail.ics"
    event = foreign / "ics_non_ascii_tzid_outlook.ics"
    assert len(read(answer.read_bytes(), date(2012, 1, 10)).busy) == 8
    [one] = read(event.read_bytes(), date(2017, 5, 1)).busy
    assert one.start == datetime(2017, 5, 11, 16, 30, tzinfo=UTC)


moments = st.integers(-60 * 24 * 60, 240 * 24 * 60).map(
    lambda minutes: datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=minutes)
)
spans = st.builds(
    lambda start, minutes, label: BusySpan(start, start + timedelta(minutes=minutes), label),
    moments,
    st.integers(1, 5000),
    st.sampled_from(["", "a"]),
)


@given(st.lists(spans, max_size=12), st.lists(moments, max_size=12))
def test_tidied_spans_cover_the_same_moments_once(
    found: list[BusySpan], asked: list[datetime]
) -> None:
    made = tidy(found, WHOLE)
    for each in made:
        assert WHOLE.start <= each.start < each.end <= WHOLE.end
    for label in ("", "a"):
        own = [each for each in made if each.label == label]
        assert own == sorted(own, key=lambda each: each.start)
        assert all(a.end <= b.start for a, b in pairwise(own))
        for moment in asked:
            was = any(e.start <= moment < e.end for e in found if e.label == label)
            inside = WHOLE.start <= moment < WHOLE.end
            assert any(e.start <= moment < e.end for e in own) == (was and inside)


def labels(house: House) -> list[str]:
    return [row.label for row in house.desk.ask(busy_ahead, house.staff[0], TODAY)]


def test_a_newer_file_replaces_what_the_older_one_brought(house: House, tmp_path: Path) -> None:
    who = house.staff[0]
    typed = house.run(AddBusyTime(who, datetime(2026, 3, 3, 8), datetime(2026, 3, 3, 9), "typed"))
    file = tmp_path / "li.ics"

    def bring(*events: str, head: str = "X-WR-CALNAME:李蕾") -> int:
        file.write_bytes(calendar(*events, head=head))
        return int(house.run(ImportBusyTimes(who, str(file))))

    one = "DTSTART:20260303T020000Z\nDTEND:20260303T030000Z\nSUMMARY:one"
    two = "DTSTART:20260304T020000Z\nDTEND:20260304T030000Z\nSUMMARY:two"
    three = "DTSTART:20260305T020000Z\nDTEND:20260305T030000Z\nSUMMARY:three"
    assert bring(one, two) == 2
    assert labels(house) == ["typed", "one", "two"]
    assert bring(two, three) == 2
    assert labels(house) == ["typed", "two", "three"]
    assert bring(one, head="X-WR-CALNAME:another") == 1
    assert labels(house) == ["typed", "one", "two", "three"]
    house.desk.undo()
    house.desk.undo()
    assert labels(house) == ["typed", "one", "two"]
    house.run(RemoveBusyTime(typed))
    assert labels(house) == ["one", "two"]


def test_files_that_cannot_be_taken_in(house: House, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        house.run(ImportBusyTimes(house.staff[0], str(tmp_path / "nowhere.ics")))
    (tmp_path / "a.ics").write_bytes(calendar("DTSTART:20260303T020000Z\nDURATION:PT1H"))
    with pytest.raises(NotFound):
        house.run(ImportBusyTimes("0" * 32, str(tmp_path / "a.ics")))
    assert labels(house) == []


def test_a_calendar_that_never_ends_is_refused_by_name() -> None:
    never = "DTSTART:20160306T090000Z\nDURATION:PT10M\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    with Reader(patience=0.02) as reader, pytest.raises(BadInput, match=r"li\.ics .*too many"):
        reader.calendar(calendar(*[never] * 20), "li.ics", ZONE, WHOLE.start, WHOLE.end)
