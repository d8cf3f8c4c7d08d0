"""What a person can do from anywhere: pages to go to and first actions, in one list.

Menus, palette and shortcuts are all made from it. Titles of commands come from the commands' own
declarations, so that one thing has one name.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.app import COMMANDS
from workbench.kernel.i18n import N_


@dataclass(frozen=True)
class PlaceSpec:
    """A page: key, title, icon, the group it stands in."""

    key: str
    title: str
    icon: str
    group: str = ""


WORK, ONBOARDING, FOOT = "", N_("Onboarding"), "foot"

PLACES = (
    PlaceSpec("today", N_("Today"), "sun"),
    PlaceSpec("requisitions", N_("Requisitions"), "briefcase"),
    PlaceSpec("board", N_("Board"), "kanban"),
    PlaceSpec("people", N_("People"), "users"),
    PlaceSpec("schedule", N_("Schedule"), "calendar-days"),
    PlaceSpec("scores", N_("Scores"), "clipboard-check"),
    PlaceSpec("letters", N_("Letters"), "mail"),
    PlaceSpec("onboarding", N_("Onboarding"), "gift"),
    PlaceSpec("import", N_("Import"), "download", FOOT),
    PlaceSpec("history", N_("History"), "rotate-ccw-clock", FOOT),
    PlaceSpec("settings", N_("Settings"), "settings", FOOT),
)


@dataclass(frozen=True)
class ActionSpec:
    """Something to do: on which page it is done, and the keys that do it from anywhere."""

    id: str
    title: str
    icon: str
    page: str = ""
    keys: str = ""


def _of(command: str, icon: str, page: str) -> ActionSpec:
    spec = COMMANDS.named(command)
    return ActionSpec(command, spec.title, icon, page, spec.shortcut)


ACTIONS = (
    _of("candidate.add", "user-plus", "people"),
    _of("requisition.open", "briefcase", "requisitions"),
    ActionSpec(
        "interview.schedule",
        COMMANDS.named("interview.schedule").title,
        "calendar-plus",
        "schedule",
    ),
    ActionSpec("day.plan", N_("Plan an interview day…"), "calendar-cog"),
    ActionSpec("day.mend", N_("Something happened on the interview day…"), "shuffle"),
    ActionSpec(
        "scorecard.enter", COMMANDS.named("scorecard.enter").title, "clipboard-check", "scores"
    ),
    ActionSpec("frontdesk", N_("Front desk: check in candidates"), "concierge-bell"),
    ActionSpec("import", N_("Import files"), "download", "import", "Ctrl+I"),
    ActionSpec("undo", N_("Undo"), "undo-2", "", "Ctrl+Z"),
    ActionSpec("redo", N_("Redo"), "redo-2", "", "Ctrl+Shift+Z"),
    ActionSpec("backup", N_("Back up now…"), "hard-drive-download", "settings"),
    ActionSpec("lock", N_("Lock now"), "lock", "", "Ctrl+L"),
    ActionSpec("theme", N_("Switch between light and dark"), "moon", "", "Ctrl+Shift+L"),
    ActionSpec("language", N_("Switch to Chinese or English"), "languages"),
)
