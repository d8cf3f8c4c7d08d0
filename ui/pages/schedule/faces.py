"""From the interviews of a day to lanes and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ui.pages.schedule.reading import DayView
from ui.pages.schedule.states import brief_of, calm, may_move, said_of, state_of
from ui.theme.colours import hue_for
from ui.theme.look import Look
from ui.widgets.day import Block, DayPlan, Lane, Shade
from workbench.interviews.documents import STATE_NAMES
from workbench.interviews.lanes import Lane as Found
from workbench.interviews.lanes import LaneKind, lanes
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_
from workbench.organisation.times import hours_of

_NOWHERE, _CALL = N_("No room"), N_("Video or phone")
_TALK, _TALKS, _SEATS = N_("1 talk"), N_("{n} talks"), N_("seats {n}")
_LUNCH, _LOAD, _PEOPLE = N_("Lunch"), N_("{n}/{most} talks"), N_("{n} candidates")
_SEPARATOR = "|"
_TAIL = 30  # minutes shown after closing time, so that the last block has air


def block_id(lane: str, interview: str) -> str:
    """Return the id of an interview's block in a lane."""
    return f"{lane}{_SEPARATOR}{interview}"


def interview_of(block: str) -> str:
    """Return the interview that a block shows."""
    return block.rpartition(_SEPARATOR)[2]


def lane_of(block: str) -> str:
    """Return the lane in which a block stands."""
    return block.rpartition(_SEPARATOR)[0]


def plan(
    look: Look,
    view: DayView,
    kind: LaneKind,
    now: datetime,
    *,
    cancelled: bool = False,
    public: bool = False,
) -> DayPlan:
    """Return a day in lanes of a kind, with what was `cancelled` if asked.

    In `public` nothing is said of who is late or did not come.
    """
    found = {each.id: each for each in lanes(_shown(view, cancelled), kind)}
    rows = tuple(_lanes(look, view, kind, found))
    blocks = [
        _block(look, view, kind, lane.id, row, now, public)
        for lane in rows
        for row in (found[lane.id].interviews if lane.id in found else ())
    ]
    hours, local = hours_of(view.house), now.astimezone(view.zone)
    opens, closes = view.house.opens, view.house.closes + _TAIL
    first = min([opens, *(block.start_minute // 60 * 60 for block in blocks)])
    last = max([closes, *(-(-block.end_minute // 30) * 30 for block in blocks)])
    minute = local.hour * 60 + local.minute if local.date() == view.day else None
    shades = list(_busy(view, {lane.id for lane in rows}))
    if hours.lunch_start < hours.lunch_end:
        start, end = hours.lunch_start, hours.lunch_end
        word = look.text(_LUNCH)
        shades.append(Shade("", start.hour * 60 + start.minute, end.hour * 60 + end.minute, word))
    return DayPlan(rows, tuple(blocks), tuple(shades), first, min(last, 24 * 60), minute)


def _shown(view: DayView, cancelled: bool) -> list[InterviewRow]:
    rows = [*view.rows, *(view.cancelled if cancelled else ())]
    return sorted(rows, key=lambda row: (row.starts_at, row.id))


def _lanes(look: Look, view: DayView, kind: LaneKind, found: dict[str, Found]) -> Iterator[Lane]:
    if kind is LaneKind.INTERVIEWER:
        yield from _interviewers(look, view, found)
    elif kind is LaneKind.ROOM:
        yield from _rooms(look, view, found)
    else:
        for each in found.values():
            posts = dict.fromkeys(row.title for row in each.interviews)
            caption = " · ".join(part for part in (*posts, _count(look, each)) if part)
            yield Lane(each.id, each.name, caption, hue_for(each.id))


def _interviewers(look: Look, view: DayView, found: dict[str, Found]) -> Iterator[Lane]:
    """Yield who interviews that day, then who could: all in the order of their names."""
    for free in (False, True):
        for row in view.staff.values():
            if (row.id in found) == free or (free and row.id not in view.panel):
                continue
            about = row.title or row.department
            load = _load(look, view, row.id, found.get(row.id))
            caption = " · ".join(part for part in (about, load) if part)
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


def _load(look: Look, view: DayView, staff: str, lane: Found | None) -> str:
    """Return how many interviews a colleague has, and of how many at most where that is known."""
    terms = view.facts.terms.get(staff) if view.facts is not None else None
    most = terms.most_a_day if terms is not None else None
    if not most:
        return _count(look, lane)
    return look.text(_LOAD, n=len(lane.interviews) if lane else 0, most=most)


def _counted(look: Look, n: int, one: str, many: str) -> str:
    return look.text(one) if n == 1 else look.text(many, n=n)


def _busy(view: DayView, lanes: set[str]) -> Iterator[Shade]:
    """Yield when colleagues and rooms that have a lane are not to be had."""
    for each in view.facts.busy if view.facts is not None else ():
        start, end = minutes(each.span.start, each.span.end, view)
        if each.party.id in lanes and end > start:
            yield Shade(each.party.id, start, end, each.label)


def minutes(starts_at: datetime, ends_at: datetime, view: DayView) -> tuple[int, int]:
    """Return two moments as minutes of the day on show, cut off at its midnights."""
    found = []
    for moment in (starts_at, ends_at):
        local = moment.astimezone(view.zone)
        days = (local.date() - view.day).days
        found.append(min(max(days * 1440 + local.hour * 60 + local.minute, 0), 1440))
    return found[0], found[1]


def place_of(look: Look, row: InterviewRow) -> str:
    """Return where an interview takes place, '' where nobody said."""
    return row.room or (look.text(_CALL) if row.call_link else "")


def _block(
    look: Look,
    view: DayView,
    kind: LaneKind,
    lane: str,
    row: InterviewRow,
    now: datetime,
    public: bool,
) -> Block:
    state = calm(state_of(view, row, now)) if public else state_of(view, row, now)
    about = said_of(look, row, state, now)
    title, under = _words(look, kind, row, public)
    start, end = minutes(row.starts_at, row.ends_at, view)
    times = f"{start // 60:02d}:{start % 60:02d}–{end // 60:02d}:{end % 60:02d}"
    standing = about or look.text(STATE_NAMES[InterviewState(row.state)])
    people, panel = _named(look, row)
    said = (people, times, row.round, place_of(look, row), panel, standing)
    other = kind is LaneKind.CANDIDATE and row.panel
    return Block(
        block_id(lane, row.id),
        lane,
        start,
        end,
        title,
        about or under,
        hue_for(row.panel[0].staff_id if other else row.candidates[0].candidate_id),
        state,
        ", ".join(part for part in said if part),
        may_move(row) and not public,
        brief_of(row, state),
    )


def _named(look: Look, row: InterviewRow) -> tuple[str, str]:
    """Return the names of candidates and of the panel."""
    joint = "、" if look.words.language == "zh" else ", "
    people = joint.join(each.name for each in row.candidates)
    return people, joint.join(each.name for each in row.panel)


def _words(look: Look, kind: LaneKind, row: InterviewRow, public: bool) -> tuple[str, str]:
    """Return what stands in a block: its title, and what stands below where all goes well."""
    (people, panel), where = _named(look, row), place_of(look, row)
    detail = where if kind is LaneKind.INTERVIEWER else panel
    title, under = people, (detail, row.round) if public else (row.round, detail)
    if len(row.candidates) > 1:
        title, under = row.round, (look.text(_PEOPLE, n=len(row.candidates)), detail)
    if kind is LaneKind.CANDIDATE:
        title, under = row.round, (panel, where)
    return title, " · ".join(part for part in under if part)
