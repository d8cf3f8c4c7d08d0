"""Today, lists, checklists and scores, as the gallery shows them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.gallery.board_page import groups, page
from ui.gallery.people import face
from ui.models.paged_rows import Column, PagedRows
from ui.shell.window import Window
from ui.theme.colours import hue_of
from ui.theme.look import Look
from ui.theme.tokens import Space
from ui.widgets.board import CardFace
from ui.widgets.buttons import Button
from ui.widgets.checklist import Checklist, TaskFace, TaskState
from ui.widgets.header import PageHeader, SearchField
from ui.widgets.panel import Panel
from ui.widgets.pill import Pill
from ui.widgets.rows import RowButton, RowFace, StatCard
from ui.widgets.score import ScoreFace, ScoreRow
from ui.widgets.states import BusyPanel, EmptyState, Skeleton
from ui.widgets.table import DataTable


def _window(look: Look, key: str, title: str, subtitle: str, *widgets: QWidget) -> Window:
    window = Window(look, title)
    window.set_groups(groups(look))
    header = PageHeader(look, title, subtitle)
    header.add_action(SearchField(look))
    window.add_page(key, page(header, *widgets))
    window.show_page(key)
    return window


def _beside(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.M)
    for widget in widgets:
        row.addWidget(widget, 1)
    return box


def _stats(look: Look, zh: bool) -> QWidget:
    return _beside(
        StatCard(
            look,
            "16",
            "今日面试" if zh else "Interviews today",
            note="9 已完成" if zh else "9 done",
        ),
        StatCard(look, "5", "今天该寄出的信" if zh else "Letters due today", "warn"),
        StatCard(look, "2", "逾期未回复" if zh else "Promise broken", "bad"),
        StatCard(look, "100%", "三天内回复" if zh else "Answered in 3 days", "ok"),
    )


def _due(look: Look, zh: bool) -> Panel:
    due = Panel(look, "现在要做" if zh else "Due now", padding=Space.M)
    rows = (
        RowFace(
            "钟涵艳",
            "技术面评分未交 · 李雷" if zh else "Scorecard missing · 李雷",
            hue=hue_of(3),
            pill=Pill("逾期 1 天" if zh else "1 day late", "bad", "circle-alert"),
            aside="昨天 17:00",
        ),
        RowFace(
            "Arjun Okafor",
            "感谢信到期" if zh else "Thank-you letter due",
            hue=hue_of(9),
            pill=Pill("今日到期" if zh else "Due today", "warn", "clock"),
            aside="18:00",
        ),
        RowFace(
            "备份" if zh else "Backup",
            "上次备份在 6 天前" if zh else "Last backup 6 days ago",
            "hard-drive",
            "info",
            aside="周三",
        ),
        RowFace(
            "段洋睿 入职" if zh else "段洋睿 starts",
            "笔记本未就绪" if zh else "Laptop not ready",
            "laptop",
            "bad",
            pill=Pill("3 天后" if zh else "in 3 days", "accent"),
            aside="11-27",
        ),
    )
    for one in rows:
        due.add(RowButton(look, one))
    due.column.addStretch(1)
    return due


def _aside(look: Look, zh: bool) -> QWidget:
    busy = BusyPanel(look, "正在打印 24 份欢迎包" if zh else "Printing 24 welcome packs")
    busy.show_progress(9, 24, "第 9 份，约 12 秒" if zh else "9 of 24, about 12 seconds")
    empty = EmptyState(
        look,
        "gift",
        "还没有新员工" if zh else "No starters yet",
        "录用之后，入职计划和欢迎包会出现在这里。"
        if zh
        else "Plans and welcome packs appear here after a hire.",
        "办理入职" if zh else "Start onboarding",
    )
    right = QWidget()
    column = QVBoxLayout(right)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.M)
    column.addWidget(busy)
    shell = Panel(look)
    shell.add(empty, 1)
    column.addWidget(shell, 1)
    return right


def today(look: Look) -> QWidget:
    """Stat cards, due rows, an empty state and long work."""
    zh = look.words.language == "zh"
    title, day = ("今日", "11 月 23 日 周一") if zh else ("Today", "Monday, 23 November")
    rows = _beside(_due(look, zh), _aside(look, zh))
    return _window(look, "today", title, day, _stats(look, zh), rows)


def _tasks(look: Look, zh: bool) -> Panel:
    tasks = Checklist(look)
    before, first = ("入职前", "第一天") if zh else ("Before", "Day one")
    names = (
        ("笔记本电脑", "账号申请", "工位", "30-60-90 目标", "约定伙伴")
        if zh
        else ("Laptop", "Account", "Desk", "30-60-90 goals", "Ask a buddy")
    )
    states = (TaskState.DONE, TaskState.DOING, TaskState.OPEN, TaskState.OPEN, TaskState.DONE)
    faces = [
        TaskFace(
            str(n),
            name,
            states[n],
            "11-20 周五",
            "bad" if n == 2 else "neutral",
            ("IT", "IT", "行政", "周航", "周航")[n],
            names[0] if n == 3 else "",
            before,
        )
        for n, name in enumerate(names)
    ]
    faces += [
        TaskFace(
            "x",
            "门口迎接" if zh else "Meet at the door",
            due="11-27 09:00",
            due_tone="warn",
            owner="李雷",
            group=first,
        )
    ]
    tasks.show_tasks(faces)
    left = Panel(look, "段洋睿 · 入职清单" if zh else "段洋睿 · checklist")
    left.add(tasks)
    left.column.addStretch(1)
    return left


def _table(look: Look, zh: bool) -> Panel:
    language = look.words.language
    columns: tuple[Column[CardFace], ...] = (
        Column("name", "姓名" if zh else "Name", lambda row: row.name, 140),
        Column("post", "岗位" if zh else "Post", lambda row: row.post, 150),
        Column(
            "state",
            "状态" if zh else "State",
            lambda row: row.pills[-1].text,
            120,
            tone=lambda row: f"pill:{row.pills[-1].tone}",
        ),
        Column(
            "score",
            "评分" if zh else "Score",
            lambda row: f"{row.score:.1f}" if row.score else "–",
            70,
            right=True,
        ),
    )
    model = PagedRows[CardFace](lambda ids: {one: face(one, language) for one in ids}, columns)
    model.set_ids([f"2-{number}" for number in range(64)])
    table = DataTable(look, model)
    table.selectRow(2)
    people = Panel(look, "人员" if zh else "People", padding=Space.M)
    people.add(table, 1)
    people.add(Skeleton(look, 3))
    return people


def lists(look: Look) -> QWidget:
    """A checklist, a table and a skeleton."""
    zh = look.words.language == "zh"
    title = "清单与表格" if zh else "Lists and tables"
    return _window(look, "people", title, "", _beside(_tasks(look, zh), _table(look, zh)))


def scores(look: Look) -> QWidget:
    """A score sheet."""
    zh = look.words.language == "zh"
    panel = Panel(look, "项目复盘 · 钟涵艳" if zh else "Project deep-dive · 钟涵艳")
    panel.head.addWidget(Button(look, "封存评分" if zh else "Seal scores", "primary", "lock"))
    data = (
        ("个人贡献", "Own part", "只说“我们”", "分工清楚", "可核实的决定与结果", 5),
        (
            "技术深度",
            "Technical depth",
            "只报工具名",
            "讲清原理",
            "权衡、边界与两层以下的内部机制",
            3,
        ),
        (
            "质量与运行",
            "Quality & operation",
            "未涉及",
            "有测试与监控",
            "讲出一次故障、预防与效果",
            None,
        ),
        ("协作", "Collaboration", "回避冲突", "配合顺畅", "带动他人改进", 4),
        ("学习", "Learning", "没有收获", "说得出教训", "教训用到了后来", 1),
    )
    english = ("says only we", "a clear share", "verifiable decisions and results")
    for key, (name, name_en, one, three, five, level) in enumerate(data):
        anchors = {1: one, 3: three, 5: five} if zh else dict(zip((1, 3, 5), english, strict=True))
        hint = "请候选人举一个具体的决定" if zh else "Ask for one concrete decision"
        panel.add(
            ScoreRow(look, ScoreFace(str(key), name if zh else name_en, hint, anchors, level))
        )
    panel.column.addStretch(1)
    panel.setMaximumWidth(look.px(900))
    return _window(look, "scores", "评分" if zh else "Scores", "", panel)
