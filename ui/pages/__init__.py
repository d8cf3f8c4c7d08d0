"""One folder per page, and the one list of them."""

from __future__ import annotations

from collections.abc import Callable

from ui.context import Context
from ui.pages.base import Page
from ui.pages.board.page import BoardPage
from ui.pages.history.page import HistoryPage
from ui.pages.intake.page import ImportPage
from ui.pages.letters.page import LettersPage
from ui.pages.onboarding.page import OnboardingPage
from ui.pages.people.page import PeoplePage
from ui.pages.requisitions.page import RequisitionsPage
from ui.pages.schedule.page import SchedulePage
from ui.pages.scores.page import ScoresPage
from ui.pages.settings.page import SettingsPage
from ui.pages.today.page import TodayPage
from workbench.settings import Settings

BUILDERS: dict[str, Callable[[Context, Settings], Page]] = {
    "today": lambda context, _: TodayPage(context),
    "requisitions": lambda context, _: RequisitionsPage(context),
    "board": lambda context, _: BoardPage(context),
    "people": lambda context, _: PeoplePage(context),
    "schedule": lambda context, _: SchedulePage(context),
    "scores": lambda context, _: ScoresPage(context),
    "letters": lambda context, _: LettersPage(context),
    "onboarding": lambda context, _: OnboardingPage(context),
    "import": lambda context, _: ImportPage(context),
    "history": lambda context, _: HistoryPage(context),
    "settings": lambda context, settings: SettingsPage(context, settings),
}
