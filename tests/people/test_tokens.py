"""Search tokens against a real FTS5 table."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.people.pinyin import fold
from workbench.people.tokens import NOTHING, index_tokens, match_query

HAN = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFC),
    st.sampled_from("王小明李雷欧阳𠮷𫠠𰻝々〇"),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DD),
)
NAMES = st.text(HAN, min_size=1, max_size=5)
PHONES = st.text("0123456789", min_size=11, max_size=11)


def hits(texts: Sequence[str], query: str) -> list[str]:
    with sqlite3.connect(":memory:") as table:
        table.execute(
            "create virtual table f using fts5"
            "(t, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
        )
        table.executemany(
            "insert into f(rowid, t) values (?, ?)",
            [(row, index_tokens(text)) for row, text in enumerate(texts)],
        )
        found = table.execute(
            "select rowid from f where f match ? order by rowid", (match_query(query),)
        )
        rows = [texts[row] for (row,) in found]
    table.close()
    return rows


@given(st.lists(NAMES, min_size=1, max_size=8), st.data())
def test_every_part_of_a_chinese_name_is_found_and_nothing_else(
    names: list[str], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(names))
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    assert hits(names, part) == [n for n in names if fold(part) in fold(n)]


@given(st.lists(PHONES, min_size=1, max_size=8), st.data())
def test_every_fragment_of_a_phone_is_found_and_nothing_else(
    phones: list[str], data: st.DataObject
) -> None:
    phone = data.draw(st.sampled_from(phones))
    start = data.draw(st.integers(0, 8))
    part = phone[start : data.draw(st.integers(start + 3, 11))]
    assert hits(phones, part) == [p for p in phones if part in p]


@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=20))
def test_no_text_is_a_syntax_error(texts: list[str], query: str) -> None:
    hits(texts, query)


@pytest.mark.parametrize(
    "query",
    ['"', '""', "a\0b", "NEAR(a b)", "AND", "a OR", "NOT", "*", "(", "t:x", "^a", "-a", "+", "'"],
)
def test_operators_are_words(query: str) -> None:
    hits(["anything"], query)


@given(st.text(max_size=20))
def test_a_text_finds_itself(text: str) -> None:
    if match_query(text) != NOTHING:
        assert hits([text], text) == [text]


CV = [
    "王小明 负责 Java工程师 团队，精通 Python 与商务谈判",
    "李雷 pythonic 谈话 判断",
    "Ana Ñúñez de la Cruz, (206) 555-0142",
    "陈晓 138-0000-0000 编号SQB28123",
]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("小明", [0]),
        ("明", [0]),
        ("Python 谈判", [0]),
        ("谈判", [0]),
        ("商务谈判", [0]),
        ("pyth", [0, 1]),
        ("ython", []),
        ("java工程", [0]),
        ("NUNEZ", [2]),
        ("ñúñ", [2]),
        ("2065550142", [2]),
        ("555-0142", [2]),
        ("13800000000", [3]),
        ("138 0000 0000", [3]),
        ("8123", [3]),
        ("sqb28", [3]),
        ("王 明", [0]),
        ("王 红", []),
        ("王 小明", [0]),
        ("ｐｙｔｈｏｎ　谈判", [0]),
        ("，", []),
        ("", []),
    ],
)
def test_queries(query: str, rows: list[int]) -> None:
    assert hits(CV, query) == [CV[row] for row in rows]
