"""The desk over an open vault: window, pages, palette, person panel, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from ui.actions import ACTIONS, FOOT, PLACES, ActionSpec
from ui.bridge import Bridge
from ui.context import Context
from ui.memory import give_back
from ui.pages import BUILDERS
from ui.pages.base import Page
from ui.pages.board.page import BoardPage
from ui.pages.command import sheet as commands
from ui.pages.command.fields import Here
from ui.pages.frontdesk.pin import ask_new_pin
from ui.pages.intake.page import ImportPage
from ui.pages.person.adding import add_person
from ui.pages.person.panel import PersonPanel
from ui.pages.settings.page import SettingsPage
from ui.pages.today.offer import LOOK, told
from ui.pages.today.page import TodayPage
from ui.shell.day_acts import MEND, PLAN, open_on_day
from ui.shell.dropping import take_dropped
from ui.shell.finding import WHY_HIDDEN
from ui.shell.palette import Palette
from ui.shell.preparing import Preparing
from ui.shell.searching import Search
from ui.shell.sidebar import Group, Place
from ui.shell.watching import FolderWatch, connect_offers
from ui.shell.window import DropWindow
from ui.tasks import Lane
from ui.theme.look import Look
from ui.widgets.states import NoticeBar
from ui.widgets.toast import Notice, Toast
from workbench.app import COMMANDS, Done
from workbench.kernel.i18n import N_
from workbench.pipeline.watched import Taken
from workbench.ports import SecretStore
from workbench.settings import Settings

_DEMO = N_("This is the demo: invented people, and nothing of it is kept.")
_LEAVE = N_("Leave the demo")


class Workplace(QObject):
    """Builds the window for an open vault and wires it.

    Attributes: `window`, `context`, `palette`, `panel`; `preparing`, what makes the other pages.
    Signals: `settingsChanged(Settings)`; `lockAsked()`; `restoreAsked()`; `recoveryMade(str)`;
    `frontAsked(str)` with the PIN by which the front desk is left.
    """

    settingsChanged = Signal(object)  # noqa: N815
    lockAsked = Signal()  # noqa: N815
    restoreAsked = Signal()  # noqa: N815
    recoveryMade = Signal(str)  # noqa: N815
    frontAsked = Signal(str)  # noqa: N815

    def __init__(
        self,
        look: Look,
        bridge: Bridge,
        settings: Settings,
        title: str,
        log: Callable[[Exception], None],
        store: SecretStore | None = None,
        *,
        demo: bool = False,
        taken: Taken | None = None,
    ) -> None:
        super().__init__()
        self.look, self.bridge = look, bridge
        self.window = DropWindow(look, title)
        self.window.setAcceptDrops(True)
        host = self.window.inside
        self.context = self._make_context(log, store)
        self.context.begin, self.context.pages = self._begin, self.window.pages
        self.context.front_desk = self._ask_pin
        look.today = self.context.today
        self.palette = Palette(look, host)
        self.panel = PersonPanel(self.context, host)
        self._pages: dict[str, Page] = {}
        self._settings, self._on_show = settings, "today"
        self.watch = FolderWatch(bridge, taken or Taken(), self)
        self.window.make_page = self._make_page
        self.window.set_groups(self._groups())
        self.preparing = Preparing(list(BUILDERS), self.page, self._is_quiet, self)
        self.preparing.finished.connect(lambda: bridge.tasks.start(give_back, lane=Lane.JOB))
        self._wire()
        self.window.show_page("today")
        self.watch.arrived.connect(self._files_arrived)
        self.watch.watch(settings.watched.get(self.watch.vault, ""))
        if demo:
            self._mark_demo()

    def _is_quiet(self) -> bool:
        return self.bridge.tasks.is_quiet() and self.look.is_settled()

    def _make_context(self, log: Callable[[Exception], None], store: SecretStore | None) -> Context:
        return Context(
            self.look,
            self.bridge,
            self.window.inside,
            self.go,
            self._toast,
            self._open_person,
            lambda text: self.palette.summon(text),
            log,
            store,
        )

    def _mark_demo(self) -> None:
        actions = (("leave", self.look.text(_LEAVE)),)
        bar = NoticeBar(self.look, self.look.text(_DEMO), "info", "sparkles", actions)
        bar.acted.connect(self.lockAsked)
        self.window.show_notice(bar)

    def _make_page(self, key: str) -> Page | None:
        """Build a page when it is first asked for: all of them at once would keep one waiting."""
        if key not in BUILDERS:
            return None
        page = self._pages[key] = BUILDERS[key](self.context, self._settings)
        self.window.add_page(key, page)
        if isinstance(page, TodayPage):
            page.counted.connect(self._count)
            page.offer.left.connect(self.watch.take)
            connect_offers(self.watch, page.offer.show_files)
        if isinstance(page, ImportPage):
            page.imported.connect(self.watch.take)
        if isinstance(page, SettingsPage):
            page.changed.connect(self._settings_changed)
            page.lockAsked.connect(self.lockAsked)
            page.restoreAsked.connect(self.restoreAsked)
            page.recoveryMade.connect(self.recoveryMade)
        return page

    def _settings_changed(self, settings: Settings) -> None:
        self._settings = settings
        self.watch.watch(settings.watched.get(self.watch.vault, ""))
        self.settingsChanged.emit(settings)

    def _files_arrived(self, files: list[Path]) -> None:
        """Say that files wait, with the way to look at them."""
        toast = self._toast(Notice(told(self.context, files), action=self.look.text(LOOK)))
        toast.acted.connect(lambda: self.go("import", [str(each) for each in files]))

    def _count(self, counts: dict[str, int]) -> None:
        for key, count in counts.items():
            self.window.sidebar.set_count(key, count)

    def _groups(self) -> Sequence[Group]:
        names = dict.fromkeys(place.group for place in PLACES)
        text = self.look.text
        return [
            Group(
                "" if name in ("", FOOT) else text(name),
                tuple(
                    Place(each.key, text(each.title), each.icon)
                    for each in PLACES
                    if each.group == name
                ),
                foot=name == FOOT,
            )
            for name in names
        ]

    def _wire(self) -> None:
        self.window.pageShown.connect(self._page_shown)
        self.window.filesDropped.connect(partial(take_dropped, self.context))
        self.window.paletteRequested.connect(lambda: self.palette.summon())
        self.window.toasts.undoRequested.connect(self.undo)
        self.palette.asked.connect(Search(self.context, self.palette, self.here).ask)
        self.palette.chosen.connect(self._chosen)
        self.bridge.failed.connect(self.context.fail)
        self.bridge.tasks.crashed.connect(self.context.fail)
        for action in ACTIONS:
            if action.keys:
                shortcut = QShortcut(QKeySequence(action.keys), self.window)
                shortcut.activated.connect(lambda each=action: self._by_keys(each))
        for number, place in enumerate(PLACES, 1):
            if number <= 9:
                shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self.window)
                shortcut.activated.connect(lambda key=place.key: self._go_by_keys(key))

    def _by_keys(self, action: ActionSpec) -> None:
        """Do an action by its keys; below an open sheet only locking is possible."""
        if action.id == "lock" or not self.context.is_covered():
            self.act(action)

    def _go_by_keys(self, key: str) -> None:
        if not self.context.is_covered():
            self.go_on(key)

    def go_on(self, key: str) -> None:
        """Show a page to somebody at the keyboard, who goes on inside it."""
        self.go(key)
        target = self.page(key).keyboard()
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def page(self, key: str) -> Page:
        """Return a page by its key. Raises KeyError where there is none."""
        page = self._pages.get(key) or self._make_page(key)
        if page is None:
            raise KeyError(key)
        return page

    def go(self, key: str, what: Any = None) -> None:
        """Show a page, and something in particular on it."""
        self.window.show_page(key)
        if what is not None:
            self.page(key).show_what(what)

    def built(self) -> dict[str, Page]:
        """Return the pages that were made so far, by their keys."""
        return dict(self._pages)

    def act(self, action: ActionSpec) -> None:
        """Do an action of the list."""
        if action.page:
            self._begin(action.page)
            return
        zh = self.context.language == "zh"
        doers: dict[str, Callable[[], None]] = {
            PLAN: lambda: open_on_day(self.context, self.page("schedule"), PLAN),
            MEND: lambda: open_on_day(self.context, self.page("schedule"), MEND),
            "frontdesk": self.context.front_desk,
            "undo": self.undo,
            "redo": self.redo,
            "lock": self.lockAsked.emit,
            "theme": lambda: self._switch("theme", "light" if self.look.dark else "dark"),
            "language": lambda: self._switch("language", "en" if zh else "zh"),
        }
        doers[action.id]()

    def _begin(self, key: str) -> None:
        self.go(key)
        self.page(key).first_action()

    def _page_shown(self, key: str) -> None:
        """Close the panel of a person who belongs to the page before."""
        if key != self._on_show and self.panel.isVisible():
            self.panel.close_panel()
        self._on_show = key

    def _ask_pin(self) -> None:
        ask_new_pin(self.context, self.frontAsked.emit)

    def undo(self) -> None:
        """Take back this session's last change."""
        self.bridge.undo(self._told, self.context.fail)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.bridge.redo(self._told, self.context.fail)

    def _told(self, done: Done) -> None:
        self.context.done(done.changes)

    def _switch(self, name: str, value: str) -> None:
        page = self.page("settings")
        if isinstance(page, SettingsPage):
            page.here.choose(name, value)

    def _toast(self, notice: Notice) -> Toast:
        return self.window.notify(notice)

    def _open_person(self, candidate: str, application: str = "") -> None:
        self.panel.open_person(candidate, application)

    def here(self) -> Here:
        """Return where the reader stands: the person on show, the chosen cards."""
        board = self._pages.get("board")
        chosen = board.chosen() if isinstance(board, BoardPage) and board.isVisible() else ()
        own = self.panel.application if self.panel.isVisible() else ""
        return Here(self.panel.candidate, (own,) if own else chosen)

    def _chosen(self, key: str) -> None:
        kind, _, what = key.partition(":")
        if kind == "person":
            self._open_person(what)
        elif kind == "post":
            self.go("board", what)
        elif kind == "hidden":
            self.context.say(WHY_HIDDEN)
        elif kind == "add":
            add_person(self.context, line=what)
        elif kind == "page":
            self.go_on(what)
        elif kind == "do":
            commands.open_command(self.context, COMMANDS.named(what), self.here())
        else:
            self.act(next(action for action in ACTIONS if action.id == what))
