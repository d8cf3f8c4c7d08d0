"""The doors of the planner: plan a day, mend a plan. The solving is done in a child process."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from workbench.kernel.errors import SystemFault
from workbench.kernel.i18n import N_
from workbench.planner.events import Events
from workbench.planner.instance import Instance
from workbench.planner.plan import UNKNOWN, Interview, Plan
from workbench.planner.work import PlanWork, ReplanWork, Work

SECONDS = 20.0
AT_ONCE = 1.0  # seconds in which a plan is mended: people stand in the corridor and wait
GRACE = 15.0  # seconds beyond the limit for starting, and for saying why nothing goes
LOOK = 0.1  # seconds between two looks at whether to stop

Progress = Callable[[Plan], None]
Stop = Callable[[], bool]


def plan(
    instance: Instance,
    seconds: float = SECONDS,
    seed: int = 0,
    *,
    partial: bool = False,
    on_progress: Progress | None = None,
    should_stop: Stop | None = None,
) -> Plan:
    """Return the best plan of a day that is found within `seconds` of solving.

    `partial` leaves out what has no place. `on_progress` gets every better plan as it is found;
    when `should_stop` says so, the best so far is returned. Raises SystemFault where the child
    process dies.
    """
    return _run(PlanWork(instance, seconds, seed, partial), on_progress, should_stop)


def replan(
    instance: Instance,
    interviews: tuple[Interview, ...],
    events: Events,
    seconds: float = AT_ONCE,
    seed: int = 0,
    *,
    on_progress: Progress | None = None,
    should_stop: Stop | None = None,
) -> Plan:
    """Return the plan in force, mended after the events with as few changes as possible.

    `instance` has the candidates who were added. Where no plan is found in `seconds`, it is looked
    for some seconds more. Otherwise as `plan`.
    """
    return _run(ReplanWork(instance, interviews, events, seconds, seed), on_progress, should_stop)


def _run(work: Work, on_progress: Progress | None, should_stop: Stop | None) -> Plan:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_serve, args=(theirs,), daemon=True)
    child.start()
    theirs.close()
    began = time.monotonic()
    try:
        ours.send(work)
        return _listen(ours, work, began, on_progress, should_stop).after(time.monotonic() - began)
    finally:
        child.kill()
        child.join()
        ours.close()


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
    """Be the child: get the work, tell better plans, send the answer."""
    work = pipe.recv()
    began = time.monotonic()

    def tell(found: Plan) -> None:
        pipe.send((False, found.after(time.monotonic() - began)))

    pipe.send((True, work.run(tell)))
    pipe.close()
