"""What narrows the board: a sheet that asks, and a line that shows it, with the saved views."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet
from ui.theme.look import Look
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.flow import FlowLayout
from ui.widgets.pill import Chip
from workbench.app import Connection
from workbench.insights.columns import FilterChoices, filter_choices
from workbench.kernel.i18n import N_
from workbench.people.queries import staff_by_id
from workbench.pipeline.views import (
    LONGEST_NAME,
    ORDER_NAMES,
    BoardFilter,
    BoardOrder,
    Layout,
    SaveView,
    ViewRow,
)

_TITLE, _VERB, _CLEAR = N_("Filter the board"), N_("Show"), N_("Clear the filter")
_SOURCE, _TAG, _MANAGER, _DEPARTMENT = (
    N_("Source"),
    N_("Tag"),
    N_("Hiring manager"),
    N_("Department"),
)
_SCORE, _ORDER, _OVERDUE, _STARRED = (
    N_("Score"),
    N_("Order"),
    N_("Overdue"),
    N_("Key candidates"),
)
_ANY, _FROM = N_("any"), N_("{n} and better")
_SAVE, _SAVE_VERB, _NAME = N_("Save this view"), N_("Save"), N_("Name")
_SAVE_ICON = "bookmark-plus"
_SCORES = (2.0, 3.0, 3.5, 4.0, 4.5)


@dataclass(frozen=True)
class Choices:
    """What can be filtered by, with the names of the managers."""

    words: FilterChoices
    managers: Mapping[str, str]


def read_choices(connection: Connection) -> Choices:
    """Return what the filter offers."""
    words = filter_choices(connection)
    staff = staff_by_id(connection, words.managers)
    return Choices(words, {id: staff[id].name for id in words.managers if id in staff})


def ask_filter(
    context: Context, only: BoardFilter, of_one: bool, then: Callable[[BoardFilter], None]
) -> None:
    """Ask what to show; `of_one`, the board of one requisition, has no manager to choose."""

    def arrived(choices: Choices) -> None:
        sheet = FormSheet(
            context.look,
            context.host,
            context.text(_TITLE),
            context.text(_VERB),
            Form(context.look, tuple(_fields(context, only, of_one, choices))),
            width=560,
        )
        clear = Button(context.look, context.text(_CLEAR), "ghost")

        def chosen(found: BoardFilter) -> None:
            sheet.close_overlay()
            sheet.deleteLater()
            then(found)

        clear.clicked.connect(lambda: chosen(BoardFilter()))
        sheet.add_verb(clear)
        context.form(sheet, lambda values: chosen(_filter(values, only)))

    context.bridge.ask(arrived, read_choices)


def _fields(context: Context, only: BoardFilter, of_one: bool, choices: Choices) -> Sequence[Field]:
    text, words = context.text, choices.words
    anything = ("", text(_ANY))
    found = []
    if words.sources:
        options = _options(words.sources, only.source)
        found.append(Field("source", text(_SOURCE), Kind.CHOICES, list(only.source), options))
    if words.tags:
        options = _options(words.tags, only.tag)
        found.append(Field("tag", text(_TAG), Kind.CHOICES, list(only.tag), options))
    if not of_one:
        bosses = (anything, *choices.managers.items())
        teams = (anything, *_options(words.departments, (only.department,)))
        found += [
            Field("manager", text(_MANAGER), Kind.CHOICE, only.manager, bosses, half=True),
            Field("department", text(_DEPARTMENT), Kind.CHOICE, only.department, teams, half=True),
        ]
    scores = (anything, *((f"{n:g}", text(_FROM, n=f"{n:g}")) for n in _SCORES))
    orders = tuple((order.value, text(name)) for order, name in ORDER_NAMES.items())
    score = "" if only.score is None else f"{only.score:g}"
    found += [
        Field("score", text(_SCORE), Kind.CHOICE, score, scores, half=True),
        Field("order", text(_ORDER), Kind.CHOICE, only.order.value, orders, half=True),
        Field("overdue", text(_OVERDUE), Kind.CHECK, only.overdue, half=True),
        Field("starred", text(_STARRED), Kind.CHECK, only.starred, half=True),
    ]
    return found


def _options(words: Sequence[str], chosen: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return words as options; what is chosen and no longer used stays among them."""
    return tuple((word, word) for word in dict.fromkeys((*words, *filter(None, chosen))))


def _filter(values: Mapping[str, Any], only: BoardFilter) -> BoardFilter:
    return BoardFilter(
        source=tuple(values.get("source", ())),
        tag=tuple(values.get("tag", ())),
        manager=str(values.get("manager") or ""),
        department=str(values.get("department") or ""),
        score=float(values["score"]) if values["score"] else None,
        overdue=bool(values["overdue"]),
        starred=bool(values["starred"]),
        order=BoardOrder(str(values["order"])),
    )


def ask_view_name(context: Context, requisition: str, only: BoardFilter, layout: Layout) -> None:
    """Ask under what name to keep the view."""
    field = Field("name", context.text(_NAME), required=True)
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_SAVE),
        context.text(_SAVE_VERB),
        Form(context.look, (field,)),
        width=380,
    )

    def filled(values: dict[str, Any]) -> None:
        said = {name: getattr(only, name) for name in BoardFilter.__dataclass_fields__}
        name = str(values["name"])[: LONGEST_NAME + 1]
        context.submit(sheet, SaveView(name, requisition, **said, layout=layout))

    context.form(sheet, filled)


class FilterLine(QWidget):
    """Saved views and what narrows the board now, each with a cross that takes it away.

    Signals: `narrowed(BoardFilter)` by a cross; `viewChosen(str)` and `viewDropped(str)` with the
    id of a view; `saveAsked()`.
    """

    narrowed = Signal(object)
    viewChosen = Signal(str)  # noqa: N815
    viewDropped = Signal(str)  # noqa: N815
    saveAsked = Signal()  # noqa: N815

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._flow = look, FlowLayout(self)
        self.hide()

    def show_what(
        self, only: BoardFilter, views: Sequence[ViewRow], shown: str, names: Mapping[str, str]
    ) -> None:
        """Show the views, of which `shown` is on, and the conditions; `names` of the managers."""
        empty(self._flow)
        for view in views:
            self._flow.addWidget(self._view(view, view.id == shown))
        for text, without in conditions(self._look, only, names):
            chip = Chip(self._look, text, removable=True)
            chip.removed.connect(lambda without=without: self.narrowed.emit(without))
            self._flow.addWidget(chip)
        if only != BoardFilter() and not shown:
            save = Button(self._look, self._look.text(_SAVE), "ghost", _SAVE_ICON)
            save.clicked.connect(self.saveAsked)
            self._flow.addWidget(save)
        self.setVisible(self._flow.count() > 0)

    def _view(self, view: ViewRow, shown: bool) -> Chip:
        chip = Chip(self._look, view.name, removable=shown)
        if shown:
            chip.removed.connect(lambda: self.viewDropped.emit(view.id))
        else:
            chip.clicked.connect(lambda: self.viewChosen.emit(view.id))
        return chip


def conditions(
    look: Look, only: BoardFilter, names: Mapping[str, str]
) -> list[tuple[str, BoardFilter]]:
    """Return what the filter asks for, in words, each with the filter without it."""
    found = []
    for word in only.source:
        rest = tuple(each for each in only.source if each != word)
        found.append((word, replace(only, source=rest)))
    for word in only.tag:
        rest = tuple(each for each in only.tag if each != word)
        found.append((word, replace(only, tag=rest)))
    if only.manager:
        found.append((names.get(only.manager, look.text(_MANAGER)), replace(only, manager="")))
    if only.department:
        found.append((only.department, replace(only, department="")))
    if only.score is not None:
        said = f"{look.text(_SCORE)} {look.text(_FROM, n=f'{only.score:g}')}"
        found.append((said, replace(only, score=None)))
    if only.overdue:
        found.append((look.text(_OVERDUE), replace(only, overdue=False)))
    if only.starred:
        found.append((look.text(_STARRED), replace(only, starred=False)))
    if only.order is not BoardOrder.RANK:
        said = look.text(ORDER_NAMES[only.order])
        found.append((said, replace(only, order=BoardOrder.RANK)))
    return found
