"""What was looked for is marked in a name, and shown among the words of a CV."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.app import App
from workbench.people.commands import AddCandidate, AttachCv
from workbench.people.finding import excerpt, search_with_excerpts, spans


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("王小明", "小明", ["小明"]),
        ("王小明", "wxm", ["王小明"]),
        ("王小明", "xiaom", ["小明"]),
        ("王小明", "wang", ["王"]),
        ("欧阳慕雪", "ouyang", ["欧阳"]),
        ("Elena Sullivan", "sul ele", ["Ele", "Sul"]),
        ("后端工程师 · 杭州", "杭州", ["杭州"]),
        ("王小明", "zz", []),
        ("", "a", []),
    ],
)
def test_what_was_typed_is_marked(text: str, words: str, marked: list[str]) -> None:
    assert [text[first:last] for first, last in spans(text, words)] == marked


@given(st.text(max_size=30), st.text(max_size=8))
def test_marks_lie_inside_the_text(text: str, words: str) -> None:
    assert all(0 <= first < last <= len(text) for first, last in spans(text, words))


def test_an_excerpt_is_one_line_around_the_first_hit() -> None:
    text = "一" * 40 + "\n负责支付网关\n" + "二" * 40
    found = excerpt(text, "支付")
    assert found.startswith("…一")
    assert found.endswith("二…")
    assert "负责支付网关" in found
    assert "\n" not in found
    assert excerpt(text, "没有") == ""


def test_who_is_found_by_the_cv_brings_the_words_around_it(desk: App) -> None:
    one = desk.run(AddCandidate("王小明")).value
    desk.run(AttachCv(one, text="五年后端经验\n负责支付网关的容量评估"))
    desk.run(AddCandidate("支付宝"))
    rows = {hit.title: hit for hit in desk.ask(search_with_excerpts, "支付").rows}
    assert "负责支付网关" in rows["王小明"].excerpt
    assert rows["支付宝"].excerpt == ""
