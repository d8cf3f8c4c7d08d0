"""What is done while the day runs: checking in, noting who is late, beginning, ending."""

from __future__ import annotations

from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from workbench.interviews.arriving import (
    LATEST,
    CheckIn,
    FinishInterview,
    NoteLate,
    ReopenInterview,
    StartInterview,
)
from workbench.interviews.queries import AttendeeRow, InterviewRow
from workbench.kernel.i18n import N_

_TITLE, _VERB, _MINUTES = N_("How late?"), N_("Note it"), N_("Minutes")
_USUAL = 15


def check_in(context: Context, row: InterviewRow, who: AttendeeRow) -> None:
    """Note that somebody has arrived, for the whole day."""
    context.run(CheckIn(who.candidate_id))


def start(context: Context, row: InterviewRow) -> None:
    """Note that an interview has begun."""
    context.run(StartInterview(row.id))


def finish(context: Context, row: InterviewRow) -> None:
    """Note that an interview is over."""
    context.run(FinishInterview(row.id))


def reopen(context: Context, row: InterviewRow) -> None:
    """Make an interview planned again."""
    context.run(ReopenInterview(row.id))


def ask_late(context: Context, row: InterviewRow, who: AttendeeRow) -> FormSheet:
    """Ask by how much somebody will be late."""
    text = context.text
    minutes = who.late_minutes or _USUAL
    field = Field("minutes", text(_MINUTES), Kind.NUMBER, minutes, low=0, high=LATEST)
    sheet = FormSheet(
        context.look,
        context.host,
        text(_TITLE),
        text(_VERB),
        Form(context.look, (field,)),
        subtitle=who.name,
        width=360,
    )

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, NoteLate(who.candidate_id, int(values["minutes"]), row.id))

    context.form(sheet, filled)
    return sheet
