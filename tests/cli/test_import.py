"""`workbench import`: columns by the words people use, refusals row by row, undo in words."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CHEAP, PASSPHRASE
from workbench.cli.main import main
from workbench.vault import keys

Say = Callable[..., str]


@pytest.fixture
def say(
    vault_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Say:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("WORKBENCH_VAULT", str(vault_path))
    monkeypatch.setattr(keys.KdfCost, "memory_mib", CHEAP.memory_mib, raising=False)
    monkeypatch.setenv("LANG", "C")

    def run(*texts: str, code: int = 0) -> str:
        found = main(list(texts))
        said = capsys.readouterr()
        assert found == code, said
        return said.out + said.err

    return run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(
        "应聘者姓名（必填）,手机*,现公司/学校,怪列\n王小明,13800000001,启程,x\n", encoding="utf-8"
    )
    return path


def test_columns_are_named_by_the_words_that_the_refusal_names(say: Say, table: Path) -> None:
    said = say("import", str(table), "--dry-run", code=3)
    assert "--map “怪列=FIELD”" in said
    assert "--map “怪列=” leaves it out" in said
    assert "1 people" in say("import", "--map", "怪列=", str(table), "--dry-run")
    for word in ("school", "学校", "university"):
        assert "1 people" in say("import", "--map", f"怪列={word}", str(table), "--dry-run")
    assert "name/姓名" in say("import", "--map", "怪列=rubbish", str(table), code=3)
    assert "COLUMN=FIELD" in say("import", "--map", "怪列", str(table), code=2)
    assert "列名=字段" in say("import", "--map", "怪列", str(table), "--lang", "zh", code=2)


def test_a_dry_run_says_what_the_import_needs(say: Say, table: Path) -> None:
    table.write_text("name,phone\nLi Lei,13800000001\n,13800000002\n", encoding="utf-8")
    said = say("import", str(table), "--dry-run")
    assert "needs --skip-bad" in said
    said = say("import", str(table), "--dry-run", "--lang", "zh")
    assert "失败" in said
    assert "通过" in said
    assert "failed" not in said
    assert "A record is unclear" in say("import", str(table), code=3)
    assert "--skip-bad" not in say("import", str(table), "--dry-run", "--skip-bad")
    assert say("import", str(table), "--dry-run", "--requisition", "0" * 32, code=3)


def test_the_pdf_library_says_nothing_of_its_own(say: Say, table: Path) -> None:
    broken = table.with_name("broken.pdf")
    broken.write_bytes(b"%PDF-1.7\nrubbish")
    said = say("import", str(broken), code=3)
    assert "EOF" not in said
    assert "damaged PDF" in said
    assert "1 files" not in said


def test_undo_tells_whom_it_kept(say: Say, table: Path) -> None:
    table.write_text("name,phone\nLi Lei,13800000001\nHan Mei,13800000002\n", encoding="utf-8")
    say("import", str(table))
    rows = say("search", "Han", "--json")
    subject = rows.split('"subject": "')[1][:32]
    say("candidate", "note", subject, "--body", "called")
    said = say("import", "undo")
    assert "people: 2" in said
    assert "People taken back: 1" in said
    assert "Kept, because somebody worked on them since (1): Han Mei" in said
    assert "{" not in said
    say("import", "undo", code=3)


def test_an_older_import_is_undone_by_its_entry(say: Say, table: Path) -> None:
    table.write_text("name,phone\nLi Lei,13800000001\n", encoding="utf-8")
    say("import", str(table))
    table.write_text("name,phone\nHan Mei,13800000002\n", encoding="utf-8")
    say("import", str(table))
    say("import", "undo")
    said = say("import", "undo", code=3)
    entry = re.findall(r"entry ([0-9a-f]{32})", said)[1]
    assert "收回 1 人" in say("import", "undo", entry, "--lang", "zh")


def test_who_is_here_already_can_be_left_out(say: Say, table: Path) -> None:
    table.write_text("name,phone\nLi Lei,13800000001\n", encoding="utf-8")
    say("import", str(table))
    assert "skipped" in say("import", str(table), "--skip-known")
    assert "1 / 1" in say("candidate", "list")


STRANGE = "大名,能打的号码,怪列\n王小明,13800000001,x\n"


def test_columns_are_remembered_and_forgotten(say: Say, table: Path) -> None:
    table.write_text(STRANGE, encoding="utf-8")
    maps = ("--map", "大名=name", "--map", "能打的号码=手机", "--map", "怪列=")
    say("import", str(table), "--dry-run", code=3)
    say("import", *maps, "--remember", str(table))
    assert "Columns as last time" in say("import", str(table), "--dry-run")
    said = say("import-columns", "mappings", "--json")
    kept = re.findall(r'"id": ?"([0-9a-f]{32})"', said)
    assert len(kept) == 1
    say("import-columns", "forget", kept[0])
    say("import", str(table), "--dry-run", code=3)
    say("undo")
    assert "1 people" in say("import", str(table), "--dry-run")
    say("import-columns", "remember", "A", "B", "--fields", "name", "")
    table.write_text("B,A\nx,Elena Sullivan\n", encoding="utf-8")
    assert "1 people" in say("import", str(table), "--dry-run")
    assert "one field for each" in say(
        "import-columns", "remember", "A", "--fields", "name", "", code=3
    )
    assert "no field shoes" in say("import-columns", "remember", "A", "--fields", "shoes", code=3)


def test_the_report_is_written_as_csv(say: Say, table: Path) -> None:
    table.write_text("姓名,手机,应聘职位\n=1+1,13800000001,前台\n,13800000002,\n", encoding="utf-8")
    target = table.with_name("report.csv")
    say("import", str(table), "--dry-run", "--report", str(target), "--lang", "zh")
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert "'=1+1" in text
    assert "没有这个招聘需求：前台" in text
    assert "不明确" in text
    assert "--force" in say("import", str(table), "--dry-run", "--report", str(target), code=3)
    say("import", str(table), "--dry-run", "--report", str(target), "--force")


def test_nobody_is_put_on_a_requisition_where_that_is_asked(say: Say, table: Path) -> None:
    say("requisition", "open", "后端工程师", "--stage-set", "rd")
    table.write_text("姓名,手机,应聘职位\n王小明,13800000001,后端工程师\n", encoding="utf-8")
    say("import", str(table), "--no-requisition")
    assert "王小明" not in say("board")
    table.write_text("姓名,手机,应聘职位\n李雷,13800000002,后端工程师\n", encoding="utf-8")
    say("import", str(table))
    assert "李雷" in say("board")


@pytest.mark.skipif(os.name != "posix", reason="file names are text there")
def test_a_file_name_of_foreign_bytes_is_read(say: Say, table: Path) -> None:
    table.write_text("name,phone\nLi Lei,13800000001\n", encoding="utf-8")
    strange = table.with_name(os.fsdecode(b"\xc3\xfb.csv"))
    table.rename(strange)
    assert "1 people" in say("import", str(strange))
    subject = say("search", "Li", "--json").split('"subject": "')[1][:32]
    cv = table.with_name(os.fsdecode(b"\xc3\xfb.txt"))
    cv.write_text("Li Lei", encoding="utf-8")
    say("candidate", "cv", subject, str(cv))
