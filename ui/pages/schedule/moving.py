"""The sheet that gives an interview another time, place or panel."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ui.context import Context
from ui.forms import Field, Kind
from ui.pages.schedule.reading import read_choices
from ui.pages.schedule.timeform import TimeForm, chosen, look_from, place_fields, start_of
from ui.sheets import FormSheet
from workbench.app import Done
from workbench.interviews.commands import MoveInterview
from workbench.interviews.queries import InterviewRow
from workbench.interviews.repairs import Purpose
from workbench.kernel.i18n import N_
from workbench.people.pinyin import search_words

_MOVE, _DAY, _START, _MINUTES, _PANEL = (
    N_("Move the interview"),
    N_("Day"),
    N_("Begins"),
    N_("Minutes"),
    N_("Panel"),
)


def _fields(
    context: Context, row: InterviewRow, begins: datetime, ends: datetime
) -> tuple[Field, ...]:
    text, choices = context.text, context.bridge.now(read_choices)
    start = begins.astimezone(context.moment().tzinfo)
    length = round((ends - begins).total_seconds() / 60)
    panel = [each.staff_id for each in row.panel if not each.shadow]
    ranked = sorted(choices.interviewers, key=lambda one: one.id not in panel)
    people = tuple((each.id, each.name) for each in ranked)
    return (
        Field("day", text(_DAY), Kind.DATE, start.date(), required=True, half=True),
        Field("start", text(_START), Kind.TIME, start.time(), half=True),
        Field("minutes", text(_MINUTES), Kind.NUMBER, length, low=5, high=720, half=True),
        *place_fields(context, choices, row.room_id or "", row.call_link, half=False),
        Field("panel", text(_PANEL), Kind.CHOICES, panel, people, find=search_words, required=True),
    )


def ask_move(
    context: Context, row: InterviewRow, at: tuple[datetime, datetime] | None = None
) -> FormSheet:
    """Open the sheet that gives an interview another time, place or panel.

    `at` is the time that stands in it at first, where it is another than the present one.
    """
    begins, ends = at or (row.starts_at, row.ends_at)
    listening = tuple(each.staff_id for each in row.panel if each.shadow)
    text, fields = context.text, _fields(context, row, begins, ends)
    candidates = tuple(each.candidate_id for each in row.candidates)
    purpose = Purpose(row.requisition_id, row.round_id or "", row.round, listening)
    form = TimeForm(context, fields, row.id, candidates, purpose)
    subtitle = " · ".join((context.listed(each.name for each in row.candidates), row.round))
    sheet = FormSheet(
        context.look, context.host, text(_MOVE), text(_MOVE), form, subtitle=subtitle, width=640
    )
    look_from(sheet, form)

    def filled(values: dict[str, Any]) -> None:
        meant = chosen(values, "panel")
        command = MoveInterview(
            row.id,
            start_of(values),
            int(values["minutes"]),
            str(values["room"]),
            str(values["call_link"]),
            meant,
            tuple(each for each in listening if each not in meant),
        )

        def moved(_done: Done) -> None:
            context.go("schedule", values["day"])

        context.submit(sheet, command, moved, refused=form.look_around)

    context.form(sheet, filled)
    return sheet
