"""Merging two records of one person: nothing is lost, and undo parts them again."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from workbench.app import App
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.people.commands import (
    AddCandidate,
    AddNote,
    AttachCv,
    BlockContact,
    TagCandidate,
)
from workbench.people.merging import MarkDistinct
from workbench.people.queries import candidate, list_candidates, merged_into, search_everything
from workbench.pipeline.commands import Apply, MoveApplications, OpenRequisition
from workbench.pipeline.duplicates import list_duplicates, sharing_contacts
from workbench.pipeline.merging import MergeCandidates
from workbench.pipeline.queries import applications_of, list_stages
from workbench.vault.records import shapes


@pytest.fixture
def post(desk: App) -> str:
    return str(desk.run(OpenRequisition("后端工程师", headcount=1)).value)


@pytest.fixture
def two(desk: App, post: str) -> tuple[str, str]:
    """王小明 as he came by himself, and as a job board brought him a week later."""
    first = desk.run(
        AddCandidate("王小明", phone="13800000001", city="上海", source="内推", referrer="李娜")
    ).value
    other = desk.run(
        AddCandidate(
            "Wang Xiaoming",
            phone="+86 138 0000 0001",
            email="wxm@example.cn",
            city="杭州",
            employer="某某科技",
            source="BOSS直聘",
        )
    ).value
    desk.run(TagCandidate(first, ("后端",)))
    desk.run(TagCandidate(other, ("后端", "Go")))
    desk.run(AddNote(other, "周三可约"))
    desk.run(AttachCv(other, text="精通分布式存储", name="cv.txt", content=b"cv"))
    desk.run(Apply(other, post))
    return first, other


def rows(desk: App) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all records, to compare before and after."""
    found = {}
    with desk.vault.reader() as connection:
        for table in sorted(shapes()):
            query = text(f"SELECT * FROM {table} ORDER BY id")
            found[table] = [tuple(row) for row in connection.execute(query)]
    return found


def found(desk: App, words: str) -> list[str]:
    return [hit.subject for hit in desk.ask(search_everything, words).rows]


def test_everything_of_both_comes_together(desk: App, two: tuple[str, str], post: str) -> None:
    keep, other = two
    desk.run(MergeCandidates(keep, other))
    card = desk.ask(candidate, keep)
    assert (card.name, card.city, card.employer, card.source) == (
        "王小明",
        "上海",
        "某某科技",
        "内推",
    )
    assert card.referrer == "李娜"
    assert [each.value for each in card.contacts] == ["13800000001", "wxm@example.cn"]
    assert card.tags == ("Go", "后端")
    assert [note.body for note in card.notes] == ["周三可约"]
    assert [cv.name for cv in card.cvs] == ["cv.txt"]
    assert [row.requisition_id for row in desk.ask(applications_of, keep).rows] == [post]
    assert desk.ask(list_candidates).total == 1
    with pytest.raises(NotFound):
        desk.ask(candidate, other)


def test_what_was_not_chosen_can_still_be_read(desk: App, two: tuple[str, str]) -> None:
    keep, other = two
    desk.run(MergeCandidates(keep, other))
    gone = desk.ask(merged_into, keep)
    assert [(each.name, each.city, each.source) for each in gone] == [
        ("Wang Xiaoming", "杭州", "BOSS直聘")
    ]


def test_fields_can_be_taken_from_the_other(desk: App, two: tuple[str, str]) -> None:
    keep, other = two
    desk.run(MergeCandidates(keep, other, ("city", "source")))
    card = desk.ask(candidate, keep)
    assert (card.city, card.source, card.referrer) == ("杭州", "BOSS直聘", "")
    with pytest.raises(RuleBroken, match="expected_pay"):
        desk.run(_unknown(desk, keep))


def _unknown(desk: App, keep: str) -> MergeCandidates:
    third = desk.run(AddCandidate("第三人")).value
    return MergeCandidates(keep, third, ("salary",))


def test_one_is_found_under_both_names_and_by_the_cv(desk: App, two: tuple[str, str]) -> None:
    keep, other = two
    desk.run(MergeCandidates(keep, other))
    for words in ("王小明", "wxm", "Xiaoming", "wxm@example.cn", "分布式", "0001"):
        assert found(desk, words) == [keep], words


def test_a_record_that_holds_nothing_but_a_name_is_found_by_it(desk: App) -> None:
    keep = desk.run(AddCandidate("欧阳娜娜")).value
    other = desk.run(AddCandidate("王小明")).value
    desk.run(MergeCandidates(keep, other))
    assert found(desk, "王小明") == [keep]
    desk.undo()
    assert found(desk, "王小明") == [other]
    desk.redo()
    assert found(desk, "王小明") == [keep]


def test_undo_parts_them_again_with_all_they_had(desk: App, two: tuple[str, str]) -> None:
    keep, other = two
    before = rows(desk)
    desk.run(MergeCandidates(keep, other, ("name",)))
    merged = rows(desk)
    desk.undo()
    assert rows(desk) == before
    assert found(desk, "分布式") == [other]
    assert sorted(found(desk, "13800000001")) == sorted((keep, other))
    desk.redo()
    assert rows(desk) == merged
    assert found(desk, "分布式") == [keep]


def test_two_applications_for_one_requisition_become_the_further_one(
    desk: App, two: tuple[str, str], post: str
) -> None:
    keep, other = two
    desk.run(Apply(keep, post))
    theirs = desk.ask(applications_of, other).rows[0]
    stages = desk.ask(list_stages, _stage_set(desk)).rows
    desk.run(MoveApplications((theirs.id,), stages[2].id))
    desk.run(MergeCandidates(keep, other))
    states = {row.id: (row.state, row.reason) for row in desk.ask(applications_of, keep).rows}
    assert states.pop(theirs.id) == ("active", "")
    assert list(states.values()) == [("withdrawn", "duplicate")]


def _stage_set(desk: App) -> str:
    with desk.vault.reader() as connection:
        return str(connection.execute(text("SELECT stage_set_id FROM requisition")).scalar_one())


def test_a_ban_on_either_holds_for_both(desk: App, two: tuple[str, str]) -> None:
    keep, other = two
    desk.run(BlockContact(other, "asked us not to"))
    desk.run(MergeCandidates(keep, other))
    card = desk.ask(candidate, keep)
    assert (card.do_not_contact, card.dnc_reason) == (True, "asked us not to")


def test_who_was_merged_before_follows(desk: App, two: tuple[str, str]) -> None:
    keep, other = two
    third = desk.run(AddCandidate("小明", phone="13800000001")).value
    desk.run(MergeCandidates(other, third))
    desk.run(MergeCandidates(keep, other))
    assert {each.id for each in desk.ask(merged_into, keep)} == {other, third}


def test_nobody_is_merged_with_oneself_or_with_one_who_is_gone(
    desk: App, two: tuple[str, str]
) -> None:
    keep, other = two
    with pytest.raises(RuleBroken, match="one record"):
        desk.run(MergeCandidates(keep, keep))
    desk.run(MergeCandidates(keep, other))
    with pytest.raises(NotFound):
        desk.run(MergeCandidates(keep, other))


def test_pairs_are_proposed_until_somebody_says_they_are_two(
    desk: App, two: tuple[str, str]
) -> None:
    keep, other = two
    desk.run(AddCandidate("路人甲", phone="13900000009"))
    pairs = desk.ask(list_duplicates)
    assert [(each.candidate_id, each.other_id, each.certain) for each in pairs.rows] == [
        (keep, other, True)
    ]
    own = desk.ask(list_duplicates, candidate=other).rows
    assert [(each.candidate_id, each.other_name) for each in own] == [(other, "王小明")]
    assert desk.ask(sharing_contacts, [keep, other]) == {keep: (other,), other: (keep,)}
    desk.run(MarkDistinct(other, keep))
    assert desk.ask(list_duplicates).total == 0
    assert desk.ask(list_duplicates, candidate=keep).total == 0
    assert desk.ask(sharing_contacts, [keep]) == {}
    desk.undo()
    assert desk.ask(list_duplicates).total == 1


def test_a_switchboard_number_is_no_sign_of_a_duplicate(desk: App) -> None:
    people = [desk.run(AddCandidate(f"前台{n}", phone="021-60000000")).value for n in range(22)]
    assert desk.ask(sharing_contacts, people[:3]) == {}
