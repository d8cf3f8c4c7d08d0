"""The verbs that are not a command or a query of one subject."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench import app
from workbench.app import App, Done
from workbench.cli import boards, session
from workbench.cli.output import Printer
from workbench.cli.parameters import PARAMETERS
from workbench.cli.reading import reader
from workbench.cli.telling import say_told
from workbench.insights.board import board_lines
from workbench.insights.steps import steps
from workbench.insights.telling import LIMIT, told
from workbench.kernel.changes import Changes
from workbench.kernel.i18n import N_, Message, Translator
from workbench.kernel.queries import Page
from workbench.people import queries as people_queries
from workbench.people.cvs import cv_from_file
from workbench.vault import history
from workbench.vault.history import EntryRow

_HOW = {"do": "{what}", "undo": N_("Undone: {what}"), "redo": N_("Done again: {what}")}

_HISTORY = {
    "--about": N_("only what touched the record with this id"),
    "--entry": N_("show what one entry changed"),
    "--take-back": N_("undo this entry"),
}

GroupOf = Callable[[str], Any]


def add(group: Any, common: argparse.ArgumentParser, words: Translator, group_of: GroupOf) -> None:
    """Add the verbs to the top parser."""

    def verb(name: str, title: str, run: Any, within: Any = None) -> argparse.ArgumentParser:
        text = words.text(title)
        parser = (within or group).add_parser(name, help=text, description=text, parents=[common])
        parser.set_defaults(run=run)
        return parser  # type: ignore[no-any-return]

    search = verb("search", N_("Search everybody and everything"), _search)
    sought = words.text(N_("what to search for; pinyin and the end of a number will do"))
    search.add_argument("words", nargs="+", metavar="TEXT", help=sought)
    most = words.text(PARAMETERS["limit"])
    number = reader(int, words)
    search.add_argument("--limit", type=number, default=50, metavar="LIMIT", help=most)
    cards = verb("board", N_("List who stands where"), _board)
    only = words.text(N_("id of the requisition; else all of them"))
    cards.add_argument("--requisition", metavar="ID", default="", help=only)
    cards.add_argument("--limit", type=number, default=200, metavar="LIMIT", help=most)
    boards.add_filter(cards, words)
    verb("undo", N_("Undo the last change"), _undo)
    verb("redo", N_("Redo what was undone"), _redo)
    _add_cv_verbs(group_of("candidate"), verb, words)
    entries = verb("history", N_("Show who changed what, and when"), _history)
    entries.add_argument("--limit", type=number, default=50, metavar="LIMIT", help=most)
    for flag, title in _HISTORY.items():
        entries.add_argument(flag, metavar="ID", help=words.text(title), default="")


def _add_cv_verbs(
    people: Any, verb: Callable[..., argparse.ArgumentParser], words: Translator
) -> None:
    attach = verb("cv", N_("Attach a CV"), _attach_cv, people)
    whose = words.text(N_("id of the candidate"))
    attach.add_argument("candidate", metavar="CANDIDATE", help=whose)
    attach.add_argument(
        "file", type=Path, metavar="FILE", help=words.text(N_("the file of the CV"))
    )
    save = verb("save-cv", N_("Save a copy of a CV, without encryption"), _save_cv, people)
    save.add_argument("cv", metavar="CV", help=words.text(N_("id of the CV")))
    out = words.text(N_("the file to write"))
    save.add_argument("--out", type=Path, required=True, metavar="FILE", help=out)


def with_app(given: argparse.Namespace, work: Callable[[App], Any]) -> Any:
    """Unlock, do `work`, lock again."""
    opened = session.open_app(given)
    try:
        return work(opened)
    finally:
        opened.close()


def run_command(given: argparse.Namespace, printer: Printer, command: object) -> int:
    """Run a command and say what happened."""

    def work(opened: App) -> tuple[Done, tuple[Message, ...]]:
        done = opened.run(command)
        printer.zone = opened.local_now().tzinfo
        warns = app.COMMANDS.of(command).warns
        return done, opened.ask(lambda connection: tuple(warns(connection, command, done.value)))

    say_done(printer, *with_app(given, work))
    return 0


def run_query(
    given: argparse.Namespace, printer: Printer, ask: Callable[..., Any], asked: dict[str, Any]
) -> int:
    """Run a query and print its rows."""

    def work(opened: App) -> Any:
        printer.zone = opened.local_now().tzinfo
        return opened.ask(ask, **asked)

    printer.answer(with_app(given, work))
    return 0


def say_done(printer: Printer, done: Done, warnings: tuple[Message, ...] = ()) -> None:
    """Print what a command did: its label for a person, all of it for a script."""
    changes: Changes = done.changes
    printer.line(_HOW[changes.kind], what=changes.label)
    if printer.as_json:
        printer.answer(
            {
                "value": done.value,
                "entry": changes.entry,
                "command": changes.command,
                "kind": changes.kind,
                "undoable": changes.undoable,
                "warnings": warnings,
            }
        )
        return
    printer.answer(done.value)
    for each in warnings:
        printer.line("{warning}", warning=each)


def _search(given: argparse.Namespace, printer: Printer) -> None:
    words = " ".join(given.words)
    asked = {"words": words, "limit": given.limit}
    run_query(given, printer, people_queries.search_everything, asked)


def _attach_cv(given: argparse.Namespace, printer: Printer) -> None:
    run_command(given, printer, cv_from_file(given.candidate, given.file))


def _save_cv(given: argparse.Namespace, printer: Printer) -> None:
    with_app(given, lambda opened: opened.save_cv(given.cv, given.out))
    printer.answer({"file": str(given.out)})


def _board(given: argparse.Namespace, printer: Printer) -> None:
    asked = {
        "requisition": given.requisition,
        "only": boards.filter_from(given),
        "limit": given.limit,
        "language": printer.words.language if not printer.as_json else "zh",
    }
    run_query(given, printer, board_lines, asked)


def _undo(given: argparse.Namespace, printer: Printer) -> None:
    say_done(printer, with_app(given, lambda opened: opened.undo()))


def _redo(given: argparse.Namespace, printer: Printer) -> None:
    say_done(printer, with_app(given, lambda opened: opened.redo()))


def _history(given: argparse.Namespace, printer: Printer) -> None:
    def ask(query: Callable[..., Any], *args: Any, **options: Any) -> Any:
        def work(opened: App) -> Any:
            printer.zone = opened.local_now().tzinfo
            return opened.ask(query, *args, **options)

        return with_app(given, work)

    if given.take_back:
        say_done(printer, with_app(given, lambda opened: opened.take_back(given.take_back)))
    elif given.entry:
        limit = None if printer.as_json else LIMIT
        say_told(printer, ask(told, given.entry, limit=limit))
    else:
        page = ask(_entries, given.about, given.limit)
        printer.answer(page if printer.as_json else _readable(page, printer))


def _entries(connection: Any, subject: str, limit: int) -> Page[EntryRow]:
    if not subject:
        return steps(connection, limit=limit)
    rows = history.about(connection, subject, limit=limit)
    return Page(rows, len(rows))


def _readable(page: Page[EntryRow], printer: Printer) -> Page[Any]:
    rows = tuple(
        {
            "at": row.at.astimezone(printer.zone).strftime("%Y-%m-%d %H:%M:%S"),
            "what": printer.words.show(Message(app.COMMANDS.done(row.command), row.label)),
            "who": row.actor,
            "about": ", ".join(row.subjects),
            "kind": row.kind,
            "id": row.id,
        }
        for row in page.rows
    )
    return Page(rows, page.total)
