"""Moving a requisition to the newest version of its stage set.

It lives here because interviews and rounds belong to stages too: one that was held for a stage
counts for the stage that follows it. What has ended stays in the version it ended in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from workbench.demand.models import Requisition
from workbench.demand.queries import requisition as requisition_row
from workbench.interviews.day_models import InterviewRound
from workbench.interviews.models import Interview
from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_
from workbench.pipeline.models import Application, ApplicationState, Stage, StageKind, StageSet
from workbench.pipeline.queries import (
    families,
    list_stages,
    running_by_stage,
    stages,
    stages_by_id,
)
from workbench.pipeline.stage_rules import StagePlace, counterparts
from workbench.pipeline.stage_sets import follow, live_stages, newest_sets
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class AdoptStageSet:
    """Let a requisition run on the newest version of its stage set."""

    requisition: str = arg(N_("id of the requisition"), positional=True)
    stages: tuple[str, ...] = arg(
        N_("where those go whose stage the new version lacks: OLD=NEW, by id or name"), default=()
    )


@commands.handles(
    AdoptStageSet,
    "stage-set.adopt",
    N_("Take the newest version of the stage set"),
    done=N_("Stage set “{name}”: the requisition runs on version {version} now"),
    palette=False,
)
def adopt_stage_set(cmd: AdoptStageSet, uow: UnitOfWork) -> int:
    """Put running applications and interviews into the stages that follow; return how many moved.

    They stay in their stage as far as time is concerned, so no move is noted.
    """
    requisition = uow.get(Requisition, cmd.requisition)
    present = uow.get(StageSet, requisition.stage_set_id)
    newest = newest_sets(uow)[present.family_id]
    if newest.id == present.id:
        text = N_("This requisition runs on the newest version already.")
        raise RuleBroken("requisition", text)
    running = _running(uow, requisition.id)
    before = _stages_before(uow, present.id, newest.id, running)
    after = live_stages(uow, newest.id)
    following = {stage.id: stage.id for stage in after}
    for stages_of_one in before:
        following |= follow(stages_of_one, after)
    known = [stage for stages_of_one in before for stage in stages_of_one]
    ways = following | _ways(cmd.stages, known, after)
    _refuse_lost(running, known, ways)
    for application in running:
        application.stage_id = ways[application.stage_id]
    of_it = select(Interview).where(Interview.requisition_id == requisition.id)
    for interview in uow.find(of_it.where(Interview.archived.is_(False))):
        interview.stage_id = following.get(interview.stage_id, interview.stage_id)
    of_plan = select(InterviewRound).where(InterviewRound.requisition_id == requisition.id)
    for round_ in uow.find(of_plan.where(InterviewRound.archived.is_(False))):
        # A round whose stage is no more stays in the plan, of no stage.
        round_.stage_id = following.get(round_.stage_id or "")
    requisition.stage_set_id = newest.id
    until = requisition.anonymous_until
    requisition.anonymous_until = following.get(until, until)
    uow.label(name=dict(newest.names), version=newest.version)
    return len(running)


def _stages_before(
    uow: UnitOfWork, present: str, newest: str, running: Sequence[Application]
) -> list[Sequence[Stage]]:
    """Return the stages of the present version, and of others in which somebody stands.

    The undo of an earlier adoption leaves there who was put on the requisition meanwhile.
    """
    ids = {application.stage_id for application in running}
    sets = set(uow.session.scalars(select(Stage.stage_set_id).where(Stage.id.in_(ids))))
    others = sorted(sets - {present, newest})
    return [live_stages(uow, each) for each in (present, *others)]


def _running(uow: UnitOfWork, requisition_id: str) -> Sequence[Application]:
    query = select(Application).where(
        Application.requisition_id == requisition_id,
        Application.state == ApplicationState.ACTIVE.value,
        Application.archived.is_(False),
    )
    return uow.find(query)


def _ways(given: Sequence[str], before: Sequence[Stage], after: Sequence[Stage]) -> dict[str, str]:
    """Return the ways that were said, by id. Raises RuleBroken for one that leads nowhere."""
    found = {}
    for each in given:
        old, sign, new = each.partition("=")
        source, target = _named(before, old.strip()), _named(after, new.strip())
        if not sign or source is None or target is None:
            text = N_("{text}: write OLD=NEW, a stage of this version and one of the newest.")
            raise RuleBroken("stages", text, text=each)
        if target.kind == StageKind.HIRED:
            text = N_("Hiring needs a first day: use “Hire” under Onboarding.")
            raise RuleBroken("stages", text)
        found[source.id] = target.id
    return found


def _named(among: Sequence[Stage], wanted: str) -> Stage | None:
    named = (each for each in among if wanted == each.id or wanted in each.names.values())
    return next(named, None)


def _refuse_lost(
    running: Sequence[Application], before: Sequence[Stage], ways: Mapping[str, str]
) -> None:
    for stage in before:
        lost = sum(application.stage_id == stage.id for application in running)
        if lost and stage.id not in ways:
            text = N_(
                "The new version has no stage like “{stage}”, in which {n} stand: say where they"
                " go, or move them first."
            )
            raise RuleBroken("stages", text, stage=dict(stage.names), n=lost)


@dataclass(frozen=True)
class LostStage:
    """A stage without a counterpart, and how many stand in it."""

    id: str
    names: Mapping[str, str]
    running: int


@dataclass(frozen=True)
class Adoption:
    """The version a requisition runs on, and what the newest one would mean.

    Attributes: `newest`, the newest version; `lost`, stages with people that it lacks; `choices`,
    where these could go: its stages by id.
    """

    stage_set_id: str
    names: Mapping[str, str]
    version: int
    newest: int
    lost: tuple[LostStage, ...] = ()
    choices: Mapping[str, Mapping[str, str]] | None = None


def adoption(connection: Connection, requisition_id: str) -> Adoption | None:
    """Return how a requisition stands to its stage set, None where it has none."""
    present = requisition_row(connection, requisition_id).stage_set_id
    for versions in families(connection).values():
        for row in versions:
            if row.id == present:
                last = versions[-1]
                view = Adoption(row.id, row.names, row.version, last.version)
                return view if last is row else _compared(connection, requisition_id, view, last.id)
    return None


def _compared(connection: Connection, requisition_id: str, view: Adoption, newest: str) -> Adoption:
    running, after = running_by_stage(connection, requisition_id), _places(connection, newest)
    stood = stages_by_id(connection, list(running))
    found = {place.id: place.id for place in after}
    for each in {view.stage_set_id, *(row.stage_set_id for row in stood.values())} - {newest}:
        found |= counterparts(_places(connection, each), after)
    lost = [
        LostStage(row.id, row.names, running[row.id])
        for row in sorted(stood.values(), key=lambda row: row.position)
        if row.id not in found
    ]
    choices = {
        row.id: row.names
        for row in list_stages(connection, newest).rows
        if row.kind != StageKind.HIRED
    }
    return Adoption(view.stage_set_id, view.names, view.version, view.newest, tuple(lost), choices)


def _places(connection: Connection, stage_set_id: str) -> list[StagePlace]:
    query = select(stages.c.id, stages.c.origin_id, stages.c.kind, stages.c.position).where(
        stages.c.stage_set_id == stage_set_id, stages.c.archived.is_(False)
    )
    return [StagePlace(*row) for row in connection.execute(query)]
