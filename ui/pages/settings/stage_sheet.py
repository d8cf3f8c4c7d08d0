"""The sheet of a stage set: its names and its stages; and that of a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.settings.stage_editor import StageEditor
from ui.sheets import Sheet
from ui.theme.tokens import Space
from ui.widgets.buttons import Button
from ui.widgets.labels import Line
from workbench.app import Connection
from workbench.insights.told_values import STAGE_KINDS
from workbench.kernel.i18n import N_
from workbench.pipeline.models import StageKind
from workbench.pipeline.queries import StageSetView, list_stage_sets, shown, stage_set_view
from workbench.pipeline.stage_rules import StageDraft
from workbench.pipeline.stage_sets import (
    ArchiveStageSet,
    ChangeStageSet,
    MakeStageSet,
    RestoreStageSet,
)

WIDTH = 940
_TITLE, _SAVE, _NEW, _MAKE = (
    N_("Stage set “{name}”"),
    N_("Save"),
    N_("Make a stage set"),
    N_("Make it"),
)
_ZH, _EN, _FROM, _EMPTY = (
    N_("Name in Chinese"),
    N_("Name in English"),
    N_("Begin with"),
    N_("an empty sheet"),
)
_ARCHIVE, _RESTORE = N_("Archive"), N_("Restore")
_FREE = N_("Version {n}. No requisition uses it: it is changed as it stands.")
_KEPT = N_("Open requisitions keep version {n}; new ones take what is saved here.")
_ENDED = N_("Requisitions of the past keep version {n}; new ones take what is saved here.")
_RUNS = N_("Version {n}: {open} open")
_BEGIN = (StageKind.NEW, StageKind.PRE_START, StageKind.HIRED)


class StageSetSheet(Sheet):
    """A sheet around names and stages.

    Attributes: `names`, the form with the set's names; `editor`.
    """

    def __init__(
        self, context: Context, title: str, verb: str, names: Form, editor: StageEditor, about: str
    ) -> None:
        self.names, self.editor = names, editor
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(names)
        column.addWidget(Line(context.look))
        column.addWidget(editor, 1)
        super().__init__(
            context.look, context.host, title, verb, content, subtitle=about, width=WIDTH
        )

    def typed(self) -> object:
        """Return the names and every stage, not only the one on show."""
        return tuple(self.names.values().items()), tuple(self.editor.drafts)

    def show_error(self, text: str, field: str = "") -> None:
        """Show a rule's word at the stage or the name it is about."""
        if field and (
            self.editor.show_error(field, text)
            or (field in self.names.values() and self.names.show_error(field, text))
        ):
            super().show_error("")
            self.refit()
            return
        super().show_error(text)


def _names(context: Context, zh: str = "", en: str = "", *more: Field) -> Form:
    text = context.text
    return Form(
        context.look,
        (
            Field("zh", text(_ZH), value=zh, half=True),
            Field("en", text(_EN), value=en, half=True),
            *more,
        ),
    )


def edit_stage_set(context: Context, stage_set: str) -> None:
    """Open the sheet of a stage set."""
    context.bridge.ask(partial(_edit, context), stage_set_view, stage_set)


def _edit(context: Context, view: StageSetView) -> None:
    look, text = context.look, context.text
    editor = StageEditor(look, view.stages)
    names = _names(context, view.names.get("zh", ""), view.names.get("en", ""))
    title = text(_TITLE, name=shown(view.names, context.language))
    sheet = StageSetSheet(context, title, text(_SAVE), names, editor, about_versions(context, view))
    put_away = Button(look, text(_RESTORE if view.archived else _ARCHIVE), "ghost", "archive")
    command = RestoreStageSet(view.id) if view.archived else ArchiveStageSet(view.id)

    def put() -> None:
        # What was typed would be lost: first it is saved, or thrown away knowingly.
        if sheet.is_changed():
            sheet.nudge()
        else:
            context.submit(sheet, command)

    put_away.clicked.connect(put)
    sheet.add_verb(put_away)

    def save() -> None:
        said = names.values()
        drafts = tuple(editor.drafts)
        change = ChangeStageSet(view.id, str(said["zh"]), str(said["en"]), drafts, view.mark)
        context.submit(sheet, change)

    sheet.submitted.connect(save)
    sheet.open()
    editor.list.setFocus()


def about_versions(context: Context, view: StageSetView) -> str:
    """Return which version it is, and what becomes of requisitions when it is saved."""
    runs = [
        context.text(_RUNS, n=each.version, open=each.open) for each in view.versions if each.open
    ]
    word = _FREE
    if view.used:
        word = _KEPT if view.versions[-1].open else _ENDED
    return "\n".join(filter(None, (context.text(word, n=view.version), " · ".join(runs))))


def make_stage_set(context: Context) -> None:
    """Open the sheet of a new stage set."""
    context.bridge.ask(partial(_make, context), _sources)


def _sources(connection: Connection) -> tuple[StageSetView, ...]:
    rows = list_stage_sets(connection).rows
    return tuple(stage_set_view(connection, row.id) for row in rows)


def _make(context: Context, sources: Sequence[StageSetView]) -> None:
    look, text = context.look, context.text
    options = (("", text(_EMPTY)), *((v.id, shown(v.names, context.language)) for v in sources))
    names = _names(context, "", "", Field("source", text(_FROM), Kind.CHOICE, "", options))
    stages = {view.id: _copied(view.stages) for view in sources}
    editor = StageEditor(look, _beginning())
    sheet = StageSetSheet(context, text(_NEW), text(_MAKE), names, editor, "")

    def begin(name: str) -> None:
        if name == "source":
            editor.put(stages.get(str(names.values()["source"]), _beginning()))

    names.changed.connect(begin)

    def make() -> None:
        said = names.values()
        made = MakeStageSet(str(said["zh"]), str(said["en"]), stages=tuple(editor.drafts))
        context.submit(sheet, made)

    sheet.submitted.connect(make)
    sheet.open()


def _beginning() -> tuple[StageDraft, ...]:
    """Return the stages without which nobody can be hired."""
    return tuple(StageDraft(dict(STAGE_KINDS[kind]), kind.value) for kind in _BEGIN)


def _copied(stages: Sequence[StageDraft]) -> tuple[StageDraft, ...]:
    return tuple(replace(each, id="") for each in stages)
