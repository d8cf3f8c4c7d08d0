"""The line at the top of the add sheet: typed or pasted, it fills the fields below at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ui.context import Context
from ui.forms import Field, Kind
from ui.sheets import FormSheet
from workbench.intake.quickline import Quick, read_quickly
from workbench.kernel.i18n import N_

QUICK = "quick"
_LABEL, _SAMPLE = N_("Everything in one line, or a pasted CV"), "张三 后端 内推 13800000000"
_HELP = N_("The fields below are filled as you type. Enter adds the person.")
_UNREAD = N_("Not understood: {words}")
_CV = N_("The text is kept as the CV.")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def quick_field(context: Context, text: str) -> Field:
    """Return the field of the line."""
    return Field(
        QUICK,
        context.text(_LABEL),
        Kind.MULTILINE,
        text,
        placeholder=_SAMPLE,
        help=context.text(_HELP),
        lines=2,
    )


class Quickly(QObject):
    """Fills the form of a sheet from its line; what was typed into a field by hand stays.

    Attributes: `cv_text`, the text where it is a CV.
    """

    def __init__(
        self, context: Context, sheet: FormSheet, posts: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(sheet)
        self._context, self._sheet, self._form = context, sheet, sheet.form
        self._posts = posts
        self._by_hand: set[str] = set()
        self._before = dict(self._form.values())
        self.cv_text = ""
        sheet.form.changed.connect(self._changed)
        sheet.form.input(QUICK).installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter add the person; with Shift it begins a new line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _adds(event):
            self._sheet.submit()
            return True
        return super().eventFilter(watched, event)

    def _changed(self, name: str) -> None:
        if name == QUICK:
            self.fill()
        else:
            self._by_hand.add(name)

    def fill(self) -> None:
        """Put what the line says into the fields."""
        found = read_quickly(str(self._form.values()[QUICK]), self._posts)
        said = values_of_quick(found)
        self._form.set_values(
            {
                name: value or self._before[name]
                for name, value in said.items()
                if name not in self._by_hand
            }
        )
        for name in said:
            self._form.show_error(name, "", focus=False)
        self.cv_text = found.cv_text
        self._form.set_help(QUICK, self._told(found))
        self._sheet.refit()

    def _told(self, found: Quick) -> str:
        if found.unread:
            return self._context.text(_UNREAD, words=self._context.listed(found.unread))
        return self._context.text(_CV if found.cv_text else _HELP)


def _adds(event: QKeyEvent) -> bool:
    held = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return event.key() in _ENTER and not held


def values_of_quick(found: Quick) -> dict[str, str]:
    """Return what a line says by the names of the form's fields."""
    return {
        "name": found.name,
        "phone": found.phone,
        "email": found.email,
        "wechat": found.wechat,
        "source": found.source,
        "requisition": found.requisition,
        "title": found.title,
        "employer": found.employer,
        "city": found.city,
        "degree": found.degree.value,
        "school": found.school,
        "years": "" if found.years is None else f"{found.years:g}",
    }
