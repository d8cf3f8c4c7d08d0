"""Words in the reader's language.

Texts are declared in English where they belong (`N_`) and translated where they are shown. A
`Message` keeps the text apart from its values, so that one error can be told to a Chinese reader
in the window and to an English log at the same time.

Catalogues are GNU gettext files, `<folder>/<language>/LC_MESSAGES/*.mo`, one per room. English
needs none.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("zh", "en")


def N_(text: str) -> str:
    """Mark `text` for translation without translating it."""
    return text


@dataclass(frozen=True)
class Message:
    """A text with named holes (`{name}`) and the values to put into them.

    A value may itself be a `Message`, which is translated first, or a name by language, as people
    give to their stages.
    """

    text: str
    args: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return Translator.english().show(self)


class Translator:
    """Turns texts into one language. It only ever learns what it looked up; any thread may use it.

    Attributes: `language`, one of `LANGUAGES`.
    """

    def __init__(self, language: str, catalogues: tuple[gettext.NullTranslations, ...]) -> None:
        self.language = language
        self._catalogues = catalogues
        self._known: dict[str, str] = {}  # found before: a page shows the same words many times

    @staticmethod
    @lru_cache(maxsize=1)
    def english() -> Translator:
        """Return the translator that leaves texts as they are written."""
        return Translator("en", ())

    @staticmethod
    def load(folder: Path, language: str) -> Translator:
        """Return the translator for `language` from the catalogues below `folder`.

        Raises FileNotFoundError where a language other than English has no compiled catalogue.
        """
        if language == "en":
            return Translator.english()
        files = sorted((folder / language / "LC_MESSAGES").glob("*.mo"))
        if not files:
            raise FileNotFoundError(f"no compiled catalogue for {language!r} in {folder}")
        return Translator(language, tuple(map(_catalogue, files)))

    def text(self, text: str, /, **args: object) -> str:
        """Return `text` in this language with `args` put into its holes."""
        return self.show(Message(text, args))

    def show(self, message: Message) -> str:
        """Return `message` in this language."""
        found = self._find(message.text)
        if not message.args:
            return found
        return found.format_map({key: self._value(value) for key, value in message.args.items()})

    def _value(self, value: object) -> object:
        if isinstance(value, Mapping):
            return value.get(self.language) or next(iter(value.values()), "")
        return self.show(value) if isinstance(value, Message) else value

    def _find(self, text: str) -> str:
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._look_up(text)
        return found

    def _look_up(self, text: str) -> str:
        for catalogue in self._catalogues:
            found = catalogue.gettext(text)
            if found != text:
                return found
        return text


def _catalogue(path: Path) -> gettext.NullTranslations:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)
