"""A vault of invented people, to look around in."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from workbench import app
from workbench.kernel.clock import SetClock
from workbench.tour import ending as ends
from workbench.tour import story as tells
from workbench.tour.ending import Ending
from workbench.tour.story import Story
from workbench.tour.tour import samples
from workbench.vault import vault
from workbench.vault.folder import VaultFolder
from workbench.vault.keys import KdfCost

DEMO_PASSPHRASE = "demo demo demo"
ACTOR = "陈晨"


def make_demo(path: Path, language: str = "zh") -> Path:
    """Make the demo vault at `path`, in place of an older one; return where it lies.

    Raises SystemFault where another window has the demo open.
    """
    if VaultFolder(path).exists():
        VaultFolder(path).hold().release()
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    clock = SetClock(datetime.now(UTC))
    name = "演示" if language == "zh" else "Demo"
    app.create(path, DEMO_PASSPHRASE, name=name, cost=KdfCost(1, 64, 1), actor=ACTOR, clock=clock)
    opened = app.open_app(path, vault.with_passphrase(DEMO_PASSPHRASE), actor=ACTOR, clock=clock)
    try:
        fill(Story(opened, clock, datetime.now(tells.ZONE).date(), tells.LIVELY))
    finally:
        opened.close()
    return path


def fill(story: Story) -> None:
    """Play the story, but leave some of today's work to whoever looks at it."""
    ending = Ending()
    tells.set_up_house(story)
    tells.open_posts(story)
    tells.import_people(story, tells.read_samples([samples()]))
    tells.screen(story)
    tells.schedule_day(story)
    tells.hold_day(story)
    ends.score(story, ending)
    ends.offer(story, ending)
    ends.onboard(story, ending)
    tells.plan_ahead(story)
