"""Writing about people. Every command here can be undone."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select

from workbench.kernel.commands import CommandSet, arg, given
from workbench.kernel.degrees import Degree
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.people import matching
from workbench.people.models import Candidate, Contact, ContactKind, Cv, Note, Tag
from workbench.people.pinyin import pinyin_keys
from workbench.people.rules import clean_contact, clean_name
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

_KEYS = {ContactKind.EMAIL: matching.email_key, ContactKind.PHONE: matching.phone_key}


@dataclass(frozen=True)
class AddCandidate:
    """Add somebody: a name and, if known, how to reach them and what they bring."""

    name: str = arg(N_("name, as written"), positional=True)
    email: str = arg(N_("e-mail"), default="")
    phone: str = arg(N_("phone"), default="")
    wechat: str = arg(N_("WeChat id"), default="")
    city: str = arg(N_("city"), default="")
    degree: Degree = arg(N_("highest degree"), default=Degree.UNKNOWN)
    school: str = arg(N_("school"), default="")
    years: float | None = arg(N_("years of experience"), default=None)
    expected_pay: str = arg(N_("expected pay"), default="")
    notice: str = arg(N_("when they could start"), default="")
    employer: str = arg(N_("present employer"), default="")
    title: str = arg(N_("present title"), default="")
    source: str = arg(N_("where they come from"), default="")
    referrer: str = arg(N_("who referred them"), default="")
    agency: str = arg(N_("agency"), default="")
    language: str = arg(N_("language of letters to them (zh, en)"), default="zh")
    cv_text: str = arg(N_("the text of the CV"), default="", long=True)


@commands.handles(
    AddCandidate,
    "candidate.add",
    N_("Add a candidate"),
    done=N_("Candidate added"),
    shortcut="Ctrl+N",
)
def add_candidate(cmd: AddCandidate, uow: UnitOfWork) -> str:
    """Add the candidate and return the id."""
    own = {f.name for f in fields(cmd)} - {"name", "email", "phone", "wechat", "cv_text"}
    name = clean_name(cmd.name)
    record = uow.add(
        Candidate(
            name=name,
            sort=pinyin_keys(name).sort_key,
            added_at=uow.now,
            **{key: getattr(cmd, key) for key in own},
        )
    )
    for kind in (ContactKind.EMAIL, ContactKind.PHONE, ContactKind.WECHAT):
        value = getattr(cmd, kind.value)
        if value:
            put_contact(uow, record.id, kind, value)
    if cmd.cv_text.strip():
        put_cv(uow, AttachCv(record.id, text=cmd.cv_text))
    return record.id


def put_contact(
    uow: UnitOfWork, candidate_id: str, kind: ContactKind, value: str, position: int = 0
) -> Contact:
    """Give a candidate one more contact, normalised for finding duplicates."""
    text = clean_contact(kind, value)
    normal = _KEYS.get(kind, str.casefold)(text)
    return uow.add(
        Contact(
            candidate_id=candidate_id,
            kind=kind.value,
            value=text,
            normal=normal,
            position=position,
        )
    )


@dataclass(frozen=True)
class ChangeCandidate:
    """Change what is given; leave the rest. An empty text clears a field."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    name: str | None = arg(N_("name, as written"), default=None)
    city: str | None = arg(N_("city"), default=None)
    degree: Degree | None = arg(N_("highest degree"), default=None)
    school: str | None = arg(N_("school"), default=None)
    years: float | None = arg(N_("years of experience"), default=None)
    expected_pay: str | None = arg(N_("expected pay"), default=None)
    notice: str | None = arg(N_("when they could start"), default=None)
    employer: str | None = arg(N_("present employer"), default=None)
    title: str | None = arg(N_("present title"), default=None)
    source: str | None = arg(N_("where they come from"), default=None)
    referrer: str | None = arg(N_("who referred them"), default=None)
    agency: str | None = arg(N_("agency"), default=None)
    language: str | None = arg(N_("language of letters to them (zh, en)"), default=None)


@commands.handles(
    ChangeCandidate,
    "candidate.change",
    N_("Change a candidate's details"),
    done=N_("Details changed"),
    palette=False,
)
def change_candidate(cmd: ChangeCandidate, uow: UnitOfWork) -> None:
    """Write the given fields."""
    record = uow.get(Candidate, cmd.candidate)
    for name, value in given(cmd, "candidate").items():
        if name == "name":
            value = clean_name(value)
            record.sort = pinyin_keys(value).sort_key
        setattr(record, name, value)


@dataclass(frozen=True)
class SetContacts:
    """Replace all contacts of one kind; the first is the one to use."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    kind: ContactKind = arg(N_("which contacts"))
    values: tuple[str, ...] = arg(N_("the contacts, best first"), default=())


@commands.handles(
    SetContacts,
    "candidate.contacts",
    N_("Change a candidate's contacts"),
    done=N_("Contacts changed"),
    palette=False,
)
def set_contacts(cmd: SetContacts, uow: UnitOfWork) -> None:
    """Archive what is no longer listed, add what is new, order the rest."""
    uow.require(Candidate, cmd.candidate)
    wanted = [clean_contact(cmd.kind, value) for value in cmd.values]
    there = {contact.value: contact for contact in _contacts(uow, cmd.candidate, cmd.kind)}
    for value, contact in there.items():
        if value not in wanted:
            contact.archived = True
    for position, value in enumerate(dict.fromkeys(wanted)):
        if value in there:
            there[value].position = position
        else:
            put_contact(uow, cmd.candidate, cmd.kind, value, position)


@dataclass(frozen=True)
class EditCandidate:
    """Change details, contacts and tags of a candidate, in one step to undo."""

    details: ChangeCandidate = arg(N_("the details"))
    contacts: tuple[SetContacts, ...] = arg(N_("the contacts"), default=())
    tags: TagCandidate | None = arg(N_("the tags"), default=None)


@commands.handles(
    EditCandidate,
    "candidate.edit",
    N_("Change a candidate's details"),
    done=N_("Details changed"),
    palette=False,
    cli=False,
)
def edit_candidate(cmd: EditCandidate, uow: UnitOfWork) -> None:
    """Write the details, then the contacts of each kind; a refusal names the kind."""
    change_candidate(cmd.details, uow)
    for each in cmd.contacts:
        set_contacts(each, uow)
    if cmd.tags is not None:
        tag_candidate(cmd.tags, uow)


def _contacts(uow: UnitOfWork, candidate_id: str, kind: ContactKind) -> list[Contact]:
    query = select(Contact).where(
        Contact.candidate_id == candidate_id,
        Contact.kind == kind.value,
        Contact.archived.is_(False),
    )
    return list(uow.find(query))


@dataclass(frozen=True)
class BlockContact:
    """Mark somebody as not to be contacted, and why."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    reason: str = arg(N_("why they must not be contacted"))
    since: date | None = arg(N_("since when; today where it is left out"), default=None)


@commands.handles(
    BlockContact,
    "candidate.block",
    N_("Mark as “do not contact”"),
    done=N_("Marked as “do not contact”"),
)
def block_contact(cmd: BlockContact, uow: UnitOfWork) -> None:
    """Set the ban with its reason and day."""
    if not cmd.reason.strip():
        raise RuleBroken("reason", N_("Say why this person must not be contacted."))
    record = uow.get(Candidate, cmd.candidate)
    record.do_not_contact = True
    record.dnc_reason = cmd.reason.strip()
    record.dnc_since = cmd.since or uow.now.date()


@dataclass(frozen=True)
class AllowContact:
    """Take the mark “do not contact” away."""

    candidate: str = arg(N_("id of the candidate"), positional=True)


@commands.handles(
    AllowContact,
    "candidate.allow",
    N_("Allow contact again"),
    done=N_("Contact allowed again"),
)
def allow_contact(cmd: AllowContact, uow: UnitOfWork) -> None:
    """Lift the ban."""
    record = uow.get(Candidate, cmd.candidate)
    record.do_not_contact, record.dnc_reason, record.dnc_since = False, "", None


@dataclass(frozen=True)
class AddNote:
    """Write a note about a candidate."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    body: str = arg(N_("the note"), long=True)


@commands.handles(AddNote, "candidate.note", N_("Write a note"), done=N_("Note added"))
def add_note(cmd: AddNote, uow: UnitOfWork) -> str:
    """Add the note and return its id."""
    if not cmd.body.strip():
        raise RuleBroken("body", N_("Write something into the note."))
    uow.require(Candidate, cmd.candidate)
    note = Note(candidate_id=cmd.candidate, body=cmd.body.strip(), at=uow.now, author=uow.actor)
    return uow.add(note).id


@dataclass(frozen=True)
class TagCandidate:
    """Put tags on a candidate, or take them off."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    add: tuple[str, ...] = arg(N_("tags to put on"), default=())
    remove: tuple[str, ...] = arg(N_("tags to take off"), default=())


@commands.handles(TagCandidate, "candidate.tag", N_("Tag a candidate"), done=N_("Tags changed"))
def tag_candidate(cmd: TagCandidate, uow: UnitOfWork) -> None:
    """Add the new ones, archive the removed ones."""
    uow.require(Candidate, cmd.candidate)
    query = select(Tag).where(Tag.candidate_id == cmd.candidate, Tag.archived.is_(False))
    there = {tag.word: tag for tag in uow.find(query)}
    for word in cmd.remove:
        if word in there:
            there[word].archived = True
    for word in dict.fromkeys(w.strip() for w in cmd.add):
        if word and word not in there:
            uow.add(Tag(candidate_id=cmd.candidate, word=word))


@dataclass(frozen=True)
class AttachCv:
    """Keep a CV: its text and, encrypted, the file it came as."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
    text: str = arg(N_("the text of the CV"), default="", long=True)
    name: str = arg(N_("file name"), default="")
    media_type: str = arg(N_("media type"), default="")
    content: bytes = arg(N_("the file"), default=b"")


@commands.handles(
    AttachCv,
    "candidate.cv",
    N_("Attach a CV"),
    done=N_("CV attached"),
    palette=False,
    cli=False,
)
def attach_cv(cmd: AttachCv, uow: UnitOfWork) -> str:
    """Store the file as an object of its own and return the CV's id."""
    uow.require(Candidate, cmd.candidate)
    return put_cv(uow, cmd).id


@dataclass(frozen=True)
class ArchiveCv:
    """Put a CV away; undo brings it back."""

    cv: str = arg(N_("id of the CV"), positional=True)


@commands.handles(
    ArchiveCv, "candidate.archive-cv", N_("Remove a CV"), done=N_("CV removed"), palette=False
)
def archive_cv(cmd: ArchiveCv, uow: UnitOfWork) -> None:
    """Set the archived flag."""
    uow.get(Cv, cmd.cv).archived = True


def put_cv(uow: UnitOfWork, cmd: AttachCv) -> Cv:
    """Store a CV for a candidate that is known to be there."""
    from hashlib import sha256

    record = Cv(candidate_id=cmd.candidate, text=cmd.text, name=cmd.name, added_at=uow.now)
    if cmd.content:
        record.object_id, record.key = uow.blobs.put(cmd.content)
        record.media_type, record.size = cmd.media_type, len(cmd.content)
        record.sha256 = sha256(cmd.content).hexdigest()
    return uow.add(record)


@dataclass(frozen=True)
class ArchiveCandidate:
    """Put a candidate away with all applications; undo brings everything back."""

    candidate: str = arg(N_("id of the candidate"), positional=True)
