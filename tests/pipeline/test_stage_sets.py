"""Stage sets that are edited, and requisitions that keep the version they run on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.app import App
from workbench.demand.commands import OpenRequisition, SetRequisitionState
from workbench.demand.models import RequisitionState
from workbench.demand.queries import requisition
from workbench.insights.board import board_lines, cards
from workbench.insights.columns import columns, overdue_count
from workbench.interviews.adopting import AdoptStageSet, adoption
from workbench.interviews.commands import HoldInterview, ScheduleInterview
from workbench.interviews.rounds import ProposeRounds, list_rounds
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import Conflict, NotFound, RuleBroken
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import (
    Apply,
    CloseApplications,
    MoveApplications,
    ReopenApplication,
)
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import (
    StageSetView,
    application,
    list_stage_sets,
    list_stages,
    moves_of,
    stage_set_view,
)
from workbench.pipeline.rules import NextAction
from workbench.pipeline.stage_rules import StageDraft
from workbench.pipeline.stage_sets import (
    ArchiveStageSet,
    ChangeStageSet,
    MakeStageSet,
    RestoreStageSet,
)
from workbench.pipeline.views import BoardFilter


def view(desk: App, which: str) -> StageSetView:
    return desk.ask(stage_set_view, which)


def without(found: StageSetView, *names: str) -> tuple[StageDraft, ...]:
    return tuple(each for each in found.stages if each.names["zh"] not in names)


def named(found: StageSetView) -> list[str]:
    return [each.names["zh"] for each in found.stages]


def somebody(desk: App, post: str, stage: str = "", name: str = "王小明") -> str:
    person = desk.run(AddCandidate(name)).value
    return str(desk.run(Apply(person, post, stage)).value)


@pytest.fixture
def post(desk: App) -> str:
    return str(desk.run(OpenRequisition("后端工程师", stage_set="standard")).value)


def test_a_new_vault_says_what_each_stage_asks_for(desk: App) -> None:
    for row in desk.ask(list_stage_sets).rows:
        for stage in view(desk, row.id).stages:
            assert set(stage.entry_criteria) == set(stage.exit_criteria) == {"zh", "en"}
            assert stage.owner
    first = next(each for each in view(desk, "standard").stages if each.names["zh"] == "一面")
    assert (first.letter, first.scorers, first.scored) == ("invitation", ["panel"], True)


def test_an_unused_set_is_changed_in_place_and_back(desk: App) -> None:
    before = view(desk, "rd")
    call = StageDraft({"zh": "电话", "en": "Call"}, "call", 2, owner="小陈")
    wanted = (before.stages[0], call, *before.stages[1:-3], *before.stages[-2:])
    made = desk.run(ChangeStageSet("rd", zh="研发岗", stages=wanted)).value
    after = view(desk, made)
    assert (made, after.version, after.names["zh"]) == (before.id, 1, "研发岗")
    assert named(after) == [each.names["zh"] for each in wanted]
    kept = {each.id for each in wanted if each.id}
    assert kept < {each.id for each in after.stages}, "stages that stay are the same stages"
    desk.undo()
    assert view(desk, "rd") == before
    desk.redo()
    assert view(desk, "rd") == after


def test_requisitions_keep_the_version_they_were_opened_with(desk: App, post: str) -> None:
    before = view(desk, "standard")
    runs = somebody(desk, post, "二面")
    made = desk.run(ChangeStageSet("standard", stages=without(before, "电话沟通"))).value
    after = view(desk, made)
    assert (after.version, after.key, view(desk, "standard").id) == (2, "standard", made)
    assert desk.ask(requisition, post).stage_set_id == before.id
    assert named(view(desk, before.id)) == named(before)
    other = desk.run(OpenRequisition("前端工程师")).value
    assert desk.ask(requisition, other).stage_set_id == made
    again = desk.run(OpenRequisition("测试", stage_set=before.id)).value
    assert desk.ask(requisition, again).stage_set_id == made, "an old version is not offered"
    assert [(each.version, each.open) for each in after.versions] == [(1, 1), (2, 0)]
    rows = {row.key: row for row in desk.ask(list_stage_sets).rows}
    assert (rows["standard"].open, rows["standard"].open_older, len(rows)) == (2, 1, 5)
    assert desk.run(MoveApplications((runs,), "电话沟通")).value is None, "it still has that stage"


def test_nothing_new_makes_no_version(desk: App, post: str) -> None:
    before = view(desk, "standard")
    assert desk.run(ChangeStageSet("standard", stages=before.stages)).value == before.id
    assert view(desk, "standard") == before


def test_a_draft_of_an_older_version_changes_the_newest(desk: App, post: str) -> None:
    old = view(desk, "standard")
    desk.run(ChangeStageSet("standard", stages=without(old, "二面")))
    again = desk.run(ChangeStageSet(old.id, stages=old.stages)).value
    found = view(desk, again)
    assert (found.version, named(found)) == (2, named(old)), "version 2 is not in use yet"
    assert desk.ask(adoption, post).lost == ()
    twice = (*old.stages[:-1], replace(found.stages[0], names={"zh": "又"}), old.stages[-1])
    with pytest.raises(RuleBroken) as refused:
        desk.run(ChangeStageSet("standard", stages=twice))
    assert refused.value.field == "stages"


def test_undo_takes_a_version_away_unless_somebody_opened_on_it(desk: App, post: str) -> None:
    before = view(desk, "standard")
    desk.run(ChangeStageSet("standard", stages=without(before, "二面")))
    desk.undo()
    assert view(desk, "standard").id == before.id
    desk.redo()
    assert view(desk, "standard").version == 2
    entry = desk.run(ChangeStageSet("standard", zh="标准二")).changes.entry
    assert view(desk, "standard").version == 2
    desk.run(OpenRequisition("前端工程师"))
    made = desk.run(ChangeStageSet("standard", zh="标准三")).changes.entry
    desk.run(OpenRequisition("测试", stage_set="标准三"))
    with pytest.raises(Conflict):
        desk.take_back(made)
    assert entry != made


def test_a_set_is_copied_made_and_refused_under_a_name_that_is_taken(desk: App) -> None:
    made = desk.run(MakeStageSet("标准（外派）", "Abroad", copy_of="标准")).value
    found, source = view(desk, made), view(desk, "standard")
    assert [replace(each, id="") for each in found.stages] == [
        replace(each, id="") for each in source.stages
    ]
    assert not {each.id for each in found.stages} & {each.id for each in source.stages}
    assert (found.key, found.version) == ("", 1)
    with pytest.raises(RuleBroken) as refused:
        desk.run(MakeStageSet("别的", "standard", copy_of="rd"))
    assert refused.value.field == "en"
    with pytest.raises(RuleBroken):
        desk.run(ChangeStageSet("rd", en="Campus"))
    with pytest.raises(RuleBroken):
        desk.run(MakeStageSet("空的"))
    with pytest.raises(RuleBroken):
        desk.run(MakeStageSet("空的", copy_of="rd", stages=source.stages))
    with pytest.raises(NotFound):
        desk.run(MakeStageSet("空的", copy_of="nothing"))
    desk.undo()
    assert len(desk.ask(list_stage_sets).rows) == 5


def test_a_stage_of_another_set_is_refused(desk: App) -> None:
    mine, other = view(desk, "rd"), view(desk, "campus")
    with pytest.raises(RuleBroken) as refused:
        desk.run(ChangeStageSet("rd", stages=(other.stages[0], *mine.stages[1:])))
    assert refused.value.field == "stages"
    strange = replace(mine.stages[0], id="nonsense")
    with pytest.raises(RuleBroken):
        desk.run(ChangeStageSet("rd", stages=(strange, *mine.stages[1:])))


def test_an_archived_set_is_not_offered_and_keeps_its_requisitions(desk: App, post: str) -> None:
    runs = somebody(desk, post)
    desk.run(ArchiveStageSet("standard"))
    assert "standard" not in {row.key for row in desk.ask(list_stage_sets).rows}
    everything = desk.ask(list_stage_sets, archived=True).rows
    assert {row.key for row in everything if row.archived} == {"standard"}
    with pytest.raises(RuleBroken) as refused:
        desk.run(OpenRequisition("前端工程师"))
    assert refused.value.field == "stage_set"
    desk.run(MoveApplications((runs,), "初筛"))
    desk.run(SetRequisitionState(post, RequisitionState.ON_HOLD))
    desk.undo()
    desk.run(MakeStageSet("标准", "Standard", copy_of="rd"))
    with pytest.raises(RuleBroken):
        desk.run(RestoreStageSet(everything[0].id))
    desk.undo()
    desk.run(RestoreStageSet("standard"))
    desk.undo()
    assert "standard" not in {row.key for row in desk.ask(list_stage_sets).rows}
    for key in ("rd", "sales", "campus"):
        desk.run(ArchiveStageSet(key))
    with pytest.raises(RuleBroken):
        desk.run(ArchiveStageSet("urgent"))


def test_a_requisition_takes_the_newest_version_with_everybody(
    desk: App, post: str, clock: SetClock
) -> None:
    staff = desk.run(AddStaff("李雷")).value
    runs, waits = somebody(desk, post, "一面"), somebody(desk, post, "初筛", "段洋睿")
    gone = somebody(desk, post, "一面", "欧阳娜娜")
    desk.run(CloseApplications((gone,), ApplicationState.REJECTED, "skills"))
    start = datetime(2026, 3, 3, 10, 0)
    meeting = desk.run(ScheduleInterview((runs,), "一面", start, panel=(staff,))).value
    clock.moment = datetime.fromisoformat("2026-03-03T05:00:00+00:00")
    desk.run(HoldInterview(meeting))
    before = view(desk, "standard")
    was = {each: desk.ask(application, each) for each in (runs, waits, gone)}
    paths = {each: desk.ask(moves_of, each) for each in (runs, waits)}
    second, rest = before.stages[4], without(before, "二面")
    desk.run(ChangeStageSet("standard", stages=(*rest[:3], second, *rest[3:])))
    assert desk.ask(adoption, post).newest == 2
    assert desk.run(AdoptStageSet(post)).value == 2
    newest = view(desk, "standard")
    assert desk.ask(requisition, post).stage_set_id == newest.id
    stages = {row.id: row.names["zh"] for row in desk.ask(list_stages, newest.id).rows}
    for each, name in ((runs, "一面"), (waits, "初筛")):
        now = desk.ask(application, each)
        assert stages[now.stage_id] == name
        assert replace(now, stage_id="") == replace(was[each], stage_id=""), "time goes on"
        assert desk.ask(moves_of, each) == paths[each], "nobody moved"
    assert desk.ask(application, gone) == was[gone]
    card = desk.ask(cards, [runs], clock.moment)[runs]
    assert card.action is NextAction.SCORE, "the interview counts for the stage that follows"
    with pytest.raises(RuleBroken):
        desk.run(AdoptStageSet(post))
    desk.run(ReopenApplication(gone))
    assert stages[desk.ask(application, gone).stage_id] == "一面"
    desk.undo()
    desk.undo()
    assert {each: desk.ask(application, each) for each in was} == was
    assert desk.ask(requisition, post).stage_set_id == before.id
    desk.redo()
    assert desk.ask(requisition, post).stage_set_id == newest.id


def test_the_interview_plan_follows_to_the_newest_version(desk: App, post: str) -> None:
    desk.run(ProposeRounds((post,)))
    rounds = desk.ask(list_rounds, post).rows
    old = {row.id: row.names["zh"] for row in desk.ask(list_stages, post_set(desk, post)).rows}
    named = {each.id: old[each.stage_id or ""] for each in rounds}
    desk.run(ChangeStageSet("standard", stages=without(view(desk, "standard"), "二面")))
    desk.run(AdoptStageSet(post))
    new = {row.id: row.names["zh"] for row in desk.ask(list_stages, post_set(desk, post)).rows}
    after = desk.ask(list_rounds, post).rows
    assert [each.id for each in after] == [each.id for each in rounds], "no round is lost"
    assert "二面" in named.values()
    for each in after:
        kept = named[each.id] if named[each.id] != "二面" else None
        assert (new[each.stage_id] if each.stage_id else None) == kept
    desk.undo()
    assert desk.ask(list_rounds, post).rows == rounds


def post_set(desk: App, post: str) -> str:
    return desk.ask(requisition, post).stage_set_id


def test_nobody_is_lost_where_a_stage_is_gone(desk: App, post: str) -> None:
    runs = somebody(desk, post, "电话沟通")
    before = view(desk, "standard")
    desk.run(ChangeStageSet("standard", stages=without(before, "电话沟通")))
    found = desk.ask(adoption, post)
    assert [(each.names["zh"], each.running) for each in found.lost] == [("电话沟通", 1)]
    assert "已入职" not in {each["zh"] for each in found.choices.values()}
    with pytest.raises(RuleBroken, match="Phone call") as refused:
        desk.run(AdoptStageSet(post))
    assert refused.value.field == "stages"
    for wrong in ("电话沟通", "电话沟通=没有", "没有=初筛", "电话沟通=已入职"):
        with pytest.raises(RuleBroken):
            desk.run(AdoptStageSet(post, (wrong,)))
    assert desk.ask(requisition, post).stage_set_id == before.id
    desk.run(AdoptStageSet(post, ("电话沟通=初筛",)))
    stages = {row.id: row.names["zh"] for row in desk.ask(list_stages, view(desk, "标准").id).rows}
    assert stages[desk.ask(application, runs).stage_id] == "初筛"


def test_undo_of_taking_a_version_loses_nobody_who_came_meanwhile(
    desk: App, post: str, clock: SetClock
) -> None:
    early = somebody(desk, post, "二面")
    before = view(desk, "standard")
    call = StageDraft({"zh": "笔试", "en": "Test"}, "test")
    made = (*before.stages[:2], call, *before.stages[2:])
    desk.run(ChangeStageSet("standard", stages=made))
    taken = desk.run(AdoptStageSet(post)).changes.entry
    late, other = somebody(desk, post, "笔试", "段洋睿"), somebody(desk, post, "初筛", "欧阳娜娜")
    desk.take_back(taken)
    assert desk.ask(requisition, post).stage_set_id == before.id
    found = desk.ask(columns, post, clock.moment)
    assert {each for column in found for each in column.ids} == {early, late, other}
    assert [each.names["zh"] for each in found][-2:] == ["初筛", "笔试"]
    shorter = without(view(desk, "standard"), "笔试")
    third = view(desk, desk.run(ChangeStageSet("standard", stages=shorter)).value)
    assert third.version == 3, "somebody stands in version 2"
    desk.undo()
    desk.run(MoveApplications((other,), "一面"))
    assert len(desk.ask(columns, post, clock.moment)) == len(found) - 1
    assert desk.ask(adoption, post).lost == ()
    assert desk.run(AdoptStageSet(post)).value == 3
    newest = {row.id: row.names["zh"] for row in desk.ask(list_stages, view(desk, "标准").id).rows}
    stood = {each: newest[desk.ask(application, each).stage_id] for each in (early, late, other)}
    assert stood == {early: "二面", late: "笔试", other: "一面"}


def test_who_ended_in_a_stage_that_is_gone_comes_back_at_the_start(desk: App, post: str) -> None:
    gone = somebody(desk, post, "电话沟通")
    desk.run(CloseApplications((gone,), ApplicationState.POOLED))
    desk.run(ChangeStageSet("standard", stages=without(view(desk, "standard"), "电话沟通")))
    desk.run(AdoptStageSet(post))
    desk.run(ReopenApplication(gone))
    first = desk.ask(list_stages, view(desk, "standard").id).rows[0]
    assert desk.ask(application, gone).stage_id == first.id
    assert desk.ask(moves_of, gone)[-1].to_stage_id == first.id


def test_the_board_of_all_shows_two_versions_side_by_side(
    desk: App, post: str, clock: SetClock
) -> None:
    old = [somebody(desk, post, "一面"), somebody(desk, post, "二面", "段洋睿")]
    before = view(desk, "standard")
    renamed = tuple(
        replace(each, names={"zh": "初试"}, limit_days=5) if each.names["zh"] == "一面" else each
        for each in before.stages
    )
    desk.run(ChangeStageSet("standard", stages=renamed))
    newer = desk.run(OpenRequisition("前端工程师")).value
    new = somebody(desk, newer, "初试", "欧阳娜娜")
    clock.moment = datetime.fromisoformat("2026-03-05T05:00:00+00:00")
    found = desk.ask(columns, "", clock.moment)
    talks = [each for each in found if each.kind == "interview"]
    assert len(talks) == 1
    assert set(talks[0].ids) == {*old, new}
    assert talks[0].overdue == ()
    assert desk.ask(overdue_count, clock.moment) == 0
    clock.moment = datetime.fromisoformat("2026-03-09T05:00:00+00:00")
    talks = [each for each in desk.ask(columns, "", clock.moment) if each.kind == "interview"]
    assert set(talks[0].overdue) == set(old), "each keeps the limit of its own version"
    assert desk.ask(overdue_count, clock.moment) == 2
    late = desk.ask(columns, "", clock.moment, BoardFilter(overdue=True))
    assert {each for column in late for each in column.ids} == set(old)
    lines = {row.id: row.stage for row in desk.ask(board_lines).rows}
    assert lines == {old[0]: "一面", old[1]: "二面", new: "初试"}
    for which, name, ids in ((post, "一面", old[:1]), (newer, "初试", [new])):
        shown = {each.names["zh"]: each.ids for each in desk.ask(columns, which, clock.moment)}
        assert shown[name] == tuple(ids)
    desk.run(MoveApplications((old[0], new), "debrief"))
    debrief = {each.kind: each for each in desk.ask(columns, "", clock.moment)}["debrief"]
    assert set(debrief.ids) == {old[0], new}, "a column of all takes cards of both versions"


drafts = st.builds(
    lambda name, kind, limit: StageDraft({"zh": name}, kind, limit),
    st.text("甲乙丙丁戊己庚辛", min_size=3, max_size=5),
    st.sampled_from(["call", "test", "interview", "debrief"]),
    st.one_of(st.none(), st.integers(1, 60)),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.randoms(use_true_random=False),
    st.lists(st.lists(drafts, max_size=3, unique_by=lambda each: each.names["zh"]), max_size=3),
)
def test_whatever_is_edited_running_requisitions_keep_their_stages(
    desk: App, random: Any, edits: list[list[StageDraft]]
) -> None:
    # A set of its own for each example: what one did must not show in the next.
    number = desk.ask(list_stage_sets).total
    stage_set = desk.run(MakeStageSet(f"样本{number}", copy_of="standard")).value
    post = desk.run(OpenRequisition("后端工程师", stage_set=stage_set)).value
    rows = desk.ask(list_stages, stage_set).rows
    names = [row.names["zh"] for row in rows[:-1]]
    running = [somebody(desk, post, random.choice(names)) for _ in range(3)]
    was = [desk.ask(application, each) for each in running]
    newest = stage_set
    for extra in edits:
        now = view(desk, newest)
        there = {each.names["zh"] for each in now.stages}
        kept = [each for each in now.stages[:-1] if random.random() < 0.8] or [now.stages[0]]
        new = [each for each in extra if each.names["zh"] not in there]
        mixed = random.sample([*kept, *new], len(kept) + len(new))
        newest = desk.run(ChangeStageSet(newest, stages=(*mixed, now.stages[-1]))).value
        if random.random() < 0.5:
            desk.run(OpenRequisition("前端工程师", stage_set=newest))
    assert desk.ask(requisition, post).stage_set_id == stage_set
    assert desk.ask(list_stages, stage_set).rows == rows
    assert [desk.ask(application, each) for each in running] == was
    found = desk.ask(adoption, post)
    if found.newest > found.version:
        first = next(iter(found.choices))
        desk.run(AdoptStageSet(post, tuple(f"{each.id}={first}" for each in found.lost)))
        live = {row.id for row in desk.ask(list_stages, newest).rows}
        assert {desk.ask(application, each).stage_id for each in running} <= live
        desk.undo()
        assert [desk.ask(application, each) for each in running] == was


def test_a_set_that_was_changed_meanwhile_is_not_written_over(desk: App) -> None:
    made = str(desk.run(MakeStageSet(zh="试用", copy_of="standard")).value)
    opened = view(desk, made)
    renamed = desk.run(ChangeStageSet(made, zh="试用二", seen=opened.mark))
    assert renamed.value == made, "nobody uses it: the same version, written anew"
    with pytest.raises(Conflict):
        desk.run(ChangeStageSet(made, stages=without(opened, "二面"), seen=opened.mark))
    assert len(view(desk, made).stages) == len(opened.stages)
    desk.run(ChangeStageSet(made, stages=without(opened, "二面"), seen=view(desk, made).mark))
    assert len(view(desk, made).stages) == len(opened.stages) - 1


def test_a_newer_version_is_a_change_too(desk: App) -> None:
    desk.run(OpenRequisition("后端工程师"))
    opened = view(desk, "standard")
    desk.run(ChangeStageSet("standard", zh="标准二", seen=opened.mark))
    with pytest.raises(Conflict):
        desk.run(ChangeStageSet(opened.id, zh="标准三", seen=opened.mark))
