"""Every list, written by the real queries of a real vault."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.ui.people import Crew, settle_in
from workbench import app, paths
from workbench.app import App
from workbench.demand.queries import list_requisitions
from workbench.exporting.formats import Format
from workbench.exporting.table import Kind
from workbench.insights import listing
from workbench.insights.listing import Filters
from workbench.insights.lists import LISTS, export_list, formats_of
from workbench.intake.drafts import RowState
from workbench.intake.headers import IGNORED, field_of
from workbench.intake.normalise import degree
from workbench.intake.sniff import read
from workbench.kernel.clock import SetClock
from workbench.kernel.degrees import DEGREE_NAMES, Degree
from workbench.kernel.errors import BadInput, NotFound, RuleBroken
from workbench.kernel.i18n import Translator
from workbench.letters.commands import WriteDueLetters
from workbench.letters.owing import list_owed
from workbench.people.commands import (
    AddCandidate,
    ArchiveCandidate,
    BlockContact,
    SetContacts,
    TagCandidate,
)
from workbench.people.models import ContactKind
from workbench.pipeline.commands import CloseApplications
from workbench.pipeline.models import ApplicationState
from workbench.tour import demo
from workbench.vault import vault

Lines = list[dict[str, str]]


def words(language: str) -> Translator:
    return Translator.load(paths.resources() / "locale", language)


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


@pytest.fixture
def written(desk: App, tmp_path: Path) -> Callable[..., Lines]:
    """Export a list as CSV and return its rows by column."""

    def write(name: str, language: str = "en", **wanted: Any) -> Lines:
        path = tmp_path / f"{name}.csv"
        filters = Filters(**wanted)
        done = desk.ask(export_list, name, path, words(language), desk.local_now(), filters=filters)
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file))
        assert len(lines) == done.rows
        return lines

    return write


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A vault in which something of everything happened."""
    path = demo.make_demo(tmp_path_factory.mktemp("demo") / "demo")
    opened = app.open_app(path, vault.with_passphrase(demo.DEMO_PASSPHRASE), actor="tests")
    waiting = opened.ask(list_owed).rows
    opened.run(WriteDueLetters(applications=tuple(row.application_id for row in waiting[:2])))
    yield opened
    opened.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_rows_of_the_kinds_it_names(
    name: str, language: str, house: App, tmp_path: Path
) -> None:
    path, columns = tmp_path / "x.xlsx", LISTS[name].columns
    done = house.ask(export_list, name, path, words(language), house.local_now())
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    assert list(head) == [words(language).text(column.title) for column in columns]
    assert len(rows) == done.rows > 0
    types = {Kind.TEXT: str, Kind.NUMBER: (int, float), Kind.DATE: date, Kind.MOMENT: datetime}
    for place, column in enumerate(columns):
        found = [row[place] for row in rows if row[place] is not None]
        assert all(isinstance(cell, types[column.kind]) for cell in found), column.title


def test_people_come_with_all_that_is_known(
    crew: Crew, desk: App, written: Callable[..., Lines]
) -> None:
    who = desk.run(
        AddCandidate(
            "=阿宝",
            phone="13800009999",
            email="bao@example.cn",
            degree=Degree.MASTER,
            school="复旦大学",
            years=3.5,
            expected_pay="25k",
            source="内推",
        )
    ).value
    desk.run(SetContacts(who, ContactKind.PHONE, ("13800009999", "13800008888")))
    desk.run(TagCandidate(who, add=("Java", "算法")))
    desk.run(BlockContact(who, "asked us not to"))
    lines = written("people")
    assert [line["Name"] for line in lines][:3] == ["'=阿宝", "段洋睿", "Elena Sullivan"]
    line = lines[0]
    assert line["Phone"].split("; ")[0].endswith("13800009999")
    assert line["Phone"].count(";") == 1
    assert (line["Degree"], line["School"]) == ("Master’s degree", "复旦大学")
    assert (line["Years of experience"], line["Expected pay"]) == ("3.5", "25k")
    assert (line["Tags"], line["Source"], line["Added"]) == ("Java, 算法", "内推", "2026-03-02")
    assert line["Do not contact"] == "asked us not to"
    assert written("people", "zh")[0]["学历"] == "硕士"


def test_a_list_on_show_keeps_its_order_and_leaves_out_who_is_gone(
    crew: Crew, desk: App, written: Callable[..., Lines]
) -> None:
    desk.run(ArchiveCandidate(crew.people[3]))
    ids = (crew.people[2], crew.people[3], crew.people[0], "nobody")
    assert [line["Name"] for line in written("people", ids=ids)] == ["段洋睿", "王小明"]
    assert len(written("people")) == 3


def test_pages_are_put_together(
    crew: Crew, written: Callable[..., Lines], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    assert len(written("people", ids=tuple(crew.people))) == 4
    assert len(written("applications")) == 4


def test_applications_say_what_the_board_says(
    crew: Crew, desk: App, written: Callable[..., Lines]
) -> None:
    gone = crew.applications[1]
    desk.run(CloseApplications((gone,), ApplicationState.REJECTED, "skills", "no Kafka"))
    lines = {line["姓名"]: line for line in written("applications", "zh", requisition=crew.post)}
    assert lines["王小明"]["阶段"] == "新简历"
    assert lines["王小明"]["状态"] == words("zh").text("In progress")
    assert lines["王小明"]["在本阶段的工作日"] == "0"
    assert lines["Elena Sullivan"]["原因"] == words("zh").text("Skills not shown")
    assert lines["Elena Sullivan"]["结束日期"] == "2026-03-02"
    assert lines["Elena Sullivan"]["在本阶段的工作日"] == ""


@pytest.mark.parametrize("name", [each.name for each in LISTS.values() if each.of_requisition])
def test_a_requisition_narrows_a_list_down(name: str, house: App, tmp_path: Path) -> None:
    path, now = tmp_path / "x.csv", house.local_now()
    everything = house.ask(export_list, name, path, words("en"), now).rows
    parts = [
        house.ask(
            export_list, name, path, words("en"), now, filters=Filters(requisition=post.id)
        ).rows
        for post in house.ask(list_requisitions).rows
    ]
    assert max(parts) <= everything
    assert sum(parts) == everything or name in ("people", "letters")


def test_colleagues_belong_to_no_requisition(crew: Crew, written: Callable[..., Lines]) -> None:
    assert [line["Name"] for line in written("staff")] == ["李雷"]
    with pytest.raises(RuleBroken, match="no requisition"):
        written("staff", requisition=crew.post)


def test_an_unknown_requisition_is_told(desk: App, written: Callable[..., Lines]) -> None:
    with pytest.raises(NotFound):
        written("people", requisition="nope")


def test_only_people_have_resumes(crew: Crew, desk: App, tmp_path: Path) -> None:
    assert formats_of("people") == tuple(Format)
    with pytest.raises(BadInput, match="CSV or XLSX"):
        desk.ask(export_list, "staff", tmp_path / "x.json", words("en"), desk.local_now())
    desk.ask(export_list, "people", tmp_path / "x.json", words("en"), desk.local_now())
    found = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert [each["basics"]["name"] for each in found][-1] == "王小明"
    assert found[-1]["basics"]["phone"] == "13800001234"
    assert list(tmp_path.iterdir()) != []


@pytest.mark.parametrize("ending", ["pdf", "", "xls"])
def test_a_name_has_to_say_the_format(ending: str, desk: App, tmp_path: Path) -> None:
    path = tmp_path / f"x.{ending}".rstrip(".")
    with pytest.raises(BadInput, match=r"\.csv"):
        desk.ask(export_list, "people", path, words("en"), desk.local_now())
    desk.ask(export_list, "people", path, words("en"), desk.local_now(), format=Format.CSV)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfName")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_our_own_import_knows_every_column_of_people(language: str) -> None:
    for column in LISTS["people"].columns:
        title = words(language).text(column.title)
        field = field_of(title)
        assert field is not None, title
        assert field != IGNORED or column.kind is Kind.DATE, title


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_people_come_back_through_our_own_import(
    language: str, ending: str, house: App, tmp_path: Path
) -> None:
    path = tmp_path / f"x.{ending}"
    done = house.ask(export_list, "people", path, words(language), house.local_now())
    found = read(path)
    assert len(found.reports) == done.rows
    assert not found.count(RowState.FAILED)
    other = tmp_path / "y.csv"
    house.ask(export_list, "people", other, words("en"), house.local_now())
    with other.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    first = 1 if ending == "json" else 2
    for each in found.drafts:
        draft, line = each.draft, lines[each.row - first]
        assert draft.name == line["Name"]
        assert draft.title == line["Title"]
        assert draft.school == line["School"]
        assert draft.current_employer in ("", line["Employer"])
        if ending != "json":
            assert draft.wechat == line["WeChat"]
            assert draft.expected_pay == line["Expected pay"]
            assert len(draft.emails) == len(list(filter(None, line["E-mail"].split("; "))))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_degree_comes_back(language: str) -> None:
    for code, name in DEGREE_NAMES.items():
        if code is not Degree.UNKNOWN:
            assert degree(words(language).text(name)) is code
