from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.names import has_han, initials, is_han, is_masked


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("王小明", "小明"),
        ("李雷", "李雷"),
        ("欧阳娜娜", "娜娜"),
        ("阿依古丽·买买提", "阿买"),
        ("𠮷田", "𠮷田"),
        ("Elena Sullivan", "ES"),
        ("elena sullivan", "ES"),
        ("de la Cruz, Ana", "AC"),
        ("O’Connor", "O"),
        ("Ñúñez", "Ñ"),
        ("  ", ""),
        ("***", ""),
        (",", ""),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


@pytest.mark.parametrize("name", ["林先生", "胡女士", "王**", "欧阳先生"])
def test_job_boards_hide_names(name: str) -> None:
    assert is_masked(name)


@pytest.mark.parametrize("name", ["王小明", "Elena Sullivan", "王先"])
def test_whole_names_are_not_hidden(name: str) -> None:
    assert not is_masked(name)


def test_han_outside_the_bmp() -> None:
    assert is_han("𠮷")
    assert has_han("x𠮷")
    assert not is_han("ab")


@given(st.text())
def test_initials_of_any_text(text: str) -> None:
    assert len(initials(text)) <= 6  # one letter may grow on upper-casing (ß, ﬃ)
