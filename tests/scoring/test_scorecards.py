from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.interviews.conftest import House
from tests.scoring.conftest import Panel
from workbench.interviews.commands import CancelInterview, NoteNoShow
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import Conflict, NotFound, RuleBroken
from workbench.pipeline.commands import CloseApplications
from workbench.pipeline.models import ApplicationState
from workbench.scoring.commands import (
    ArchiveScorecard,
    ChangeScorecard,
    GivenRating,
)
from workbench.scoring.content import InstallScorecards
from workbench.scoring.models import Recommendation
from workbench.scoring.owing import list_owed, owed, owed_query
from workbench.scoring.queries import (
    list_templates,
    scorecard,
    scorecards_of,
    summaries,
    summary,
    template,
)
from workbench.scoring.shipped import SHIPPED


def owing(panel: Panel) -> list[tuple[str, str]]:
    rows = panel.house.desk.ask(list_owed).rows
    return sorted((row.candidate, row.interviewer) for row in rows)


def test_a_new_vault_has_the_shipped_scorecards(house: House) -> None:
    rows = house.desk.ask(list_templates).rows
    assert [row.key for row in rows] == [card.key for card in SHIPPED]
    assert all(len(row.attributes) >= 6 for row in rows)
    assert house.run(InstallScorecards()) == 0
    assert house.desk.ask(template, "研发项目复盘").key == "project-deep-dive"
    knock_outs = [each.key for each in house.desk.ask(template, "sales-scenario").attributes]
    assert knock_outs[-1] == "integrity"
    with pytest.raises(NotFound):
        house.desk.ask(template, "nothing")


def test_shipped_scorecards_are_whole() -> None:
    for card in SHIPPED:
        assert len({each.key for each in card.attributes}) == len(card.attributes)
        assert len(card.zh_script) == len(card.en_script)
        for each in card.attributes:
            texts = (*each.zh_anchors, *each.en_anchors)
            assert len(set(texts)) == 6
            assert all(text.strip() == text and text for text in texts)
            assert all(text.isascii() or "“" in text for text in each.en_anchors)


def test_a_scorecard_is_entered(panel: Panel) -> None:
    made = panel.enter(
        ratings=(
            GivenRating("个人贡献", 4),
            GivenRating("Technical depth", 5, " down to the scheduler "),
            GivenRating("learning", None, "no time"),
        ),
        comment="solid",
    )
    row = panel.house.desk.ask(scorecard, made)
    assert (row.interviewer, row.recommendation, row.comment) == ("李蕾", "yes", "solid")
    assert (row.mean, row.rated, row.asked) == (4.5, 2, 7)
    assert row.submitted_at == datetime(2026, 3, 3, 4, tzinfo=UTC)
    by_name = {each.names["en"]: (each.level, each.comment) for each in row.ratings}
    assert by_name["Technical depth"] == (5, "down to the scheduler")
    assert by_name["Learning"] == (None, "no time")
    assert by_name["Collaboration"] == (None, "")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"ratings": (GivenRating("depth", 5),)}, "depth: write down"),
        ({"ratings": (GivenRating("depth", 0, "x"),)}, "whole number"),
        ({"ratings": (GivenRating("depth", 3), GivenRating("技术深度", 3))}, "twice"),
        ({"ratings": (GivenRating("charm", 3),)}, "no attribute"),
        ({"ratings": ()}, "Nothing was rated"),
        ({"recommendation": Recommendation.NOT_ENOUGH}, "what evidence is missing"),
        ({"template": "nothing"}, "no scorecard"),
    ],
)
def test_what_a_scorecard_must_say(panel: Panel, changes: dict[str, Any], text: str) -> None:
    with pytest.raises((RuleBroken, NotFound), match=text):
        panel.enter(**changes)
    assert panel.house.desk.ask(scorecards_of, panel.house.applications[0]).total == 0


def test_only_the_panel_scores(panel: Panel) -> None:
    with pytest.raises(RuleBroken, match="only its interviewers"):
        panel.enter(by=2)
    with pytest.raises(RuleBroken, match="somebody else"):
        panel.enter(who=2)
    panel.enter(by=2, interview="")
    with pytest.raises(RuleBroken, match="already"):
        panel.enter(by=2, interview="")


def test_what_did_not_take_place_is_not_scored(panel: Panel) -> None:
    house = panel.house
    cancelled = house.schedule(0, at="2026-03-04T10:00")
    with pytest.raises(RuleBroken, match="not come yet"):
        panel.enter(interview=cancelled)
    house.run(CancelInterview(cancelled, "x"))
    with pytest.raises(RuleBroken, match="did not take place"):
        panel.enter(interview=cancelled)
    house.run(NoteNoShow(panel.interview, (house.people[1],)))
    with pytest.raises(RuleBroken, match="did not take place"):
        panel.enter(who=1)
    panel.enter()


def test_one_scorecard_for_each_interviewer_and_candidate(panel: Panel) -> None:
    panel.enter()
    with pytest.raises(RuleBroken, match="already"):
        panel.enter(template="manager")
    panel.enter(who=1)
    panel.enter(by=1)
    assert panel.house.desk.ask(scorecards_of, panel.house.applications[0]).total == 2


def test_changing_a_scorecard(panel: Panel) -> None:
    made = panel.enter()
    panel.house.run(
        ChangeScorecard(
            made,
            (GivenRating("depth", None), GivenRating("quality", 2)),
            Recommendation.NO,
            "weak on operation",
        )
    )
    row = panel.house.desk.ask(scorecard, made)
    assert (row.mean, row.rated, row.recommendation) == (3.0, 2, "no")
    with pytest.raises(RuleBroken, match="own_part: write down"):
        panel.house.run(ChangeScorecard(made, (GivenRating("own_part", 1),)))
    nothing = tuple(GivenRating(key, None) for key in ("own_part", "quality"))
    with pytest.raises(RuleBroken, match="Nothing was rated"):
        panel.house.run(ChangeScorecard(made, nothing))
    panel.house.desk.undo()
    row = panel.house.desk.ask(scorecard, made)
    assert (row.mean, row.rated, row.recommendation) == (3.5, 2, "yes")
    panel.house.desk.redo()
    assert panel.house.desk.ask(scorecard, made).mean == 3.0


def test_entering_and_archiving_can_be_undone(panel: Panel) -> None:
    desk, application = panel.house.desk, panel.house.applications[0]
    made = panel.enter()
    desk.undo()
    assert desk.ask(scorecards_of, application).total == 0
    desk.redo()
    assert desk.ask(scorecard, made).mean == 3.5
    panel.house.run(ArchiveScorecard(made))
    with pytest.raises(NotFound):
        desk.ask(scorecard, made)
    panel.enter(recommendation=Recommendation.STRONG_YES)
    desk.undo()
    desk.undo()
    assert desk.ask(scorecard, made).mean == 3.5
    assert desk.vault.faults() == []


def test_an_interview_with_a_scorecard_cannot_be_unmade(panel: Panel) -> None:
    from workbench.vault import history

    panel.enter()
    rows = panel.house.desk.ask(history.entries, limit=20).rows
    entry = next(row.id for row in rows if row.command == "interview.schedule")
    with pytest.raises(Conflict):
        panel.house.desk.take_back(entry)


def test_what_several_cards_come_to(panel: Panel) -> None:
    panel.enter(ratings=(GivenRating("depth", 4), GivenRating("own_part", 2)))
    panel.enter(by=1, ratings=(GivenRating("depth", 2),), recommendation=Recommendation.STRONG_NO)
    found = panel.house.desk.ask(summary, panel.house.applications[0])
    assert (found.cards, found.recommendations) == (2, {"yes": 1, "strong_no": 1})
    assert (found.figures.mean, found.figures.n, found.figures.spread) == (2.5, 2, 1.0)
    by_name = {each.names["en"]: each.figures for each in found.attributes}
    assert (by_name["Technical depth"].mean, by_name["Technical depth"].spread) == (3.0, 2.0)
    assert (by_name["Own part"].n, by_name["Own part"].spread) == (1, None)
    assert by_name["Learning"].mean is None
    several = panel.house.desk.ask(summaries, panel.house.applications)
    assert [several[each].cards for each in panel.house.applications] == [2, 0, 0]


def test_a_knock_out_is_shown(panel: Panel) -> None:
    made = panel.enter(
        template="sales-scenario",
        ratings=(GivenRating("integrity", 1, "promised a discount"), GivenRating("value", 4)),
    )
    row = panel.house.desk.ask(scorecard, made)
    names = {each.attribute_id: each.names["en"] for each in row.ratings}
    assert [names[each] for each in row.knocked_out] == ["Integrity"]


def test_who_owes_a_scorecard(panel: Panel) -> None:
    both = ("Elena Sullivan", "王小明")
    assert owing(panel) == [(who, by) for who in both for by in ("周航", "李蕾")]
    made = panel.enter()
    assert ("王小明", "李蕾") not in owing(panel)
    panel.house.run(ArchiveScorecard(made))
    assert ("王小明", "李蕾") in owing(panel)
    panel.house.run(NoteNoShow(panel.interview, (panel.house.people[1],)))
    assert owing(panel) == [("王小明", "周航"), ("王小明", "李蕾")]
    rows = panel.house.desk.ask(owed, panel.house.applications)
    assert [len(rows[each]) for each in panel.house.applications] == [2, 0, 0]
    assert panel.house.desk.ask(list_owed, day=date(2026, 3, 3)).total == 2
    assert panel.house.desk.ask(list_owed, day=date(2026, 3, 4)).total == 0
    ended = (panel.house.applications[0],)
    panel.house.run(CloseApplications(ended, ApplicationState.WITHDRAWN, "personal"))
    assert owing(panel) == []


def test_calls_owe_no_scorecard(house: House, clock: SetClock) -> None:
    from workbench.interviews.commands import HoldInterview

    call = house.schedule(0, round="电话沟通")
    clock.moment = datetime(2026, 3, 3, 4, tzinfo=UTC)
    house.run(HoldInterview(call))
    assert house.desk.ask(list_owed).total == 0


def test_what_is_owed_is_read_by_index(panel: Panel) -> None:
    from workbench.interviews.models import InterviewCandidate

    column = InterviewCandidate.__table__.c.application_id
    with panel.house.desk.vault.reader() as connection:
        query = owed_query(column.in_(panel.house.applications)).compile(
            connection, compile_kwargs={"literal_binds": True}
        )
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
    details = [str(row[3]) for row in plan]
    assert any("ix_interview_candidate_application_id" in line for line in details)
    assert any("ix_scorecard_interview_id_staff_id" in line for line in details) or any(
        "ix_scorecard_application_id" in line for line in details
    )
    assert not [line for line in details if line.startswith("SCAN")]
