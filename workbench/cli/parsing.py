"""The parser of the command line: wrong usage is an error like any other, in words or as JSON."""

from __future__ import annotations

import argparse
from typing import NoReturn

from workbench.kernel.errors import WorkbenchError


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
    """A parser that raises WrongUsage in place of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Raise WrongUsage."""
        raise WrongUsage(self.format_usage(), message)
