"""A word, while somebody is being added, that they are here already."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.context import Context
from ui.pages.person.quickly import QUICK
from ui.sheets import FormSheet
from workbench.kernel.i18n import N_
from workbench.pipeline.duplicates import Duplicate, resembling

_KNOWN = N_("{name} is here already: {why}. Adding makes a second record.")
_FACTS = ("name", "phone", "email", "wechat")


class KnownAlready(QObject):
    """Looks up name and contacts of a sheet as they are typed, and says whom they belong to.

    It only tells: two people may share a phone.
    """

    def __init__(self, context: Context, sheet: FormSheet) -> None:
        super().__init__(sheet)
        self._context, self._sheet, self._asked = context, sheet, 0
        self._told = False
        sheet.form.changed.connect(self._changed)

    def _changed(self, name: str) -> None:
        if name not in (*_FACTS, QUICK):
            return
        self._asked = asked = self._asked + 1
        values = {key: str(self._sheet.form.values()[key] or "").strip() for key in _FACTS}
        called = values.pop("name")

        def arrived(found: Duplicate | None) -> None:
            if asked == self._asked and self._sheet.isVisible():
                self._tell(found)

        self._context.bridge.ask(arrived, resembling, called, **values)

    def _tell(self, found: Duplicate | None) -> None:
        if found is not None:
            why = self._context.listed(map(self._context.show, found.reasons))
            self._sheet.show_error(self._context.text(_KNOWN, name=found.like, why=why))
        elif self._told:
            self._sheet.show_error("")
        self._told = found is not None
