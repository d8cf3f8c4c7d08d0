from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.exporting import xlsxfile
from workbench.exporting.csvfile import write_csv
from workbench.exporting.table import Column, Kind, Row, Table
from workbench.exporting.xlsxfile import MOST_CHARS, MOST_ROWS, sheet_title, write_xlsx
from workbench.intake.normalise import clean
from workbench.intake.sniff import read
from workbench.kernel.errors import BadInput, SystemFault

COLUMNS = (
    Column("姓名"),
    Column("电话"),
    Column("工作年限", Kind.NUMBER),
    Column("添加时间", Kind.DATE),
    Column("时间", Kind.MOMENT),
)
ROWS: tuple[Row, ...] = (
    ("王小明", "+86 138 0000 0000", 5.0, date(2026, 3, 2), datetime(2026, 3, 2, 9, 30)),
    ("=HYPERLINK(1)", "-1", 2.5, None, None),
    ('She said "hi", twice\nand left', "", None, date(1876, 1, 1), None),
)
WRITERS = pytest.mark.parametrize("write", [write_csv, write_xlsx])


def table(rows: Any = ROWS, total: int = len(ROWS)) -> Table:
    return Table("候选人", COLUMNS, rows, total)


def left(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_csv_is_as_excel_wants_it(tmp_path: Path) -> None:
    written = write_csv(tmp_path / "x.csv", table())
    data = (tmp_path / "x.csv").read_bytes()
    assert written.rows == 3
    assert data.startswith(b"\xef\xbb\xbf\xe5\xa7\x93")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[1] == "王小明,'+86 138 0000 0000,5,2026-03-02,2026-03-02 09:30"
    assert lines[2] == "'=HYPERLINK(1),'-1,2.5,,"
    assert lines[3] == '"She said ""hi"", twice\nand left",,,1876-01-01,'
    assert lines[4] == ""


def test_cells_of_a_workbook_have_their_types(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "x.xlsx", table())
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    sheet = book["候选人"]
    head, first, second, third = sheet.iter_rows()
    assert [cell.value for cell in head] == [column.title for column in COLUMNS]
    assert all(cell.font.b for cell in head)
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["B"].width > 15
    assert [cell.data_type for cell in first] == ["s", "s", "n", "d", "d"]
    assert first[1].value == "+86 138 0000 0000"
    assert first[2].value == 5
    assert first[3].value == datetime(2026, 3, 2)
    assert first[4].value == datetime(2026, 3, 2, 9, 30)
    assert (second[0].data_type, second[0].value) == ("s", "=HYPERLINK(1)")
    assert second[0].number_format == "@", "a text stays one when somebody edits it"
    assert second[3].value is None
    assert third[3].value == "1876-01-01", "Excel has no such day"


def test_markup_in_a_text_is_text(tmp_path: Path) -> None:
    odd = "<r><t>bold</t></r>"
    write_xlsx(tmp_path / "x.xlsx", Table("[a]/b", (Column("A"),), [(odd,), ("\x07x",)], 2))
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert sheet is not None
    assert sheet["A2"].value == odd
    assert sheet.title == "a b"


def test_what_a_cell_cannot_hold_is_shortened_and_counted(tmp_path: Path) -> None:
    rows = [("😀" * MOST_CHARS,), ("x" * MOST_CHARS,), ("x" * (MOST_CHARS + 1),)]
    written = write_xlsx(tmp_path / "x.xlsx", Table("x", (Column("A"),), rows, 3))
    assert (written.rows, written.shortened) == (3, 2)
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert sheet is not None
    assert str(sheet["A2"].value).endswith("😀…")
    assert sheet["A3"].value == "x" * MOST_CHARS
    assert len(str(sheet["A4"].value)) == MOST_CHARS
    assert sheet["A4"].quotePrefix
    assert sheet["A4"].number_format == "General"


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput, match="1,048,575 rows"):
        write_xlsx(tmp_path / "x.xlsx", table(total=MOST_ROWS + 1))
    monkeypatch.setattr(xlsxfile, "MOST_ROWS", 2)
    with pytest.raises(BadInput, match="CSV"):
        write_xlsx(tmp_path / "x.xlsx", table(total=0))
    assert left(tmp_path) == []


def test_an_empty_list_is_its_header(tmp_path: Path) -> None:
    for write, name in ((write_csv, "x.csv"), (write_xlsx, "x.xlsx")):
        assert write(tmp_path / name, table((), 0)).rows == 0
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").active.max_row == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("title", "name"), [("a/b:c", "a b c"), ("'", "Sheet1"), ("x" * 40, "x" * 31)]
)
def test_sheets_are_called_as_excel_allows(title: str, name: str) -> None:
    assert sheet_title(title) == name


@WRITERS
def test_stopping_leaves_no_file(write: Any, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        heard.append((done, total))
        return done < 500

    with pytest.raises(BadInput, match="stopped"):
        write(tmp_path / "x", table([ROWS[0]] * 2000, 2000), stop)
    assert heard == [(0, 2000), (500, 2000)]
    assert left(tmp_path) == []


@WRITERS
def test_stopping_at_the_end_leaves_no_file(write: Any, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="stopped"):
        write(tmp_path / "x", table(), lambda done, total: done < total)
    assert left(tmp_path) == []


@WRITERS
def test_a_full_disk_leaves_the_old_file(write: Any, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("old")

    def rows() -> Iterator[Row]:
        yield ROWS[0]
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(SystemFault, match="disk is full"):
        write(tmp_path / "x", table(rows()))
    assert left(tmp_path) == ["x"]
    assert (tmp_path / "x").read_text() == "old"


# What has no letters at all is no name, and two equal rows are one person.
NAMES = st.text(st.sampled_from("=+-@＝＋－＠'\"\t\n\r ,;王a1\u200b"), min_size=1, max_size=12)
SLOW = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@WRITERS
@SLOW
@given(names=st.lists(NAMES.filter(clean), min_size=1, max_size=6), data=st.data())
def test_our_own_import_reads_the_same(
    write: Any, names: list[str], data: st.DataObject, tmp_path: Path
) -> None:
    schools = [data.draw(NAMES) for _ in names]
    phones = [f"+86138000012{number:02}" for number, _ in enumerate(names)]
    columns = (Column("Name"), Column("School"), Column("Phone"))
    rows = list(zip(names, schools, phones, strict=True))
    write(tmp_path / "x", Table("x", columns, rows, len(rows)))
    drafts = [each.draft for each in read((tmp_path / "x").read_bytes(), "list.csv").drafts]
    assert [each.name for each in drafts] == [clean(name) for name in names]
    assert [each.school for each in drafts] == [clean(school) for school in schools]
    assert [each.phones for each in drafts] == [(phone,) for phone in phones]


def test_the_same_holds_for_a_workbook_in_memory(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "x.xlsx", table())
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "x.xlsx").read_bytes()), read_only=True)
    assert book.worksheets[0].max_row == 4
    book.close()
