"""`workbench`: every command and query of the program, from the command line.

Exit codes: 0 done, 2 wrong usage, 3 refused (rule, input, not found, conflict), 4 locked or wrong
key, 5 system fault.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from workbench import __version__, app
from workbench.cli import arguments, import_verb, printing, session, tour_verbs, vault_verbs, verbs
from workbench.cli.output import Printer
from workbench.cli.parsing import Parser
from workbench.kernel.commands import CommandSpec
from workbench.kernel.errors import SystemFault, WorkbenchError
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.queries import QuerySpec

Groups = dict[str, Any]
# Subjects whose verbs are no command and no query.
_OWN = {
    "vault": "create, status, check, passphrase, recover, backup, restore",
    "print": N_("Print something as PDF"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code."""
    _use_utf8()
    texts = list(sys.argv[1:] if argv is None else argv)
    chosen = session.language(_peek(texts))
    words = session.words(chosen)
    printer = Printer(words, as_json="--json" in texts)
    try:
        given = build_parser(words).parse_args(texts)
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
        return 130


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
    common = session.common_options()
    parser = Parser("workbench", description="启程 Qicheng", parents=[common])
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    groups: Groups = {"": parser.add_subparsers(metavar="VERB", required=True)}
    vault_verbs.add(_group(groups, "vault", words), common, words)
    tour_verbs.add(groups[""], common, words)
    import_verb.add(groups[""], common, words)
    verbs.add(groups[""], common, words, lambda name: _group(groups, name, words))
    for spec in (spec for spec in app.COMMANDS if spec.cli):
        _add_command(groups, spec, common, words)
    for query in app.QUERIES:
        if "." in query.id:
            _add_query(groups, query, common, words)
    printing.add(_group(groups, "print", words), common, words)
    return parser


def _group(groups: Groups, name: str, words: Translator) -> Any:
    """Return the parsers below a subject; its help names the verbs that it has."""
    if name not in groups:
        ids = [spec.id for spec in (*app.COMMANDS, *app.QUERIES) if getattr(spec, "cli", True)]
        verbs_ = (id.partition(".")[2] for id in ids if id.startswith(f"{name}."))
        about = ", ".join(dict.fromkeys(verbs_)) or words.text(_OWN[name])
        parser = groups[""].add_parser(name, help=about)
        groups[name] = parser.add_subparsers(metavar="VERB", required=True)
    return groups[name]


def _add_command(
    groups: Groups, spec: CommandSpec, common: argparse.ArgumentParser, words: Translator
) -> None:
    subject, _, verb = spec.id.partition(".")
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
    subject, _, verb = spec.id.partition(".")
    group = _group(groups, subject, words)
    title = words.text(spec.title)
    parser = group.add_parser(verb, help=title, description=title, parents=[common])
    arguments.add_parameters(parser, spec.ask)

    def run(given: argparse.Namespace, printer: Printer) -> int:
        asked = arguments.read_parameters(spec.ask, given)
        return verbs.run_query(given, printer, spec.ask, asked)

    parser.set_defaults(run=run)


if __name__ == "__main__":
    sys.exit(main())
