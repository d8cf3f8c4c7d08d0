"""The parser of the command line: it speaks the reader's language, and wrong usage is an error."""

from __future__ import annotations

import argparse
import re
from functools import partial
from typing import Any, NoReturn

from workbench.kernel.errors import WorkbenchError
from workbench.kernel.i18n import N_, Translator

_USAGE, _HELP = N_("usage: "), N_("show this help and end")
_VERBS, _ARGUMENTS, _OPTIONS = N_("verbs"), N_("what has to be given"), N_("options")
_UNKNOWN = N_("unrecognized arguments: {texts}")
# What argparse itself has to say, so that it can be said in another language.
_SAID = (
    _UNKNOWN,
    N_("argument {name}: {why}"),
    N_("the following arguments are required: {names}"),
    N_("invalid choice: {text} (choose from {choices})"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("ignored explicit argument {text}"),
    N_("ambiguous option: {text} could match {choices}"),
)


class WrongUsage(WorkbenchError):  # noqa: N818  (as the other errors)
    """The verb or its arguments are not as they have to be.

    Attributes: `usage`, how the verb is written; `text`, what is wrong, in argparse's words.
    """

    kind = "usage"
    exit_code = 2

    def __init__(self, usage: str, text: str) -> None:
        super().__init__("{text}", text=text)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """A parser that raises WrongUsage in place of leaving the program, in the reader's words.

    Attributes: `words`; `top`, whether it is the one for the whole program.
    """

    def __init__(self, *args: Any, words: Translator, top: bool = False, **options: Any) -> None:
        super().__init__(*args, **{**options, "add_help": False})
        self.words, self.top = words, top
        self._positionals.title = words.text(_VERBS if top else _ARGUMENTS)
        self._optionals.title = words.text(_OPTIONS)
        self.add_argument("-h", "--help", action="help", help=words.text(_HELP))

    def add_subparsers(self, **options: Any) -> Any:
        """Return the group of verbs; their parsers speak the same language."""
        self._positionals.title = self.words.text(_VERBS)
        options["parser_class"] = partial(Parser, words=self.words)
        return super().add_subparsers(**options)

    def parse_known_args(self, *args: Any, **options: Any) -> Any:
        """Refuse what a verb does not know where its own usage can be shown."""
        given, unknown = super().parse_known_args(*args, **options)
        if unknown and not self.top:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return given, unknown

    def format_usage(self) -> str:
        """Return how the verb is written."""
        formatter = self._get_formatter()
        prefix = self.words.text(_USAGE)
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, prefix)
        return formatter.format_help()

    def format_help(self) -> str:
        """Return the whole help, which begins with the usage."""
        formatter = self._get_formatter()
        prefix = self.words.text(_USAGE)
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, prefix)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def error(self, message: str) -> NoReturn:
        """Raise WrongUsage."""
        raise WrongUsage(self.format_usage(), said(self.words, message))


def said(words: Translator, message: str) -> str:
    """Return what argparse says in the reader's language; what is unknown stays as it is."""
    for text in _SAID:
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*?)", re.escape(text))
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            values = {key: said(words, value) for key, value in found.groupdict().items()}
            return words.text(text, **values)
    return message
