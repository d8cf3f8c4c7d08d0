"""Letters on their way out: printed together, saved as e-mail drafts, marked as sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.printing import safe_name, show_document
from ui.sheets import FormSheet
from ui.tasks import Lane
from ui.theme.look import Look
from ui.widgets.buttons import Button
from ui.widgets.places import documents
from ui.widgets.toast import Notice
from workbench.app import Connection
from workbench.kernel.i18n import N_
from workbench.letters.commands import EditLetter, SendLetters
from workbench.letters.documents import letter_document, letter_documents
from workbench.letters.mail import letter_eml
from workbench.letters.models import SentHow
from workbench.letters.queries import LetterRow, letter
from workbench.letters.rules import SENT_HOW_NAMES
from workbench.organisation.queries import organisation
from workbench.paper import Document

_BATCH = N_("{n} letters")
_PRINTED, _SAVED = N_("Printed: {name}. Did it leave?"), N_("Saved: {path}")
_MARK, _MARK_VERB = N_("Mark as sent…"), N_("Mark as sent")
_HOW, _NOW = N_("How it left"), N_("Do not wait for the cooling-off")
_EML, _EML_KIND = N_("Save as an e-mail draft"), N_("E-mail draft")
_EDIT, _SAVE, _PREVIEW = N_("Edit a letter"), N_("Save"), N_("Preview")
_TITLE, _SALUTATION, _BODY = N_("Subject"), N_("Salutation"), N_("Text")


def how_options(look: Look) -> tuple[tuple[str, str], ...]:
    """Return the ways in which letters leave, as choices."""
    return tuple((how.value, look.text(word)) for how, word in SENT_HOW_NAMES.items())


def print_letters(context: Context, ids: Sequence[str], name: str, *, unsent: bool) -> None:
    """Show letters as one document to print; afterwards ask whether they left."""
    wanted, words = tuple(ids), context.look.words
    title = name if len(wanted) == 1 else context.text(_BATCH, n=len(wanted))

    def make() -> tuple[Document, ...]:
        made: tuple[Document, ...] = context.bridge.app.ask(letter_documents, words, wanted)
        return made

    def delivered() -> None:
        offer_marking(context, wanted, SentHow.PRINTED, context.text(_PRINTED, name=title))

    show_document(context, make, title, delivered if unsent else None)


def offer_marking(context: Context, ids: Sequence[str], how: SentHow, said: str) -> None:
    """Say what was done with letters, and offer to mark them as sent."""
    toast = context.toast(Notice(said, action=context.text(_MARK_VERB)))
    if toast is not None:
        toast.acted.connect(lambda: context.run(SendLetters(tuple(ids), how)))


def ask_sent(context: Context, ids: Sequence[str], *, cooling: bool) -> FormSheet:
    """Ask how letters left, and mark them."""
    text = context.text
    waits = (Field("now", text(_NOW), Kind.CHECK, False),) if cooling else ()
    how = Field("how", text(_HOW), Kind.CHOICE, SentHow.PRINTED.value, how_options(context.look))
    form = Form(context.look, (how, *waits))
    sheet = FormSheet(
        context.look, context.host, text(_MARK_VERB), text(_MARK_VERB), form, width=380
    )

    def filled(values: dict[str, Any]) -> None:
        now = bool(values.get("now", False))
        context.submit(sheet, SendLetters(tuple(ids), SentHow(values["how"]), now=now))

    context.form(sheet, filled)
    return sheet


def ask_eml(context: Context, parent: QWidget, id: str, name: str, *, unsent: bool) -> None:
    """Ask where to save the e-mail draft of a letter."""
    suggested = safe_name(name) + ".eml"
    kinds = f"{context.text(_EML_KIND)} (*.eml)"
    start = documents(suggested)
    path, _ = QFileDialog.getSaveFileName(parent, context.text(_EML), start, kinds)
    if path:
        save_eml(context, id, Path(path), unsent=unsent)


def save_eml(context: Context, id: str, path: Path, *, unsent: bool = True) -> None:
    """Write the e-mail draft of a letter to a file."""

    def work() -> None:
        path.write_bytes(context.bridge.app.ask(letter_eml, id))

    def then(_nothing: object) -> None:
        said = context.text(_SAVED, path=str(path))
        if unsent:
            offer_marking(context, (id,), SentHow.MAILED, said)
        else:
            context.toast(Notice(said))

    context.bridge.tasks.start(work, then, context.fail, Lane.PRINT)


def edit_letter(context: Context, row: LetterRow) -> FormSheet:
    """Open the sheet with the words of a letter."""
    text, look = context.text, context.look
    form = Form(
        look,
        (
            Field("title", text(_TITLE), value=row.title, required=True),
            Field("salutation", text(_SALUTATION), value=row.salutation),
            Field("body", text(_BODY), Kind.MULTILINE, row.body, required=True, lines=16),
        ),
    )
    sheet = FormSheet(look, context.host, text(_EDIT), text(_SAVE), form, width=720)
    sheet.add_verb(_preview_button(context, form, row))

    def filled(values: dict[str, Any]) -> None:
        context.submit(sheet, EditLetter(row.id, **values))

    context.form(sheet, filled)
    return sheet


def _preview_button(context: Context, form: Form, row: LetterRow) -> QWidget:
    button = Button(context.look, context.text(_PREVIEW), "secondary", "eye")
    button.clicked.connect(lambda: preview(context, replace(row, **_words(form))))
    return button


def _words(form: Form) -> dict[str, Any]:
    return {name: str(value) for name, value in form.values().items()}


def preview(context: Context, row: LetterRow) -> None:
    """Show a letter as it would be printed with these words."""

    def read(connection: Connection) -> Document:
        return letter_document(connection, row, organisation(connection))

    show_document(context, lambda: context.bridge.app.ask(read), f"{row.title} {row.name}")


def read_letter(context: Context, id: str) -> LetterRow:
    """Return a letter with its words, at once."""
    return context.bridge.now(letter, id)
