"""Letters on paper, each in the language of who reads it."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from workbench.interviews.documents import shown_day
from workbench.kernel.i18n import N_, Message, Translator
from workbench.kernel.prints import PrintSet
from workbench.letters import wording
from workbench.letters.models import LetterKind, LetterState, Tone
from workbench.letters.offers import OfferRow, offer
from workbench.letters.queries import LetterRow, letters_by_id
from workbench.organisation.queries import OrganisationRow, organisation
from workbench.paper import Document
from workbench.paper.blocks import (
    Block,
    Checklist,
    Facts,
    Heading,
    Letter,
    PageBreak,
    Sender,
    Signature,
    Signer,
    Spacer,
    Task,
    Text,
)

prints = PrintSet()

LETTER_FORM = "QC-LT-01"
OFFER_FORM = "QC-OF-01"
_REFERENCE = 8  # last digits of an id; enough to find a letter again


def unsent(connection: Connection, letters: tuple[str, ...]) -> Iterator[Message]:
    """Yield which of the letters are drafts."""
    for row in letters_by_id(connection, letters):
        if row.state == LetterState.DRAFT:
            text = N_("The letter to {name} is a draft; nobody has put it into the outbox yet.")
            yield Message(text, {"name": row.name})


@prints.offers("letter", N_("Print letters, each on pages of its own"), warns=unsent)
def letter_documents(
    connection: Connection, words: Translator, letters: tuple[str, ...]
) -> tuple[Document, ...]:
    """Return a document for each letter. They speak their readers' languages, not `words`."""
    house = organisation(connection)
    return tuple(
        letter_document(connection, row, house) for row in letters_by_id(connection, letters)
    )


def letter_document(connection: Connection, row: LetterRow, house: OrganisationRow) -> Document:
    """Return one letter as it will be printed."""
    words = wording.words_in(row.language)
    terms = offer(connection, row.offer_id) if row.offer_id else None
    is_offer = row.kind == LetterKind.OFFER and terms is not None
    parts: list[Block] = [_letter(row, house, words, terms if is_offer else None)]
    if is_offer and terms is not None:
        parts += _acceptance(row, terms, house, words)
    return Document(
        f"{row.name} · {row.title}",
        row.language,
        tuple(parts),
        header=f"{row.title} · {row.name}",
        form_id=OFFER_FORM if is_offer else LETTER_FORM,
        author=house.name,
    )


def _letter(
    row: LetterRow, house: OrganisationRow, words: Translator, terms: OfferRow | None
) -> Letter:
    paragraphs: list[str | Block] = [part for part in row.body.split("\n\n") if part.strip()]
    if terms is not None:
        paragraphs.insert(1, Facts(terms_rows(terms, words)))
    written = row.sent_at or row.written_at
    day = written.astimezone(ZoneInfo(house.timezone)).date()
    return Letter(
        sender=sender(house),
        body=tuple(paragraphs),
        subject=row.title,
        salutation=row.salutation,
        date=wording.shown_date(day, row.language),
        reference=row.id[-_REFERENCE:].upper() if terms is not None else "",
        closing=wording.closing(Tone(row.tone), words),
        signatory=signatory(house, row.language),
    )


def sender(house: OrganisationRow) -> Sender:
    """Return the letterhead."""
    reach = " · ".join(filter(None, (house.phone, house.email)))
    return Sender(house.name, tuple(filter(None, (house.address, reach))), house.name[:1])


def signatory(house: OrganisationRow, language: str) -> tuple[str, ...]:
    """Return who signs: the house above the person in Chinese, the person first in English."""
    if language == "zh":
        person = "　".join(filter(None, (house.recruiter_title, house.recruiter)))
        return tuple(filter(None, (house.name, person)))
    return tuple(filter(None, (house.recruiter, house.recruiter_title, house.name)))


def terms_rows(terms: OfferRow, words: Translator) -> tuple[tuple[str, str], ...]:
    """Return the terms of an offer as labels and values."""
    language = words.language
    pay = wording.money(terms.salary, terms.currency, language)
    per_month = N_("{amount} per month, before tax")
    rows = [
        (words.text(N_("Position")), terms.post),
        (words.text(N_("First day of work")), shown_day(terms.start_on, words)),
        (words.text(N_("Pay")), words.text(per_month, amount=pay)),
        (words.text(N_("Contract")), _contract(terms, words)),
        (words.text(N_("Probation")), _probation(terms, words)),
    ]
    if terms.probation_months and terms.probation_salary:
        pay = wording.money(terms.probation_salary, terms.currency, language)
        rows.append((words.text(N_("Pay on probation")), words.text(per_month, amount=pay)))
    rows.append((words.text(N_("Please answer by")), shown_day(terms.respond_by, words)))
    return tuple(rows)


def _contract(terms: OfferRow, words: Translator) -> str:
    if terms.contract_months is None:
        return words.text(N_("open-ended"))
    return wording.months(terms.contract_months, words)


def _probation(terms: OfferRow, words: Translator) -> str:
    return wording.months(terms.probation_months, words) if terms.probation_months else "–"


def _acceptance(
    row: LetterRow, terms: OfferRow, house: OrganisationRow, words: Translator
) -> list[Block]:
    text = N_(
        "Please tick one, sign and return this page by {day}. Without an answer by then, the offer"
        " lapses."
    )
    choice = Checklist(
        (
            Task(words.text(N_("I accept the offer."))),
            Task(words.text(N_("I do not accept the offer."))),
        )
    )
    rows = ((words.text(N_("Name")), row.name), *terms_rows(terms, words)[:4])
    return [
        PageBreak(),
        Heading(words.text(N_("Answer to the offer")), 1, house.name),
        Text(words.text(text, day=shown_day(terms.respond_by, words)), "lead"),
        Facts(rows),
        choice,
        Spacer(8),
        Signature((Signer(words.text(N_("Candidate")), row.name),)),
    ]
