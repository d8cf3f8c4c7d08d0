"""What a write changed, told to whoever shows it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from workbench.kernel.i18n import Message


@dataclass(frozen=True)
class Changes:
    """The trace of one journal entry.

    Attributes: `entry`, its id; `command`, the id of the command; `scopes`, the names of the
    tables that changed; `ids`, the rows; `subjects`, the subject records; `label`, what happened;
    `undoable`, whether it can be taken back.
    """

    entry: str
    command: str
    label: Message
    scopes: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    undoable: bool = True
    kind: str = "do"


@dataclass
class Feed:
    """Calls its listeners after each commit, on the thread that wrote."""

    _listeners: list[Callable[[Changes], None]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Add `listener`; return the function that takes it off again."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, changes: Changes) -> None:
        """Tell every listener."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changes)
