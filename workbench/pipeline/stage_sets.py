"""Stage sets that are made and changed. Every command here can be undone.

A set that a requisition runs on is never changed under it: its change is a new version, which new
requisitions take. What no requisition uses is changed in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from workbench.kernel.commands import CommandSet, arg
from workbench.kernel.errors import Conflict, NotFound, RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.kernel.ids import is_id
from workbench.pipeline.models import Stage, StageKind, StageSet
from workbench.pipeline.queries import is_used, stage_set_view
from workbench.pipeline.stage_rules import (
    StageDraft,
    StagePlace,
    clean_names,
    clean_stages,
    counterparts,
)
from workbench.vault.unit import UnitOfWork

commands = CommandSet()

_STAGES = N_(
    "the stages in order, each as JSON, or @FILE with a JSON list of them, such as"
    " “stage-set show --json” gives; a stage with its id stays the same stage"
)
_CHANGED = N_(
    "This stage set was changed meanwhile; nothing was saved. Close it, open it again and make your"
    " changes there."
)
_FIELDS = ("kind", "limit_days", "scored", "owner", "letter")


@dataclass(frozen=True)
class MakeStageSet:
    """Make a stage set from a list of stages, or from those of another set."""

    zh: str = arg(N_("name in Chinese"), default="")
    en: str = arg(N_("name in English"), default="")
    copy_of: str = arg(N_("id, key or name of a set to copy the stages from"), default="")
    stages: tuple[StageDraft, ...] = arg(_STAGES, default=())


@dataclass(frozen=True)
class ChangeStageSet:
    """Change a stage set as a whole: its names, and all of its stages in order."""

    stage_set: str = arg(N_("id, key or name of the stage set"), positional=True)
    zh: str | None = arg(N_("name in Chinese"), default=None)
    en: str | None = arg(N_("name in English"), default=None)
    stages: tuple[StageDraft, ...] | None = arg(_STAGES, default=None)
    seen: str = arg(N_("mark of the set as it was read; refused where changed since"), default="")


def _no_way_in(connection: Connection, answer: Any) -> tuple[Message, ...]:
    kinds = {draft.kind for draft in stage_set_view(connection, answer).stages}
    if StageKind.PRE_START in kinds:
        return ()
    return (Message(N_("Nobody can be hired on this set: it has no stage before day one.")),)


def _kept_older(connection: Connection, answer: Any) -> tuple[Message, ...]:
    view = stage_set_view(connection, answer)
    older = [use for use in view.versions if use.open and use.version < view.version]
    text = N_("Open requisitions keep version {older}; new ones take version {newest}.")
    return tuple(
        Message(text, {"older": use.version, "newest": view.version}) for use in older[-1:]
    )


@commands.handles(
    MakeStageSet,
    "stage-set.make",
    N_("Make a stage set"),
    done=N_("Stage set made: {name}"),
    palette=False,
    warns=lambda connection, cmd, answer: _no_way_in(connection, answer),
)
def make_stage_set(cmd: MakeStageSet, uow: UnitOfWork) -> str:
    """Add a set with its stages and return its id."""
    drafts: Sequence[StageDraft] = cmd.stages
    if cmd.copy_of and drafts:
        text = N_("Give the stages, or a set to copy them from, but not both.")
        raise RuleBroken("copy_of", text)
    if cmd.copy_of:
        drafts = [_draft(each) for each in live_stages(uow, find_stage_set(uow, cmd.copy_of).id)]
    names = clean_names({"zh": cmd.zh, "en": cmd.en}, "zh")
    _refuse_taken(uow, names)
    record = uow.add(StageSet(names=names))
    record.family_id = record.id
    for position, draft in enumerate(clean_stages(drafts)):
        made = uow.add(_stage(record.id, position, draft))
        made.origin_id = made.id
    uow.label(name=names)
    return record.id


@commands.handles(
    ChangeStageSet,
    "stage-set.change",
    N_("Change a stage set"),
    done=N_("Stage set saved: {name}, version {version}"),
    palette=False,
    warns=lambda connection, cmd, answer: (
        *_kept_older(connection, answer),
        *_no_way_in(connection, answer),
    ),
)
def change_stage_set(cmd: ChangeStageSet, uow: UnitOfWork) -> str:
    """Write a set anew, as a new version where requisitions use it; return the version's id.

    Raises Conflict where it is not the one that was `seen`.
    """
    record = find_stage_set(uow, cmd.stage_set)
    if cmd.seen and cmd.seen != stage_set_view(uow.connection, record.id).mark:
        raise Conflict(_CHANGED)
    given = {"zh": cmd.zh, "en": cmd.en}
    names = {**record.names, **{one: name for one, name in given.items() if name is not None}}
    names = clean_names(names, "zh")
    _refuse_taken(uow, names, record.family_id)
    present = live_stages(uow, record.id)
    drafts = [_draft(each) for each in present] if cmd.stages is None else cmd.stages
    wanted = [_of_family(uow, record, present, each) for each in clean_stages(drafts)]
    _refuse_twice([origin for _, origin in wanted])
    if names != record.names or [each for each, _ in wanted] != [_draft(each) for each in present]:
        if is_used(uow.connection, record.id):
            record = _next_version(uow, record)
            present = []
        record.names = names
        _write(uow, record, present, wanted)
    uow.label(name=names, version=record.version)
    return record.id


def _of_family(
    uow: UnitOfWork, record: StageSet, present: Sequence[Stage], draft: StageDraft
) -> tuple[StageDraft, str]:
    """Return a draft with the id its stage has now, and the stage's origin; '' for a new one.

    The id may be that of an older version: whoever changes the set may have seen that one.
    """
    if not draft.id:
        return draft, ""
    stage = uow.session.get(Stage, draft.id) if is_id(draft.id) else None
    owner = uow.session.get(StageSet, stage.stage_set_id) if stage is not None else None
    if stage is None or owner is None or owner.family_id != record.family_id:
        raise RuleBroken("stages", N_("There is no stage {id} in this set."), id=draft.id)
    now = {each.origin_id: each.id for each in present}
    return replace(draft, id=now.get(stage.origin_id, "")), stage.origin_id


def _refuse_twice(origins: Sequence[str]) -> None:
    known = [origin for origin in origins if origin]
    if len(set(known)) < len(known):
        raise RuleBroken("stages", N_("One stage stands in the list twice."))


def _next_version(uow: UnitOfWork, before: StageSet) -> StageSet:
    return uow.add(
        StageSet(
            names=before.names,
            key=before.key,
            version=before.version + 1,
            family_id=before.family_id,
            retired=before.retired,
        )
    )


def _write(
    uow: UnitOfWork,
    record: StageSet,
    present: Sequence[Stage],
    wanted: Sequence[tuple[StageDraft, str]],
) -> None:
    """Make the stages of a version exactly those that are wanted."""
    there = {stage.origin_id: stage for stage in present}
    kept = {origin for _, origin in wanted}
    for origin, stage in there.items():
        if origin not in kept:
            stage.archived = True
    for position, (draft, origin) in enumerate(wanted):
        if origin in there:
            _settle(there[origin], position, draft)
            continue
        made = uow.add(_stage(record.id, position, draft))
        made.origin_id = origin or made.id


def _stage(stage_set_id: str, position: int, draft: StageDraft) -> Stage:
    made = Stage(
        stage_set_id=stage_set_id, names=dict(draft.names), kind=draft.kind, position=position
    )
    _settle(made, position, draft)
    return made


def _settle(stage: Stage, position: int, draft: StageDraft) -> None:
    stage.position, stage.names = position, dict(draft.names)
    stage.entry_criteria = dict(draft.entry_criteria)
    stage.exit_criteria = dict(draft.exit_criteria)
    stage.scorers = list(draft.scorers)
    for name in _FIELDS:
        setattr(stage, name, getattr(draft, name))


def _draft(stage: Stage) -> StageDraft:
    return StageDraft(
        names=stage.names,
        entry_criteria=stage.entry_criteria,
        exit_criteria=stage.exit_criteria,
        scorers=tuple(stage.scorers),
        id=stage.id,
        **{name: getattr(stage, name) for name in _FIELDS},
    )


def live_stages(uow: UnitOfWork, stage_set_id: str) -> Sequence[Stage]:
    """Return the stages of a version in order."""
    query = select(Stage).where(Stage.stage_set_id == stage_set_id, Stage.archived.is_(False))
    return uow.find(query.order_by(Stage.position))


def follow(before: Sequence[Stage], after: Sequence[Stage]) -> dict[str, str]:
    """Return which stage of a version follows which of another, by id."""
    return counterparts(map(_place, before), map(_place, after))


def _place(stage: Stage) -> StagePlace:
    return StagePlace(stage.id, stage.origin_id, stage.kind, stage.position)


def newest_sets(uow: UnitOfWork) -> dict[str, StageSet]:
    """Return the newest version of each set, by family, in the order in which the sets came."""
    query = select(StageSet).where(StageSet.archived.is_(False))
    rows = uow.find(query.order_by(StageSet.family_id, StageSet.version, StageSet.id))
    return {row.family_id: row for row in rows}


def find_stage_set(uow: UnitOfWork, wanted: str, *, offered: bool = False) -> StageSet:
    """Return the newest version of a set by id of any version, by key or name in any language.

    Raises NotFound, and RuleBroken where only `offered` sets will do and this one is put away.
    """
    newest = newest_sets(uow)
    if is_id(wanted):
        found = newest.get(uow.get(StageSet, wanted).family_id)
        named = [found] if found is not None else []
    else:
        named = [
            each
            for each in sorted(newest.values(), key=lambda each: each.retired)
            if wanted == each.key or wanted in each.names.values()
        ]
    if not named:
        raise NotFound(N_("There is no stage set {name}."), name=wanted)
    if offered and named[0].retired:
        text = N_("The stage set “{name}” is archived; restore it first.")
        raise RuleBroken("stage_set", text, name=dict(named[0].names))
    return named[0]


def _refuse_taken(uow: UnitOfWork, names: dict[str, str], family: str = "") -> None:
    for each in newest_sets(uow).values():
        if each.family_id == family or each.retired:
            continue
        for language, name in names.items():
            if name.casefold() in (own.casefold() for own in each.names.values()):
                text = N_("There is a stage set called “{name}” already.")
                raise RuleBroken(language, text, name=name)


@dataclass(frozen=True)
class ArchiveStageSet:
    """Offer a stage set no longer; requisitions that run on it keep it."""

    stage_set: str = arg(N_("id, key or name of the stage set"), positional=True)


@commands.handles(
    ArchiveStageSet,
    "stage-set.archive",
    N_("Archive a stage set"),
    done=N_("Stage set archived: {name}"),
)
def archive_stage_set(cmd: ArchiveStageSet, uow: UnitOfWork) -> None:
    """Mark the newest version as not offered."""
    record = find_stage_set(uow, cmd.stage_set)
    if record.retired:
        raise RuleBroken("stage_set", N_("This stage set is archived already."))
    if sum(not each.retired for each in newest_sets(uow).values()) == 1:
        text = N_("This is the last stage set: without one no requisition can be opened.")
        raise RuleBroken("stage_set", text)
    record.retired = True
    uow.label(name=dict(record.names))


@dataclass(frozen=True)
class RestoreStageSet:
    """Offer an archived stage set again."""

    stage_set: str = arg(N_("id, key or name of the stage set"), positional=True)


@commands.handles(
    RestoreStageSet,
    "stage-set.restore",
    N_("Restore a stage set"),
    done=N_("Stage set restored: {name}"),
    palette=False,
)
def restore_stage_set(cmd: RestoreStageSet, uow: UnitOfWork) -> None:
    """Take the mark away, where no other set has taken the name meanwhile."""
    record = find_stage_set(uow, cmd.stage_set)
    if not record.retired:
        raise RuleBroken("stage_set", N_("This stage set is not archived."))
    _refuse_taken(uow, dict(record.names), record.family_id)
    record.retired = False
    uow.label(name=dict(record.names))
