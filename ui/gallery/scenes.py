"""The gallery's scenes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.gallery.board_page import board_window
from ui.gallery.day_page import day_window
from ui.gallery.forms_page import errors, form
from ui.gallery.lists_page import lists, scores, today
from ui.gallery.people import name_for
from ui.models.palette import PaletteRow, PaletteSection
from ui.shell.first_run import FirstRun
from ui.shell.palette import Palette
from ui.shell.unlock import LockOverlay, UnlockScreen
from ui.theme.colours import hue_of
from ui.theme.look import Look
from ui.widgets.toast import Notice


def board(look: Look) -> QWidget:
    """The board with one selected card and a toast."""
    window, cards = board_window(look)
    cards.select(("2-1",))
    zh = look.words.language == "zh"
    text = "已移动 2 位到「项目复盘」" if zh else "Moved 2 to Project deep-dive"
    window.notify(Notice(text, undo=True, keys="Ctrl+Z"))
    return window


def _found(zh: bool) -> list[PaletteSection]:
    people = tuple(
        PaletteRow(
            str(number),
            name_for(number),
            f"{'后端工程师 · 初筛' if zh else 'Backend · Screening'}",
            person=True,
            hue=hue_of(number),
        )
        for number in range(61, 65)
    )
    actions = (
        PaletteRow(
            "move",
            "移动到阶段…" if zh else "Move to stage…",
            "所选 1 位" if zh else "1 selected",
            "arrow-right-left",
            ("M",),
        ),
        PaletteRow(
            "plan", "安排面试…" if zh else "Schedule interview…", "", "calendar-plus", ("S",)
        ),
        PaletteRow(
            "mail",
            "写信…" if zh else "Write letter…",
            "使用模板" if zh else "from template",
            "mail",
            ("E",),
        ),
        PaletteRow(
            "print", "打印欢迎包" if zh else "Print welcome pack", "", "printer", ("Ctrl", "P")
        ),
    )
    return [
        PaletteSection("候选人" if zh else "Candidates", people),
        PaletteSection("操作" if zh else "Actions", actions),
    ]


def palette(look: Look) -> QWidget:
    """The palette over the board."""
    window, _cards = board_window(look)
    window.resize(1440, 900)
    over = Palette(look, window)
    window.show()
    over.summon("wangz")
    over.show_results(over.token, _found(look.words.language == "zh"))
    return window


def nothing_found(look: Look) -> QWidget:
    """The palette when nothing fits."""
    window, _cards = board_window(look)
    window.resize(1440, 900)
    over = Palette(look, window)
    window.show()
    over.summon("qqq")
    over.show_results(over.token, [])
    return window


def unlock(look: Look) -> QWidget:
    """Unlocking, after a wrong passphrase."""
    zh = look.words.language == "zh"
    screen = UnlockScreen(
        look, "招聘" if zh else "Recruiting", "Documents/Qicheng/recruiting.vault"
    )
    screen.form.field.setText("a wrong one")
    screen.show_error(
        "这个口令打不开这个保险库。请再试一次，注意大小写。"
        if zh
        else "This passphrase does not open the vault. Mind capital letters."
    )
    return screen


def lock(look: Look) -> QWidget:
    """The lock over the board."""
    window, _cards = board_window(look)
    window.resize(1440, 900)
    over = LockOverlay(look, window, "招聘" if look.words.language == "zh" else "Recruiting")
    window.show()
    over.lock()
    return window


def welcome(look: Look) -> QWidget:
    """The very first screen."""
    return FirstRun(look, "Documents/Qicheng")


def new_vault(look: Look) -> QWidget:
    """A new vault with a fair passphrase."""
    screen = FirstRun(look, "Documents/Qicheng")
    screen.show_vault()
    if screen.vault is not None:
        screen.vault.first.setText("harbour lamp 42")
    return screen


def recovery(look: Look) -> QWidget:
    """The recovery key."""
    screen = FirstRun(look, "Documents/Qicheng")
    screen.show_recovery(
        ["7K2MQ", "XR4TD", "9HVNC", "3PWLE", "B6YGA", "8ZJF5", "QN2UK", "T7DRX", "M4CHV"]
    )
    return screen


SCENES: dict[str, Callable[[Look], QWidget]] = {
    "board": board,
    "day": day_window,
    "palette": palette,
    "palette_none": nothing_found,
    "unlock": unlock,
    "lock": lock,
    "first_run": welcome,
    "first_run_vault": new_vault,
    "first_run_key": recovery,
    "form": form,
    "form_errors": errors,
    "today": today,
    "lists": lists,
    "scores": scores,
}
