"""From this computer's settings to words and colours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.theme.look import Look
from ui.theme.tokens import Tokens
from workbench import paths
from workbench.kernel.i18n import Translator
from workbench.settings import Settings


def load_words(language: str) -> Translator:
    """Return the words of a language; English where its catalogues were not compiled."""
    try:
        return Translator.load(paths.resources() / "locale", language)
    except FileNotFoundError:
        return Translator.english()


def make_tokens(settings: Settings) -> Tokens:
    """Return the theme that the settings ask for."""
    return Tokens.of(
        dark=settings.theme == "dark" or (settings.theme == "auto" and _system_is_dark()),
        contrast=settings.theme == "contrast",
        scale=settings.scale,
        compact=settings.compact,
    )


def make_look(settings: Settings) -> Look:
    """Return the look that the settings ask for."""
    look = Look(load_words(settings.language or "zh"), make_tokens(settings))
    look.reduced_motion = settings.reduced_motion
    return look


def _system_is_dark() -> bool:
    hints: Callable[[], Qt.ColorScheme] = QGuiApplication.styleHints().colorScheme
    return hints() == Qt.ColorScheme.Dark
