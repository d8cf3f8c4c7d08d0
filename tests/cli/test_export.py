"""`workbench export`: what it writes, and what it says where it cannot."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_cli import Cli
from tests.cli.test_cli import cli as cli
from workbench.cli.main import main
from workbench.intake.sniff import read


@pytest.fixture
def people(cli: Cli) -> Cli:
    """A vault with two people, one of them on a requisition."""
    who = cli("candidate", "add", "王小明", "--phone", "13800000001")[1]["result"]["value"]
    cli("candidate", "add", "=Elena", "--phone", "+1 202 555 0101", "--email", "e@example.com")
    post = cli("requisition", "open", "后端工程师", "--stage-set", "研发")[1]["result"]["value"]
    cli("application", "add", who, post)
    return cli


def test_people_as_csv(people: Cli, tmp_path: Path) -> None:
    target = tmp_path / "people.csv"
    code, body = people("export", "people", "--to", str(target), "--lang", "zh")
    assert code == 0
    assert body["result"] == {"rows": 2, "file": str(target)}
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["姓名"] for line in lines] == ["'=Elena", "王小明"]
    assert lines[0]["电话"].startswith("'+1")
    assert [each.draft.name for each in read(target).drafts] == ["=Elena", "王小明"]


def test_the_ending_chooses_the_format(people: Cli, tmp_path: Path) -> None:
    assert people("export", "people", "--to", str(tmp_path / "x.XLSX"), "--lang", "en")[0] == 0
    assert openpyxl.load_workbook(tmp_path / "x.XLSX").sheetnames == ["People"]
    assert people("export", "people", "--to", str(tmp_path / "x.json"))[0] == 0
    assert len(json.loads((tmp_path / "x.json").read_text("utf-8"))) == 2
    assert people("export", "people", "--to", str(tmp_path / "x"), "--format", "json")[0] == 0
    assert len(json.loads((tmp_path / "x").read_text("utf-8"))) == 2


def test_a_requisition_narrows_it_down(people: Cli, tmp_path: Path) -> None:
    post = people("requisition", "list")[1]["rows"][0]["id"]
    target = str(tmp_path / "x.csv")
    asked = ("export", "people", "--to", target, "--requisition", post)
    assert people(*asked)[1]["result"]["rows"] == 1
    asked = ("export", "applications", "--to", target, "--requisition", post, "--force")
    assert people(*asked)[1]["result"]["rows"] == 1


def test_a_file_is_not_written_over_unless_told_to(people: Cli, tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("old")
    code, body = people("export", "people", "--to", str(target))
    assert (code, body["error"]["kind"], body["error"]["field"]) == (3, "rule", "to")
    assert "--force" in body["error"]["text"]
    assert target.read_text() == "old"
    assert people("export", "people", "--to", str(target), "--force")[0] == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("texts", "code", "kind"),
    [
        (("people", "--to", "x.pdf"), 3, "input"),
        (("people", "--to", "x"), 3, "input"),
        (("staff", "--to", "x.json"), 3, "input"),
        (("staff", "--to", "x.csv", "--requisition", "1"), 3, "rule"),
        (("people", "--to", "x.csv", "--requisition", "nope"), 3, "not-found"),
        (("folk", "--to", "x.csv"), 2, "usage"),
        (("people", "--to", "x.csv", "--format", "doc"), 2, "usage"),
        (("people",), 2, "usage"),
        (("people", "--to", "gone/x.csv"), 5, "system"),
    ],
)
def test_what_cannot_be_is_told_in_words(
    texts: tuple[str, ...],
    code: int,
    kind: str,
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    found, body = cli("export", *texts)
    assert (found, body["error"]["kind"]) == (code, kind)
    assert body["error"]["text"]
    assert list(folder.iterdir()) == []


def test_a_folder_one_may_not_write_to_is_told_in_words(people: Cli, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    if _may_write(closed):
        closed = Path("/proc")  # whoever may write everywhere may not write here
    if not closed.is_dir():
        pytest.skip("every folder here can be written to")
    code, body = people("export", "people", "--to", str(closed / "x.csv"))
    assert (code, body["error"]["kind"]) == (5, "system")
    assert "cannot be written" in body["error"]["text"]


def _may_write(folder: Path) -> bool:
    try:
        (folder / "try").touch()
    except OSError:
        return False
    return True


def test_a_person_reads_where_it_went(
    people: Cli, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "people", "--to", str(tmp_path / "x.csv"), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "2 rows in" in said
    assert "not encrypted" in said
