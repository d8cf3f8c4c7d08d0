"""How somebody who must be told looks in a list: a pill, the interview, what is different."""

from __future__ import annotations

from datetime import datetime

from ui import moments
from ui.context import Context
from ui.widgets.pill import Pill
from workbench.interviewday.telling import WHY_NAMES, DueRow, Why
from workbench.kernel.i18n import N_

_TONES = {Why.NEW: "info", Why.CHANGED: "warn", Why.OFF: "bad"}
_WAS = N_("was told {what}")
_NO_MAIL, _ANYWHERE = N_("no e-mail address"), N_("no room")
_ROLE = {True: N_("Candidate"), False: N_("Colleague")}


def pill(context: Context, row: DueRow) -> Pill:
    """Return why somebody must be told."""
    return Pill(context.text(WHY_NAMES[row.why]), _TONES[row.why])


def what(context: Context, row: DueRow) -> str:
    """Return when and where it is now; for somebody who is not in it any more, when it was."""
    if row.why is Why.OFF and row.was_start is not None and row.was_end is not None:
        return f"{span(context, row.was_start, row.was_end)} · {row.round}"
    parts = (span(context, row.starts_at, row.ends_at), row.place, row.round)
    return " · ".join(part for part in parts if part)


def detail(context: Context, row: DueRow) -> str:
    """Return who it is, and what they were told before where that is something else."""
    parts = [context.text(_ROLE[row.is_candidate]), row.title]
    if row.why is Why.CHANGED:
        parts.append(context.text(_WAS, what=_before(context, row)))
    if not row.email:
        parts.append(context.text(_NO_MAIL))
    return " · ".join(parts)


def _before(context: Context, row: DueRow) -> str:
    assert row.was_start is not None
    assert row.was_end is not None
    parts = []
    if (row.was_start, row.was_end) != (row.starts_at, row.ends_at):
        parts.append(span(context, row.was_start, row.was_end))
    if row.was_place != row.place:
        parts.append(row.was_place or context.text(_ANYWHERE))
    return " · ".join(parts)


def span(context: Context, start: datetime, end: datetime) -> str:
    """Return a time of some day in the organisation's zone."""
    zone = context.moment().tzinfo
    local, until = start.astimezone(zone), end.astimezone(zone)
    day = moments.day(context.look, local.date(), context.today())
    return f"{day} {local:%H:%M}–{until:%H:%M}"
