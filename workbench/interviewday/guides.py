"""The candidate's interview guide: where to be, whom they meet, how to prepare, when they hear."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.interviewday.paperfacts import DayPaper
from workbench.interviews.documents import shown_day
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_, Translator
from workbench.paper.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Heading,
    Notice,
    Pair,
    Route,
    Schedule,
    Slot,
    Table,
    Text,
)
from workbench.pipeline.queries import shown

GUIDE = "QC-IV-03"
HEAR_WITHIN = 3  # working days
EARLY = N_("please come ten minutes early")

_TITLE = N_("Your interview guide")
_PREPARE = (
    N_("Think of two or three things you really did: the situation, your part, the result."),
    N_("Look at the tasks of the post, and note what you would like to ask us."),
    N_("We ask everybody the same questions and take notes; take the time you need to think."),
)
_BRING = (
    N_("An identity document for the front desk"),
    N_("Your CV, and work samples that you may show"),
    N_("Nothing that belongs to your present employer"),
)
_ACCESS = N_(
    "Do you need a step-free way, an interpreter, more time or anything else? Tell us beforehand;"
    " it has no part in how you are judged."
)
_EXPENSES = N_("For expenses of a journey from another city, please speak with us before you book.")
_DATA = N_(
    "Your papers and our notes serve this selection only, are read only by those who take part in"
    " it, and are deleted when they are no longer needed. You may ask what we hold, have it put"
    " right, or withdraw."
)


def guide(paper: DayPaper, rows: Sequence[InterviewRow], name: str, words: Translator) -> Document:
    """Return one candidate's guide to their interviews of the day, in the words given."""
    text, house = words.text, paper.house
    day = shown_day(paper.day, words)
    kicker = " · ".join(dict.fromkeys(row.title for row in rows))
    greeting = N_("{name}, thank you for coming. This page says what will happen on the day.")
    blocks: list[Block] = [
        Heading(text(_TITLE), 1, kicker),
        Text(text(greeting, name=name), "lead"),
        Facts(_facts(paper, rows, words), day),
        Heading(text(N_("How the day goes")), 2),
        Schedule(tuple(_slot(paper, row, words) for row in rows)),
        Heading(text(N_("Whom you meet")), 2),
        _people(paper, rows, words),
        *_way(paper, words),
    ]
    blocks += [
        Pair(
            (Heading(text(N_("How to prepare")), 2), Bullets(tuple(map(text, _PREPARE)))),
            (Heading(text(N_("Please bring")), 2), Bullets(tuple(map(text, _BRING)))),
        ),
        *_assessed(paper, rows, words),
        Notice(_hear(paper, words), text(N_("When you hear from us")), "accent"),
        Heading(text(N_("Good to know")), 2),
        Bullets((text(_ACCESS), text(_EXPENSES), text(_DATA))),
    ]
    title = f"{text(_TITLE)} · {name}"
    return Document(
        title, words.language, tuple(blocks), f"{title} · {day}", GUIDE, house.name, right_hand=True
    )


def _facts(
    paper: DayPaper, rows: Sequence[InterviewRow], words: Translator
) -> tuple[tuple[str, str], ...]:
    house, text = paper.house, words.text
    first, last = rows[0].starts_at, max(row.ends_at for row in rows)
    start, end = (each.astimezone(paper.zone) for each in (first, last))
    hours = text(N_("{start}–{end}; {early}"), start=f"{start:%H:%M}", end=f"{end:%H:%M}",
                 early=text(EARLY))  # fmt: skip
    where = " ".join(house.address.split())
    calls = "\n".join(dict.fromkeys(row.call_link for row in rows if row.call_link))
    contact = " · ".join(each for each in (house.recruiter, house.phone, house.email) if each)
    found = (
        (text(N_("When")), hours),
        (text(N_("Where")), where if any(row.room_id for row in rows) else ""),
        (text(N_("Video or phone")), calls),
        (text(N_("Your contact")), contact),
    )
    return tuple((label, value) for label, value in found if value)


def _slot(paper: DayPaper, row: InterviewRow, words: Translator) -> Slot:
    minutes = int((row.ends_at - row.starts_at).total_seconds() // 60)
    note = words.text(N_("{n} minutes; the last five are yours for questions"), n=minutes)
    place = row.room or words.text(N_("Video or phone"))
    return Slot(paper.clock(row), row.round, place, "", note)


def _people(paper: DayPaper, rows: Sequence[InterviewRow], words: Translator) -> Table:
    columns = (
        Column(words.text(N_("Name")), 1.4),
        Column(words.text(N_("What they do")), 2.4),
        Column(words.text(N_("Round")), 1.6),
    )
    met: dict[str, list[str]] = {}
    for row in rows:
        for each in row.panel:
            met.setdefault(each.staff_id, []).append(row.round)
    joint = "、" if words.language == "zh" else ", "
    lines = []
    for staff_id, in_rounds in met.items():
        who = paper.staff[staff_id]
        does = " · ".join(each for each in (who.title, who.department) if each) or "–"
        lines.append((who.name, does, joint.join(dict.fromkeys(in_rounds))))
    return Table(columns, tuple(lines))


def _way(paper: DayPaper, words: Translator) -> list[Block]:
    lines = tuple(each.strip() for each in paper.house.directions.splitlines() if each.strip())
    return [Route(words.text(N_("How to get here")), lines)] if lines else []


def _assessed(paper: DayPaper, rows: Sequence[InterviewRow], words: Translator) -> list[Block]:
    found: dict[str, None] = {}
    for row in rows:
        form = paper.form(row)
        for each in form.attributes if form else ():
            found[shown(each.names, words.language)] = None
    if not found:
        return []
    joint = "、" if words.language == "zh" else ", "
    said = N_("We look at: {names}. Each is judged by what you did and say, never by who you are.")
    return [
        Heading(words.text(N_("What is assessed")), 2),
        Text(words.text(said, names=joint.join(found))),
    ]


def _hear(paper: DayPaper, words: Translator) -> str:
    until = paper.calendar.add_workdays(paper.day, HEAR_WITHIN)
    said = N_("Within three working days, by {day} at the latest, whatever the answer is.")
    return words.text(said, day=shown_day(until, words))
