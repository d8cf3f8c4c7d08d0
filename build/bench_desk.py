"""Benchmarks of the window: from a hand on the keys to the painted answer, at a given size.

Times are from the event to the last paint it causes, answers of worker threads included; medians
with the 95th percentile. Qt's offscreen platform paints in memory, a screen adds its own refresh.

    python3 build/dev.py bench --desk [--people 100000]
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench import Bench, shown
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.bridge import Bridge
from ui.shell.dressing import make_look
from ui.shell.warming import load_program
from ui.shell.workplace import Workplace
from ui.shots import settle
from ui.tasks import Tasks
from ui.theme.icons import load_icons
from ui.widgets.toast import Toast, ToastLayer
from workbench.settings import Settings

WORDS = ("小明", "wxm", "谈判", "139000012", "Python", "王")
SCROLLS = 200


class Paints(QObject):
    """Notes when a widget was last painted."""

    def __init__(self) -> None:
        super().__init__()
        self.last = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every event of the program."""
        if event.type() == QEvent.Type.Paint and not _in_toast(watched):
            self.last = time.perf_counter()
        return False


def _in_toast(watched: QObject | None) -> bool:
    """Tell whether something belongs to a toast, which fades in long after the answer."""
    while watched is not None:
        if isinstance(watched, ToastLayer | Toast):
            return True
        watched = watched.parent()
    return False


class Seat:
    """A window over a vault, and a stopwatch."""

    def __init__(self, made: Bench) -> None:
        sys.setswitchinterval(0.001)  # as the program does
        self.qapp = QApplication.instance() or QApplication(sys.argv[:1])
        load_program()
        self.look = make_look(replace(Settings(), language="zh", theme="light"))
        self.look.put_on()
        load_icons()
        self.bridge = Bridge(made.opened, Tasks())
        self.work = Workplace(self.look, self.bridge, Settings(), "", _raise)
        self.paints = Paints()
        self.qapp.installEventFilter(self.paints)
        self.work.window.resize(1440, 900)
        self.work.window.show()
        self.calm()

    def calm(self, until: Callable[[], bool] | None = None) -> None:
        """Let every answer arrive and be painted."""
        settle(self.qapp, self.bridge.tasks, until)

    def timed(self, act: Callable[[], object], until: Callable[[], bool] | None = None) -> float:
        """Return the milliseconds from `act` to the last paint that came of it."""
        start = time.perf_counter()
        act()
        self.calm(until)
        return max(self.paints.last - start, 0) * 1000

    def leave(self) -> None:
        """Close the window."""
        self.work.window.close()
        self.bridge.leave()


def _raise(error: Exception) -> None:
    raise error


def run(made: Bench) -> None:
    """Print the figures of the window."""
    seat = Seat(made)
    print(f"{'window, 1440x900, offscreen':38}{'p50 / p95':>22}{'aim':>8}")
    _line("board: first paint", [seat.timed(lambda: seat.work.go("board"))], "100")
    _line("board: shown again", _again(seat), "100")
    _line("keystroke in search to results", _keystrokes(seat), "50")
    seat.work.go("board")
    seat.calm()
    for title, found in _moves(seat).items():
        _line(f"move a card: {title}", found, "30")
    _line("scroll a long column, a frame", _frames(seat), "8")
    _line("open a candidate", _people(seat), "50")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory (the rows made included)':38}{f'{peak:.0f} MB':>22}{'300':>8}")
    _line("board: first paint, made behind Today", [_prepared(made, seat)], "100")
    seat.leave()


def _prepared(made: Bench, before: Seat) -> float:
    """Return the time to a board that was made ready while Today was looked at, as after unlock."""
    before.work.window.close()
    seat = Seat(made)
    seat.work.preparing.start()
    seat.calm(seat.work.preparing.is_done)
    found = seat.timed(lambda: seat.work.go("board"))
    seat.leave()
    return found


def _line(title: str, found: list[float], aim: str) -> None:
    print(f"{title:38}{shown(sorted(found)):>22}{aim:>8}")


def _again(seat: Seat) -> list[float]:
    found = []
    for _ in range(10):
        seat.work.go("today")
        seat.calm()
        found.append(seat.timed(lambda: seat.work.go("board")))
    return found


def _keystrokes(seat: Seat) -> list[float]:
    seat.work.go("people")
    seat.calm()
    page = seat.work.page("people")
    field, found = page.field, []
    for word in WORDS:
        field.clear()
        seat.calm()
        for letter in word:
            press = lambda letter=letter: field.insert(letter)  # noqa: E731
            found.append(seat.timed(press, lambda: not page._pause.isActive()))
    field.clear()
    seat.calm()
    return found


def _moves(seat: Seat) -> dict[str, list[float]]:
    """Return the times until a card moved by a key is painted, stored, and all has followed.

    The last counts the pause in which further keys are waited for before the board is read anew.
    """
    page = seat.work.page("board")
    found: dict[str, list[float]] = {"painted": [], "stored, card read again": [], "board read": []}
    first = page.board.column_in_use()
    for _ in range(20):
        page.board.select([first.cards.id_at(0)])
        seat.calm()
        start = time.perf_counter()
        QTest.keyClick(first, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        seat.qapp.processEvents()
        found["painted"].append((seat.paints.last - start) * 1000)
        seat.calm()
        found["stored, card read again"].append((seat.paints.last - start) * 1000)
        seat.calm(lambda: not page._soon.isActive())
        found["board read"].append((seat.paints.last - start) * 1000)
    return found


def _frames(seat: Seat) -> list[float]:
    column = seat.work.page("board").board.column_in_use()
    bar, found = column.verticalScrollBar(), []
    for step in range(SCROLLS):
        bar.setValue(step * 96)
        start = time.perf_counter()
        column.viewport().repaint()
        found.append((time.perf_counter() - start) * 1000)
        seat.qapp.processEvents()
    return found


def _people(seat: Seat) -> list[float]:
    page = seat.work.page("board")
    rows = list(page._rows.values())[:20]
    return [
        seat.timed(lambda row=row: seat.work.context.open_person(row.candidate_id, row.id))
        for row in rows
    ]
