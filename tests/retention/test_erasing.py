"""Erasing a person: nothing of them is left anywhere, and everybody else is as before."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.interviews.conftest import House, house
from tests.onboarding.conftest import furnish
from workbench.app import App
from workbench.interviews.commands import HoldInterview
from workbench.interviews.offered import OfferTimes
from workbench.interviews.possible import SetPossibleHours
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import Conflict, NotFound, RuleBroken
from workbench.people.commands import AddCandidate, AddNote, AttachCv, SetContacts, TagCandidate
from workbench.people.contacting import LogContact
from workbench.people.models import ContactKind
from workbench.people.queries import candidate, list_candidates, search_everything
from workbench.pipeline.importing import ImportBatch, read_files
from workbench.pipeline.merging import MergeCandidates
from workbench.retention.commands import Basis, EraseCandidate, ErasureReport, count_erased
from workbench.scoring.commands import EnterScorecard, GivenRating
from workbench.scoring.models import Recommendation
from workbench.vault import cipher, erasure, history, keys
from workbench.vault.envelope import Envelope
from workbench.vault.folder import VaultFolder
from workbench.vault.records import shapes

__all__ = ["house"]
PHONE, MAIL = "13900008888", "canary@example.com"
TRACES = ("王小明", "canary", "13900008888", "金丝雀", "wxm")


@pytest.fixture
def known(house: House, clock: SetClock) -> House:
    """王小明 with everything that can be known of somebody."""
    who, run = house.people[0], house.run
    run(SetContacts(who, ContactKind.PHONE, (PHONE,)))
    run(SetContacts(who, ContactKind.EMAIL, (MAIL,)))
    run(AddNote(who, "金丝雀：周三可约"))
    run(TagCandidate(who, add=("金丝雀",)))
    run(AttachCv(who, text="金丝雀的简历", name="金丝雀.txt", content="金丝雀".encode()))
    run(LogContact(who, "金丝雀说周三回电", call_back_on=date(2026, 3, 4)))
    run(OfferTimes(house.applications[0], (datetime(2026, 3, 9, 10),)))
    run(SetPossibleHours(who, ("Sat",), "金丝雀只有周六有空"))
    alone = house.schedule(0)
    group = house.schedule(0, 1, at="2026-03-04T10:00", room="501")
    clock.moment = datetime(2026, 3, 4, 4, tzinfo=UTC)
    run(HoldInterview(alone))
    run(HoldInterview(group))
    for n, comment in ((0, "金丝雀讲得清楚"), (1, "讲得清楚")):
        ratings = (GivenRating("own_part", 4, comment), GivenRating("depth", 3))
        run(
            EnterScorecard(
                house.applications[n],
                house.staff[0],
                "project-deep-dive",
                Recommendation.YES,
                group if n else alone,
                ratings,
            )
        )
    return house


def erase(house: House, number: int = 0, name: str = "王小明", **more: Any) -> ErasureReport:
    report = house.run(EraseCandidate(house.people[number], name, **more))
    assert isinstance(report, ErasureReport)
    return report


def everything(desk: App) -> str:
    """Return all that the database holds, in clear, as one text."""
    desk.close()
    folder = VaultFolder(desk.vault.folder.path)
    key = keys.derive(
        Envelope.read(folder.envelope).open_with_passphrase("correct horse"), "database"
    )
    connection = cipher.connect(folder.database, key)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = [row for (name,) in tables for row in connection.execute(f"SELECT * FROM {name}")]
    connection.close()
    return "\n".join(_clear(value) for row in rows for value in row)


def _clear(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def test_nothing_of_the_person_is_left(known: House) -> None:
    report = erase(known)
    assert report.found == ()
    assert report.mentions == ()
    assert report.records > 10
    assert report.files == 1
    assert report.words >= 3
    for words in TRACES:
        assert known.desk.ask(search_everything, words).total == 0, words
    assert list(known.desk.vault.blobs.all()) == []
    with known.desk.vault.reader() as connection:
        assert erasure.traces(connection, TRACES[:4]) == []
    held = everything(known.desk)
    for words in ("王小明", "canary", PHONE, "金丝雀"):
        assert words not in held, words


def test_nobody_else_lost_anything_and_nothing_hangs_in_the_air(known: House) -> None:
    before = known.desk.ask(candidate, known.people[1])
    erase(known)
    assert known.desk.ask(candidate, known.people[1]) == before
    assert known.desk.ask(list_candidates).total == 2
    assert known.desk.vault.faults() == []
    with known.desk.vault.reader() as connection:
        for table in ("contact_log", "offered_time", "possible_time"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
        left = connection.execute(text("SELECT count(*) FROM interview")).scalar_one()
        assert left == 1  # the one with somebody else stays
        for about in shapes().values():
            for column, target in about.references:
                if target in shapes():
                    hanging = connection.execute(
                        text(
                            f"SELECT count(*) FROM {about.table} WHERE {column} != ''"
                            f" AND {column} NOT IN (SELECT id FROM {target})"
                        )
                    ).scalar_one()
                    assert hanging == 0, f"{about.table}.{column}"


def test_it_outlives_a_restart_and_cannot_be_undone(known: House, open_app: Any) -> None:
    erase(known, basis=Basis.MISTAKE)
    steps = known.desk.ask(history.entries).rows
    assert steps[0].command == "candidate.erase"
    assert not steps[0].undoable
    with pytest.raises((Conflict, RuleBroken)):
        known.desk.take_back(steps[0].id)
    known.desk.close()
    again = open_app()
    assert again.ask(list_candidates).total == 2
    assert again.ask(count_erased) == 1
    with pytest.raises(NotFound):
        again.ask(candidate, known.people[0])


def test_undo_passes_over_what_was_erased(known: House) -> None:
    known.run(AddNote(known.people[1], "先记一笔"))
    known.run(AddNote(known.people[0], "马上就没有了"))
    erase(known)
    known.desk.undo()
    assert known.desk.ask(candidate, known.people[1]).notes == ()


def test_the_name_must_be_typed(known: House) -> None:
    with pytest.raises(RuleBroken, match="exactly"):
        erase(known, name="王晓明")
    assert known.desk.ask(list_candidates).total == 3


def test_what_was_merged_in_goes_too(known: House) -> None:
    twin = known.run(AddCandidate("Wang Xiaoming", phone=PHONE, city="金丝雀城"))
    known.run(MergeCandidates(known.people[0], twin))
    report = erase(known)
    assert report.found == ()
    held = everything(known.desk)
    assert "金丝雀城" not in held
    assert "Xiaoming" not in held


def test_who_else_bears_the_name_is_told(known: House) -> None:
    other = known.run(AddCandidate("王小明", phone="13700000001"))
    report = erase(known)
    assert {(each.table, each.row, each.title) for each in report.mentions} == {
        ("candidate", other, "王小明")
    }


def test_an_import_can_still_be_undone_for_the_others(desk: App, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("姓名,手机\n王小明,13800000001\n李娜,13800000002\n", encoding="utf-8")
    desk.run(ImportBatch(read_files([table])))
    who = desk.ask(search_everything, "王小明").rows[0].subject
    desk.run(EraseCandidate(who, "王小明"))
    assert desk.undo_import().value == []
    assert desk.ask(list_candidates).total == 0


def test_a_hired_person_goes_with_plan_pack_and_letters(desk: App) -> None:
    made = furnish(desk)
    made.hire("林金丝")
    who = desk.ask(search_everything, "林金丝").rows[0].subject
    report = desk.run(EraseCandidate(who, "林金丝")).value
    assert report.records > 40
    assert report.mentions == ()
    assert desk.vault.faults() == []
    assert "林金丝" not in everything(desk)
