"""A form in a sheet, as the gallery shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from ui.forms import Field, Form, Kind
from ui.gallery.board_page import board_window
from ui.sheets import FormSheet
from ui.shell.window import Window
from ui.theme.look import Look

Say = Callable[[str, str], str]


def _fields(zh: bool) -> tuple[Field, ...]:
    def say(chinese: str, english: str) -> str:
        return chinese if zh else english

    return (*_short_fields(say), *_long_fields(say))


def _short_fields(say: Say) -> tuple[Field, ...]:
    return (
        Field(
            "post",
            say("岗位", "Post"),
            required=True,
            half=True,
            value=say("后端工程师", "Backend Engineer"),
        ),
        Field(
            "team",
            say("部门", "Department"),
            required=True,
            half=True,
            placeholder=say("例如 基础架构", "e.g. Infrastructure"),
        ),
        Field("count", say("人数", "Headcount"), Kind.NUMBER, value=2, half=True, low=1, high=99),
        Field(
            "start", say("期望到岗", "Wanted from"), Kind.DATE, value=date(2027, 1, 4), half=True
        ),
    )


def _long_fields(say: Say) -> tuple[Field, ...]:
    sets = (("rnd", say("研发", "R&D")), ("sales", say("销售", "Sales")))
    people = tuple(
        (str(n), name) for n, name in enumerate(("陈晨", "李雷", "韩梅梅", "A. Novak", "Mei Lin"))
    )
    return (
        Field("stages", say("阶段模板", "Stage set"), Kind.CHOICE, options=sets, value="rnd"),
        Field(
            "panel", say("面试官", "Interviewers"), Kind.CHOICES, options=people, value=["0", "2"]
        ),
        Field(
            "duties",
            say("职责", "Duties"),
            Kind.MULTILINE,
            required=True,
            placeholder=say("动词 + 对象 + 结果", "Verb, object, result"),
            help=say(
                "写清楚可观察的结果，完整度会随之提高。", "Observable results raise completeness."
            ),
        ),
        Field("file", say("附件", "Attachment"), Kind.FILE),
        Field(
            "urgent",
            say("紧急通道：48 小时内首面", "Fast lane: first interview within 48 h"),
            Kind.CHECK,
            value=True,
        ),
    )


def _sheet(look: Look) -> tuple[Window, FormSheet]:
    zh = look.words.language == "zh"
    window, _cards = board_window(look)
    window.resize(1440, 900)
    window.show()
    sheet = FormSheet(
        look,
        window,
        "新建招聘需求" if zh else "New requisition",
        "新建需求" if zh else "Create requisition",
        Form(look, _fields(zh)),
        subtitle="带着这张单子，部门和招聘说的是同一件事。"
        if zh
        else "One sheet on which department and recruiter agree.",
        width=560,
    )
    sheet.open()
    return window, sheet


def form(look: Look) -> QWidget:
    """A form in a sheet."""
    return _sheet(look)[0]


def errors(look: Look) -> QWidget:
    """The same form, refused."""
    window, sheet = _sheet(look)
    sheet.submit()
    return window
