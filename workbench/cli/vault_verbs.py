"""`workbench vault …`: making, checking, keying, backing up and restoring a vault."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench import app
from workbench.cli import session
from workbench.cli.output import Printer
from workbench.cli.printing import FORCE, check_free, write_pdf
from workbench.kernel.i18n import N_, Translator
from workbench.organisation.documents import recovery_sheet
from workbench.vault import backup, vault
from workbench.vault.envelope import DEVICE, Envelope
from workbench.vault.folder import VaultFolder

_RESTORE = N_(
    "Restore a backup into a new folder: workbench vault restore BACKUP --vault NEW_FOLDER. "
    "Leave this folder as it is until that is done."
)


def add(group: Any, common: argparse.ArgumentParser, words: Translator) -> None:
    """Add the verbs to the parser of `vault`."""

    def verb(name: str, title: str, run: Any) -> argparse.ArgumentParser:
        text = words.text(title)
        parser = group.add_parser(name, help=text, description=text, parents=[common])
        parser.set_defaults(run=run)
        return parser  # type: ignore[no-any-return]

    def said(text: str) -> str:
        return words.text(text)

    verb("create", N_("Make a new vault"), _create).add_argument(
        "--name", default="", help=said(N_("what the vault is called; else as its folder"))
    )
    verb("status", N_("Say what is known of a vault without opening it"), _status)
    verb("check", N_("Check the database, the journal and the attachments"), _check)
    new: dict[str, Any] = {
        "type": Path,
        "metavar": "FILE",
        "help": said(N_("file with the new passphrase")),
    }
    change = verb("passphrase", N_("Change the passphrase"), _passphrase)
    change.add_argument("--new-passphrase-file", **new)
    recover = verb("recover", N_("Set a new passphrase with the printed recovery key"), _recover)
    recover.add_argument(
        "recovery_key", metavar="RECOVERY_KEY", help=said(N_("the key as it is printed"))
    )
    recover.add_argument("--new-passphrase-file", **new)
    sheet = verb(
        "recovery-sheet",
        N_("Make a new recovery key and print its sheet; the key before opens nothing any more"),
        _recovery_sheet,
    )
    out = said(N_("the PDF file to write"))
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE", help=out)
    sheet.add_argument("--force", action="store_true", help=said(FORCE))
    verb("backup", N_("Back up to another folder and check it"), _backup).add_argument(
        "target", type=Path, metavar="DIR", help=said(N_("folder for the backups"))
    )
    restore = verb("restore", N_("Restore a backup into the new folder --vault"), _restore)
    about = said(N_("folder of one backup, with manifest.json in it"))
    restore.add_argument("backup", type=Path, metavar="BACKUP", help=about)


def _create(given: argparse.Namespace, printer: Printer) -> None:
    path = session.vault_path(given)
    phrase = session.passphrase(given, printer.words.text(N_("New passphrase")))
    key = app.create(path, phrase, name=given.name, actor=getattr(given, "actor", ""))
    printer.line(N_("The vault is made. Print or write down the recovery key:"))
    if printer.as_json:
        printer.answer({"vault": str(path), "recovery_key": key})
    else:
        printer.answer(key)


def _status(given: argparse.Namespace, printer: Printer) -> None:
    folder = VaultFolder(session.vault_path(given))
    envelope = Envelope.read(folder.envelope)
    printer.answer(
        {
            "vault": str(folder.path),
            "name": envelope.name,
            "created": envelope.created,
            "keys": [slot["kind"] for slot in envelope.slots],
            "remembered": envelope.has(DEVICE),
            "bytes": folder.database.stat().st_size if folder.database.exists() else 0,
            "in_cloud_folder": folder.is_in_cloud(),
        }
    )


def _check(given: argparse.Namespace, printer: Printer) -> int:
    opened = session.open_app(given)
    try:
        faults = [*opened.vault.faults(), *backup.missing_objects(opened.vault)]
    finally:
        opened.close()
    printer.line(N_("Everything is in order.") if not faults else N_("Something is wrong:"))
    if faults or printer.as_json:
        printer.answer({"sound": not faults, "faults": faults})
    if faults:
        printer.line(_RESTORE)
    return 5 if faults else 0


def _new_passphrase(given: argparse.Namespace, printer: Printer) -> str:
    chosen = argparse.Namespace(passphrase_file=given.new_passphrase_file)
    if given.new_passphrase_file is None:
        return session.new_passphrase(printer.words.text(N_("New passphrase")))
    return session.passphrase(chosen, "")


def _passphrase(given: argparse.Namespace, printer: Printer) -> None:
    opened = session.open_app(given)
    try:
        opened.vault.change_passphrase(_new_passphrase(given, printer))
    finally:
        opened.close()
    printer.line(N_("The passphrase was changed."))
    printer.answer({"changed": True} if printer.as_json else None)


def _recover(given: argparse.Namespace, printer: Printer) -> None:
    path = session.vault_path(given)
    opened = app.open_app(path, vault.with_recovery_key(given.recovery_key))
    try:
        opened.vault.change_passphrase(_new_passphrase(given, printer))
    finally:
        opened.close()
    printer.line(N_("The passphrase was changed."))
    printer.answer({"changed": True} if printer.as_json else None)


def _recovery_sheet(given: argparse.Namespace, printer: Printer) -> None:
    check_free(given.out, force=given.force)
    opened = session.open_app(given)
    try:
        given.out.touch()  # a sheet that cannot be written must not cost the key before
        key = opened.vault.new_recovery_key()
        name, today = opened.vault.envelope.name, opened.local_now().date()
    finally:
        opened.close()
    write_pdf(recovery_sheet(name, key, today, printer.words), given.out, printer)
    printer.line(N_("Whoever holds this sheet can open the vault; earlier sheets are worthless."))


def _backup(given: argparse.Namespace, printer: Printer) -> None:
    opened = session.open_app(given)
    try:
        printer.answer(backup.write(opened.vault, given.target))
    finally:
        opened.close()


def _restore(given: argparse.Namespace, printer: Printer) -> None:
    phrase = session.passphrase(given, printer.words.text(N_("Passphrase")))
    target = session.vault_path(given)
    printer.answer(backup.restore(given.backup, target, vault.with_passphrase(phrase)))
