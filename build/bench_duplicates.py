"""Precision and recall of the finder of duplicates, on invented people with labelled pairs.

The same seed makes the same people. About a fifth of them have a second record, as it comes from
another source: another way to write a name or a number, a new phone, a job board's number. Beside
them stand people who only look alike: strangers of one name, households and offices with one
phone, siblings whose names sound the same.

    python3 build/dev.py bench --duplicates [--people 10000]
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workbench.people.matching import Likeness, find_duplicates
from workbench.people.pinyin import pinyin_keys


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# In the order of how common they are.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕"
    "丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严"
)
WEIGHTS = [1 / (place + 8) for place in range(len(SURNAMES))]
RARE = _words("欧阳 上官 司徒 诸葛 慕容 单 仇 尉迟")
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玲红波辉斌宇浩凯健俊帆雪琳晨阳佳欣怡婷慧颖博"
    "文昊天泽瑞思远嘉懿梓涵雨桐子轩若曦诗涵一诺可心"
)
COMMON = "伟芳静敏丽强磊洋婷杰浩欣"
FIRST = _words(
    "Elena Felix Ingrid Jonas Mateo Aisha Daniel Priya Sofia Noah Clara Hugo Nadia Oscar Ruth Tomas"
    " Vera Walter Yusuf Zoe Amelia Bruno Carmen Diego Erik Fatima"
)
LAST = _words(
    "Sullivan Bennett Lindqvist Kowalski Novak Okafor Marchetti Fischer Duarte Haddad Jansen Kapoor"
    " Larsen Moreau Nilsen Ortega Petrov Quinn Rossi Schmidt Tanaka Weber"
)
PLACES = _words("东江 南岭 北原 西川 海州 云岭 临港 宁城 河阳 滨海 湖东 新安 青峰 白石 长桥 平湖")
KINDS = _words(
    "大学 理工学院 师范大学 财经大学 医科大学 邮电大学 工业大学 外国语学院 农业大学 交通大学"
)
FIRMS = _words("青禾 远帆 明川 合众 新岸 恒信 博远 天启 光年 海蓝 云帆 瑞丰 万里 金桥 星图 长青")
TRADES = _words("科技 物流 零售 软件 咨询 传媒 制造 医药 教育 能源")
DOMAINS = _words("qq.com 163.com 126.com gmail.com outlook.com foxmail.com")
HOMOPHONES = _words(
    "伟玮炜 芳方 静婧敬 敏闽 磊雷 洋阳扬 勇永 艳燕彦 杰洁 娟涓 涛韬 明铭 玲灵凌 红宏虹 波博 辉晖"
    " 斌彬 宇雨羽 浩昊皓 健建 俊骏军 琳林霖 晨辰宸 佳嘉家 欣心新 怡宜 婷亭 慧惠 文雯 泽则"
)


@dataclass
class Sample:
    """Records, and the pairs of keys that are one person, each with what happened to it."""

    people: list[Likeness] = field(default_factory=list)
    pairs: dict[frozenset[str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figures:
    """What the finder made of a sample.

    Attributes: `precision` of those it calls certain; `recall` of all that it suggests; `noise`,
    suggestions that are wrong for each that is right; `missed`, true pairs by what happened.
    """

    precision: float
    recall: float
    certain: int
    suggested: int
    true: int
    noise: float
    missed: Counter[str]


class Maker:
    """Invents people, second records of them, and people who only look alike."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.sample = Sample()
        self.taken: set[str] = set()

    def add(self, person: Likeness) -> Likeness:
        """Take a record in under a key of its own."""
        made = replace(person, key=f"p{len(self.sample.people)}")
        self.sample.people.append(made)
        return made

    def name(self) -> str:
        """Return a name: common given names are common, some people write in Latin letters."""
        dice = self.dice
        if dice.random() < 0.12:
            return f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        surname = dice.choices(SURNAMES, WEIGHTS)[0]
        if dice.random() < 0.02:
            surname = dice.choice(RARE)
        if dice.random() < 0.2:
            return surname + dice.choice(COMMON)
        return surname + "".join(dice.choices(GIVEN, k=2))

    def fresh(self, make: Callable[[], str]) -> str:
        """Return a number or an address that nobody has yet."""
        while (found := make()) in self.taken:
            pass
        self.taken.add(found)
        return found

    def mobile(self) -> str:
        """Return a Chinese mobile number."""
        head = self.dice.choice(_words("138 139 136 150 158 177 186 188 199"))
        return self.fresh(lambda: f"{head}{self.dice.randrange(10**8):08d}")

    def mailbox(self, name: str) -> str:
        """Return an address of the kind people have: name and number, or a number alone."""
        dice, spelled = self.dice, pinyin_keys(name).full[0]
        if dice.random() < 0.3:
            return self.fresh(lambda: f"{dice.randrange(10**7, 10**10)}@qq.com")
        tails = ("", str(dice.randrange(60, 100)), str(dice.randrange(1000)))
        first = f"{spelled}{dice.choice(tails)}@{dice.choice(DOMAINS)}"
        if first not in self.taken:
            return self.fresh(lambda: first)
        return self.fresh(lambda: f"{spelled}{dice.randrange(10**5)}@{dice.choice(DOMAINS)}")

    def school(self) -> str:
        """Return a school."""
        return self.dice.choice(PLACES) + self.dice.choice(KINDS)

    def person(self) -> Likeness:
        """Return somebody with what a CV usually says."""
        dice, name = self.dice, self.name()
        return Likeness(
            key="",
            name=name,
            emails=(self.mailbox(name),) if dice.random() < 0.75 else (),
            phones=(self.mobile(),) if dice.random() < 0.95 else (),
            wechat=f"wx_{dice.randrange(10**8):08d}" if dice.random() < 0.2 else "",
            school=self.school() if dice.random() < 0.85 else "",
            employer=self.employer() if dice.random() < 0.8 else "",
        )

    def employer(self) -> str:
        """Return an employer."""
        return self.dice.choice(FIRMS) + self.dice.choice(TRADES)


def spelled(number: str, dice: random.Random) -> str:
    """Return another way to write a mobile number."""
    parts = (number[:3], number[3:7], number[7:])
    forms = ("+86{0}{1}{2}", "+86 {0} {1} {2}", "{0}-{1}-{2}", "0086{0}{1}{2}", "{0} {1} {2}")
    return dice.choice(forms).format(*parts)


def in_pinyin(name: str, dice: random.Random) -> str:
    """Return a Chinese name in Latin letters, given name first or last."""
    syllables = pinyin_keys(name).sort_key.partition("  ")[0].split()
    cut = 2 if name[:2] in RARE else 1
    family, given = "".join(syllables[:cut]).title(), "".join(syllables[cut:]).title()
    return f"{given} {family}" if dice.random() < 0.6 else f"{family} {given}"


def mistyped(name: str, dice: random.Random) -> str:
    """Return a name with one slip: a homophone, or two letters swapped."""
    if name.isascii():
        at = dice.randrange(1, len(name) - 2)
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    for group in HOMOPHONES:
        for sign in name[1:]:
            if sign in group:
                return name.replace(sign, dice.choice(group.replace(sign, "")))
    return name


Change = Callable[[Likeness, Maker], Likeness]


def _rewritten(one: Likeness, maker: Maker) -> Likeness:
    return replace(one, phones=tuple(spelled(each, maker.dice) for each in one.phones))


def _same_mail(one: Likeness, maker: Maker) -> Likeness:
    mails = tuple(each.replace("@", "+job@", 1).upper() for each in one.emails)
    return replace(one, emails=mails, phones=(maker.mobile(),))


def _latin(one: Likeness, maker: Maker) -> Likeness:
    name = one.name if one.name.isascii() else in_pinyin(one.name, maker.dice)
    return _rewritten(replace(one, name=name, emails=()), maker)


def _turned(one: Likeness, maker: Maker) -> Likeness:
    first, _, last = one.name.partition(" ")
    name = f"{last.upper()}, {first}" if last else f"{one.name[:1]} {one.name[1:]}"
    return replace(one, name=name, school="")


def _typo(one: Likeness, maker: Maker) -> Likeness:
    return _rewritten(replace(one, name=mistyped(one.name, maker.dice), emails=()), maker)


def _board(one: Likeness, maker: Maker) -> Likeness:
    """Return what a job board shows: a number lent for a while, no address."""
    lent = f"95013{maker.dice.randrange(10**9):09d}"
    return replace(one, phones=(lent,), emails=(), wechat="", school=one.school)


def _moved(one: Likeness, maker: Maker) -> Likeness:
    return replace(one, phones=(maker.mobile(),), employer=maker.employer())


def _domain(one: Likeness, maker: Maker) -> Likeness:
    """Return them with the same mailbox name at another provider, and another phone."""
    others = [each for each in DOMAINS if each not in "".join(one.emails)]
    mails = tuple(f"{each.partition('@')[0]}@{maker.dice.choice(others)}" for each in one.emails)
    return replace(one, emails=mails, phones=(maker.mobile(),), employer=maker.employer())


def _married(one: Likeness, maker: Maker) -> Likeness:
    """Return them with another family name where it is written in Latin; the phone stays."""
    if not one.name.isascii():
        return _rewritten(one, maker)
    first = one.name.partition(" ")[0]
    name = f"{first} {maker.dice.choice(LAST)}"
    return replace(one, name=name, emails=(maker.mailbox(name),))


def _afresh(one: Likeness, maker: Maker) -> Likeness:
    """Return them years later: everything by which they were reached is new."""
    mail = (maker.mailbox(one.name),) if one.emails else ()
    return replace(one, phones=(maker.mobile(),), emails=mail, wechat="", employer=maker.employer())


def _slipped(one: Likeness, maker: Maker) -> Likeness:
    """Return them with one digit of the phone typed wrong."""
    at = maker.dice.randrange(4, 11)
    phones = tuple(
        each[:at] + str((int(each[at]) + 1) % 10) + each[at + 1 :] for each in one.phones
    )
    return replace(one, phones=phones, wechat="")


# What happens to the second record, and how often of a hundred.
CHANGES: tuple[tuple[str, int, Change], ...] = (
    ("the phone written another way", 30, _rewritten),
    ("the same mailbox, a new phone", 10, _same_mail),
    ("the name in pinyin", 10, _latin),
    ("the name turned round", 6, _turned),
    ("a slip in the name", 8, _typo),
    ("a job board's number", 8, _board),
    ("a new phone and employer", 8, _moved),
    ("another mail provider", 5, _domain),
    ("another family name", 4, _married),
    ("everything new but the school", 6, _afresh),
    ("a slip in the phone", 5, _slipped),
)


def lookalikes(maker: Maker, one: Likeness) -> None:
    """Add somebody who is not `one` but shares something with them."""
    dice, other = maker.dice, maker.person()
    kind = dice.randrange(100)
    if kind < 45:  # a stranger of the same name
        other = replace(other, name=one.name)
    elif kind < 80:  # a household or an office
        other = replace(other, phones=one.phones)
    elif kind < 97:  # relatives: one phone, one family name
        given = "".join(dice.choices(GIVEN, k=2))
        name = (
            f"{dice.choice(FIRST)} {one.name.split()[-1]}"
            if one.name.isascii()
            else (one.name[:1] + given)
        )
        other = replace(other, name=name, phones=one.phones)
    else:  # siblings whose names sound the same, with their parents' phone
        other = replace(other, name=mistyped(one.name, dice), phones=one.phones)
    maker.add(other)


def make(count: int, seed: int = 7) -> Sample:
    """Return about `count` records, the same for the same seed."""
    maker = Maker(seed)
    names, weights, ways = zip(*CHANGES, strict=True)
    while len(maker.sample.people) < count:
        one = maker.add(maker.person())
        if maker.dice.random() < 0.25:
            which = maker.dice.choices(range(len(ways)), weights)[0]
            other = maker.add(ways[which](one, maker))
            maker.sample.pairs[frozenset((one.key, other.key))] = names[which]
        if maker.dice.random() < 0.06:
            lookalikes(maker, one)
    maker.dice.shuffle(maker.sample.people)
    return maker.sample


def measure(sample: Sample) -> Figures:
    """Return how the finder does on a sample."""
    found = {frozenset((each.first, each.second)): each.certain
             for each in find_duplicates(sample.people)}  # fmt: skip
    certain = [pair for pair, sure in found.items() if sure]
    right = [pair for pair in found if pair in sample.pairs]
    missed = Counter(why for pair, why in sample.pairs.items() if pair not in found)
    return Figures(
        precision=sum(pair in sample.pairs for pair in certain) / max(len(certain), 1),
        recall=len(right) / max(len(sample.pairs), 1),
        certain=len(certain),
        suggested=len(found),
        true=len(sample.pairs),
        noise=(len(found) - len(right)) / max(len(right), 1),
        missed=missed,
    )


def run(count: int) -> None:
    """Print the figures."""
    sample = make(count)
    start = time.perf_counter()
    found = measure(sample)
    seconds = time.perf_counter() - start
    print(f"{len(sample.people):,} records, {found.true:,} pairs of one person, {seconds:.1f} s")
    for title, figure, aim, number in (
        ("precision of certain", found.precision, ".98", found.certain),
        ("recall of all suggestions", found.recall, ".90", found.suggested),
    ):
        print(f"{title:38}{figure:>10.3f}    aim {aim}   ({number:,} pairs)")
    print(f"{'wrong suggestions for each right one':38}{found.noise:>10.3f}")
    of_all = Counter(sample.pairs.values())
    for why, number in found.missed.most_common():
        print(f"  missed: {why:34}{number:>6} of {of_all[why]:,}")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
