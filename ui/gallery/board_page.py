"""The window with the board, as the gallery shows it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.gallery.people import columns, face
from ui.shell.sidebar import Group, Place
from ui.shell.window import Window
from ui.theme.look import Look
from ui.theme.tokens import Space
from ui.widgets.board import Board
from ui.widgets.buttons import Button, IconButton
from ui.widgets.header import PageHeader, SearchField


def _place(zh: bool, key: str, chinese: str, english: str, icon: str, count: int = 0) -> Place:
    return Place(key, chinese if zh else english, icon, count)


def groups(look: Look) -> list[Group]:
    """Return the places of the real product."""
    place = partial(_place, look.words.language == "zh")
    zh = look.words.language == "zh"
    return [
        Group(
            "",
            (
                place("today", "今日", "Today", "sun", 12),
                place("board", "候选人看板", "Board", "square-kanban"),
                place("people", "人员", "People", "users"),
                place("plan", "面试安排", "Schedule", "calendar-days"),
                place("day", "面试日", "Interview day", "calendar-clock", 8),
                place("scores", "评分", "Scores", "clipboard-check", 7),
                place("letters", "信函", "Letters", "mail", 5),
            ),
        ),
        Group(
            "入职" if zh else "Onboarding",
            (
                place("onboarding", "办理入职", "Starters", "list-checks", 3),
                place("packs", "欢迎包", "Welcome packs", "gift"),
            ),
        ),
        Group(
            "需求" if zh else "Demand",
            (
                place("req", "招聘需求", "Requisitions", "briefcase-business", 6),
                place("import", "导入", "Import", "inbox"),
            ),
        ),
        Group(
            "",
            (
                place("history", "变更历史", "History", "rotate-ccw"),
                place("settings", "设置", "Settings", "settings"),
            ),
            foot=True,
        ),
    ]


def page(*widgets: QWidget) -> QWidget:
    """Return a page with the margins of every page."""
    result = QWidget()
    result.setObjectName("canvas")
    column = QVBoxLayout(result)
    column.setContentsMargins(20, 14, 16, Space.L)
    column.setSpacing(Space.M)
    for widget in widgets:
        column.addWidget(widget)
    return result


def board_window(look: Look) -> tuple[Window, Board]:
    """Return a window that shows the board."""
    zh = look.words.language == "zh"
    window = Window(look, "启程" if zh else "Qicheng")
    window.set_groups(groups(look))
    header = PageHeader(
        look,
        "候选人看板" if zh else "Candidate board",
        "400 位进行中 · 今日 16 场面试" if zh else "400 in progress · 16 interviews today",
    )
    header.add_action(SearchField(look))
    header.add_action(Button(look, "添加候选人" if zh else "Add candidate", "primary", "plus"))
    header.add_tool(Button(look, "全部职位" if zh else "All posts", icon="briefcase-business"))
    header.add_tool(Button(look, "负责人：我" if zh else "Owner: me", icon="user"))
    header.add_tool(Button(look, "筛选" if zh else "Filter", icon="list-filter"))
    for icon, meaning in (("square-kanban", "看板"), ("rows-3", "列表"), ("arrow-down-up", "排序")):
        header.add_view(IconButton(look, icon, meaning))
    language = look.words.language
    board = Board(look, lambda ids: {one: face(one, language) for one in ids})
    board.set_columns(columns(language))
    window.add_page("board", page(header, board))
    window.show_page("board")
    return window, board
