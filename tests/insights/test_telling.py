from __future__ import annotations

from datetime import date
from typing import Any

from workbench.app import App, history
from workbench.demand.commands import OpenRequisition
from workbench.insights.telling import Happened, told
from workbench.insights.told_fields import FIELDS
from workbench.insights.told_names import NAMED_BY
from workbench.insights.told_values import was_and_is
from workbench.insights.told_words import TABLES, TECHNICAL, is_technical
from workbench.interviews.busy import AddLeave
from workbench.interviews.day_models import RoundPlace
from workbench.interviews.rooms import AddRoom
from workbench.interviews.rounds import AddRound
from workbench.interviews.terms import SetTerms
from workbench.kernel.i18n import Translator
from workbench.people.commands import AddCandidate, BlockContact, ChangeCandidate, SetContacts
from workbench.people.models import ContactKind
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, ArchiveCandidate, MoveApplications
from workbench.vault.records import shapes


def newest(app: App, **options: Any) -> Any:
    entry = app.ask(history.entries, limit=1).rows[0]
    return app.ask(told, entry.id, **options)


def test_every_column_has_a_word_or_is_technical() -> None:
    for table, shape in shapes().items():
        assert table in TABLES, table
        for name in shape.attributes:
            worded = name in FIELDS.get(table, {})
            assert worded != is_technical(table, name), f"{table}.{name}"


def test_no_word_is_left_for_what_is_gone() -> None:
    known = {table: set(shape.attributes) for table, shape in shapes().items()}
    assert set(TABLES) == set(known)
    for words in (FIELDS, TECHNICAL, NAMED_BY):
        for table, names in words.items():
            assert set(names) <= known[table], table


def test_a_new_record_is_told_by_what_it_holds(desk: App) -> None:
    desk.run(AddCandidate("王小明", phone="13800000001", city="上海"))
    person, contact = newest(desk).records
    assert (person.table, person.what, person.name) == ("candidate", Happened.NEW, "王小明")
    assert {each.field: each.after for each in person.fields} == {"name": "王小明", "city": "上海"}
    assert (contact.table, contact.about) == ("contact", "王小明")


def test_a_change_is_told_with_before_after_and_names(desk: App) -> None:
    post = desk.run(OpenRequisition("后端工程师", stage_set="rd")).value
    person = desk.run(AddCandidate("王小明")).value
    application = desk.run(Apply(person, post)).value
    desk.run(MoveApplications((application,), "技术初评"))
    [record] = newest(desk).records
    assert (record.name, record.about) == ("后端工程师", "王小明")
    [change] = record.fields
    assert change.field == "stage_id"
    assert (change.before_name["zh"], change.after_name["zh"]) == ("新简历", "技术初评")
    desk.run(BlockContact(person, "请勿再联系", since=date(2026, 3, 2)))
    [record] = newest(desk).records
    found = {each.field: (each.before, each.after) for each in record.fields}
    assert found == {"do_not_contact": (False, True), "dnc_reason": ("", "请勿再联系")}
    desk.undo()
    [record] = newest(desk).records
    assert {each.field: each.after for each in record.fields}["do_not_contact"] is False


def test_putting_away_and_bringing_back_are_told(desk: App) -> None:
    person = desk.run(AddCandidate("王小明", phone="13800000001")).value
    desk.run(SetContacts(person, ContactKind.PHONE, ()))
    assert [each.what for each in newest(desk).records] == [Happened.AWAY]
    desk.undo()
    assert [each.what for each in newest(desk).records] == [Happened.BACK]
    desk.run(ArchiveCandidate(person))
    assert newest(desk).records[0].what is Happened.AWAY


def test_a_long_step_is_told_up_to_a_limit(desk: App) -> None:
    desk.run(AddCandidate("王小明", phone="13800000001", email="a@example.cn", wechat="wxm"))
    whole = newest(desk)
    assert (len(whole.records), whole.more, whole.whole) == (4, 0, True)
    short = newest(desk, limit=2)
    assert (len(short.records), short.more) == (2, 2)


def test_an_erased_step_says_so(desk: App) -> None:
    person = desk.run(AddCandidate("王小明")).value
    desk.run(ChangeCandidate(person, city="上海"))
    with desk.vault._writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM change_payload WHERE subject = ?", (person,))
    found = newest(desk)
    assert (found.records, found.whole) == ((), False)


def test_rounds_terms_and_rooms_are_told_in_words(desk: App) -> None:
    def told_words() -> dict[str, str]:
        [record] = newest(desk).records
        said = (was_and_is(Translator.english(), each, str) for each in record.fields)
        return {each.field: after for each, (_, after) in zip(record.fields, said, strict=True)}

    post = desk.run(OpenRequisition("后端工程师")).value
    first, second = (desk.run(AddStaff(name)).value for name in ("李蕾", "周航"))
    panel = ("Python:2", "*")
    desk.run(AddRound(post, "一面", panel=panel, staff=(first, second), place=RoundPlace.CALL))
    said = told_words()
    assert (said["panel"], said["staff_ids"]) == ("Python × 2, Anybody × 1", "李蕾, 周航")
    assert said["place"] == "By call"
    desk.run(SetTerms(first, ("Mon-Fri 09:00-12:00",), 3))
    assert told_words() == {
        "staff_id": "李蕾",
        "hours": "Mon–Fri 09:00–12:00",
        "most_a_day": "3",
    }
    desk.run(AddRoom("501", features=("投屏",), opens="08:30"))
    assert (told_words()["features"], told_words()["opens"]) == ("投屏", "08:30")
    desk.run(AddLeave(first, date(2026, 3, 2)))
    assert told_words()["kind"] == "On leave"
