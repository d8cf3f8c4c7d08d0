"""What scoring offers to print, by name."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection

from workbench.demand.queries import titles
from workbench.interviews.queries import InterviewRow, interview
from workbench.interviews.rules import Span, shown_span
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.prints import PrintSet
from workbench.organisation.queries import organisation, zone_of
from workbench.paper import Document
from workbench.people.queries import names
from workbench.pipeline.queries import application
from workbench.scoring.documents import Occasion, filled_scorecard, scorecard_sheet
from workbench.scoring.queries import ScorecardRow, scorecard, template

prints = PrintSet()


@prints.offers("scorecard", N_("Print scorecards as they were handed in"))
def print_scorecards(
    connection: Connection, words: Translator, scorecards: tuple[str, ...]
) -> tuple[Document, ...]:
    """Return a document for each scorecard. Raises NotFound."""
    cards = [scorecard(connection, each) for each in scorecards]
    return tuple(
        filled_scorecard(
            template(connection, card.template_id), card, _handed_in(connection, card), words
        )
        for card in cards
    )


@prints.offers("scorecard.sheet", N_("Print empty scorecards, to fill in by hand"))
def print_sheets(
    connection: Connection, words: Translator, template_id: str, *, interview_id: str = ""
) -> tuple[Document, ...]:
    """Return a blank sheet; with an interview, one for each candidate and interviewer of it."""
    form = template(connection, template_id)
    if not interview_id:
        blank = Occasion(organisation=organisation(connection).name)
        return (scorecard_sheet(form, blank, words),)
    row = interview(connection, interview_id)
    return tuple(
        scorecard_sheet(
            form,
            occasion(connection, row, (who.application_id, who.name), (by.staff_id, by.name)),
            words,
        )
        for who in row.candidates
        for by in row.panel
        if not by.shadow
    )


def _handed_in(connection: Connection, card: ScorecardRow) -> Occasion:
    who = names(connection, [card.candidate_id]).get(card.candidate_id, "")
    about, by = (card.application_id, who), (card.staff_id, card.interviewer)
    if card.interview_id:
        return occasion(connection, interview(connection, card.interview_id), about, by)
    post = application(connection, card.application_id).requisition_id
    return Occasion(
        candidate=who,
        post=titles(connection, [post]).get(post, ""),
        interviewer=card.interviewer,
        organisation=organisation(connection).name,
        number=_number("", card.application_id, card.staff_id),
    )


def occasion(
    connection: Connection, row: InterviewRow, about: tuple[str, str], by: tuple[str, str]
) -> Occasion:
    """Return the head of a sheet: `about` is application and name, `by` interviewer and name."""
    return Occasion(
        candidate=about[1],
        post=row.title,
        round=row.round,
        interviewer=by[1],
        when=shown_span(Span(row.starts_at, row.ends_at), zone_of(connection)),
        organisation=organisation(connection).name,
        number=_number(row.id, about[0], by[0]),
    )


def _number(interview_id: str, application_id: str, staff_id: str) -> str:
    """Return the number that the window, too, gives to the sheet of this judgement."""
    key = f"{interview_id}.{application_id}.{staff_id}"
    return f"{hashlib.blake2s(key.encode(), digest_size=4).hexdigest()}.{key}"
