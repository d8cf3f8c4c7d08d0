"""The one object between the window and the open vault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import MethodType
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, WeakSet

from PySide6.QtCore import QObject, Signal

from ui.tasks import Failed, Lane, Tasks, Then
from workbench.apart.reader import Reader
from workbench.app import App, Connection, Done
from workbench.kernel.changes import Changes

P = ParamSpec("P")
T = TypeVar("T")


class Bridge(QObject):
    """Runs commands on the write lane and queries beside it, and tells what changed.

    Attributes: `app`; `tasks`; `since`, the stamp at which this session began, for undo.
    Signals: `changed(Changes)` after every commit, whoever made it; `failed(Exception)` where the
    asker did not want to know; `left()` before the vault is locked; `woken()` when it is open again
    after that.
    """

    changed = Signal(object)
    failed = Signal(object)
    woken = Signal()
    left = Signal()

    def __init__(self, app: App, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.app, self.tasks = app, tasks
        self.since = app.last_stamp
        self._asked: WeakKeyDictionary[object, Counter[str]] = WeakKeyDictionary()
        self._off = app.feed.subscribe(self._publish)
        self._readers: WeakSet[Reader] = WeakSet()

    def reader(self) -> Reader:
        """Return one who reads foreign files apart; it is closed with the vault at the latest."""
        made = Reader()
        self._readers.add(made)
        return made

    def run(
        self,
        command: object,
        then: Callable[[Done], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run a command; `then` gets what it answered and changed."""
        self.write(lambda: self.app.run(command), then, failed)

    def undo(self, then: Callable[[Done], None], failed: Failed) -> None:
        """Undo this session's last change."""
        self.write(lambda: self.app.undo(since=self.since), then, failed)

    def redo(self, then: Callable[[Done], None], failed: Failed) -> None:
        """Do again what was undone last."""
        self.write(lambda: self.app.redo(since=self.since), then, failed)

    def write(
        self, work: Callable[[], Any], then: Then | None = None, failed: Failed | None = None
    ) -> None:
        """Do something on the write lane."""
        self.tasks.start(work, then, failed or self.failed.emit, Lane.WRITE)

    def ask(
        self,
        then: Callable[[T], None],
        query: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Ask a query off the UI thread; `then` gets its answer.

        Several threads read, so answers may overtake one another: a method that is to get one gets
        only that of the newest question it was asked for.
        """
        self.tasks.start(
            lambda: self.app.ask(query, *args, **kwargs),
            self.newest(then),
            self.failed.emit,
            Lane.READ,
        )

    def newest(self, then: Callable[[T], None]) -> Callable[[T], None]:
        """Return `then`, for a method such that it hears nothing once it is asked for again."""
        if not isinstance(then, MethodType):
            return then
        asked = self._asked.setdefault(then.__self__, Counter())
        asked[then.__name__] += 1
        mine = asked[then.__name__]
        return lambda answer: then(answer) if asked[then.__name__] == mine else None

    def now(
        self,
        query: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Answer a query of a few milliseconds at once, on the UI's own connection."""
        return self.app.ask_for_screen(query, *args, **kwargs)

    def leave(self) -> None:
        """Stop listening and end the threads; the vault stays open."""
        self._off()
        self.left.emit()
        for reader in tuple(self._readers):
            reader.close()  # else the threads would wait for what it reads
        self.tasks.close()

    def close(self) -> None:
        """Stop listening and lock the vault."""
        self.leave()
        self.app.close()

    def wake(self, app: App) -> None:
        """Go on with the vault that was locked and is open again."""
        self.app = app
        self.tasks.wake()
        self._off = app.feed.subscribe(self._publish)
        self.woken.emit()

    def _publish(self, changes: Changes) -> None:
        self.changed.emit(changes)
