"""Writing scorecards. Every command here can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from workbench.interviews.models import (
    Interview,
    InterviewCandidate,
    InterviewPanelist,
    InterviewState,
)
from workbench.interviews.rules import has_come
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.ids import is_id
from workbench.organisation.queries import zone_of
from workbench.people.models import Staff
from workbench.pipeline.models import Application
from workbench.scoring import rules
from workbench.scoring.models import (
    Attribute,
    Rating,
    Recommendation,
    Scorecard,
    ScorecardTemplate,
)
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class GivenRating:
    """A level for an attribute, named by id, key or name; no level where it was not seen."""

    attribute: str
    level: int | None = None
    comment: str = ""


@dataclass(frozen=True)
class EnterScorecard:
    """Hand in one interviewer's scorecard on an application."""

    application: str = arg(N_("id of the application"), positional=True)
    interviewer: str = arg(N_("id of the interviewer"))
    template: str = arg(N_("id, key or name of the scorecard"))
    recommendation: Recommendation = arg(N_("recommendation over all"))
    interview: str = arg(N_("id of the interview it is about"), default="")
    ratings: tuple[GivenRating, ...] = arg(
        N_("ratings, each as JSON with attribute, level (1 to 5) and comment"), default=()
    )
    comment: str = arg(N_("reasons for the recommendation"), default="", long=True)


@commands.handles(
    EnterScorecard, "scorecard.enter", N_("Enter a scorecard…"), done=N_("Scorecard entered")
)
def enter_scorecard(cmd: EnterScorecard, uow: UnitOfWork) -> str:
    """Check that this interviewer may score and has not yet; add the card and return its id."""
    application = uow.get(Application, cmd.application)
    interviewer = uow.get(Staff, cmd.interviewer)
    template = find_template(uow, cmd.template)
    if cmd.interview:
        _check_interview(uow, uow.get(Interview, cmd.interview), application, interviewer)
    _refuse_second(uow, cmd, template)
    attributes = _attributes(uow, template.id)
    given = _by_attribute(cmd.ratings, attributes)
    _check(cmd.recommendation, cmd.comment, given.values())
    card = uow.add(
        Scorecard(
            application_id=application.id,
            candidate_id=application.candidate_id,
            staff_id=interviewer.id,
            template_id=template.id,
            interview_id=cmd.interview or None,
            recommendation=cmd.recommendation.value,
            comment=cmd.comment.strip(),
            submitted_at=uow.now,
        )
    )
    for attribute_id, each in given.items():
        uow.add(_rating(card, attribute_id, each))
    return card.id


def find_template(uow: UnitOfWork, wanted: str) -> ScorecardTemplate:
    """Return a scorecard template by id, key or name in any language. Raises NotFound."""
    if is_id(wanted):
        return uow.get(ScorecardTemplate, wanted)
    for each in uow.find(select(ScorecardTemplate).where(ScorecardTemplate.archived.is_(False))):
        if wanted == each.key or wanted in each.names.values():
            return each
    raise NotFound(N_("There is no scorecard {name}."), name=wanted)


def _check_interview(
    uow: UnitOfWork, interview: Interview, application: Application, interviewer: Staff
) -> None:
    about = select(InterviewCandidate).where(
        InterviewCandidate.interview_id == interview.id,
        InterviewCandidate.application_id == application.id,
        InterviewCandidate.archived.is_(False),
    )
    invited = uow.find(about)
    if not invited:
        raise RuleBroken("interview", N_("That interview was about somebody else."))
    is_off = interview.state in (InterviewState.CANCELLED, InterviewState.NO_SHOW)
    if is_off or invited[0].absent:
        raise RuleBroken("interview", N_("That interview did not take place."))
    if not has_come(interview.starts_at, uow.now, zone_of(uow.connection)):
        raise RuleBroken("interview", N_("The day of this interview has not come yet."))
    members = uow.find(
        select(InterviewPanelist).where(
            InterviewPanelist.interview_id == interview.id, InterviewPanelist.archived.is_(False)
        )
    )
    if not rules.may_score(interviewer.id, [(each.staff_id, each.shadow) for each in members]):
        text = N_("{name} does not score in that interview: only its interviewers do.")
        raise RuleBroken("interviewer", text, name=interviewer.name)


def _refuse_second(uow: UnitOfWork, cmd: EnterScorecard, template: ScorecardTemplate) -> None:
    query = select(Scorecard).where(
        Scorecard.application_id == cmd.application,
        Scorecard.staff_id == cmd.interviewer,
        Scorecard.archived.is_(False),
    )
    if cmd.interview:
        query = query.where(Scorecard.interview_id == cmd.interview)
    else:
        query = query.where(Scorecard.interview_id.is_(None), Scorecard.template_id == template.id)
    if uow.find(query):
        text = N_("This interviewer has handed in a scorecard already; change that one.")
        raise RuleBroken("interviewer", text)


def _attributes(uow: UnitOfWork, template_id: str) -> dict[str, Attribute]:
    query = select(Attribute).where(
        Attribute.template_id == template_id, Attribute.archived.is_(False)
    )
    return {each.id: each for each in uow.find(query.order_by(Attribute.position))}


def _by_attribute(
    ratings: Sequence[GivenRating], attributes: Mapping[str, Attribute]
) -> dict[str, GivenRating]:
    """Return the ratings by the attribute's id. Raises NotFound, RuleBroken for a second one."""
    found: dict[str, GivenRating] = {}
    for each in ratings:
        about = _named(each.attribute, attributes.values())
        if about.id in found:
            text = N_("{attribute} is rated twice.")
            raise RuleBroken("ratings", text, attribute=each.attribute)
        found[about.id] = replace(each, comment=each.comment.strip())
    return found


def _named(wanted: str, attributes: Iterable[Attribute]) -> Attribute:
    for each in attributes:
        if wanted in (each.id, each.key, *each.names.values()):
            return each
    raise NotFound(N_("There is no attribute {name} on this scorecard."), name=wanted)


def _check(recommendation: Recommendation, comment: str, given: Iterable[GivenRating]) -> None:
    judged = [rules.Judged(each.attribute, each.level, each.comment) for each in given]
    rules.check_judgements(judged)
    rules.check_verdict(recommendation, comment, sum(1 for each in judged if each.level))


def _rating(card: Scorecard, attribute_id: str, given: GivenRating) -> Rating:
    return Rating(
        scorecard_id=card.id,
        candidate_id=card.candidate_id,
        attribute_id=attribute_id,
        level=given.level,
        comment=given.comment,
    )


@dataclass(frozen=True)
class ChangeScorecard:
    """Change what is given of a scorecard; attributes that are not named keep their rating."""

    scorecard: str = arg(N_("id of the scorecard"), positional=True)
    ratings: tuple[GivenRating, ...] = arg(
        N_("ratings, each as JSON with attribute, level (1 to 5) and comment"), default=()
    )
    recommendation: Recommendation | None = arg(N_("recommendation over all"), default=None)
    comment: str | None = arg(N_("reasons for the recommendation"), default=None, long=True)


@commands.handles(
    ChangeScorecard,
    "scorecard.change",
    N_("Change a scorecard"),
    done=N_("Scorecard changed"),
    palette=False,
)
def change_scorecard(cmd: ChangeScorecard, uow: UnitOfWork) -> None:
    """Write what is given, as long as the whole still says what a scorecard must say."""
    card = uow.get(Scorecard, cmd.scorecard)
    attributes = _attributes(uow, card.template_id)
    there = {each.attribute_id: each for each in _ratings(uow, card.id)}
    given = _by_attribute(cmd.ratings, attributes)
    kept = {
        key: GivenRating(_shown(attributes, key), each.level, each.comment)
        for key, each in there.items()
    }
    recommendation = cmd.recommendation or Recommendation(card.recommendation)
    comment = card.comment if cmd.comment is None else cmd.comment.strip()
    _check(recommendation, comment, (kept | given).values())
    card.recommendation, card.comment = recommendation.value, comment
    for attribute_id, each in given.items():
        if attribute_id in there:
            there[attribute_id].level = each.level
            there[attribute_id].comment = each.comment
        else:
            uow.add(_rating(card, attribute_id, each))


def _shown(attributes: Mapping[str, Attribute], attribute_id: str) -> str:
    about = attributes.get(attribute_id)
    return about.key or attribute_id if about else attribute_id


def _ratings(uow: UnitOfWork, scorecard_id: str) -> Sequence[Rating]:
    query = select(Rating).where(Rating.scorecard_id == scorecard_id, Rating.archived.is_(False))
    return uow.find(query)


@dataclass(frozen=True)
class ArchiveScorecard:
    """Put a scorecard away, for one that was entered by mistake; undo brings it back."""

    scorecard: str = arg(N_("id of the scorecard"), positional=True)


@commands.handles(
    ArchiveScorecard,
    "scorecard.archive",
    N_("Archive a scorecard"),
    done=N_("Scorecard archived"),
)
def archive_scorecard(cmd: ArchiveScorecard, uow: UnitOfWork) -> None:
    """Set the archived flag of the card and its ratings."""
    card = uow.get(Scorecard, cmd.scorecard)
    card.archived = True
    for each in _ratings(uow, card.id):
        each.archived = True
