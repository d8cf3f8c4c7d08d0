"""Invitations as iCalendar files (RFC 5545, RFC 5546): REQUEST and CANCEL.

Both need an organizer and somebody to ask. Where an e-mail is missing, the file is PUBLISHed: a
calendar takes it in and asks nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

from workbench.interviews.zones import described

PRODUCT = "-//Qicheng//Interviews//ZH"
UNANSWERED = "NEEDS-ACTION"


@dataclass(frozen=True)
class Guest:
    """Somebody by name and e-mail; who has no e-mail, cannot be asked.

    Attributes: `status`, what they answered, as a PARTSTAT of RFC 5545.
    """

    name: str
    email: str
    optional: bool = False
    status: str = UNANSWERED


@dataclass(frozen=True)
class Invitation:
    """What one calendar message says.

    Attributes: `uid` and `sequence`, which tie it to the messages before it; `stamp`, when it was
    made; `starts_at` and `ends_at`, aware; `timezone`, an IANA name; `link`, of the call, or '';
    `cancelled`, whether it takes the meeting back; `goes_on`, whether it does so for its guests
    alone, and the others still meet.
    """

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    timezone: str
    summary: str
    description: str
    location: str
    link: str
    organizer: Guest
    guests: tuple[Guest, ...]
    cancelled: bool = False
    goes_on: bool = False

    @property
    def method(self) -> str:
        """Return what the message does (RFC 5546)."""
        if not self.organizer.email or not any(guest.email for guest in self.guests):
            return "PUBLISH"
        return "CANCEL" if self.cancelled else "REQUEST"


def to_ics(invitation: Invitation) -> bytes:
    """Return the message as an .ics file with its time zone inside."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", invitation.method)
    year = invitation.starts_at.year
    calendar.add_component(described(ZoneInfo(invitation.timezone), year - 1, year + 1))
    calendar.add_component(_event(invitation))
    return bytes(calendar.to_ical())


def _event(invitation: Invitation) -> Event:
    zone = ZoneInfo(invitation.timezone)
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", invitation.stamp)
    event.add("dtstart", _local(invitation.starts_at, zone))
    event.add("dtend", _local(invitation.ends_at, zone))
    event.add("summary", invitation.summary)
    if not invitation.goes_on:  # RFC 5546, 3.2.5: else it would be off for everybody
        event.add("status", "CANCELLED" if invitation.cancelled else "CONFIRMED")
    for name, value in (
        ("description", invitation.description),
        ("location", invitation.location),
        ("url", invitation.link),
    ):
        if value:
            event.add(name, value)
    if invitation.method != "PUBLISH":
        event["organizer"] = _address(invitation.organizer)
        for guest in invitation.guests:
            if guest.email:
                event.add("attendee", _attendee(guest), encode=False)
    return event


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment in a zone, or in UTC where that local time is there for the second time."""
    there = at.astimezone(zone)
    return at.astimezone(UTC) if there.fold else there


def _address(guest: Guest) -> vCalAddress:
    address = vCalAddress(f"mailto:{guest.email}")
    if guest.name:
        address.params["CN"] = guest.name
    return address


def _attendee(guest: Guest) -> vCalAddress:
    address = _address(guest)
    address.params["ROLE"] = "OPT-PARTICIPANT" if guest.optional else "REQ-PARTICIPANT"
    address.params["PARTSTAT"] = guest.status
    address.params["RSVP"] = "TRUE"
    return address
