"""The sheet of one round of an interview plan, and that of a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.forms import Field, Form, Kind, values_of
from ui.pages.busytimes import words_in
from ui.pages.requisitions.needs import PanelNeeds
from ui.sheets import Sheet
from ui.theme.tokens import Space
from ui.widgets.buttons import Button
from workbench.app import Connection
from workbench.interviews.availability import list_rooms
from workbench.interviews.day_models import RoundPlace
from workbench.interviews.rounds import (
    LONGEST,
    PLACE_NAMES,
    SHORTEST,
    AddRound,
    ArchiveRound,
    ChangeRound,
    RoundRow,
)
from workbench.kernel.i18n import N_
from workbench.people.pinyin import search_words
from workbench.people.queries import StaffRow, list_staff
from workbench.pipeline.queries import StageRow, shown, stages_to_choose
from workbench.scoring.queries import TemplateRow, list_templates

_ADD, _CHANGE, _SAVE, _REMOVE = (
    N_("Add a round"),
    N_("Change the round"),
    N_("Save"),
    N_("Take out"),
)
_NAME, _MINUTES, _PLACE, _STAGE, _CARD = (
    N_("What it is called"),
    N_("Minutes"),
    N_("Where"),
    N_("Stage"),
    N_("Scorecard"),
)
_STAFF, _STAFF_HELP = N_("Who may interview"), N_("Nobody chosen: everybody who interviews.")
_ALTERNATES, _ALTERNATES_HELP = N_("Alternates"), N_("They are asked where the others cannot.")
_SHADOWS, _SHADOWS_HELP = N_("Only listens"), N_("They come along to learn where they are free.")
_NEEDS, _NEEDS_HELP, _THERE = (
    N_("What the room needs"),
    N_("Words with commas between them, such as screen, camera"),
    N_("Rooms have: {words}"),
)
_SEATS, _SEATS_HELP = N_("How many people it seats"), N_("Empty: all who come.")
_NO_ONE = N_("none in particular")
_NUMBER = N_("Write a whole number, or nothing.")
WIDTH = 680


@dataclass(frozen=True)
class Choices:
    """What a round can be made of.

    Attributes: `skills`, of all who interview; `features`, of all rooms.
    """

    staff: tuple[StaffRow, ...]
    skills: tuple[str, ...]
    features: tuple[str, ...]
    stages: tuple[StageRow, ...]
    templates: tuple[TemplateRow, ...]


def choices(connection: Connection, requisition_id: str) -> Choices:
    """Return what the rounds of a requisition can be made of."""
    staff = list_staff(connection).rows
    skills = {word for each in staff if each.interviewer for word in each.skills}
    features = {word for room in list_rooms(connection).rows for word in room.features}
    return Choices(
        staff,
        tuple(sorted(skills)),
        tuple(sorted(features)),
        stages_to_choose(connection, requisition_id),
        list_templates(connection).rows,
    )


class RoundSheet(Sheet):
    """Two forms with the panel between them.

    Attributes: `top`, `needs`, `rest`.
    """

    def __init__(
        self, context: Context, title: str, verb: str, top: Form, needs: PanelNeeds, rest: Form
    ) -> None:
        self.top, self.needs, self.rest = top, needs, rest
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M + 2)
        for each in (top, needs, rest):
            column.addWidget(each)
        super().__init__(context.look, context.host, title, verb, content, width=WIDTH)
        needs.adds.clicked.connect(lambda: self.grow(needs))

    def typed(self) -> object:
        """Return what stands in both forms, and the panel."""
        return str(self.top.values()), self.needs.texts(), str(self.rest.values())

    def submit(self) -> None:
        """Tell that the work shall be done, if all fields are right."""
        self.show_error("")
        self.needs.show_error("")
        if self.top.validate() and self.rest.validate():
            self.submitted.emit()
        else:
            self.refit()

    def show_error(self, text: str, field: str = "") -> None:
        """Show a rule's word under the field it is about."""
        if field == "panel":
            self.needs.show_error(text)
        elif not (field and any(f.show_error(field, text) for f in (self.top, self.rest))):
            super().show_error(text)
            return
        super().show_error("")
        self.refit()


def edit_round(context: Context, requisition_id: str, row: RoundRow | None) -> RoundSheet:
    """Open the sheet of a round, or an empty one."""
    text, look = context.text, context.look
    found = context.bridge.now(choices, requisition_id)
    needs = PanelNeeds(look, found.skills, row.panel if row else ())
    title, verb = text(_CHANGE if row else _ADD), text(_SAVE if row else _ADD)
    sheet = RoundSheet(
        context,
        title,
        verb,
        Form(look, _top(context, row, found)),
        needs,
        Form(look, _rest(context, row, found)),
    )
    if row is not None:
        remove = Button(look, text(_REMOVE), "ghost", "trash-2")
        remove.clicked.connect(lambda: context.submit(sheet, ArchiveRound(row.id)))
        sheet.add_verb(remove)
    sheet.submitted.connect(
        lambda: context.submit(sheet, command_of(sheet, requisition_id, row.id if row else ""))
    )
    sheet.open()
    return sheet


def _top(context: Context, row: RoundRow | None, found: Choices) -> tuple[Field, ...]:
    text, value, language = context.text, values_of(row), context.language
    places = tuple((each.value, text(PLACE_NAMES[each])) for each in RoundPlace)
    stages = [(each.id, shown(each.names, language)) for each in found.stages]
    cards = [(each.id, shown(each.names, language)) for each in found.templates]
    return (
        Field("name", text(_NAME), value=value("name", ""), required=True),
        Field(
            "minutes",
            text(_MINUTES),
            Kind.NUMBER,
            value("minutes", 60),
            low=SHORTEST,
            high=LONGEST,
            half=True,
        ),
        Field("place", text(_PLACE), Kind.CHOICE, value("place", "room"), places, half=True),
        Field(
            "stage",
            text(_STAGE),
            Kind.CHOICE,
            value("stage_id", "") or "",
            (("", text(_NO_ONE)), *stages),
            half=True,
        ),
        Field(
            "template",
            text(_CARD),
            Kind.CHOICE,
            value("template_id", "") or "",
            (("", text(_NO_ONE)), *cards),
            half=True,
        ),
    )


def _rest(context: Context, row: RoundRow | None, found: Choices) -> tuple[Field, ...]:
    text, value = context.text, values_of(row)

    def whole(typed: object) -> str:
        return "" if str(typed).isdigit() else text(_NUMBER)

    def people(name: str, label: str, help: str, of: str, who: list[StaffRow]) -> Field:
        options = tuple((each.id, each.name) for each in who)
        chosen = list(value(of, ()))
        return Field(
            name, text(label), Kind.CHOICES, chosen, options, help=text(help), find=search_words
        )

    interviewers = [each for each in found.staff if each.interviewer]
    seats = value("seats", None)
    there = text(_THERE, words=context.listed(found.features)) if found.features else ""
    return (
        people("staff", _STAFF, _STAFF_HELP, "staff_ids", interviewers),
        people("alternates", _ALTERNATES, _ALTERNATES_HELP, "alternates", interviewers),
        people("shadows", _SHADOWS, _SHADOWS_HELP, "shadows", list(found.staff)),
        Field(
            "needs",
            text(_NEEDS),
            value=context.listed(value("needs", ())),
            help=there or text(_NEEDS_HELP),
            half=True,
        ),
        Field(
            "seats",
            text(_SEATS),
            value="" if seats is None else str(seats),
            help=text(_SEATS_HELP),
            half=True,
            check=whole,
        ),
    )


def command_of(sheet: RoundSheet, requisition_id: str, round_id: str) -> AddRound | ChangeRound:
    """Return the command that writes what stands in a round's sheet."""
    values: dict[str, Any] = {**sheet.top.values(), **sheet.rest.values()}
    for name in ("staff", "alternates", "shadows"):
        values[name] = tuple(values[name])
    values["minutes"], values["place"] = int(values["minutes"]), RoundPlace(values["place"])
    values["needs"], values["panel"] = words_in(values["needs"]), sheet.needs.texts()
    seats = int(str(values["seats"])) if values["seats"] else 0
    if round_id:
        return ChangeRound(round_id, **{**values, "seats": seats})
    return AddRound(requisition_id, **{**values, "seats": seats or None})
