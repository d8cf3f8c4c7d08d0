"""What an interview day offers to print, by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from workbench.interviewday import signs
from workbench.interviewday.guides import guide
from workbench.interviewday.kits import kit_documents
from workbench.interviewday.paperfacts import DayPaper, day_paper
from workbench.interviews.documents import day_sheet, shown_day
from workbench.interviews.queries import interview, interviews_of
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.prints import PrintSet
from workbench.letters.wording import nearest_language, words_in
from workbench.organisation.queries import local_today, zone_of
from workbench.paper import Document
from workbench.paper.blocks import Block, Column, Heading, Table, Text
from workbench.people.queries import candidate

prints = PrintSet()
COVER = "QC-IV-07"


class PaperSize(StrEnum):
    """On what is printed."""

    A4 = "A4"
    LETTER = "Letter"


class Piece(StrEnum):
    """One kind of paper of an interview day."""

    DAY = "day"
    SIGN_IN = "sign-in"
    BADGES = "badges"
    DOORS = "door-signs"
    GUIDES = "guides"
    KITS = "kits"


PIECE_NAMES = {
    Piece.DAY: N_("Day sheet"),
    Piece.SIGN_IN: N_("Sign-in list"),
    Piece.BADGES: N_("Visitor badges"),
    Piece.DOORS: N_("Door signs"),
    Piece.GUIDES: N_("Interview guides"),
    Piece.KITS: N_("Interviewer kits"),
}


@prints.offers("interview.kits", N_("Print the interviewers’ kits of a day"))
def print_kits(
    connection: Connection,
    words: Translator,
    day: date,
    *,
    interviewer: str = "",
    paper_size: PaperSize = PaperSize.A4,
) -> tuple[Document, ...]:
    """Return a kit for each interviewer, or for one. Raises NotFound where there is none."""
    made = kit_documents(connection, day_paper(connection, day), words, interviewer)
    if not made:
        raise NotFound(N_("Nobody interviews on {day}; choose another day."), day=day.isoformat())
    return _on(made, paper_size)


@prints.offers("interview.guide", N_("Print a candidate’s interview guide"))
def print_guide(
    connection: Connection,
    words: Translator,
    interview_id: str,
    candidate_id: str,
    *,
    language: str = "",
    paper_size: PaperSize = PaperSize.A4,
) -> tuple[Document, ...]:
    """Return the guide to that day's interviews, in the candidate's language. Raises NotFound."""
    day = interview(connection, interview_id).starts_at.astimezone(zone_of(connection)).date()
    paper = day_paper(connection, day)
    return _on(_guides(connection, paper, candidate_id, language), paper_size)


@prints.offers("interview.guides", N_("Print the interview guides of a day"))
def print_guides(
    connection: Connection,
    words: Translator,
    day: date,
    *,
    language: str = "",
    paper_size: PaperSize = PaperSize.A4,
) -> tuple[Document, ...]:
    """Return everybody's guide, each in their language. Raises NotFound where nobody comes."""
    paper = day_paper(connection, day)
    return _on(_guides(connection, paper, "", language), paper_size)


def _guides(
    connection: Connection, paper: DayPaper, only: str, language: str
) -> tuple[Document, ...]:
    made = []
    for id, (who, rows) in signs.visitors(paper).items():
        if only in ("", id):
            spoken = nearest_language(language or candidate(connection, id).language)
            made.append(guide(paper, rows, who.name, words_in(spoken)))
    if not made:
        text = N_("Nobody is interviewed on {day}; choose another day or person.")
        raise NotFound(text, day=paper.day.isoformat())
    return tuple(made)


@prints.offers("interview.door-signs", N_("Print the door signs of a day"))
def print_door_signs(
    connection: Connection,
    words: Translator,
    day: date,
    *,
    paper_size: PaperSize = PaperSize.A4,
) -> tuple[Document, ...]:
    """Return a page for each room with interviews."""
    return _on((signs.door_signs(day_paper(connection, day), words),), paper_size)


@prints.offers("interview.badges", N_("Print the visitor badges of a day"))
def print_badges(
    connection: Connection,
    words: Translator,
    day: date,
    *,
    paper_size: PaperSize = PaperSize.A4,
) -> tuple[Document, ...]:
    """Return sheets of badges for everybody who comes in person."""
    return _on((signs.badges(day_paper(connection, day), words),), paper_size)


@prints.offers("interview.badge", N_("Print one visitor badge"))
def print_badge(
    connection: Connection,
    words: Translator,
    candidate_id: str,
    *,
    day: date | None = None,
    paper_size: PaperSize = PaperSize.A4,
) -> tuple[Document, ...]:
    """Return a badge for a day, or for the candidate's next interview. Raises NotFound."""
    wanted = day or _next_day(connection, candidate_id)
    paper = day_paper(connection, wanted)
    if candidate_id not in signs.visitors(paper):
        raise NotFound(N_("This candidate has no interview on {day}."), day=wanted.isoformat())
    return _on((signs.badges(paper, words, candidate_id),), paper_size)


def _next_day(connection: Connection, candidate_id: str) -> date:
    zone, today = zone_of(connection), local_today(connection)
    rows = interviews_of(connection, candidate_id).rows
    days = [row.starts_at.astimezone(zone).date() for row in rows if row.state != "cancelled"]
    return next((each for each in days if each >= today), days[-1] if days else today)


@prints.offers("interview.sign-in", N_("Print the sign-in list of a day"))
def print_sign_in(
    connection: Connection,
    words: Translator,
    day: date,
    *,
    paper_size: PaperSize = PaperSize.A4,
) -> tuple[Document, ...]:
    """Return the list for the front desk."""
    return _on((signs.sign_in(day_paper(connection, day), words),), paper_size)


@prints.offers("interview.everything", N_("Print all papers of an interview day"))
def print_everything(
    connection: Connection,
    words: Translator,
    day: date,
    *,
    paper_size: PaperSize = PaperSize.A4,
) -> tuple[Document, ...]:
    """Return all papers in one go, with a list of them on top. Raises NotFound for a free day."""
    return day_papers(connection, words, day, tuple(Piece), paper_size=paper_size)


def day_papers(
    connection: Connection,
    words: Translator,
    day: date,
    pieces: Sequence[Piece],
    *,
    person: str = "",
    language: str = "",
    paper_size: PaperSize = PaperSize.A4,
) -> tuple[Document, ...]:
    """Return the chosen papers of a day, of everybody or of one person, staff or candidate.

    Where there are several, a list of them lies on top. Raises NotFound where nothing is left.
    """
    paper = day_paper(connection, day)
    made = [
        document
        for piece in Piece
        if piece in pieces
        for document in _piece(connection, paper, words, piece, person, language)
    ]
    if not made or not paper.rows:
        raise NotFound(N_("There is nothing to print for {day}."), day=day.isoformat())
    if len(made) > 1 and not person:
        made.insert(0, _contents(paper, made, words))
    return _on(made, paper_size)


def _piece(
    connection: Connection,
    paper: DayPaper,
    words: Translator,
    piece: Piece,
    person: str,
    language: str,
) -> Iterable[Document]:
    if piece is Piece.KITS:
        return kit_documents(connection, paper, words, person)
    comes = signs.visitors(paper)
    if piece is Piece.GUIDES:
        is_meant = person in comes or (comes and not person)
        return _guides(connection, paper, person, language) if is_meant else ()
    if piece is Piece.BADGES:
        is_meant = person in comes or not person
        return (signs.badges(paper, words, person),) if is_meant else ()
    if person:
        return ()
    if piece is Piece.DOORS:
        return (signs.door_signs(paper, words),)
    return (signs.sign_in(paper, words),) if piece is Piece.SIGN_IN else (_sheet(paper, words),)


def _sheet(paper: DayPaper, words: Translator) -> Document:
    return day_sheet(
        paper.day,
        paper.rows,
        words,
        paper.zone,
        organisation=paper.house.name,
        changed_at=max((row.changed_at for row in paper.rows), default=None),
        per_room=True,
    )


def _contents(paper: DayPaper, made: Sequence[Document], words: Translator) -> Document:
    title = words.text(N_("Papers of the interview day"))
    day = shown_day(paper.day, words)
    columns = (
        Column(words.text(N_("No.")), 0.5),
        Column(words.text(N_("Paper")), 5),
        Column(words.text(N_("Form")), 1),
        Column(words.text(N_("Laid out")), 0.9),
    )
    rows = tuple(
        (str(n), each.title, each.form_id.partition(" · ")[0], "□")
        for n, each in enumerate(made, 1)
    )
    about = N_(
        "{n} papers. Print on both sides: each kit and each guide begins on a sheet of its own."
    )
    blocks: tuple[Block, ...] = (
        Heading(title, 1, day),
        Text(words.text(about, n=len(made)), "lead"),
        Table(columns, rows),
    )
    return Document(title, words.language, blocks, f"{title} · {day}", COVER, paper.house.name)


def _on(made: Sequence[Document], size: PaperSize) -> tuple[Document, ...]:
    """Return documents on paper of a size."""
    return tuple(
        replace(each, paper="Letter" if size is PaperSize.LETTER else "A4") for each in made
    )
