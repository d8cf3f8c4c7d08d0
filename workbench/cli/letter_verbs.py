"""`workbench letter eml`: the e-mail draft of a letter, on the screen or into a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.cli.output import Printer
from workbench.cli.printing import FORCE, check_free
from workbench.cli.verbs import with_app
from workbench.kernel.i18n import N_, Translator
from workbench.letters.mail import letter_eml
from workbench.vault import safe_files

OWN = frozenset({"letter.eml"})  # queries that have a verb here in place of the usual one
_TITLE = N_("Make the e-mail draft of a letter")


def add(group: Any, common: argparse.ArgumentParser, words: Translator) -> None:
    """Add the verb to the parser of `letter`."""
    title = words.text(_TITLE)
    parser = group.add_parser("eml", help=title, description=title, parents=[common])
    parser.add_argument("letter_id", metavar="LETTER_ID", help=words.text(N_("id of the letter")))
    out = words.text(N_("the file to write; else it is printed on the screen"))
    parser.add_argument("--out", metavar="FILE", type=Path, help=out)
    parser.add_argument("--force", action="store_true", help=words.text(FORCE))
    parser.set_defaults(run=_eml)


def _eml(given: argparse.Namespace, printer: Printer) -> None:
    if given.out is not None:
        check_free(given.out, force=given.force)
    made = with_app(given, lambda opened: opened.ask(letter_eml, given.letter_id))
    if given.out is None:
        printer.answer(made.decode("ascii"))  # everything in it is ASCII
        return
    safe_files.write_whole(given.out, made)
    printer.answer({"file": str(given.out)})
