"""`workbench print ID … --out FILE.pdf`: everything that the program can print."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench import app
from workbench.cli import arguments, session, verbs
from workbench.cli.output import Printer
from workbench.kernel.errors import SystemFault
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.prints import PrintSpec

_GIVEN = 2  # the connection and the words come from the program


def add(group: Any, common: argparse.ArgumentParser, words: Translator) -> None:
    """Add a verb for each print to the parser of `print`."""
    for spec in app.PRINTS:
        _add(group, spec, common, words)


def _add(group: Any, spec: PrintSpec, common: argparse.ArgumentParser, words: Translator) -> None:
    title = words.text(spec.title)
    parser = group.add_parser(spec.id, help=title, description=title, parents=[common])
    arguments.add_parameters(parser, spec.make, given=_GIVEN)
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)

    def run(given: argparse.Namespace, printer: Printer) -> int:
        asked = arguments.read_parameters(spec.make, given)
        reader = session.words(session.language(given))
        made = verbs.with_app(given, lambda opened: opened.ask(spec.make, reader, **asked))
        _write(made, given.out, printer)
        return 0

    parser.set_defaults(run=run)


def _write(made: Any, path: Path, printer: Printer) -> None:
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
