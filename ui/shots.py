"""Pictures of every page of an open vault, for the tour and for eyes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from ui.actions import PLACES
from ui.bridge import Bridge
from ui.shell.dressing import make_look
from ui.shell.workplace import Workplace
from ui.tasks import Tasks
from workbench import app
from workbench.settings import Settings

SIZE = QSize(1440, 900)
NUDGE_MS = 5
SETTLE_MS = 30_000


def shoot(given: argparse.Namespace) -> int:
    """Save a PNG of each page in each theme into `given.shots`; return the exit code."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    phrase = (
        given.passphrase_file.read_text(encoding="utf-8").strip()
        if given.passphrase_file
        else os.environ.get("WORKBENCH_PASSPHRASE", "")
    )
    opened = app.unlock_with_passphrase(given.vault, phrase)
    given.shots.mkdir(parents=True, exist_ok=True)
    try:
        for theme in given.themes:
            settings = replace(Settings(), language=given.lang or "zh", theme=theme)
            _shoot_theme(application, opened, settings, given.shots)
    finally:
        opened.close()
    return 0


def _shoot_theme(
    application: QApplication, opened: app.App, settings: Settings, folder: Path
) -> None:
    look = make_look(settings)
    look.put_on()
    bridge = Bridge(opened, Tasks())
    workplace = Workplace(look, bridge, settings, "", _tell)
    workplace.window.resize(SIZE)
    workplace.window.show()
    for place in PLACES:
        workplace.go(place.key)
        settle(application, bridge.tasks)
        name = f"{place.key}_{settings.language}_{settings.theme}.png"
        picture(workplace.window).save(str(folder / name))
    workplace.window.close()
    bridge.leave()
    workplace.window.deleteLater()
    workplace.deleteLater()
    application.processEvents()


def settle(
    application: QApplication, tasks: Tasks, until: Callable[[], bool] | None = None
) -> None:
    """Let asked-for answers arrive and be painted."""
    deadline, loop = QDeadlineTimer(SETTLE_MS), QEventLoop()
    nudge = QTimer()
    nudge.setInterval(NUDGE_MS)
    quiet, done = 0, False
    while quiet < 3 and not deadline.hasExpired():
        if done:
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        else:  # asking again and again would keep the threads from working
            nudge.start()
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            nudge.stop()
        done = tasks.is_quiet() and (until is None or until())
        quiet = quiet + 1 if done else 0


def picture(widget: QWidget, ratio: int = 1) -> QImage:
    """Return the widget as an image at a device ratio."""
    image = QImage(widget.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return image


def _tell(error: Exception) -> None:
    """Let a bug in a page end the shooting: a picture of it would be a lie."""
    raise error
