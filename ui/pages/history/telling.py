"""What a step changed, laid out record by record."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.theme.tokens import Role, Space
from ui.widgets.labels import Text
from ui.widgets.pill import Pill, PillLabel
from workbench.insights.telling import FieldChange, Happened, RecordChange, Told
from workbench.insights.told_values import (
    called,
    field_word,
    happened,
    names_itself,
    was_and_is,
)
from workbench.insights.told_words import TABLES
from workbench.kernel.i18n import N_

_ERASED = N_("The content of this step was erased.")
_MORE = N_("{n} more, not shown here")
_ARROW = "{before} → {after}"
_NOTHING = "–"
_TONES = {Happened.NEW: "ok", Happened.AWAY: "neutral", Happened.BACK: "info"}
LONGEST = 240


class Telling:
    """Fills a column with what was changed."""

    def __init__(self, context: Context, column: QVBoxLayout) -> None:
        self._context, self._look, self._column = context, context.look, column

    def tell(self, found: Told) -> None:
        """Add every record with its fields, and what is not told."""
        for record in found.records:
            self._column.addSpacing(Space.S)
            self._column.addWidget(self._head(record))
            self._fields(record)
        if found.more:
            self._say(self._look.text(_MORE, n=found.more))
        if not found.whole:
            self._say(self._look.text(_ERASED))

    def _head(self, record: RecordChange) -> QWidget:
        words = self._look.words
        kind = words.text(TABLES[record.table])
        names = (called(words, record.about), called(words, record.name))
        title = " · ".join(part for part in (kind, *names) if part)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(Text(self._look, title, Role.STRONG, wrap=True), 1)
        what = happened(words, record)
        if what:
            row.addWidget(PillLabel(self._look, Pill(what, _TONES[record.what])))
        return box

    def _fields(self, record: RecordChange) -> None:
        """Add all fields as one text: a widget for each made a change of theme stutter."""
        new = record.what is Happened.NEW
        lines = [
            self._line(new, each) for each in record.fields if not (new and names_itself(each))
        ]
        if lines:
            tone = "text2" if new else ""
            self._column.addWidget(
                Text(self._look, "\n".join(lines), Role.CAPTION, tone, wrap=True)
            )

    def _line(self, new: bool, change: FieldChange) -> str:
        words = self._look.words
        texts = (_short(each) for each in was_and_is(words, change, self._day))
        before, after = (each or _NOTHING for each in texts)
        said = after if new else _ARROW.format(before=before, after=after)
        return f"{field_word(words, change)}  {said}"

    def _say(self, text: str) -> None:
        self._column.addSpacing(Space.S)
        self._column.addWidget(Text(self._look, text, Role.CAPTION, "text3", wrap=True))

    def _day(self, value: date | datetime) -> str:
        now = self._context.moment()
        if isinstance(value, datetime):
            return moments.moment(self._look, value, now)
        return moments.date_text(self._look, value, now.date())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
