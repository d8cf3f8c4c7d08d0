"""From the interviews of a day to lanes and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ui.pages.schedule.reading import DayView
from ui.theme.colours import hue_for
from ui.theme.look import Look
from ui.widgets.day import Block, BlockState, DayPlan, Lane, Shade
from ui.widgets.figures import Figure
from workbench.interviews.documents import STATE_NAMES
from workbench.interviews.lanes import Lane as Found
from workbench.interviews.lanes import LaneKind, lanes
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_
from workbench.organisation.times import hours_of

_NOWHERE, _CALL = N_("No room"), N_("Video or phone")
_TALK, _TALKS, _SEATS = N_("1 talk"), N_("{n} talks"), N_("seats {n}")
_LUNCH, _UNMARKED = N_("Lunch"), N_("unmarked")
_ONE, _MANY = N_("1 interview"), N_("{n} interviews")
_PERSON, _PEOPLE, _DONE, _ABSENT, _CLASHES, _OPEN = (
    N_("1 candidate"),
    N_("{n} candidates"),
    N_("{n} held"),
    N_("{n} did not come"),
    N_("{n} in conflict"),
    N_("{n} to be marked"),
)
_SEPARATOR = "|"
_TAIL = 30  # minutes shown after closing time, so that the last block has air


def block_id(lane: str, interview: str) -> str:
    """Return the id of an interview's block in a lane."""
    return f"{lane}{_SEPARATOR}{interview}"


def interview_of(block: str) -> str:
    """Return the interview that a block shows."""
    return block.rpartition(_SEPARATOR)[2]


def plan(look: Look, view: DayView, kind: LaneKind, now: datetime) -> DayPlan:
    """Return a day in lanes of a kind."""
    found = {each.id: each for each in lanes(view.rows, kind)}
    rows = tuple(_lanes(look, view, kind, found))
    blocks = [
        _block(look, view, kind, lane.id, row, now)
        for lane in rows
        for row in (found[lane.id].interviews if lane.id in found else ())
    ]
    hours, local = hours_of(view.house), now.astimezone(view.zone)
    opens, closes = view.house.opens, view.house.closes + _TAIL
    first = min([opens, *(block.start_minute // 60 * 60 for block in blocks)])
    last = max([closes, *(-(-block.end_minute // 30) * 30 for block in blocks)])
    minute = local.hour * 60 + local.minute if local.date() == view.day else None
    shades = list(_busy(view)) if kind is LaneKind.INTERVIEWER else []
    if hours.lunch_start < hours.lunch_end:
        start, end = hours.lunch_start, hours.lunch_end
        word = look.text(_LUNCH)
        shades.append(Shade("", start.hour * 60 + start.minute, end.hour * 60 + end.minute, word))
    return DayPlan(rows, tuple(blocks), tuple(shades), first, min(last, 24 * 60), minute)


def _lanes(look: Look, view: DayView, kind: LaneKind, found: dict[str, Found]) -> Iterator[Lane]:
    if kind is LaneKind.INTERVIEWER:
        yield from _interviewers(look, view, found)
    elif kind is LaneKind.ROOM:
        yield from _rooms(look, view, found)
    else:
        for each in found.values():
            posts = dict.fromkeys(row.title for row in each.interviews)
            caption = " · ".join((*posts, _count(look, each)))
            yield Lane(each.id, each.name, caption, hue_for(each.id))


def _interviewers(look: Look, view: DayView, found: dict[str, Found]) -> Iterator[Lane]:
    """Yield who interviews that day, then who could: all in the order of their names."""
    for free in (False, True):
        for row in view.staff.values():
            if (row.id in found) == free or (free and row.id not in view.panel):
                continue
            about = row.title or row.department
            caption = " · ".join(part for part in (about, _count(look, found.get(row.id))) if part)
            yield Lane(row.id, row.name, caption, hue_for(row.id))
    for each in found.values():
        if each.id not in view.staff:
            yield Lane(each.id, each.name, _count(look, each), hue_for(each.id))


def _rooms(look: Look, view: DayView, found: dict[str, Found]) -> Iterator[Lane]:
    for room in view.rooms:
        seats = look.text(_SEATS, n=room.size) if room.size else ""
        parts = (room.site, seats, _count(look, found.get(room.id)))
        yield Lane(room.id, room.name, " · ".join(part for part in parts if part), icon="door-open")
    known = {room.id for room in view.rooms}
    for each in found.values():
        if each.id not in known:
            icon = "door-closed" if each.id else "video"
            yield Lane(each.id, each.name or look.text(_NOWHERE), _count(look, each), icon=icon)


def _count(look: Look, lane: Found | None) -> str:
    return _counted(look, len(lane.interviews), _TALK, _TALKS) if lane else ""


def _counted(look: Look, n: int, one: str, many: str) -> str:
    return look.text(one) if n == 1 else look.text(many, n=n)


def _busy(view: DayView) -> Iterator[Shade]:
    for row in view.busy:
        start, end = minutes(row.starts_at, row.ends_at, view)
        yield Shade(row.staff_id, start, end, row.label)


def minutes(starts_at: datetime, ends_at: datetime, view: DayView) -> tuple[int, int]:
    """Return two moments as minutes of the day on show, cut off at its midnights."""
    found = []
    for moment in (starts_at, ends_at):
        local = moment.astimezone(view.zone)
        days = (local.date() - view.day).days
        found.append(min(max(days * 1440 + local.hour * 60 + local.minute, 0), 1440))
    return found[0], found[1]


def state_of(view: DayView, row: InterviewRow, now: datetime) -> BlockState:
    """Return how it stands with an interview; what is over and was not marked counts as late."""
    settled = {
        InterviewState.HELD.value: BlockState.DONE,
        InterviewState.NO_SHOW.value: BlockState.NO_SHOW,
        InterviewState.CANCELLED.value: BlockState.CANCELLED,
    }
    if row.state in settled:
        return settled[row.state]
    if any(one.blocks for one in view.clashes.get(row.id, ())):
        return BlockState.CONFLICT
    if row.ends_at <= now:
        return BlockState.LATE
    return BlockState.LIVE if row.starts_at <= now else BlockState.PLANNED


def place_of(look: Look, row: InterviewRow) -> str:
    """Return where an interview takes place, '' where nobody said."""
    return row.room or (look.text(_CALL) if row.call_link else "")


def _block(
    look: Look, view: DayView, kind: LaneKind, lane: str, row: InterviewRow, now: datetime
) -> Block:
    state = state_of(view, row, now)
    joint = "、" if look.words.language == "zh" else ", "
    people = joint.join(each.name for each in row.candidates)
    panel = joint.join(each.name for each in row.panel)
    where = place_of(look, row)
    detail = {LaneKind.INTERVIEWER: where, LaneKind.ROOM: panel, LaneKind.CANDIDATE: panel}[kind]
    title, under = people, (row.round, detail)
    if len(row.candidates) > 1:
        title, under = row.round, (look.text(_PEOPLE, n=len(row.candidates)), detail)
    if kind is LaneKind.CANDIDATE:
        title, under = row.round, (panel, where)
    subtitle = " · ".join(part for part in under if part)
    if state is BlockState.LATE:
        subtitle = look.text(_UNMARKED)
    elif state is BlockState.NO_SHOW:
        subtitle = look.text(STATE_NAMES[InterviewState.NO_SHOW])
    start, end = minutes(row.starts_at, row.ends_at, view)
    times = f"{start // 60:02d}:{start % 60:02d}–{end // 60:02d}:{end % 60:02d}"
    said = (
        people,
        times,
        row.round,
        where,
        panel,
        look.text(STATE_NAMES[InterviewState(row.state)]),
    )
    other = kind is LaneKind.CANDIDATE and row.panel
    hue = hue_for(row.panel[0].staff_id if other else row.candidates[0].candidate_id)
    accessible = ", ".join(part for part in said if part)
    return Block(block_id(lane, row.id), lane, start, end, title, subtitle, hue, state, accessible)


def figures(look: Look, view: DayView, now: datetime) -> list[Figure]:
    """Return what the day comes to; what there is none of is left out."""
    states = [state_of(view, row, now) for row in view.rows]
    people = {each.candidate_id for row in view.rows for each in row.candidates}
    if not states:
        return []
    said = " · ".join(
        (
            _counted(look, len(view.rows), _ONE, _MANY),
            _counted(look, len(people), _PERSON, _PEOPLE),
        )
    )
    found = [Figure(said, "calendar-check")]
    for state, text, icon, tone in (
        (BlockState.DONE, _DONE, "check", "ok"),
        (BlockState.LATE, _OPEN, "clock-alert", "warn"),
        (BlockState.NO_SHOW, _ABSENT, "user-x", "bad"),
        (BlockState.CONFLICT, _CLASHES, "triangle-alert", "bad"),
    ):
        count = states.count(state)
        if count:
            found.append(Figure(look.text(text, n=count), icon, tone))
    return found
