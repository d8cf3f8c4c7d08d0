"""Brings together what two files say of one person by the id of the system they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from workbench.intake.drafts import (
    ApplicationDraft,
    ExternalId,
    IntakeFile,
    Located,
    RowReport,
    RowState,
)
from workbench.kernel.i18n import N_, Message


def join(files: Sequence[IntakeFile]) -> list[IntakeFile]:
    """Return `files` with every loose application given to its person, where one file has them.

    An application that the person already has is not added twice. The report of a joined record
    turns from skipped to ok. Nothing else changes.
    """
    owners = {key for file in files for found in file.drafts for key in found.draft.external_ids}
    waiting: dict[ExternalId, list[ApplicationDraft]] = defaultdict(list)
    for file in files:
        for loose in file.loose:
            if loose.person in owners:
                waiting[loose.person].append(loose.application)
    return [_joined(file, waiting, owners) for file in files]


def _joined(
    file: IntakeFile, waiting: dict[ExternalId, list[ApplicationDraft]], owners: set[ExternalId]
) -> IntakeFile:
    found = {item.row: item.person for item in file.loose if item.person in owners}
    return replace(
        file,
        drafts=tuple(_with_applications(located, waiting) for located in file.drafts),
        reports=tuple(_report(report, found.get(report.row)) for report in file.reports),
        loose=tuple(item for item in file.loose if item.person not in owners),
    )


def _with_applications(
    located: Located, waiting: dict[ExternalId, list[ApplicationDraft]]
) -> Located:
    mine = list(located.draft.applications)
    for key in located.draft.external_ids:
        for application in waiting.pop(key, ()):
            known = {(a.external_id, a.job_title) for a in mine}
            if (application.external_id, application.job_title) not in known:
                mine.append(application)
    return replace(located, draft=replace(located.draft, applications=tuple(mine)))


def _report(report: RowReport, person: ExternalId | None) -> RowReport:
    if person is None or report.state is not RowState.SKIPPED:
        return report
    text = Message(N_("Joined to {person}"), {"person": f"{person.system} {person.value}"})
    return replace(report, state=RowState.OK, message=text)
