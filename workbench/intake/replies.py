"""What somebody's calendar program answered, as plain values; `replyfile` reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

ANSWERING = ("REPLY", "COUNTER")


@dataclass(frozen=True)
class Attendee:
    """Who answers, by e-mail in small letters, and the PARTSTAT in capitals."""

    email: str
    status: str


@dataclass(frozen=True)
class Reply:
    """What a calendar message says of one event.

    Attributes: `method` of RFC 5546 in capitals, '' for none; `is_event`, whether it is about an
    event and not about free and busy times; `uid` and `sequence` of the message that it answers;
    `stamp`, when it was made; `attendees`, who answer; `start` and `end` (UTC);
    `comment`, what was written with it.
    """

    method: str = ""
    is_event: bool = False
    uid: str = ""
    sequence: int = 0
    stamp: datetime | None = None
    attendees: tuple[Attendee, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    comment: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether somebody answers an invitation by it."""
        return self.is_event and self.method in ANSWERING
