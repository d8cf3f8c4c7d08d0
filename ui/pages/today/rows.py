"""From what is due to the rows of the Today page, each with what opening it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui import moments
from ui.context import Context
from ui.pages.onboarding.words import readiness
from ui.theme.colours import hue_for
from ui.widgets.pill import Pill
from ui.widgets.rows import RowFace
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_
from workbench.letters.owing import OwedRow as OwedLetter
from workbench.letters.rules import Promise
from workbench.onboarding.rows import DueRow, OnboardingLine
from workbench.people.contacting import CHANNEL_NAMES, OUTCOME_NAMES, LoggedRow
from workbench.pipeline.pool import PoolRow
from workbench.scoring.owing import OwedRow as OwedScore

_LATE, _TODAY, _BY = N_("Overdue"), N_("Due today"), N_("by {day}")
_ENDED, _ENDS = N_("Consent ended"), N_("until {day}")
_POOLED, _KEPT = N_("In the talent pool"), N_("Agreed to be kept")
_OWES = N_("{who} owes a score · {round}")
_CHECK_IN = N_("Day {n} check-in")
FORM = "requisitions"  # whose form is opened at once; the others are pages to look at first
_STEPS = (
    (
        FORM,
        "briefcase",
        N_("Open a requisition"),
        N_("Its stages become the board"),
    ),
    ("import", "download", N_("Import people"), N_("Lists, exports, job-board mails and CVs")),
    (
        "settings",
        "building-complex",
        N_("Describe the organisation"),
        N_("Letterhead, hours, staff"),
    ),
)


@dataclass(frozen=True)
class Line:
    """One row and what it opens."""

    face: RowFace
    act: Callable[[], None]


def first_steps(context: Context) -> Sequence[Line]:
    """Return what an empty vault offers to begin with."""

    def go(page: str) -> Callable[[], None]:
        if page == FORM:
            return lambda: context.begin(page)
        return lambda: context.go(page, None)

    text = context.text
    return [
        Line(RowFace(text(title), text(detail), icon=icon, tone="accent"), go(page))
        for page, icon, title, detail in _STEPS
    ]


def interview(context: Context, row: InterviewRow) -> Line:
    """Return the row of an interview: when, whom, where, with whom."""
    zone = context.moment().tzinfo
    starts, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    people = context.listed(each.name for each in row.candidates)
    panel = context.listed(each.name for each in row.panel)
    detail = " · ".join(part for part in (row.round, row.room or row.call_link, panel) if part)
    hue = hue_for(row.candidates[0].candidate_id) if row.candidates else 0
    face = RowFace(people, detail, hue=hue, aside=f"{starts:%H:%M}–{ends:%H:%M}")
    return Line(face, lambda: context.go("schedule", row.id))


def score(context: Context, row: OwedScore) -> Line:
    """Return the row of a scorecard that is owed."""
    day = row.held_at.astimezone(context.moment().tzinfo).date()
    since = moments.since(context.look, day, context.today())
    detail = context.text(_OWES, who=row.interviewer, round=row.round)
    face = RowFace(row.candidate, detail, hue=hue_for(row.candidate_id), aside=since)
    return Line(face, lambda: context.go("scores", row))


def call_back(context: Context, row: LoggedRow) -> Line:
    """Return the row of somebody to call again, with what was said the last time."""
    today, day = context.today(), row.call_back_on or context.today()
    if day < today:
        pill = Pill(context.text(_LATE), "bad", "circle-alert")
    else:
        pill = Pill(context.text(_TODAY), "warn", "clock")
    channel = context.text(CHANNEL_NAMES[row.channel])
    said = row.body.split("\n")[0] or context.text(OUTCOME_NAMES[row.outcome])
    face = RowFace(row.name, f"{channel} · {said}", hue=hue_for(row.candidate_id), pill=pill)
    return Line(face, lambda: context.open_person(row.candidate_id, row.application_id or ""))


def consent(context: Context, row: PoolRow) -> Line:
    """Return the row of somebody whose consent to be kept ends, or has ended."""
    today, until = context.today(), row.consent_until or context.today()
    if until < today:
        pill = Pill(context.text(_ENDED), "bad", "circle-alert")
    else:
        day = moments.day(context.look, until, today)
        pill = Pill(context.text(_ENDS, day=day), "warn", "clock")
    detail = context.text(_POOLED) if row.pooled else context.text(_KEPT)
    face = RowFace(row.name, detail, hue=hue_for(row.candidate_id), pill=pill)
    return Line(face, lambda: context.open_person(row.candidate_id, ""))


def letter(context: Context, row: OwedLetter) -> Line:
    """Return the row of somebody who waits for a letter."""
    today = context.today()
    if row.promise is Promise.BROKEN or row.due_on < today:
        pill = Pill(context.text(_LATE), "bad", "circle-alert")
    elif row.due_on == today:
        pill = Pill(context.text(_TODAY), "warn", "clock")
    else:
        day = moments.day(context.look, row.due_on, today)
        pill = Pill(context.text(_BY, day=day), "neutral")
    detail = f"{row.post} · {context.show(row.why)}"
    face = RowFace(row.name, detail, hue=hue_for(row.candidate_id), pill=pill)
    return Line(face, lambda: context.go("letters", row.application_id))


def starter(context: Context, row: OnboardingLine) -> Line:
    """Return the row of somebody who starts soon."""
    when = moments.since(context.look, row.start_on, context.today())
    pill = readiness(context.look, row)
    detail = " · ".join(part for part in (row.post, row.buddy) if part)
    face = RowFace(row.name, detail, hue=hue_for(row.candidate_id), pill=pill, aside=when)
    return Line(face, lambda: context.go("onboarding", row.id))


def task(context: Context, row: DueRow) -> Line:
    """Return the row of something due for a newcomer."""
    name = row.names.get(context.language) or next(iter(row.names.values()), "")
    title = name or context.text(_CHECK_IN, n=row.mark)
    late = row.due_on < context.today()
    aside = moments.day(context.look, row.due_on, context.today())
    tone = "bad" if late else "accent"
    detail = " · ".join(part for part in (row.name, row.who) if part)
    face = RowFace(title, detail, icon="list-checks", tone=tone, aside=aside)
    return Line(face, lambda: context.go("onboarding", row.onboarding_id))
