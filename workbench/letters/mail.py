"""Letters as e-mail drafts (.eml) that any mail program opens, with the PDF attached."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from sqlalchemy import Connection, select

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.queries import QuerySet
from workbench.letters import wording
from workbench.letters.documents import letter_document, signatory
from workbench.letters.models import Tone
from workbench.letters.queries import LetterRow, letters_by_id
from workbench.organisation.queries import OrganisationRow, organisation
from workbench.paper import render
from workbench.people.models import Contact, ContactKind

queries = QuerySet()

contacts = Contact.__table__
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 80


def letter_eml(connection: Connection, letter_id: str) -> bytes:
    """Return the draft of a letter. Raises RuleBroken where there is nowhere to send it."""
    (row,) = letters_by_id(connection, [letter_id])
    house = organisation(connection)
    words = wording.words_in(row.language)
    message = EmailMessage(policy=SMTP)
    message["To"] = address(row.name, _email(connection, row), "email")
    if house.email:
        message["From"] = address(house.recruiter or house.name, house.email, "organisation")
    message["Subject"] = wording.one_line(row.title)
    message["X-Unsent"] = "1"  # Outlook opens what bears this as a draft of one's own
    message["Content-Language"] = row.language
    message.set_content(letter_text(row, house, words))
    pdf = render(letter_document(connection, row, house)).data
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=_file_name(row))
    message.set_boundary(f"=_{row.id}")
    return message.as_bytes()


@queries.offers("letter.eml", N_("Make the e-mail draft of a letter"))
def letter_eml_text(connection: Connection, letter_id: str) -> str:
    """Return the .eml file of a letter; everything in it is ASCII."""
    return letter_eml(connection, letter_id).decode("ascii")


def letter_text(row: LetterRow, house: OrganisationRow, words: Translator) -> str:
    """Return a letter as plain text."""
    ending = wording.closing(Tone(row.tone), words) or words.text(N_("Yours sincerely,"))
    signed = "\n".join(signatory(house, row.language))
    return f"{row.salutation}\n\n{row.body}\n\n{ending}\n\n{signed}\n"


def _email(connection: Connection, row: LetterRow) -> str:
    query = (
        select(contacts.c.value)
        .where(contacts.c.candidate_id == row.candidate_id, contacts.c.archived.is_(False))
        .where(contacts.c.kind == ContactKind.EMAIL.value)
        .order_by(contacts.c.position, contacts.c.id)
    )
    found = connection.execute(query).scalars().first()
    if not found:
        raise RuleBroken("email", N_("{name} has no e-mail address."), name=row.name)
    return str(found)


def address(name: str, email: str, field: str) -> Address:
    """Return an address as it stands in a mail's head. Raises RuleBroken where it is none."""
    try:
        return Address(wording.one_line(name), addr_spec=wording.one_line(email))
    except ValueError as error:
        text = N_("{value} is not an e-mail address.")
        raise RuleBroken(field, text, value=email) from error


def file_name(text: str, ending: str) -> str:
    """Return a text as the name of a file, on whatever system it is saved."""
    return _UNSAFE.sub(" ", wording.one_line(text))[:_LONGEST_NAME].strip() + ending


def _file_name(row: LetterRow) -> str:
    return file_name(f"{row.title} {row.name}", ".pdf")
