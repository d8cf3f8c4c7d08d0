"""The question bank: the questions of each scorecard, and a check of what must not be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.settings.listed import ListPanel
from ui.sheets import FormSheet, Sheet
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.emptying import empty
from ui.widgets.labels import Text
from ui.widgets.rows import RowButton, RowFace
from ui.widgets.states import EmptyState
from workbench.app import Connection
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_
from workbench.pipeline.queries import shown
from workbench.scoring.models import QuestionKind
from workbench.scoring.queries import TemplateRow, list_templates
from workbench.scoring.queries import template as read_template
from workbench.scoring.questions import (
    KIND_NAMES,
    AddQuestion,
    ArchiveQuestion,
    ChangeQuestion,
    OrderQuestions,
    QuestionRow,
    objections,
    questions_of,
    text_of,
    warning,
)

_TITLE, _ADD, _CHANGE, _SAVE, _ARCHIVE, _UP, _CLOSE = (
    N_("Question bank"),
    N_("Add a question"),
    N_("Change a question"),
    N_("Save"),
    N_("Archive"),
    N_("Move up"),
    N_("Close"),
)
_COUNT, _ABOUT = N_("{n} questions"), N_("Attribute")
_ZH, _EN, _KIND = N_("Question in Chinese"), N_("Question in English"), N_("What it is for")
_FINE = N_("Nothing speaks against asking this.")
_NONE, _NONE_TEXT = (
    N_("No questions yet"),
    N_("Add questions: the interviewers’ kits deal them, everybody is asked the same."),
)
_SUBTITLE = N_("The kits deal these in their order; nobody is asked the same twice.")


@dataclass(frozen=True)
class CardLine:
    """A scorecard with how many questions there are for it."""

    template: TemplateRow
    questions: int


def card_lines(connection: Connection) -> tuple[CardLine, ...]:
    """Return the scorecards with the number of their questions."""
    forms = list_templates(connection).rows
    found = questions_of(connection, [each.id for form in forms for each in form.attributes])
    return tuple(
        CardLine(form, sum(len(found[each.id]) for each in form.attributes)) for form in forms
    )


Bank = tuple[TemplateRow, dict[str, tuple[QuestionRow, ...]]]


def read_bank(connection: Connection, template_id: str) -> Bank:
    """Return a scorecard with its questions by attribute."""
    form = read_template(connection, template_id)
    return form, questions_of(connection, [each.id for each in form.attributes])


class QuestionPanel(ListPanel):
    """The scorecards, each of which opens its questions."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _TITLE, _ADD, lambda: self._add())

    def refresh(self) -> None:
        """Ask for the scorecards."""
        self._context.bridge.ask(self._show, card_lines)

    def _show(self, lines: tuple[CardLine, ...]) -> None:
        empty(self._rows)
        context = self._context
        for line in lines:
            name = shown(line.template.names, context.language)
            count = context.text(_COUNT, n=line.questions)
            button = RowButton(self._look_at, RowFace(name, icon="message-square", aside=count))
            button.clicked.connect(
                lambda _=False, id=line.template.id: BankSheet(context, id).open()
            )
            self._rows.addWidget(button)

    def _add(self) -> None:
        lines: tuple[CardLine, ...] = self._context.bridge.now(card_lines)
        add_question(self._context, [line.template for line in lines])


class BankSheet(Sheet):
    """The questions of one scorecard, by attribute; each opens its own sheet."""

    def __init__(self, context: Context, template_id: str) -> None:
        self._context, self._id = context, template_id
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Space.HAIR)
        form, _questions = context.bridge.now(read_bank, template_id)
        text = context.text
        super().__init__(
            context.look,
            context.host,
            shown(form.names, context.language),
            text(_ADD),
            inside,
            subtitle=text(_SUBTITLE),
            width=720,
        )
        self.cancel.setText(text(_CLOSE))
        self.submitted.connect(lambda: add_question(context, [form]))
        self.closed.connect(self.deleteLater)
        context.bridge.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the questions as they are now."""
        empty(self._rows)
        context, look = self._context, self._context.look
        form, found = context.bridge.now(read_bank, self._id)
        for attribute in form.attributes:
            self._rows.addSpacing(Space.S)
            self._rows.addWidget(Text(look, shown(attribute.names, context.language), Role.LABEL))
            for row in found[attribute.id]:
                self._rows.addWidget(self._row(row, found[attribute.id]))
        if not any(found.values()):
            self._rows.addWidget(
                EmptyState(look, "message-square", look.text(_NONE), look.text(_NONE_TEXT))
            )

    def _row(self, row: QuestionRow, among: Sequence[QuestionRow]) -> QWidget:
        context = self._context
        said = text_of(row.texts, context.language)
        kind = context.text(KIND_NAMES[QuestionKind(row.kind)])
        button = RowButton(context.look, RowFace(said, kind, icon="message-square"))
        button.setToolTip(said)
        button.clicked.connect(lambda: edit_question(context, row, among))
        return button

    def _changed(self, changes: Changes) -> None:
        if "question" in changes.scopes and self.isVisible():
            self.refresh()
            self.refit()


def add_question(context: Context, forms: Sequence[TemplateRow]) -> FormSheet:
    """Open an empty sheet for a question about an attribute of one of these scorecards."""
    language = context.language
    several = len(forms) > 1
    options = tuple(
        (each.id, shown(form.names, language) + " · " + name if several else name)
        for form in forms
        for each in form.attributes
        for name in (shown(each.names, language),)
    )
    first = options[0][0] if options else ""
    about = Field("attribute", context.text(_ABOUT), Kind.CHOICE, first, options, required=True)
    form = _form(context, (about,), None)
    text = context.text
    sheet = FormSheet(context.look, context.host, text(_ADD), text(_ADD), form, width=560)
    _watch(context, sheet)

    def filled(values: dict[str, Any]) -> None:
        kind = QuestionKind(values["kind"])
        context.submit(
            sheet, AddQuestion(str(values["attribute"]), str(values["zh"]), str(values["en"]), kind)
        )

    context.form(sheet, filled)
    return sheet


def edit_question(context: Context, row: QuestionRow, among: Sequence[QuestionRow]) -> FormSheet:
    """Open the sheet of a question; `among` are the questions of its attribute, in order."""
    text, look = context.text, context.look
    form = _form(context, (), row)
    sheet = FormSheet(look, context.host, text(_CHANGE), text(_SAVE), form, width=560)
    archive = Button(look, text(_ARCHIVE), "ghost", "archive")
    archive.clicked.connect(lambda: context.submit(sheet, ArchiveQuestion(row.id)))
    sheet.add_verb(archive)
    ids = [each.id for each in among]
    at = ids.index(row.id)
    if at:
        order = (*ids[: at - 1], row.id, ids[at - 1], *ids[at + 1 :])
        up = Button(look, text(_UP), "ghost", "arrow-up")
        command = OrderQuestions(row.attribute_id, order)
        up.clicked.connect(partial(_move, context, sheet, command))
        sheet.add_verb(up)
    _watch(context, sheet)

    def filled(values: dict[str, Any]) -> None:
        kind = QuestionKind(values["kind"])
        context.submit(sheet, ChangeQuestion(row.id, str(values["zh"]), str(values["en"]), kind))

    context.form(sheet, filled)
    return sheet


def _move(context: Context, sheet: FormSheet, command: OrderQuestions) -> None:
    # What was typed would be lost: first it is saved, or thrown away knowingly.
    if sheet.is_changed():
        sheet.nudge()
    else:
        context.submit(sheet, command)


def _form(context: Context, before: tuple[Field, ...], row: QuestionRow | None) -> Form:
    text = context.text
    texts = row.texts if row else {}
    kinds = tuple((kind.value, text(name)) for kind, name in KIND_NAMES.items())
    kind = row.kind if row else QuestionKind.BEHAVIOUR.value
    return Form(
        context.look,
        (
            *before,
            Field("zh", text(_ZH), Kind.MULTILINE, texts.get("zh", ""), lines=2),
            Field("en", text(_EN), Kind.MULTILINE, texts.get("en", ""), lines=2),
            Field("kind", text(_KIND), Kind.CHOICE, kind, kinds),
        ),
    )


def _watch(context: Context, sheet: FormSheet) -> None:
    """Say below the form what speaks against asking this, while it is typed."""
    said = Text(context.look, "", Role.CAPTION, "text3", wrap=True)
    sheet.form.put_below("kind", said)

    def check(_name: str = "") -> None:
        values = sheet.form.values()
        found = [
            context.show(warning(row))
            for name in ("zh", "en")
            for row in objections(str(values[name]))
        ]
        typed = any(str(values[name]).strip() for name in ("zh", "en"))
        said.setText("\n".join(found) or (context.text(_FINE) if typed else ""))
        said.set_tone("warn" if found else "text3")
        sheet.refit()

    sheet.form.changed.connect(check)
    check()
