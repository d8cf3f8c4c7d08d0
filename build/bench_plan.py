"""What the planner takes and finds, on invented days with tight skills and rooms.

Each day three times: the quick start alone, the plain constraint model without a start, and the
planner as it is used, at the time that its size is allowed. Beside each stands how far it is from
the best known: the best of the project's own runs of ten minutes, kept in best_known.json with the
seeds of the days (`plan_days.day`, seed 1) and made anew by

    python3 build/dev.py bench --plan --long

Then one event each on a plan of thirty candidates, and a day that has no plan. Memory is that of
this process, before and after planning.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

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

SIZES = ((12, 6, 5), (30, 12, 20), (60, 24, 40))  # candidates, interviewers, seconds
PLAIN = 20  # seconds at most for the plain model
LONG, SEEDS = 600, (0, 1)
KEPT = Path(__file__).with_name("best_known.json")
NOON = 12 * 60


def run() -> int:
    best = json.loads(KEPT.read_text("utf-8"))
    plans = {size[:2]: _sized(*size, best) for size in SIZES}
    instance, made = plans[30, 12]
    if made.found:
        _mending(instance, made)
    _clash()
    return 0


def run_long() -> int:
    """Look for better plans than the best known for ten minutes each, and keep them."""
    best = json.loads(KEPT.read_text("utf-8"))
    for candidates, interviewers, _ in SIZES:
        name = f"{candidates}x{interviewers}"
        for seed in SEEDS:
            made = plan(_instance(candidates, interviewers), LONG, seed)
            print(f"{name}, seed {seed}: {made.objective}, best known before {best[name]}")
            if made.objective is not None:
                best[name] = min(made.objective, best[name] or made.objective)
        KEPT.write_text(json.dumps(best, indent=2) + "\n", "utf-8")
    return 0


def _resident() -> int:
    """Return the memory of this process in MB, 0 where that is not told."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    lines = status.read_text("utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


def _instance(candidates: int, interviewers: int) -> Instance:
    return instance_from(Place(day(candidates, interviewers), ""))


def _sized(
    candidates: int, interviewers: int, seconds: int, best: dict[str, int | None]
) -> tuple[Instance, Plan]:
    instance, known = _instance(candidates, interviewers), best[f"{candidates}x{interviewers}"]
    print(f"\n{candidates} candidates × 3 rounds, {interviewers} interviewers; best known {known}")

    def line(title: str, took: float, objective: int | None, more: str = "") -> None:
        beyond = ""
        if known and objective is not None:
            beyond = f", {objective / known - 1:+.1%} of the best known"
        print(f"  {title:15} {took:6.2f} s  {objective}{beyond}{more}")

    problem = whole_day(instance)
    began = time.perf_counter()
    quick = greedy(problem)
    missing = len(problem.tasks) - len(quick)
    took = time.perf_counter() - began
    line("greedy alone", took, measured(instance, quick), f", {missing} missing")
    _plain(instance, min(seconds, PLAIN))
    told: list[Plan] = []
    held, began = _resident(), time.perf_counter()
    first: list[float] = []

    def tell(each: Plan) -> None:
        told.append(each)
        first.append(time.perf_counter() - began)

    made = plan(instance, seconds, on_progress=tell)
    if told:
        line("planner, first", first[0], told[0].objective)
    line("planner", time.perf_counter() - began, made.objective)
    _gap("planner at end", made)
    print(f"  memory before {held} MB, after {_resident()} MB")
    return instance, made


def _gap(title: str, made: Plan) -> None:
    if made.objective is None or made.bound is None:
        print(f"  {title}: {made.status}")
        return
    gap = (made.objective - made.bound) / max(1, made.objective)
    print(f"  {title}: {made.status} {made.objective}, bound {made.bound}, gap {gap:.0%}")


def _plain(instance: Instance, seconds: int) -> None:
    """Solve the whole model by itself, without a start."""
    from ortools.sat.python import cp_model

    from workbench.planner.model import Model

    model = Model(whole_day(instance))
    model.cp.minimize(model.objective())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model.cp)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    said = f"{solver.objective_value:.0f}" if found else "nothing"
    print(f"  plain model     {seconds:6.2f} s  {said}, bound {solver.best_objective_bound:.0f}")


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
