"""The acceptance journey through the commands, and its first steps through the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSPHRASE
from tests.journeys.fortnight import MONDAY, SAMPLES, Fortnight, Paper, in_turn
from workbench import app
from workbench.app import App, backup, history
from workbench.cli.main import main
from workbench.demand.commands import OpenRequisition
from workbench.demand.models import Urgency
from workbench.demand.queries import requisition
from workbench.interviews.commands import HoldInterview, NoteNoShow, ScheduleInterview
from workbench.interviews.queries import interview, interviews_of
from workbench.interviews.rooms import AddRoom
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import RuleBroken
from workbench.letters.commands import EditLetter, ReadyLetters, SendLetters, WriteDueLetters
from workbench.letters.documents import letter_documents
from workbench.letters.models import LetterKind, LetterState, OfferState
from workbench.letters.offering import AcceptOffer, MakeOffer, RefuseOffer, SendOffer
from workbench.letters.offers import offer
from workbench.letters.owing import list_owed, promise_figures
from workbench.letters.queries import letter, list_letters, outbox
from workbench.letters.rules import GAP_CLOSES, GAP_OPENS
from workbench.onboarding.commands import Hire, MoveStart, Start
from workbench.onboarding.companions import AssignBuddy, NoteMeeting, RecordCheckIn
from workbench.onboarding.documents import welcome_pack
from workbench.onboarding.pages import buddy_card
from workbench.onboarding.queries import onboarding, preview_move, suggest_buddies
from workbench.onboarding.tasks import SeePapers, SetPackState, SetTaskState
from workbench.organisation.commands import ChangeOrganisation
from workbench.organisation.documents import recovery_sheet
from workbench.people.commands import AddStaff
from workbench.people.queries import list_candidates, search_everything
from workbench.pipeline.commands import CloseApplications, MoveApplications
from workbench.pipeline.importing import ImportBatch, read_files
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import application, applications_of
from workbench.scoring.commands import EnterScorecard, GivenRating
from workbench.scoring.models import Recommendation
from workbench.scoring.owing import list_owed as scores_owed
from workbench.scoring.queries import summary, template
from workbench.vault import vault

COLLEAGUES = ("李雷", "韩梅梅", "A. Novak", "周航", "孙悦", "赵敏")
REASONS = ("skills", "experience", "salary", "location", "skills")
TUESDAY = MONDAY + timedelta(days=8)
DAY_ONE = date(2026, 3, 23)


@pytest.fixture
def story(desk: App, clock: SetClock) -> Fortnight:
    return Fortnight(desk, clock)


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


def thank(story: Fortnight) -> None:
    """Step 9, first half: who is not chosen hears within three working days, in one batch."""
    story.at(TUESDAY + timedelta(days=2), "10:00")
    lost = tuple(story.cards[3:7])
    story.do(CloseApplications(lost, ApplicationState.REJECTED, "skills"))
    story.do(CloseApplications((story.cards[7],), ApplicationState.WITHDRAWN, "no_show"))
    story.at(TUESDAY + timedelta(days=3), "10:00")
    [written] = story.do(WriteDueLetters())
    assert len(written.written) >= 4
    refused = [story.ask(letter, each) for each in written.written]
    unfinished = [row for row in refused if GAP_OPENS in row.body]
    assert {row.application_id for row in unfinished} == set(lost)
    with pytest.raises(RuleBroken, match="still to be written"):
        story.app.run(ReadyLetters(written.written))
    for row in unfinished:
        gap = f"{re.escape(GAP_OPENS)}.*?{re.escape(GAP_CLOSES)}"
        body = re.sub(gap, "您对缓存一致性的拆解很清楚", row.body)
        story.do(EditLetter(row.id, body=body))
    story.do(ReadyLetters(written.written))
    printed = Paper.of(*story.ask(letter_documents, _words(), written.written))
    assert len(printed.pages) == len(written.written)
    for line in story.ask(outbox, today=story.today).rows:
        assert any(_squeeze(line.name) in page for page in printed.pages), line.name
    assert printed.text.count("启程科技") >= len(written.written)
    story.do(SendLetters(written.written, now=True))
    assert story.ask(outbox, today=story.today).total == 0
    assert story.ask(list_owed, today=story.today).total == 0
    figures = story.ask(
        promise_figures, MONDAY, TUESDAY + timedelta(days=7), today=TUESDAY + timedelta(days=8)
    )
    assert (figures.kept_percent, figures.late, figures.unanswered) == (100, 0, 0)


def _words() -> Any:
    from ui.gallery.words import words

    return words("zh")


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _person(story: Fortnight, card: str) -> str:
    return str(story.ask(application, card).candidate_id)


def make_offers(story: Fortnight) -> None:
    """Step 9, second half: two offers, one refused, the next one offered."""
    day = TUESDAY + timedelta(days=6)
    story.at(day, "09:00")
    story.do(MoveApplications(tuple(story.cards[:3]), "Offer"))

    def terms(card: str, salary: int) -> MakeOffer:
        return MakeOffer(
            card,
            salary=salary,
            start_on=DAY_ONE,
            respond_by=day + timedelta(days=4),
            contract_months=36,
            probation_months=3,
        )

    first, second = story.do(terms(story.cards[0], 36_000), terms(story.cards[1], 48_000))
    assert not [each for each in story.ask(offer, first).warnings if "band" in str(each)]
    assert story.ask(offer, second).warnings, "an offer above the band raised no warning"
    with pytest.raises(RuleBroken):
        story.app.run(terms(story.cards[0], 36_000))
    story.do(SendOffer(first, now=True), SendOffer(second, now=True))
    assert story.ask(offer, first).state == OfferState.OUT
    story.at(day, "15:00")
    story.do(AcceptOffer(first))
    with pytest.raises(RuleBroken, match="why"):
        story.app.run(RefuseOffer(second, "because"))
    story.do(RefuseOffer(second, "salary", "另有更高的报价"))
    assert story.ask(application, story.cards[1]).state == "withdrawn"
    [third] = story.do(terms(story.cards[2], 34_000))
    story.do(SendOffer(third, now=True))
    story.do(AcceptOffer(third))
    story.offers = [first, second, third]
    states = [story.ask(offer, each).state for each in story.offers]
    assert states == [OfferState.ACCEPTED, OfferState.REFUSED, OfferState.ACCEPTED]
    owed = story.ask(list_owed, today=story.today).rows
    assert [(row.kind, row.application_id) for row in owed] == [
        (LetterKind.OFFER_DECLINED, story.cards[1])
    ]
    [written] = story.do(WriteDueLetters())
    story.do(ReadyLetters(written.written), SendLetters(written.written, now=True))
    assert story.ask(list_owed, today=story.today).total == 0


def onboard(story: Fortnight) -> None:
    """Step 10."""
    story.at(TUESDAY + timedelta(days=7), "09:00")
    for card in (story.cards[0], story.cards[2]):
        story.starters += story.do(Hire(card, DAY_ONE, employee_no="E10", desk="5F-27"))
    with pytest.raises(RuleBroken):
        story.app.run(Hire(story.cards[14], DAY_ONE))
    assert story.board()["待入职"] == 2
    one = story.starters[0]
    before = story.ask(onboarding, one, today=story.today)
    later = DAY_ONE + timedelta(days=7)
    shifts = story.ask(preview_move, one, later, today=story.today)
    story.do(MoveStart(one, later))
    card = story.ask(onboarding, one, today=story.today)
    assert card.line.start_on == later
    moved = {task.id: task.due_on for task in card.tasks}
    assert {row.task_id: row.after for row in shifts.rows} == moved
    assert all(moved[task.id] > task.due_on for task in before.tasks)
    _give_buddy(story, one)
    _red_then_green(story, one, later)
    _print_pack(story, one)
    _first_weeks(story, one, later)


def _give_buddy(story: Fortnight, one: str) -> None:
    best, *_rest = story.ask(suggest_buddies, one, today=story.today).rows
    assert best.is_eligible
    assert any(reason.speaks_for for reason in best.reasons)
    manager = next(
        row
        for row in story.ask(suggest_buddies, one, today=story.today).rows
        if row.staff_id == story.staff["李雷"]
    )
    assert not manager.is_eligible
    story.do(AssignBuddy(one, best.staff_id))
    assert story.ask(onboarding, one, today=story.today).buddy.staff_id == best.staff_id


def _red_then_green(story: Fortnight, one: str, first_day: date) -> None:
    def laptop() -> Any:
        card = story.ask(onboarding, one, today=story.today)
        return next(task for task in card.tasks if task.key == "equipment")

    story.at(first_day - timedelta(days=1), "09:00")
    assert laptop().light == "red"
    assert not story.ask(onboarding, one, today=story.today).is_day_one_ready
    while True:
        card = story.ask(onboarding, one, today=story.today)
        open_ones = [t for t in card.tasks if t.is_open and t.due_on <= first_day]
        free = tuple(task.id for task in open_ones if not task.waits_for)
        if not free:
            break
        story.do(SetTaskState(free))
    assert laptop().light == "green"
    card = story.ask(onboarding, one, today=story.today)
    story.do(SetPackState(tuple(item.id for item in card.pack)))
    story.do(SeePapers(tuple(paper.id for paper in card.papers)))
    card = story.ask(onboarding, one, today=story.today)
    assert card.is_day_one_ready, [check for check in card.checks if not check.holds]


def _print_pack(story: Fortnight, one: str) -> None:
    card = story.ask(onboarding, one, today=story.today)
    pack = Paper.of(story.ask(welcome_pack, one))
    assert len(pack.pages) == 8
    assert _squeeze(card.line.name) in pack.text
    assert "启程科技" in pack.text
    assert card.buddy.name in pack.text
    paper = Paper.of(story.ask(buddy_card, one))
    assert card.buddy.name in paper.text
    assert _squeeze(card.line.name) in paper.text


def _first_weeks(story: Fortnight, one: str, first_day: date) -> None:
    story.at(first_day, "09:00")
    story.do(Start(one))
    assert story.states()["hired"] == 1
    assert story.ask(requisition, story.post).state == "open"
    for week in range(3):
        story.at(first_day + timedelta(days=7 * week + 1), "12:30")
        story.do(NoteMeeting(one, note="午餐"))
    card = story.ask(onboarding, one, today=story.today)
    assert len(card.meetings) == 3
    assert card.line.meetings.held == 3
    story.at(first_day + timedelta(days=30), "10:00")
    story.do(RecordCheckIn(one, 30, ("role=4", "support=5"), note="节奏不错"))
    held = [c for c in story.ask(onboarding, one, today=story.today).check_ins if c.held_on]
    assert [(each.mark, dict(each.answers)) for each in held] == [(30, {"role": 4, "support": 5})]
    with pytest.raises(RuleBroken):
        story.app.run(RecordCheckIn(one, 31, ("role=4",)))
    story.do(Start(story.starters[1]))
    row = story.ask(requisition, story.post)
    assert row.state == "filled"


def back_up(story: Fortnight, tmp_path: Path) -> None:
    """Step 11."""
    here, device = story.app.vault.folder.path, story.app.vault.device
    made = backup.write(story.app.vault, tmp_path / "stick")
    before, entries = story.counts(), story.entries()
    story.app.close()
    elsewhere = tmp_path / "另一台.qicheng"
    back = backup.restore(Path(made.folder), elsewhere, vault.with_passphrase(PASSPHRASE))
    assert back.rows == made.rows
    for place in (here, elsewhere):
        story.app = app.open_app(place, vault.with_passphrase(PASSPHRASE), clock=story.clock)
        try:
            assert story.counts() == before
            assert story.entries() == entries
            assert (story.app.vault.device == device) is (place == here)
            assert not story.app.vault.faults()
        finally:
            story.app.close()


def test_the_fortnight_by_commands(story: Fortnight, tmp_path: Path) -> None:
    furnish(story)
    open_post(story)
    drop_folder(story)
    find_him(story)
    screen(story)
    hold_interviews(story)
    score(story)
    thank(story)
    make_offers(story)
    onboard(story)
    assert story.ask(interviews_of, _person(story, story.cards[0])).total == 1
    assert story.ask(list_letters, today=story.today).total >= 14
    assert not story.app.vault.faults()
    back_up(story, tmp_path)


def test_everything_can_be_taken_back_to_the_empty_vault(story: Fortnight) -> None:
    begun = story.app.last_stamp
    furnish(story)
    open_post(story)
    drop_folder(story)
    screen(story)
    while True:
        try:
            story.app.undo(since=begun)
        except RuleBroken:
            break
    story.post, story.cards = "", []
    counts = story.counts()
    assert counts["people"] == counts["posts"] == counts["staff"] == ()
    assert (counts["running"], counts["letters"], counts["house"].name) == (0, 0, "")


Cli = Callable[..., Any]


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("WORKBENCH_VAULT", str(tmp_path / "招聘.qicheng"))

    def run(*texts: str) -> Any:
        code = main([*texts, "--json"])
        body = json.loads(capsys.readouterr().out)
        assert code == 0, body
        return body.get("result", body)

    return run


def test_the_first_steps_by_the_command_line(cli: Cli, tmp_path: Path) -> None:
    key = cli("vault", "create", "--name", "招聘")["recovery_key"]
    assert len(key.split("-")) == 9
    sheet = Paper.of(recovery_sheet("招聘", key, MONDAY, _words()))
    assert len(sheet.pages) == 1
    assert all(group in sheet.text for group in key.split("-"))
    lead = cli("staff", "add", "李雷", "--manager", "yes")["value"]
    post = cli(
        "requisition", "open", "后端工程师", "--headcount", "2", "--stage-set", "研发",
        "--interviewers", lead,
    )["value"]  # fmt: skip
    assert cli("board", "--requisition", post)["total"] == 0
    files = ("opencats_candidates.csv", "elena_sullivan.resume.json", "tomas_keller.resume.json")
    chosen = [str(SAMPLES / name) for name in files]
    looked = cli("import", *chosen, "--dry-run", "--requisition", post)
    assert (looked["people"], cli("candidate", "list")["total"]) == (31, 0)
    told = cli("import", *chosen, "--requisition", post)
    assert (told["people"], told["failed"]) == (31, 0)
    on_board = cli("board", "--requisition", post)["total"]
    assert on_board >= 2
    assert cli("import", "undo")["kind"] == "undo"
    assert cli("candidate", "list")["total"] == 0
    assert cli("redo")["kind"] == "redo"
    assert cli("board", "--requisition", post)["total"] == on_board
    cli("import", str(SAMPLES / "候选人名单_GB18030.csv"), "--skip-bad", "--requisition", post)
    for words in ("wxm", "小明", "00000001"):
        assert "王小明" in {row["title"] for row in cli("search", words)["rows"]}, words
    card = next(r for r in cli("board", "--requisition", post)["rows"] if r["name"] == "王小明")
    cli("application", "move", card["id"], "--stage", "技术初评")
    cli("undo")
    cli("redo")
    cli("application", "close", card["id"], "--outcome", "rejected", "--reason", "skills")
    assert [row["name"] for row in cli("letter", "owed")["rows"]] == ["王小明"]
    written = cli("letter", "write_due")["value"]["written"]
    paper = tmp_path / "信.pdf"
    assert cli("print", "letter", *written, "--out", str(paper))["pages"] == 1
    assert "王小明" in Paper.read(paper).text
    cli("letter", "ready", *written)
    cli("letter", "send", *written, "--now", "yes")
    assert cli("letter", "outbox")["total"] == 0
    saved = cli("vault", "backup", str(tmp_path / "stick"))
    counts = cli("candidate", "list")["total"], cli("history")["total"]
    other = str(tmp_path / "restored")
    cli("vault", "restore", saved["folder"], "--vault", other)
    there = (
        cli("candidate", "list", "--vault", other)["total"],
        cli("history", "--vault", other)["total"],
    )
    assert there == counts


def test_a_fortnight_of_history_can_be_read(story: Fortnight) -> None:
    furnish(story)
    open_post(story)
    drop_folder(story)
    rows = story.ask(history.entries, limit=1000).rows
    kinds = [row.kind for row in rows]
    assert kinds.count("undo") == kinds.count("redo") == 2
    assert rows[0].command == "import.batch"
    assert story.ask(list_candidates).total == rows[0].label["n"]
