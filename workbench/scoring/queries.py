"""Reading scorecards: the templates, the cards, what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.people.models import Staff
from workbench.scoring import rules
from workbench.scoring.models import Attribute, Rating, Scorecard, ScorecardTemplate
from workbench.scoring.rules import Figures, Judged

queries = QuerySet()

templates = ScorecardTemplate.__table__
attributes = Attribute.__table__
scorecards = Scorecard.__table__
ratings = Rating.__table__
staff = Staff.__table__


@dataclass(frozen=True)
class AttributeRow:
    """One attribute of a template; `anchors` is {language: {"1", "3", "5": behaviour}}."""

    id: str
    key: str
    names: Mapping[str, str]
    anchors: Mapping[str, Mapping[str, str]]
    weight: float
    knock_out: bool


@dataclass(frozen=True)
class TemplateRow:
    """One scorecard template; `script` is {language: steps}."""

    id: str
    key: str
    version: int
    names: Mapping[str, str]
    script: Mapping[str, Sequence[str]]
    attributes: tuple[AttributeRow, ...]


@dataclass(frozen=True)
class RatingRow:
    """One judged attribute; `level` is None where it was not seen."""

    attribute_id: str
    names: Mapping[str, str]
    level: int | None
    comment: str


@dataclass(frozen=True)
class ScorecardRow:
    """One interviewer's scorecard; cards of others are rows of their own, never mixed in.

    Attributes: `mean`, of what was rated, or None; `rated` of `asked` attributes have a level;
    `knocked_out`, ids of attributes that alone speak against the candidate.
    """

    id: str
    application_id: str
    candidate_id: str
    interview_id: str | None
    staff_id: str
    interviewer: str
    template_id: str
    recommendation: str
    comment: str
    submitted_at: datetime
    mean: float | None
    rated: int
    asked: int
    knocked_out: tuple[str, ...]
    ratings: tuple[RatingRow, ...]


@dataclass(frozen=True)
class AttributeSummary:
    """What all cards say of one attribute."""

    attribute_id: str
    names: Mapping[str, str]
    figures: Figures


@dataclass(frozen=True)
class Summary:
    """What an application's cards come to.

    Attributes: `cards`, how many there are; `figures`, over the cards' own means;
    `recommendations`, {recommendation: number}; `knocked_out`, ids of attributes.
    """

    application_id: str
    cards: int
    figures: Figures
    recommendations: Mapping[str, int]
    knocked_out: tuple[str, ...]
    attributes: tuple[AttributeSummary, ...]


@queries.offers("scorecard-template.list", N_("List the scorecard templates"))
def list_templates(connection: Connection) -> Page[TemplateRow]:
    """Return the live templates, oldest first."""
    found = _templates(connection, select(templates).where(templates.c.archived.is_(False)))
    return Page(found, len(found))


@queries.offers("scorecard-template.show", N_("Show a scorecard template"))
def template(connection: Connection, template: str) -> TemplateRow:
    """Return one template by id, key or name. Raises NotFound."""
    for row in _templates(connection, select(templates)):
        if template in (row.id, row.key, *row.names.values()):
            return row
    raise NotFound(N_("There is no scorecard {name}."), name=template)


def _templates(connection: Connection, query: Select[Any]) -> tuple[TemplateRow, ...]:
    rows = connection.execute(query.order_by(templates.c.archived, templates.c.id)).all()
    asked = _attributes(connection, [row.id for row in rows])
    return tuple(
        TemplateRow(r.id, r.key, r.version, r.names, r.script, tuple(asked.get(r.id, ())))
        for r in rows
    )


def _attributes(
    connection: Connection, template_ids: Sequence[str]
) -> dict[str, list[AttributeRow]]:
    query = (
        select(attributes)
        .where(attributes.c.template_id.in_(template_ids), attributes.c.archived.is_(False))
        .order_by(attributes.c.position, attributes.c.id)
    )
    found: dict[str, list[AttributeRow]] = {}
    for r in connection.execute(query):
        row = AttributeRow(r.id, r.key, r.names, r.anchors, r.weight, r.knock_out)
        found.setdefault(r.template_id, []).append(row)
    return found


@queries.offers("scorecard.list", N_("List an application's scorecards"))
def scorecards_of(connection: Connection, application_id: str) -> Page[ScorecardRow]:
    """Return the scorecards of an application, oldest first."""
    found = scorecards_of_all(connection, [application_id])[application_id]
    return Page(found, len(found))


@queries.offers("scorecard.show", N_("Show one scorecard"))
def scorecard(connection: Connection, scorecard_id: str) -> ScorecardRow:
    """Return one scorecard. Raises NotFound."""
    for row in _cards(connection, scorecards.c.id == scorecard_id):
        return row
    raise NotFound(N_("There is no scorecard {name}."), name=scorecard_id)


def scorecards_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, ScorecardRow]:
    """Return scorecards by id."""
    return {row.id: row for row in _cards(connection, scorecards.c.id.in_(ids))}


def scorecards_of_all(
    connection: Connection, application_ids: Sequence[str]
) -> dict[str, tuple[ScorecardRow, ...]]:
    """Return the scorecards of several applications, oldest first."""
    found: dict[str, list[ScorecardRow]] = {each: [] for each in application_ids}
    for row in _cards(connection, scorecards.c.application_id.in_(application_ids)):
        found[row.application_id].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def _cards(connection: Connection, where: Any) -> tuple[ScorecardRow, ...]:
    query = (
        select(scorecards, staff.c.name.label("interviewer"))
        .join(staff, staff.c.id == scorecards.c.staff_id)
        .where(scorecards.c.archived.is_(False), where)
        .order_by(scorecards.c.submitted_at, scorecards.c.id)
    )
    rows = connection.execute(query).mappings().all()
    asked = _attributes(connection, list({row["template_id"] for row in rows}))
    given = _ratings(connection, [row["id"] for row in rows])
    return tuple(_card(row, asked.get(row["template_id"], []), given[row["id"]]) for row in rows)


def _ratings(connection: Connection, card_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    query = select(ratings).where(
        ratings.c.scorecard_id.in_(card_ids), ratings.c.archived.is_(False)
    )
    found: dict[str, dict[str, Any]] = {each: {} for each in card_ids}
    for row in connection.execute(query):
        found[row.scorecard_id][row.attribute_id] = row
    return found


def _card(row: Any, asked: Sequence[AttributeRow], given: Mapping[str, Any]) -> ScorecardRow:
    judged, shown = [], []
    for each in asked:
        rating = given.get(each.id)
        level, comment = (rating.level, rating.comment) if rating else (None, "")
        judged.append(Judged(each.id, level, comment, each.weight, each.knock_out))
        shown.append(RatingRow(each.id, each.names, level, comment))
    own = [name for name in ScorecardRow.__dataclass_fields__ if name in row]
    return ScorecardRow(
        **{name: row[name] for name in own},
        mean=rules.card_mean(judged),
        rated=sum(1 for each in judged if each.level is not None),
        asked=len(judged),
        knocked_out=rules.knocked_out(judged),
        ratings=tuple(shown),
    )


@queries.offers("scorecard.summary", N_("Show what an application's scorecards come to"))
def summary(connection: Connection, application_id: str) -> Summary:
    """Return what the scorecards of an application come to."""
    return summaries(connection, [application_id])[application_id]


def summaries(connection: Connection, application_ids: Sequence[str]) -> dict[str, Summary]:
    """Return what the scorecards of several applications come to."""
    found = scorecards_of_all(connection, application_ids)
    return {key: _summary(key, cards) for key, cards in found.items()}


def _summary(application_id: str, cards: Sequence[ScorecardRow]) -> Summary:
    counted: dict[str, int] = {}
    levels: dict[str, list[int | None]] = {}
    names: dict[str, Mapping[str, str]] = {}
    for card in cards:
        counted[card.recommendation] = counted.get(card.recommendation, 0) + 1
        for each in card.ratings:
            names[each.attribute_id] = each.names
            levels.setdefault(each.attribute_id, []).append(each.level)
    return Summary(
        application_id,
        len(cards),
        rules.figures(card.mean for card in cards),
        counted,
        tuple(dict.fromkeys(each for card in cards for each in card.knocked_out)),
        tuple(AttributeSummary(key, names[key], rules.figures(levels[key])) for key in names),
    )
