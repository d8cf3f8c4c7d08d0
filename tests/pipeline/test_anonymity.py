"""Anonymous screening: nothing that reads tells who it is, until somebody is past the stage."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.test_stage_sets import view, without
from workbench.app import PRINTS, QUERIES, App
from workbench.cli.main import main
from workbench.insights.board import board_lines, cards
from workbench.insights.columns import columns
from workbench.insights.lists import LISTS, export_list, formats_of
from workbench.insights.telling import told
from workbench.interviews.adopting import AdoptStageSet
from workbench.interviews.commands import ScheduleInterview
from workbench.kernel.errors import NotFound, RuleBroken, WorkbenchError
from workbench.kernel.i18n import Translator
from workbench.letters.commands import EditLetter, WriteLetter
from workbench.letters.models import LetterKind
from workbench.letters.queries import letters_by_id
from workbench.organisation.commands import ChangeOrganisation
from workbench.people.commands import AddCandidate, AddNote, AttachCv
from workbench.people.contacting import LogContact
from workbench.people.pinyin import pinyin_keys
from workbench.people.queries import candidate, cv_object, list_candidates, search_everything
from workbench.people.redaction import alias
from workbench.people.search import HIDDEN
from workbench.people.staffing import AddStaff
from workbench.pipeline.anonymity import ScreenAnonymously, hidden_candidates
from workbench.pipeline.commands import (
    Apply,
    CloseApplications,
    MoveApplications,
    OpenRequisition,
)
from workbench.pipeline.importing import ImportBatch, Reading, preview, read_files
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.reporting import Standing
from workbench.pipeline.reporting import told as told_record
from workbench.pipeline.stage_sets import ChangeStageSet
from workbench.vault import history
from workbench.vault.history import entries

WORDS = Translator.english()
SECRETS = (
    "欧阳慕雪",
    "Ouyang",
    "13900009876",
    "mx@private.cn",
    "mx_weixin",
    "云岭大学",
    "表姐林岚",
)
CV = "欧阳慕雪（Ouyang Muxue）\n手机 13900009876\n毕业于云岭大学\n负责支付网关与容量评估"


@pytest.fixture
def post(desk: App) -> str:
    return str(desk.run(OpenRequisition("后端工程师", headcount=1)).value)


@pytest.fixture
def person(desk: App) -> str:
    who = desk.run(
        AddCandidate(
            "欧阳慕雪",
            email="mx@private.cn",
            phone="13900009876",
            wechat="mx_weixin",
            school="云岭大学",
            referrer="表姐林岚",
            city="杭州",
            years=6,
        )
    ).value
    desk.run(AttachCv(who, text=CV, name="欧阳慕雪_6年.txt", content=CV.encode()))
    desk.run(AddNote(who, "慕雪本人电话 13900009876，欧阳慕雪周三可约"))
    desk.run(LogContact(who, "欧阳慕雪说周三可约，回电 13900009876", call_back_on=date(2026, 3, 2)))
    return str(who)


@pytest.fixture
def running(desk: App, post: str, person: str) -> str:
    """The person's application, in the first of two stages that are screened anonymously."""
    made = str(desk.run(Apply(person, post)).value)
    desk.run(ScreenAnonymously(post, "初筛"))
    return made


def plain(value: Any) -> str:
    """Return all that an answer holds, as one text."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    return json.dumps(value, default=repr, ensure_ascii=False)


def tells(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def known(desk: App, person: str, application: str) -> dict[str, Any]:
    """Return a value for each parameter that a query asks for."""
    staff = str(desk.run(AddStaff("林岚")).value)
    at = datetime(2026, 3, 4, 10)
    interview = str(desk.run(ScheduleInterview((application,), "一面", at, 45, (staff,))).value)
    return {
        "candidate_id": person,
        "candidate": person,
        "application_id": application,
        "interview_id": interview,
        "day": date(2026, 3, 4),
        "words": "支付网关",
        "since": date(2026, 1, 1),
        "until": date(2026, 12, 31),
    }


def answers(desk: App, given: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the answer of every query that can be asked about the person."""
    for spec in QUERIES:
        asked = list(inspect.signature(spec.ask).parameters.values())[1:]
        needed = [each for each in asked if each.default is each.empty]
        if all(each.name in given for each in needed):
            values = {each.name: given[each.name] for each in asked if each.name in given}
            yield spec.id, plain(desk.ask(spec.ask, **values))


def test_no_query_tells_who_it_is(desk: App, person: str, running: str) -> None:
    given = known(desk, person, running)
    found = dict(answers(desk, given))
    asked = {"candidate.list", "candidate.show", "contact.list", "interview.day", "interview.ics"}
    assert asked <= found.keys()
    assert "周三可约" in found["contact.list"]
    assert not {name: tells(text) for name, text in found.items() if tells(text)}
    assert alias(person) in found["candidate.show"]
    assert "支付网关与容量评估" in found["candidate.show"], "what is screened by stays"


def test_the_board_shows_another_name(desk: App, post: str, person: str, running: str) -> None:
    now = desk.local_now()
    with desk.vault.reader() as connection:
        (column, *_rest) = columns(connection, post, now)
        row = cards(connection, column.ids, now)[running]
    assert (row.name, row.city, row.years) == (alias(person), "杭州", 6)
    assert not tells(plain(desk.ask(board_lines)))


def test_prints_and_exports_tell_nothing(
    desk: App, person: str, running: str, tmp_path: Path
) -> None:
    known(desk, person, running)
    make = next(spec.make for spec in PRINTS if spec.id == "interview.day")
    sheet = plain(desk.ask(make, WORDS, date(2026, 3, 4)))
    assert alias(person) in sheet
    assert not tells(sheet)
    for name in LISTS:
        for format in formats_of(name):
            target = tmp_path / f"{name}.{format.value}"
            desk.ask(export_list, name, target, WORDS, desk.local_now(), format=format)
    written = [
        p.read_text("utf-8-sig") for p in tmp_path.glob("*") if p.suffix in (".csv", ".json")
    ]
    assert any(alias(person) in text for text in written)
    assert not [tells(text) for text in written if tells(text)]


@pytest.mark.parametrize("words", ["慕雪", "oymx", "9876", "mx@private", "云岭大学", "支付网关"])
def test_a_search_answers_that_somebody_is_hidden(desk: App, running: str, words: str) -> None:
    (hit,) = desk.ask(search_everything, words).rows
    assert (hit.kind, hit.subject, hit.title, hit.detail) == (HIDDEN, "", "", "")


def test_the_file_of_a_cv_is_not_given_out(desk: App, person: str, running: str) -> None:
    (cv,) = desk.ask(candidate, person).cvs
    assert (cv.name, cv.object_id) == ("", None)
    with pytest.raises(NotFound):
        desk.ask(cv_object, cv.id)


def test_the_history_tells_nothing(desk: App, person: str, running: str) -> None:
    rows = desk.ask(entries).rows
    assert not tells(plain([asdict(row) for row in rows]))
    assert not [
        tells(plain(desk.ask(told, row.id))) for row in rows if tells(plain(desk.ask(told, row.id)))
    ]
    assert alias(person) in plain([asdict(row) for row in desk.ask(history.about, person)])


def test_past_the_stage_the_name_is_there_and_undo_hides_it_again(
    desk: App, person: str, running: str
) -> None:
    desk.run(MoveApplications((running,), "初筛"))
    assert desk.ask(candidate, person).name == alias(person)
    desk.run(MoveApplications((running,), "电话沟通"))
    shown = desk.ask(candidate, person)
    assert shown.name == "欧阳慕雪"
    assert {each.value for each in shown.contacts} >= {"mx@private.cn", "mx_weixin"}
    assert shown.cvs[0].text == CV
    assert desk.ask(hidden_candidates).total == 0
    desk.undo()
    assert desk.ask(candidate, person).name == alias(person)


def test_who_is_rejected_or_known_elsewhere_has_a_name(
    desk: App, post: str, person: str, running: str
) -> None:
    other = str(desk.run(OpenRequisition("测试开发")).value)
    second = str(desk.run(Apply(person, other)).value)
    assert desk.ask(candidate, person).name == "欧阳慕雪", "runs openly on another requisition"
    desk.run(CloseApplications((second,), ApplicationState.REJECTED, "skills"))
    assert desk.ask(candidate, person).name == alias(person)
    desk.run(CloseApplications((running,), ApplicationState.REJECTED, "skills"))
    assert desk.ask(candidate, person).name == "欧阳慕雪", "a refusal needs an addressee"


def test_others_are_seen_as_they_are(desk: App, running: str) -> None:
    desk.run(AddCandidate("王小明", phone="13800000001"))
    rows = desk.ask(list_candidates).rows
    assert "王小明" in [row.name for row in rows]
    assert [hit.title for hit in desk.ask(search_everything, "王小明").rows] == ["王小明"]


def test_it_is_switched_off_and_that_is_undone(
    desk: App, post: str, person: str, running: str
) -> None:
    desk.run(ScreenAnonymously(post, ""))
    assert desk.ask(candidate, person).name == "欧阳慕雪"
    desk.undo()
    assert desk.ask(candidate, person).name == alias(person)
    with pytest.raises(NotFound):
        desk.run(ScreenAnonymously(post, "没有这个阶段"))


def test_no_letter_is_written_meanwhile(desk: App, person: str, running: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.run(WriteLetter(running, kind=LetterKind.RECEIVED))
    assert refused.value.field == "candidate"


def test_a_letter_from_before_calls_them_as_readers_know_them(
    desk: App, post: str, person: str, tmp_path: Path
) -> None:
    desk.run(ChangeOrganisation(name="启程科技", recruiter="陈晨", phone="021 5555 0100"))
    running = str(desk.run(Apply(person, post)).value)
    letter = str(desk.run(WriteLetter(running, kind=LetterKind.RECEIVED)).value)
    assert "欧阳慕雪" in plain(desk.ask(letters_by_id, [letter]))
    desk.run(ScreenAnonymously(post, "初筛"))
    (row,) = desk.ask(letters_by_id, [letter])
    assert (row.name, row.salutation) == (alias(person), alias(person))
    assert row.body
    with pytest.raises(RuleBroken):
        desk.run(EditLetter(letter, body=row.body))
    for name in ("letter.list", "letter.outbox", "letter.show"):
        ask = next(spec.ask for spec in QUERIES if spec.id == name)
        given = {"letter_id": letter} if name == "letter.show" else {}
        assert not tells(plain(desk.ask(ask, **given)))
    desk.ask(export_list, "letters", tmp_path / "l.csv", WORDS, desk.local_now())
    assert not tells((tmp_path / "l.csv").read_text("utf-8-sig"))
    desk.run(ScreenAnonymously(post, ""))
    assert "欧阳慕雪" in desk.ask(letters_by_id, [letter])[0].salutation


def test_the_hidden_are_sorted_by_what_is_shown(desk: App, person: str, running: str) -> None:
    for name in ("安然", "Noemi Abel", "欧阳春", "张三"):
        desk.run(AddCandidate(name))
    shown = [row.name for row in desk.ask(list_candidates).rows]
    assert shown == sorted(shown, key=lambda name: pinyin_keys(name).sort_key)
    assert alias(person) in shown


def test_who_is_hidden_is_listed_beside_those_who_are_past_it(
    desk: App, post: str, person: str, running: str
) -> None:
    other = str(desk.run(AddCandidate("王小明")).value)
    ahead = str(desk.run(Apply(other, post)).value)
    desk.run(MoveApplications((ahead,), "电话沟通"))
    assert [row.id for row in desk.ask(hidden_candidates).rows] == [person]


def panel_at(desk: App, running: str, staff: str) -> ScheduleInterview:
    return ScheduleInterview((running,), "一面", datetime(2026, 3, 4, 10), 45, (staff,))


def test_a_refusal_calls_the_hidden_as_readers_know_them(
    desk: App, post: str, person: str, running: str
) -> None:
    staff = str(desk.run(AddStaff("林岚")).value)
    other = str(desk.run(AddStaff("陈默")).value)
    desk.run(panel_at(desk, running, staff))
    with pytest.raises(WorkbenchError) as refused:
        desk.run(panel_at(desk, running, other))
    said = WORDS.show(refused.value.message)
    assert alias(person) in said
    assert not tells(said)
    desk.run(ScreenAnonymously(post, ""))
    with pytest.raises(WorkbenchError) as refused:
        desk.run(panel_at(desk, running, other))
    assert "欧阳慕雪" in WORDS.show(refused.value.message)


def test_a_refusal_names_nobody_where_two_are_called_alike(
    desk: App, person: str, running: str
) -> None:
    desk.run(AddStaff("欧阳慕雪"))
    staff = str(desk.run(AddStaff("陈默")).value)
    desk.run(panel_at(desk, running, staff))
    with pytest.raises(WorkbenchError) as refused:
        desk.run(panel_at(desk, running, str(desk.run(AddStaff("周行")).value)))
    said = WORDS.show(refused.value.message)
    assert "screened anonymously" in said
    assert alias(person) not in said
    assert not tells(said)


def listed(tmp_path: Path) -> Reading:
    table = tmp_path / "list.csv"
    table.write_text("姓名,手机\n欧阳慕雪,13900009876\n王小明,13800000001\n", "utf-8")
    return read_files([table])


def test_an_import_sees_a_hidden_duplicate_and_does_not_tell_who(
    desk: App, person: str, running: str, tmp_path: Path
) -> None:
    reading = listed(tmp_path)
    for report in (desk.ask(preview, reading), desk.run(ImportBatch(reading)).value):
        (twin,) = report.duplicates
        assert (twin.hidden, twin.certain, twin.existing) == (True, True, "")
        known, fresh = report.records
        assert known.standing is Standing.DUPLICATE
        assert fresh.standing is Standing.READY
        (said, *_) = told_record(known)
        assert "screened anonymously" in WORDS.show(said)
        assert person not in plain(report)
        assert alias(person) not in plain(report)
        desk.undo() if report.candidates else None


def test_who_is_hidden_and_certainly_known_is_left_out(
    desk: App, running: str, tmp_path: Path
) -> None:
    reading = listed(tmp_path)
    report = desk.ask(preview, reading, skip_known=True)
    assert (report.people, report.skipped) == (1, 1)
    why = WORDS.show(report.records[0].message)
    assert "screened anonymously" in why
    assert not tells(why)


def test_it_outlives_a_restart_and_the_command_line_keeps_to_it(
    desk: App,
    person: str,
    running: str,
    vault_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk.close()
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "correct horse")
    assert main(["candidate", "show", person, "--vault", str(vault_path), "--json"]) == 0
    shown = capsys.readouterr().out
    assert not tells(shown)
    assert alias(person) in shown
    assert main(["candidate", "hidden", "--vault", str(vault_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 1


def test_a_newer_version_of_the_stages_keeps_the_mask_where_it_was(
    desk: App, post: str, person: str, running: str
) -> None:
    desk.run(ChangeStageSet("standard", stages=without(view(desk, "standard"), "新简历")))
    desk.run(AdoptStageSet(post, ("新简历=初筛",)))
    assert desk.ask(candidate, person).name == alias(person)
    desk.run(MoveApplications((running,), "电话沟通"))
    assert desk.ask(candidate, person).name == "欧阳慕雪"
