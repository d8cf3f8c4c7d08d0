"""The interviewer's kit: the own day, each candidate in short, what to ask, the empty scorecards.

What others wrote or scored is never in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.demand.queries import RequisitionRow
from workbench.interviewday.dealing import Asked, shared
from workbench.interviewday.paperfacts import DayPaper
from workbench.interviews.documents import day_table, reminder, shown_day
from workbench.interviews.lanes import LaneKind, lanes
from workbench.interviews.queries import AttendeeRow, InterviewRow, PanelistRow
from workbench.kernel.degrees import DEGREE_NAMES, Degree
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.names import is_han
from workbench.paper.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Heading,
    Notice,
    PageBreak,
    RightPage,
    Running,
    Table,
    Text,
)
from workbench.paper.filled_by_hand import WritingLines
from workbench.people.queries import CandidateCard, candidate
from workbench.pipeline.queries import shown
from workbench.scoring.documents import scorecard_sheet
from workbench.scoring.forbidden import TOPICS
from workbench.scoring.prints import occasion
from workbench.scoring.questions import KIND_NAMES, text_of

KIT = "QC-IV-02"
# Latin letters that a page has room for beside the rest; a Chinese character counts twice.
LONGEST_FIELD, LONGEST_CV = 330, 2000
NOTES = 26
# Lines to write on below each question, by how many there are, so that all are on one page.
ROOM = ((3, 4), (4, 3), (5, 2))

_KIT, _CV = N_("Interviewer kit"), N_("From the CV")
_HIDDEN = N_("This candidate is screened without a name.")
_LISTENS = N_("You listen in this interview, and hand in no scorecard.")
_NO_CV = N_("There is no text of a CV in the vault.")
_GUIDE = (
    N_("Read this kit 15 minutes before, and agree in a minute with the panel who opens."),
    N_("Ask everybody the same questions in the same order; each one is printed for whom asks it."),
    N_("Dig into one thing that really happened: the situation, the task, the act, the result."),
    N_("Write down what was said and done, not what you think of the person."),
    N_("Do not talk with the panel before everybody has scored; one attribute after the other."),
    N_("Keep the last five minutes for the candidate’s questions."),
    N_("Say when they will hear: within three working days."),
    N_("Hand in the scorecard within 24 hours. The papers go back to HR, nothing stays with you."),
)


@dataclass(frozen=True)
class _Kit:
    """Whose kit it is, what it is made from, and how candidates are read."""

    paper: DayPaper
    words: Translator
    connection: Connection
    staff_id: str
    title: str
    card: Callable[[str], CandidateCard]


def kit_documents(
    connection: Connection, paper: DayPaper, words: Translator, interviewer: str = ""
) -> tuple[Document, ...]:
    """Return a kit for each interviewer of the day, or for one; each begins on a right page."""
    known: dict[str, CandidateCard] = {}

    def card(id: str) -> CandidateCard:
        if id not in known:
            known[id] = candidate(connection, id)
        return known[id]

    made = []
    for lane in lanes(paper.rows, LaneKind.INTERVIEWER):
        if interviewer in ("", lane.id):
            day = shown_day(paper.day, words)
            title = f"{words.text(_KIT)} · {lane.name} · {day}"
            kit = _Kit(paper, words, connection, lane.id, title, card)
            made.append(_document(kit, lane.name, lane.interviews))
    return tuple(made)


def _document(kit: _Kit, name: str, rows: tuple[InterviewRow, ...]) -> Document:
    words, house = kit.words, kit.paper.house
    day = shown_day(kit.paper.day, words)
    blocks: list[Block] = [Heading(name, 1, words.text(_KIT)), Text(day, "lead")]
    blocks += [*day_table(rows, words, kit.paper.zone), reminder(words)]
    # The back of the first sheet: what is for one candidate begins on a sheet of its own.
    blocks += [PageBreak(), Heading(words.text(N_("Notes")), 1, day), WritingLines(NOTES)]
    for row in rows:
        place = next(n for n, each in enumerate(row.panel) if each.staff_id == kit.staff_id)
        for who in row.candidates:
            if not who.absent:
                blocks += _interview(kit, row, who, row.panel[place])
    blocks += [Running(kit.title, KIT), RightPage(), *_last_page(words)]
    return Document(
        kit.title, words.language, tuple(blocks), kit.title, KIT, house.name, right_hand=True
    )


def _interview(kit: _Kit, row: InterviewRow, who: AttendeeRow, member: PanelistRow) -> list[Block]:
    blocks: list[Block] = [Running(kit.title, KIT), RightPage(), *_in_short(kit, row, who)]
    if member.shadow:
        return [*blocks, Notice(kit.words.text(_LISTENS), tone="accent")]
    blocks += [PageBreak(), *_to_ask(kit, row, who, member)]
    form = kit.paper.form(row)
    if form is not None:
        head = occasion(
            kit.connection,
            row,
            (who.application_id, who.name),
            (member.staff_id, member.name),
        )
        sheet = scorecard_sheet(form, head, kit.words)
        blocks += [Running(sheet.header, sheet.form_id), RightPage(), *sheet.blocks]
    return blocks


def _in_short(kit: _Kit, row: InterviewRow, who: AttendeeRow) -> list[Block]:
    words, post = kit.words, kit.paper.posts.get(row.requisition_id)
    place = row.room or words.text(N_("Video or phone"))
    kicker = " · ".join((kit.paper.clock(row), row.round, place))
    blocks: list[Block] = [Heading(who.name, 1, kicker)]
    if who.candidate_id in kit.paper.hidden:
        blocks.append(Text(words.text(_HIDDEN), "note"))
    if post is not None:
        blocks += _job(post, words)
    return [*blocks, *_cv(kit.card(who.candidate_id), words)]


def _job(post: RequisitionRow, words: Translator) -> list[Block]:
    rows = (
        (words.text(N_("Duties")), post.duties),
        (words.text(N_("Must have")), post.must_have),
        (words.text(N_("Goals for ninety days")), post.goals),
    )
    kept = tuple((label, cut(text, LONGEST_FIELD)) for label, text in rows if text.strip())
    title = " · ".join(each for each in (post.title, post.department, post.level) if each)
    if not kept:
        return [Text(title, "lead")]
    return [Facts(kept, title)]


def _cv(card: CandidateCard, words: Translator) -> list[Block]:
    years = "" if card.years is None else words.text(N_("{n} years"), n=f"{card.years:g}")
    degree = words.text(DEGREE_NAMES[Degree(card.degree)]) if card.degree else ""
    now = " · ".join(each for each in (card.employer, card.title) if each)
    rows = (
        (words.text(N_("Now")), now),
        (words.text(N_("Experience")), years),
        (words.text(N_("Education")), " · ".join(each for each in (degree, card.school) if each)),
        (words.text(N_("City")), card.city),
        (words.text(N_("Notice period")), card.notice),
    )
    kept = tuple((label, value) for label, value in rows if value)
    text = next((cv.text for cv in card.cvs if cv.text.strip()), "")
    blocks: list[Block] = [Heading(words.text(_CV), 2)]
    if kept:
        blocks.append(Facts(kept))
    return [*blocks, Text(cut(text, LONGEST_CV) if text else words.text(_NO_CV), "note")]


def cut(text: str, most: int) -> str:
    """Return the beginning of a text, without empty lines; what is cut ends with …."""
    flat = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    used = 0
    for place, char in enumerate(flat):
        used += 50 if char == "\n" else 2 if is_han(char) else 1
        if used > most:
            return flat[:place].rstrip() + "…"
    return flat


def _to_ask(kit: _Kit, row: InterviewRow, who: AttendeeRow, member: PanelistRow) -> list[Block]:
    words = kit.words
    panel = [each for each in row.panel if not each.shadow]
    dealt = shared(kit.paper.asked.get(row.id, ()), len(panel))
    mine = next(n for n, each in enumerate(panel) if each.staff_id == member.staff_id)
    kicker = f"{who.name} · {row.round}"
    blocks: list[Block] = [Heading(words.text(N_("What you ask")), 1, kicker)]
    names = _attribute_names(kit, row)
    for number, each in enumerate(dealt[mine], 1):
        lines = next((lines for most, lines in ROOM if len(dealt[mine]) <= most), 1)
        blocks += _question(kit, number, each, names, lines)
    if not dealt[mine]:
        blocks.append(Text(words.text(_NOTHING)))
        blocks.append(WritingLines(12))
    blocks += _others(kit, panel, dealt, mine, names)
    return blocks


_NOTHING = N_(
    "Nothing new is left in the bank for this round: dig into what earlier rounds left open."
)


def _attribute_names(kit: _Kit, row: InterviewRow) -> dict[str, str]:
    form = kit.paper.form(row)
    attributes = form.attributes if form else ()
    return {each.id: shown(each.names, kit.words.language) for each in attributes}


def _question(
    kit: _Kit, number: int, asked: Asked, names: dict[str, str], lines: int
) -> list[Block]:
    language, rows = kit.words.language, kit.paper.questions
    row = rows[asked.question]
    kind = next((kit.words.text(word) for key, word in KIND_NAMES.items() if key == row.kind), "")
    about = " · ".join(each for each in (names.get(asked.attribute, ""), kind) if each)
    if asked.follow_up:
        more = text_of(rows[asked.follow_up].texts, language)
        about += ("\n" if lines > 1 else " · ") + kit.words.text(
            N_("Then: {question}"), question=more
        )
    return [
        Heading(f"{number}. {text_of(row.texts, language)}", 3),
        Text(about, "note"),
        WritingLines(lines),
    ]


def _others(
    kit: _Kit,
    panel: list[PanelistRow],
    dealt: tuple[tuple[Asked, ...], ...],
    mine: int,
    names: dict[str, str],
) -> list[Block]:
    joint = "、" if kit.words.language == "zh" else ", "
    said = []
    for seat, member in enumerate(panel):
        about = joint.join(names.get(each.attribute, "") for each in dealt[seat])
        if seat != mine and about:
            said.append((member.name, about))
    if not said:
        return []
    return [Facts(tuple(said), kit.words.text(N_("The others ask about")))]


def _last_page(words: Translator) -> list[Block]:
    columns = (
        Column(words.text(N_("Not to be asked")), 1),
        Column(words.text(N_("Ask this instead, of everybody")), 2.6),
    )
    rows = tuple((words.text(each.name), words.text(each.instead)) for each in TOPICS)
    return [
        Heading(words.text(N_("For the interviewer")), 1),
        Bullets(tuple(words.text(each) for each in _GUIDE), True),
        Heading(words.text(N_("What must not be asked")), 2),
        Table(columns, rows),
        Text(words.text(_LAW), "note"),
    ]


_LAW = N_(
    "Not in small talk either. If they speak of it: no further question, no note, no score. In the"
    " law: Women’s Rights art. 43, Employment Promotion art. 3 and 29–31, Labour Contract art. 8,"
    " Personal Information art. 6. Check with counsel."
)
