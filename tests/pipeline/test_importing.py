"""Importing: whole batches, reports, duplicates, undo of what nobody touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import paths
from workbench.app import App
from workbench.intake.drafts import RowState
from workbench.kernel.errors import BadInput, NotFound, RuleBroken
from workbench.people.commands import AddCandidate, AddNote
from workbench.people.queries import candidate, list_candidates, search_everything
from workbench.pipeline.commands import OpenRequisition
from workbench.pipeline.importing import ImportBatch, preview, read_files
from workbench.pipeline.queries import applications_of

CSV = """姓名,手机,邮箱,来源
王小明,138 0000 0001,wxm@example.cn,内推
欧阳娜娜,13800000002,,BOSS直聘
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "名单.csv"
    path.write_text(CSV, encoding="gb18030")
    return path


def test_a_known_header_needs_no_mapping(desk: App, table: Path) -> None:
    report = desk.run(ImportBatch(read_files([table]))).value
    assert (report.people, report.failed) == (2, 0)
    assert [row.name for row in desk.ask(list_candidates).rows] == ["欧阳娜娜", "王小明"]
    found = desk.ask(search_everything, "wxm").rows
    assert [hit.title for hit in found] == ["王小明"]
    card = desk.ask(candidate, found[0].subject)
    assert (card.source, card.first("email")) == ("内推", "wxm@example.cn")


def test_a_dry_run_changes_nothing(desk: App, table: Path) -> None:
    report = desk.ask(preview, read_files([table]))
    assert report.people == 2
    assert desk.ask(list_candidates).total == 0


def test_one_unclear_record_keeps_the_whole_batch_out(desk: App, table: Path) -> None:
    table.write_text(CSV + ",,,\n,13900000000,,\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        desk.run(ImportBatch(read_files([table])))
    assert "row 5" in str(caught.value)
    assert desk.ask(list_candidates).total == 0
    report = desk.run(ImportBatch(read_files([table]), skip_bad=True)).value
    assert (report.people, report.failed) == (2, 1)
    states = [record.state for record in report.records]
    assert states.count(RowState.FAILED) == 1


def test_a_file_that_cannot_be_read_keeps_the_batch_out(desk: App, table: Path) -> None:
    broken = table.with_name("broken.json")
    broken.write_text("{", encoding="utf-8")
    reading = read_files([table, broken])
    with pytest.raises(BadInput, match=r"broken\.json"):
        desk.run(ImportBatch(reading))
    assert desk.ask(list_candidates).total == 0


def test_who_is_known_already_is_named_with_the_reason(desk: App, table: Path) -> None:
    desk.run(AddCandidate("王小明", phone="+86 13800000001"))
    report = desk.ask(preview, read_files([table]))
    assert [(twin.name, twin.certain) for twin in report.duplicates] == [("王小明", True)]
    assert report.duplicates[0].existing


def test_the_same_export_comes_in_once(desk: App) -> None:
    export = paths.resources() / "samples" / "greenhouse_candidates.json"
    first = desk.run(ImportBatch(read_files([export]))).value
    again = desk.run(ImportBatch(read_files([export]))).value
    assert first.people == 3
    assert (again.people, again.skipped) == (0, 3)


def test_people_land_on_the_chosen_requisition(desk: App, table: Path) -> None:
    post = desk.run(OpenRequisition("后端工程师", stage_set="rd")).value
    report = desk.run(ImportBatch(read_files([table]), post)).value
    assert report.applications == 2
    for each in report.candidates:
        assert [row.requisition_id for row in desk.ask(applications_of, each).rows] == [post]


def test_undo_spares_whom_somebody_worked_on(desk: App, table: Path) -> None:
    report = desk.run(ImportBatch(read_files([table]))).value
    touched = report.candidates[0]
    desk.run(AddNote(touched, "电话里聊过，可约周三"))
    kept = desk.undo_import().value
    assert [each.subject for each in kept] == [touched]
    assert [row.id for row in desk.ask(list_candidates).rows] == [touched]
    with pytest.raises(NotFound):
        desk.undo_import()


def test_plain_undo_takes_a_whole_batch_back_and_redo_brings_it(desk: App, table: Path) -> None:
    desk.run(ImportBatch(read_files([table])))
    desk.undo()
    assert desk.ask(list_candidates).total == 0
    assert desk.ask(search_everything, "娜娜").total == 0
    desk.redo()
    assert desk.ask(list_candidates).total == 2


def test_a_stopped_reading_says_so(table: Path) -> None:
    with pytest.raises(BadInput, match="stopped"):
        read_files([table], progress=lambda done, total: False)


def test_all_our_samples_come_in(desk: App) -> None:
    reading = read_files([paths.resources() / "samples"])
    assert reading.refused == ()
    report = desk.run(ImportBatch(reading, skip_bad=True)).value
    assert report.people >= 60
    assert any(twin.name == "王小明" and twin.certain for twin in report.duplicates)
    assert desk.vault.faults() == []


def test_a_name_that_no_record_can_hold_fails_alone(desk: App, table: Path) -> None:
    table.write_text(CSV + f"{'王' * 500},13900000000,,\n", encoding="utf-8")
    reading = read_files([table])
    report = desk.ask(preview, reading)
    assert (report.people, report.failed) == (2, 1)
    assert [r.row for r in report.records if r.state is RowState.FAILED] == [4]
    with pytest.raises(BadInput, match="row 4"):
        desk.run(ImportBatch(reading))
    assert desk.run(ImportBatch(reading, skip_bad=True)).value.people == 2


def test_no_name_brings_orders_for_the_terminal(desk: App, table: Path) -> None:
    table.write_text('name,phone\n"a\x1b[31mred\nb",13800000009\n', encoding="utf-8")
    reading = read_files([table])
    assert reading.files[0].drafts[0].draft.name == "ared b"
    desk.run(ImportBatch(reading))
    desk.run(AddCandidate("c\x1b[0m\td\ud800"))
    assert [row.name for row in desk.ask(list_candidates).rows] == ["ared b", "c d"]


def test_an_older_import_is_never_undone_in_the_place_of_the_newest(desk: App, table: Path) -> None:
    desk.run(ImportBatch(read_files([table])))
    table.write_text("name,phone\nElena Sullivan,+1 202 555 0101\n", encoding="utf-8")
    report = desk.run(ImportBatch(read_files([table]))).value
    table.write_text("name,phone\n,13800000005\n", encoding="utf-8")
    desk.run(ImportBatch(read_files([table]), skip_bad=True))
    desk.undo_import()
    assert desk.ask(list_candidates).total == 2
    with pytest.raises(RuleBroken, match=r"people: 1.*people: 2"):
        desk.undo_import()
    assert desk.ask(list_candidates).total == 2
    assert report.people == 1


def test_who_certainly_is_here_can_be_left_out(desk: App, table: Path) -> None:
    desk.run(ImportBatch(read_files([table])))
    more = "王小明,13800000001,,\n李雷,13700000001,,\n李雷,137 0000 0001,li@example.cn,\n"
    table.write_text("姓名,手机,邮箱,来源\n" + more, encoding="utf-8")
    reading = read_files([table])
    assert desk.ask(preview, reading).people == 3
    report = desk.ask(preview, reading, skip_known=True)
    assert (report.people, report.skipped) == (1, 2)
    assert [r.state for r in report.records] == [
        RowState.SKIPPED,
        RowState.OK,
        RowState.SKIPPED,
    ]
    assert "here already" in str(report.records[0].message)
    assert "twice" in str(report.records[2].message)
    assert desk.run(ImportBatch(reading, skip_known=True)).value.people == 1
    assert desk.run(ImportBatch(reading, skip_known=True)).value.people == 0
