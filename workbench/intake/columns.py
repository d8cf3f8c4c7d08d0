"""The columns of a table: what each stands for, by its heading or because somebody chose it.

A table whose columns are not all understood is refused with `UnknownColumns`, which carries the
headings and a few values, so that a person can be asked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.intake.headers import (
    FIELDS,
    IGNORED,
    LEFT_OUT,
    column_of,
    field_of,
    known_words,
)
from workbench.intake.limits import MAX_COLUMNS
from workbench.intake.normalise import clean, degree, emails, phone
from workbench.intake.surnames import looks_like_a_name
from workbench.kernel.degrees import Degree
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

FIELD_NAMES: Mapping[str, str] = {
    "name": N_("Name"),
    "last_name": N_("Family name"),
    "first_name": N_("Given name"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "wechat": N_("WeChat"),
    "job": N_("Applied-for post"),
    "source": N_("Source"),
    "city": N_("City"),
    "degree": N_("Degree"),
    "school": N_("School"),
    "years": N_("Years of experience"),
    "current_employer": N_("Present employer"),
    "title": N_("Present title"),
    "expected_pay": N_("Expected pay"),
    "notice": N_("Could start"),
    "tags": N_("Tags"),
    "notes": N_("Note"),
    "contact_notes": N_("Note with its heading"),
    "summary": N_("Summary"),
    "referrer": N_("Referred by"),
    "agency": N_("Agency"),
    "stage": N_("Stage"),
    "status": N_("State of the application"),
    "reject_reason": N_("Reason of the rejection"),
    "applied_at": N_("Applied on"),
    "external_id": N_("Number in another program"),
}
_NAMES = {"name", "last_name", "first_name"}
_SAMPLES, _SAMPLED_ROWS, _LONGEST_SAMPLE = 3, 200, 60


@dataclass(frozen=True)
class TableColumn:
    """One column.

    Attributes: `key`, by which choices name it; `heading` as written, '' where it has none;
    `samples`, its first values; `field`, what it stands for: one of `headers.FIELDS`, `LEFT_OUT`,
    `IGNORED`, or None where nobody knows.
    """

    key: str
    heading: str
    samples: tuple[str, ...]
    field: str | None


@dataclass(frozen=True)
class TableHead:
    """The columns of one table; `remembered` where they are read as somebody chose last time."""

    columns: tuple[TableColumn, ...]
    remembered: bool = False

    @property
    def fingerprint(self) -> str:
        """What tables with the same headings share, in whatever order these stand."""
        return fingerprint_of(column.key for column in self.columns)

    @property
    def fields(self) -> tuple[str | None, ...]:
        """Return the field of each column."""
        return tuple(column.field for column in self.columns)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the headings that nobody knows."""
        return tuple(c.heading for c in self.columns if c.heading and c.field is None)

    @property
    def has_name(self) -> bool:
        """Tell whether a column holds the name or a part of it."""
        return bool(_NAMES & set(self.fields))


class UnknownColumns(BadInput):
    """A table with columns that are not known, or without one for the name.

    Attributes: `heads`, the tables of the file.
    """

    def __init__(self, heads: Sequence[TableHead], text: str, /, **args: object) -> None:
        super().__init__(text, **args)
        self.heads = tuple(heads)


@dataclass(frozen=True)
class Choices:
    """What was chosen for columns.

    Attributes: `given`, fields (or known headings) by heading, for every table; `chosen` and
    `kept`, fields by key of the column, by the table's fingerprint: now, and at an earlier import.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kept: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def concern(self, headings: Sequence[str]) -> bool:
        """Tell whether somebody chose something for a table with these headings."""
        mark = fingerprint_of(keys_of(headings))
        return bool(self.given) or mark in self.chosen or mark in self.kept

    def fields_for(self, headings: Sequence[str]) -> tuple[dict[str, str], bool]:
        """Return fields by key of the column, and whether they come from an earlier import."""
        mark = fingerprint_of(keys_of(headings))
        given = {key_of(heading): meant(word) for heading, word in self.given.items()}
        remembered = mark in self.kept and mark not in self.chosen
        before = self.chosen.get(mark) or self.kept.get(mark) or {}
        sound = {key: code for key, code in before.items() if code == IGNORED or code in FIELDS}
        return sound | given, remembered


def key_of(heading: str) -> str:
    """Return how choices name a heading: case and spaces do not matter."""
    return clean(heading).casefold()


def keys_of(headings: Sequence[str]) -> list[str]:
    """Return the key of each column; one without a heading is named by its place."""
    return [key_of(heading) or f"#{place}" for place, heading in enumerate(headings, start=1)]


def fingerprint_of(keys: Iterable[str]) -> str:
    """Return the fingerprint of a set of columns; those without a heading do not count."""
    named = sorted({key for key in keys if not key.startswith("#")})
    return hashlib.sha256("\n".join(named).encode()).hexdigest()[:32]


def head_of(
    headings: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], choices: Choices, name: str
) -> TableHead:
    """Return the columns of a table as they are understood. Raises BadInput where too many."""
    if len(headings) > MAX_COLUMNS:
        raise BadInput(
            N_("{name} has more than {limit} columns; it is no list of people"),
            name=name,
            limit=MAX_COLUMNS,
        )
    said, remembered = choices.fields_for(headings)
    columns = [
        TableColumn(key, clean(heading), _samples(rows, place), said.get(key, column_of(heading)))
        for place, (key, heading) in enumerate(zip(keys_of(headings), headings, strict=True))
    ]
    return TableHead(tuple(columns), remembered)


def check_heads(heads: Sequence[TableHead], name: str) -> None:
    """Raise UnknownColumns where a column is not known, or none holds the name."""
    unknown = [heading for head in heads for heading in head.unknown]
    if unknown:
        raise UnknownColumns(
            heads,
            N_(
                "{name}: unknown column {unknown}. Give it a heading that is known, or say what it"
                " is: --map “{first}=FIELD”; --map “{first}=” leaves it out. Known are {words}"
            ),
            name=name,
            unknown=", ".join(unknown),
            first=unknown[0],
            words=known_words(),
        )
    if not all(head.has_name for head in heads):
        raise UnknownColumns(heads, N_("{name} has no column for the name (name/姓名)"), name=name)


def _samples(rows: Sequence[tuple[int, Sequence[str]]], place: int) -> tuple[str, ...]:
    found: list[str] = []
    for _, cells in rows[:_SAMPLED_ROWS]:
        value = clean(cells[place][: _LONGEST_SAMPLE * 4]) if place < len(cells) else ""
        if value and value not in found:
            found.append(value[:_LONGEST_SAMPLE])
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def meant(word: str) -> str:
    """Return the field that a mapping means by `word`. Raises BadInput where it means none."""
    if not word.strip():
        return IGNORED
    code = word if word in FIELDS else field_of(word)
    if code is None or code == LEFT_OUT:
        raise BadInput(
            N_("There is no field {wrong}; the fields are {fields}"),
            wrong=word,
            fields=known_words(),
        )
    return code


def likely_fields(head: TableHead) -> dict[str, str]:
    """Return a field for each column by key: known ones, else what the values look like, else none.

    A guess is only ever offered to a person; nothing is read by it alone.
    """
    found = {c.key: c.field if c.field in FIELDS else IGNORED for c in head.columns}
    taken = set(found.values())
    for column in head.columns:
        if column.field is None:
            code = _likely(column.samples)
            if code and (code not in taken or code in _MANY):
                found[column.key] = code
                taken.add(code)
    return found


_MANY = {"email", "phone"}
_YEARS = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)(?:\.\d)?\s*年.{0,3}")


def _likely(samples: Sequence[str]) -> str:
    if not samples:
        return ""
    for code, fits in _LOOKS.items():
        if 3 * sum(fits(sample) for sample in samples) >= 2 * len(samples):
            return code
    return ""


_LOOKS: Mapping[str, Callable[[str], bool]] = {
    "email": lambda text: bool(emails(text)),
    "phone": lambda text: phone(text).startswith("+") and text[:1] in "+01",
    "degree": lambda text: (
        degree(text) not in {Degree.UNKNOWN, Degree.OTHER} and len(text) < 12 and not text.isdigit()
    ),
    "years": lambda text: _YEARS.fullmatch(text) is not None,
    "name": looks_like_a_name,
}
