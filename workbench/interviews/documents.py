"""What is printed for an interview day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workbench.interviews.lanes import LaneKind, lanes
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_, Translator
from workbench.paper import Document
from workbench.paper.blocks import Block, Column, Heading, Notice, PageBreak, Table, Text

DAY_SHEET = "QC-IV-01"

STATE_NAMES = {
    InterviewState.PLANNED: N_("Scheduled"),
    InterviewState.HELD: N_("Held"),
    InterviewState.CANCELLED: N_("Cancelled"),
    InterviewState.NO_SHOW: N_("Nobody came"),
}


def day_sheet(
    day: date,
    rows: Sequence[InterviewRow],
    words: Translator,
    zone: ZoneInfo,
    *,
    organisation: str = "",
    changed_at: datetime | None = None,
    per_interviewer: bool = False,
    per_room: bool = False,
) -> Document:
    """Return the sheet of a day: everybody by time, then, if asked, a page for each
    interviewer and each room.

    `changed_at` says how fresh the sheet is, so that two prints can be told apart.
    """
    title = words.text(N_("Interviews on {day}"), day=shown_day(day, words))
    blocks: list[Block] = [Heading(title, 1, organisation), Text(_summary(rows, words), "lead")]
    blocks += day_table(rows, words, zone)
    if per_interviewer:
        for lane in lanes(rows, LaneKind.INTERVIEWER):
            blocks += [PageBreak(), Heading(lane.name, 1, title)]
            blocks += day_table(lane.interviews, words, zone)
            blocks.append(reminder(words))
    for lane in lanes(rows, LaneKind.ROOM) if per_room else ():
        if lane.id:
            blocks += [PageBreak(), Heading(lane.name, 1, title)]
            blocks += day_table(lane.interviews, words, zone)
    form = DAY_SHEET
    if changed_at is not None:
        stamp = f"{changed_at.astimezone(zone):%Y-%m-%d %H:%M}"
        form = f"{DAY_SHEET} · " + words.text(N_("as of {time}"), time=stamp)
    return Document(title, words.language, tuple(blocks), title, form, organisation)


def _summary(rows: Sequence[InterviewRow], words: Translator) -> str:
    return words.text(
        N_("{n} interviews, {m} candidates, {k} interviewers"),
        n=len(rows),
        m=len({each.candidate_id for row in rows for each in row.candidates}),
        k=len({each.staff_id for row in rows for each in row.panel if not each.shadow}),
    )


def day_table(rows: Sequence[InterviewRow], words: Translator, zone: ZoneInfo) -> list[Block]:
    """Return interviews as a table, or a sentence where there are none."""
    if not rows:
        return [Text(words.text(N_("No interviews are planned on this day.")))]
    columns = (
        Column(words.text(N_("Time")), 1.25),
        Column(words.text(N_("Candidates")), 1.5),
        Column(words.text(N_("Round and post")), 2),
        Column(words.text(N_("Room")), 1.2),
        Column(words.text(N_("Panel")), 1.6),
    )
    return [Table(columns, tuple(_cells(row, words, zone) for row in rows))]


def _cells(row: InterviewRow, words: Translator, zone: ZoneInfo) -> tuple[str, ...]:
    start, end = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    state = InterviewState(row.state)
    time = f"{start:%H:%M}–{end:%H:%M}"
    if state is not InterviewState.PLANNED:
        time += "\n" + words.text(STATE_NAMES[state])
    return (
        time,
        "\n".join(
            _marked(each.name, each.absent, N_("{name} (absent)"), words) for each in row.candidates
        ),
        f"{row.round}\n{row.title}",
        row.room or (words.text(N_("Video or phone")) if row.call_link else "–"),
        "\n".join(
            _marked(each.name, each.shadow, N_("{name} (listens)"), words) for each in row.panel
        ),
    )


def _marked(name: str, is_marked: bool, text: str, words: Translator) -> str:
    return words.text(text, name=name) if is_marked else name


def reminder(words: Translator) -> Notice:
    """Return what every interviewer is reminded of."""
    text = N_(
        "Read the kit 15 minutes before. Ask everybody the same questions in the same order, and"
        " write down what you hear, not what you think of it. Score alone and within 24 hours,"
        " before you talk to the panel. Keep the last five minutes for the candidate, and say when"
        " they will hear: within three working days."
    )
    return Notice(words.text(text), words.text(N_("For the interviewer")))


def shown_day(day: date, words: Translator) -> str:
    """Return a day with its weekday, as a reader of that language writes it."""
    from babel.dates import format_date  # slow to import, and most commands print nothing

    return str(format_date(day, "full", "zh_CN" if words.language == "zh" else "en_GB"))
