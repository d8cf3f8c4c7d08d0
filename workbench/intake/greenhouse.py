"""Greenhouse: candidates and applications as its Harvest API gives them.

Source of the format: Greenhouse's Harvest API documentation, v1 (objects "candidate" and
"application"). Jobs, stages and reasons carry names beside their ids; addresses and custom fields
are kept in the notes.
"""

from __future__ import annotations

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.drafts import (
    ApplicationDraft,
    ApplicationStatus,
    CandidateDraft,
    ExternalId,
    Format,
    IntakeFile,
    LooseApplication,
)
from workbench.intake.jsontree import Tree, block, joined, line, lines, tree, trees
from workbench.kernel.degrees import Degree
from workbench.kernel.i18n import N_, Message

SYSTEM = "greenhouse"
_STATUSES = {
    "active": ApplicationStatus.ACTIVE,
    "rejected": ApplicationStatus.REJECTED,
    "hired": ApplicationStatus.HIRED,
    "converted": ApplicationStatus.HIRED,
}
_WITHDREW = "they rejected us"  # Greenhouse's reason type for people who leave by themselves


def is_candidate(record: Tree) -> bool:
    """Tell whether a JSON object is a candidate."""
    return "first_name" in record and bool(
        {"email_addresses", "application_ids", "applications", "phone_numbers"} & set(record)
    )


def is_application(record: Tree) -> bool:
    """Tell whether a JSON object is an application."""
    return {"candidate_id", "jobs", "status"} <= set(record)


def read_candidates(records: list[object], name: str) -> IntakeFile:
    """Read candidates; the same id twice is noted, as the later one may be newer."""
    collector = Collector(name, Format.GREENHOUSE_CANDIDATES)
    seen: dict[str, int] = {}
    for row, record in enumerate(records, start=1):
        found = tree(record)
        if not is_candidate(found):
            collector.fail(row, Message(N_("Not a candidate of Greenhouse")))
            continue
        number = line(found.get("id"))
        notes = []
        if number and number in seen:
            notes.append(Message(N_("The same candidate id as row {row}"), {"row": seen[number]}))
        seen.setdefault(number, row)
        collector.add(row, _candidate(found), locator=f"id {number}", notes=notes)
    return collector.file()


def read_applications(records: list[object], name: str) -> IntakeFile:
    """Read applications, which name their person by id only."""
    collector = Collector(name, Format.GREENHOUSE_APPLICATIONS)
    for row, record in enumerate(records, start=1):
        found = tree(record)
        if not is_application(found):
            collector.fail(row, Message(N_("Not an application of Greenhouse")))
            continue
        person = ExternalId(SYSTEM, line(found.get("candidate_id")))
        locator = f"id {line(found.get('id'))}"
        loose = (LooseApplication(row, locator, person, a) for a in _applications(found))
        collector.loose(row, loose)
    return collector.file()


def _candidate(record: Tree) -> CandidateDraft:
    name = normalise.person_name(line(record.get("first_name")), line(record.get("last_name")))
    applications = trees(record.get("applications"))
    educations = trees(record.get("educations"))
    sources = [line(tree(a.get("source")).get("public_name")) for a in applications]
    credits = [line(tree(a.get("credited_to")).get("name")) for a in applications]
    phones = [
        number
        for value in _values(record, "phone_numbers")
        for number in normalise.phones(value, normalise.AMERICA)
    ]
    return CandidateDraft(
        name=name,
        emails=normalise.emails(" ".join(_values(record, "email_addresses"))),
        phones=normalise.distinct(phones),
        city=_city(applications),
        degree=_degree(educations),
        school=line(educations[0].get("school_name")) if educations else "",
        expected_pay=line(tree(record.get("custom_fields")).get("desired_salary")),
        current_employer=line(record.get("company")),
        title=line(record.get("title")),
        source=next(filter(None, sources), ""),
        referrer=next(filter(None, credits), ""),
        cv_text=_cv_text(record),
        tags=normalise.distinct(lines(record.get("tags"))),
        notes=_notes(record),
        external_ids=(ExternalId(SYSTEM, line(record.get("id"))),),
        applications=tuple(a for found in applications for a in _applications(found)),
        language=normalise.language_of(name),
    )


def _applications(record: Tree) -> list[ApplicationDraft]:
    """Return one application for each job; a prospect without a job has one without a title."""
    titles = [line(job.get("name")) for job in trees(record.get("jobs"))] or [""]
    reason = tree(record.get("rejection_reason"))
    status = _STATUSES.get(line(record.get("status")), ApplicationStatus.UNKNOWN)
    if line(tree(reason.get("type")).get("name")).casefold() == _WITHDREW:
        status = ApplicationStatus.WITHDRAWN
    prospect = tree(tree(record.get("prospect_detail")).get("prospect_stage"))
    stage = line(tree(record.get("current_stage")).get("name")) or line(prospect.get("name"))
    return [
        ApplicationDraft(
            title,
            stage,
            status,
            line(reason.get("name")),
            normalise.moment(line(record.get("applied_at"))),
            line(record.get("id")),
        )
        for title in titles
    ]


def _values(record: Tree, key: str) -> list[str]:
    return [line(item.get("value")) for item in trees(record.get(key))]


def _city(applications: list[Tree]) -> str:
    places = (line(tree(a.get("location")).get("address")) for a in applications)
    return next(filter(None, places), "")


def _degree(educations: list[Tree]) -> Degree:
    names = (line(education.get("degree")) for education in educations)
    return next((normalise.degree(found) for found in names if found), Degree.UNKNOWN)


def _notes(record: Tree) -> str:
    found = [block(value.get("value")) for value in trees(record.get("addresses"))]
    found += _values(record, "website_addresses") + _values(record, "social_media_addresses")
    for custom in tree(record.get("keyed_custom_fields")).values():
        value = tree(custom).get("value")
        text = ("yes" if value else "no") if isinstance(value, bool) else joined(*_listed(value))
        if text:
            found.append(f"{line(tree(custom).get('name'))}: {text}")
    for application in trees(record.get("applications")):
        for answer in trees(application.get("answers")):
            found.append(f"{line(answer.get('question'))} {line(answer.get('answer'))}")
    return "\n".join(filter(None, map(str.strip, found)))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _cv_text(record: Tree) -> str:
    parts = []
    for job in trees(record.get("employments")):
        span = "–".join(line(job.get(key))[:7] for key in ("start_date", "end_date"))
        parts.append(joined(job.get("title"), job.get("company_name"), span.strip("–")))
    for study in trees(record.get("educations")):
        span = "–".join(line(study.get(key))[:7] for key in ("start_date", "end_date"))
        parts.append(
            joined(study.get("degree"), study.get("discipline"), study.get("school_name"), span)
        )
    return "\n".join(part for part in parts if part)
