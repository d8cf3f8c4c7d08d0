from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.people.pinyin import pinyin_keys, search_words, surname_of


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("王小明", "wangxiaoming", "wxm"),
        ("单雄信", "shanxiongxin", "sxx"),
        ("曾国藩", "zengguofan", "zgf"),
        ("仇英", "qiuying", "qy"),
        ("解缙", "xiejin", "xj"),
        ("区寄", "ouji", "oj"),
        ("查良镛", "zhaliangyong", "zly"),
        ("欧阳修", "ouyangxiu", "oyx"),
        ("司马光", "simaguang", "smg"),
        ("万俟卨", "moqixie", "mqx"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("翟天临", "zhaitianlin", "ztl"),
        ("吕布", "lvbu", "lb"),
        ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"),
        ("Elena Sullivan", "elenasullivan", "es"),
        ("Ñúñez", "nunez", "n"),
    ],
)
def test_the_first_reading(name: str, full: str, initials: str) -> None:
    keys = pinyin_keys(name)
    assert keys.full[0] == full
    assert keys.initials[0] == initials


@pytest.mark.parametrize(
    ("name", "also"),
    [("单雄信", "danxiongxin"), ("解缙", "jiejin"), ("吕布", "lubu"), ("覃军", "tanjun")],
)
def test_every_reading_of_the_surname_finds(name: str, also: str) -> None:
    assert also in pinyin_keys(name).full


def test_the_everyday_reading_stays_inside_a_name() -> None:
    assert pinyin_keys("李单").full == ("lidan",)


def test_surnames() -> None:
    assert surname_of("欧阳娜娜") == "欧阳"
    assert surname_of("欧阳") == "欧"
    assert surname_of("王小明") == "王"
    assert surname_of("阿依古丽·买买提") == ""
    assert surname_of("Elena Sullivan") == ""
    assert surname_of("") == ""


def test_sorting_goes_by_syllable() -> None:
    names = ["连城", "李安", "曾黎", "王小明", "单田芳", "欧阳修"]
    ordered = ["李安", "连城", "欧阳修", "单田芳", "王小明", "曾黎"]
    assert sorted(names, key=lambda name: pinyin_keys(name).sort_key) == ordered


def test_words_for_typing() -> None:
    assert {"wangxiaoming", "xiaoming", "wxm", "xm"} <= set(search_words("王小明").split())
    assert search_words("Elena Sullivan") == "elena sullivan"


@given(st.text())
def test_any_text_has_keys(name: str) -> None:
    keys = pinyin_keys(name)
    assert all(part and " " not in part for part in keys.full + keys.initials)
    search_words(name)
