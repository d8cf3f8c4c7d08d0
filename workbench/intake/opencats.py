"""OpenCATS: the candidate table and the pipeline (candidate, job order, status) as CSV.

Source of the format: OpenCATS' database columns as its export writes them. "0" stands for empty in
every text column, "(none)" for no source; names are split, phones American.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.drafts import (
    ApplicationDraft,
    ApplicationStatus,
    CandidateDraft,
    ExternalId,
    Format,
    IntakeFile,
)
from workbench.intake.table import split_tags
from workbench.kernel.i18n import N_, Message

SYSTEM = "opencats"
_CANDIDATES = {"candidate_id", "last_name", "first_name", "email1"}
_PIPELINE = {"candidate_id", "joborder_id", "job_title", "status_code"}
_EMPTY = {"", "0", "(none)", "null"}

# candidate_joborder_status: 100 No Contact … 500 Interviewing, 600 Offered, 650 Not in
# Consideration, 700 Client Declined, 800 Placed.
_CLOSED = {
    "650": ApplicationStatus.REJECTED,
    "700": ApplicationStatus.REJECTED,
    "800": ApplicationStatus.HIRED,
}
_STAGES = {
    "100": "No Contact",
    "200": "Contacted",
    "250": "Candidate Responded",
    "300": "Qualifying",
    "400": "Submitted",
    "500": "Interviewing",
    "600": "Offered",
    "650": "Not in Consideration",
    "700": "Client Declined",
    "800": "Placed",
}


def is_candidates(headers: Sequence[str]) -> bool:
    """Tell whether these are the columns of the candidate table."""
    return set(headers) >= _CANDIDATES and "joborder_id" not in headers


def is_pipeline(headers: Sequence[str]) -> bool:
    """Tell whether these are the columns of the pipeline."""
    return set(headers) >= _PIPELINE


def read_candidates(
    headers: Sequence[str], rows: Sequence[tuple[int, list[str]]], name: str
) -> IntakeFile:
    """Read the candidate table."""
    collector = Collector(name, Format.OPENCATS_CANDIDATES)
    for number, cells in rows:
        row = _row(collector, number, headers, cells)
        if row is not None:
            collector.add(number, _candidate(row), locator=f"candidate_id {row['candidate_id']}")
    return collector.file()


def read_pipeline(
    headers: Sequence[str], rows: Sequence[tuple[int, list[str]]], name: str
) -> IntakeFile:
    """Read the pipeline: each row is a person with one application."""
    collector = Collector(name, Format.OPENCATS_PIPELINE)
    for number, cells in rows:
        row = _row(collector, number, headers, cells)
        if row is None:
            continue
        code = row["status_code"]
        notes = []
        if code not in _STAGES:
            notes.append(Message(N_("Unknown status code {code}"), {"code": code}))
        collector.add(
            number, _applicant(row), locator=f"candidate_id {row['candidate_id']}", notes=notes
        )
    return collector.file()


def _row(
    collector: Collector, number: int, headers: Sequence[str], cells: Sequence[str]
) -> dict[str, str] | None:
    if not any(cells):
        collector.skip(number, Message(N_("An empty row")))
        return None
    if len(cells) != len(headers):
        counts = {"found": len(cells), "expected": len(headers)}
        text = N_("The row has {found} cells where the header has {expected}")
        collector.fail(number, Message(text, counts))
        return None
    values = (normalise.clean(cell) for cell in cells)
    return {
        header: "" if value.casefold() in _EMPTY else value
        for header, value in zip(headers, values, strict=True)
    }


def _candidate(row: dict[str, str]) -> CandidateDraft:
    name = normalise.person_name(row["first_name"], row["last_name"])
    phones = (row.get(f"phone_{kind}", "") for kind in ("cell", "home", "work"))
    address = ", ".join(
        part for key in ("address1", "address2", "state", "zip") if (part := row.get(key, ""))
    )
    extras = {
        "Address": address,
        "Website": row.get("web_site", ""),
        "Relocation": "yes" if row.get("can_relocate") else "",
        "Notes": row.get("notes", ""),
    }
    return CandidateDraft(
        name=name,
        emails=normalise.emails(f"{row['email1']} {row.get('email2', '')}"),
        phones=normalise.distinct(
            number for cell in phones for number in normalise.phones(cell, normalise.AMERICA)
        ),
        city=row.get("city", ""),
        notice=row.get("date_available", "").removesuffix(" 00:00:00"),
        current_employer=row.get("current_employer", ""),
        source=row.get("source", ""),
        tags=split_tags(row.get("key_skills", "") + (", hot" if row.get("is_hot") else "")),
        notes="\n".join(f"{label}: {value}" for label, value in extras.items() if value),
        external_ids=(ExternalId(SYSTEM, row["candidate_id"]),),
        language=normalise.language_of(name),
    )


def _applicant(row: dict[str, str]) -> CandidateDraft:
    code = row["status_code"]
    name = normalise.person_name(row.get("first_name", ""), row.get("last_name", ""))
    application = ApplicationDraft(
        row["job_title"],
        row.get("status", "") or _STAGES.get(code, ""),
        _CLOSED.get(code, ApplicationStatus.ACTIVE),
        applied_at=normalise.moment(row.get("date_created", "")),
        external_id=row["joborder_id"],
    )
    return CandidateDraft(
        name=name,
        emails=normalise.emails(row.get("email1", "")),
        external_ids=(ExternalId(SYSTEM, row["candidate_id"]),),
        applications=(application,),
        language=normalise.language_of(name),
    )
