from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from workbench.intake.columns import Choices, UnknownColumns
from workbench.intake.drafts import ApplicationStatus, RowState
from workbench.intake.headers import WORDS, column_of, field_of
from workbench.intake.normalise import years
from workbench.intake.sniff import read
from workbench.kernel.degrees import Degree
from workbench.kernel.errors import BadInput

TABLE = (
    "姓名,手机,邮箱,应聘职位,阶段,状态,投递时间\n"
    "王小明,138 0000 0000,a@example.cn,销售,一面,淘汰,2026/2/3\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, mark: str) -> None:
    draft = read(TABLE.replace(",", mark).encode(encoding), "list.csv").drafts[0].draft
    assert (draft.name, draft.phones) == ("王小明", ("+8613800000000",))
    application = draft.applications[0]
    assert (application.job_title, application.stage) == ("销售", "一面")
    assert application.status is ApplicationStatus.REJECTED
    assert application.applied_at is not None
    assert application.applied_at.date() == date(2026, 2, 3)


def test_a_table_is_known_without_its_name() -> None:
    assert len(read(TABLE.encode(), "").drafts) == 1


def test_an_unknown_header_needs_a_mapping() -> None:
    data = b"Name,Email,Shoe size\nAna,a@example.com,38\n"
    with pytest.raises(BadInput) as caught:
        read(data, "list.csv")
    assert "Shoe size" in str(caught.value)
    assert "name/姓名" in str(caught.value)
    assert read(data, "list.csv", mapping={"Shoe size": "notes"}).drafts[0].draft.notes == "38"
    assert read(data, "list.csv", mapping={"Shoe size": ""}).drafts[0].draft.notes == ""
    with pytest.raises(BadInput, match="no field shoes"):
        read(data, "list.csv", mapping={"Shoe size": "shoes"})


def test_a_mapping_reads_a_table_of_own_words() -> None:
    data = b"Wer;Womit\nAna;a@example.com\n"
    draft = read(data, "x", mapping={"Wer": "name", "Womit": "email"}).drafts[0].draft
    assert (draft.name, draft.emails) == ("Ana", ("a@example.com",))


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("First Name,Last Name", "Elena,Sullivan", "Elena Sullivan"),
        ("姓,名", "王,小明", "王小明"),
        ("Name", "  Ana   de la Cruz ", "Ana de la Cruz"),
        ("姓名", "阿依古丽·买买提", "阿依古丽·买买提"),
    ],
)
def test_names_are_as_written(header: str, row: str, name: str) -> None:
    data = f"{header},Email\n{row},a@example.com\n".encode()
    assert read(data, "list.csv").drafts[0].draft.name == name


def test_bad_rows_are_reported() -> None:
    rows = ["A,a@example.com,", ",b@example.com,", "C,c at example,", ",,",
            "D,d@example.com,,extra", "A,a@example.com,", "E,,0755 12"]  # fmt: skip
    file = read("\n".join(["姓名,邮箱,电话", *rows, "F,f@example.com,1"]).encode(), "list.csv")
    states = [(report.row, report.state) for report in file.reports]
    assert states == [
        (2, RowState.OK),
        (3, RowState.FAILED),
        (4, RowState.FAILED),
        (5, RowState.SKIPPED),
        (6, RowState.FAILED),
        (7, RowState.SKIPPED),
        (8, RowState.OK),
        (9, RowState.OK),
    ]
    assert str(file.reports[6].notes[0]) == "Kept as written, as it is no phone number: 0755 12"


def test_what_must_not_weigh_is_left_out() -> None:
    file = read(
        "姓名,性别,年龄,婚姻状况,邮箱\n王小明,男,30,已婚,a@example.cn\n".encode(), "list.csv"
    )
    assert "性别, 年龄, 婚姻状况" in str(file.remarks[0])
    assert "已婚" not in repr(file.drafts)


def test_broken_quotes() -> None:
    with pytest.raises(BadInput, match="not a sound CSV"):
        read(b'Name,Email\n"Ana,a@example.com\n', "list.csv")


def test_words_are_unique_and_known() -> None:
    words = [word for group in WORDS.values() for word in group]
    assert len(words) == len(set(words))
    assert field_of("手机号码（必填）") == "phone"
    assert field_of("E-Mail *") == field_of("电子 邮件") == "email"
    assert field_of("degree_") is None or field_of("Degree") == "degree"
    assert field_of("") is None


def workbook(*rows: tuple[object, ...], title: str = "候选人") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.create_sheet("说明").append(("只是说明",))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook() -> None:
    data = workbook(
        ("姓名", "手机", "邮箱", "学历", "投递时间", "应聘职位"),
        ("王小明", 13800000000, "a@example.cn", "本科", date(2026, 2, 3), "销售"),
        (None, None, None, None, None, None),
        ("", 13800000001.0, "b@example.cn", "硕士", None, ""),
    )
    file = read(data, "list.xlsx")
    draft = file.drafts[0].draft
    assert draft.phones == ("+8613800000000",)
    assert draft.degree is Degree.BACHELOR
    assert [(r.row, r.state) for r in file.reports] == [(2, RowState.OK), (4, RowState.FAILED)]
    assert "说明" in str(file.remarks[0])


def test_a_workbook_without_a_header() -> None:
    with pytest.raises(BadInput, match="no sheet with a header"):
        read(workbook(("a", "b")), "list.xlsx")


def test_a_damaged_workbook() -> None:
    data = workbook(("姓名",), ("王小明",))
    with pytest.raises(BadInput):
        read(data[: len(data) // 2], "list.xlsx")


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("三年", 3),
        ("三年半", 3.5),
        ("半年", 0.5),
        ("十年以上", 10),
        ("十二年", 12),
        ("二十五年", 25),
        ("三到五年", 3),
        ("三五年", 3),
        ("十几年", 10),
        ("两年", 2),
        ("3年半", 3.5),
        ("5-10年", 5),
        ("很多年", None),
        ("二〇二〇年毕业", None),
        ("无", 0),
    ],
)
def test_years_are_read_in_chinese_numerals_too(written: str, count: float | None) -> None:
    assert years(written) == count


def test_one_bad_value_does_not_keep_a_person_out() -> None:
    data = "姓名,手机,邮箱,工作年限,学历,投递时间\n王小明,13800000000,wang 在 qq,很久,博导,上周\n"
    file = read(data.encode(), "list.csv")
    draft = file.drafts[0].draft
    assert draft.phones == ("+8613800000000",)
    assert draft.links == ("wang 在 qq",)
    assert draft.notes == "工作年限: 很久\n学历: 博导\n投递时间: 上周"
    assert len(file.reports[0].notes) == 4
    assert "no e-mail address" in str(file.reports[0].notes[0])


def test_a_bad_address_alone_is_no_contact() -> None:
    file = read("姓名,手机,邮箱\n王小明,,wang 在 qq\n".encode(), "list.csv")
    assert [report.state for report in file.reports] == [RowState.FAILED]


def test_unknown_columns_are_handed_over_with_their_first_values() -> None:
    data = "大名,怪列,手机\n王小明,a,13800000000\n李雷,,13800000001\n韩梅,b,\n".encode()
    with pytest.raises(UnknownColumns) as caught:
        read(data, "list.csv")
    (head,) = caught.value.heads
    assert [column.heading for column in head.columns] == ["大名", "怪列", "手机"]
    assert head.columns[1].samples == ("a", "b")
    assert head.unknown == ("大名", "怪列")
    chosen = {head.fingerprint: {"大名": "name", "怪列": ""}}
    file = read(data, "list.csv", choices=Choices(chosen=chosen))
    assert [located.draft.name for located in file.drafts] == ["王小明", "李雷", "韩梅"]
    assert file.remarks == ()
    turned = "手机,怪列,大名\n13800000000,x,王小明\n".encode()
    file = read(turned, "other.csv", choices=Choices(kept=chosen))
    assert file.heads[0].remembered
    assert "as last time" in str(file.remarks[0])


def test_a_column_without_a_heading_can_be_chosen_by_its_place() -> None:
    data = "姓名,\n王小明,13800000000\n".encode()
    assert read(data, "list.csv").reports[0].state is RowState.FAILED
    head = read(data, "list.csv").heads[0]
    chosen = {head.fingerprint: {head.columns[1].key: "phone"}}
    file = read(data, "list.csv", choices=Choices(chosen=chosen))
    assert file.drafts[0].draft.phones == ("+8613800000000",)


def test_a_table_without_a_name_asks_for_its_columns() -> None:
    with pytest.raises(UnknownColumns, match="no column for the name"):
        read(b"phone,email\n1,a@example.com\n", "list.csv")
    with pytest.raises(UnknownColumns) as caught:
        read(workbook(("甲", "乙"), ("王小明", "13800000000")), "list.xlsx")
    assert [column.heading for column in caught.value.heads[0].columns] == ["甲", "乙"]


def test_what_excel_escaped_is_read_as_it_was() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "School"])
    book.active.append(["Ana_x000D_", "_x005F_x0041_"])
    target = io.BytesIO()
    book.save(target)
    draft = read(target.getvalue(), "x.xlsx").drafts[0].draft
    assert (draft.name, draft.school) == ("Ana", "_x0041_")


def test_the_mark_before_a_formula_is_taken_off() -> None:
    draft = read("姓名,电话\n'=王小明,'+86 138 0000 0000\n".encode(), "x.csv").drafts[0].draft
    assert (draft.name, draft.phones) == ("=王小明", ("+8613800000000",))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("应聘者姓名（必填）", "name"),
        ("候选人姓名", "name"),
        ("Name (required)", "name"),
        ("手机号码*", "phone"),
        ("邮箱 - 必填", "email"),
        ("现公司/学校", "current_employer"),
        ("目前所在公司", "current_employer"),
        ("姓名/Name", "name"),
        ("毕业学校", "school"),
        ("期望月薪（元）", "expected_pay"),
        ("最快到岗时间", "notice"),
        ("性别/年龄", "left-out"),
        ("姓名/性别", None),
        ("公司/怪列", None),
    ],
)
def test_headings_are_known_with_remarks_and_in_pairs(header: str, field: str | None) -> None:
    assert column_of(header) == field
