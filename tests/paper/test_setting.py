from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.paper import style
from workbench.paper.fonts import glyphs
from workbench.paper.setting import NO_END, NO_START, Line, Setter, clean

BODY = style.BODY.with_(justify=True)
CHINESE = st.text("启程招聘入职人事，。、；：！？（）《》“”…—·abc 12,.", max_size=300)


def text_of(line: Line) -> str:
    return "".join(run.text for run in line.runs)


def lines(text: str, width: float = 200, kind: style.TextStyle = BODY) -> list[Line]:
    return Setter("zh").lines(text, kind, width)


@settings(max_examples=150, deadline=None)
@given(CHINESE, st.integers(90, 400))
def test_lines_keep_chinese_manners(text: str, width: int) -> None:
    """A run of punctuation longer than the line is the only thing that may break them."""
    set_lines = lines(text, width)
    for before, line in pairwise(set_lines):
        begins, ends = text_of(line)[:1], text_of(before)[-1:]
        run = len(text_of(before)) - len(text_of(before).rstrip("".join(NO_START | NO_END)))
        if run < 5:
            assert begins not in NO_START, text_of(line)
            assert ends not in NO_END, text_of(before)


@settings(max_examples=150, deadline=None)
@given(CHINESE, st.integers(90, 400))
def test_nothing_is_lost_between_lines(text: str, width: int) -> None:
    together = "".join(text_of(line) for line in lines(text, width))
    assert together.replace(" ", "") == clean(text).replace(" ", "")


@settings(max_examples=100, deadline=None)
@given(CHINESE, st.integers(90, 400))
def test_lines_stay_inside(text: str, width: int) -> None:
    hanging = 0.5 * BODY.size
    for line in lines(text, width):
        assert line.width <= width + hanging + 0.1


def test_latin_words_stay_whole() -> None:
    text = "请先阅读 confidential documents 再登录 workspace 系统，然后确认 acknowledgement。"
    joined = "|".join(text_of(line).strip() for line in lines(text, 120))
    for word in ("confidential", "documents", "workspace", "acknowledgement"):
        assert word in joined


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert len(lines("a" * 400, 100)) > 10


def test_justified_lines_end_together() -> None:
    set_lines = lines(
        "我们采用弹性工作制，核心时段为上午十点至下午四点；如需远程办公，请提前一天登记。", 203
    )
    assert all(abs(line.width - 203) < BODY.size * 0.51 for line in set_lines[:-1])
    assert set_lines[-1].width < 203


@pytest.mark.parametrize(
    ("text", "fonts"),
    [
        ("他说“好”。", "Noto"),
        ("it’s “fine” — yes…", "Inter"),
        ("阿卜杜·热依木", "Noto"),
    ],
)
def test_shared_punctuation_follows_its_neighbours(text: str, fonts: str) -> None:
    drawn, _ = glyphs(text, 400)
    assert {glyph.font.split("-")[0][: len(fonts)] for glyph in drawn if glyph.char != " "} == {
        fonts
    }


def test_each_script_has_its_face() -> None:
    (line,) = lines("欢迎 Felix，2026 年", 400)
    assert [run.font for run in line.runs if "Felix" in run.text] == ["Inter-400"]
    assert [run.font for run in line.runs if "欢迎" in run.text] == ["NotoSansSC-400"]


def test_line_feeds_and_invisible_characters() -> None:
    assert [text_of(line) for line in lines("a\r\nb\u200b\u00adc\td\n")] == ["a", "bc d", ""]
    assert clean("e\u0301") == "é"
    assert clean("\u795e\ufe00") == "\u795e"


def test_fitted_text_shrinks_and_then_is_cut() -> None:
    setter = Setter("zh")
    (line,) = setter.fit("Alexandra Featherstonehaugh", style.TITLE, 180)
    assert line.style.size < style.TITLE.size
    assert line.width <= 180.1
    assert not setter.shortened
    (line,) = setter.fit("很长" * 100, style.TITLE, 180)
    assert text_of(line).endswith("…")
    assert setter.shortened == ["很长" * 100]


def test_titles_begin_flush_even_with_a_bracket() -> None:
    (line,) = lines("《员工手册》", 300)
    assert line.runs[0].x == -0.5 * BODY.size
