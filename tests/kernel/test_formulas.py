from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.formulas import MARK, guarded, is_dangerous, unguarded

TEXTS = st.text(st.sampled_from("=+-@＝＋－＠\t\r\n'\"’　 a1王\u200b\ufeff|")) | st.text()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86 138 0000 0000",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1",
        "＠SUM",
        "  =1",
        "　=1",
        "\"=cmd|' /C calc'!A0",
        "'=1",
        "\u200b=1",
        "\ufeff=1",
    ],
)
def test_what_a_spreadsheet_would_run_is_marked(text: str) -> None:
    assert guarded(text) == MARK + text
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "王小明", "O'Neil", "'tHooft", "a=1", "138-0000", "3+ years"])
def test_other_texts_stay(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(TEXTS)
def test_the_mark_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(TEXTS)
def test_nothing_dangerous_is_left_without_its_mark(text: str) -> None:
    written = guarded(text)
    bare = written.lstrip("\t\r\n 　\"'’\u200b\ufeff")
    assert written.startswith(MARK) or not bare.startswith(tuple("=+-@＝＋－＠"))
    assert is_dangerous(text) == (written != text)
