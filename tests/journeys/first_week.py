"""Steps 2 to 8 of the journey by commands."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from tests.journeys.fortnight import MONDAY, SAMPLES, Fortnight, in_turn
from workbench.demand.commands import OpenRequisition
from workbench.demand.models import Urgency
from workbench.demand.queries import requisition
from workbench.interviews.commands import HoldInterview, NoteNoShow, ScheduleInterview
from workbench.interviews.queries import interview
from workbench.interviews.rooms import AddRoom
from workbench.kernel.errors import RuleBroken
from workbench.letters.commands import ReadyLetters, SendLetters, WriteDueLetters
from workbench.letters.models import LetterState
from workbench.letters.owing import list_owed
from workbench.letters.queries import outbox
from workbench.organisation.commands import ChangeOrganisation
from workbench.people.queries import search_everything
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import CloseApplications, MoveApplications
from workbench.pipeline.importing import ImportBatch, read_files
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import applications_of
from workbench.scoring.commands import EnterScorecard, GivenRating
from workbench.scoring.models import Recommendation
from workbench.scoring.owing import list_owed as scores_owed
from workbench.scoring.queries import summary, template

COLLEAGUES = ("李雷", "韩梅梅", "A. Novak", "周航", "孙悦", "赵敏")
REASONS = ("skills", "experience", "salary", "location", "skills")
TUESDAY = MONDAY + timedelta(days=8)
DAY_ONE = date(2026, 3, 23)


def furnish(story: Fortnight) -> None:
    story.app.run(
        ChangeOrganisation(
            name="启程科技",
            address="上海市徐汇区漕河泾 3 号楼 5 层",
            phone="021 5555 0100",
            email="hr@example.cn",
            recruiter="陈晨",
            recruiter_title="招聘经理",
        )
    )
    for number, name in enumerate(COLLEAGUES):
        story.staff[name] = story.app.run(
            AddStaff(
                name,
                email=f"s{number}@example.cn",
                department="研发部",
                site="上海",
                buddy=number in (1, 3, 4),
                manager=number == 0,
                hired_on=MONDAY - timedelta(days=800),
                languages=("zh", "en"),
            )
        ).value
    story.rooms = [story.app.run(AddRoom(name, size=6)).value for name in ("501", "502", "503")]


def open_post(story: Fortnight) -> None:
    """Step 2."""
    story.at(MONDAY, "09:30")
    command = OpenRequisition(
        "后端工程师",
        "研发部",
        headcount=2,
        stage_set="rd",
        duties="设计并实现支付网关的核心服务，把峰值可用性提升到 99.99%。",
        must_have="五年以上后端经验，熟悉 PostgreSQL 与消息队列。",
        site="上海",
        salary_low=28_000,
        salary_high=42_000,
        urgency=Urgency.A,
        urgency_reason="网关需要扩容",
        interviewers=tuple(story.staff[name] for name in COLLEAGUES[:4]),
        manager=story.staff["李雷"],
    )
    [story.post] = story.do(command)
    row = story.ask(requisition, story.post)
    assert 0 < row.completeness < 100
    assert row.missing
    assert set(story.board().values()) == {0}
    assert list(story.board())[:3] == ["新简历", "技术初评", "项目复盘"]


def drop_folder(story: Fortnight) -> None:
    """Step 3."""
    story.at(MONDAY, "10:00")
    reading = read_files([SAMPLES])
    [report] = story.do(ImportBatch(reading, story.post, skip_bad=True))
    assert report.people == len(report.candidates) > 60
    assert {"王小明"} <= {twin.name for twin in report.duplicates} | {
        twin.like for twin in report.duplicates
    }
    assert len(report.records) == report.people + report.skipped + report.failed
    assert story.board()["新简历"] >= 8
    for each in report.candidates:
        rows = story.ask(applications_of, each).rows
        story.cards += [row.id for row in rows if row.requisition_id == story.post]
    assert len(story.cards) >= 30


def find_him(story: Fortnight) -> None:
    """Step 4."""
    found = [
        {hit.title for hit in story.ask(search_everything, words).rows}
        for words in ("wxm", "小明", "00000001")
    ]
    assert all("王小明" in names for names in found), found


def screen(story: Fortnight) -> None:
    """Step 5."""
    day = MONDAY + timedelta(days=1)
    story.at(day, "14:00")
    moved, rejected, pooled = story.cards[:8], story.cards[8:13], story.cards[13]
    before = story.board()
    story.do(
        MoveApplications(tuple(moved), "技术初评"),
        MoveApplications(tuple(moved), "项目复盘"),
        *(
            CloseApplications((each,), ApplicationState.REJECTED, reason)
            for each, reason in zip(rejected, REASONS, strict=True)
        ),
        CloseApplications((pooled,), ApplicationState.POOLED, "", "等下一批名额"),
    )
    after = story.board()
    assert after["项目复盘"] == before["项目复盘"] + 8
    assert sum(before.values()) - sum(after.values()) == 6
    assert (story.states()["rejected"], story.states()["pooled"]) == (5, 1)
    owed = story.ask(list_owed, today=story.today).rows
    assert {row.application_id for row in owed} == {*rejected, pooled}
    due = {row.application_id: row.due_on for row in owed}
    assert {due[each] for each in rejected} == {day + timedelta(days=2)}
    assert due[pooled] == day + timedelta(days=3)
    [written] = story.do(WriteDueLetters())
    assert len(written.written) == 6
    assert not written.skipped
    lines = story.ask(outbox, today=story.today).rows
    assert [line.state for line in lines] == [LetterState.DRAFT] * 6
    assert {line.due_on for line in lines} == set(due.values())
    story.at(day + timedelta(days=1), "09:00")
    story.do(ReadyLetters(written.written), SendLetters(written.written, now=True))
    assert story.ask(outbox, today=story.today).total == 0


def hold_interviews(story: Fortnight) -> None:
    """Steps 6 and 7 in short: eight interviews, one candidate does not come."""
    story.at(TUESDAY - timedelta(days=3), "10:00")
    panels = in_turn(list(COLLEAGUES[:3]), 8)
    for number, (each, who) in enumerate(zip(story.cards[:8], panels, strict=True)):
        start = datetime.combine(TUESDAY, time(9 + number // 3 * 2))
        command = ScheduleInterview(
            (each,), "项目复盘", start, 45, (story.staff[who],), room=story.rooms[number % 3]
        )
        story.interviews += story.do(command)
    with pytest.raises(RuleBroken, match="李雷"):
        story.app.run(
            ScheduleInterview(
                (story.cards[1],),
                "项目复盘",
                datetime.combine(TUESDAY, time(9)),
                45,
                (story.staff["李雷"],),
            )
        )
    story.at(TUESDAY, "18:00")
    story.do(*(HoldInterview(each) for each in story.interviews[:7]))
    story.do(NoteNoShow(story.interviews[7]))
    assert story.ask(interview, story.interviews[7]).state == "no_show"


def score(story: Fortnight) -> None:
    """Step 8, typed."""
    story.at(TUESDAY + timedelta(days=1), "09:00")
    assert story.ask(scores_owed).total == 7
    keys = [each.key for each in story.ask(template, "project-deep-dive").attributes]
    for number, each in enumerate(story.interviews[:7]):
        held = story.ask(interview, each)
        level = 4 if number < 3 else 2
        card = EnterScorecard(
            held.candidates[0].application_id,
            held.panel[0].staff_id,
            template="project-deep-dive",
            recommendation=Recommendation.YES if number < 3 else Recommendation.NO,
            interview=each,
            ratings=tuple(GivenRating(name, level) for name in keys),
            comment="把故障讲到两层以下" if number < 3 else "证据不足",
        )
        story.do(card)
        with pytest.raises(RuleBroken, match="already"):
            story.app.run(card)
    assert story.ask(scores_owed).total == 0
    best = story.ask(summary, story.cards[0])
    assert (best.cards, best.figures.mean) == (1, 4.0)
    assert best.recommendations == {"yes": 1}
    assert story.ask(summary, story.cards[7]).cards == 0
