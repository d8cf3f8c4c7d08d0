"""What follows from a happening: who moves by how much, what clashes, who must be told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.theme.tokens import Role, Space
from ui.widgets.labels import Line, Text
from ui.widgets.states import NoticeBar
from workbench.interviewday.ripple import Place, Ripple, RippleLine
from workbench.kernel.i18n import N_
from workbench.planner.plan import UNKNOWN
from workbench.planner.times import clock

_NOTHING, _ONE, _MANY = (
    N_("Nothing else changes."),
    N_("1 interview changes"),
    N_("{n} interviews change"),
)
_UNKNOWN = N_("No way was found in the time given. Move the interviews by hand.")
_DROPPED = N_("No place is left for {name}, {round}: the interview will be cancelled.")
_LATER, _SOONER, _NEW = N_("{n} min later"), N_("{n} min earlier"), N_("new")
_LONGER = N_("until {time}")
_TELL, _CANDIDATES, _COLLEAGUES = N_("To be told"), N_("Candidates"), N_("Colleagues")
_NO_ROOM = N_("no room")


class RippleView(QWidget):
    """A ripple in lines."""

    def __init__(self, context: Context, found: Ripple) -> None:
        super().__init__()
        self._context, self._found = context, found
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        if found.status == UNKNOWN:
            self._bar(context.text(_UNKNOWN), "bad", "circle-alert")
            return
        for each in found.dropped:
            said = context.text(_DROPPED, name=each.candidate, round=each.round)
            self._bar(said, "bad", "circle-alert")
        for clash in found.clashes:
            self._bar(context.show(clash), "warn", "triangle-alert")
        shown = [each for each in found.lines if each.becomes is not None]
        head = context.counted(len(shown), _ONE, _MANY) if shown else context.text(_NOTHING)
        self._column.addWidget(Text(context.look, head, Role.STRONG))
        if shown:
            self._column.addLayout(self._lines(shown))
        if found.told:
            self._tell()

    def _bar(self, text: str, tone: str, icon: str) -> None:
        self._column.addWidget(NoticeBar(self._context.look, text, tone, icon))

    def _lines(self, lines: list[RippleLine]) -> QGridLayout:
        look = self._context.look
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        for column, stretch in enumerate((3, 2, 2, 3)):
            grid.setColumnStretch(column, stretch)
        for row, each in enumerate(lines):
            cells = (
                (f"{each.candidate} · {each.round}", Role.STRONG, ""),
                (self._time(each), Role.BODY, ""),
                (self._shift(each), Role.CAPTION, "text2"),
                (self._others(each), Role.CAPTION, "text2"),
            )
            for column, (said, role, tone) in enumerate(cells):
                label = Text(look, said, role, tone, wrap=column != 1)
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignVCenter)
        return grid

    def _time(self, line: RippleLine) -> str:
        was, becomes = line.was, line.becomes
        assert becomes is not None
        if was is None or was.start == becomes.start:
            return f"{clock(becomes.start)}–{clock(becomes.end)}"
        return f"{clock(was.start)} → {clock(becomes.start)}"

    def _shift(self, line: RippleLine) -> str:
        text, was, becomes = self._context.text, line.was, line.becomes
        if was is None or becomes is None:
            return text(_NEW)
        if line.minutes:
            return text(_LATER if line.minutes > 0 else _SOONER, n=abs(line.minutes))
        if becomes.end != was.end:
            return text(_LONGER, time=clock(becomes.end))
        return ""

    def _others(self, line: RippleLine) -> str:
        """Return what of room and panel is different, or all of it for a new interview."""
        was, becomes = line.was, line.becomes
        assert becomes is not None
        parts = []
        if was is None or was.room != becomes.room:
            parts.append(self._arrow(self._room(was) if was else None, self._room(becomes)))
        if was is None or set(was.panel) != set(becomes.panel):
            parts.append(self._arrow(self._panel(was) if was else None, self._panel(becomes)))
        return " · ".join(parts)

    def _arrow(self, was: str | None, becomes: str) -> str:
        return becomes if was is None else f"{was} → {becomes}"

    def _room(self, place: Place) -> str:
        return self._found.names.get(place.room, "") or self._context.text(_NO_ROOM)

    def _panel(self, place: Place) -> str:
        names = self._found.names
        return self._context.listed(names.get(each, "") for each in place.panel)

    def _tell(self) -> None:
        look, text = self._context.look, self._context.text
        self._column.addWidget(Line(look))
        self._column.addWidget(Text(look, text(_TELL), Role.STRONG))
        for word, is_candidate in ((_CANDIDATES, True), (_COLLEAGUES, False)):
            names = [e.name for e in self._found.told if e.is_candidate is is_candidate]
            if names:
                said = f"{text(word)}  {self._context.listed(names)}"
                self._column.addWidget(Text(look, said, wrap=True))
