"""`workbench`: every command and query of the program, from the command line.

Exit codes: 0 done, 2 wrong usage, 3 refused (rule, input, not found, conflict), 4 locked or wrong
key, 5 system fault.
"""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench import __version__, app
from workbench.cli import (
    arguments,
    day_verbs,
    export_verb,
    import_verb,
    letter_verbs,
    plan_verbs,
    printing,
    quick_verb,
    session,
    tour_verbs,
    vault_verbs,
    verbs,
)
from workbench.cli.output import Printer
from workbench.cli.parameters import GROUPS, placed
from workbench.cli.parsing import Parser
from workbench.kernel.commands import CommandSpec
from workbench.kernel.errors import BadInput, SystemFault, WorkbenchError
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.queries import QuerySpec

Groups = dict[str, Any]
_ABOUT = N_("Qicheng, the recruiting workbench, from the command line")
_EPILOG = N_(
    "Environment: {vault}, the vault’s folder, else {usual}; {passphrase} and {new}, the passphrase"
    " and a new one; {lang}, the language.\n"
    "Exit codes: 0 done; 2 wrong usage; 3 refused (a rule, an input, nothing found, a conflict);"
    " 4 locked or wrong key; 5 system fault; 130 stopped by hand.\n"
    "workbench VERB --help says more."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code."""
    _use_utf8()
    texts = list(sys.argv[1:] if argv is None else argv)
    chosen = session.language(_peek(texts))
    words = session.words(chosen)
    printer = Printer(words, as_json="--json" in texts)
    try:
        _refuse_garbled(texts)
        given = _read(build_parser(words), texts)
        code = int(given.run(given, printer) or 0)
        sys.stdout.flush()
        return code
    except WorkbenchError as error:
        return printer.error(error)
    except BrokenPipeError:
        return _reader_left()
    except OSError as error:
        text = N_("The computer refused: {reason}")
        return printer.error(SystemFault(text, reason=error.strerror or str(error)))
    except KeyboardInterrupt:
        return printer.stopped()


def _read(parser: argparse.ArgumentParser, texts: list[str]) -> argparse.Namespace:
    """Return the arguments; what --help wrote is sent off while a broken pipe is still told."""
    try:
        return parser.parse_args(texts)
    except SystemExit:
        sys.stdout.flush()
        raise


def _refuse_garbled(texts: list[str]) -> None:
    """Raise BadInput where an argument holds bytes that are no letters: nothing can keep them."""
    for text in texts:
        if any("\ud800" <= letter <= "\udfff" for letter in text) and not Path(text).exists():
            shown = text.encode("utf-8", "replace").decode()
            raise BadInput(N_("“{text}” is not written in UTF-8."), text=shown)


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _reader_left() -> int:
    """Let the rest go nowhere: whoever read the output has seen enough of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _peek(texts: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--lang", default=None)
    return parser.parse_known_args(texts)[0]


def build_parser(words: Translator) -> argparse.ArgumentParser:
    """Return the whole parser: the verbs of `verbs`, then one for each command and query."""
    common = session.common_options(words)
    parser = Parser(
        "workbench",
        description=words.text(_ABOUT),
        epilog=_epilog(words),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
        words=words,
        top=True,
    )
    version = words.text(N_("show the version and end"))
    parser.add_argument(
        "--version", action="version", version=f"workbench {__version__}", help=version
    )
    groups: Groups = {"": parser.add_subparsers(metavar="VERB", required=True)}
    vault_verbs.add(_group(groups, "vault", words), common, words)
    tour_verbs.add(groups[""], common, words)
    import_verb.add(groups[""], common, words)
    plan_verbs.add(groups[""], common, words)
    day_verbs.add(groups[""], common, words)
    verbs.add(groups[""], common, words, lambda name: _group(groups, name, words))
    export_verb.add(groups[""], common, words)
    quick_verb.add(_group(groups, "candidate", words), common, words)
    for spec in (spec for spec in app.COMMANDS if spec.cli):
        _add_command(groups, spec, common, words)
    for query in app.QUERIES:
        if "." in query.id:
            _add_query(groups, query, common, words)
    letter_verbs.add(_group(groups, "letter", words), common, words)
    printing.add(_group(groups, "print", words), common, words)
    return parser


def _epilog(words: Translator) -> str:
    said = words.text(
        _EPILOG,
        vault=session.VAULT_VARIABLE,
        usual=session.usual_vault(),
        passphrase=session.PASSPHRASE_VARIABLE,
        new=session.NEW_PASSPHRASE_VARIABLE,
        lang=session.LANGUAGE_VARIABLE,
    )
    return "\n".join(textwrap.fill(line, 79) for line in said.splitlines())


def _group(groups: Groups, name: str, words: Translator) -> Any:
    """Return the parsers below a subject."""
    if name not in groups:
        about = words.text(GROUPS[name])
        parser = groups[""].add_parser(name, help=about, description=about)
        groups[name] = parser.add_subparsers(metavar="VERB", required=True)
    return groups[name]


def _add_command(
    groups: Groups, spec: CommandSpec, common: argparse.ArgumentParser, words: Translator
) -> None:
    subject, verb = placed(spec.id)
    group = _group(groups, subject, words)
    title = words.text(spec.title)
    parser = group.add_parser(verb, help=title, description=title, parents=[common])
    arguments.add_fields(parser, spec.cls, words)

    def run(given: argparse.Namespace, printer: Printer) -> int:
        command = arguments.read_fields(spec.cls, given)
        return verbs.run_command(given, printer, command)

    parser.set_defaults(run=run)


def _add_query(
    groups: Groups, spec: QuerySpec, common: argparse.ArgumentParser, words: Translator
) -> None:
    subject, verb = placed(spec.id)
    if spec.id in letter_verbs.OWN:
        return
    group = _group(groups, subject, words)
    title = words.text(spec.title)
    parser = group.add_parser(verb, help=title, description=title, parents=[common])
    arguments.add_parameters(parser, spec.ask, words)

    def run(given: argparse.Namespace, printer: Printer) -> int:
        asked = arguments.read_parameters(spec.ask, given)
        return verbs.run_query(given, printer, spec.ask, asked)

    parser.set_defaults(run=run)


if __name__ == "__main__":
    sys.exit(main())
