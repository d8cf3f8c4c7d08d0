"""Saying things to a screen reader that no focus change would tell."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text` when it is next silent."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
