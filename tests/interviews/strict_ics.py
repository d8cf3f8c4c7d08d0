"""A strict reader of calendar messages (RFC 5545, RFC 5546); it shares nothing with the program."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

NAME = re.compile(r"[A-Z0-9-]+")
ESCAPED = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
ONCE = {
    "VCALENDAR": ("VERSION", "PRODID", "METHOD"),
    "VEVENT": ("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"),
    "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
}


@dataclass
class Property:
    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", self.value), self.value
        return re.sub(r"\\[nN,;\\]", lambda found: ESCAPED[found[0]], self.value)


@dataclass
class Part:
    kind: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [each for each in self.properties if each.name == name]

    def one(self, name: str) -> Property:
        (found,) = self.all(name)
        return found

    def of(self, *kinds: str) -> list[Part]:
        return [each for each in self.parts if each.kind in kinds]


def read(data: bytes) -> Part:
    """Return the calendar in a file that breaks no rule; fails where it breaks one."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in raw)
    assert all(len(line) <= 75 for line in raw), max(raw, key=len)
    for line in raw:
        line.decode()  # a fold never cuts a character
    lines = data[:-2].decode().replace("\r\n ", "").split("\r\n")
    open_parts: list[Part] = [Part("")]
    for each in map(_property, lines):
        if each.name == "BEGIN":
            made = Part(each.value)
            open_parts[-1].parts.append(made)
            open_parts.append(made)
        elif each.name == "END":
            _check(open_parts.pop(), each.value)
        else:
            open_parts[-1].properties.append(each)
    (root,) = open_parts
    (calendar,) = root.parts
    assert calendar.kind == "VCALENDAR"
    assert calendar.one("VERSION").value == "2.0"
    return calendar


def _property(line: str) -> Property:
    found = re.fullmatch(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', line)
    assert found, line
    params = re.findall(r';([A-Z0-9-]+)=("[^"]*"|[^";:,]*)', found[2])
    return Property(found[1], {name: value.strip('"') for name, value in params}, found[3])


def _check(part: Part, kind: str) -> None:
    assert part.kind == kind
    for name in ONCE[kind]:
        part.one(name)


def event(calendar: Part) -> Part:
    (found,) = calendar.of("VEVENT")
    return found


def moment(calendar: Part, name: str) -> datetime:
    """Return a time of the event in UTC, by nothing but the zone that the file describes."""
    said = event(calendar).one(name)
    if said.value.endswith("Z"):
        return datetime.strptime(said.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    local = datetime.strptime(said.value, "%Y%m%dT%H%M%S")
    (zone,) = [z for z in calendar.of("VTIMEZONE") if z.one("TZID").value == said.params["TZID"]]
    offsets = [(_onset(each), _offset(each, "TZOFFSETTO")) for each in zone.parts]
    fits = [
        offset
        for n, (onset, offset) in enumerate(sorted(offsets))
        if onset <= local - offset
        and (n + 1 == len(offsets) or local - offset < sorted(offsets)[n + 1][0])
    ]
    assert fits, "this local time does not exist"
    return (local - fits[0]).replace(tzinfo=UTC)


def _onset(observance: Part) -> datetime:
    """Return the onset in UTC: it is said in the time before."""
    local = datetime.strptime(observance.one("DTSTART").value, "%Y%m%dT%H%M%S")
    return local - _offset(observance, "TZOFFSETFROM")


def _offset(observance: Part, name: str) -> timedelta:
    said = observance.one(name).value
    assert re.fullmatch(r"[+-]\d{4}", said), said
    size = timedelta(hours=int(said[1:3]), minutes=int(said[3:]))
    return size if said[0] == "+" else -size
