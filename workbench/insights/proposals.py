"""People who are in the vault already and might fit a requisition, each with the reason why.

Nobody is looked at row by row: a few hundred come from each of four look-ups by index (those who
ended on like posts, tags, present titles, the talent pool), and only these are weighed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from workbench.demand.models import Requisition
from workbench.demand.queries import RequisitionRow, requisition
from workbench.insights.fitting import (
    KIND,
    LATE,
    RELATED,
    Fit,
    Known,
    Past,
    Post,
    core,
    fit,
    likeness,
    tag_words,
)
from workbench.kernel.i18n import N_, Message
from workbench.kernel.parts import in_parts
from workbench.kernel.queries import Page, QuerySet
from workbench.organisation.queries import local_today, zone_of
from workbench.people.models import Candidate, Tag
from workbench.people.search import CANDIDATE, search
from workbench.pipeline.anonymity import hidden_among
from workbench.pipeline.models import Application, ApplicationState, Stage, StageKind
from workbench.scoring.models import Scorecard
from workbench.scoring.queries import summaries

queries = QuerySet()

applications, candidates = Application.__table__, Candidate.__table__
requisitions, stages = Requisition.__table__, Stage.__table__
scorecards, tags = Scorecard.__table__, Tag.__table__

MOST = 200  # people from each look-up
WINDOW = 4000  # newest rows that a look-up without an index of its own goes through
MOST_SCORED = 200  # applications whose scorecards are read
_RUNNING, _HIRED = ApplicationState.ACTIVE.value, ApplicationState.HIRED.value
_ENDED = tuple(each.value for each in ApplicationState if each.value not in (_RUNNING, _HIRED))


@dataclass(frozen=True)
class Proposal:
    """Somebody who might fit, and why, strongest reason first."""

    candidate_id: str
    name: str
    title: str
    employer: str
    city: str
    reasons: tuple[Message, ...]


@queries.offers("requisition.propose", N_("Propose people for a requisition"))
def propose(
    connection: Connection, requisition_id: str, *, today: date | None = None, limit: int = 30
) -> Page[Proposal]:
    """Return who might fit, best first, and how many they are. Raises NotFound.

    Never those who are or were on it, who are not to be contacted, who are screened anonymously
    now, who work here already, or whose consent to be kept has ended.
    """
    row = requisition(connection, requisition_id)
    zone = zone_of(connection)
    day = today or local_today(connection)
    posts = _posts(connection, row)
    found = _gathered(connection, row, posts, day)
    known = _known(connection, row, posts, found, zone)
    post = Post(row.title, row.must_have)
    fits = {who: fit(each, post, day) for who, each in known.items()}
    best = sorted(
        ((who, each) for who, each in fits.items() if each is not None),
        key=lambda pair: (-pair[1].points, found[pair[0]].sort, pair[0]),
    )
    return Page(tuple(_proposal(found[who], each) for who, each in best[:limit]), len(best))


def _proposal(row: Any, found: Fit) -> Proposal:
    return Proposal(row.id, row.name, row.title, row.employer, row.city, found.reasons)


@dataclass(frozen=True)
class _Asked:
    """Another requisition: its title, and how like the one it is."""

    title: str
    likeness: float


def _posts(connection: Connection, row: RequisitionRow) -> dict[str, _Asked]:
    query = select(requisitions.c.id, requisitions.c.title)
    return {
        key: _Asked(title, likeness(title, row.title))
        for key, title in connection.execute(query)
        if key != row.id
    }


def _gathered(
    connection: Connection, row: RequisitionRow, posts: Mapping[str, _Asked], day: date
) -> dict[str, Any]:
    """Return who comes into question, by id."""
    like = [key for key, post in posts.items() if post.likeness >= RELATED]
    ids = _ended_on(connection, like) | _tagged(connection, row) | _titled(connection, row)
    ids |= _agreed(connection, row, day)
    there: set[str] = set()
    for part in in_parts(sorted(ids)):
        here = or_(applications.c.requisition_id == row.id, applications.c.state == _HIRED)
        query = select(applications.c.candidate_id).where(
            applications.c.candidate_id.in_(part), applications.c.archived.is_(False), here
        )
        there.update(connection.execute(query).scalars())
    ids -= there
    ids -= hidden_among(connection, ids)
    found: dict[str, Any] = {}
    names = ("id", "name", "sort", "title", "employer", "city", "consent_until")
    for part in in_parts(sorted(ids)):
        columns = [candidates.c[name] for name in names]
        query = select(*columns).where(
            candidates.c.id.in_(part),
            candidates.c.archived.is_(False),
            candidates.c.do_not_contact.is_(False),
        )
        found.update((each.id, each) for each in connection.execute(query))
    return found


def _ended_on(connection: Connection, like: Sequence[str]) -> set[str]:
    """Return those whose application on a like post ended late, kindly or with scorecards."""
    late = select(stages.c.id).where(stages.c.kind.in_([each.value for each in LATE]))
    far = list(connection.execute(late).scalars())
    people = select(applications.c.candidate_id)
    ids: set[str] = set()
    for part in in_parts(like):
        of_them = applications.c.requisition_id.in_(part)
        newest = _newest(connection, and_(of_them, applications.c.stage_id.in_(far)))
        ids.update(connection.execute(people.where(applications.c.id.in_(newest))).scalars())
        ids.update(connection.execute(_kindly(people, part)).scalars())
        ids.update(connection.execute(_scored(people, part)).scalars())
    return ids


def _newest(connection: Connection, where: ColumnElement[bool]) -> list[str]:
    """Return the ids of the newest applications that ended; from the index of the board alone."""
    ended = and_(applications.c.archived.is_(False), applications.c.state.in_(_ENDED))
    query = select(applications.c.id).where(where, ended)
    return list(connection.execute(query.order_by(applications.c.id.desc()).limit(MOST)).scalars())


def _kindly(people: Any, like: Sequence[str]) -> Any:
    closed = (
        select(applications.c.id)
        .where(applications.c.closed_at.is_not(None))
        .order_by(applications.c.closed_at.desc())
        .limit(WINDOW)
    )
    return people.where(
        applications.c.id.in_(closed),
        applications.c.requisition_id.in_(like),
        applications.c.archived.is_(False),
        or_(
            applications.c.reason.in_(KIND),
            applications.c.state == ApplicationState.POOLED.value,
        ),
    ).limit(MOST)


def _scored(people: Any, like: Sequence[str]) -> Any:
    newest = select(scorecards.c.application_id).order_by(scorecards.c.id.desc()).limit(WINDOW)
    return people.where(
        applications.c.id.in_(newest),
        applications.c.requisition_id.in_(like),
        applications.c.archived.is_(False),
        applications.c.state.in_(_ENDED),
    ).limit(MOST)


def _tagged(connection: Connection, row: RequisitionRow) -> set[str]:
    words = sorted(tag_words(f"{row.title}\n{row.must_have}"))
    ids: set[str] = set()
    for part in in_parts(words):
        query = select(tags.c.candidate_id).where(tags.c.word.in_(part))
        newest = query.order_by(tags.c.candidate_id.desc()).limit(MOST)
        ids.update(connection.execute(newest).scalars())
    return ids


def _titled(connection: Connection, row: RequisitionRow) -> set[str]:
    """Return those whose title or CV names the post; the rules look at the title again."""
    ids: set[str] = set()
    for words in dict.fromkeys((row.title, core(row.title))):
        hits = search(connection, words, limit=MOST, count=False).rows
        ids.update(hit.subject for hit in hits if hit.kind == CANDIDATE)
    return ids


def _agreed(connection: Connection, row: RequisitionRow, day: date) -> set[str]:
    """Return those who agreed to be kept and whose title names the post."""
    words = core(row.title).split()
    if not words:
        return set()
    pool = (
        select(candidates.c.id, candidates.c.title)
        .where(candidates.c.consent_until >= day, candidates.c.archived.is_(False))
        .order_by(candidates.c.consent_until.desc())
        .limit(WINDOW)
        .subquery()
    )
    named = or_(*(pool.c.title.contains(word, autoescape=True) for word in words))
    return set(connection.execute(select(pool.c.id).where(named).limit(MOST)).scalars())


def _known(
    connection: Connection,
    row: RequisitionRow,
    posts: Mapping[str, _Asked],
    found: Mapping[str, Any],
    zone: ZoneInfo,
) -> dict[str, Known]:
    """Return what the rules ask about each person."""
    rows = _applications(connection, list(found))
    scored = _with_scores(connection, rows, posts)
    words = _tags(connection, list(found))
    known: dict[str, Known] = {}
    for who, person in found.items():
        mine = rows.get(who, [])
        running = [posts[each.requisition_id].title for each in mine if each.state == _RUNNING]
        ended = [each for each in mine if each.state in _ENDED]
        past = (_past(each, posts[each.requisition_id], zone) for each in ended)
        known[who] = Known(
            title=person.title,
            tags=tuple(words.get(who, ())),
            past=tuple(
                replace(each, **scored.get(one.id, {}))
                for one, each in zip(ended, past, strict=True)
            ),
            running=tuple(running),
            pooled=any(each.state == ApplicationState.POOLED.value for each in mine),
            consent_until=person.consent_until,
        )
    return known


_OF_APPLICATION = ("id", "candidate_id", "requisition_id", "state", "reason", "closed_at")


def _applications(connection: Connection, ids: Sequence[str]) -> dict[str, list[Any]]:
    """Return the applications of people with the kind of their stage, newest first."""
    found: dict[str, list[Any]] = {}
    for part in in_parts(ids):
        query = (
            select(*(applications.c[name] for name in _OF_APPLICATION), stages.c.kind)
            .join(stages, stages.c.id == applications.c.stage_id)
            .where(applications.c.candidate_id.in_(part), applications.c.archived.is_(False))
            .order_by(applications.c.id.desc())
        )
        for row in connection.execute(query):
            found.setdefault(row.candidate_id, []).append(row)
    return found


def _past(row: Any, post: _Asked, zone: ZoneInfo) -> Past:
    return Past(
        post=post.title,
        likeness=post.likeness,
        stage=StageKind(row.kind),
        state=ApplicationState(row.state),
        reason=row.reason,
        ended=row.closed_at.astimezone(zone).date() if row.closed_at else None,
    )


def _with_scores(
    connection: Connection, rows: Mapping[str, Sequence[Any]], posts: Mapping[str, _Asked]
) -> dict[str, dict[str, Any]]:
    """Return what the interviews of ended applications on like posts came to, by application."""
    ids = [
        each.id
        for mine in rows.values()
        for each in mine
        if each.state in _ENDED and posts[each.requisition_id].likeness >= RELATED
    ]
    judged: set[str] = set()
    for part in in_parts(ids):
        query = select(scorecards.c.application_id).where(
            scorecards.c.application_id.in_(part), scorecards.c.archived.is_(False)
        )
        judged.update(connection.execute(query).scalars())
    found: dict[str, dict[str, Any]] = {}
    for key, summary in summaries(connection, sorted(judged)[-MOST_SCORED:]).items():
        seen = [each for each in summary.attributes if each.figures.mean is not None]
        best = max(seen, key=lambda each: each.figures.mean or 0.0, default=None)
        found[key] = {
            "score": summary.figures.mean,
            "best": best.names if best else None,
            "best_score": (best.figures.mean or 0.0) if best else 0.0,
        }
    return found


def _tags(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in in_parts(ids):
        query = select(tags.c.candidate_id, tags.c.word).where(
            tags.c.candidate_id.in_(part), tags.c.archived.is_(False)
        )
        for who, word in connection.execute(query.order_by(tags.c.word)):
            found.setdefault(who, []).append(word)
    return found
