"""The shipped stage sets, and the command that puts shipped content into a new vault."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from workbench.kernel.commands import CommandSet, Undo
from workbench.kernel.i18n import N_
from workbench.pipeline.models import Stage, StageKind, StageSet
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class ShippedStage:
    """One stage of a shipped set; `limit` in working days."""

    zh: str
    en: str
    kind: StageKind
    limit: int | None = None
    scored: bool = False


@dataclass(frozen=True)
class ShippedSet:
    """One shipped stage set."""

    key: str
    zh: str
    en: str
    stages: tuple[ShippedStage, ...]


S, K = ShippedStage, StageKind
_NEW = S("新简历", "New", K.NEW, 2)
_SCREEN = S("初筛", "Screening", K.SCREEN, 2)
_CALL = S("电话沟通", "Phone call", K.CALL, 3)
_FIRST = S("一面", "First interview", K.INTERVIEW, 3, True)
_SECOND = S("二面", "Second interview", K.INTERVIEW, 3, True)
_DEBRIEF = S("综合评议", "Debrief", K.DEBRIEF, 2)
_OFFER = S("Offer", "Offer", K.OFFER, 3)
_PRE_START = S("待入职", "Before day one", K.PRE_START)
_HIRED = S("已入职", "Started", K.HIRED)
_END = (_DEBRIEF, _OFFER, _PRE_START, _HIRED)

SHIPPED = (
    ShippedSet("standard", "标准", "Standard", (_NEW, _SCREEN, _CALL, _FIRST, _SECOND, *_END)),
    ShippedSet(
        "sales",
        "销售",
        "Sales",
        (
            _NEW,
            _SCREEN,
            _CALL,
            _FIRST,
            S("场景模拟", "Scenario simulation", K.INTERVIEW, 3, True),
            _SECOND,
            *_END,
        ),
    ),
    ShippedSet(
        "rd",
        "研发",
        "R&D",
        (
            _NEW,
            S("技术初评", "Technical review", K.SCREEN, 2),
            S("项目复盘", "Project deep-dive", K.INTERVIEW, 3, True),
            S("编程/设计题", "Coding or design task", K.TEST, 3, True),
            S("交叉面", "Cross interview", K.INTERVIEW, 3, True),
            *_END,
        ),
    ),
    ShippedSet(
        "campus",
        "校招",
        "Campus",
        (
            S("宣讲", "Campus talk", K.NEW, 3),
            S("笔试", "Written test", K.TEST, 3),
            S("群面", "Group discussion", K.INTERVIEW, 3, True),
            S("单面", "Interview", K.INTERVIEW, 3, True),
            _DEBRIEF,
            _OFFER,
            S("体检/三方", "Check-up and agreement", K.PRE_START, 10),
            _HIRED,
        ),
    ),
    ShippedSet(
        "urgent",
        "紧急通道",
        "Fast lane",
        (
            S("预筛池", "Pre-screened", K.NEW, 1),
            S("48h 内面试", "Interview within 48 h", K.INTERVIEW, 2, True),
            S("当日评议", "Debrief same day", K.DEBRIEF, 1),
            S("Offer", "Offer", K.OFFER, 1),
            _PRE_START,
            _HIRED,
        ),
    ),
)


@dataclass(frozen=True)
class InstallContent:
    """Put the shipped stage sets into the vault; what is there already stays as it is."""


@commands.handles(
    InstallContent,
    "content.install",
    N_("Install the shipped content"),
    done=N_("Shipped content installed"),
    undo=Undo.NEVER,
    palette=False,
)
def install_content(cmd: InstallContent, uow: UnitOfWork) -> int:
    """Add the missing sets; return how many there were."""
    there = {found.key for found in uow.find(select(StageSet))}
    missing = [each for each in SHIPPED if each.key not in there]
    for each in missing:
        stage_set = uow.add(StageSet(key=each.key, names={"zh": each.zh, "en": each.en}))
        for position, stage in enumerate(each.stages):
            uow.add(_stage(stage_set.id, position, stage))
    return len(missing)


def _stage(stage_set_id: str, position: int, stage: ShippedStage) -> Stage:
    return Stage(
        stage_set_id=stage_set_id,
        names={"zh": stage.zh, "en": stage.en},
        kind=stage.kind.value,
        position=position,
        limit_days=stage.limit,
        scored=stage.scored,
    )
