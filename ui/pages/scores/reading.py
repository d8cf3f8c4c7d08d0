"""All that the scores page shows, asked for in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workbench.app import Connection
from workbench.demand.queries import RequisitionRow, list_requisitions, requisition
from workbench.insights.columns import columns
from workbench.interviews.queries import InterviewRow, interviews_by_id
from workbench.organisation.queries import organisation
from workbench.people.queries import names
from workbench.pipeline.queries import applications_by_id
from workbench.scoring.entering import HandedInRow, handed_in, usual_forms
from workbench.scoring.owing import OwedRow, list_owed, owed
from workbench.scoring.queries import (
    ScorecardRow,
    Summary,
    TemplateRow,
    list_templates,
    scorecard,
    summaries,
    template,
)


@dataclass(frozen=True)
class Subject:
    """Whose judgement of whom a form is about.

    Attributes: `card`, the scorecard if it was handed in; `template`, the form it is on, or the
    one that suggests itself, or ''; `at`, when the interview ended or the card came in.
    """

    application: str
    candidate_id: str
    candidate: str
    staff_id: str
    interviewer: str
    interview: str
    round: str
    post: str
    at: datetime
    template: str = ""
    card: str = ""

    @property
    def key(self) -> str:
        """What tells this judgement from all others."""
        return key_of(self.interview, self.application, self.staff_id)

    @property
    def place(self) -> tuple[str, str]:
        """What tells a form from another: the judgement, and whether it is in."""
        return self.key, self.card


def key_of(interview: str, application: str, interviewer: str) -> str:
    """Return what tells an interviewer's judgement from all others."""
    return f"{interview}.{application}.{interviewer}"


@dataclass(frozen=True)
class ScoresView:
    """Who owes, who handed in lately, and the forms there are."""

    owed: tuple[Subject, ...]
    recent: tuple[Subject, ...]
    templates: tuple[TemplateRow, ...]
    organisation: str


def read_scores(connection: Connection) -> ScoresView:
    """Return who owes a scorecard and who handed one in; no marks."""
    waiting, recent = list_owed(connection).rows, handed_in(connection)
    ids = {each.application_id for each in waiting} | {each.application_id for each in recent}
    posts = _posts(connection, sorted(ids))
    forms = list_templates(connection).rows
    stage_sets = {post.id: post.stage_set_id for post in posts.values()}
    usual = usual_forms(connection, stage_sets, forms)
    return ScoresView(
        tuple(_owed(row, posts.get(row.application_id), usual) for row in waiting),
        tuple(_handed_in(row, posts.get(row.application_id)) for row in recent),
        forms,
        organisation(connection).name,
    )


def _posts(connection: Connection, application_ids: Sequence[str]) -> dict[str, RequisitionRow]:
    rows = {row.id: row for row in list_requisitions(connection).rows}
    found = applications_by_id(connection, application_ids)
    return {
        key: rows[row.requisition_id] for key, row in found.items() if row.requisition_id in rows
    }


def _owed(
    row: OwedRow, post: RequisitionRow | None, usual: Mapping[tuple[str, str], str]
) -> Subject:
    wanted = post.id if post else ""
    form = usual.get((wanted, row.round)) or usual.get((wanted, ""), "")
    return Subject(
        row.application_id,
        row.candidate_id,
        row.candidate,
        row.staff_id,
        row.interviewer,
        row.interview_id,
        row.round,
        post.title if post else "",
        row.held_at,
        form,
    )


def _handed_in(row: HandedInRow, post: RequisitionRow | None) -> Subject:
    return Subject(
        row.application_id,
        row.candidate_id,
        row.candidate,
        row.staff_id,
        row.interviewer,
        row.interview_id or "",
        row.round,
        post.title if post else "",
        row.submitted_at,
        "",
        row.id,
    )


def read_card(connection: Connection, card: str) -> tuple[ScorecardRow, TemplateRow]:
    """Return a scorecard and the form it is on."""
    row = scorecard(connection, card)
    return row, template(connection, row.template_id)


def read_interview(connection: Connection, interview: str) -> InterviewRow | None:
    """Return an interview, None where there is none of that id."""
    return interviews_by_id(connection, [interview]).get(interview) if interview else None


@dataclass(frozen=True)
class CompareRow:
    """What the panel says of one candidate; `owed`, how many scorecards are missing."""

    application: str
    candidate_id: str
    name: str
    stage: Mapping[str, str]
    summary: Summary
    owed: int


@dataclass(frozen=True)
class Comparison:
    """The candidates of a requisition beside each other, best first, and the forms in use."""

    post: RequisitionRow | None
    posts: tuple[RequisitionRow, ...]
    rows: tuple[CompareRow, ...]
    templates: tuple[TemplateRow, ...]


def read_comparison(connection: Connection, wanted: str, now: datetime) -> Comparison:
    """Return the scored candidates of a requisition, or of the first that has some."""
    posts = list_requisitions(connection).rows
    if wanted:
        return _compare(connection, requisition(connection, wanted), posts, now)
    for post in posts:
        found = _compare(connection, post, posts, now)
        if found.rows:
            return found
    return Comparison(posts[0] if posts else None, posts, (), ())


def _compare(
    connection: Connection, post: RequisitionRow, posts: tuple[RequisitionRow, ...], now: datetime
) -> Comparison:
    found = columns(connection, post.id, now)
    ids = [each for column in found for each in column.ids]
    stages = {each: column.names for column in found for each in column.ids}
    sums, missing = summaries(connection, ids), owed(connection, ids)
    some = [each for each in ids if sums[each].cards or missing[each]]
    people = {key: row.candidate_id for key, row in applications_by_id(connection, some).items()}
    called = names(connection, list(people.values()))
    rows = [
        CompareRow(
            each,
            people[each],
            called.get(people[each], ""),
            stages[each],
            sums[each],
            len(missing[each]),
        )
        for each in some
    ]
    rows.sort(key=lambda row: -(row.summary.figures.mean or 0))
    seen = {about.attribute_id for row in rows for about in row.summary.attributes}
    forms = [
        form
        for form in list_templates(connection).rows
        if any(about.id in seen for about in form.attributes)
    ]
    return Comparison(post, posts, tuple(rows), tuple(forms))
