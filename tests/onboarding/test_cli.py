from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSPHRASE
from tests.onboarding.conftest import House
from workbench.cli.main import main


@pytest.fixture
def say(
    house: House,
    vault_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Any:
    """Run a verb on the furnished vault and return its exit code and answer."""
    applied = house.apply("王小明")
    house.app.close()
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)

    def run(*words: str) -> tuple[int, Any]:
        given = [applied if word == "APPLIED" else word for word in words]
        code = main([*given, "--vault", str(vault_path), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_from_hire_to_check_in(say: Any) -> None:
    code, answer = say("onboarding", "hire", "APPLIED", "--start-on", "2026-03-16")
    assert code == 0
    made = answer["result"]["value"]
    code, answer = say("onboarding", "list")
    assert (code, answer["total"], answer["rows"][0]["name"]) == (0, 1, "王小明")
    code, answer = say("buddy", "suggest", made)
    assert answer["rows"][0]["name"] == "孙悦"
    code, answer = say("buddy", "assign", made, answer["rows"][0]["staff_id"])
    assert code == 0
    code, answer = say("checkin", "record", made, "--mark", "7", "--answers", "role=4")
    assert code == 0
    code, answer = say("onboarding", "show", made)
    assert answer["result"]["check_ins"][0]["answers"] == {"role": 4}
    code, answer = say("onboarding", "move-start", made, "--start-on", "2026-03-15")
    assert (code, answer["error"]["field"]) == (3, "start_on")
    code, answer = say("task", "due", "--today", "2026-03-02")
    assert (code, answer["total"]) == (0, 5)
