"""Answers to invitations (RFC 5546), from calendar files and from mails that hold one."""

from __future__ import annotations

import email.policy
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.timezone import tzp

from workbench.intake.decoding import decode
from workbench.intake.limits import MAX_MAIL_PARTS
from workbench.intake.mail import is_mime
from workbench.intake.replies import Attendee, Reply
from workbench.kernel.clock import in_utc
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

LARGEST = 25 * 1024 * 1024  # bytes; a mail brings its attachments
LONGEST_COMMENT = 2000  # characters
MOST_ATTENDEES = 200
_START = "BEGIN:VCALENDAR"
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)
_NOTHING = N_("{name} holds no calendar message; save the mail itself (.eml) or its .ics.")
_DAMAGED = N_("{name} is a damaged calendar message; save it once more.")


def read_reply(content: bytes, name: str, zone: ZoneInfo) -> Reply:
    """Return what the calendar message in a file says; times without a zone are of `zone`.

    Raises BadInput where there is none in it, or it cannot be read.
    """
    if len(content) > LARGEST:
        raise BadInput(N_("{name} is larger than {limit} MB; split it"), name=name, limit=25)
    text = decode(content, name) if not is_mime(content, name) else _in_mail(content, name)
    if not text.lstrip("\ufeff \r\n\t")[: len(_START)].upper() == _START:
        raise BadInput(_NOTHING, name=name)
    tzp.use_default()  # zones that another file described must not hold for this one
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        calendar = next(each for each in calendars if each.name == "VCALENDAR")
        return _reply(calendar, zone)
    except (*_BROKEN, StopIteration) as error:
        raise BadInput(_DAMAGED, name=name) from error


def _in_mail(content: bytes, name: str) -> str:
    """Return the calendar part of a mail, '' where there is none. Raises BadInput."""
    try:
        mail = BytesParser(policy=email.policy.default).parsebytes(content)
        parts = list(mail.walk())
        if len(parts) > MAX_MAIL_PARTS:
            raise BadInput(N_("{name} has too many parts to be read"), name=name)
        for part in parts:
            if isinstance(part, EmailMessage) and _is_calendar(part):
                data = part.get_payload(decode=True)
                return decode(data, name) if isinstance(data, bytes) else ""
    except (BadInput, MemoryError):
        raise
    except Exception:  # the standard parser raises many kinds for malformed headers
        raise BadInput(N_("{name} is a damaged mail; save it again"), name=name) from None
    return ""


def _is_calendar(part: EmailMessage) -> bool:
    named = (part.get_filename() or "").lower().endswith(".ics")
    return part.get_content_type() in ("text/calendar", "application/ics") or named


def _reply(calendar: Any, zone: ZoneInfo) -> Reply:
    method = str(calendar.get("METHOD", "")).strip().upper()
    events = calendar.walk("VEVENT")
    if not events:
        return Reply(method)
    event = events[0]
    return Reply(
        method,
        True,
        str(event.get("UID", "")).strip(),
        max(int(event.get("SEQUENCE", 0)), 0),
        _moment(event, "DTSTAMP", zone),
        tuple(map(_attendee, _several(event.get("ATTENDEE"))[:MOST_ATTENDEES])),
        _moment(event, "DTSTART", zone),
        _end(event, zone),
        "\n".join(str(each).strip() for each in _several(event.get("COMMENT")))[:LONGEST_COMMENT],
    )


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _attendee(said: Any) -> Attendee:
    address = str(said).strip().lower().removeprefix("mailto:")
    params = getattr(said, "params", {})
    return Attendee(address, str(params.get("PARTSTAT", "")).strip().upper())


def _moment(event: Any, name: str, zone: ZoneInfo) -> datetime | None:
    """Return a moment in UTC, None for none and for a whole day."""
    said = getattr(event.get(name), "dt", None)
    if not isinstance(said, datetime):
        return None
    return in_utc(said, zone)


def _end(event: Any, zone: ZoneInfo) -> datetime | None:
    start = _moment(event, "DTSTART", zone)
    length = getattr(event.get("DURATION"), "dt", None)
    if "DTEND" not in event and start is not None and length is not None:
        return start + length  # type: ignore[no-any-return]
    return _moment(event, "DTEND", zone)
