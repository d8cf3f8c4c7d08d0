"""The welcome pack: what a newcomer holds in the hand on day one, as one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from workbench.kernel.names import is_han
from workbench.onboarding import pages
from workbench.onboarding.facts import (
    PackFacts,
    contact_code,
    facts,
    known,
    one_line,
)
from workbench.onboarding.models import OwnerRole, PackKind, Phase, TaskState
from workbench.onboarding.rows import PaperRow
from workbench.onboarding.shipped import Both
from workbench.onboarding.wording import (
    FIRST_DAY,
    FIRST_WEEK,
    LABELS,
    LETTER,
    LETTER_BUDDY,
    LETTER_END,
    LETTER_NO_BUDDY,
    NINETY,
    PLACES,
    ROLES,
    Stop,
)
from workbench.paper.blocks import (
    Block,
    Card,
    CardSheet,
    Checklist,
    Column,
    Cover,
    DeskPlate,
    Document,
    Heading,
    Letter,
    Notice,
    PageBreak,
    Pair,
    Signature,
    Signer,
    Slot,
    Spacer,
    Table,
    Task,
    Text,
)
from workbench.paper.blocks import Schedule as Timeline
from workbench.pipeline.queries import shown

B = Both
FORM = "QC-ON-01"
LONGEST_NUMBER = 60  # characters of an employee number in the QR code of a badge
LONGEST_GOALS = 260  # Latin letters that the page of checklists has room for


def welcome_pack(connection: Connection, onboarding_id: str, language: str = "") -> Document:
    """Return the welcome pack in the newcomer's language, or in `language`. Raises NotFound."""
    fact = facts(connection, onboarding_id, language)
    title = fact.say(B("入职欢迎包", "Welcome pack"))
    blocks: list[Block] = [_cover(fact, title), _letter(fact)]
    for page in (_first_days, _checklists, pages.people_and_way, _receipt):
        blocks += [PageBreak(), *page(fact)]
    blocks += [_cards(fact), _plate(fact)]
    return Document(
        f"{title} · {fact.name}",
        fact.language,
        tuple(blocks),
        " · ".join(each for each in (title, fact.name, fact.card.employee_no) if each),
        FORM,
        fact.house.name,
    )


def _cover(fact: PackFacts, title: str) -> Cover:
    line, say = fact.card.line, fact.say
    place = " · ".join(each for each in (line.site, one_line(fact.house.address)) if each)
    come = f"{fact.long_day(fact.start_on)} {fact.opening}"
    rows = known(
        (say(B("报到时间", "Your first day")), come),
        (say(B("报到地点", "Where")), place),
        (say(B("直属经理", "Your manager")), line.manager),
        (say(B("你的伙伴", "Your buddy")), line.buddy),
        (say(B("工位", "Desk")), line.desk),
        (say(B("员工编号", "Employee no.")), fact.card.employee_no),
    )
    post = " · ".join(each for each in (fact.post.title, fact.post.department) if each)
    code = contact_code(fact)
    return Cover(
        say(B("欢迎你，{name}", "Welcome, {name}"), name=fact.name),
        post,
        title,
        fact.house.name,
        fact.mark,
        rows,
        code,
        say(B("扫码保存联系方式", "Scan to save our contact")) if code else "",
    )


def _letter(fact: PackFacts) -> Letter:
    say = fact.say
    day = fact.long_day(fact.start_on)
    body = [say(part, day=day, post=fact.post.title) for part in LETTER]
    buddy = fact.buddy
    body.insert(2, say(LETTER_BUDDY, buddy=buddy.name) if buddy else say(LETTER_NO_BUDDY))
    return Letter(
        fact.sender,
        tuple(body),
        subject=say(B("致新同事", "")),
        salutation=say(B("{name}，你好！", "Dear {name},"), name=fact.name),
        date=day if not fact.is_chinese else day.partition("（")[0],
        closing=say(LETTER_END),
        signatory=_signatory(fact),
    )


def _signatory(fact: PackFacts) -> tuple[str, ...]:
    """Return who signs: the manager, else HR, else the house alone; the name is written by hand."""
    manager, house = fact.manager, fact.house
    if manager is not None:
        lines = (manager.name, manager.title, house.name)
    else:
        lines = (house.recruiter, house.recruiter_title, house.name)
    return tuple(each for each in lines if each) or (fact.say(ROLES[OwnerRole.HR]),)


def _first_days(fact: PackFacts) -> list[Block]:
    say = fact.say
    where = one_line(fact.house.address) or say(PLACES["door"])
    lead = B("{day} {time}，{where}见。", "See you on {day} at {time}, {where}.")
    slots = tuple(_slot(fact, stop) for stop in FIRST_DAY)
    days = [fact.calendar.add_workdays(fact.start_on, count) for count in range(1, 6)]
    week = tuple(
        (fact.short_day(day), say(what), fact.who(owner))
        for day, (what, owner) in zip(days, FIRST_WEEK, strict=True)
    )
    columns = (
        Column(say(B("日期", "Day")), 1.2),
        Column(say(B("安排", "What happens")), 3.4),
        Column(say(B("和谁", "With")), 1.4),
    )
    return [
        Heading(say(B("你的第一天", "Your first day")), 1, say(B("从容开始", "An easy start"))),
        Text(
            say(lead, day=fact.long_day(fact.start_on), time=fact.opening, where=where),
            "lead",
        ),
        Timeline(slots),
        Heading(say(B("接下来的一周", "The week after")), 2),
        Table(columns, week),
    ]


def _slot(fact: PackFacts, stop: Stop) -> Slot:
    place = fact.say(PLACES[stop.place]) if stop.place else ""
    if stop.place == "desk" and fact.card.line.desk:
        place = f"{place} {fact.card.line.desk}"
    who = "" if stop.owner is OwnerRole.NEWCOMER else fact.who(stop.owner)
    return Slot(fact.at(stop.minutes), fact.say(stop.title), place, who, fact.say(stop.note))


def _checklists(fact: PackFacts) -> list[Block]:
    say = fact.say
    papers = [Task(_paper(fact, each)) for each in fact.card.papers]
    early = (Phase.PREPARE, Phase.DAY_ONE, Phase.FIRST_WEEK)
    sides: dict[bool, list[Task]] = {True: [], False: []}
    for task in fact.card.tasks:
        if task.owner == OwnerRole.NEWCOMER and task.state != TaskState.NOT_NEEDED:
            row = Task(task.said(fact.language), due=fact.plain_day(task.due_on))
            sides[task.phase in early].append(row)
    return [
        Heading(say(B("带什么，做什么", "To bring and to do")), 1, say(B("清单", "Checklist"))),
        Heading(say(B("请带来", "Please bring")), 2),
        _halves(papers),
        Heading(say(B("请做好", "Yours to do")), 2),
        Pair((Checklist(tuple(sides[True])),), (Checklist(tuple(sides[False])),)),
        *_ninety(fact),
    ]


def _paper(fact: PackFacts, paper: PaperRow) -> str:
    name, note = shown(paper.names, fact.language), shown(paper.notes, fact.language)
    return (
        fact.say(B("{name}（{note}）", "{name} ({note})"), name=name, note=note) if note else name
    )


def _halves(tasks: Sequence[Task]) -> Pair:
    half = (len(tasks) + 1) // 2
    return Pair((Checklist(tuple(tasks[:half])),), (Checklist(tuple(tasks[half:])),))


def _ninety(fact: PackFacts) -> list[Block]:
    say = fact.say
    columns = (
        Column(say(B("到哪天", "By day")), 1.35),
        Column(say(B("重点", "The point")), 0.9),
        Column(say(B("意思是", "What it means")), 3),
        Column(say(B("看得见的", "What shows it")), 1.6),
    )
    rows = []
    for mark, point, meaning, proof in NINETY:
        day = fact.calendar.next_workday(fact.start_on + timedelta(days=mark))
        rows.append(
            (f"{mark} · {fact.short_day(day)}", say(point), say(meaning), say(proof)),
        )
    goals = fact.post.goals.strip()
    title = say(B("前九十天", "Your first ninety days"))
    is_long = sum(2 if is_han(char) else 1 for char in goals) > LONGEST_GOALS
    begin: list[Block] = [PageBreak(), Heading(title)] if is_long else [Heading(title, 2)]
    blocks = [*begin, Table(columns, tuple(rows))]
    if goals:
        blocks.append(Notice(goals, say(B("九十天的目标", "Goals for ninety days")), "accent"))
    return blocks


def _receipt(fact: PackFacts) -> list[Block]:
    say = fact.say
    sides: dict[bool, list[Task]] = {True: [], False: []}
    for item in fact.card.pack:
        is_paper = item.kind == PackKind.DOCUMENT
        sides[is_paper].append(Task(shown(item.names, fact.language)))
    statement = B(
        "以上打勾的物品和文件我已收到。员工手册我已拿到，会在第一周内读完；不明白的地方，我会来问。",
        "I have received what is ticked above. I have the employee handbook, will read it in my "
        "first week, and will ask where something is unclear.",
    )
    hint = B(
        "请逐项核对后打勾，签名交还。此页由人力资源部保存。",
        "Please check each line, tick, sign and give this page back. HR keeps it.",
    )
    return [
        Heading(say(B("签收单", "Receipt")), 1, say(B("一式一份", "One copy, kept by HR"))),
        Text(say(hint), "lead"),
        Pair(
            (Checklist(tuple(sides[True]), say(B("文件", "Papers"))),),
            (Checklist(tuple(sides[False]), say(B("物品与通行", "Things and access"))),),
        ),
        Spacer(3),
        Signature(
            (
                Signer(say(B("新员工", "Newcomer")), fact.name),
                Signer(say(ROLES[OwnerRole.HR]), fact.house.recruiter),
            ),
            say(statement),
        ),
    ]


def _cards(fact: PackFacts) -> CardSheet:
    line, number, house = fact.card.line, fact.card.employee_no, fact.house
    desk = fact.say(B("工位 {desk}", "Desk {desk}"), desk=line.desk) if line.desk else ""
    label = fact.say(B("工号 {n}", "No. {n}"), n=number) if number else ""
    where = (desk, fact.short_day(fact.start_on))
    badge = _card(fact, fact.name, fact.post.title, (label, line.site), B("员工", "Staff"))
    cards = [replace(badge, code=number[:LONGEST_NUMBER])]
    if house.phone or house.email:
        help_words = fact.say(B("迷路、忘带工牌、进不了门", "Lost, locked out, no badge?"))
        who = house.recruiter or fact.say(ROLES[OwnerRole.HR])
        reach = (house.phone, house.email)
        cards.append(_card(fact, who, help_words, reach, B("随身卡", "Pocket card")))
    if fact.buddy:
        reach = (fact.buddy.phone, fact.buddy.email)
        title = fact.buddy.title or fact.buddy.department
        cards.append(_card(fact, fact.buddy.name, title, reach, B("你的伙伴", "Your buddy")))
    for second, band in LABELS:
        cards.append(_card(fact, fact.name, fact.say(second), where, band))
    return CardSheet(tuple(cards))


def _card(fact: PackFacts, name: str, second: str, lines: Sequence[str], band: Both) -> Card:
    kept = tuple(each for each in lines if each)
    return Card(name, second, kept, fact.house.name, fact.mark, fact.say(band))


def _plate(fact: PackFacts) -> DeskPlate:
    second = " · ".join(each for each in (fact.post.title, fact.post.department) if each)
    return DeskPlate(fact.name, second, fact.house.name, fact.mark)
