"""Erasing a person for good: asked with the name typed, answered with what was found afterwards."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.sheets import FormSheet, Sheet
from ui.theme.tokens import Role, Space
from ui.widgets.labels import Text
from workbench.app import Done
from workbench.insights.told_words import TABLES
from workbench.kernel.i18n import N_
from workbench.people.queries import CandidateCard
from workbench.retention.commands import BASIS_NAMES, Basis, EraseCandidate, ErasureReport

_TITLE, _VERB = N_("Erase this person for good"), N_("Erase for good")
_TEXT = N_(
    "All that is known of {name} goes: details, CVs, notes, applications, interviews, scores,"
    " letters, onboarding, and what the history says of them. This cannot be undone."
)
_NAME, _WHY = N_("Type the name, to be sure"), N_("Why")
_DONE, _CLOSE = N_("Erased for good"), N_("Done")
_GONE = N_("{records} records, {files} files and the content of {steps} steps of the history went.")
_SEARCHED = N_(
    "Afterwards {words} names, numbers and addresses were looked for in every table and in the"
    " search, and nothing of this person was found."
)
_FAILED = N_("The search still finds something. Please keep this message and ask for help.")
_MENTIONS = N_("The same words stand in these records of others; look whether they should:")
_BACKUPS = N_("Backups and exports that were made before still hold this person.")
_MOST = 12


def erase_person(context: Context, card: CandidateCard) -> FormSheet:
    """Ask for the name and the reason, erase, and show the proof."""
    text = context.text
    reasons = tuple((basis.value, text(name)) for basis, name in BASIS_NAMES.items())
    form = Form(
        context.look,
        (
            Field("name", text(_NAME), required=True, placeholder=card.name),
            Field("basis", text(_WHY), Kind.CHOICE, Basis.REQUEST.value, reasons),
        ),
    )
    sheet = FormSheet(
        context.look,
        context.host,
        text(_TITLE),
        text(_VERB),
        form,
        subtitle=text(_TEXT, name=card.name),
        danger=True,
        width=480,
    )

    def filled(values: dict[str, Any]) -> None:
        command = EraseCandidate(card.id, str(values["name"]), Basis(str(values["basis"])))

        def erased(done: Done) -> None:
            _show_proof(context, done.value)

        context.submit(sheet, command, erased)

    context.form(sheet, filled)
    return sheet


def _show_proof(context: Context, report: ErasureReport) -> None:
    look = context.look
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    gone = look.text(_GONE, records=report.records, files=report.files, steps=report.steps)
    proof = look.text(_FAILED) if report.found else look.text(_SEARCHED, words=report.words)
    column.addWidget(Text(look, gone, Role.BODY, wrap=True))
    column.addWidget(Text(look, proof, Role.BODY, "bad" if report.found else "ok", wrap=True))
    if report.mentions:
        column.addWidget(Text(look, look.text(_MENTIONS), Role.BODY, wrap=True))
    for each in report.mentions[:_MOST]:
        what = look.text(TABLES.get(each.table, each.table))
        said = " · ".join(part for part in (what, each.title) if part)
        column.addWidget(Text(look, said, Role.CAPTION, "text2", wrap=True))
    column.addWidget(Text(look, look.text(_BACKUPS), Role.CAPTION, "text2", wrap=True))
    sheet = Sheet(look, context.host, look.text(_DONE), look.text(_CLOSE), box, width=480)
    sheet.cancel.hide()
    sheet.submitted.connect(sheet.close_overlay)
    sheet.open()
