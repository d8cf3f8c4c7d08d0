"""Commands: every write has a name, typed arguments and one declaration.

A subject declares its commands in a `CommandSet`:

    commands = CommandSet("application")

    @dataclass(frozen=True)
    class MoveApplication:
        application: str = arg(N_("the application"))
        stage: str = arg(N_("where to"))

    @commands.handles(MoveApplication, "application.move", N_("Move to stage…"), done=N_("Moved"))
    def move(cmd: MoveApplication, uow: UnitOfWork) -> str: ...

From that one declaration come the handler, the subcommand of the command line, the window's
action, the row in the palette and the label of the undo step.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import Message


class Undo(StrEnum):
    """Whether a command can be taken back."""

    AUTO = "auto"
    NEVER = "never"


Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Arg:
    """What an argument means to a person. `long` texts may be read from a file.

    `choices` are the codes that make sense, each with its words; () where any value may.
    """

    help: str
    positional: bool = False
    long: bool = False
    choices: Choices = ()


def arg(
    help: str,
    *,
    default: Any = dataclasses.MISSING,
    positional: bool = False,
    long: bool = False,
    choices: Choices = (),
) -> Any:
    """Declare a field of a command with its help text (marked by N_)."""
    metadata = {"arg": Arg(help, positional, long, choices)}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def given(command: Any, *others: str) -> dict[str, Any]:
    """Return the fields that a command of change gives, by name, without the `others`.

    In such a command None stands for "leave it as it is".
    """
    values = {each.name: getattr(command, each.name) for each in dataclasses.fields(command)}
    return {name: v for name, v in values.items() if v is not None and name not in others}


Handler = Callable[[Any, Any], Any]
# From a connection, the command and its answer to what its giver should know.
Warns = Callable[[Any, Any, Any], Iterable[Message]]


def nothing(connection: Any, command: Any, answer: Any) -> Iterable[Message]:
    """Warn of nothing."""
    return ()


@dataclass(frozen=True)
class CommandSpec:
    """The one declaration of a command.

    Attributes: `cls`, the frozen dataclass; `handler`, a function of (command, unit of work);
    `id`, "subject.verb"; `title`, as a person would ask for it; `done`, what has happened
    afterwards, with holes that the handler fills by `uow.label(...)`; `undo`; `shortcut` in Qt's
    portable notation, or ''; `palette`, whether the palette offers it; `cli`, whether the command
    line makes a verb of it (else it has one of its own); `warns`, what whoever gave the command
    should know although it was done.
    """

    cls: type
    handler: Handler
    id: str
    title: str
    done: str
    undo: Undo = Undo.AUTO
    shortcut: str = ""
    palette: bool = True
    cli: bool = True
    warns: Warns = nothing


class CommandSet:
    """The commands that one room declares."""

    def __init__(self) -> None:
        self.specs: list[CommandSpec] = []

    def handles(
        self,
        cls: type,
        id: str,
        title: str,
        *,
        done: str = "",
        undo: Undo = Undo.AUTO,
        shortcut: str = "",
        palette: bool = True,
        cli: bool = True,
        warns: Warns = nothing,
    ) -> Callable[[Handler], Handler]:
        """Declare the decorated function as the handler of `cls`."""

        def declare(handler: Handler) -> Handler:
            self.specs.append(
                CommandSpec(
                    cls, handler, id, title, done or title, undo, shortcut, palette, cli, warns
                )
            )
            return handler

        return declare


class Registry:
    """All commands of the program, by class and by id."""

    def __init__(self, sets: Iterable[CommandSet]) -> None:
        self._by_class: dict[type, CommandSpec] = {}
        self._by_id: dict[str, CommandSpec] = {}
        for spec in (spec for each in sets for spec in each.specs):
            if spec.id in self._by_id or spec.cls in self._by_class:
                raise ValueError(f"declared twice: {spec.id}")
            self._by_id[spec.id] = self._by_class[spec.cls] = spec

    def __iter__(self) -> Iterator[CommandSpec]:
        return iter(self._by_id.values())

    def of(self, command: object) -> CommandSpec:
        """Return the declaration of a command object."""
        return self._by_class[type(command)]

    def named(self, id: str) -> CommandSpec:
        """Return the declaration with this id. Raises NotFound."""
        if id not in self._by_id:
            raise NotFound("There is no command {id}.", id=id)
        return self._by_id[id]

    def title(self, id: str) -> str:
        """Return the title of a command, or its id where a newer program made the entry."""
        return self._by_id[id].title if id in self._by_id else id

    def done(self, id: str) -> str:
        """Return the text of what a command has done, or its id where it is unknown."""
        return self._by_id[id].done if id in self._by_id else id
