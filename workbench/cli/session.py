"""Which vault, which words, which key: what every verb needs before it can begin."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import Any

from workbench import app, paths
from workbench.app import App
from workbench.kernel.errors import Locked, RuleBroken, SystemFault
from workbench.kernel.i18n import LANGUAGES, N_, Translator
from workbench.vault import vault
from workbench.vault.keyring_store import SystemKeyring

VAULT_VARIABLE = "WORKBENCH_VAULT"
PASSPHRASE_VARIABLE = "WORKBENCH_PASSPHRASE"
LANGUAGE_VARIABLE = "WORKBENCH_LANG"
NEW_PASSPHRASE_VARIABLE = "WORKBENCH_NEW_PASSPHRASE"


def common_options(words: Translator) -> argparse.ArgumentParser:
    """Return the parser of the options that every verb takes."""
    parser = argparse.ArgumentParser(add_help=False)
    shared: dict[str, Any] = {"default": argparse.SUPPRESS}

    def said(text: str) -> str:
        return words.text(text)

    parser.add_argument(
        "--vault", metavar="DIR", type=Path, help=said(N_("the vault’s folder")), **shared
    )
    parser.add_argument(
        "--json", action="store_true", help=said(N_("print one JSON object")), **shared
    )
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        metavar="|".join(LANGUAGES),
        help=said(N_("language of the texts")),
        **shared,
    )
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        help=said(N_("file with the passphrase")),
        **shared,
    )
    parser.add_argument(
        "--actor",
        metavar="NAME",
        help=said(N_("who is at work, for the history")),
        **shared,
    )
    return parser


def language(given: argparse.Namespace) -> str:
    """Return the language that was asked for, here or in the environment."""
    wanted = getattr(given, "lang", None) or os.environ.get(LANGUAGE_VARIABLE, "")
    if wanted in LANGUAGES:
        return str(wanted)
    return "zh" if os.environ.get("LANG", "").startswith("zh") else "en"


def words(chosen: str) -> Translator:
    """Return the translator; English where the catalogues were not compiled yet."""
    try:
        return Translator.load(paths.resources() / "locale", chosen)
    except FileNotFoundError:
        return Translator.english()


def vault_path(given: argparse.Namespace) -> Path:
    """Return the vault folder that was asked for, or the usual one."""
    chosen = getattr(given, "vault", None) or os.environ.get(VAULT_VARIABLE)
    return Path(chosen) if chosen else usual_vault()


def usual_vault() -> Path:
    """Return the folder of the vault where none is named."""
    return paths.data() / "default.qicheng"


def passphrase(given: argparse.Namespace, prompt: str) -> str:
    """Return the passphrase from a file, the environment or the person. Raises Locked."""
    file: Path | None = getattr(given, "passphrase_file", None)
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            text = N_("The file {path} cannot be read.")
            raise SystemFault(text, path=str(file)) from error
    if PASSPHRASE_VARIABLE in os.environ:
        return os.environ[PASSPHRASE_VARIABLE]
    if not sys.stdin.isatty():
        raise Locked(
            N_("No passphrase was given. Use --passphrase-file or {variable}."),
            variable=PASSPHRASE_VARIABLE,
        )
    return getpass.getpass(f"{prompt}: ")


def open_app(given: argparse.Namespace) -> App:
    """Unlock the vault: by this computer's keyring where it remembers, else by passphrase."""
    path = vault_path(given)
    actor = getattr(given, "actor", None) or getpass.getuser()
    asked = getattr(given, "passphrase_file", None) or PASSPHRASE_VARIABLE in os.environ
    if not asked:
        try:
            return app.open_app(path, vault.with_keyring(SystemKeyring()), actor=actor)
        except Locked:
            pass
    prompt = words(language(given)).text(N_("Passphrase"))
    return app.open_app(path, vault.with_passphrase(passphrase(given, prompt)), actor=actor)


def new_passphrase(prompt: str) -> str:
    """Return a new passphrase from the environment or, typed twice, from the person."""
    variable = NEW_PASSPHRASE_VARIABLE
    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        raise Locked(
            N_("No passphrase was given. Use --passphrase-file or {variable}."), variable=variable
        )
    first = getpass.getpass(f"{prompt}: ")
    if getpass.getpass(f"{prompt}: ") != first:
        raise RuleBroken("passphrase", N_("The two passphrases differ."))
    return first
