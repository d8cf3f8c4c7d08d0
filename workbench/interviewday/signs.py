"""What stands about on the day: signs on doors, badges of visitors, the list to sign in."""

from __future__ import annotations

from workbench.interviewday.paperfacts import DayPaper
from workbench.interviews.documents import shown_day
from workbench.interviews.lanes import LaneKind, lanes
from workbench.interviews.queries import AttendeeRow, InterviewRow
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.names import is_masked
from workbench.paper.blocks import (
    Block,
    Card,
    CardSheet,
    Column,
    Document,
    DoorSign,
    Heading,
    Table,
    Text,
)
from workbench.people.pinyin import surname_of

DOOR, BADGE, SIGN_IN = "QC-IV-04", "QC-IV-05", "QC-IV-06"
BADGE_WIDTH, BADGE_HEIGHT = 85, 47  # millimetres; ten on a page of A4

_WARNING = N_("Interviews in progress. Please do not disturb.")
_SIGN_IN_ABOUT = N_("Please sign when you come. Names only: what for is nobody’s business here.")


def first_name(name: str) -> str:
    """Return what a door may show of a name: the given name, or the whole where there is none."""
    surname, written = surname_of(name), name.strip()
    if surname and not is_masked(name):
        # 田中太郎: of four characters two are the given name, whichever country's name it is.
        cut = 2 if len(written) == 4 and " " not in written else len(surname)
        return written[cut:].strip(" ·") or written
    before, comma, after = name.partition(",")
    given = after if comma and after.strip() else before
    return given.split()[0] if given.split() and not given.startswith("№") else name.strip()


def door_signs(paper: DayPaper, words: Translator) -> Document:
    """Return a page for each room, lying, with the day's hours and first names."""
    signs: list[Block] = []
    for lane in lanes(paper.rows, LaneKind.ROOM):
        if lane.id:
            rows = tuple((paper.clock(row), _first_names(row, words)) for row in lane.interviews)
            signs.append(_sign(paper, lane.name, rows, words))
    if not signs:
        signs.append(Text(words.text(N_("No interview of this day is in a room."))))
    title = words.text(N_("Door signs"))
    return Document(
        title, words.language, tuple(signs), title, DOOR, paper.house.name, landscape=True
    )


def _sign(
    paper: DayPaper, room: str, rows: tuple[tuple[str, str], ...], words: Translator
) -> DoorSign:
    day = shown_day(paper.day, words)
    return DoorSign(room, words.text(_WARNING), day, rows, paper.house.name, paper.mark)


def _first_names(row: InterviewRow, words: Translator) -> str:
    joint = "、" if words.language == "zh" else ", "
    return joint.join(first_name(each.name) for each in row.candidates if not each.absent)


def visitors(paper: DayPaper) -> dict[str, tuple[AttendeeRow, tuple[InterviewRow, ...]]]:
    """Return who comes on the day with their interviews, in the order in which they come."""
    found: dict[str, tuple[AttendeeRow, tuple[InterviewRow, ...]]] = {}
    for row in paper.rows:
        for who in row.candidates:
            if not who.absent:
                before = found.get(who.candidate_id, (who, ()))[1]
                found[who.candidate_id] = (who, (*before, row))
    return found


def badges(paper: DayPaper, words: Translator, only: str = "") -> Document:
    """Return the badges of those who come in person, or of one; to be cut out."""
    cards = tuple(
        _badge(paper, who, rows, words)
        for id, (who, rows) in visitors(paper).items()
        if only in ("", id) and (only or any(row.room_id for row in rows))
    )
    title = words.text(N_("Visitor badges"))
    sheet: Block = CardSheet(cards, BADGE_WIDTH, BADGE_HEIGHT)
    if not cards:
        sheet = Text(words.text(N_("Nobody comes in person on this day.")))
    return Document(title, words.language, (sheet,), title, BADGE, paper.house.name)


def _badge(
    paper: DayPaper, who: AttendeeRow, rows: tuple[InterviewRow, ...], words: Translator
) -> Card:
    hosts = [each.name for row in rows for each in row.panel if not each.shadow]
    host = paper.house.recruiter or next(iter(hosts), "")
    line = words.text(N_("Host: {name}"), name=host) if host else ""
    day = shown_day(paper.day, words)
    kept = tuple(each for each in (line, day) if each)
    return Card(who.name, "", kept, paper.house.name, paper.mark, words.text(N_("Visitor")))


def sign_in(paper: DayPaper, words: Translator) -> Document:
    """Return the list at the front desk: who is expected when, without posts."""
    columns = (
        Column(words.text(N_("Expected")), 1),
        Column(words.text(N_("Name")), 2),
        Column(words.text(N_("Badge no.")), 1),
        Column(words.text(N_("Came at")), 1.1),
        Column(words.text(N_("Signature")), 2.4),
        Column(words.text(N_("Left at")), 1.1),
    )
    rows = tuple(
        (f"{rows[0].starts_at.astimezone(paper.zone):%H:%M}", f"{who.name}\n ", "", "", "", "")
        for who, rows in visitors(paper).values()
        if any(row.room_id for row in rows)
    )
    title = words.text(N_("Sign-in list"))
    day = shown_day(paper.day, words)
    body: list[Block] = [Heading(title, 1, day), Text(words.text(_SIGN_IN_ABOUT), "note")]
    nobody = Text(words.text(N_("Nobody comes in person on this day.")))
    body.append(Table(columns, rows) if rows else nobody)
    return Document(
        title, words.language, tuple(body), f"{title} · {day}", SIGN_IN, paper.house.name
    )
