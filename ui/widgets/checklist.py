"""A checklist: tasks with three states, a due day and an owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role
from ui.widgets.check import draw_box
from ui.widgets.paint import LEFT, RIGHT, put_icon, put_text, round_rect
from ui.widgets.pill import Pill, draw_pill, pill_width, tone_colours
from workbench.kernel.i18n import N_

_WORDS = {
    "open": N_("open"),
    "doing": N_("in progress"),
    "skipped": N_("Not needed"),
    "done": N_("done"),
}


class TaskState(StrEnum):
    """How it stands with a task."""

    OPEN = "open"
    DOING = "doing"
    SKIPPED = "skipped"
    DONE = "done"


SETTLED = (TaskState.DONE, TaskState.SKIPPED)


@dataclass(frozen=True)
class TaskFace:
    """One task. `due_tone` is a tone of pills; `blocked` says what it waits for."""

    id: str
    title: str
    state: TaskState = TaskState.OPEN
    due: str = ""
    due_tone: str = "neutral"
    owner: str = ""
    blocked: str = ""
    group: str = ""


class TaskRow(QAbstractButton):
    """One line: Space or a click ticks it, P or a right click gives it the state between.

    `between` is what the list knows besides open and done: in progress, or not needed.
    Signals: `stateAsked(TaskState)`; the row changes only when it is told to.
    """

    stateAsked = Signal(TaskState)  # noqa: N815
    stepped = Signal(int)

    def __init__(
        self,
        look: Look,
        face: TaskFace,
        parent: QWidget | None = None,
        *,
        between: TaskState = TaskState.DOING,
    ) -> None:
        super().__init__(parent)
        self._look, self._face, self._between = look, face, between
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tick)
        look.changed.connect(self.update)
        self.show_face(face)

    @property
    def face(self) -> TaskFace:
        """What the row shows."""
        return self._face

    def show_face(self, face: TaskFace) -> None:
        """Show another state."""
        self._face = face
        state = self._look.text(_WORDS[face.state.value])
        parts = (face.title, state, face.due, face.owner, face.blocked)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(face.blocked)
        self.update()

    def _tick(self) -> None:
        settled = self._face.state in SETTLED
        self.stateAsked.emit(TaskState.OPEN if settled else TaskState.DONE)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Go on to the next of the three states."""
        after = {TaskState.OPEN: self._between, TaskState.DOING: TaskState.DONE}
        self.stateAsked.emit(after.get(self._face.state, TaskState.OPEN))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, mark as in progress, or step to the next row."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_P:
            self.stateAsked.emit(self._between)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(240, self._look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, title, what it waits for, owner and due day."""
        look, c, painter, face = self._look, self._look.c, QPainter(self), self._face
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.underMouse():
            round_rect(painter, area, Radius.CONTROL, c.sunken)
        if self.hasFocus():
            round_rect(painter, area, Radius.CONTROL, None, c.focus, 2)
        size, middle = look.px(18), self.height() // 2
        box = QRectF(10, middle - size / 2, size, size)
        done = face.state in SETTLED
        part = face.state in (TaskState.DOING, TaskState.SKIPPED)
        draw_box(painter, look, box, done, False, part)
        right = self._end(painter, middle)
        left = 10 + size + 12
        ink = c.text3 if done else c.text
        lock = look.px(24) if face.blocked and not done else 0
        title = QRect(left, 0, right - left - lock, self.height())
        taken = put_text(painter, title, face.title, look, Role.BODY, ink)
        if face.blocked and not done:
            place = QPoint(left + taken + 10, middle - look.px(6))
            put_icon(painter, look, "lock", place, 12, c.text3)
            rest = QRect(place.x() + look.px(17), 0, right - place.x() - look.px(17), self.height())
            if look.metrics(Role.CAPTION).horizontalAdvance(face.blocked) <= rest.width():
                put_text(painter, rest, face.blocked, look, Role.CAPTION, c.text3)

    def _end(self, painter: QPainter, middle: int) -> int:
        """Paint due day and owner in two columns; return where they begin."""
        look, face = self._look, self._face
        right, column, names = self.width() - 12, look.px(84), look.px(104)
        if not face.due and not face.owner:
            return right
        if face.due:
            done = face.state in SETTLED
            tone = "neutral" if done else face.due_tone
            if tone == "neutral":
                box = QRect(right - column, 0, column, self.height())
                put_text(painter, box, face.due, look, Role.CAPTION, look.c.text2, RIGHT)
            else:
                pill = Pill(face.due, tone)
                place = QPoint(right - pill_width(look, pill), middle - look.px(10))
                draw_pill(painter, look, place, pill)
        right -= column + 12
        if face.owner:
            box = QRect(right - names, 0, names, self.height())
            put_text(painter, box, face.owner, look, Role.CAPTION, look.c.text2, LEFT)
        return right - names - 12


class Checklist(QWidget):
    """Tasks under group titles that say how many are done; a press on a title folds its group.

    With `folds` a group of which everything is done begins folded.
    Signals: `stateAsked(str id, TaskState)`.
    """

    stateAsked = Signal(str, TaskState)  # noqa: N815

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        between: TaskState = TaskState.DOING,
        folds: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look, self._between, self._folds = look, between, folds
        self._rows: dict[str, TaskRow] = {}
        self._heads: dict[str, _GroupHead] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_tasks(self, tasks: Sequence[TaskFace]) -> None:
        """Show these tasks; rows that stay keep the focus."""
        if [task.id for task in tasks] != list(self._rows):
            self._rebuild(tasks)
        for task in tasks:
            self._rows[task.id].show_face(task)
        for group, head in self._heads.items():
            mine = [task for task in tasks if task.group == group]
            head.show_done(sum(1 for one in mine if one.state in SETTLED), len(mine))

    def row(self, identity: str) -> TaskRow:
        """Return the row of a task."""
        return self._rows[identity]

    def _rebuild(self, tasks: Sequence[TaskFace]) -> None:
        for old in (*self._rows.values(), *self._heads.values()):
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows, self._heads = {}, {}
        for task in tasks:
            if task.group and task.group not in self._heads:
                head = self._heads[task.group] = _GroupHead(self._look, task.group)
                head.toggled.connect(lambda folded, group=task.group: self._fold(group, folded))
                self._column.addWidget(head)
            row = TaskRow(self._look, task, self, between=self._between)
            row.stateAsked.connect(lambda state, key=task.id: self.stateAsked.emit(key, state))
            row.stepped.connect(lambda step, key=task.id: self._step(key, step))
            self._rows[task.id] = row
            self._column.addWidget(row)

        if self._folds:
            for group, head in self._heads.items():
                mine = [task for task in tasks if task.group == group]
                head.setChecked(all(task.state in SETTLED for task in mine))

    def head(self, group: str) -> QAbstractButton:
        """Return the title of a group; checked while it is folded."""
        return self._heads[group]

    def _fold(self, group: str, folded: bool) -> None:
        for row in self._rows.values():
            if row.face.group == group:
                row.setVisible(not folded)

    def _is_folded(self, group: str) -> bool:
        return group in self._heads and self._heads[group].isChecked()

    def _step(self, key: str, step: int) -> None:
        # Whether Qt shows a new row already cannot be asked yet, so the titles are asked.
        keys = [each for each, row in self._rows.items() if not self._is_folded(row.face.group)]
        place = min(max(keys.index(key) + step, 0), len(keys) - 1)
        self._rows[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)


class _GroupHead(QAbstractButton):
    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look, self._title, self._done, self._all = look, title, 0, 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(look.px(40))
        look.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold by Enter as well as by Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def show_done(self, done: int, total: int) -> None:
        """Show how many of the group are done."""
        self._done, self._all = done, total
        self.setAccessibleName(f"{self._title} {done}/{total}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, count and a thin bar."""
        look, c, painter = self._look, self._look.c, QPainter(self)
        if self.hasFocus():
            area = QRectF(self.rect()).adjusted(0, look.px(6), 0, -1)
            round_rect(painter, area, Radius.CONTROL, None, c.focus, 2)
        sign = "chevron-right" if self.isChecked() else "chevron-down"
        place = QPoint(self.width() - 12 - look.px(13), self.height() // 2 - look.px(2))
        put_icon(painter, look, sign, place, 13, c.text3)
        box = self.rect().adjusted(10, look.px(8), -18 - look.px(13), 0)
        text = f"{self._done}/{self._all}"
        put_text(painter, box, text, look, Role.CAPTION, c.text2, RIGHT)
        taken = put_text(painter, box, self._title, look, Role.LABEL, c.text2)
        full = self._all > 0 and self._done == self._all
        bar = QRectF(10 + taken + 14, self.height() / 2 + look.px(3), look.px(96), 4)
        round_rect(painter, bar, 2, c.neutral_soft)
        if self._all and self._done:
            bar.setWidth(bar.width() * self._done / self._all)
            round_rect(painter, bar, 2, tone_colours(c, "ok")[1] if full else c.accent)
