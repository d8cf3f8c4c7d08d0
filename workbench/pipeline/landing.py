"""Turns drafts into records: a person, contacts, CVs, notes, applications."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.demand.queries import open_titles
from workbench.intake.drafts import ApplicationDraft, ApplicationStatus, CandidateDraft
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.people.commands import AttachCv, put_contact, put_cv
from workbench.people.models import Candidate, ContactKind, ExternalId, Note, Tag
from workbench.people.pinyin import pinyin_keys
from workbench.people.rules import clean_name
from workbench.pipeline.commands import Apply, apply
from workbench.pipeline.models import Application, ApplicationState
from workbench.vault.unit import UnitOfWork

# How people call the boards whose own short names the grammars use.
BOARDS = {
    "51job": "前程无忧",
    "zhaopin": "智联招聘",
    "liepin": "猎聘",
    "boss": "BOSS直聘",
    "58": "58同城",
    "bjx": "北极星招聘",
}


@dataclass
class Landing:
    """Lands drafts one after the other in one unit of work.

    Attributes: `requisition`, the one to put everybody on, or ''; `nobody`, whether the posts that
    the files name count for nothing; `candidates`, the ids of those who came; `applications`, how
    many applications were made.
    """

    uow: UnitOfWork
    requisition: str
    nobody: bool = False
    candidates: list[str] = field(default_factory=list)
    applications: int = 0
    _open: dict[str, str] | None = None

    def take(self, draft: CandidateDraft) -> None:
        """Add one person with all that the draft says."""
        person = self._person(draft)
        self.candidates.append(person)
        self._contacts(person, draft)
        self._files(person, draft)
        self._history(person, draft)

    def _person(self, draft: CandidateDraft) -> str:
        name = clean_name(draft.name)
        record = Candidate(
            name=name,
            sort=pinyin_keys(name).sort_key,
            language=draft.language,
            city=draft.city,
            degree=draft.degree.value,
            school=draft.school,
            years=draft.years,
            expected_pay=draft.expected_pay,
            notice=draft.notice,
            employer=draft.current_employer,
            title=draft.title,
            source=BOARDS.get(draft.source, draft.source),
            referrer=draft.referrer,
            agency=draft.agency,
            added_at=self.uow.now,
        )
        return self.uow.add(record).id

    def _contacts(self, person: str, draft: CandidateDraft) -> None:
        wechat = (draft.wechat,) if draft.wechat else ()
        kinds = (
            (ContactKind.EMAIL, draft.emails),
            (ContactKind.PHONE, draft.phones),
            (ContactKind.WECHAT, wechat),
            (ContactKind.LINK, draft.links),
        )
        for kind, values in kinds:
            for position, value in enumerate(dict.fromkeys(values)):
                try:
                    put_contact(self.uow, person, kind, value, position)
                except RuleBroken:  # as written it is no address; it is kept for a person to read
                    put_contact(self.uow, person, ContactKind.LINK, value, position)
        for word in dict.fromkeys(draft.tags):
            self.uow.add(Tag(candidate_id=person, word=word))
        for each in draft.external_ids:
            self.uow.add(ExternalId(candidate_id=person, system=each.system, value=each.value))

    def _files(self, person: str, draft: CandidateDraft) -> None:
        for attachment in draft.attachments:
            first = attachment is draft.attachments[0]
            put_cv(
                self.uow,
                AttachCv(
                    person,
                    text=draft.cv_text if first else "",
                    name=attachment.file_name,
                    media_type=attachment.media_type,
                    content=attachment.data,
                ),
            )
        if draft.cv_text and not draft.attachments:
            put_cv(self.uow, AttachCv(person, text=draft.cv_text))

    def _history(self, person: str, draft: CandidateDraft) -> None:
        for text in (draft.summary, draft.notes):
            self._note(person, text)
        if self.requisition:
            apply(Apply(person, self.requisition), self.uow)
            self.applications += 1
        for each in draft.applications:
            wanted = self._requisition(each.job_title)
            if wanted is None or wanted == self.requisition:
                self._note(person, _application_note(each, draft.language))
            else:
                self._application(person, wanted, each)

    def _application(self, person: str, requisition: str, each: ApplicationDraft) -> None:
        try:
            made = apply(Apply(person, requisition, each.stage), self.uow)
        except NotFound:  # the other program's stages are not ours
            made = apply(Apply(person, requisition), self.uow)
        except RuleBroken:  # the file says the same thing twice
            return
        self.applications += 1
        record = self.uow.get(Application, made)
        ended = _ENDED.get(each.status)
        if ended:
            record.state, record.closed_at = ended.value, self.uow.now
            record.reason_note = each.reject_reason

    def _requisition(self, title: str) -> str | None:
        if self.nobody:
            return None
        if self._open is None:
            self._open = open_titles(self.uow.connection)
        return self._open.get(title.strip().casefold()) if title else None

    def _note(self, person: str, text: str) -> None:
        if text.strip():
            note = Note(
                candidate_id=person, body=text.strip(), at=self.uow.now, author=self.uow.actor
            )
            self.uow.add(note)


_ENDED = {
    ApplicationStatus.REJECTED: ApplicationState.REJECTED,
    ApplicationStatus.WITHDRAWN: ApplicationState.WITHDRAWN,
}


def _application_note(each: ApplicationDraft, language: str) -> str:
    """Return an earlier application as a note, in the language of the person's own papers."""
    parts = [each.job_title, each.stage, each.status.value, each.reject_reason]
    when = each.applied_at.date().isoformat() if each.applied_at else ""
    said = " · ".join(part for part in (*parts, when) if part)
    if not said:
        return ""
    return f"应聘：{said}" if language == "zh" else f"Applied: {said}"
