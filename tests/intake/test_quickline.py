"""A line about a person: every fact by its shape, in any order, and nothing guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.normalise import phones_in
from workbench.intake.quickline import is_cv, parse_line, read_quickly
from workbench.kernel.degrees import Degree

POSTS = (("1", "高级后端工程师"), ("2", "后端工程师"), ("3", "产品经理"), ("4", "Data Analyst"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "张三 后端 内推 13800000000",
            {"name": "张三", "requisition": "2", "source": "内推", "phone": "13800000000"},
        ),
        ("内推，张三，13800000000", {"name": "张三", "source": "内推", "phone": "13800000000"}),
        ("后端 张三", {"name": "张三", "requisition": "2"}),
        ("高级后端 张三", {"name": "张三", "requisition": "1"}),
        (
            "欧阳娜娜 138 0000 0002 产品经理 上海 硕士 5年",
            {
                "name": "欧阳娜娜",
                "phone": "138 0000 0002",
                "requisition": "3",
                "city": "上海",
                "degree": Degree.MASTER,
                "years": 5.0,
            },
        ),
        (
            "王小明 wxm@example.cn 微信 wxm_2020 三年半 本科 浙江大学",
            {
                "name": "王小明",
                "email": "wxm@example.cn",
                "wechat": "wxm_2020",
                "years": 3.5,
                "degree": Degree.BACHELOR,
                "school": "浙江大学",
            },
        ),
        ("李雷 13700000001 微信同号", {"name": "李雷", "wechat": "13700000001"}),
        ("阿依古丽·买买提 13900000001", {"name": "阿依古丽·买买提", "phone": "13900000001"}),
        (
            "Elena Sullivan data analyst +1 202 555 0101 elena@example.com 4 years London",
            {
                "name": "Elena Sullivan",
                "requisition": "4",
                "phone": "+1 202 555 0101",
                "email": "elena@example.com",
                "years": 4.0,
                "city": "London",
            },
        ),
        ("宁波 宁静 boss直聘", {"name": "宁静", "city": "宁波", "source": "BOSS直聘"}),
        ("宁静 应届生", {"name": "宁静", "years": 0.0}),
        ("赵六 坐标杭州 前台", {"name": "赵六", "city": "杭州", "unread": ("前台",)}),
        ("张三 2020 2024", {"name": "张三", "phone": "", "unread": ("2020", "2024")}),
        ("13800000000", {"name": "", "phone": "13800000000"}),
        ("", {"name": ""}),
    ],
)  # fmt: skip
def test_a_line(line: str, said: dict[str, Any]) -> None:
    found = parse_line(line, POSTS)
    assert {key: getattr(found, key) for key in said} == said


def test_a_second_number_is_not_lost() -> None:
    found = parse_line("张三 13800000000 13800000001 a@example.com b@example.com")
    assert (found.phone, found.email) == ("13800000000", "a@example.com")
    assert found.unread == ("b@example.com", "13800000001")


def test_a_pasted_cv_is_read_as_one() -> None:
    text = (
        "王小明\n电话：13800000001\n邮箱：wxm@example.cn\n"
        "学历：硕士\n现居地：杭州\n求职意向：后端工程师\n"
    )
    assert is_cv(text)
    found = read_quickly(text, POSTS)
    assert (found.name, found.email, found.city) == ("王小明", "wxm@example.cn", "杭州")
    assert found.phone == "+8613800000001"
    assert found.degree is Degree.MASTER
    assert found.requisition == "2"
    assert found.cv_text == text
    assert not is_cv("张三 后端\n13800000000")


@given(st.text(max_size=600))
def test_no_text_is_refused(text: str) -> None:
    found = read_quickly(text, POSTS)
    assert found.requisition in {"", "1", "2", "3", "4"}
    assert found.years is None or 0 <= found.years <= 71


@given(
    name=st.sampled_from(["张三", "欧阳娜娜", "王小明", "司马光", "Elena Sullivan"]),
    phone=st.integers(13000000000, 19999999999).map(str),
    source=st.sampled_from(["内推", "猎头", "官网", "拉勾"]),
    city=st.sampled_from(["北京", "杭州", "宁波", "石家庄"]),
    years=st.integers(1, 30),
    order=st.permutations(range(6)),
    mark=st.sampled_from([" ", "，", "、", " | ", "\t"]),
)
def test_the_order_of_the_words_does_not_matter(
    name: str, phone: str, source: str, city: str, years: int, order: list[int], mark: str
) -> None:
    words = [name, phone, source, city, f"{years}年", "后端"]
    found = parse_line(mark.join(words[at] for at in order), POSTS)
    assert (found.name, found.phone, found.source) == (name, phone, source)
    assert (found.city, found.years, found.requisition) == (city, years, "2")
    assert found.unread == ()


def test_a_mobile_number_that_begins_like_a_year_is_a_number() -> None:
    assert phones_in("电话 19912345678，1990 年 12 月生，2019 2023") == ("+8619912345678",)
