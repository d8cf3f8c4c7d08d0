"""What gives a person away is taken out of a text, and the rest is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.ids import new_id
from workbench.people.redaction import BLACK, alias, redacted


@pytest.mark.parametrize(
    "secret",
    [
        "王小明",
        "王 小 明",
        "王先生",
        "Wang Xiaoming",
        "xiaoming wang",
        "XIAO-MING Wang",
        "wxm@example.cn",
        "138 0013 8000",
        "+86-13800138000",
        "(021) 6888-1234",
        "https://github.com/wxm",
        "310101199603071234",
        "28岁",
        "出生年月：1996年3月",
        "1996年3月7日出生",
        "复旦大学",
        "University of Bonn",
        "Stanford University",
        "wxm1996",
        "Address: 118 Harbour Street, OH, 15598",
        "现居住址：上海市徐汇区漕河泾 3 号楼 502",
    ],
)
def test_what_tells_who_it_is_goes(secret: str) -> None:
    text = f"负责支付网关。\n{secret}\n五年经验"
    found = redacted(text, "王小明", ["wxm1996"])
    assert secret not in found
    assert BLACK in found
    assert found.startswith("负责支付网关。\n")
    assert found.endswith("\n五年经验")


@pytest.mark.parametrize(
    "plain",
    [
        "2015-2019",
        "2019.07-2023.06",
        "2019/07 – 2021/12",
        "1,200,000",
        "P99 120 ms",
        "用 Python 3.11 写了 120000 行",
        "2021 年负责 3 个项目",
        "小明灯塔项目",
    ],
)
def test_years_figures_and_other_words_stay(plain: str) -> None:
    assert redacted(plain, "王小明") == plain


@pytest.mark.parametrize("part", ["Elena Sullivan", "Sullivan, Elena", "elena", "SULLIVAN"])
def test_a_latin_name_goes_in_any_order(part: str) -> None:
    assert redacted(f"{part} led a team", "Elena Sullivan").count(BLACK) >= 1
    assert part.casefold() not in redacted(f"{part} led a team", "Elena Sullivan").casefold()


@given(st.text(max_size=80), st.text(max_size=20))
def test_nothing_breaks_it_and_doing_it_again_changes_nothing(text: str, name: str) -> None:
    once = redacted(text, name)
    assert redacted(once, name).replace(BLACK, "") == once.replace(BLACK, "")


def test_an_alias_is_always_the_same_and_tells_nothing() -> None:
    one, other = new_id(), new_id()
    assert alias(one) == alias(one)
    assert alias(one) != alias(other)
    assert len(alias(one)) == 6
