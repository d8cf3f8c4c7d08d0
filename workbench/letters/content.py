"""The shipped letter templates, and the command that puts them into a vault."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from workbench import paths
from workbench.kernel.commands import CommandSet, Undo
from workbench.kernel.i18n import LANGUAGES, N_
from workbench.letters.models import LetterKind, LetterTemplate, Tone
from workbench.letters.rules import DELAYS
from workbench.vault.unit import UnitOfWork

commands = CommandSet()


@dataclass(frozen=True)
class ShippedTemplate:
    """One shipped template."""

    kind: LetterKind
    tone: Tone
    language: str
    title: str
    body: str

    @property
    def key(self) -> str:
        """Return the key under which a vault knows it."""
        return template_key(self.kind, self.tone, self.language)


def template_key(kind: LetterKind, tone: Tone, language: str) -> str:
    """Return the key of the template for a kind, tone and language."""
    return f"{kind}.{tone}.{language}"


def shipped() -> Iterator[ShippedTemplate]:
    """Yield every template from the program's own files."""
    for language in LANGUAGES:
        text = (paths.resources() / "letters" / f"{language}.toml").read_text(encoding="utf-8")
        for kind, tones in tomllib.loads(text).items():
            for tone, words in tones.items():
                yield ShippedTemplate(
                    LetterKind(kind), Tone(tone), language, words["title"], words["body"].strip()
                )


@dataclass(frozen=True)
class InstallLetters:
    """Put the shipped letter templates into the vault; what is there already stays as it is."""


@commands.handles(
    InstallLetters,
    "content.install-letters",
    N_("Install the shipped letter templates"),
    done=N_("Letter templates installed"),
    undo=Undo.NEVER,
    palette=False,
)
def install_letters(cmd: InstallLetters, uow: UnitOfWork) -> int:
    """Add the missing templates; return how many there were."""
    there = {found.key for found in uow.find(select(LetterTemplate))}
    missing = [each for each in shipped() if each.key not in there]
    for each in missing:
        uow.add(
            LetterTemplate(
                key=each.key,
                kind=each.kind.value,
                tone=each.tone.value,
                language=each.language,
                title=each.title,
                body=each.body,
                delay_days=DELAYS.get(each.kind, 0),
            )
        )
    return len(missing)
