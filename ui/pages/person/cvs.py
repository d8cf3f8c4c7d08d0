"""Attaching a CV by hand, saving a copy of one, removing one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.context import Context
from ui.tasks import Lane
from ui.widgets.buttons import Button
from ui.widgets.places import documents
from workbench.kernel.i18n import N_
from workbench.people.commands import ArchiveCv
from workbench.people.cvs import ENDINGS, cv_from_file
from workbench.people.queries import CvRow

_CHOOSE, _KIND = N_("Choose a CV"), N_("CV")
_SAVE, _REMOVE, _COPY = N_("Save a copy…"), N_("Remove"), N_("Where to save the copy")
_READ = N_("Read")
_SAVED = N_("Saved without encryption: {path}")


def choose_cv(context: Context, candidate: str) -> None:
    """Ask for a file and attach it."""
    kinds = " ".join(f"*{ending}" for ending in ENDINGS)
    title, kind = context.text(_CHOOSE), context.text(_KIND)
    name, _ = QFileDialog.getOpenFileName(context.host, title, documents(), f"{kind} ({kinds})")
    if name:
        attach_cv(context, candidate, Path(name))


def attach_cv(context: Context, candidate: str, path: Path) -> None:
    """Read a file off the UI thread and attach it with its text."""
    reader = context.bridge.reader()
    context.bridge.tasks.start(
        lambda: cv_from_file(candidate, path, reader), context.run, context.fail, Lane.JOB
    )


def verbs(context: Context, cv: CvRow, all_cvs: Sequence[CvRow]) -> QWidget:
    """Return the buttons below a CV; it is opened together with the person's others."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    read = Button(context.look, context.text(_READ), "secondary", "file-text")
    read.clicked.connect(lambda: open_cv(context, all_cvs, cv.id))
    row.addWidget(read)
    if cv.object_id is not None:
        save = Button(context.look, context.text(_SAVE), "ghost", "download")
        save.clicked.connect(lambda: choose_place(context, cv))
        row.addWidget(save)
    remove = Button(context.look, context.text(_REMOVE), "ghost", "x")
    remove.clicked.connect(lambda: context.run(ArchiveCv(cv.id)))
    row.addWidget(remove)
    row.addStretch(1)
    return box


def open_cv(context: Context, cvs: Sequence[CvRow], first: str) -> None:
    """Show the CVs of a person inside the window."""
    from ui.pages.cv.viewer import show_cv  # nobody waits for it before the first CV

    show_cv(context, cvs, first, lambda cv: choose_place(context, cv))


def choose_place(context: Context, cv: CvRow) -> None:
    """Ask where a copy shall lie, and write it there."""
    kinds = f"{context.text(_KIND)} (*{Path(cv.name).suffix})"
    start = documents(cv.name)
    name, _ = QFileDialog.getSaveFileName(context.host, context.text(_COPY), start, kinds)
    if name:
        save_cv(context, cv.id, Path(name))


def save_cv(context: Context, cv_id: str, path: Path) -> None:
    """Write a copy that everybody can read, and say so."""
    context.bridge.tasks.start(
        lambda: context.bridge.app.save_cv(cv_id, path),
        lambda _none: context.say(_SAVED, path=str(path)),
        context.fail,
        Lane.JOB,
    )
