"""Invented people by the thousand, the same for the same seed: for benchmarks and large demos."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余"
_COMPOUND = ("欧阳", "司马", "诸葛", "上官", "夏侯", "皇甫")
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英子涵梓轩浩宇欣怡雨泽语桐沐晨思远嘉懿若彤"
_FIRST = ("Elena", "Felix", "Ingrid", "Jonas", "Mateo", "Aisha", "Daniel", "Priya", "Sofia", "Noah")
_LAST = ("Sullivan", "Bennett", "Lindqvist", "Kowalski", "O’Connor", "Ñúñez", "Novak", "Okafor")
_CITIES = ("上海", "北京", "深圳", "杭州", "成都", "Berlin", "Singapore")
_POSTS = ("后端工程师", "产品设计师", "门店运营经理", "数据分析师", "Account Executive", "测试开发")
_SCHOOLS = ("东江大学", "南岭理工学院", "北原师范大学", "西川财经大学", "Northfield University")
_EMPLOYERS = ("青禾科技", "远帆物流", "明川零售", "Lindqvist Systems", "合众软件", "新岸咨询")
_WORDS = (
    "负责支付网关的稳定性建设，牵头完成容量评估和故障演练。",
    "主导客户成功体系，从零搭建回访与续约流程。",
    "Led a team of five to rebuild the billing pipeline in Python and Go.",
    "熟悉 PostgreSQL、Kafka 与 Kubernetes，能独立排查线上问题。",
    "与销售一起完成了十二场谈判，平均回款周期缩短九天。",
    "Designed the onboarding checklist that cut ramp-up time by a third.",
)


@dataclass(frozen=True)
class Invented:
    """One invented person."""

    name: str
    phone: str
    email: str
    city: str
    title: str
    years: float
    cv: str
    school: str
    employer: str


def people(count: int, seed: int = 1) -> Iterator[Invented]:
    """Yield `count` invented people; the same seed gives the same people."""
    dice, career = random.Random(seed), random.Random(seed + 1)
    for number in range(count):
        western = dice.random() < 0.15
        yield Invented(
            name=_western(dice) if western else _chinese(dice),
            phone=f"+86139{number:08d}",
            email=f"p{number}@example.cn",
            city=dice.choice(_CITIES),
            title=dice.choice(_POSTS),
            years=float(dice.randrange(0, 16)),
            cv="\n".join(dice.choices(_WORDS, k=4)),
            school=f"{career.choice(_SCHOOLS)} {career.randrange(40)}",
            employer=f"{career.choice(_EMPLOYERS)} {career.randrange(200)}",
        )


def _western(dice: random.Random) -> str:
    return f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"


def _chinese(dice: random.Random) -> str:
    surname = dice.choice(_COMPOUND) if dice.random() < 0.03 else dice.choice(_SURNAMES)
    return surname + "".join(dice.choices(_GIVEN, k=1 if dice.random() < 0.25 else 2))
