"""What is out of sight is taken apart in pieces, and large pages make themselves in pieces."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.seat import words_of
from ui.pages.history.page import RECORDS
from ui.pages.settings.page import SettingsPage
from ui.pages.split import SplitView
from ui.shell.frame import Frame
from ui.shell.window import Window
from ui.shell.workplace import Workplace
from ui.theme.look import Look
from ui.theme.tokens import Tokens
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.people.commands import AddCandidate
from workbench.pipeline.commands import Apply, MoveApplications

Calm = Callable[[], None]


def test_an_old_window_goes_page_by_page(look: Look, qtbot: QtBot) -> None:
    frame = Frame(look)
    qtbot.addWidget(frame)
    window = Window(look, "old")
    gone: list[str] = []
    for key in ("one", "two"):
        page = QWidget()
        page.destroyed.connect(lambda _=None, key=key: gone.append(key))
        look.dress_root(page)
        window.add_page(key, page)
    window.destroyed.connect(lambda: gone.append("window"))
    frame.show_only(window, "old")
    frame.show_only(QLabel("new"), "new")
    look.wear(Tokens.of(dark=True))
    assert not [root for root in look.stale_roots() if window.isAncestorOf(root)]
    assert gone == []
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == ["two"], "one in each step"
    qtbot.waitUntil(lambda: "window" in gone)
    assert gone == ["two", "one", "window"]


def test_the_settings_are_made_panel_by_panel(workplace: Workplace, calm: Calm) -> None:
    page = workplace.page("settings")
    assert isinstance(page, SettingsPage)
    assert page.here is not None
    assert not hasattr(page, "house")
    assert page.unsaved() is None
    page.take_over({"name": "启程科技"})
    assert not page.make_more(), "what was typed needs its form at once"
    workplace.go("settings")
    calm()
    assert (page.unsaved() or {}).get("name") == "启程科技"


def test_what_is_chosen_by_itself_is_read_once(
    workplace: Workplace, desk: App, calm: Calm, monkeypatch: object
) -> None:
    desk.run(AddCandidate("王小明"))
    workplace.go("history")
    calm()
    view = workplace.page("history").list
    assert isinstance(view, SplitView)
    read: list[int] = []
    own = view.read
    view.read = lambda rows: (read.append(len(rows)), own(rows))
    desk.run(AddCandidate("李雷"))
    calm()
    assert read == [1]


def test_a_step_of_very_many_records_tells_the_first(
    workplace: Workplace, desk: App, calm: Calm
) -> None:
    post = desk.run(OpenRequisition("后端工程师", stage_set="rd")).value
    people = [desk.run(AddCandidate(f"候选人{n}")).value for n in range(RECORDS + 3)]
    put_on = [desk.run(Apply(each, post)).value for each in people]
    desk.run(MoveApplications(tuple(put_on), "技术初评"))
    workplace.go("history")
    calm()
    seen = words_of(workplace.page("history"))
    assert "3 more, not shown here" in seen
    assert f"候选人{RECORDS - 1}" in seen
