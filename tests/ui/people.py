"""A small house for the tests of pages: one post, four applicants, one colleague."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.workplace import Workplace
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.demand.queries import requisition
from workbench.kernel.clock import SetClock
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply
from workbench.pipeline.queries import application, list_stages, stages_by_id

NAMES = ("王小明", "Elena Sullivan", "段洋睿", "欧阳娜娜")
PHONES = ("13800001234", "12025550101", "13800002345", "13800003456")
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Crew:
    """Ids of what stands in the vault."""

    app: App
    clock: SetClock
    post: str = ""
    staff: str = ""
    people: list[str] = field(default_factory=list)
    applications: list[str] = field(default_factory=list)

    def stage(self, number: int) -> str:
        """Return the Chinese name of the stage an application stands in."""
        row = self.app.ask(application, self.applications[number])
        return str(self.app.ask(stages_by_id, [row.stage_id])[row.stage_id].names["zh"])

    def state(self, number: int) -> str:
        return self.app.ask(application, self.applications[number]).state

    def stages(self) -> list[str]:
        """Return the ids of the stages of the post, in order."""
        row = self.app.ask(requisition, self.post)
        return [stage.id for stage in self.app.ask(list_stages, row.stage_set_id).rows]

    def at(self, text: str) -> None:
        """Put the clock to a moment in UTC."""
        self.clock.moment = datetime.fromisoformat(text).replace(tzinfo=UTC)


def settle_in(app: App, clock: SetClock) -> Crew:
    """Fill a vault."""
    crew = Crew(app, clock)
    crew.staff = app.run(AddStaff("李雷", department="研发部", title="架构师")).value
    crew.post = app.run(
        OpenRequisition("后端工程师", "研发部", stage_set="rd", interviewers=(crew.staff,))
    ).value
    for name, phone in zip(NAMES, PHONES, strict=True):
        crew.people.append(app.run(AddCandidate(name, phone=phone, city="上海")).value)
        crew.applications.append(app.run(Apply(crew.people[-1], crew.post)).value)
    return crew


def key(
    workplace: Workplace, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key wherever the focus is in the window."""
    QTest.keyClick(QApplication.focusWidget() or workplace.window, code, held)


def type_in(field: QWidget, text: str) -> None:
    """Type a text: by keys where they have it, else as an input method commits it."""
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def undo(workplace: Workplace) -> None:
    key(workplace, Qt.Key.Key_Z, CONTROL)


def said(workplace: Workplace) -> str:
    """Return what the toasts say."""
    return "\n".join(toast.notice.text for toast in workplace.window.toasts.toasts)


def drop(workplace: Workplace, *paths: Path) -> None:
    """Drop files on the window, as a file manager does."""
    parcel = QMimeData()
    parcel.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window, copy = workplace.window, Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(50, 50).toPoint(), copy, parcel, button, none)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    falling = QDropEvent(QPointF(50, 50), copy, parcel, button, none)
    QApplication.sendEvent(window, falling)
