"""Who is proposed for a requisition out of those who are here already, and why."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PASSPHRASE
from workbench.app import App
from workbench.cli.main import main
from workbench.demand.commands import OpenRequisition
from workbench.demand.queries import requisition
from workbench.insights.fitting import (
    RELATED,
    Known,
    Past,
    Post,
    core,
    fit,
    is_named,
    likeness,
    tag_words,
)
from workbench.insights.proposals import Proposal, propose
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import Message
from workbench.people.commands import AddCandidate, BlockContact, TagCandidate
from workbench.people.consent import RecordConsent
from workbench.people.staffing import AddStaff
from workbench.pipeline.anonymity import ScreenAnonymously
from workbench.pipeline.commands import (
    Apply,
    ApplySeveral,
    CloseApplications,
    MoveApplications,
)
from workbench.pipeline.models import ApplicationState, StageKind
from workbench.pipeline.queries import applications_of, list_stages
from workbench.scoring.commands import EnterScorecard, GivenRating
from workbench.scoring.models import Recommendation

TODAY = date(2026, 3, 2)
POST = Post("后端工程师", "熟悉 PostgreSQL 与支付，会 Python")


class House:
    """One old post, one new one, and people who come and go."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.old = app.run(OpenRequisition("高级后端工程师", stage_set="rd")).value
        self.new = ""

    def opened(self, must: str = "熟悉 PostgreSQL 与支付") -> str:
        self.new = self.app.run(OpenRequisition("后端工程师", must_have=must)).value
        return self.new

    def person(self, name: str, **facts: str) -> str:
        return str(self.app.run(AddCandidate(name, **facts)).value)

    def ended(
        self,
        who: str,
        stage: str,
        reason: str = "other_chosen",
        outcome: ApplicationState = ApplicationState.REJECTED,
    ) -> str:
        made = str(self.app.run(Apply(who, self.old)).value)
        self.app.run(MoveApplications((made,), stage))
        self.app.run(CloseApplications((made,), outcome, reason))
        return made

    def proposed(self) -> dict[str, str]:
        found = self.app.ask(propose, self.new or self.opened(), today=TODAY).rows
        return {each.name: " · ".join(map(str, each.reasons)) for each in found}


@pytest.fixture
def home(desk: App) -> House:
    return House(desk)


def test_a_finalist_who_lost_to_somebody_else_is_proposed_with_the_reason(home: House) -> None:
    home.ended(home.person("王小明"), "debrief")
    home.ended(home.person("李晓"), "new")
    home.ended(home.person("赵弱"), "debrief", "skills")
    found = home.proposed()
    assert list(found) == ["王小明", "李晓"]
    assert found["王小明"] == "Finalist for “高级后端工程师”, March 2026 · Somebody else was chosen"
    assert found["李晓"].startswith("Applied for “高级后端工程师”")


def test_what_they_scored_best_in_is_told(home: House) -> None:
    who = home.person("王小明")
    staff = home.app.run(AddStaff("李雷")).value
    made = home.ended(who, "interview", "salary", ApplicationState.WITHDRAWN)
    card = EnterScorecard(
        made,
        staff,
        "project-deep-dive",
        Recommendation.YES,
        None,
        (GivenRating("own_part", 3), GivenRating("depth", 5, "画出了整条链路")),
    )
    home.app.run(card)
    assert "5.0 in “" in home.proposed()["王小明"]
    assert "Salary too far apart" in home.proposed()["王小明"]


def test_the_pool_tags_and_titles_speak_for_people(home: House) -> None:
    tagged = home.person("陈标")
    home.app.run(TagCandidate(tagged, ("postgresql", "支付", "烹饪")))
    kept = home.person("周池", title="后端开发工程师")
    home.app.run(RecordConsent(kept))
    home.person("吴题", title="资深后端工程师")
    home.person("郑远", title="门店运营经理")
    found = home.proposed()
    assert set(found) == {"陈标", "周池", "吴题"}
    assert found["陈标"] == "Tag “postgresql” · Tag “支付”"
    assert "Agreed until 2027-03-02" in found["周池"]
    assert found["吴题"] == "Present title: 资深后端工程师"


def test_who_must_not_be_asked_is_never_proposed(home: House) -> None:
    names = ("不联系", "已在此", "曾在此", "被遮住", "已到期", "可推荐")
    who = {name: home.person(name, title="后端工程师") for name in names}
    new = home.opened()
    home.app.run(BlockContact(who["不联系"], "asked us to"))
    home.app.run(Apply(who["已在此"], new))
    was = home.app.run(Apply(who["曾在此"], new)).value
    home.app.run(CloseApplications((was,), ApplicationState.REJECTED, "other_chosen"))
    veiled = home.app.run(OpenRequisition("前台")).value
    home.app.run(Apply(who["被遮住"], veiled))
    home.app.run(ScreenAnonymously(veiled, "screen"))
    home.app.run(RecordConsent(who["已到期"], months=1))
    assert set(home.proposed()) == {"已到期", "可推荐"}
    later = home.app.ask(propose, new, today=date(2026, 5, 1)).rows
    assert [each.name for each in later] == ["可推荐"]


def test_a_requisition_that_is_not_there_is_told(desk: App) -> None:
    with pytest.raises(NotFound):
        desk.ask(propose, "nothing")


def test_only_the_likeliest_are_returned_and_all_are_counted(home: House) -> None:
    for n in range(5):
        home.person(f"王{n}", title="后端工程师")
    page = home.app.ask(propose, home.opened(), limit=2)
    assert (len(page.rows), page.total) == (2, 5)


def test_several_are_put_on_in_one_step_and_one_undo_takes_them_off(home: House) -> None:
    people = [home.person(f"王{n}") for n in range(3)]
    home.opened()
    home.app.run(ApplySeveral(home.new, (*people, people[0])))
    ranks = [home.app.ask(applications_of, who).rows for who in people]
    assert [len(rows) for rows in ranks] == [1, 1, 1]
    first = home.app.ask(list_stages, home.app.ask(requisition, home.new).stage_set_id).rows[0]
    assert {rows[0].stage_id for rows in ranks} == {first.id}
    home.app.undo()
    assert [home.app.ask(applications_of, who).total for who in people] == [0, 0, 0]


def test_one_who_is_on_it_already_stops_all(home: House) -> None:
    people = [home.person(f"王{n}") for n in range(2)]
    home.app.run(Apply(people[1], home.opened()))
    with pytest.raises(RuleBroken):
        home.app.run(ApplySeveral(home.new, tuple(people)))
    assert home.app.ask(applications_of, people[0]).total == 0
    with pytest.raises(RuleBroken):
        home.app.run(ApplySeveral(home.new, ()))


# The rules


def past(**facts: object) -> Past:
    usual: dict[str, object] = {
        "post": "后端",
        "likeness": 1.0,
        "stage": StageKind.DEBRIEF,
        "state": ApplicationState.REJECTED,
        "reason": "other_chosen",
        "ended": TODAY,
    }
    return Past(**(usual | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("后端工程师", "高级后端工程师", True),
        ("后端工程师", "前端工程师", False),
        ("销售", "大客户销售", True),
        ("产品经理", "产品设计师", False),
        ("Senior Account Executive", "Account Executive", True),
        ("Backend Engineer", "Frontend Engineer", False),
        ("经理", "经理", True),
        ("", "后端", False),
    ],
)
def test_posts_are_alike_by_what_they_are_about(one: str, other: str, like: bool) -> None:
    assert (likeness(one, other) >= RELATED) is like


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)
    if core(one):
        assert likeness(one, one) == 1.0


@pytest.mark.parametrize(
    ("tag", "named"),
    [("python", True), ("Go", False), ("支付", True), ("付", False), ("SQL", False)],
)
def test_a_tag_is_a_word_of_its_own(tag: str, named: bool) -> None:
    assert is_named(tag, "熟悉 PostgreSQL 与支付，会 Python、Google Cloud") is named


@given(st.text("后端支付ab C+", max_size=20))
def test_every_tag_that_is_named_is_looked_for(text: str) -> None:
    spelled = tag_words(text)
    for word in ("后端", "支付", "付后", "端支"):
        assert not is_named(word, text) or word in spelled


def reasons(known: Known) -> list[Message]:
    found = fit(known, POST, TODAY)
    assert found is not None
    return list(found.reasons)


def test_a_finalist_of_another_trade_needs_another_reason() -> None:
    elsewhere = past(post="大客户经理", likeness=0.1)
    assert fit(Known(past=(elsewhere,)), POST, TODAY) is None
    told = [str(each) for each in reasons(Known("后端工程师", past=(elsewhere,)))]
    assert told == ["Present title: 后端工程师", "Finalist for “大客户经理”, March 2026"]


@pytest.mark.parametrize("reason", ["skills", "experience", "scenario", "no_show"])
def test_who_failed_for_a_like_post_is_not_proposed_for_a_title(reason: str) -> None:
    known = Known("后端工程师", past=(past(reason=reason),))
    assert fit(known, POST, TODAY) is None


def test_good_scores_outweigh_a_reason_but_not_that_nobody_came() -> None:
    assert fit(Known(past=(past(reason="experience", score=4.2),)), POST, TODAY) is not None
    assert fit(Known(past=(past(reason="no_show", score=4.2),)), POST, TODAY) is None


def test_a_late_and_recent_end_comes_before_an_early_and_old_one() -> None:
    old = TODAY - timedelta(days=900)
    ways = [
        past(stage=StageKind.OFFER),
        past(),
        past(ended=old),
        past(stage=StageKind.SCREEN),
        past(stage=StageKind.SCREEN, ended=old),
    ]
    points = [fit(Known(past=(each,)), POST, TODAY) for each in ways]
    values = [each.points for each in points if each is not None]
    assert len(values) == len(ways)
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values)


def test_consent_that_ended_ends_everything() -> None:
    known = Known("后端工程师", consent_until=TODAY - timedelta(days=1))
    assert fit(known, POST, TODAY) is None


def test_the_command_line_proposes(
    home: House,
    vault_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    who = home.person("王小明", title="后端工程师")
    post = home.opened()
    home.app.close()
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("WORKBENCH_VAULT", str(vault_path))
    assert main(["requisition", "propose", post, "--json"]) == 0
    row = json.loads(capsys.readouterr().out)["rows"][0]
    assert (row["candidate_id"], row["name"]) == (who, "王小明")
    assert main(["application", "add-several", post, "--candidates", who, "--json"]) == 0
    assert main(["requisition", "propose", post]) == 0
    assert "王小明" not in capsys.readouterr().out.rpartition("}")[2]


def test_a_month_is_said_in_both_languages(home: House) -> None:
    home.ended(home.person("王小明"), "debrief")
    row: Proposal = home.app.ask(propose, home.opened()).rows[0]
    what = row.reasons[0].args["what"]
    assert isinstance(what, Message)
    assert what.args["month"] == {"en": "March 2026", "zh": "2026 年 3 月"}
