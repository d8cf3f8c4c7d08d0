"""The command line: verbs, JSON, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHEAP, PASSPHRASE
from workbench.cli.main import main
from workbench.vault import keys

Cli = Callable[..., tuple[int, Any]]


@pytest.fixture
def cli(
    vault_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Cli:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("WORKBENCH_VAULT", str(vault_path))
    monkeypatch.setattr(keys.KdfCost, "memory_mib", CHEAP.memory_mib, raising=False)

    def run(*texts: str) -> tuple[int, Any]:
        code = main([*texts, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def _value(answer: tuple[int, Any]) -> Any:
    code, body = answer
    assert code == 0, body
    assert body["format"] == 1
    return body["result"]["value"]


def test_a_story_from_the_command_line(cli: Cli) -> None:
    person = _value(cli("candidate", "add", "王小明", "--phone", "13800000001"))
    post = _value(cli("requisition", "open", "后端工程师", "--stage-set", "研发"))
    application = _value(cli("application", "add", person, post))
    _value(cli("application", "move", application, "--stage", "技术初评"))
    code, board = cli("board", "--requisition", post)
    assert code == 0
    assert [(row["name"], row["stage"]) for row in board["rows"]] == [("王小明", "技术初评")]
    code, hits = cli("search", "小明")
    assert hits["total"] == 1
    code, undone = cli("undo")
    assert undone["result"]["kind"] == "undo"
    assert cli("board", "--requisition", post)[1]["rows"][0]["stage"] == "新简历"
    assert cli("redo")[0] == 0
    code, entries = cli("history", "--limit", "2")
    assert [row["kind"] for row in entries["rows"]] == ["redo", "undo"]
    assert entries["total"] >= 6


def test_utf8_is_printed_as_written(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    main(["candidate", "add", "欧阳娜娜", "--json"])
    capsys.readouterr()
    main(["candidate", "list", "--json"])
    assert "欧阳娜娜" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("texts", "code", "kind", "field"),
    [
        (("candidate", "add", "  "), 3, "rule", "name"),
        (("candidate", "show", "0" * 32), 3, "not-found", ""),
        (("import", "/nowhere.csv"), 3, "input", ""),
        (("candidate", "note", "x", "--body", "@/nowhere.txt"), 3, "input", ""),
        (("undo",), 3, "rule", ""),
        (("import", "undo"), 3, "not-found", ""),
        (("import", "undo", "x"), 3, "not-found", ""),
        (("candidate", "add", "Adam", "--city", "\udcff"), 3, "input", ""),
    ],
)
def test_refusals_have_a_kind_and_a_field(
    cli: Cli, texts: tuple[str, ...], code: int, kind: str, field: str
) -> None:
    found, body = cli(*texts)
    assert found == code
    assert body["error"]["kind"] == kind
    assert body["error"]["field"] == field
    assert body["error"]["text"]


def test_a_wrong_passphrase_is_code_4(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "wrong horse")
    code, body = cli("candidate", "list")
    assert (code, body["error"]["kind"]) == (4, "locked")


def test_no_vault_and_no_key(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code, body = cli("candidate", "list", "--vault", str(tmp_path / "none"))
    assert (code, body["error"]["kind"]) == (3, "not-found")
    monkeypatch.delenv("WORKBENCH_PASSPHRASE")
    code, body = cli("candidate", "list")
    assert (code, body["error"]["kind"]) == (4, "locked")


@pytest.mark.parametrize(
    "texts", [["candidate", "add"], ["fly"], ["candidate", "add", "x", "--years", "many"]]
)
def test_wrong_usage_is_code_2(
    cli: Cli, texts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(texts) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("usage: workbench")
    code, body = cli(*texts)
    assert (code, body["error"]["kind"]) == (2, "usage")
    assert body["error"]["text"]


def test_a_reader_that_has_seen_enough_is_no_fault(vault_path: Path) -> None:
    program = [sys.executable, "-m", "workbench", "--help"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        said = running.stderr.read()
    assert said == b""
    assert running.returncode == 0


def test_errors_speak_the_readers_language(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    main(["candidate", "add", " ", "--lang", "zh"])
    assert "请" in capsys.readouterr().err


def test_a_step_is_told_in_words_and_in_lasting_keys(
    cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    person = _value(cli("candidate", "add", "王小明", "--city", "上海"))
    cli("candidate", "change", person, "--city", "北京")
    entry = cli("history", "--limit", "1")[1]["rows"][0]["id"]
    [row] = cli("history", "--entry", entry)[1]["rows"]
    assert (row["table"], row["field"]) == ("candidate", "city")
    assert (row["before"], row["after"], row["name"]) == ("上海", "北京", "王小明")
    main(["history", "--entry", entry, "--lang", "zh"])
    said = capsys.readouterr().out
    assert "候选人" in said
    assert "城市" in said
    assert person not in said


def test_a_cv_goes_in_and_comes_out(cli: Cli, tmp_path: Path) -> None:
    person = _value(cli("candidate", "add", "王小明"))
    file, copy = tmp_path / "cv.txt", tmp_path / "copy.txt"
    file.write_text("王小明\n分布式数据库", encoding="utf-8")
    made = _value(cli("candidate", "cv", person, str(file)))
    assert cli("search", "分布式")[1]["total"] == 1
    assert cli("candidate", "save-cv", made, "--out", str(copy))[0] == 0
    assert copy.read_bytes() == file.read_bytes()
    assert cli("candidate", "cv", person, str(tmp_path / "none.pdf"))[0] == 3
    nowhere = str(tmp_path / "none" / "x")
    assert cli("candidate", "save-cv", made, "--out", nowhere)[0] == 5
    assert cli("undo")[0] == 0
    assert cli("search", "分布式")[1]["total"] == 0


def test_dry_run_import_and_its_undo(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("name,phone\nElena Sullivan,+1 202 555 0101\n王小明,13800000001\n")
    code, body = cli("import", str(table), "--dry-run")
    assert (code, body["result"]["people"]) == (0, 2)
    assert cli("candidate", "list")[1]["total"] == 0
    assert cli("import", str(table))[1]["result"]["people"] == 2
    code, page = cli("candidate", "list", "--limit", "1")
    assert (len(page["rows"]), page["total"]) == (1, 2)
    assert cli("import", "undo")[0] == 0
    assert cli("candidate", "list")[1]["total"] == 0


def test_vault_verbs(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = str(tmp_path / "fresh")
    code, made = cli("vault", "create", "--vault", fresh)
    recovery = made["result"]["recovery_key"]
    assert len(recovery.split("-")) == 9
    code, status = cli("vault", "status", "--vault", fresh)
    assert status["result"]["keys"] == ["pass", "recovery"]
    monkeypatch.setenv("WORKBENCH_NEW_PASSPHRASE", "another horse")
    assert cli("vault", "recover", recovery, "--vault", fresh)[0] == 0
    assert cli("vault", "check", "--vault", fresh)[0] == 4
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "another horse")
    assert cli("vault", "check", "--vault", fresh)[1]["result"] == {"sound": True, "faults": []}
    code, backed = cli("vault", "backup", str(tmp_path / "stick"), "--vault", fresh)
    restored = str(tmp_path / "restored")
    code, body = cli("vault", "restore", backed["result"]["folder"], "--vault", restored)
    assert body["result"]["rows"] == backed["result"]["rows"]
    code, body = cli("vault", "create", "--vault", fresh)
    assert (code, body["error"]["kind"]) == (3, "rule")


@pytest.mark.parametrize("spot", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_damage_is_told_in_words(
    cli: Cli, vault_path: Path, spot: float, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3):
        _value(cli("candidate", "add", f"王小明{number}"))
    database = vault_path / "vault.db"
    content = bytearray(database.read_bytes())
    start = int(len(content) * spot)
    content[start : start + 5000] = b"\x5a" * min(5000, len(content) - start)
    database.write_bytes(content)
    assert main(["vault", "check", "--lang", "zh"]) == 5
    said = capsys.readouterr()
    assert "备份" in said.out + said.err
    for verb in (("candidate", "list"), ("candidate", "add", "李雷"), ("history",)):
        assert cli(*verb)[0] in (0, 5)


def test_a_database_that_cannot_be_read_at_all_is_a_fault(cli: Cli, vault_path: Path) -> None:
    database = vault_path / "vault.db"
    content = bytearray(database.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    database.write_bytes(content)
    for verb in (("candidate", "list"), ("vault", "check"), ("vault", "backup", "nowhere")):
        code, body = cli(*verb)
        assert (code, body["error"]["kind"]) == (5, "system")
