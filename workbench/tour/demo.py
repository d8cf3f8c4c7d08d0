"""A vault of invented people, to look around in."""

from __future__ import annotations

import shutil
from pathlib import Path

from workbench import app, paths
from workbench.app import App
from workbench.kernel.i18n import N_
from workbench.vault.keys import KdfCost

DEMO_PASSPHRASE = "demo demo demo"
DEMO_NAME = N_("Demo")


def make_demo(path: Path, language: str = "zh") -> None:
    """Make the demo vault at `path`, in place of an older one."""
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    app.create(path, DEMO_PASSPHRASE, name="Demo", cost=KdfCost(1, 64, 1))
    opened = app.unlock_with_passphrase(path, DEMO_PASSPHRASE)
    try:
        fill(opened, language)
    finally:
        opened.close()


def fill(opened: App, language: str) -> None:
    """Play the story of the demo."""
    from workbench.demand.commands import OpenRequisition
    from workbench.people.commands import AddStaff
    from workbench.pipeline.importing import ImportBatch, read_files

    staff = opened.run(AddStaff("李雷", department="研发部", title="架构师")).value
    post = opened.run(OpenRequisition("后端工程师", "研发部", 2, "rd", interviewers=(staff,))).value
    reading = read_files([paths.resources() / "samples"])
    opened.run(ImportBatch(reading, post, skip_bad=True))
