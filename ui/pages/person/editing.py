"""The sheets that change a person: details, contacts, the ban on contact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.person.adding import years_check
from ui.sheets import FormSheet
from workbench.kernel.degrees import DEGREE_NAMES, Degree
from workbench.kernel.i18n import N_
from workbench.people.commands import (
    AddNote,
    BlockContact,
    ChangeCandidate,
    EditCandidate,
    SetContacts,
)
from workbench.people.models import ContactKind
from workbench.people.queries import CandidateCard

_EDIT, _SAVE = N_("Change details"), N_("Save")
_NAME, _CITY, _DEGREE, _SCHOOL, _YEARS = (
    N_("Name"),
    N_("City"),
    N_("Degree"),
    N_("School"),
    N_("Years of experience"),
)
_EMPLOYER, _JOB, _PAY, _NOTICE = (
    N_("Present employer"),
    N_("Present title"),
    N_("Expected pay"),
    N_("Could start"),
)
_SOURCE, _REFERRER, _AGENCY, _LANGUAGE = (
    N_("Source"),
    N_("Referred by"),
    N_("Agency"),
    N_("Language of letters"),
)
_MAIL, _PHONE, _WECHAT = N_("E-mail"), N_("Phone"), N_("WeChat")
_SEVERAL = N_("Several: one a line, the best first.")
_BAN, _BAN_VERB, _BAN_WHY = N_("Do not contact"), N_("Mark"), N_("Reason")
_BAN_TEXT = N_("No letter, call or invitation is prepared for this person from now on.")
_NOTE, _NOTE_VERB, _NOTE_BODY = N_("Write a note"), N_("Add the note"), N_("Note")
_LANGUAGES = (("zh", "中文"), ("en", "English"))
_KINDS = (ContactKind.PHONE, ContactKind.EMAIL, ContactKind.WECHAT)


def _fields(context: Context, card: CandidateCard) -> tuple[Field, ...]:
    text = context.text
    degrees = tuple((d.value, text(DEGREE_NAMES[d])) for d in Degree)
    years = "" if card.years is None else f"{card.years:g}"

    def of(kind: ContactKind) -> str:
        return "\n".join(each.value for each in card.contacts if each.kind == kind)

    several = text(_SEVERAL)
    return (
        Field("name", text(_NAME), value=card.name, required=True),
        Field("title", text(_JOB), value=card.title, half=True),
        Field("employer", text(_EMPLOYER), value=card.employer, half=True),
        Field("phone", text(_PHONE), Kind.MULTILINE, of(ContactKind.PHONE), half=True, lines=2),
        Field("email", text(_MAIL), Kind.MULTILINE, of(ContactKind.EMAIL), half=True, lines=2),
        Field("wechat", text(_WECHAT), value=of(ContactKind.WECHAT), help=several, half=True),
        Field("city", text(_CITY), value=card.city, half=True),
        Field("degree", text(_DEGREE), Kind.CHOICE, card.degree, degrees, half=True),
        Field("school", text(_SCHOOL), value=card.school, half=True),
        Field("years", text(_YEARS), value=years, half=True, check=years_check(context)),
        Field("expected_pay", text(_PAY), value=card.expected_pay, half=True),
        Field("notice", text(_NOTICE), value=card.notice, half=True),
        Field("source", text(_SOURCE), value=card.source, half=True),
        Field("referrer", text(_REFERRER), value=card.referrer, half=True),
        Field("agency", text(_AGENCY), value=card.agency, half=True),
        Field("language", text(_LANGUAGE), Kind.CHOICE, card.language, _LANGUAGES, half=True),
    )


def edit_person(context: Context, card: CandidateCard, then: Callable[[], None]) -> FormSheet:
    """Open the sheet of a person's details and contacts."""
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_EDIT),
        context.text(_SAVE),
        Form(context.look, _fields(context, card)),
        width=640,
    )

    def filled(values: dict[str, Any]) -> None:
        wanted = {kind: str(values.pop(kind.value)) for kind in _KINDS}
        years = float(values["years"]) if values["years"] else None
        values |= {"degree": Degree(values["degree"]), "years": years}
        contacts = tuple(_changed_contacts(card, wanted))
        command = EditCandidate(ChangeCandidate(card.id, **values), contacts)
        context.submit(sheet, command, lambda _done: then())

    context.form(sheet, filled)
    return sheet


def _changed_contacts(card: CandidateCard, wanted: dict[ContactKind, str]) -> list[SetContacts]:
    found = []
    for kind, text in wanted.items():
        values = tuple(line.strip() for line in text.splitlines() if line.strip())
        if values != tuple(each.value for each in card.contacts if each.kind == kind):
            found.append(SetContacts(card.id, kind, values))
    return found


def ban_contact(context: Context, card: CandidateCard) -> FormSheet:
    """Ask why somebody must not be contacted."""
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_BAN),
        context.text(_BAN_VERB),
        Form(context.look, (Field("reason", context.text(_BAN_WHY), required=True),)),
        subtitle=context.text(_BAN_TEXT),
        danger=True,
        width=420,
    )
    context.form(
        sheet, lambda values: context.submit(sheet, BlockContact(card.id, str(values["reason"])))
    )
    return sheet


def write_note(context: Context, candidate_id: str) -> FormSheet:
    """Ask for a note."""
    field = Field("body", context.text(_NOTE_BODY), Kind.MULTILINE, required=True, lines=6)
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_NOTE),
        context.text(_NOTE_VERB),
        Form(context.look, (field,)),
    )
    context.form(
        sheet, lambda values: context.submit(sheet, AddNote(candidate_id, str(values["body"])))
    )
    return sheet
