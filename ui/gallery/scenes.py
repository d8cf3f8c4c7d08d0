"""The gallery's scenes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.gallery.board_page import board_window
from ui.theme.look import Look
from ui.widgets.toast import Notice


def board(look: Look) -> QWidget:
    """The board with one selected card and a toast."""
    window, cards = board_window(look)
    cards.select(("2-1",))
    zh = look.words.language == "zh"
    text = "已移动 2 位到「项目复盘」" if zh else "Moved 2 to Project deep-dive"
    window.notify(Notice(text, undo=True, keys="Ctrl+Z"))
    return window


SCENES: dict[str, Callable[[Look], QWidget]] = {"board": board}
