"""The page of a welcome pack on people and the way, and the papers of buddy and HR."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from sqlalchemy import Connection

from workbench.onboarding.buddies import TARGET
from workbench.onboarding.facts import PackFacts, facts, known, one_line, sign
from workbench.onboarding.models import OwnerRole, Phase, TaskState
from workbench.onboarding.rows import TaskRow
from workbench.onboarding.shipped import Both
from workbench.onboarding.wording import (
    BUDDY_RULES,
    BUDDY_STAGES,
    BUDDY_TOPICS,
    PLAIN_ROLES,
    ROLES,
)
from workbench.paper.blocks import (
    Block,
    Bullets,
    Card,
    CardSheet,
    Checklist,
    Column,
    Document,
    Facts,
    Heading,
    Notice,
    PageBreak,
    Pair,
    Person,
    Route,
    Spacer,
    Table,
    Task,
    Text,
)
from workbench.people.queries import StaffRow
from workbench.pipeline.queries import shown

B = Both
BUDDY_FORM = "QC-ON-02"
CARD_FORM = "QC-ON-03"
PREPARE_FORM = "QC-ON-04"


def people_and_way(fact: PackFacts) -> list[Block]:
    """Return who helps with what, and how to get here."""
    say = fact.say
    heading = Heading(
        say(B("找得到的人", "People to turn to")), 1, say(B("人和路", "People and the way"))
    )
    return [heading, *_people(fact), *_contacts(fact), *_way(fact)]


def _people(fact: PackFacts) -> list[Block]:
    say = fact.say
    buddy: Block
    if fact.buddy:
        words = B(
            "有什么不好意思问的，问我就好。聊的内容只在我们之间。",
            "Ask me anything you would rather not ask elsewhere. It stays between us.",
        )
        buddy = _person(fact, fact.buddy, B("你的伙伴", "Your buddy"), words)
    else:
        text = B(
            "伙伴正在落实。第一天之前，会有一位熟悉这里的同事先和你联系。",
            "We are choosing somebody who knows the place. They will be in touch before day one.",
        )
        buddy = Notice(say(text), say(B("你的伙伴", "Your buddy")), "accent")
    if not fact.manager:
        return [buddy]
    words = B(
        "第一天下午我们坐下来聊；之后每周留一次时间给你。",
        "We sit down on your first afternoon, and then once every week.",
    )
    return [Pair((buddy,), (_person(fact, fact.manager, B("你的经理", "Your manager"), words),))]


def _person(fact: PackFacts, staff: StaffRow, kicker: B, words: B) -> Person:
    role = " · ".join(each for each in (staff.title, staff.department) if each)
    rows = known(
        (fact.say(B("电话", "Phone")), staff.phone), (fact.say(B("邮箱", "E-mail")), staff.email)
    )
    return Person(staff.name, role, sign(staff.name), fact.say(kicker), rows, fact.say(words))


def _contacts(fact: PackFacts) -> list[Block]:
    say, house = fact.say, fact.house
    reach = "\n".join(each for each in (house.phone, house.email) if each)
    desk = say(B("由人力资源部带你认识", "HR will introduce you"))
    hr = house.recruiter or say(ROLES[OwnerRole.HR])
    rows = (
        (say(B("合同、社保、休假、报销", "Contract, insurance, leave, expenses")), hr, reach),
        (say(B("电脑、账号、权限", "Laptop, accounts, access")), fact.who(OwnerRole.IT), desk),
        (say(B("工位、门禁、快递", "Desk, doors, parcels")), fact.who(OwnerRole.OFFICE), desk),
        (
            say(B("工作内容与优先级", "Your work and what comes first")),
            fact.who(OwnerRole.MANAGER),
            (fact.manager and (fact.manager.phone or fact.manager.email))
            or say(B("第一天见面", "You meet on day one")),
        ),
        (
            say(B("其他任何事", "Anything else")),
            fact.who(OwnerRole.BUDDY),
            (fact.buddy and (fact.buddy.phone or fact.buddy.email))
            or say(B("第一天前与你联系", "In touch before day one")),
        ),
    )
    columns = (
        Column(say(B("什么事", "What about")), 2.2),
        Column(say(B("找谁", "Whom")), 1.5),
        Column(say(B("怎么联系", "How")), 2.3),
    )
    return [Heading(say(B("什么事，找谁", "Who helps with what")), 2), Table(columns, rows)]


def _way(fact: PackFacts) -> list[Block]:
    say, house = fact.say, fact.house
    arrival = Facts(
        known(
            (say(B("地址", "Address")), one_line(house.address)),
            (say(B("办公地点", "Site")), fact.card.line.site),
            (say(B("第一天", "Day one")), f"{fact.short_day(fact.start_on)} {fact.opening}"),
            (say(B("到了打", "Call us")), house.phone),
        ),
        say(B("到这里来", "Where to come")),
    )
    steps = tuple(each.strip() for each in house.directions.splitlines() if each.strip())
    heading = Heading(say(B("怎么来", "The way here")), 2)
    if not steps:
        return [heading, arrival]
    note = B("迷路了就打电话，不着急。", "If you get lost, just call; no hurry.")
    route = Route(say(B("一步一步", "Step by step")), steps, say(note) if house.phone else "")
    return [heading, Pair((arrival,), (route,))]


def buddy_card(connection: Connection, onboarding_id: str, language: str = "") -> Document:
    """Return two cards to cut out: the buddy's for the newcomer, and the other way round."""
    fact = facts(connection, onboarding_id, language)
    say = fact.say
    house = {"organisation": fact.house.name, "mark": fact.mark}
    cards = []
    if fact.buddy:
        reach = tuple(each for each in (fact.buddy.phone, fact.buddy.email) if each)
        cards.append(
            Card(
                fact.buddy.name,
                fact.buddy.title or fact.buddy.department,
                reach,
                band=say(B("你的伙伴，随时可以问", "Your buddy: just ask")),
                **house,
            )
        )
    desk = say(B("工位 {desk}", "Desk {desk}"), desk=fact.card.line.desk)
    start = f"{fact.short_day(fact.start_on)} {fact.opening}"
    lines = (start, desk) if fact.card.line.desk else (start,)
    band = say(B("你的新同事", "Your newcomer"))
    cards.append(Card(fact.name, fact.post.title, lines, band=band, **house))
    title = say(B("伙伴卡", "Buddy card"))
    sheet = (CardSheet(tuple(cards)),)
    return Document(f"{title} · {fact.name}", fact.language, sheet, "", CARD_FORM, fact.house.name)


def buddy_guide(connection: Connection, onboarding_id: str, language: str = "") -> Document:
    """Return what a buddy needs to know, with a tally of meetings to keep by hand."""
    fact = facts(connection, onboarding_id, language)
    say, line = fact.say, fact.card.line
    title = say(B("伙伴指南", "Buddy guide"))
    newcomer = Person(
        fact.name,
        fact.post.title,
        sign(fact.name),
        say(B("你的新同事", "Your newcomer")),
        known(
            (say(B("第一天", "First day")), f"{fact.long_day(fact.start_on)} {fact.opening}"),
            (say(B("工位", "Desk")), line.desk),
            (say(B("经理", "Manager")), line.manager),
        ),
    )
    blocks: list[Block] = [
        Heading(title, 1, say(B("给{name}", "For {name}"), name=fact.who(OwnerRole.BUDDY)))
        if fact.buddy
        else Heading(title, 1),
        newcomer,
        Pair(_stages(fact, 0, 2), _stages(fact, 2, 4)),
        Spacer(3),
        Notice(say(BUDDY_RULES), say(B("说在前面", "Between the two of you")), "accent"),
        PageBreak(),
        Heading(say(B("可以聊什么", "What to talk about")), 1),
        Bullets(tuple(say(topic) for topic in BUDDY_TOPICS)),
        *_meetings(fact),
    ]
    header = f"{title} · {fact.name}"
    return Document(header, fact.language, tuple(blocks), header, BUDDY_FORM, fact.house.name)


def _stages(fact: PackFacts, first: int, last: int) -> tuple[Block, ...]:
    return tuple(
        Checklist(tuple(Task(fact.say(each)) for each in tasks), fact.say(title))
        for title, tasks in BUDDY_STAGES[first:last]
    )


def _meetings(fact: PackFacts) -> list[Block]:
    say = fact.say
    hint = B(
        "九十天里见面超过八次的新同事，几乎都说伙伴帮自己很快站稳了脚。只记日期，不记内容。",
        "Nearly all newcomers who met their buddy more than eight times in ninety days said it "
        "helped them to find their feet. Note the date, not the talk.",
    )
    held = [fact.long_day(each.held_on) for each in fact.card.meetings]
    rows = tuple(
        (str(n + 1), held[n] if n < len(held) else "", "") for n in range(max(TARGET, len(held)))
    )
    columns = (
        Column(say(B("次", "No.")), 0.5),
        Column(say(B("日期", "Date")), 2),
        Column(say(B("在哪里", "Where")), 3),
    )
    heading = Heading(say(B("见面记录", "Our meetings")), 2)
    return [heading, Text(say(hint), "note"), Table(columns, rows)]


def preparation_checklist(
    connection: Connection, onboarding_id: str, language: str = ""
) -> Document:
    """Return what must be ready before day one, day by day, with who does it."""
    fact = facts(connection, onboarding_id, language or "zh")
    say = fact.say
    title = say(B("入职准备清单", "Preparing day one"))
    tasks = [each for each in fact.card.tasks if each.phase is Phase.PREPARE]
    items = [Task(shown(each.names, fact.language)) for each in fact.card.pack]
    half = (len(items) + 1) // 2
    blocks: list[Block] = [
        Heading(title, 1, say(B("给人力资源部", "For HR"))),
        Pair(
            (Facts(known((say(B("新员工", "Newcomer")), fact.name), *_day_and_post(fact))),),
            (_around(fact),),
        ),
    ]
    for due, group in groupby(tasks, key=lambda each: each.due_on):
        blocks.append(Checklist(tuple(_prepared(fact, each) for each in group), _eve(fact, due)))
    blocks += [
        Heading(say(B("欢迎包物品", "Welcome pack")), 2),
        Pair((Checklist(tuple(items[:half])),), (Checklist(tuple(items[half:])),)),
    ]
    header = f"{title} · {fact.name}"
    return Document(header, fact.language, tuple(blocks), header, PREPARE_FORM, fact.house.name)


def _day_and_post(fact: PackFacts) -> tuple[tuple[str, str], ...]:
    return (
        (fact.say(B("岗位", "Post")), fact.post.title),
        (fact.say(B("第一天", "First day")), fact.long_day(fact.start_on)),
    )


def _around(fact: PackFacts) -> Facts:
    line, later = fact.card.line, fact.say(B("待定", "to be settled"))
    return Facts(
        (
            (fact.say(B("经理", "Manager")), line.manager or later),
            (fact.say(B("伙伴", "Buddy")), line.buddy or later),
            (fact.say(B("工位", "Desk")), line.desk or later),
        )
    )


def _eve(fact: PackFacts, due: date) -> str:
    count = fact.calendar.workdays_between(due, fact.start_on)
    return (
        f"T-{count}　{fact.short_day(due)}"
        if fact.is_chinese
        else f"T-{count}  {fact.short_day(due)}"
    )


def _prepared(fact: PackFacts, task: TaskRow) -> Task:
    note = ""
    if task.state == TaskState.DONE:
        day = fact.short_day(task.done_at.date()) if task.done_at else ""
        note = fact.say(B("已完成 {day}", "Done {day}"), day=day).strip()
    elif task.state == TaskState.NOT_NEEDED:
        note = fact.say(B("不需要", "Not needed"))
    owner = task.who or fact.say(PLAIN_ROLES[OwnerRole(task.owner)])
    return Task(task.said(fact.language), owner, note=note)
