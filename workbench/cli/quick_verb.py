"""`workbench candidate quick "张三 后端 内推 13800000000"`: somebody from one line."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from typing import Any

from workbench.app import App, Done
from workbench.cli.output import Printer
from workbench.cli.verbs import say_done, with_app
from workbench.demand.queries import list_requisitions, titles
from workbench.intake.quickline import LABELS, Quick, read_quickly
from workbench.kernel.degrees import DEGREE_NAMES
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Translator
from workbench.people.commands import AddCandidate
from workbench.pipeline.commands import AddApplicant

_TITLE = N_("Add a candidate from one line, or from a CV")
_TEXT = N_(
    "name, phone, e-mail, city, source and the post in any order; “-” reads a line or a CV from"
    " the standard input"
)
_DRY_RUN = N_("say what was understood, and change nothing")
_LABELS = LABELS | {"requisition": N_("Requisition"), "unread": N_("Not understood")}


def add(group: Any, common: argparse.ArgumentParser, words: Translator) -> None:
    """Add the verb to the parser of candidates."""
    title = words.text(_TITLE)
    parser = group.add_parser("quick", help=title, description=title, parents=[common])
    parser.add_argument("words", nargs="+", metavar="TEXT", help=words.text(_TEXT))
    parser.add_argument("--dry-run", action="store_true", help=words.text(_DRY_RUN))
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace, printer: Printer) -> int:
    text = sys.stdin.read() if given.words == ["-"] else " ".join(given.words)

    def work(opened: App) -> tuple[Quick, str, Done | None]:
        rows = opened.ask(list_requisitions).rows
        posts = [(row.id, row.title) for row in rows if row.state == "open"]
        found = read_quickly(text, posts)
        called = opened.ask(titles, [found.requisition]).get(found.requisition, "")
        if given.dry_run:
            return found, called, None
        return found, called, opened.run(_command(found))

    found, called, done = with_app(given, work)
    if done is None and printer.as_json:
        printer.answer(found)
        return 0
    if not printer.as_json:
        _say(found, called, printer)
    if done is not None:
        say_done(printer, done, ())
    return 0


def _command(found: Quick) -> AddCandidate | AddApplicant:
    if not found.name:
        raise RuleBroken("name", N_("No name was found in this text: {text}"), text=_seen(found))
    own = asdict(found)
    requisition = own.pop("requisition")
    own.pop("unread")
    person = AddCandidate(**own)
    return AddApplicant(person, requisition) if requisition else person


def _seen(found: Quick) -> str:
    return " ".join((*found.unread, found.phone, found.email)).strip()


def _say(found: Quick, called: str, printer: Printer) -> None:
    said = {
        **asdict(found),
        "degree": printer.words.text(DEGREE_NAMES[found.degree]) if found.degree else "",
        "requisition": called,
        "unread": ", ".join(found.unread),
        "years": "" if found.years is None else f"{found.years:g}",
    }
    for name, label in _LABELS.items():
        if said[name]:
            print(f"{printer.words.text(label)}: {said[name]}")
