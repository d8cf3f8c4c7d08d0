"""The log of contacts: what it takes, what it refuses, who is to be called back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from workbench.app import App, history
from workbench.insights.telling import told
from workbench.insights.today import today
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.people.commands import AddCandidate, BlockContact
from workbench.people.contacting import (
    ChangeContact,
    LogContact,
    LoggedRow,
    RemoveContact,
    SettleCallBack,
    due_call_backs,
    list_contacts,
)
from workbench.people.models import Channel, Direction, Outcome
from workbench.pipeline.merging import MergeCandidates

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


@pytest.fixture
def who(desk: App) -> str:
    return str(desk.run(AddCandidate("王小明", phone="13800000001")).value)


def log(desk: App, who: str, body: str = "聊了十分钟", **more: object) -> str:
    return str(desk.run(LogContact(who, body, **more)).value)  # type: ignore[arg-type]


def logged(desk: App, who: str) -> tuple[LoggedRow, ...]:
    return desk.ask(list_contacts, candidate=who).rows


def due(desk: App, day: date = MONDAY) -> list[str]:
    return [row.id for row in desk.ask(due_call_backs, today=day).rows]


def test_a_contact_is_noted_with_all_that_was_said(
    desk: App, who: str, open_app: Callable[..., App]
) -> None:
    log(desk, who, " 关注加班 ", channel=Channel.WECHAT, outcome=Outcome.REACHED)
    desk.close()
    [row] = logged(open_app(), who)
    assert (row.body, row.channel, row.direction, row.outcome, row.by, row.name) == (
        *("关注加班", Channel.WECHAT, Direction.OUT, Outcome.REACHED, "小陈", "王小明"),
    )
    assert row.at == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def test_the_newest_stands_first_and_a_local_time_is_the_house_s(desk: App, who: str) -> None:
    now = log(desk, who)
    before = log(desk, who, at=datetime(2026, 3, 2, 9, 0))
    assert [row.id for row in logged(desk, who)] == [now, before]
    assert logged(desk, who)[1].at == datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("body", {"body": "  "}),
        ("body", {"body": "字" * 5001}),
        ("at", {"at": datetime(2026, 3, 2, 9, 31)}),
        ("call_back_on", {"outcome": Outcome.TO_CALL_BACK}),
        ("call_back_on", {"call_back_on": date(2026, 3, 1)}),
    ],
)
def test_what_says_nothing_or_cannot_be_is_refused(
    desk: App, who: str, field: str, given: dict[str, object]
) -> None:
    with pytest.raises(RuleBroken) as refused:
        log(desk, who, **({"body": "在"} | given))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert logged(desk, who) == ()


def test_an_outcome_needs_no_words(desk: App, who: str) -> None:
    log(desk, who, "", outcome=Outcome.NO_ANSWER)
    assert logged(desk, who)[0].outcome is Outcome.NO_ANSWER


def test_whom_we_must_not_contact_can_only_come_to_us(desk: App, who: str) -> None:
    desk.run(BlockContact(who, "已入职他处", since=date(2026, 2, 1)))
    with pytest.raises(RuleBroken, match=r"since 2026-02-01: 已入职他处. Lift the ban first"):
        log(desk, who)
    came = log(desk, who, direction=Direction.IN)
    with pytest.raises(RuleBroken) as refused:
        desk.run(ChangeContact(came, direction=Direction.OUT))
    assert refused.value.field == "direction"
    assert [row.direction for row in logged(desk, who)] == [Direction.IN]


def test_a_contact_is_corrected_removed_and_brought_back(desk: App, who: str) -> None:
    made = log(desk, who, call_back_on=FRIDAY)
    desk.run(ChangeContact(made, body="聊了二十分钟", outcome=Outcome.REACHED))
    desk.run(ChangeContact(made, no_call_back=True, channel=Channel.SMS))
    [row] = logged(desk, who)
    assert (row.body, row.outcome, row.channel, row.call_back_on) == (
        *("聊了二十分钟", Outcome.REACHED, Channel.SMS, None),
    )
    desk.undo()
    assert logged(desk, who)[0].call_back_on == FRIDAY
    desk.run(RemoveContact(made))
    assert logged(desk, who) == ()
    with pytest.raises(NotFound):
        desk.run(RemoveContact(made))
    desk.undo()
    assert logged(desk, who)[0].id == made
    with pytest.raises(RuleBroken):
        desk.run(ChangeContact(made, body="", outcome=Outcome.NONE))


def test_a_call_back_is_due_from_its_day_on(desk: App, who: str) -> None:
    made = log(desk, who, outcome=Outcome.TO_CALL_BACK, call_back_on=FRIDAY)
    assert due(desk, date(2026, 3, 5)) == []
    assert due(desk, FRIDAY) == due(desk, date(2026, 3, 9)) == [made]
    assert desk.ask(today, datetime(2026, 3, 6, 2, tzinfo=UTC)).call_backs[0].id == made


@pytest.mark.parametrize(
    ("later", "still"),
    [
        ({"outcome": Outcome.NO_ANSWER}, True),
        ({"channel": Channel.SMS, "body": "请回电"}, True),
        ({"outcome": Outcome.REACHED}, False),
        ({"outcome": Outcome.DECLINED}, False),
        ({"direction": Direction.IN}, False),
    ],
)
def test_a_talk_settles_it_and_a_call_in_vain_does_not(
    desk: App, who: str, clock: SetClock, later: dict[str, object], still: bool
) -> None:
    made = log(desk, who, call_back_on=MONDAY)
    clock.moment = datetime(2026, 3, 2, 2, tzinfo=UTC)
    log(desk, who, **({"body": "再次联系"} | later))  # type: ignore[arg-type]
    assert (due(desk) == [made]) is still
    desk.undo()
    assert due(desk) == [made]


def test_a_later_day_takes_the_place_of_the_first(desk: App, who: str, clock: SetClock) -> None:
    log(desk, who, call_back_on=MONDAY)
    clock.moment = datetime(2026, 3, 2, 2, tzinfo=UTC)
    second = log(desk, who, "", outcome=Outcome.NO_ANSWER, call_back_on=FRIDAY)
    assert due(desk) == []
    assert due(desk, FRIDAY) == [second]


def test_it_is_settled_by_hand_and_owed_again_on_a_new_day(desk: App, who: str) -> None:
    made = log(desk, who, call_back_on=MONDAY)
    desk.run(SettleCallBack(made))
    assert due(desk) == []
    desk.undo()
    assert due(desk) == [made]
    desk.run(SettleCallBack(made))
    desk.run(ChangeContact(made, call_back_on=FRIDAY))
    assert due(desk, FRIDAY) == [made]
    with pytest.raises(RuleBroken):
        desk.run(SettleCallBack(log(desk, who)))


def test_nobody_is_owed_a_call_that_is_forbidden(desk: App, who: str) -> None:
    log(desk, who, call_back_on=MONDAY)
    desk.run(BlockContact(who, "请勿再联系"))
    assert due(desk) == []
    assert not logged(desk, who)[0].call_back_due


def test_a_long_list_is_cut_and_still_counted(desk: App, who: str) -> None:
    made = []
    for n in range(3):
        other = str(desk.run(AddCandidate(f"候选人{n}")).value)
        made.append(log(desk, other, call_back_on=MONDAY))
    page = desk.ask(due_call_backs, today=MONDAY, limit=2)
    assert ([row.id for row in page.rows], page.total) == (made[:2], 3)


def test_merging_takes_the_log_along_and_undo_gives_it_back(desk: App, who: str) -> None:
    other = str(desk.run(AddCandidate("Wang Xiaoming")).value)
    mine, theirs = log(desk, who), log(desk, other, call_back_on=MONDAY)
    desk.run(MergeCandidates(who, other))
    assert {row.id for row in logged(desk, who)} == {mine, theirs}
    assert due(desk) == [theirs]
    desk.undo()
    assert [row.id for row in logged(desk, other)] == [theirs]


def test_the_history_says_what_was_noted(desk: App, who: str) -> None:
    log(desk, who, channel=Channel.WECHAT, outcome=Outcome.AGREED)
    [entry] = [row for row in desk.ask(history.about, who) if row.command == "contact.log"]
    [record] = desk.ask(told, entry.id).records
    said = {each.field: each.after for each in record.fields}
    assert said["channel"] == "wechat"
    assert said["outcome"] == "agreed"
    assert "settled" not in said
