"""`workbench plan-day` and `workbench mend-day`: interview days planned and mended in the vault."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from typing import Any

from workbench.app import App, Done
from workbench.cli.output import Printer
from workbench.cli.reading import reader
from workbench.cli.verbs import say_done, with_app
from workbench.interviewday.accepting import AcceptPlan, read_clock
from workbench.interviewday.happenings import read_happening
from workbench.interviewday.instance import day_instance
from workbench.interviewday.mendable import mendable
from workbench.interviewday.mending import AcceptMending
from workbench.interviewday.planned import PlannedDay, plan_day
from workbench.interviewday.ripple import Place, Ripple, ripple
from workbench.interviewday.tosit import to_sit
from workbench.interviewday.wishes import DayWishes
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_, Translator
from workbench.planner.plan import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, plan_json
from workbench.planner.planning import AT_ONCE, SECONDS
from workbench.planner.times import Span, clock

_REFUSED = 3
_NO_LUNCH = "none"
_STATUS = {
    OPTIMAL: N_("The best plan there is"),
    FEASIBLE: N_("A plan; there may be a better one"),
    INFEASIBLE: N_("There is no plan: these cannot hold together"),
    UNKNOWN: N_("No plan was found in the time given; allow more by --seconds"),
}
_DEFAULT_REASON = N_("No time is left for it on this day.")


def add(group: Any, common: argparse.ArgumentParser, words: Translator) -> None:
    """Add both verbs to the top parser."""

    def verb(name: str, title: str, run: Any, seconds: float) -> argparse.ArgumentParser:
        text = words.text(title)
        parser = group.add_parser(name, help=text, description=text, parents=[common])
        parser.set_defaults(run=run)
        which, most, seed = (
            N_("which day, in local time"),
            N_("most seconds to look for better plans"),
            N_("the same seed finds the same best plan; 0 if not given"),
        )
        day = reader(date, words)
        parser.add_argument("day", type=day, metavar="DAY", help=words.text(which))
        option(parser, "--seconds", float, seconds, most)
        option(parser, "--seed", int, 0, seed)
        return parser  # type: ignore[no-any-return]

    def option(
        parser: argparse.ArgumentParser, flag: str, kind: type, default: Any, about: str
    ) -> None:
        read, said = reader(kind, words), words.text(about)
        parser.add_argument(flag, type=read, default=default, metavar="N", help=said)

    plan = verb("plan-day", N_("Plan an interview day from the vault"), _plan, SECONDS)
    whom, which, partial, lunch, accept = (
        N_("ids of the applications; else all that stand in a stage that meets"),
        N_("ids of the rounds; else all that are still to be sat"),
        N_("place as many interviews as go, and list the rest"),
        N_("time kept free, such as 12:00-13:00; none for no break"),
        N_("set the interviews; without it nothing is changed"),
    )
    plan.add_argument("--applications", nargs="*", metavar="ID", default=(), help=words.text(whom))
    plan.add_argument("--rounds", nargs="*", metavar="ID", default=(), help=words.text(which))
    plan.add_argument("--partial", action="store_true", help=words.text(partial))
    plan.add_argument("--lunch", default="12:00-13:00", metavar="TIME", help=words.text(lunch))
    for flag, about in _WISHES.items():
        option(plan, flag, int, None, about)
    plan.add_argument("--accept", action="store_true", help=words.text(accept))
    mend = verb("mend-day", N_("Mend an interview day after something happened"), _mend, AT_ONCE)
    what, why = (
        N_(
            "what happened: late:CANDIDATE:20, no-show:CANDIDATE, away:STAFF:13:00-15:00,"
            " room-lost:ROOM:11:00-18:30, overrun:INTERVIEW:15 or add:APPLICATION"
        ),
        N_("why it happened, or why interviews are cancelled"),
    )
    mend.add_argument("--event", required=True, metavar="EVENT", help=words.text(what))
    mend.add_argument("--reason", default="", metavar="TEXT", help=words.text(why))
    mend.add_argument("--accept", action="store_true", help=words.text(accept))


_WISHES = {
    "--grid": N_("interviews begin at every so many minutes: 5, 10, 15 or 30"),
    "--gap": N_("least minutes between two interviews of a candidate"),
    "--max-wait": N_("most minutes between two interviews of a candidate"),
}


def _wishes(given: argparse.Namespace) -> DayWishes:
    named = {"grid": given.grid, "gap": given.gap, "max_wait": given.max_wait}
    values: dict[str, Any] = {name: value for name, value in named.items() if value is not None}
    return DayWishes(lunch=_lunch(given.lunch), **values)


def _lunch(text: str) -> Span | None:
    if text == _NO_LUNCH:
        return None
    first, _, last = text.partition("-")
    start, end = read_clock(first), read_clock(last)
    if start is None or end is None:
        raise BadInput(N_("--lunch: write 12:00-13:00, or none"))
    return start, end


def _seconds(given: argparse.Namespace) -> float:
    if not 0 < given.seconds <= 3600:
        raise BadInput(N_("--seconds: give a number from 0 to 3600"))
    return float(given.seconds)


def _plan(given: argparse.Namespace, printer: Printer) -> int:
    seconds, wishes = _seconds(given), _wishes(given)

    def work(opened: App) -> tuple[PlannedDay, Done | None]:
        chosen = given.applications or [e.application_id for e in opened.ask(to_sit).rows]
        made = opened.ask(
            day_instance,
            given.day,
            chosen,
            rounds=given.rounds,
            wishes=wishes,
            now=opened.vault.clock.now(),
        )
        found = plan_day(made, seconds, given.seed, partial=given.partial)
        take = given.accept and found.plan.found and found.lines
        return found, opened.run(AcceptPlan(given.day, found.texts)) if take else None

    found, done = with_app(given, work)
    if printer.as_json:
        printer.answer(_plan_answer(found, done))
    else:
        _say_plan(found, printer)
        if done is not None:
            say_done(printer, done)
    return 0 if found.plan.found else _REFUSED


def _plan_answer(found: PlannedDay, done: Done | None) -> dict[str, Any]:
    made = {**plan_json(found.plan), "interviews": [asdict(each) for each in found.lines]}
    return {
        "day": found.day,
        **made,
        "waits": found.waits,
        "loads": found.loads,
        "notes": found.notes,
        "accepted": None if done is None else done.value,
    }


def _say_plan(found: PlannedDay, printer: Printer) -> None:
    for each in found.notes:
        printer.line("{said}", said=each)
    printer.line(_STATUS[found.plan.status])
    for line in found.lines:
        printer.line(
            "  {start}–{end}  {candidate}  {round}  {room}  {panel}",
            start=clock(line.start),
            end=clock(line.end),
            candidate=line.candidate,
            round=line.round,
            room=line.room or "–",
            panel=", ".join(line.panel),
        )
    for text in [*(e.text for e in found.plan.dropped), *(e.text for e in found.plan.clash)]:
        printer.line("  {said}", said=text)
    if found.plan.relaxations:
        printer.line(N_("Each of these would be enough:"))
    for change in found.plan.relaxations:
        printer.line("  {said}", said=change.text)


def _mend(given: argparse.Namespace, printer: Printer) -> int:
    seconds, happening = _seconds(given), read_happening(given.event)
    reason = given.reason or printer.words.text(_DEFAULT_REASON)

    def work(opened: App) -> tuple[Ripple, Done | None]:
        made = opened.ask(mendable, given.day, happening, opened.vault.clock.now())
        found = ripple(made, seconds, given.seed)
        command = AcceptMending(given.day, happening.text, found.changes, reason)
        take = given.accept and found.status != UNKNOWN
        return found, opened.run(command) if take else None

    found, done = with_app(given, work)
    if printer.as_json:
        printer.answer({**_plain(found), "accepted": done is not None})
    else:
        _say_ripple(found, printer)
        if done is not None:
            say_done(printer, done)
    return 0 if found.status != UNKNOWN else _REFUSED


def _plain(found: Ripple) -> dict[str, Any]:
    names = ("day", "event", "status", "lines", "clashes", "told", "parts")
    return {name: getattr(found, name) for name in names}


def _say_ripple(found: Ripple, printer: Printer) -> None:
    if found.status == UNKNOWN:
        printer.line(_STATUS[UNKNOWN])
        return
    if not found.lines:
        printer.line(N_("Nothing else changes."))
    for line in found.lines:
        printer.line(
            "  {who}  {round}  {was} → {becomes}",
            who=line.candidate,
            round=line.round,
            was=_place(found, line.was),
            becomes=_place(found, line.becomes),
        )
    for clash in found.clashes:
        printer.line("  {said}", said=clash)
    if found.told:
        told = ", ".join(each.name for each in found.told)
        printer.line(N_("To be told: {names}"), names=told)


def _place(found: Ripple, place: Place | None) -> str:
    if place is None:
        return "–"
    room = found.names.get(place.room, "") or "–"
    panel = ", ".join(found.names.get(each, each) for each in place.panel)
    return f"{clock(place.start)}–{clock(place.end)} {room} ({panel})"
