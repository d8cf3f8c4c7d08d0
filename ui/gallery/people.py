"""Invented people for the gallery. Nobody here exists."""

from __future__ import annotations

from random import Random

from ui.theme.colours import hue_of
from ui.widgets.board import CardFace, ColumnSpec
from ui.widgets.pill import Pill

SURNAMES = "闫王段廖吕罗张程侯钱陶李邹钟秦龚汪贺邱邵杜孙向董林郝莫周何赵韩沈曹许"
GIVEN = [
    "妍磊",
    "雨强",
    "洋睿",
    "俊",
    "浩俊",
    "明思",
    "文芳",
    "明涵",
    "平伟",
    "博嘉",
    "国诺",
    "语霞",
    "文嘉",
    "涵艳",
    "国轩",
    "平诗",
    "建浩",
    "勇睿",
    "建文",
    "平娜",
    "佑英",
    "佑",
    "雅",
    "子国",
    "怡佑",
    "俊英",
    "勇杰",
    "志诺",
    "磊",
    "明轩",
    "杰睿",
    "桐",
    "博明",
    "晓彤",
    "一鸣",
    "思远",
    "若溪",
    "子墨",
]
LATIN = [
    "Elena Sullivan",
    "Felix Bennett",
    "Daniel Novak",
    "Arjun Okafor",
    "Ingrid Lindqvist",
    "Jonas Kowalski",
    "Mateo Silva",
    "Amara Diallo",
    "Hannah Weber",
    "Priya Raman",
    "Lucas Moreau",
    "Sofia Marchetti",
]
POSTS = {
    "zh": [
        "后端工程师",
        "前端工程师",
        "测试开发",
        "数据分析师",
        "产品经理",
        "算法工程师",
        "客户端工程师",
        "运维工程师",
    ],
    "en": [
        "Backend Engineer",
        "Frontend Engineer",
        "Test Engineer",
        "Data Analyst",
        "Product Manager",
        "ML Engineer",
        "Mobile Engineer",
        "Site Reliability Eng.",
    ],
}
SOURCES = {
    "zh": ["内推", "BOSS直聘", "猎聘", "校招", "官网", "智联"],
    "en": ["Referral", "LinkedIn", "Careers page", "Campus", "Agency", "Job board"],
}
STAGES = {
    "zh": ["新简历", "初筛", "技术初评", "项目复盘", "编程/设计题", "交叉面", "综合评议"],
    "en": [
        "New",
        "Screening",
        "Tech review",
        "Project deep-dive",
        "Coding task",
        "Cross interview",
        "Debrief",
    ],
}
SIZES = (104, 86, 64, 58, 40, 32, 16)
HUES = (255, 235, 205, 160, 85, 150, 300)


def name_for(number: int) -> str:
    """Return the invented name of a number."""
    random = Random(number)
    if random.random() < 0.2:
        return random.choice(LATIN)
    return random.choice(SURNAMES) + random.choice(GIVEN)


def _line(random: Random, stage: int, zh: bool) -> tuple[str, str, str, str]:
    """Return icon, lead, line and tone for a stage."""
    if stage <= 1:
        city = random.choice(
            ["北京", "上海", "深圳", "杭州", "成都"] if zh else ["Berlin", "Shanghai", "Singapore"]
        )
        years = random.randrange(1, 12)
        return "map-pin", "", f"{city} · {years} 年经验" if zh else f"{city} · {years} yrs", "text3"
    if stage == 6:
        done = random.randrange(1, 4)
        line = f"{done}/3 份评分已交" if zh else f"{done} of 3 scorecards in"
        return "clipboard-check", "", line, "text3"
    if random.random() < 0.2:
        return "calendar-plus", "", "待安排面试" if zh else "To be scheduled", "text3"
    today = random.random() < 0.2
    day = (
        ("今天" if zh else "Today")
        if today
        else random.choice(["周二", "周三", "周四", "周五"] if zh else ["Tue", "Wed", "Thu", "Fri"])
    )
    lead = f"{day} {random.randrange(9, 18):02d}:{random.choice(('00', '15', '30', '45'))}"
    who = random.choice(["李雷", "陈晨", "韩梅梅", "Mei Lin"] if zh else ["Mei Lin", "A. Novak"])
    kind = random.choice(
        ["系统设计", "项目复盘", "交叉面"] if zh else ["System design", "Deep-dive"]
    )
    return "calendar-clock", lead, f"{kind} · {who}", "accent" if today else "text3"


def face(identity: str, language: str) -> CardFace:
    """Return the invented card of an id such as `3-17`."""
    stage, number = (int(part) for part in identity.split("-"))
    serial, zh = stage * 1000 + number, language == "zh"
    random, name = Random(serial * 7 + 1), name_for(serial)
    icon, lead, line, tone = _line(random, stage, zh)
    days = random.choice((0, 0, 1, 1, 2, 3, 4, 5))
    pills = [Pill(f"{days} 天" if zh else f"{days} d", "neutral", "hourglass")]
    chance = random.random()
    if chance < 0.10:
        pills.append(Pill("已超时" if zh else "Overdue", "bad", "circle-alert"))
    elif chance < 0.22:
        pills.append(Pill("今日到期" if zh else "Due today", "warn", "clock"))
    elif chance < 0.30:
        pills.append(Pill("重点" if zh else "Key", "accent", "flag"))
    post = random.choice(POSTS[language])
    score = round(random.uniform(1.8, 5.0), 1) if stage >= 2 and random.random() < 0.8 else None
    return CardFace(
        identity,
        name,
        post,
        icon,
        line,
        tone,
        tuple(pills),
        random.choice(SOURCES[language]),
        score,
        hue_of(serial),
        f"{name}, {post}",
        lead,
    )


def columns(language: str) -> list[ColumnSpec]:
    """Return the columns of the R&D stage set with about 400 cards."""
    return [
        ColumnSpec(
            str(place),
            title,
            HUES[place],
            max(SIZES[place] // 13 - 1, 0),
            tuple(f"{place}-{number}" for number in range(SIZES[place])),
        )
        for place, title in enumerate(STAGES[language])
    ]
