"""What can happen on an interview day, to choose from: at once for one interview, or by a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from ui.context import Context
from ui.forms import Field, Form, Kind
from workbench.app import Connection
from workbench.interviewday.dayfacts import DayFacts, read_facts
from workbench.interviewday.happenings import Happening
from workbench.interviewday.happenings import Kind as What
from workbench.interviewday.tosit import ToSit, to_sit
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.kernel.i18n import N_

KINDS = (
    (What.LATE, N_("Late")),
    (What.NO_SHOW, N_("Did not come")),
    (What.OVERRUN, N_("Runs over")),
    (What.AWAY, N_("Interviewer away")),
    (What.ROOM_LOST, N_("Room lost")),
    (What.ADD, N_("Somebody new")),
)
REASONS = {
    What.LATE: N_("A candidate is late"),
    What.NO_SHOW: N_("A candidate did not come"),
    What.OVERRUN: N_("An interview ran over"),
    What.AWAY: N_("An interviewer is away"),
    What.ROOM_LOST: N_("The room cannot be used"),
    What.ADD: N_("Somebody came in addition"),
}
_LATE, _OVER, _GONE, _AWAY, _LOST = (
    N_("{name}: {n} minutes late"),
    N_("Runs over by {n} minutes"),
    N_("{name} does not come"),
    N_("{name} is away until {time}"),
    N_("{name} cannot be used until {time}"),
)
_WHOM = {
    What.LATE: N_("Who is late"),
    What.NO_SHOW: N_("Who does not come"),
    What.OVERRUN: N_("Which interview"),
    What.AWAY: N_("Who is away"),
    What.ROOM_LOST: N_("Which room"),
    What.ADD: N_("Who comes in addition"),
}
_MINUTES, _FROM, _TO = N_("Minutes"), N_("From"), N_("To")
_NOBODY = N_("There is nobody and nothing this could happen to on that day.")
LATENESS, OVERRUNS = (10, 20, 30), (10, 15, 30)


@dataclass(frozen=True)
class Choices:
    """What there is on a day to which something can happen.

    Attributes: `now`, minutes from midnight, 0 before the day has come.
    """

    facts: DayFacts
    waiting: tuple[ToSit, ...]
    now: int

    @property
    def day(self) -> date:
        """The day."""
        return self.facts.day

    @property
    def closes(self) -> int:
        """When the office closes, in minutes from midnight, or later if interviews last longer."""
        ends = [self.facts.span(row)[1] for row in self.facts.interviews]
        return max([self.facts.house.closes, *ends])

    def planned(self) -> tuple[InterviewRow, ...]:
        """Return the interviews that are still planned."""
        rows = self.facts.interviews
        return tuple(row for row in rows if row.state == InterviewState.PLANNED)

    def row(self, interview: str) -> InterviewRow | None:
        """Return an interview of the day."""
        return next((row for row in self.facts.interviews if row.id == interview), None)


def read_choices(connection: Connection, day: date, now: datetime) -> Choices:
    """Return what there is on a day. Raises RuleBroken where the clocks are changed then."""
    facts = read_facts(connection, day)
    today = now.astimezone(facts.zone).date() == day
    return Choices(facts, to_sit(connection).rows, facts.minute(now) if today else 0)


def quick(
    context: Context, choices: Choices, row: InterviewRow
) -> Iterator[tuple[str, str, Happening]]:
    """Yield what happens most often to an interview: icon, words and the happening."""
    text = context.text
    start = max(choices.now, choices.facts.span(row)[0])
    until = f"{choices.closes // 60:02d}:{choices.closes % 60:02d}"
    for each in (one for one in row.candidates if not one.absent):
        for n in LATENESS:
            said = text(_LATE, name=each.name, n=n)
            yield "clock", said, Happening(What.LATE, each.candidate_id, n)
        gone = Happening(What.NO_SHOW, each.candidate_id)
        yield "user-x", text(_GONE, name=each.name), gone
    for n in OVERRUNS:
        yield "timer", text(_OVER, n=n), Happening(What.OVERRUN, row.id, n)
    if start >= choices.closes:
        return
    for who in (one for one in row.panel if not one.shadow):
        away = Happening(What.AWAY, who.staff_id, start=start, end=choices.closes)
        yield "user-minus", text(_AWAY, name=who.name, time=until), away
    if row.room_id:
        lost = Happening(What.ROOM_LOST, row.room_id, start=start, end=choices.closes)
        yield "door-closed", text(_LOST, name=row.room, time=until), lost


class HappeningForm(Form):
    """The form of one kind of happening."""

    def __init__(self, context: Context, choices: Choices, kind: What) -> None:
        self.kind = kind
        options = _options(context, choices, kind)
        text = context.text
        first = options[0][0] if options else ""
        whom = Field(
            "who",
            text(_WHOM[kind]),
            Kind.CHOICE,
            first,
            options,
            required=True,
            help="" if options else text(_NOBODY),
        )
        super().__init__(context.look, (whom, *_more(context, choices, kind)))

    def happening(self) -> Happening:
        """Return what stands in the form."""
        values: dict[str, Any] = dict(self.values())
        who = str(values["who"])
        if self.kind in (What.LATE, What.OVERRUN):
            return Happening(self.kind, who, int(values["minutes"]))
        if self.kind in (What.AWAY, What.ROOM_LOST):
            start, end = (_minute(values[name]) for name in ("from", "to"))
            return Happening(self.kind, who, start=start, end=end)
        return Happening(self.kind, who)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _more(context: Context, choices: Choices, kind: What) -> tuple[Field, ...]:
    text = context.text
    if kind in (What.LATE, What.OVERRUN):
        usual = LATENESS[1] if kind is What.LATE else OVERRUNS[1]
        return (Field("minutes", text(_MINUTES), Kind.NUMBER, usual, low=1, high=480, half=True),)
    if kind in (What.AWAY, What.ROOM_LOST):
        begin = max(choices.now, choices.facts.house.opens) % (24 * 60)
        end = min(choices.closes, 24 * 60 - 1)
        return (
            Field("from", text(_FROM), Kind.TIME, time(begin // 60, begin % 60), half=True),
            Field("to", text(_TO), Kind.TIME, time(end // 60, end % 60), half=True),
        )
    return ()


def _options(context: Context, choices: Choices, kind: What) -> tuple[tuple[str, str], ...]:
    """Return to whom or what it can happen, first what comes first."""
    planned = choices.planned()
    if kind in (What.LATE, What.NO_SHOW):
        return tuple(
            {
                each.candidate_id: f"{each.name} · {_at(choices, row)}"
                for row in reversed(planned)
                for each in row.candidates
                if not each.absent
            }.items()
        )[::-1]
    if kind is What.OVERRUN:
        return tuple(
            (row.id, f"{_at(choices, row)} {row.round} · {_names(context, row)}") for row in planned
        )
    if kind is What.AWAY:
        busy = {each.staff_id for row in planned for each in row.panel if not each.shadow}
        ranked = sorted(choices.facts.staff.values(), key=lambda one: one.id not in busy)
        return tuple((each.id, each.name) for each in ranked)
    if kind is What.ROOM_LOST:
        taken = {row.room_id for row in planned}
        rooms = sorted(choices.facts.rooms, key=lambda one: one.id not in taken)
        return tuple((each.id, each.name) for each in rooms)
    return tuple((each.application_id, f"{each.name} · {each.title}") for each in choices.waiting)


def _at(choices: Choices, row: InterviewRow) -> str:
    start = choices.facts.span(row)[0]
    return f"{start // 60:02d}:{start % 60:02d}"


def _names(context: Context, row: InterviewRow) -> str:
    names: Sequence[str] = [each.name for each in row.candidates]
    return context.listed(names)
