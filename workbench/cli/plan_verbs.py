"""`workbench plan` and `workbench replan`: days of interviews from files, without a vault."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.cli.output import Printer
from workbench.cli.reading import reader
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_, Translator
from workbench.planner.events import read_events
from workbench.planner.instance import read_instance
from workbench.planner.plan import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, Plan, interviews_from
from workbench.planner.plan import plan_json as as_json
from workbench.planner.planning import AT_ONCE, SECONDS, plan, replan
from workbench.planner.reading import read_json
from workbench.planner.times import clock

_REFUSED = 3
_STATUS = {
    OPTIMAL: N_("The best plan there is"),
    FEASIBLE: N_("A plan; there may be a better one"),
    INFEASIBLE: N_("There is no plan: these cannot hold together"),
    UNKNOWN: N_("No plan was found in the time given; allow more by --seconds"),
}


def add(group: Any, common: argparse.ArgumentParser, words: Translator) -> None:
    """Add both verbs to the top parser."""

    def verb(
        name: str, title: str, run: Any, seconds: float, *files: tuple[str, str]
    ) -> argparse.ArgumentParser:
        text = words.text(title)
        parser = group.add_parser(name, help=text, description=text, parents=[common])
        for file, about in files:
            parser.add_argument(
                file.lower(), type=Path, metavar=f"{file}.json", help=words.text(about)
            )
        most, seed = (
            N_("most seconds to look for better plans; {n} if not given"),
            N_("the same seed finds the same best plan; 0 if not given"),
        )
        parser.add_argument(
            "--seconds",
            type=reader(float, words),
            default=seconds,
            metavar="N",
            help=words.text(most, n=f"{seconds:g}"),
        )
        parser.add_argument(
            "--seed", type=reader(int, words), default=0, metavar="N", help=words.text(seed)
        )
        parser.set_defaults(run=run)
        return parser  # type: ignore[no-any-return]

    day = ("INSTANCE", N_("the day: opening hours, rooms, interviewers, rounds, candidates"))
    made = verb(
        "plan", N_("Plan a day of interviews from a file; needs no vault"), _plan, SECONDS, day
    )
    partial = N_("place as many interviews as go, and list the rest")
    made.add_argument("--partial", action="store_true", help=words.text(partial))
    verb(
        "replan",
        N_("Mend a plan after late candidates, no-shows, lost rooms and the like"),
        _replan,
        AT_ONCE,
        day,
        ("PLAN", N_("the plan in force")),
        ("EVENTS", N_("what happened on the day so far")),
    )


def _limits(given: argparse.Namespace) -> tuple[float, int]:
    if not 0 < given.seconds <= 3600:
        raise BadInput(N_("--seconds: give a number from 0 to 3600"))
    if not 0 <= given.seed < 1 << 31:
        raise BadInput(N_("--seed: give a whole number that is not negative"))
    return given.seconds, given.seed


def _plan(given: argparse.Namespace, printer: Printer) -> int:
    seconds, seed = _limits(given)
    instance = read_instance(given.instance)
    return _say(printer, plan(instance, seconds, seed, partial=given.partial))


def _replan(given: argparse.Namespace, printer: Printer) -> int:
    seconds, seed = _limits(given)
    events, instance = read_events(read_json(given.events), read_instance(given.instance))
    interviews = interviews_from(read_json(given.plan), instance)
    return _say(printer, replan(instance, interviews, events, seconds, seed))


def _say(printer: Printer, made: Plan) -> int:
    """Print a plan as its file has it, or line by line for a person; return the exit code."""
    if printer.as_json:
        print(json.dumps(as_json(made), ensure_ascii=False))
        return 0 if made.found else _REFUSED
    printer.line(_STATUS[made.status])
    for each in sorted(made.interviews):
        printer.line(
            "  {start}–{end}  {candidate}  {round}  {room}  {panel}",
            start=clock(each.start),
            end=clock(each.end),
            candidate=each.candidate,
            round=each.round,
            room=each.room or "–",
            panel=", ".join(each.panel),
        )
    for text in [*(each.text for each in made.dropped), *(each.text for each in made.clash)]:
        printer.line("  {said}", said=text)
    if made.relaxations:
        printer.line(N_("Each of these would be enough:"))
    for change in made.relaxations:
        printer.line("  {said}", said=change.text)
    if made.found:
        printer.line(
            N_("Objective {objective}; no plan is under {bound}"),
            objective=made.objective,
            bound=made.bound,
        )
    return 0 if made.found else _REFUSED
