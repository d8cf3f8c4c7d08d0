"""Gathers drafts and reports, so that every record of a file is accounted for once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.intake.columns import TableHead
from workbench.intake.drafts import (
    CandidateDraft,
    Format,
    IntakeFile,
    Located,
    LooseApplication,
    RowReport,
    RowState,
)
from workbench.intake.limits import MAX_RECORDS
from workbench.intake.normalise import clean, looks_garbled
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_, Message


class Collector:
    """Takes the records of one file in order and ends as an `IntakeFile`."""

    def __init__(self, name: str, kind: Format) -> None:
        self._name = name
        self._kind = kind
        self._drafts: list[Located] = []
        self._reports: list[RowReport] = []
        self._loose: list[LooseApplication] = []
        self._remarks: list[Message] = []
        self._heads: list[TableHead] = []
        self._seen: dict[CandidateDraft, int] = {}

    def add(
        self, row: int, draft: CandidateDraft, *, locator: str = "", notes: Iterable[Message] = ()
    ) -> None:
        """Take a person; one without a name fails, an exact copy of an earlier row is skipped."""
        name = clean(draft.name)
        if name != draft.name:  # a copy of a record costs as much as reading its row
            draft = replace(draft, name=name)
        if not draft.name:
            self.fail(row, Message(N_("No name was found")), locator=locator)
            return
        same = self._earlier(row, draft)
        if same is not None:
            self.skip(
                row, Message(N_("Exactly the same as row {row}"), {"row": same}), locator=locator
            )
            return
        remarks = [*notes, *_doubts(draft)]
        self._drafts.append(Located(row, locator, draft))
        self._report(
            row,
            locator,
            RowState.OK,
            Message(N_("Read: {name}"), {"name": draft.name}),
            tuple(remarks),
        )

    def loose(self, row: int, found: Iterable[LooseApplication]) -> None:
        """Take the applications of one record whose person is in another file.

        The record counts as skipped until `joining.join` finds its person.
        """
        loose = list(found)
        self._loose += loose
        reason = Message(
            N_("An application without its person; read it together with the file of {person}"),
            {"person": f"{loose[0].person.system} {loose[0].person.value}"},
        )
        self.skip(row, reason, locator=loose[0].locator)

    def skip(
        self, row: int, reason: Message, *, locator: str = "", notes: Iterable[Message] = ()
    ) -> None:
        """Leave a record out for `reason`."""
        self._report(row, locator, RowState.SKIPPED, reason, tuple(notes))

    def fail(self, row: int, reason: Message, *, locator: str = "") -> None:
        """Record that a record could not be read, and why."""
        self._report(row, locator, RowState.FAILED, reason, ())

    def remark(self, text: str, /, **args: object) -> None:
        """Say something about the file as a whole."""
        self._remarks.append(Message(text, args))

    def table(self, head: TableHead) -> None:
        """Take the columns of a table, and say so where they are read as last time."""
        self._heads.append(head)
        if head.remembered:
            self.remark(N_("Columns as last time"))

    def file(self) -> IntakeFile:
        """Return what was gathered. Raises BadInput where there was no record at all."""
        if not self._reports:
            raise BadInput(N_("{name} holds no records"), name=self._name)
        return IntakeFile(
            self._name,
            self._kind,
            tuple(self._drafts),
            tuple(self._reports),
            tuple(self._loose),
            tuple(self._remarks),
            tuple(self._heads),
        )

    def _earlier(self, row: int, draft: CandidateDraft) -> int | None:
        if not (draft.emails or draft.phones or draft.cv_text):
            return None  # two people of one name and nothing else may well be two people
        bare = replace(draft, external_ids=()) if draft.external_ids else draft
        first = self._seen.setdefault(bare, row)
        return None if first == row else first

    def _report(
        self, row: int, locator: str, state: RowState, text: Message, notes: tuple[Message, ...]
    ) -> None:
        if len(self._reports) >= MAX_RECORDS:
            raise BadInput(
                N_("{name} holds more than {limit} records; split it and read the parts"),
                name=self._name,
                limit=MAX_RECORDS,
            )
        self._reports.append(RowReport(row, locator, state, text, notes))


def _doubts(draft: CandidateDraft) -> list[Message]:
    notes = []
    if not (draft.emails or draft.phones or draft.wechat):
        notes.append(Message(N_("Neither e-mail address nor phone number")))
    garbled = next((t for t in (draft.name, draft.school, draft.title) if looks_garbled(t)), "")
    if garbled:
        notes.append(Message(N_("Letters look garbled: {text}"), {"text": garbled}))
    return notes
