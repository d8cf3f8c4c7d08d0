"""vCard 2.1, 3.0 and 4.0 to drafts.

Sources of the format: RFC 2426 (3.0) and RFC 6350 (4.0); Apple's `item1.` groups and the
quoted-printable of 2.1 are read as address books write them. The name is FN as it is written.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.drafts import CandidateDraft, Format, IntakeFile
from workbench.intake.table import split_tags
from workbench.kernel.i18n import N_, Message

_FOLD = re.compile(r"\n[ \t]")
_SOFT_BREAK = re.compile(r"=\n")
_NOT_A_PERSONS = {"FAX", "PAGER", "TEXTPHONE"}
_AMERICAN = re.compile(r"\b(?:USA?|U\.S\.|United States|Canada)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Property:
    name: str
    parameters: tuple[str, ...]
    value: str

    def text(self) -> str:
        return normalise.clean(_unescape(self.value))

    def parts(self) -> list[str]:
        """Return the components of a structured value (N, ORG, ADR)."""
        return [normalise.clean(_unescape(part)) for part in re.split(r"(?<!\\);", self.value)]

    def types(self) -> set[str]:
        words = (p.partition("=")[2] or p for p in self.parameters)
        return {t.strip('"').upper() for word in words for t in word.strip('"').split(",")}


def read_cards(text: str, name: str) -> IntakeFile:
    """Read every card; one without an end fails."""
    collector = Collector(name, Format.VCARD)
    for row, (card, is_whole) in enumerate(_cards(text), start=1):
        if is_whole:
            _add(collector, row, list(_properties(card)))
        else:
            collector.fail(row, Message(N_("The card has no end")))
    return collector.file()


def _cards(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of each card and whether it was ended."""
    card: list[str] | None = None
    for line in text.splitlines():
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            if card is not None:
                yield "", False
            card = []
        elif word == "END:VCARD" and card is not None:
            yield "\n".join(card), True
            card = None
        elif card is not None:
            card.append(line)
    if card is not None:
        yield "", False


def _add(collector: Collector, row: int, card: list[_Property]) -> None:
    notes = [
        Message(N_("Not taken over: {value}"), {"value": f"{p.name} {p.text()}"})
        for p in card
        if p.name == "TEL" and p.types() & _NOT_A_PERSONS
    ]
    collector.add(row, _draft(card), notes=notes)


def _draft(card: list[_Property]) -> CandidateDraft:
    addresses = [prop for prop in card if prop.name == "ADR"]
    american = any(_AMERICAN.search(address.text()) for address in addresses)
    region = normalise.AMERICA if american else normalise.CHINA
    numbers = [
        p.text().removeprefix("tel:").replace(";ext=", " ext. ")
        for p in card
        if p.name == "TEL" and not p.types() & _NOT_A_PERSONS
    ]
    name = _first(card, "FN") or _name(card)
    organisations = next((p.parts() for p in card if p.name == "ORG"), [])
    cities = [p.parts()[3] for p in addresses if len(p.parts()) > 3 and p.parts()[3]]
    lines = [p.text() for p in card if p.name in {"NOTE", "URL"}]
    lines += [", ".join(filter(None, address.parts())) for address in addresses]
    return CandidateDraft(
        name=name,
        emails=normalise.emails(" ".join(p.text() for p in card if p.name == "EMAIL")),
        phones=normalise.distinct(normalise.phone(number, region) for number in numbers),
        wechat=_wechat(card),
        city=next(iter(cities), ""),
        current_employer=organisations[0] if organisations else "",
        title=_first(card, "TITLE"),
        tags=split_tags(_first(card, "CATEGORIES")),
        notes="\n".join(filter(None, lines)),
        language=normalise.language_of(name),
    )


def _name(card: list[_Property]) -> str:
    parts = next((p.parts() for p in card if p.name == "N"), [])
    return normalise.person_name(*(parts[1:2] or [""]), *(parts[0:1] or [""]))


def _wechat(card: list[_Property]) -> str:
    for prop in card:
        if prop.name in {"X-WECHAT", "X-WEIXIN"}:
            return prop.text()
        if prop.name == "IMPP" and re.match(r"(?:wechat|weixin|xmpp\+wechat):", prop.text(), re.I):
            return prop.text().partition(":")[2]
    return ""


def _first(card: list[_Property], name: str) -> str:
    return next((p.text() for p in card if p.name == name and p.text()), "")


def _properties(card: str) -> Iterator[_Property]:
    body = _FOLD.sub("", card)
    if "QUOTED-PRINTABLE" in body.upper():
        body = _SOFT_BREAK.sub("", body)
    for line in body.splitlines():
        head, colon, value = _split(line)
        if colon:
            words = head.split(";")
            name = words[0].rpartition(".")[2].upper()
            yield _Property(name, tuple(words[1:]), _decoded(value, words[1:]))


def _split(line: str) -> tuple[str, str, str]:
    """Split a content line at the first colon outside quotes."""
    found = re.match(r'((?:"[^"]*"|[^":])*)(:)(.*)', line, re.DOTALL)
    return (found[1], found[2], found[3]) if found else ("", "", "")


def _decoded(value: str, parameters: list[str]) -> str:
    upper = [parameter.upper() for parameter in parameters]
    if not any(word.endswith("QUOTED-PRINTABLE") for word in upper):
        return value
    charset = next(
        (p.partition("=")[2] for p in parameters if p.upper().startswith("CHARSET=")), "utf-8"
    )
    raw = quopri.decodestring(value.encode("utf-8"))
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", "replace")


def _unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
