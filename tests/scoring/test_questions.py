from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interviews.conftest import House
from workbench.composition import COMMANDS
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.scoring.content import InstallScorecards, shipped_questions
from workbench.scoring.forbidden import TOPICS, forbidden
from workbench.scoring.models import QuestionKind
from workbench.scoring.queries import list_templates
from workbench.scoring.questions import (
    AddQuestion,
    ArchiveQuestion,
    ChangeQuestion,
    OrderQuestions,
    check_question,
    list_questions,
)
from workbench.scoring.shipped import SHIPPED

BAD = {
    "marriage": (
        "你结婚了吗？",
        "你有男朋友了吗",
        "Are you married?",
        "What does your husband do?",
    ),
    "children": (
        "您打算要孩子吗？",
        "生育计划呢",
        "Do you have any kids?",
        "How is your childcare?",
    ),
    "pregnancy": ("你现在怀孕了吗？", "Are you pregnant?"),
    "age": (
        "你今年多大了？",
        "你是哪一年出生的？",
        "How old are you?",
        "What is your date of birth?",
    ),
    "health": (
        "你身体状况怎么样？",
        "你有没有残疾证",
        "Do you have a disability?",
        "How’s your health?",
    ),
    "religion": ("你有什么宗教信仰？", "What religion are you?"),
    "origin": (
        "你户口在哪里？",
        "你是哪里人？",
        "Where are you from?",
        "Is English your mother tongue?",
    ),
    "family": ("你父母是做什么的？", "介绍一下家庭背景", "What do your parents do? Your father?"),
    "zodiac": ("你是什么星座？", "你属什么？", "What is your star sign?"),
    "politics": ("你是党员吗？", "What are your political views?"),
    "looks": ("你身高多少？", "How tall are you?"),
    "orientation": ("你的性取向是什么", "Are you gay?"),
}
FALSE_FRIENDS = (
    "你结合实际讲一个例子",
    "你有对象存储的经验吗？",
    "你带过多大的团队？",
    "隶属什么部门，属于什么职级？",
    "怎样孵化民族品牌？",
    "你怎么发现系统的毛病，怎么查病毒？",
    "你信教授的判断，还是自己的数据？",
    "用户的年龄段怎样分布？",
    "How do you merge a married data set with its child processes?",
    "What is a race condition, and how old is the code base?",
    "Are you single-handedly responsible for the release?",
    "Which business partner did you win, and how do you keep a supportive family of products?",
    "How do you check the health of a service?",
)


@pytest.mark.parametrize("topic", [each.key for each in TOPICS])
def test_what_must_not_be_asked_is_found(topic: str) -> None:
    for text in BAD[topic]:
        assert topic in {each.topic.key for each in forbidden(text)}, text


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_false_friends_are_left_alone(text: str) -> None:
    assert forbidden(text) == ()


@given(st.text(alphabet="你您的有多大属什么结婚合实际 areyoumid?。"), st.sampled_from(TOPICS))
def test_a_bad_question_stays_bad_in_any_company(around: str, topic: object) -> None:
    key = topic.key  # type: ignore[attr-defined]
    found = forbidden(f"{around}。{BAD[key][0]}。{around}")
    assert key in {each.topic.key for each in found}
    assert all(each.words for each in found)


def test_the_shipped_bank_is_whole_and_may_be_asked(house: House) -> None:
    seen: set[str] = set()
    for card in SHIPPED:
        both = shipped_questions(card.key)
        assert list(both) == [each.key for each in card.attributes]
        rows = house.desk.ask(list_questions, card.key).rows
        assert len(rows) == 6 * len(card.attributes)
        for attribute in both:
            kinds = [
                r.kind for r in house.desk.ask(list_questions, card.key, attribute=attribute).rows
            ]
            assert kinds == ["behaviour", "situation", "probe", *["follow_up"] * 3]
        for row in rows:
            assert set(row.texts) == {"zh", "en"}
            assert not seen & set(row.texts.values()), row.texts
            seen |= set(row.texts.values())
            assert not any(forbidden(text) for text in row.texts.values()), row.texts
    with pytest.raises(NotFound):
        house.desk.ask(list_questions, "manager", attribute="nothing")


def test_an_old_vault_gets_what_it_lacks_and_nothing_back(house: House) -> None:
    first = house.desk.ask(list_questions, "manager").rows[0]
    house.run(ArchiveQuestion(first.id))
    assert house.run(InstallScorecards()) == 0
    assert first.id not in {row.id for row in house.desk.ask(list_questions, "manager").rows}
    assert len(house.desk.ask(list_questions, "manager").rows) == 35


def test_questions_are_added_changed_ordered_and_undone(house: House) -> None:
    made = house.run(
        AddQuestion("manager.people", zh=" 你怎么  带新人？ ", kind=QuestionKind.PROBE)
    )
    rows = house.desk.ask(list_questions, "manager", attribute="people").rows
    assert (rows[-1].id, rows[-1].texts) == (made, {"zh": "你怎么 带新人？"})
    house.run(ChangeQuestion(made, en="How do you bring people in?"))
    order = (made, *(row.id for row in rows[:-1]))
    house.run(OrderQuestions(rows[0].attribute_id, order))
    rows = house.desk.ask(list_questions, "manager", attribute="people").rows
    assert tuple(row.id for row in rows) == order
    assert rows[0].texts["en"] == "How do you bring people in?"
    house.desk.undo()
    house.desk.undo()
    rows = house.desk.ask(list_questions, "manager", attribute="people").rows
    assert (rows[-1].id, set(rows[-1].texts)) == (made, {"zh"})
    for broken in (
        AddQuestion("manager.people"),
        ChangeQuestion(made, zh=" "),
        OrderQuestions("manager.people", (made,)),
    ):
        with pytest.raises(RuleBroken):
            house.run(broken)
    for nowhere in (AddQuestion("people", zh="好"), AddQuestion("manager.nothing", zh="好")):
        with pytest.raises(NotFound):
            house.run(nowhere)


def test_a_question_not_to_be_asked_is_added_with_a_warning(house: House) -> None:
    bad = AddQuestion("manager.people", zh="你结婚了吗？")
    done = house.desk.run(bad)
    warns = COMMANDS.of(bad).warns
    said = [str(each) for each in house.desk.ask(warns, bad, done.value)]
    assert len(said) == 1
    assert "art. 43" in said[0]
    rows = house.desk.ask(check_question, "How old are you? 你是党员吗？").rows
    assert [row.topic for row in rows] == ["age", "politics"]
    assert house.desk.ask(check_question, "你怎么带新人？").rows == ()


def test_every_attribute_has_questions(house: House) -> None:
    for row in house.desk.ask(list_templates).rows:
        asked = {each.attribute_id for each in house.desk.ask(list_questions, row.id).rows}
        assert asked == {each.id for each in row.attributes}
