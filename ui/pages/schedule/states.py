"""How it stands with the interviews of a day, and what the day comes to."""

from __future__ import annotations

from datetime import datetime, timedelta

from ui.pages.schedule.reading import DayView
from ui.theme.look import Look
from ui.widgets.day import BlockState
from ui.widgets.figures import Figure
from workbench.interviews.documents import STATE_NAMES
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import AttendeeRow, InterviewRow
from workbench.kernel.i18n import N_

_UNMARKED, _NOT_HERE, _LATE, _OVER = (
    N_("unmarked"),
    N_("not checked in"),
    N_("{n} min late"),
    N_("{n} min over"),
)
_ONE, _MANY = N_("1 interview"), N_("{n} interviews")
_PERSON, _PEOPLE = N_("1 candidate"), N_("{n} candidates")
_FIGURES = (
    (BlockState.DONE, N_("{n} held"), "check", "ok"),
    (BlockState.LIVE, N_("{n} running"), "play", "accent_text"),
    (BlockState.LATE, N_("{n} late"), "clock-alert", "warn"),
    (BlockState.UNMARKED, N_("{n} to be marked"), "clock-alert", "warn"),
    (BlockState.NO_SHOW, N_("{n} did not come"), "user-x", "bad"),
    (BlockState.CONFLICT, N_("{n} in conflict"), "triangle-alert", "bad"),
)
_SETTLED = {
    InterviewState.HELD.value: BlockState.DONE,
    InterviewState.NO_SHOW.value: BlockState.NO_SHOW,
    InterviewState.CANCELLED.value: BlockState.CANCELLED,
}
_UNKIND = (BlockState.LATE, BlockState.UNMARKED, BlockState.CONFLICT)


def state_of(view: DayView, row: InterviewRow, now: datetime) -> BlockState:
    """Return how it stands with an interview; late is who said so, or is not there at its start."""
    if row.state in _SETTLED:
        return _SETTLED[row.state]
    if any(one.blocks for one in view.clashes.get(row.id, ())):
        return BlockState.CONFLICT
    if row.started_at is not None:
        return BlockState.LIVE
    if row.ends_at <= now:
        return BlockState.UNMARKED
    missing = awaited(row)
    if not missing:
        return BlockState.ARRIVED
    if row.starts_at <= now or any(each.late_minutes for each in missing):
        return BlockState.LATE
    return BlockState.PLANNED


def awaited(row: InterviewRow) -> list[AttendeeRow]:
    """Return who has not arrived and was not noted as absent."""
    return [each for each in row.candidates if each.arrived_at is None and not each.absent]


def calm(state: BlockState) -> BlockState:
    """Return a state as it is shown where everybody sees it."""
    return BlockState.PLANNED if state in _UNKIND else state


def said_of(look: Look, row: InterviewRow, state: BlockState, now: datetime) -> str:
    """Return what is said of a state in place of round and room, '' for nothing."""
    if state is BlockState.UNMARKED:
        return look.text(_UNMARKED)
    if state is BlockState.NO_SHOW:
        return look.text(STATE_NAMES[InterviewState.NO_SHOW])
    if state is BlockState.LIVE and row.ends_at < now:
        return look.text(_OVER, n=round((now - row.ends_at).total_seconds() / 60))
    if state is BlockState.LATE:
        late = max(each.late_minutes for each in awaited(row))
        is_due = now <= row.starts_at + timedelta(minutes=late)
        return look.text(_LATE, n=late) if late and is_due else look.text(_NOT_HERE)
    return ""


def brief_of(row: InterviewRow, state: BlockState) -> str:
    """Return what is said in little room: by how much somebody is late, else the round."""
    late = max((each.late_minutes for each in awaited(row)), default=0)
    return f"+{late}" if state is BlockState.LATE and late else row.round


def may_move(row: InterviewRow) -> bool:
    """Return whether an interview can still be given another time."""
    return row.state == InterviewState.PLANNED and row.started_at is None


def figures(look: Look, view: DayView, now: datetime) -> list[Figure]:
    """Return what the day comes to; what there is none of is left out."""
    states = [state_of(view, row, now) for row in view.rows]
    people = {each.candidate_id for row in view.rows for each in row.candidates}
    if not states:
        return []
    parts = ((len(view.rows), _ONE, _MANY), (len(people), _PERSON, _PEOPLE))
    said = (look.text(one) if n == 1 else look.text(many, n=n) for n, one, many in parts)
    found = [Figure(" · ".join(said), "calendar-check")]
    for state, text, icon, tone in _FIGURES:
        count = states.count(state)
        if count:
            found.append(Figure(look.text(text, n=count), icon, tone))
    return found
