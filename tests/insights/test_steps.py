from __future__ import annotations

from datetime import datetime

from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.insights.steps import steps
from workbench.interviews.commands import CancelInterview, ScheduleInterview
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply


def test_steps_of_an_interview_are_about_its_candidates(desk: App) -> None:
    post = desk.run(OpenRequisition("后端工程师", stage_set="rd")).value
    people = [desk.run(AddCandidate(name)).value for name in ("王小明", "李雷")]
    cards = tuple(desk.run(Apply(each, post)).value for each in people)
    panel = desk.run(AddStaff("韩梅梅")).value
    when = datetime(2026, 3, 9, 10)
    made = desk.run(ScheduleInterview(cards, "群面", when, 60, (panel,))).value
    desk.run(CancelInterview(made, "改期"))
    desk.undo()
    rows = desk.ask(steps, limit=10).rows
    assert [row.subjects for row in rows[:3]] == [("王小明", "李雷")] * 3
    assert rows[3].command == "staff.add"
    assert rows[4].subjects == ("李雷",)
