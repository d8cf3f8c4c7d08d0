"""The lists of interviews and of scorecards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from workbench.demand.queries import titles
from workbench.insights.listed_people import ids_of
from workbench.insights.listing import Column, Exportable, Kind, Reader, Row, in_pages
from workbench.interviews.documents import STATE_NAMES
from workbench.interviews.models import Interview
from workbench.interviews.queries import interviews_by_id
from workbench.kernel.i18n import N_
from workbench.people.queries import names
from workbench.pipeline.models import Application
from workbench.pipeline.queries import applications_by_id
from workbench.scoring.models import Scorecard
from workbench.scoring.queries import RatingRow, ScorecardRow, scorecards_by_id
from workbench.scoring.rules import RECOMMENDATION_NAMES

interviews = Interview.__table__
scorecards = Scorecard.__table__
applications = Application.__table__

_LISTENS = N_("{name} (listens)")


def _all_interviews(connection: Connection, requisition: str) -> Sequence[str]:
    where = interviews.c.requisition_id == requisition if requisition else None
    return ids_of(connection, interviews, interviews.c.starts_at, where=where)


def _interviews(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    return {
        row.id: (
            reader.local(row.starts_at),
            reader.local(row.ends_at),
            row.title,
            row.round,
            reader.listed(each.name for each in row.candidates),
            reader.listed(
                reader.words.text(_LISTENS, name=each.name) if each.shadow else each.name
                for each in row.panel
            ),
            row.room,
            row.call_link,
            reader.code(STATE_NAMES, row.state),
            reader.listed(each.name for each in row.candidates if each.absent),
            row.state_reason,
        )
        for row in interviews_by_id(connection, ids).values()
    }


def _all_scores(connection: Connection, requisition: str) -> Sequence[str]:
    on_it = select(applications.c.id).where(applications.c.requisition_id == requisition)
    where = scorecards.c.application_id.in_(on_it) if requisition else None
    return ids_of(connection, scorecards, scorecards.c.submitted_at, where=where)


def _scores(connection: Connection, ids: Sequence[str], reader: Reader) -> Mapping[str, Row]:
    rows = scorecards_by_id(connection, ids)
    people = names(connection, [row.candidate_id for row in rows.values()])
    about = applications_by_id(connection, [row.application_id for row in rows.values()])
    posts = titles(connection, [each.requisition_id for each in about.values()])
    return {
        row.id: (
            people.get(row.candidate_id, ""),
            posts.get(about[row.application_id].requisition_id, ""),
            row.interviewer,
            reader.code(RECOMMENDATION_NAMES, row.recommendation),
            row.mean,
            row.rated,
            row.asked,
            "\n".join(_rating(each, reader) for each in row.ratings),
            _knocked_out(row, reader),
            row.comment,
            reader.local(row.submitted_at),
        )
        for row in rows.values()
        if row.application_id in about
    }


def _rating(rating: RatingRow, reader: Reader) -> str:
    level = "–" if rating.level is None else str(rating.level)
    said = f" ({rating.comment})" if rating.comment else ""
    return f"{reader.named(rating.names)}: {level}{said}"


def _knocked_out(row: ScorecardRow, reader: Reader) -> str:
    return reader.listed(
        reader.named(each.names) for each in row.ratings if each.attribute_id in row.knocked_out
    )


INTERVIEWS = Exportable(
    "interviews",
    N_("Interviews"),
    (
        Column(N_("Begins"), Kind.MOMENT),
        Column(N_("Ends"), Kind.MOMENT),
        Column(N_("Post")),
        Column(N_("Round")),
        Column(N_("Candidates")),
        Column(N_("Panel")),
        Column(N_("Room")),
        Column(N_("Link of the call")),
        Column(N_("State")),
        Column(N_("Did not come")),
        Column(N_("Reason")),
    ),
    in_pages(_all_interviews, _interviews),
)
SCORES = Exportable(
    "scores",
    N_("Scorecards"),
    (
        Column(N_("Name")),
        Column(N_("Post")),
        Column(N_("Interviewer")),
        Column(N_("Recommendation over all")),
        Column(N_("Score"), Kind.NUMBER),
        Column(N_("Attributes rated"), Kind.NUMBER),
        Column(N_("Attributes asked"), Kind.NUMBER),
        Column(N_("Ratings")),
        Column(N_("Speaks against them alone")),
        Column(N_("Comment")),
        Column(N_("Handed in"), Kind.MOMENT),
    ),
    in_pages(_all_scores, _scores),
)
