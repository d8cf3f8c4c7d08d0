"""The sheet that asks what the columns of a table hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.sheets import Sheet
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.check import Check
from ui.widgets.fields import Choice
from ui.widgets.labels import Text
from workbench.intake.columns import FIELD_NAMES, TableColumn, TableHead, likely_fields
from workbench.intake.headers import IGNORED, LEFT_OUT
from workbench.kernel.i18n import N_

_TITLE = N_("Columns of {files}")
_SUBTITLE = N_("Say what each column holds. The report behind this sheet follows at once.")
_VERB = N_("Use these columns")
_HEADING, _VALUES, _HOLDS = N_("Column"), N_("First values"), N_("Holds")
_OUT, _PLACE, _EMPTY = N_("Leave out"), N_("Column {n}, without a heading"), N_("empty")
_UNFAIR = N_("must not weigh in a decision")
_NEW = N_("not known yet")
_REMEMBER = N_("Read files with these columns in this way from now on")
_NAMES = {"name", "last_name", "first_name"}
_FORGET = N_("Forget these columns")
_NO_NAME = N_("Choose the column that holds the name.")
_WIDTH, _VALUES_WIDTH, _CHOICE_WIDTH = 760, 280, 210


class ColumnsSheet(Sheet):
    """One row for each column: heading, first values, and what it holds.

    Attributes: `choices`, the boxes by the column's key; `remember`, whether to keep it.
    Signals: `changed(dict)` with the field of each column; `forgetAsked()` where the columns are
    remembered and shall not be any more.
    """

    changed = Signal(object)
    forgetAsked = Signal()  # noqa: N815

    def __init__(self, context: Context, files: Sequence[str], head: TableHead) -> None:
        self.head = head
        self.choices: dict[str, Choice] = {}
        self._unfair = {c.key for c in head.columns if c.field == LEFT_OUT}
        look, text = context.look, context.text
        self._words = text
        self._result = Text(look, "", Role.STRONG, "text2", wrap=True)
        self.remember = Check(look, text(_REMEMBER))
        self.remember.setChecked(True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(self._rows(context, likely_fields(head)))
        column.addWidget(self.remember)
        column.addWidget(self._result)
        title = text(_TITLE, files=context.listed(files[:3]) + ("…" if files[3:] else ""))
        super().__init__(
            look, context.host, title, text(_VERB), content, subtitle=text(_SUBTITLE), width=_WIDTH
        )
        if head.remembered:
            forget = Button(look, text(_FORGET))
            forget.clicked.connect(self.forgetAsked)
            self.add_verb(forget)

    def _rows(self, context: Context, likely: dict[str, str]) -> QGridLayout:
        grid, look = QGridLayout(), context.look
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(0, 1)
        for place, word in enumerate((_HEADING, _VALUES, _HOLDS)):
            grid.addWidget(Text(look, context.text(word), Role.LABEL, "text3"), 0, place)
        shown = {c.key: c for c in reversed(self.head.columns) if c.heading or c.samples}
        for row, column in enumerate(reversed(shown.values()), start=1):
            grid.addWidget(self._heading(context, column), row, 0)
            grid.addWidget(self._values(context, column), row, 1)
            choice = self._choice(context, column, likely[column.key])
            grid.addWidget(choice, row, 2, Qt.AlignmentFlag.AlignVCenter)
        return grid

    def _heading(self, context: Context, column: TableColumn) -> QWidget:
        look, box = context.look, QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        named = column.heading or context.text(_PLACE, n=column.key.removeprefix("#"))
        lines.addWidget(Text(look, named, Role.STRONG, wrap=True))
        if column.field is None and column.heading:
            lines.addWidget(Text(look, context.text(_NEW), Role.CAPTION, "warn"))
        elif column.field == LEFT_OUT:
            lines.addWidget(Text(look, context.text(_UNFAIR), Role.CAPTION, "text3"))
        return box

    def _values(self, context: Context, column: TableColumn) -> Text:
        look, width = context.look, context.look.px(_VALUES_WIDTH)
        whole = context.listed(column.samples) or context.text(_EMPTY)
        cut = look.metrics(Role.BODY).elidedText(whole, Qt.TextElideMode.ElideRight, width)
        shown = Text(look, cut, Role.BODY, "text2" if column.samples else "text3")
        shown.setFixedWidth(width)
        shown.setToolTip(whole)
        return shown

    def _choice(self, context: Context, column: TableColumn, field: str) -> Choice:
        made = Choice(context.look)
        made.addItem(context.text(_OUT), IGNORED)
        for code, name in FIELD_NAMES.items():
            made.addItem(context.text(name), code)
        made.setCurrentIndex(max(made.findData(field), 0))
        made.setFixedWidth(context.look.px(_CHOICE_WIDTH))
        made.setAccessibleName(f"{column.heading or column.key}: {context.text(_HOLDS)}")
        made.activated.connect(partial(self._picked))
        self.choices[column.key] = made
        return made

    def _picked(self, _index: int) -> None:
        self.show_error("")
        self.changed.emit(self.fields())

    def fields(self) -> dict[str, str]:
        """Return the field of each column; what must not weigh is not named unless chosen."""
        said = {key: str(box.currentData()) for key, box in self.choices.items()}
        return {k: field for k, field in said.items() if field or k not in self._unfair}

    def differs(self) -> bool:
        """Tell whether a column is to be read in another way than it was."""
        said = self.fields()
        before = {c.key: c.field for c in self.head.columns if c.key in self.choices}
        return any(said.get(key, LEFT_OUT) != field for key, field in before.items())

    def to_remember(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return all headings, and what each column holds."""
        said = self.fields()
        named = {c.key: c.heading for c in self.head.columns if c.heading}
        return tuple(named.values()), tuple(said.get(key, "") for key in named)

    def submit(self) -> None:
        """Refuse columns without a name among them."""
        if _NAMES & set(self.fields().values()):
            super().submit()
        else:
            self.show_error(self._words(_NO_NAME))

    def tell(self, result: str) -> None:
        """Say what the files hold with these columns."""
        self._result.setText(result)
        self.refit()
