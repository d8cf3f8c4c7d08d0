"""The interview day, as the gallery shows it."""

from __future__ import annotations

from random import Random

from PySide6.QtWidgets import QWidget

from ui.gallery.board_page import groups, page
from ui.gallery.people import name_for
from ui.shell.window import Window
from ui.theme.colours import hue_of
from ui.theme.look import Look
from ui.widgets.buttons import Button, IconButton, Segments
from ui.widgets.day import Block, BlockState, DayBoard, DayPlan, Lane, Shade
from ui.widgets.header import PageHeader
from ui.widgets.scroll import Scroller
from ui.widgets.states import NoticeBar

_STARTS = (540, 570, 600, 625, 660, 780, 815, 870, 905, 960, 1000, 1050)
_WHO = (
    "陈晨",
    "李雷",
    "韩梅梅",
    "A. Novak",
    "周航",
    "J. Okafor",
    "孙悦",
    "Mei Lin",
    "赵敏",
    "何旭",
)


def plan(zh: bool) -> DayPlan:
    """Return an invented day with one block in every state."""
    random = Random(11)
    kinds = ("技术面", "HR 面", "系统设计", "交叉面") if zh else ("Tech", "HR", "Design", "Cross")
    lanes = tuple(
        Lane(
            str(row),
            name,
            f"{kinds[row % 4]} · {row % 3 + 3}/5" + (" 场" if zh else ""),
            hue_of(row + 3),
        )
        for row, name in enumerate(_WHO)
    )
    blocks = [block for lane in lanes for block in _lane_blocks(random, lane, kinds)]
    late, conflict = ("迟到 12 分", "冲突") if zh else ("12 min late", "Clash")
    absent = "未到场" if zh else "No-show"
    blocks += [
        Block("late", "0", 640, 690, name_for(81), late, 90, BlockState.LATE),
        Block("c1", "4", 870, 915, name_for(82), conflict, 255, BlockState.CONFLICT),
        Block("c2", "4", 900, 945, name_for(83), conflict, 160, BlockState.CONFLICT),
        Block("none", "6", 675, 720, name_for(84), absent, 20, BlockState.NO_SHOW),
        Block("off", "8", 960, 1020, name_for(85), "304", 20, BlockState.CANCELLED),
    ]
    shades = (
        Shade("", 720, 780, "午休" if zh else "Lunch"),
        Shade("3", 540, 570),
        Shade("6", 960, 1110),
        Shade("9", 1050, 1110),
    )
    return DayPlan(lanes, tuple(blocks), shades, now=652)


def _lane_blocks(random: Random, lane: Lane, kinds: tuple[str, ...]) -> list[Block]:
    taken = {
        "0": range(630, 700),
        "4": range(840, 960),
        "6": range(660, 730),
        "8": range(940, 1040),
    }
    result: list[Block] = []
    end = 0
    for start in _STARTS:
        length = random.choice((30, 45, 45, 60))
        if start < end or random.random() < 0.3 or 690 < start + length > 720 > start:
            continue
        if any(minute in taken.get(lane.id, ()) for minute in (start, start + length)):
            continue
        end, number = start + length + 5, random.randrange(40)
        state = BlockState.PLANNED
        if start + length <= 652:
            state = BlockState.DONE
        elif start <= 652:
            state = BlockState.LIVE
        room = random.choice(("301", "304", "402", "502"))
        result.append(
            Block(
                f"{lane.id}-{start}",
                lane.id,
                start,
                start + length,
                name_for(number),
                f"{random.choice(kinds)} · {room}",
                hue_of(number),
                state,
            )
        )
    return result


def day_window(look: Look) -> QWidget:
    """Return a window that shows the interview day."""
    zh = look.words.language == "zh"
    window = Window(look, "启程" if zh else "Qicheng")
    window.set_groups(groups(look))
    header = PageHeader(
        look,
        "面试日 · 11 月 24 日 周二" if zh else "Interview day · Tue 24 Nov",
        "41 场面试 · 12 位候选人" if zh else "41 interviews · 12 candidates",
    )
    header.add_beside(IconButton(look, "chevron-left", "前一天"))
    header.add_beside(IconButton(look, "chevron-right", "后一天"))
    header.add_beside(Button(look, "今天" if zh else "Today"))
    header.add_action(Button(look, "打印日程" if zh else "Print day sheet", icon="printer"))
    header.add_action(Button(look, "安排面试" if zh else "Schedule", "primary", "plus"))
    parts = (("interviewers", "面试官"), ("rooms", "会议室"), ("people", "候选人"))
    if not zh:
        parts = (("interviewers", "Interviewers"), ("rooms", "Rooms"), ("people", "Candidates"))
    header.add_view(Segments(look, parts))
    board = DayBoard(look)
    board.show_plan(plan(zh))
    board.choose("5-780" if board.block("5-780") else board.ordered()[20].id)
    text = (
        "周航 14:30–15:45 有两场面试重叠 15 分钟。可改到 16:00（何旭，房间 501），影响 1 位候选人。"
        if zh
        else "周航 has two interviews overlapping by 15 minutes. 16:00 with 何旭 in 501 is free."
    )
    actions = (("look", "查看方案"), ("apply", "应用建议"))
    if not zh:
        actions = (("look", "Compare"), ("apply", "Apply"))
    bar = NoticeBar(look, text, "bad", "triangle-alert", actions)
    window.add_page("day", page(header, Scroller(look, board), bar))
    window.show_page("day")
    return window
