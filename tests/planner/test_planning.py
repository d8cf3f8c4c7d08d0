"""Days from small files, planned and checked by rules that were written down a second time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from tests.planner import checker, samples
from tests.planner.brute import best_by_trying
from workbench.cli.main import main
from workbench.planner.instance import instance_from
from workbench.planner.plan import Plan, plan_json
from workbench.planner.planning import Standby, plan
from workbench.planner.reading import Place
from workbench.planner.work import PlanWork


def solved(day: dict[str, Any], seconds: float = 20, *, partial: bool = False) -> dict[str, Any]:
    """Plan in this process: what is planned is the same, and many small days are quicker."""
    told: list[Plan] = []
    work = PlanWork(instance_from(Place(day, "")), seconds, 0, partial)
    return plan_json(work.run(told.append))


def test_the_small_day_is_planned_best_and_the_same_every_time() -> None:
    day = samples.small()
    told: list[Plan] = []
    one = plan_json(plan(instance_from(Place(day, "")), 30, on_progress=told.append))
    assert checker.faults(day, one) == []
    assert one["parts"] == checker.parts(day, one)
    assert (one["status"], one["objective"], one["bound"]) == ("optimal", 450, 450)
    assert told
    assert all(checker.faults(day, plan_json(each)) == [] for each in told)
    assert solved(day)["interviews"] == one["interviews"]


@pytest.mark.parametrize("seed", range(24))
def test_small_days_are_as_good_as_trying_everything(seed: int) -> None:
    day = samples.tiny(seed)
    made = solved(day)
    best = best_by_trying(day)
    if best is None:
        assert made["status"] == "infeasible"
        assert made["clash"]
    else:
        assert checker.faults(day, made) == []
        assert made["parts"] == checker.parts(day, made)
        assert (made["status"], made["objective"]) == ("optimal", best)
        assert made["bound"] == best


def test_a_partial_plan_places_what_goes() -> None:
    day = samples.impossible()
    made = solved(day, partial=True)
    assert made["status"] == "optimal"
    assert [(d["candidate"], d["round"]) for d in made["dropped"]] == [("c1", "tech")]
    assert set(made["dropped"][0]["text"]) == {"zh", "en"}
    assert checker.faults(day, made, partial=True) == []
    assert made["objective"] == checker.objective(day, made)


def test_whoever_waits_may_stop_with_the_best_so_far() -> None:
    day = samples.wide(8, 4)
    told: list[Plan] = []
    made = plan(
        instance_from(Place(day, "")),
        60,
        on_progress=told.append,
        should_stop=lambda: bool(told),
    )
    assert made.status == "feasible"
    assert made.seconds < 30
    assert checker.faults(day, plan_json(made)) == []


def test_the_command_line_plans_without_a_vault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "day.json"
    file.write_text(json.dumps(samples.small()), encoding="utf-8")
    assert main(["plan", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["objective"] == 450
    file.write_text(json.dumps(samples.impossible()), encoding="utf-8")
    assert main(["plan", str(file), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["status"] == "infeasible"
    assert main(["plan", str(file), "--lang", "en"]) == 3
    assert "cannot hold together" in capsys.readouterr().out


def test_a_child_that_stands_by_answers_once_and_ends() -> None:
    standby = Standby()
    standby.start()
    standby.start()
    (waiting,) = active_children()
    made = plan(instance_from(Place(samples.small(), "")), 30, standby=standby)
    assert made.status == "optimal"
    assert waiting not in active_children(), "it was the one that answered"
    again = plan(instance_from(Place(samples.small(), "")), 30, standby=standby)
    assert again.interviews == made.interviews, "a new one answers where none stands by"
    standby.start()
    standby.close()
    standby.start()
    assert active_children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such alarm")
def test_planning_stopped_by_hand_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def press_ctrl_c(*_: object) -> None:
        raise KeyboardInterrupt

    day = tmp_path / "day.json"
    day.write_text(json.dumps(samples.wide(12, 5)), "utf-8")
    before = signal.signal(signal.SIGALRM, press_ctrl_c)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        code = main(["plan", str(day), "--seconds", "600", "--json", "--lang", "zh"])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert code == 130
    assert json.loads(capsys.readouterr().out)["error"]["text"].startswith("已中断")
    assert active_children() == []


def test_a_child_does_not_load_what_the_program_was_started_by(tmp_path: Path) -> None:
    seen, script = tmp_path / "seen", tmp_path / "started.py"
    script.write_text(
        f"""
from pathlib import Path
with Path({str(seen)!r}).open("a") as file:
    file.write("x")
if __name__ == "__main__":
    from tests.planner import samples
    from workbench.planner.instance import instance_from
    from workbench.planner.planning import plan
    from workbench.planner.reading import Place
    print(plan(instance_from(Place(samples.small(), "")), 30).status)
""",
        "utf-8",
    )
    found = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "optimal"
    assert seen.read_text("utf-8") == "x"
