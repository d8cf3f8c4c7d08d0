"""Work off the UI thread, and its answers back on it.

One thread writes, so that commands land in the order they were asked for; a few read; one does
long jobs. Answers arrive through a queued signal, so whoever gets them is on the UI thread. After
`close` nothing arrives any more, until `wake`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Any
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, Signal, Slot

Then = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Lane(Enum):
    """Where work is done, with the number of threads there; the print shop has but one press."""

    WRITE = ("write", 1)
    READ = ("read", 3)
    JOB = ("job", 2)
    PRINT = ("print", 1)


@dataclass(frozen=True)
class _Arrival:
    act: Callable[[Any], None]
    value: Any
    last: bool
    era: int


class Job:
    """A long piece of work that can be stopped.

    `report(done, total)` is called from the work; it returns False once `cancel` was asked for.
    """

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def report(self, done: int, total: int) -> bool:
        """Tell how far the work is; return whether to go on."""
        self._tell(done, total)
        return not self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()


class Tasks(QObject):
    """The threads of one desk.

    Signals: `crashed(Exception)` for a bug in some work whose asker wants no failures.
    """

    crashed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = _pools()
        self._jobs: WeakSet[Job] = WeakSet()
        self._closed = False
        self._open = self._era = 0
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[], Any],
        then: Then | None = None,
        failed: Failed | None = None,
        lane: Lane = Lane.READ,
    ) -> None:
        """Do `work` on a thread of `lane`; call `then` or `failed` back here."""
        if self._closed:
            return
        self._open += 1
        self._pools[lane].submit(self._do, work, then, failed)

    def job(
        self,
        work: Callable[[Job], Any],
        progress: Callable[[int, int], None],
        then: Then,
        failed: Failed,
        lane: Lane = Lane.JOB,
    ) -> Job:
        """Start a long job; `progress(done, total)` is called here."""

        def tell(done: int, total: int) -> None:
            self._send(lambda pair: progress(*pair), (done, total))

        made = Job(tell)
        self._jobs.add(made)
        self.start(lambda: work(made), then, failed, lane)
        return made

    def is_quiet(self) -> bool:
        """Return whether every piece of work has ended and its answer was taken."""
        return self._open == 0

    def close(self) -> None:
        """Stop long jobs, let other running work end, forget the answers, end the threads."""
        self._closed = True
        for job in tuple(self._jobs):
            job.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def wake(self) -> None:
        """Begin anew after `close`; what was on its way then is forgotten."""
        self._pools = _pools()
        self._open, self._era, self._closed = 0, self._era + 1, False

    def _do(self, work: Callable[[], Any], then: Then | None, failed: Failed | None) -> None:
        try:
            value = work()
        except Exception as error:
            self._send(failed or self.crashed.emit, error, last=True)
        else:
            self._send(then or _nothing, value, last=True)

    def _send(self, act: Callable[[Any], None], value: Any, *, last: bool = False) -> None:
        if not self._closed:
            self._arrived.emit(_Arrival(act, value, last, self._era))

    @Slot(object)
    def _take(self, arrival: _Arrival) -> None:
        if not self._closed and arrival.era == self._era:
            self._open -= arrival.last
            arrival.act(arrival.value)


def _pools() -> dict[Lane, ThreadPoolExecutor]:
    return {
        lane: ThreadPoolExecutor(lane.value[1], thread_name_prefix=lane.value[0]) for lane in Lane
    }


def _nothing(_value: Any) -> None:
    """Take an answer that nobody waits for."""
