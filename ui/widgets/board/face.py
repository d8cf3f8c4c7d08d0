"""What a card and a column show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ui.widgets.pill import Pill


@dataclass(frozen=True)
class CardFace:
    """One card: a person, what they apply for, one line of meaning, and pills.

    Attributes: `lead`, the strong beginning of the line (a time); `line_tone`, a tone for lead and
    icon (`text3 text accent warn bad`); `corner`, dropped where it does not fit; `score`, shown
    with a star; `find`, gives more words for type-ahead, such as pinyin, when somebody types;
    `accessible`, what a screen reader says.
    """

    id: str
    name: str
    post: str
    line_icon: str = ""
    line: str = ""
    line_tone: str = "text3"
    pills: tuple[Pill, ...] = ()
    corner: str = ""
    score: float | None = None
    hue: int = 0
    accessible: str = ""
    lead: str = ""
    find: Callable[[], str] = field(default=str, compare=False)


@dataclass(frozen=True)
class ColumnSpec:
    """One column: its id, title, the hue of its dot, and how many cards are overdue.

    Attributes: `about`, lines that say what the column is for, told by the tip of its head.
    """

    id: str
    title: str
    hue: int
    overdue: int = 0
    ids: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
