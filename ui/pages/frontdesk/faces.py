"""What is said of a guest: when, where, whom to meet, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ui.context import Context
from ui.pages.frontdesk.reading import arrived_at, attendance, awaits, is_planned, present
from ui.theme.colours import hue_for
from ui.widgets.pill import Pill
from workbench.interviews.expected import ExpectedRow
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_

_HERE, _LATE, _MISSING = N_("Arrived {time}"), N_("{n} min late"), N_("not checked in")
_RUNNING, _OVER, _ABSENT = N_("In the interview"), N_("Done for today"), N_("Did not come")
_WITH, _THEN, _CALL, _NOWHERE = (
    N_("with {names}"),
    N_("then {list}"),
    N_("Video or phone"),
    N_("no room yet"),
)
WALK_IN, _WAITS = N_("Walk-in"), N_("Added just now; no interview is planned yet.")


@dataclass(frozen=True)
class GuestFace:
    """One row of the front desk; `awaits`, whether the guest can be checked in."""

    id: str
    time: str
    name: str
    detail: str
    then: str = ""
    pill: Pill | None = None
    hue: int = 0
    awaits: bool = False

    @property
    def said(self) -> str:
        """What a screen reader says."""
        parts = (self.time, self.name, self.detail, self.then, self.pill.text if self.pill else "")
        return ", ".join(part for part in parts if part)


def face_of(context: Context, guest: ExpectedRow, zone: ZoneInfo, now: datetime) -> GuestFace:
    """Return the row of somebody who is expected."""
    row = present(guest)
    text = context.text
    panel = context.listed(each.name for each in row.panel if not each.shadow)
    parts = (_place(context, row), text(_WITH, names=panel) if panel else "", row.round)
    later = [each for each in guest.interviews if is_planned(each) and each.id != row.id]
    listed = context.listed(
        f"{each.starts_at.astimezone(zone):%H:%M} {each.room or each.round}" for each in later
    )
    return GuestFace(
        guest.candidate_id,
        f"{row.starts_at.astimezone(zone):%H:%M}",
        guest.name,
        " · ".join(part for part in parts if part),
        text(_THEN, list=listed) if later else "",
        _pill(context, guest, row, zone, now),
        hue_for(guest.candidate_id),
        awaits(guest),
    )


def walk_in(context: Context, candidate: str, name: str, time: str) -> GuestFace:
    """Return the row of somebody who came without an appointment."""
    text, hue = context.text, hue_for(candidate)
    return GuestFace(candidate, time, name, text(_WAITS), pill=Pill(text(WALK_IN), "info"), hue=hue)


def _place(context: Context, row: InterviewRow) -> str:
    return row.room or context.text(_CALL if row.call_link else _NOWHERE)


def _pill(
    context: Context, guest: ExpectedRow, row: InterviewRow, zone: ZoneInfo, now: datetime
) -> Pill | None:
    text, who, here = context.text, attendance(guest, row), arrived_at(guest)
    if row.state == InterviewState.NO_SHOW or who.absent:
        return Pill(text(_ABSENT), "bad")
    if row.state == InterviewState.HELD:
        return Pill(text(_OVER), "neutral")
    if row.started_at is not None:
        return Pill(text(_RUNNING), "info")
    if here is not None:
        return Pill(text(_HERE, time=f"{here.astimezone(zone):%H:%M}"), "ok")
    if who.late_minutes:
        return Pill(text(_LATE, n=who.late_minutes), "warn")
    return Pill(text(_MISSING), "warn") if row.starts_at <= now else None
