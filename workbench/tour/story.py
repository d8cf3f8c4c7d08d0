"""The story that tour and demo tell: two posts, a folder of CVs, an interview day, two starters.

It is told backwards from `today`, so that whatever day it is something is due. Every step is an
ordinary command with an ordinary clock; nothing is written behind the program's back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from workbench.app import App
from workbench.calendar.organisation import organisation_calendar
from workbench.demand.commands import OpenRequisition
from workbench.demand.models import Urgency
from workbench.interviewday.accepting import AcceptPlan
from workbench.interviewday.instance import day_instance
from workbench.interviewday.planned import plan_day
from workbench.interviews.busy import AddBusyTime
from workbench.interviews.commands import HoldInterview, NoteNoShow, ScheduleInterview
from workbench.interviews.rooms import AddRoom
from workbench.interviews.rounds import AddRound
from workbench.interviews.terms import SetTerms
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import RuleBroken
from workbench.kernel.workdays import WorkCalendar
from workbench.organisation.commands import ChangeOrganisation
from workbench.people.commands import AddNote, TagCandidate
from workbench.people.contacting import LogContact
from workbench.people.models import Channel, Outcome
from workbench.people.queries import candidate_lines
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import CloseApplications, MoveApplications, StarApplication
from workbench.pipeline.importing import ImportBatch, ImportReport, Reading, read_files
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import applications_by_id, applications_of
from workbench.scoring.queries import template

PLANNING = 1.5  # seconds for the planner
ZONE = ZoneInfo("Asia/Shanghai")

_STAFF = (
    ("李雷", "研发部", "后端架构师", True, False, True, 2200, ("Python", "架构")),
    ("韩梅梅", "人力资源部", "HRBP", True, True, False, 1500, ("沟通",)),
    ("A. Novak", "研发部", "Principal Engineer", True, True, False, 900, ("Go", "Kubernetes")),
    ("周航", "研发部", "后端工程师", True, True, False, 760, ("Python", "数据库")),
    ("孙悦", "产品部", "产品经理", True, True, False, 640, ("产品",)),
    ("赵敏", "销售部", "销售总监", True, False, True, 1800, ("谈判",)),
)
_REASONS = ("skills", "experience", "salary", "location", "skills")
_DUTIES = "设计并实现支付网关的核心服务，把峰值可用性提升到 99.99%；带两名新人熟悉线上系统。"
_MUST = "五年以上后端经验，独立负责过线上系统，熟悉 PostgreSQL 与消息队列。"
_NICE = "做过支付或风控；能用英文写设计文档。"
_GOALS = "30 天：熟悉网关与值班流程；60 天：独立负责一个服务；90 天：完成容量评估并落地一项改进。"


@dataclass(frozen=True)
class Pace:
    """How many working days before today each chapter is told."""

    house: int = -9
    importing: int = -8
    screening: int = -7
    shortlist: int = -6
    planning: int = -5
    day: int = -3
    scores: int = -2
    letters: int = -1


LIVELY = Pace(-4, -3, -2, -2, -2, -1, -1, 0)


@dataclass
class Story:
    """What has happened so far: the app, its clock, and the ids of what was made."""

    app: App
    clock: SetClock
    today: date
    pace: Pace = field(default_factory=Pace)
    calendar: WorkCalendar = field(default_factory=organisation_calendar)
    staff: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    report: ImportReport | None = None
    applications: list[str] = field(default_factory=list)
    invited: list[str] = field(default_factory=list)
    interviews: list[str] = field(default_factory=list)
    refusal: str = ""

    def day(self, workdays: int) -> date:
        """Return the day that lies `workdays` away from today."""
        return self.calendar.add_workdays(self.today, workdays)

    def set_clock(self, day: date, at: str) -> None:
        """Put the clock to a local time."""
        local = datetime.combine(day, time.fromisoformat(at), ZONE)
        self.clock.moment = local.astimezone(UTC)

    def on(self, workdays: int, at: str) -> datetime:
        """Put the clock to a local time so many working days away; return it."""
        self.set_clock(self.day(workdays), at)
        return self.clock.moment


def set_up_house(story: Story) -> None:
    """Name the organisation, its colleagues and its rooms."""
    story.on(story.pace.house, "09:00")
    story.app.run(
        ChangeOrganisation(
            name="启程科技",
            address="上海市徐汇区漕河泾 3 号楼 5 层",
            directions="地铁 9 号线漕河泾开发区站 4 号口，步行 6 分钟；前台在一楼东门。",
            phone="021 5555 0100",
            email="hr@example.cn",
            recruiter="陈晨",
            recruiter_title="招聘经理",
        )
    )
    for name, department, title, interviewer, buddy, manager, days, skills in _STAFF:
        story.staff[name] = story.app.run(
            AddStaff(
                name,
                email=f"s{len(story.staff)}@example.cn",
                phone=f"1380000{len(story.staff):04d}",
                department=department,
                title=title,
                site="上海",
                interviewer=interviewer,
                buddy=buddy,
                manager=manager,
                hired_on=story.today - timedelta(days=days),
                skills=skills,
                languages=("zh", "en"),
            )
        ).value
    for name, size in (("501", 6), ("502", 4), ("503", 4)):
        story.rooms[name] = story.app.run(AddRoom(name, site="上海", size=size)).value


def open_posts(story: Story) -> None:
    """Open two requisitions, one complete, one still vague."""
    story.on(story.pace.house, "10:00")
    people = story.staff
    panel = tuple(people[name] for name in ("李雷", "A. Novak", "周航", "韩梅梅"))
    story.posts["backend"] = story.app.run(
        OpenRequisition(
            "后端工程师",
            "研发部",
            headcount=2,
            stage_set="rd",
            duties=_DUTIES,
            must_have=_MUST,
            nice_to_have=_NICE,
            goals=_GOALS,
            start_on=story.day(10),
            site="上海",
            salary_low=28_000,
            salary_high=42_000,
            urgency=Urgency.A,
            urgency_reason="双十二前网关需要扩容，值班人手不足",
            interviewers=panel,
            manager=people["李雷"],
        )
    ).value
    story.posts["sales"] = story.app.run(
        OpenRequisition(
            "大客户经理",
            "销售部",
            stage_set="sales",
            duties="开拓华东区重点客户，建立季度业务回顾，把续约率提高到九成。",
            site="上海",
            interviewers=(people["赵敏"], people["韩梅梅"]),
            manager=people["赵敏"],
        )
    ).value


def read_samples(paths: Sequence[Path]) -> Reading:
    """Read the sample files as they are."""
    return read_files(paths)


def import_people(story: Story, reading: Reading) -> None:
    """Take the people in, take the import back, bring it again."""
    story.on(story.pace.importing, "09:30")
    command = ImportBatch(reading, story.posts["backend"], skip_bad=True)
    story.report = story.app.run(command).value
    story.app.undo()
    story.app.redo()
    for each in story.report.candidates:
        rows = story.app.ask(applications_of, each).rows
        story.applications += [
            row.id for row in rows if row.requisition_id == story.posts["backend"]
        ]


def screen(story: Story) -> None:
    """Move eight on, reject five with reasons, keep one in the pool."""
    story.on(story.pace.screening, "09:00")
    run, cards = story.app.run, story.applications
    story.invited, rejected, pooled = cards[:8], cards[8:13], cards[13:14]
    run(MoveApplications(tuple(cards[:12]), "技术初评"))
    story.on(story.pace.shortlist, "11:00")
    run(MoveApplications(tuple(story.invited), "项目复盘"))
    for reason, each in zip(
        ("skills", "experience", "salary", "location", "skills"), rejected, strict=False
    ):
        run(CloseApplications((each,), ApplicationState.REJECTED, reason))
    for each in pooled:
        run(CloseApplications((each,), ApplicationState.POOLED, "", "方向合适，等下一批名额"))
    for each in story.invited[:2]:
        run(StarApplication(each))
    first = story.report.candidates[0] if story.report else ""
    run(AddNote(first, "电话沟通 12 分钟：表达清楚，关注值班强度，可到岗时间两周。"))
    run(TagCandidate(first, ("支付", "Python")))
    _log_contacts(story)


def _log_contacts(story: Story) -> None:
    """Note a message that was agreed to, and a call that is to be made again today."""
    ids = (story.applications[0], story.applications[-1])
    about = story.app.ask(applications_by_id, ids)
    first, last = (about[each].candidate_id for each in ids)
    said = "确认可参加项目复盘，发了地址。"
    story.app.run(
        LogContact(first, said, Channel.WECHAT, outcome=Outcome.AGREED, application=ids[0])
    )
    story.app.run(
        LogContact(
            last,
            "在开会，约好之后再打。",
            outcome=Outcome.TO_CALL_BACK,
            call_back_on=story.today,
            application=ids[1],
        )
    )


def schedule_day(story: Story) -> None:
    """Plan an interview day in three rooms; a double booking is refused, with its reason."""
    story.on(story.pace.planning, "14:00")
    day, people = story.day(story.pace.day), story.staff
    panels = (("李雷", "501"), ("A. Novak", "502"), ("周航", "503"))
    for number, application in enumerate(story.invited):
        who, room = panels[number % 3]
        start = datetime.combine(day, time(9 + number // 3, 30 if number % 2 else 0))
        story.interviews.append(
            story.app.run(
                ScheduleInterview(
                    (application,),
                    round="项目复盘",
                    start=start,
                    minutes=30,
                    panel=(people[who], people["韩梅梅"]) if number == 0 else (people[who],),
                    room=story.rooms[room],
                )
            ).value
        )
    try:
        story.app.run(
            ScheduleInterview(
                (story.invited[0],),
                round="项目复盘",
                start=datetime.combine(day, time(9, 0)),
                minutes=30,
                panel=(people["李雷"],),
                room=story.rooms["503"],
            )
        )
    except RuleBroken as refused:
        story.refusal = str(refused)


def hold_day(story: Story) -> None:
    """Hold the interviews; one candidate does not come."""
    story.on(story.pace.day, "18:00")
    for each in story.interviews[:-1]:
        story.app.run(HoldInterview(each))
    story.app.run(NoteNoShow(story.interviews[-1]))


def plan_ahead(story: Story) -> None:
    """Plan today's interviews by the planner, two rounds each: the desk has a day to show."""
    story.on(min(story.pace.letters, -1), "18:40")
    waiting = [each for each in story.applications[14:26] if each]
    if not waiting:
        return
    run, people = story.app.run, story.staff
    run(MoveApplications(tuple(waiting), "项目复盘"))
    experts = tuple(people[name] for name in ("李雷", "A. Novak", "周航"))
    post = story.posts["backend"]
    deep, general = (
        story.app.ask(template, key).id for key in ("project-deep-dive", "general-office")
    )
    run(AddRound(post, "项目复盘", 45, staff=experts, stage="项目复盘", template=deep))
    hr, other = (people["韩梅梅"],), (people["孙悦"],)
    run(AddRound(post, "HR 面", 30, staff=hr, alternates=other, template=general))
    run(SetTerms(people["A. Novak"], most_a_day=3, buffer=10))
    start, end = (datetime.combine(story.today, time(hour)) for hour in (14, 15))
    run(AddBusyTime(people["周航"], start, end, "架构评审"))
    made = story.app.ask(day_instance, story.today, tuple(waiting[:8]), now=story.clock.moment)
    found = plan_day(made, PLANNING, partial=True)
    run(AcceptPlan(story.today, found.texts))


def names(story: Story, candidates: Sequence[str]) -> list[str]:
    """Return the names of candidates in their order."""
    lines = story.app.ask(candidate_lines, list(candidates))
    return [lines[each].name for each in candidates if each in lines]
