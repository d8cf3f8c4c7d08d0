"""Words and tones of starters and what is due for them."""

from __future__ import annotations

from datetime import date

from ui import moments
from ui.theme.look import Look
from ui.widgets.pill import Pill
from workbench.kernel.i18n import N_
from workbench.onboarding.models import OnboardingState
from workbench.onboarding.rows import OnboardingCard, OnboardingLine
from workbench.onboarding.rules import Check, CheckKind, Light
from workbench.pipeline.queries import shown

_READY, _MISSING, _LATE = N_("All ready"), N_("{n} missing"), N_("{n} overdue")
_STARTED, _AHEAD, _TODAY, _TOMORROW, _PASSED = (
    N_("day {n}"),
    N_("{day} {weekday} · in {n} d"),
    N_("{weekday} · starts today"),
    N_("{weekday} · starts tomorrow"),
    N_("{day} · was to start {n} d ago"),
)
_OVERDUE, _DUE_TODAY = N_("{n} d late"), N_("Due today")
_BUDDY = N_("buddy")
_NEAR, _SOON = 1, 5  # working days before day one: what is missing is a breach, or a worry


def readiness(look: Look, line: OnboardingLine) -> Pill:
    """Return whether everything is there for day one; after it, what is late."""
    if line.state == OnboardingState.STARTED:
        if line.overdue:
            return Pill(look.text(_LATE, n=line.overdue), "bad", "circle-alert")
        return Pill(look.text("Started"), "info")
    if line.state == OnboardingState.DONE:
        return Pill(look.text("Completed"), "ok", "check")
    if line.day_one_ready:
        return Pill(look.text(_READY), "ok", "check")
    return Pill(look.text(_MISSING, n=line.missing), urgency(line))


def urgency(line: OnboardingLine) -> str:
    """Return the tone of what day one still lacks: it means nothing while there is time."""
    if line.workdays <= _NEAR:
        return "bad"
    return "warn" if line.overdue or line.workdays <= _SOON else "neutral"


def first_day(look: Look, line: OnboardingLine, today: date) -> str:
    """Return when somebody starts, or for how many days they have been here."""
    away = (line.start_on - today).days
    day, name = moments.date_text(look, line.start_on, today), moments.weekday(look, line.start_on)
    if line.state == OnboardingState.STARTED:
        return f"{day} · {look.text(_STARTED, n=1 - away)}"
    if line.state != OnboardingState.PLANNED:
        return day
    if away < 0:
        return look.text(_PASSED, day=day, n=-away)
    if away <= 1:
        return look.text(_TOMORROW if away else _TODAY, weekday=name)
    return look.text(_AHEAD, day=day, weekday=name, n=away)


def due(look: Look, day: date, light: Light, today: date) -> tuple[str, str]:
    """Return a due day as it is shown, and its tone."""
    if light is Light.RED:
        return look.text(_OVERDUE, n=(today - day).days), "bad"
    if light is Light.AMBER:
        return look.text(_DUE_TODAY), "warn"
    return moments.date_text(look, day, today), "neutral"


def lacks(look: Look, card: OnboardingCard) -> list[str]:
    """Return what day one still lacks, by name."""
    language = look.words.language
    names = {task.id: task.said(language) for task in card.tasks}
    names |= {item.id: shown(item.names, language) for item in card.pack}
    return [_lack(look, check, names) for check in card.checks if not check.is_green]


def _lack(look: Look, check: Check, names: dict[str, str]) -> str:
    return look.text(_BUDDY) if check.kind is CheckKind.BUDDY else names[check.id]
