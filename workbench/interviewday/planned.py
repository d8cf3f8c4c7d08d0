"""A planned day: asked of the planner, and told with the names and ids of the vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbench.interviewday.instance import ANYBODY, DayInstance
from workbench.kernel.i18n import Message
from workbench.planner import planning
from workbench.planner.instance import Instance
from workbench.planner.plan import INFEASIBLE, Demand, Interview, Plan, Relaxation
from workbench.planner.planning import Progress, Standby, Stop
from workbench.planner.times import clock

_NAMED = {"zh": "名单上的人", "en": "those who are named"}


@dataclass(frozen=True)
class PlannedLine:
    """One interview of a planned day, in names.

    Attributes: `alternates`, names of those in the panel who stand in for others; `text`, how it is
    said to the command that takes the plan.
    """

    start: int
    end: int
    candidate_id: str
    candidate: str
    application_id: str
    round_id: str
    round: str
    room: str
    panel: tuple[str, ...]
    alternates: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Wait:
    """How long a candidate is there: `minutes` of waiting between the first and the last."""

    name: str
    start: int
    end: int
    minutes: int


@dataclass(frozen=True)
class Load:
    """How much a colleague interviews."""

    name: str
    interviews: int
    minutes: int


@dataclass(frozen=True)
class PlannedDay:
    """What came of planning a day.

    Attributes: `lines` by time; `waits` by candidate, longest first; `loads` by interviewer, most
    first, those without any too; `notes`, what should be known besides.
    """

    day: date
    plan: Plan
    lines: tuple[PlannedLine, ...]
    waits: tuple[Wait, ...]
    loads: tuple[Load, ...]
    notes: tuple[Message, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the interviews as the command that takes the plan wants them."""
        return tuple(each.text for each in self.lines)


def plan_day(
    made: DayInstance,
    seconds: float,
    seed: int = 0,
    *,
    partial: bool = False,
    on_progress: Progress | None = None,
    should_stop: Stop | None = None,
    standby: Standby | None = None,
) -> PlannedDay:
    """Return the best plan found within `seconds`; alternates come in only where nothing else goes.

    Otherwise as `planner.planning.plan`.
    """

    def ask(instance: Instance, *, less: bool = False) -> Plan:
        return planning.plan(
            instance,
            seconds,
            seed,
            partial=less,
            on_progress=on_progress,
            should_stop=should_stop,
            standby=standby,
        )

    widest = made.wider or made.instance
    if partial:
        return told(made, ask(widest, less=True))
    found = ask(made.instance)
    if found.status == INFEASIBLE and made.wider is not None:
        found = ask(made.wider)
    return told(made, found)


def told(made: DayInstance, plan: Plan) -> PlannedDay:
    """Return a plan in the vault's names and ids."""
    return PlannedDay(
        made.facts.day,
        _readable(plan, list(made.rounds)),
        tuple(_line(made, each) for each in sorted(plan.interviews)),
        waits(made.instance, plan.interviews),
        loads(made.wider or made.instance, plan.interviews),
        made.notes,
    )


def text_of(application: str, each: Interview) -> str:
    """Return an interview as the command that takes a plan wants it."""
    people = ",".join(each.panel)
    return f"{application}|{each.round}|{clock(each.start)}|{each.room or ''}|{people}"


def _line(made: DayInstance, each: Interview) -> PlannedLine:
    day = made.wider or made.instance
    spare = made.alternates.get(each.round, frozenset())
    application = made.applications[each.key]
    return PlannedLine(
        each.start,
        each.end,
        each.candidate,
        day.candidate[each.candidate].name,
        application,
        each.round,
        day.round[each.round].name,
        day.room[each.room].name if each.room is not None else "",
        tuple(day.interviewer[who].name for who in each.panel),
        tuple(day.interviewer[who].name for who in each.panel if who in spare),
        text_of(application, each),
    )


def waits(instance: Instance, interviews: Sequence[Interview]) -> tuple[Wait, ...]:
    """Return how long each candidate is there and waits, longest first."""
    found = []
    for each in instance.candidates:
        own = sorted(one for one in interviews if one.candidate == each.id)
        if own:
            start, end = own[0].start, own[-1].end
            sat = sum(one.end - one.start for one in own)
            found.append(Wait(each.name, start, end, end - start - sat))
    return tuple(sorted(found, key=lambda each: (-each.minutes, each.start)))


def loads(instance: Instance, interviews: Sequence[Interview]) -> tuple[Load, ...]:
    """Return how much each colleague interviews, most first."""
    found = []
    for each in instance.interviewers:
        own = [one for one in interviews if each.id in one.panel]
        found.append(Load(each.name, len(own), sum(one.end - one.start for one in own)))
    return tuple(sorted(found, key=lambda each: -each.interviews))


def _readable(plan: Plan, rounds: Sequence[str]) -> Plan:
    """Return a plan whose sentences name skills as people do, not as they are told apart here."""

    def spoken(text: Mapping[str, str]) -> dict[str, str]:
        found = dict(text)
        for language in found:
            for each in rounds:
                found[language] = (
                    found[language]
                    .replace(f"{each}/{ANYBODY}", _NAMED.get(language, ANYBODY))
                    .replace(f"{each}/", "")
                )
        return found

    def demand(each: Demand) -> Demand:
        return replace(each, text=spoken(each.text))

    def relaxation(each: Relaxation) -> Relaxation:
        return replace(each, text=spoken(each.text))

    return replace(
        plan,
        clash=tuple(map(demand, plan.clash)),
        relaxations=tuple(map(relaxation, plan.relaxations)),
    )
