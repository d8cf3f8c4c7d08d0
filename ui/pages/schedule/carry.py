"""Blocks carried to another time or lane: what stands in the way, and the move itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial

from ui.context import Context
from ui.pages.schedule.faces import interview_of, lane_of
from ui.pages.schedule.reading import DayView
from ui.widgets.day import Move, Verdict
from workbench.interviews.commands import MoveInterview
from workbench.interviews.day_facts import DayFacts, moved
from workbench.interviews.lanes import LaneKind
from workbench.interviews.queries import InterviewRow
from workbench.interviews.repairs import free_starts
from workbench.interviews.rules import Draft
from workbench.kernel.i18n import N_

_ON_PANEL = N_("{name} is on the panel already.")
_NO_INTERVIEWER = N_("{name} does not interview.")
_FREE = N_("{why} Nearest free time: {time}.")
_GONE = N_("This interview has changed meanwhile.")


@dataclass(frozen=True)
class _Wish:
    """An interview as it would be; None leaves a thing as it is."""

    row: InterviewRow
    start: datetime
    panel: tuple[str, ...] | None = None
    shadows: tuple[str, ...] | None = None
    room: str | None = None


def judge(context: Context, view: DayView, kind: LaneKind, move: Move) -> Verdict:
    """Return what is to be said of a move, from the facts of the day alone."""
    wish = _wish(view, kind, move)
    draft = view.facts.draft(wish.row.id) if wish and view.facts else None
    if wish is None or draft is None or view.facts is None:
        return Verdict(context.text(_GONE), blocks=True)
    refused = _refused(context, view, wish, move)
    if refused:
        return Verdict(refused, blocks=True)
    people = None if wish.panel is None else (*wish.panel, *(wish.shadows or ()))
    as_wished = moved(view.facts, draft, wish.start, panel=people, room=wish.room)
    for conflict in view.facts.conflicts(as_wished):
        said = context.show(conflict.message)
        return Verdict(
            said, conflict.blocks, partial(_way_out, context, view.facts, as_wished, said)
        )
    return Verdict()


def _way_out(context: Context, facts: DayFacts, draft: Draft, why: str) -> str:
    """Return why a wish is refused, and at which time of the day nothing would be in its way."""
    for start in free_starts(draft, facts):
        return context.text(_FREE, why=why, time=f"{start.astimezone(facts.zone):%H:%M}")
    return why


def carry_out(context: Context, view: DayView, kind: LaneKind, move: Move) -> None:
    """Move the interview; what is refused after all is told, and the block stands where it was."""
    wish = _wish(view, kind, move)
    if wish is None:
        context.say(_GONE)
        return
    context.run(
        MoveInterview(
            wish.row.id, wish.start, room=wish.room, panel=wish.panel, shadows=wish.shadows
        )
    )


def _wish(view: DayView, kind: LaneKind, move: Move) -> _Wish | None:
    row = view.row(interview_of(move.block))
    if row is None:
        return None
    before = lane_of(move.block)
    start = datetime.combine(
        view.day, time(move.start_minute // 60, move.start_minute % 60), view.zone
    )
    if move.lane == before or kind is LaneKind.CANDIDATE:
        return _Wish(row, start)
    if kind is LaneKind.ROOM:
        return _Wish(row, start, room=move.lane)
    panel, shadows = (
        tuple(
            move.lane if each.staff_id == before else each.staff_id
            for each in row.panel
            if each.shadow is shadow
        )
        for shadow in (False, True)
    )
    return _Wish(row, start, panel, shadows)


def _refused(context: Context, view: DayView, wish: _Wish, move: Move) -> str:
    """Return why the panel cannot be like that, '' where it can."""
    if wish.panel is None:
        return ""
    colleague = view.staff.get(move.lane)
    name = colleague.name if colleague is not None else ""
    if any(each.staff_id == move.lane for each in wish.row.panel):
        return context.text(_ON_PANEL, name=name)
    if move.lane in wish.panel and not (colleague is not None and colleague.interviewer):
        return context.text(_NO_INTERVIEWER, name=name)
    return ""
