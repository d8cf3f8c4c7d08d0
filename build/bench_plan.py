"""What the planner takes and finds, on invented days with tight skills and rooms.

Each day three times: the quick start alone, the plain constraint model without a start, and the
planner as it is used, at 5, 20 and 40 seconds. Then one event each on a plan of thirty candidates,
and a day that has no plan.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from plan_days import day

from workbench.planner.clashing import explained
from workbench.planner.events import Away, Event, Events, Late, NoShow, Overrun, RoomLost
from workbench.planner.greedy import greedy
from workbench.planner.instance import Instance, instance_from
from workbench.planner.measuring import measured
from workbench.planner.plan import Interview, Plan
from workbench.planner.planning import plan, replan
from workbench.planner.problem import whole_day
from workbench.planner.reading import Place

SIZES = ((12, 6), (30, 12), (60, 24))
LIMITS = (5, 20, 40)
NOON = 12 * 60


def run() -> int:
    plans = {size: _sized(*size) for size in SIZES}
    instance, made = plans[30, 12]
    if made.found:
        _mending(instance, made)
    _clash()
    return 0


def _instance(candidates: int, interviewers: int) -> Instance:
    return instance_from(Place(day(candidates, interviewers), ""))


def _sized(candidates: int, interviewers: int) -> tuple[Instance, Plan]:
    instance = _instance(candidates, interviewers)
    print(f"\n{candidates} candidates × 3 rounds, {interviewers} interviewers")
    problem = whole_day(instance)
    began = time.perf_counter()
    quick = greedy(problem)
    missing = len(problem.tasks) - len(quick)
    took = time.perf_counter() - began
    print(f"  greedy alone    {took:6.2f} s  {measured(instance, quick)}, {missing} missing")
    _plain(instance)
    told: list[Plan] = []
    made = plan(instance, LIMITS[-1], on_progress=told.append)
    if told:
        print(f"  planner, first  {told[0].seconds:6.2f} s  {told[0].objective}")
    for limit in LIMITS:
        best = [each for each in told if each.seconds <= limit]
        if best:
            print(f"  planner         {limit:6} s  {best[-1].objective}")
    _gap("planner at end", made)
    return instance, made


def _gap(title: str, made: Plan) -> None:
    if made.objective is None or made.bound is None:
        print(f"  {title}: {made.status}")
        return
    gap = (made.objective - made.bound) / max(1, made.objective)
    print(f"  {title}: {made.status} {made.objective}, bound {made.bound}, gap {gap:.0%}")


def _plain(instance: Instance) -> None:
    """Solve the whole model by itself, without a start."""
    from ortools.sat.python import cp_model

    from workbench.planner.model import Model

    model = Model(whole_day(instance))
    model.cp.minimize(model.objective())
    for limit in LIMITS[:2]:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        solver.parameters.max_time_in_seconds = limit
        status = solver.solve(model.cp)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        said = f"{solver.objective_value:.0f}" if found else "nothing"
        print(f"  plain model     {limit:6} s  {said}, bound {solver.best_objective_bound:.0f}")


def _mending(instance: Instance, made: Plan) -> None:
    print("\nMending 30 × 3 after one event, at noon (with start of the child process)")
    for event in _events(made.interviews):
        mended = replan(instance, made.interviews, Events(NOON, (event,)))
        changed = len(mended.changes or ())
        print(
            f"  {type(event).__name__:9} {mended.seconds:6.2f} s  {mended.status},"
            f" {changed} changed, {len(mended.dropped)} dropped"
        )


def _events(interviews: tuple[Interview, ...]) -> Iterator[Event]:
    later = [each for each in sorted(interviews) if each.start >= NOON]
    running = [each for each in sorted(interviews) if each.start < NOON < each.end]
    yield Late(later[0].candidate, 20)
    yield NoShow(later[1].candidate)
    yield Away(later[2].panel[0], (14 * 60, 15 * 60))
    yield RoomLost(next(each.room for each in later if each.room), (14 * 60, 16 * 60))
    if running:
        yield Overrun(*running[0].key, 15)


def _clash() -> None:
    hopeless = day(30, 12)
    hopeless["candidates"][7]["hours"] = [["09:00", "10:30"]]
    instance = instance_from(Place(hopeless, ""))
    began = time.perf_counter()
    made = explained(instance)
    took = time.perf_counter() - began
    print(f"\nWhy 30 × 3 has no plan: {took:.2f} s, {len(made.clash)} demands")
    print(f"  {len(made.relaxations)} relaxations")
    for each in made.clash:
        print(f"  {each.text['en']}")
