"""Time: the wall clock behind a protocol, and the hybrid stamp of the journal.

A stamp is an int64: milliseconds since 1970 shifted left by 16, plus a counter. It grows with
every change this device makes, whatever the wall clock does (Kulkarni et al., "Logical Physical
Clocks", 2014).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple, Protocol


class Clock(Protocol):
    """Something that knows the present moment."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


@dataclass
class SetClock:
    """A clock that stands at `moment` until it is moved; for demo data, tours and tests."""

    moment: datetime

    def now(self) -> datetime:
        """Return `moment`."""
        return self.moment


class Stamp(NamedTuple):
    """When and where a change was made; greater stamps win."""

    hlc: int
    device: str


class HybridClock:
    """Hands out stamps for one device. Not thread-safe: the write lane owns it."""

    def __init__(self, clock: Clock, last: int = 0) -> None:
        self._clock = clock
        self.last = last

    def tick(self) -> int:
        """Return the next stamp, greater than all before it."""
        self.last = max(self.last + 1, milliseconds(self._clock.now()) << 16)
        return self.last

    def receive(self, hlc: int) -> None:
        """Take note of a stamp from another device."""
        self.last = max(self.last, hlc)


def in_utc(moment: datetime, zone: tzinfo) -> datetime:
    """Return `moment` in UTC; a naive one is local time in `zone`."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def milliseconds(moment: datetime) -> int:
    """Return `moment` as whole milliseconds since 1970 (UTC)."""
    return round(moment.timestamp() * 1000)


def moment(milliseconds_since_1970: int) -> datetime:
    """Return the aware UTC datetime of `milliseconds_since_1970`."""
    return datetime.fromtimestamp(milliseconds_since_1970 / 1000, UTC)
