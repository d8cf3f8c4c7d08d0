"""`workbench print ID … --out FILE.pdf`: everything that the program can print."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench import app
from workbench.app import App
from workbench.cli import arguments, session, verbs
from workbench.cli.output import Printer
from workbench.kernel.errors import RuleBroken, SystemFault
from workbench.kernel.i18n import N_, Message, Translator
from workbench.kernel.prints import PrintSpec

FORCE = N_("write over a file that is there already")
_GIVEN = 2  # the connection and the words come from the program


def add(group: Any, common: argparse.ArgumentParser, words: Translator) -> None:
    """Add a verb for each print to the parser of `print`."""
    for spec in app.PRINTS:
        _add(group, spec, common, words)


def _add(group: Any, spec: PrintSpec, common: argparse.ArgumentParser, words: Translator) -> None:
    title = words.text(spec.title)
    parser = group.add_parser(spec.id, help=title, description=title, parents=[common])
    arguments.add_parameters(parser, spec.make, words, given=_GIVEN)
    out = words.text(N_("the PDF file to write"))
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help=out)
    parser.add_argument("--force", action="store_true", help=words.text(FORCE))

    def run(given: argparse.Namespace, printer: Printer) -> int:
        check_free(given.out, force=given.force)
        asked = arguments.read_parameters(spec.make, given)
        reader = session.words(session.language(given))

        def work(opened: App) -> tuple[Any, tuple[Message, ...]]:
            made = opened.ask(spec.make, reader, **asked)
            return made, opened.ask(lambda connection: tuple(spec.warns(connection, **asked)))

        made, warnings = verbs.with_app(given, work)
        write_pdf(made, given.out, printer)
        for each in warnings:
            printer.line("{warning}", warning=each)
        return 0

    parser.set_defaults(run=run)


def check_free(path: Path, *, force: bool) -> None:
    """Raise RuleBroken where a file lies at `path` that nobody said may be replaced."""
    if path.exists() and not force:
        text = N_("{path} is there already; --force writes over it.")
        raise RuleBroken("out", text, path=str(path))


def write_pdf(made: Any, path: Path, printer: Printer) -> None:
    """Write what the print shop made of one document or several, and say what became of it."""
    # The print shop is slow to import, and most verbs print nothing.
    from workbench.paper.binding import bind

    printed = bind(made if isinstance(made, tuple) else (made,))
    try:
        path.write_bytes(printed.data)
    except OSError as error:
        raise SystemFault(N_("The file {path} cannot be written."), path=str(path)) from error
    printer.answer(
        {
            "file": str(path),
            "pages": printed.pages,
            "missing": list(printed.missing),
            "shortened": list(printed.shortened),
        }
    )
