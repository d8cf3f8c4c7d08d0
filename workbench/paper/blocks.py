"""What a document is made of. All texts are plain: nothing is markup, a line feed is a new line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.paper.filled_by_hand import Choice, Ratings, WritingLines

Tone = Literal["info", "ok", "warn", "bad", "accent"]
Voice = Literal["body", "lead", "note", "strong"]
Size = Literal["A4", "Letter"]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (begins a part), 2 or 3; `kicker` is a small line above it."""

    text: str
    level: int = 1
    kicker: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    voice: Voice = "body"


@dataclass(frozen=True)
class Bullets:
    """A list, with dots or numbers."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Labels with their values on a card; `code` adds a QR code with a caption below it."""

    rows: tuple[tuple[str, str], ...]
    title: str = ""
    code: str = ""
    code_caption: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, its alignment."""

    title: str
    share: float = 1
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Table:
    """Rows under headings that are repeated on each page; the first column leads."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Slot:
    """One stop of a day: `time` as it shall be read, what happens, where, with whom."""

    time: str
    title: str
    place: str = ""
    who: str = ""
    note: str = ""


@dataclass(frozen=True)
class Schedule:
    """A day or a week as a line to walk along."""

    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Task:
    """One line of a checklist."""

    text: str
    owner: str = ""
    due: str = ""
    note: str = ""


@dataclass(frozen=True)
class Checklist:
    """Tasks with boxes to tick."""

    tasks: tuple[Task, ...]
    title: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs: the role, and the name where it is known."""

    role: str
    name: str = ""


@dataclass(frozen=True)
class Signature:
    """A statement and the lines on which it is signed and dated."""

    signers: tuple[Signer, ...]
    statement: str = ""


@dataclass(frozen=True)
class Notice:
    """A box that has to be seen; the tone colours its edge."""

    text: str
    title: str = ""
    tone: Tone = "info"


@dataclass(frozen=True)
class Route:
    """How to get somewhere, step by step."""

    title: str
    steps: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Person:
    """A card that introduces somebody; `initials` stand in the circle."""

    name: str
    role: str = ""
    initials: str = ""
    kicker: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    text: str = ""
    code: str = ""
    code_caption: str = ""


@dataclass(frozen=True)
class Pair:
    """Two stacks of blocks side by side; `share` of the width goes to the left."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    share: float = 0.5


@dataclass(frozen=True)
class Spacer:
    """Empty space."""

    millimetres: float = 5


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class RightPage:
    """What follows begins on a right-hand page, so that it can be taken out of a duplex print."""


@dataclass(frozen=True)
class Running:
    """From the next page on, the header and the foot say this."""

    header: str
    form_id: str


@dataclass(frozen=True)
class Cover:
    """A page of its own at the front; `mark` is the character of the house's sign."""

    title: str
    subtitle: str = ""
    kicker: str = ""
    organisation: str = ""
    mark: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    code: str = ""
    code_caption: str = ""


@dataclass(frozen=True)
class Card:
    """One badge or label. `band` is the word at its foot, such as the kind of badge."""

    headline: str
    second: str = ""
    lines: tuple[str, ...] = ()
    organisation: str = ""
    mark: str = ""
    band: str = ""
    code: str = ""


@dataclass(frozen=True)
class CardSheet:
    """Cards on a grid with crop marks, as many pages as it takes; sizes in millimetres."""

    cards: tuple[Card, ...]
    width: float = 86
    height: float = 54


@dataclass(frozen=True)
class DeskPlate:
    """A name to fold and stand on a desk, readable from both sides; a page of its own."""

    name: str
    second: str = ""
    organisation: str = ""
    mark: str = ""


@dataclass(frozen=True)
class DoorSign:
    """What hangs on a door: a name to be read from afar, a warning, the hours of the day.

    Attributes: `rows`, (time, what) in order; a page of its own.
    """

    name: str
    warning: str = ""
    day: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    organisation: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Sender:
    """Whose letterhead it is; `lines` are address, telephone and the like."""

    organisation: str
    lines: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Letter:
    """A business letter in the manner of the document's language.

    Chinese: title in the middle, indented paragraphs, signature at the right. English: block
    letter. `body` holds paragraphs (str) and any other blocks. `closing` replaces the usual words.
    """

    sender: Sender
    body: tuple[str | Block, ...]
    subject: str = ""
    salutation: str = ""
    recipient: tuple[str, ...] = ()
    date: str = ""
    reference: str = ""
    closing: str = ""
    signatory: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()


Block = (
    Heading
    | Text
    | Bullets
    | Facts
    | Table
    | Schedule
    | Checklist
    | Signature
    | Notice
    | Route
    | Person
    | Pair
    | Spacer
    | PageBreak
    | RightPage
    | Running
    | Cover
    | DoorSign
    | CardSheet
    | DeskPlate
    | Letter
    | Ratings
    | Choice
    | WritingLines
)


@dataclass(frozen=True)
class Document:
    """A whole print: `header` runs along the top of its pages, `form_id` stands at their foot.

    `language` ("zh" or "en") decides typography and the shop's own words, and is what a screen
    reader is told. `right_hand`, whether it begins on a right-hand page where it is bound.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    header: str = ""
    form_id: str = ""
    author: str = ""
    paper: Size = "A4"
    landscape: bool = False
    right_hand: bool = False


@dataclass(frozen=True)
class Printed:
    """A finished PDF, its number of pages, and what its reader has to be told.

    Attributes: `missing`, characters that no font has (drawn as 〓); `shortened`, texts that did
    not fit their place.
    """

    data: bytes = field(repr=False)
    pages: int
    missing: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
