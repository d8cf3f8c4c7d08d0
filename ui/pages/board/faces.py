"""From the board's rows to what a card shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from ui import moments
from ui.pages.stage_words import about_stage
from ui.theme.colours import hue_for
from ui.theme.look import Look
from ui.widgets.board import CardFace, ColumnSpec
from ui.widgets.pill import Pill
from workbench.insights.board import CardRow
from workbench.insights.columns import BoardColumn
from workbench.kernel.i18n import N_
from workbench.people.pinyin import search_words
from workbench.pipeline.models import StageKind
from workbench.pipeline.queries import shown
from workbench.pipeline.rules import NEXT_ACTION_NAMES, NextAction, Pace

HUES = {
    StageKind.NEW: 255,
    StageKind.SCREEN: 235,
    StageKind.CALL: 205,
    StageKind.TEST: 190,
    StageKind.INTERVIEW: 160,
    StageKind.DEBRIEF: 120,
    StageKind.OFFER: 85,
    StageKind.PRE_START: 150,
    StageKind.HIRED: 150,
}
_DAYS = N_("{n} d")
_OVERDUE, _TODAY, _KEY, _BANNED = (
    N_("Overdue"),
    N_("Due today"),
    N_("Key"),
    N_("Do not contact"),
)
_TWICE = N_("Here twice?")
_STARTS = N_("Starts {when}")
_YEARS, _FRESH = N_("{n} years’ experience"), N_("new graduate")
_SPOKEN = N_("{name}, {post}, {stage}, {days} working days here, {action}")
_ICONS = {
    NextAction.SCREEN: "file-search",
    NextAction.CALL: "phone",
    NextAction.TEST: "pencil-ruler",
    NextAction.SCHEDULE: "calendar-plus",
    NextAction.SCHEDULED: "calendar-clock",
    NextAction.SCORE: "clipboard-list",
    NextAction.DECIDE: "scale",
    NextAction.LETTER: "mail",
    NextAction.OFFER: "file-pen-line",
    NextAction.OFFER_OUT: "file-clock",
    NextAction.ONBOARD: "plane-landing",
    NextAction.NONE: "",
}
_WORKING_ON = {NextAction.SCREEN, NextAction.NONE}


class Faces:
    """Makes faces, and keeps each until its row or the minute is another."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._kept: dict[str, tuple[CardRow, CardFace]] = {}
        self._stamp: object = None
        look.changed.connect(self._kept.clear)

    def of(
        self, rows: Mapping[str, CardRow], now: datetime, *, with_post: bool
    ) -> dict[str, CardFace]:
        """Return the faces of rows, by their ids."""
        stamp = (now.replace(second=0, microsecond=0), with_post)
        if stamp != self._stamp:
            self._kept.clear()
            self._stamp = stamp
        for key, row in rows.items():
            kept = self._kept.get(key)
            if kept is None or kept[0] != row:
                self._kept[key] = (row, face(self._look, row, now, with_post=with_post))
        return {key: self._kept[key][1] for key in rows}


def face(look: Look, row: CardRow, now: datetime, *, with_post: bool) -> CardFace:
    """Return what the card of an application shows."""
    icon, lead, line, tone = _line(look, row, now)
    stage = shown(row.stage.names, look.words.language)
    action = look.text(NEXT_ACTION_NAMES[row.action])
    spoken = look.text(
        _SPOKEN, name=row.name, post=row.post, stage=stage, days=row.time.days, action=action
    )
    return CardFace(
        id=row.id,
        name=row.name,
        post=row.post if with_post else _present(row),
        line_icon=icon,
        lead=lead,
        line=line,
        line_tone=tone,
        pills=_pills(look, row),
        corner=row.source,
        score=row.score,
        hue=hue_for(row.candidate_id),
        accessible=spoken,
        find=partial(search_words, row.name),
    )


def column_spec(look: Look, column: BoardColumn, ids: tuple[str, ...]) -> ColumnSpec:
    """Return what a column shows, with `ids` in it."""
    return ColumnSpec(
        column.id,
        shown(column.names, look.words.language),
        HUES[column.kind],
        len(column.overdue),
        ids,
        about_stage(look.words, column.stage) if column.stage is not None else (),
    )


def _present(row: CardRow) -> str:
    return " · ".join(part for part in (row.title, row.employer) if part)


def _about(look: Look, row: CardRow) -> str:
    if row.years is None:
        years = ""
    elif row.years == 0:
        years = look.text(_FRESH)
    else:
        years = look.text(_YEARS, n=f"{row.years:g}")
    return " · ".join(part for part in (row.city, years) if part)


def _line(look: Look, row: CardRow, now: datetime) -> tuple[str, str, str, str]:
    """Return icon, strong beginning, words and tone of the one line of meaning."""
    if row.action is NextAction.SCHEDULED and row.next is not None:
        when = moments.moment(look, row.next.starts_at, now)
        today = row.next.starts_at.astimezone(now.tzinfo).date() == now.date()
        about = " · ".join(part for part in (row.next.round, row.next.room) if part)
        return _ICONS[row.action], when, about, "accent" if today else "text3"
    if row.action is NextAction.ONBOARD and row.start_on is not None:
        when = moments.since(look, row.start_on, now.date())
        return _ICONS[row.action], "", look.text(_STARTS, when=when), "text3"
    if row.action in _WORKING_ON:
        where = _about(look, row)
        icon = "map-pin" if row.city else "briefcase"
        return (icon, "", where, "text3") if where else ("", "", "", "text3")
    return _ICONS[row.action], "", look.text(NEXT_ACTION_NAMES[row.action]), "text3"


def _pills(look: Look, row: CardRow) -> tuple[Pill, ...]:
    found = [Pill(look.text(_DAYS, n=row.time.days), "neutral", "hourglass")]
    if row.do_not_contact:
        found.append(Pill(look.text(_BANNED), "bad", "bell-off"))
    elif row.time.pace is Pace.OVERDUE:
        found.append(Pill(look.text(_OVERDUE), "bad", "circle-alert"))
    elif row.time.pace is Pace.DUE_TODAY:
        found.append(Pill(look.text(_TODAY), "warn", "clock"))
    if row.twin:
        found.append(Pill(look.text(_TWICE), "warn", "copy"))
    if row.starred:
        found.append(Pill(look.text(_KEY), "accent", "flag"))
    return tuple(found)
