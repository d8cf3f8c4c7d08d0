"""What can go wrong, told apart from bugs.

Every error that a user can meet is a `WorkbenchError` and carries a `Message`; anything else that
is raised is a bug of ours. The window has one door for these, the command line maps each to its
exit code.
"""

from __future__ import annotations

from workbench.kernel.i18n import Message


class WorkbenchError(Exception):
    """An error with a message for its reader.

    Attributes: `message`; `kind`, a stable word for scripts; `exit_code` of the command line.
    """

    kind = "error"
    exit_code = 5

    def __init__(self, text: str, /, **args: object) -> None:
        self.message = Message(text, args)
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.message)


class RuleBroken(WorkbenchError):  # noqa: N818  (a rule was broken; nothing failed)
    """What was asked breaks a rule; `field` names the argument that has to change, or is ''."""

    kind = "rule"
    exit_code = 3

    def __init__(self, field: str, text: str, /, **args: object) -> None:
        super().__init__(text, **args)
        self.field = field


class BadInput(WorkbenchError):  # noqa: N818
    """A file or a value from outside cannot be read."""

    kind = "input"
    exit_code = 3


class NotFound(WorkbenchError):  # noqa: N818
    """No live record has this id or name."""

    kind = "not-found"
    exit_code = 3


class Conflict(WorkbenchError):  # noqa: N818
    """Somebody changed the same thing since; nothing was overwritten."""

    kind = "conflict"
    exit_code = 3


class Locked(WorkbenchError):  # noqa: N818
    """The vault is locked, or the key is wrong."""

    kind = "locked"
    exit_code = 4


class SystemFault(WorkbenchError):  # noqa: N818
    """The machine failed us: disk full, file damaged, permission missing, vault in use."""

    kind = "system"
    exit_code = 5
