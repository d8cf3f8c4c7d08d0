from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.people.matching import (
    Likeness,
    compare,
    email_key,
    find_duplicates,
    name_keys,
    phone_key,
    same_name,
)


@pytest.mark.parametrize(
    "written",
    ["13800000000", "138 0000 0000", "138-0000-0000", "+86 138 0000 0000", "+8613800000000",
     "0086-138-0000-0000", "86 13800000000", "１３８００００００００", "(+86)138 00000000"],
)  # fmt: skip
def test_chinese_formats_agree(written: str) -> None:
    assert phone_key(written) == "13800000000"


@pytest.mark.parametrize(
    "written",
    ["(206) 555-0142", "206-555-0142", "+12065550142", "1-206-555-0142", "001 206 555 0142"],
)
def test_american_formats_agree(written: str) -> None:
    assert phone_key(written) == "2065550142"


def test_landlines_agree() -> None:
    assert phone_key("010-88880000") == phone_key("+86 10 8888 0000") == "1088880000"


@pytest.mark.parametrize(
    "written",
    ["95013123456789", "400-800-0000", "+864008000000", "010-88880000转123", "138****0000",
     "+861088880000;ext=123", "12345", "", "无"],
)  # fmt: skip
def test_numbers_that_never_match(written: str) -> None:
    assert phone_key(written) == ""


def test_mailboxes_agree() -> None:
    assert email_key(" Wang.XM+jobs@Example.COM ") == "wang.xm@example.com"
    assert email_key("nobody") == email_key("@x") == email_key("") == ""


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("王小明", "王　小明", True),
        ("王小明", "Wang Xiaoming", True),
        ("王小明", "Xiaoming WANG", True),
        ("王小明", "Wang Xiao Ming", True),
        ("单雄信", "Shan Xiongxin", True),
        ("Ana de la Cruz", "de la Cruz, Ana", True),
        ("O’Connor Liam", "LIAM O'CONNOR", True),
        ("Ñúñez Eva", "Eva Nunez", True),
        ("王小明", "王晓明", False),
        ("王小明", "Wang Daming", False),
        ("林先生", "林先生", False),
        ("", "", False),
    ],
)
def test_names(one: str, other: str, expected: bool) -> None:
    assert same_name(one, other) is expected
    assert same_name(other, one) is expected


def test_a_name_alone_is_no_reason() -> None:
    one = Likeness("1", "王伟", school="北京大学", phones=("13800000001",))
    other = Likeness("2", "王伟", school="复旦大学", phones=("13800000002",))
    assert compare(one, other) is None


def test_a_name_and_a_school() -> None:
    match = compare(
        Likeness("1", "王小明", school="北京大学"),
        Likeness("2", "Wang Xiaoming", school="北京大学"),
    )
    assert match
    assert not match.certain
    assert [str(reason) for reason in match.reasons] == ["same name", "same school 北京大学"]


def test_a_household_is_only_possible() -> None:
    match = compare(
        Likeness("1", "王小明", phones=("138 0000 0000",)),
        Likeness("2", "李红", phones=("+8613800000000",)),
    )
    assert match
    assert not match.certain
    assert [str(reason) for reason in match.reasons][1:] == ["but the names differ"]


def test_homophones_and_swapped_letters_with_a_contact() -> None:
    phone = ("13800000000",)
    for one, other in (("张伟", "章伟"), ("Elena Sullivan", "Elena Sulilvan")):
        match = compare(Likeness("1", one, phones=phone), Likeness("2", other, phones=phone))
        assert match
        assert match.certain


def test_finding_among_many() -> None:
    crowd = [Likeness(f"c{n}", f"员工{n}", phones=(f"1390000{n:04}",)) for n in range(3000)]
    pair = [
        Likeness("a", "王小明", phones=("138-0000-0000",), school="北京大学"),
        Likeness("b", "王小明", phones=("+86 138 0000 0000",)),
        Likeness("c", "Xiaoming Wang", school="北京大学"),
    ]
    found = [(m.first, m.second, m.certain) for m in find_duplicates([*crowd, *pair])]
    assert found == [("a", "b", True), ("a", "c", False)]


def test_a_switchboard_does_not_make_a_crowd_one() -> None:
    crowd = [Likeness(str(n), f"Person {n}", phones=("021-88880000",)) for n in range(200)]
    assert find_duplicates(crowd) == []


WORDS = st.text(max_size=8)
PEOPLE = st.builds(
    Likeness,
    key=st.uuids().map(str),
    name=st.one_of(WORDS, st.sampled_from(["王小明", "Wang Xiaoming", "王晓明", "林先生"])),
    emails=st.tuples(st.sampled_from(["a@example.com", "A+x@example.com", "b@example.cn", ""])),
    phones=st.tuples(st.sampled_from(["13800000000", "+86 138 0000 0000", "400-1", ""])),
    school=st.sampled_from(["", "北京大学"]),
)


@given(st.lists(PEOPLE, max_size=8))
def test_finding_agrees_with_comparing_every_pair(people: list[Likeness]) -> None:
    pairs = {(a.key, b.key) for i, a in enumerate(people) for b in people[i + 1 :] if compare(a, b)}
    assert {(m.first, m.second) for m in find_duplicates(people)} == pairs


@given(WORDS, WORDS)
def test_symmetry(one: str, other: str) -> None:
    assert same_name(one, other) is same_name(other, one)
    if name_keys(one):
        assert same_name(one, one)


@given(st.text())
def test_keys_of_any_text(text: str) -> None:
    phone_key(text)
    email_key(text)
