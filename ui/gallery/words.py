"""Words for the gallery and the tests: the catalogues, compiled where that was not done yet."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from workbench import paths
from workbench.kernel.i18n import Translator


def compile_catalogues(folder: Path | None = None) -> None:
    """Compile every catalogue that is older than its source or missing."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in (folder or paths.resources() / "locale").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        target.write_bytes(compiled.getvalue())


def words(language: str) -> Translator:
    """Return the translator for a language."""
    compile_catalogues()
    return Translator.load(paths.resources() / "locale", language)
