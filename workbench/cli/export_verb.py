"""`workbench export LIST --to FILE`: any list as CSV, as an Excel workbook or as JSON Resume."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.cli import session
from workbench.cli.output import Printer
from workbench.cli.verbs import with_app
from workbench.exporting.formats import Format
from workbench.exporting.table import Written
from workbench.insights.listing import Filters
from workbench.insights.lists import LISTS, check_wish, export_list
from workbench.kernel.errors import RuleBroken, SystemFault
from workbench.kernel.i18n import N_, Translator

_TITLE = N_("Write a list to a file, without encryption")


def add(group: Any, common: argparse.ArgumentParser, words: Translator) -> None:
    """Add the verb to the top parser."""
    title = words.text(_TITLE)
    parser = group.add_parser("export", help=title, description=title, parents=[common])
    parser.set_defaults(run=_export)
    parser.add_argument("list", choices=tuple(LISTS), metavar="LIST", help=", ".join(LISTS))
    parser.add_argument("--to", type=Path, required=True, metavar="FILE")
    parser.add_argument("--format", type=Format, choices=tuple(Format), default=None)
    parser.add_argument("--requisition", metavar="ID", default="")
    parser.add_argument("--force", action="store_true", help=words.text(N_("write over the file")))


def _export(given: argparse.Namespace, printer: Printer) -> None:
    filters = Filters(requisition=given.requisition)
    meant = check_wish(given.list, given.to, given.format, filters)
    _check_place(given.to, force=given.force)
    reader = session.words(session.language(given))
    written: Written = with_app(
        given,
        lambda opened: opened.ask(
            export_list,
            given.list,
            given.to,
            reader,
            opened.local_now(),
            format=meant,
            filters=filters,
        ),
    )
    _say(written, given.to, printer)


def _check_place(path: Path, *, force: bool) -> None:
    """Refuse what can be known before anybody types a passphrase."""
    if not path.absolute().parent.is_dir():
        raise SystemFault(N_("There is no folder {path}."), path=str(path.absolute().parent))
    if path.is_file() and not force:
        raise RuleBroken(
            "to", N_("{path} is there already; --force writes over it."), path=str(path)
        )


def _say(written: Written, path: Path, printer: Printer) -> None:
    if printer.as_json:
        answer = {"rows": written.rows, "file": str(path)}
        printer.answer(answer | ({"shortened": written.shortened} if written.shortened else {}))
        return
    printer.line(
        N_("{rows} rows in {path}. The file is not encrypted."), rows=written.rows, path=str(path)
    )
    if written.shortened:
        printer.line(N_("Texts too long for a cell, shortened: {n}"), n=written.shortened)
