"""Stage sets from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSPHRASE
from workbench.cli.main import main

Verb = Callable[..., Any]


@pytest.fixture
def verb(
    vault_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Verb:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("WORKBENCH_VAULT", str(vault_path))

    def run(*argv: str, code: int = 0) -> Any:
        assert main([*argv, "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return run


def shown(verb: Verb, which: str) -> Any:
    return verb("stage-set", "show", which)["result"]


def test_what_is_shown_can_be_edited_and_given_back(verb: Verb, tmp_path: Path) -> None:
    post = verb("requisition", "open", "后端工程师")["result"]["value"]
    person = verb("candidate", "add", "王小明")["result"]["value"]
    verb("application", "add", person, post, "--stage", "电话沟通")
    before = shown(verb, "standard")
    stages = [each for each in before["stages"] if each["kind"] != "call"]
    stages[0] = {**stages[0], "limit_days": 1, "owner": "小陈", "scorers": []}
    file = tmp_path / "stages.json"
    file.write_text(json.dumps(stages, ensure_ascii=False), encoding="utf-8")
    done = verb("stage-set", "change", "标准", "--en", "House", "--stages", f"@{file}")["result"]
    assert done["warnings"] == [
        "Open requisitions keep version 1; new ones take version 2.",
    ]
    after = shown(verb, done["value"])
    assert (after["version"], after["names"]) == (2, {"zh": "标准", "en": "House"})
    first = after["stages"][0]
    assert (first["limit_days"], first["owner"]) == (1, "小陈")
    assert [each["names"] for each in after["stages"]] == [each["names"] for each in stages]
    assert [each["open"] for each in after["versions"]] == [1, 0]
    refused = verb("stage-set", "adopt", post, code=3)["error"]
    assert (refused["kind"], refused["field"]) == ("rule", "stages")
    assert verb("stage-set", "adopt", post, "--stages", "电话沟通=初筛")["result"]["value"] == 1
    board = verb("board", "--requisition", post)["rows"]
    assert [row["stage"] for row in board] == ["初筛"]
    verb("undo")
    assert verb("board", "--requisition", post)["rows"][0]["stage"] == "电话沟通"
    verb("undo")
    assert shown(verb, "standard") == before


def test_sets_are_made_archived_and_restored(verb: Verb) -> None:
    one = json.dumps({"names": {"zh": "见面"}, "kind": "interview", "scored": True})
    two = json.dumps({"names": {"zh": "到岗"}, "kind": "hired"})
    made = verb("stage-set", "make", "--zh", "短", "--stages", one, two)["result"]
    assert len(made["warnings"]) == 1, "nobody can be hired on it"
    rows = verb("stage-set", "list")["rows"]
    found = next(row for row in rows if row["id"] == made["value"])
    assert (found["names"], found["stages"]) == ({"zh": "短", "en": "短"}, 2)
    refused = verb("stage-set", "make", "--zh", "反", "--stages", two, one, code=3)["error"]
    assert refused["field"] == "stages"
    assert verb("stage-set", "make", "--zh", "短2", "--stages", '{"kind": 3}', code=2)
    verb("stage-set", "archive", "短")
    assert made["value"] not in {row["id"] for row in verb("stage-set", "list")["rows"]}
    assert any(row["archived"] for row in verb("stage-set", "list", "--archived")["rows"])
    assert verb("requisition", "open", "店长", "--stage-set", "短", code=3)["error"]["field"]
    verb("stage-set", "restore", "短")
    verb("requisition", "open", "店长", "--stage-set", "短")


def test_the_help_says_how_stages_are_written(
    verb: Verb, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["stage-set", "change", "--help", "--lang", "zh"])
    assert "stage-set show --json" in " ".join(capsys.readouterr().out.split())
