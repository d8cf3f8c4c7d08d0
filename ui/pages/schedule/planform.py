"""What is asked before a day is planned: which day, who, which rounds, and the wishes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Line, Text
from workbench.interviewday.tosit import ToSit
from workbench.interviewday.wishes import GRIDS, DayWishes
from workbench.kernel.i18n import N_
from workbench.people.pinyin import search_words

_DAY, _SECONDS = N_("Day"), N_("Seconds to look for a plan")
_WHO, _ROUNDS = N_("Candidates"), N_("Rounds")
_MORE, _LESS = N_("More wishes"), N_("Fewer wishes")
_GRID, _EVERY = N_("Interviews begin"), N_("every {n} minutes")
_GAP, _WAIT, _ANY = (
    N_("Least break for candidates (minutes)"),
    N_("Longest wait (minutes)"),
    N_("any"),
)
_LUNCH, _FROM, _TO = N_("Keep lunch free"), N_("Lunch from"), N_("Lunch to")
_ORDER, _AGAIN = (
    N_("Rounds keep their order"),
    N_("An interviewer may meet a candidate twice"),
)
_WEIGHTS = (
    ("candidate_wait", N_("Waiting of candidates counts")),
    ("interviewer_gap", N_("Gaps of interviewers count")),
    ("fairness", N_("Fair sharing counts")),
    ("room_change", N_("Changes of room count")),
    ("finish", N_("An early end counts")),
)
_WEIGHTS_HELP = N_("0 to 100; what counts 0 is not looked at.")
_NUMBER = N_("Write a whole number, or nothing.")
SECONDS = 10
MANY = 40  # candidates of whom all may be on at first; more do not fit into a day
MOST = 200  # candidates of a requisition that are offered


class PlanForm(QWidget):
    """All that is asked, in parts: the day, one part for each requisition, the wishes folded away.

    Attributes: `top` and `wishes`, forms; `posts`, forms by requisition.
    Signals: `grown()` when a part is unfolded or folded.
    """

    grown = Signal()

    def __init__(self, context: Context, rows: Sequence[ToSit], day: date) -> None:
        super().__init__()
        self._context = context
        look, text = context.look, context.text
        self.top = Form(
            look,
            (
                Field("day", text(_DAY), Kind.DATE, day, required=True, half=True),
                Field("seconds", text(_SECONDS), Kind.NUMBER, SECONDS, low=1, high=600, half=True),
            ),
        )
        self.posts: dict[str, Form] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(self.top)
        for post in dict.fromkeys(row.requisition_id for row in rows):
            own = [row for row in rows if row.requisition_id == post]
            column.addWidget(Line(look))
            column.addWidget(Text(look, own[0].title, Role.STRONG))
            self.posts[post] = self._post(own, all_on=len(rows) <= MANY)
            column.addWidget(self.posts[post])
        column.addWidget(Line(look))
        self.fold = Button(look, text(_MORE), "ghost", "chevron-down")
        self.fold.clicked.connect(self._fold)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.wishes = Form(look, _wish_fields(context))
        column.addWidget(self.wishes)
        self.wishes.hide()

    def _post(self, rows: Sequence[ToSit], *, all_on: bool) -> Form:
        people = tuple((row.application_id, row.name) for row in rows[:MOST])
        rounds = {each.id: each.name for row in rows for each in row.rounds}
        every = sorted(
            rounds, key=lambda one: min(e.position for r in rows for e in r.rounds if e.id == one)
        )
        text = self._context.text
        return Form(
            self._context.look,
            (
                Field(
                    "people",
                    text(_WHO),
                    Kind.CHOICES,
                    [key for key, _ in people] if all_on else [],
                    people,
                    find=search_words,
                ),
                Field(
                    "rounds",
                    text(_ROUNDS),
                    Kind.CHOICES,
                    every,
                    tuple((key, rounds[key]) for key in every),
                ),
            ),
        )

    def _fold(self) -> None:
        shown = self.wishes.isHidden()
        self.wishes.setVisible(shown)
        self.fold.setText(self._context.text(_LESS if shown else _MORE))
        self._context.look.put_icon(self.fold, "chevron-up" if shown else "chevron-down", 16)
        self.grown.emit()

    def validate(self) -> bool:
        """Show what is wrong; return whether all is right."""
        if self.wishes.errors() and self.wishes.isHidden():
            self._fold()
        return self.top.validate() and self.wishes.validate()

    def show_error(self, field: str, text: str) -> bool:
        """Show a word under the field that a refusal names; return whether there is one."""
        if field in ("gap", "max_wait", "grid", "lunch") and self.wishes.isHidden():
            self._fold()
        name = "to" if field == "lunch" else field
        return self.top.show_error(name, text) or self.wishes.show_error(name, text)

    @property
    def day(self) -> date:
        """The chosen day."""
        found = self.top.values()["day"]
        assert isinstance(found, date)
        return found

    @property
    def seconds(self) -> float:
        """How long to look for better plans."""
        return float(str(self.top.values()["seconds"]))

    def applications(self) -> list[str]:
        """Return whose chips are on and who has a round whose chip is on."""
        return [
            str(each)
            for form in self.posts.values()
            if form.values()["rounds"]
            for each in _chips(form, "people")
        ]

    def rounds(self) -> list[str]:
        """Return the rounds whose chips are on, of requisitions with somebody chosen."""
        return [
            str(each)
            for form in self.posts.values()
            if form.values()["people"]
            for each in _chips(form, "rounds")
        ]

    def wished(self) -> DayWishes:
        """Return the wishes. Raises RuleBroken for what cannot be wished."""
        values: dict[str, Any] = dict(self.wishes.values())
        lunch = tuple(each.hour * 60 + each.minute for each in (values["from"], values["to"]))
        wait = str(values["max_wait"]).strip()
        return DayWishes(
            grid=int(values["grid"]),
            gap=int(values["gap"]),
            max_wait=int(wait) if wait else None,
            keep_order=bool(values["order"]),
            meet_again=bool(values["again"]),
            lunch=(lunch[0], lunch[1]) if values["lunch"] else None,
            **{name: int(values[name]) for name, _ in _WEIGHTS},
        )


def _chips(form: Form, name: str) -> list[object]:
    found = form.values()[name]
    return found if isinstance(found, list) else []


def _wish_fields(context: Context) -> tuple[Field, ...]:
    text, usual = context.text, DayWishes()
    grids = tuple((str(n), text(_EVERY, n=n)) for n in GRIDS)

    def whole(typed: object) -> str:
        return "" if str(typed).isdigit() else text(_NUMBER)

    lunch = usual.lunch or (12 * 60, 13 * 60)
    noon, after = (time(each // 60, each % 60) for each in lunch)
    return (
        Field("grid", text(_GRID), Kind.CHOICE, str(usual.grid), grids, half=True),
        Field("gap", text(_GAP), Kind.NUMBER, usual.gap, low=0, high=240, half=True),
        Field("max_wait", text(_WAIT), value="", placeholder=text(_ANY), half=True, check=whole),
        Field("lunch", text(_LUNCH), Kind.CHECK, True, half=True),
        Field("from", text(_FROM), Kind.TIME, noon, half=True),
        Field("to", text(_TO), Kind.TIME, after, half=True),
        Field("order", text(_ORDER), Kind.CHECK, usual.keep_order, half=True),
        Field("again", text(_AGAIN), Kind.CHECK, usual.meet_again, half=True),
        *(
            Field(
                name,
                text(word),
                Kind.NUMBER,
                getattr(usual, name),
                low=0,
                high=100,
                half=True,
                help=text(_WEIGHTS_HELP) if name == _WEIGHTS[-1][0] else "",
            )
            for name, word in _WEIGHTS
        ),
    )
