"""What a person has put into the fields below a widget, to tell whether any of it is unsaved."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.fields import LATE_STOP


def typed_in(part: QWidget) -> tuple[object, ...]:
    """Return texts, choices and ticks in the order in which the fields were made."""
    buttons = part.findChildren(QAbstractButton)
    return (
        *(line.text().strip() for line in part.findChildren(QLineEdit)),
        *(area.toPlainText().strip() for area in part.findChildren(QPlainTextEdit)),
        *(box.currentIndex() for box in part.findChildren(QComboBox)),
        *(
            each.isChecked()
            for each in buttons  # those that only do something may come and go
            if each.isCheckable() and not each.property(LATE_STOP)
        ),
    )
