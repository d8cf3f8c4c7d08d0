"""The doors of the planner: plan a day, mend a plan. The solving is done in a child process."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from threading import Lock
from types import ModuleType
from typing import Any

from workbench.kernel.errors import SystemFault
from workbench.kernel.i18n import N_
from workbench.planner.events import Events
from workbench.planner.instance import Instance
from workbench.planner.plan import UNKNOWN, Interview, Plan
from workbench.planner.work import PlanWork, ReplanWork, Work, load_solver

SECONDS = 20.0
AT_ONCE = 1.0  # seconds in which a plan is mended: people stand in the corridor and wait
GRACE = 15.0  # seconds beyond the limit for starting, and for saying why nothing goes
SOON = 0.05  # seconds after which a child that was not asked yet gets ready
LOOK = 0.1  # seconds between two looks at whether to stop

Progress = Callable[[Plan], None]
Stop = Callable[[], bool]


class Standby:
    """A child process that is started ahead and has the solver loaded when it is asked.

    Loading takes a second, which whoever opens a form spends filling it in. Each child answers
    once. Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: _Child | None = None
        self._is_over = False

    def start(self) -> None:
        """Start a child where none waits."""
        with self._lock:
            if self._child is None and not self._is_over:
                self._child = _Child()

    def take(self) -> _Child:
        """Return the child that waits, or a new one."""
        with self._lock:
            child, self._child = self._child, None
        return child if child is not None and child.is_alive() else _Child()

    def close(self) -> None:
        """End the child that waits; none is started any more."""
        with self._lock:
            child, self._child, self._is_over = self._child, None, True
        if child is not None:
            child.end()


_starting = Lock()


@contextmanager
def _without_main() -> Iterator[None]:
    """Let a child start without what this program was started by.

    It would import that too, and with it the whole program: seconds, and much memory.
    """
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


class _Child:
    """A process at the other end of a pipe."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _without_main():
            self._process.start()
        theirs.close()

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()


def plan(
    instance: Instance,
    seconds: float = SECONDS,
    seed: int = 0,
    *,
    partial: bool = False,
    on_progress: Progress | None = None,
    should_stop: Stop | None = None,
    standby: Standby | None = None,
) -> Plan:
    """Return the best plan of a day that is found within `seconds` of solving.

    `partial` leaves out what has no place. `on_progress` gets every better plan as it is found;
    when `should_stop` says so, the best so far is returned. `standby` gives the child process.
    Raises SystemFault where that dies.
    """
    return _run(PlanWork(instance, seconds, seed, partial), on_progress, should_stop, standby)


def replan(
    instance: Instance,
    interviews: tuple[Interview, ...],
    events: Events,
    seconds: float = AT_ONCE,
    seed: int = 0,
    *,
    on_progress: Progress | None = None,
    should_stop: Stop | None = None,
    standby: Standby | None = None,
) -> Plan:
    """Return the plan in force, mended after the events with as few changes as possible.

    `instance` has the candidates who were added. Where no plan is found in `seconds`, it is looked
    for some seconds more. Otherwise as `plan`.
    """
    work = ReplanWork(instance, interviews, events, seconds, seed)
    return _run(work, on_progress, should_stop, standby)


def _run(
    work: Work, on_progress: Progress | None, should_stop: Stop | None, standby: Standby | None
) -> Plan:
    child = standby.take() if standby is not None else _Child()
    began = time.monotonic()
    try:
        child.pipe.send(work)
        found = _listen(child.pipe, work, began, on_progress, should_stop)
        return found.after(time.monotonic() - began)
    finally:
        child.end()


def _listen(
    ours: Connection[Any, Any],
    work: Work,
    began: float,
    on_progress: Progress | None,
    should_stop: Stop | None,
) -> Plan:
    best = Plan(UNKNOWN)
    while time.monotonic() - began < work.seconds + GRACE:
        if should_stop is not None and should_stop():
            break
        if not ours.poll(LOOK):
            continue
        try:
            done, found = ours.recv()
        except (EOFError, OSError) as error:
            raise SystemFault(N_("The planner stopped before it was done.")) from error
        if done:
            return _plan(found)
        best = _plan(found)
        if on_progress is not None:
            on_progress(best)
    return best


def _plan(found: Any) -> Plan:
    assert isinstance(found, Plan)
    return found


def _serve(pipe: Connection[Any, Any]) -> None:
    """Be the child: load what is needed, get the work, tell better plans, send the answer.

    A whole day is begun without the solver; it is only loaded while nobody has asked yet.
    """
    if not pipe.poll(SOON):
        load_solver()
    try:
        work = pipe.recv()
    except EOFError:  # whoever started this is gone
        return
    began = time.monotonic()

    def tell(found: Plan) -> None:
        pipe.send((False, found.after(time.monotonic() - began)))

    pipe.send((True, work.run(tell)))
    pipe.close()
