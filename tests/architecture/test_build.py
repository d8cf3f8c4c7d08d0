from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "build"))

import environment  # noqa: E402
import lock  # noqa: E402
import machine  # noqa: E402


def test_what_other_systems_need_is_marked() -> None:
    text = lock.mark("# a note\npefile==1 \\\n    --hash=sha256:0\njeepney==2 \\\n    --hash=x\n")
    assert 'pefile==1 ; sys_platform == "win32" \\\n    --hash=sha256:0' in text
    assert 'jeepney==2 ; sys_platform == "linux" \\' in text
    assert "a note" not in text
    assert lock.mark(text) == text


@pytest.mark.parametrize("line", ["--index-url https://x", "a @ file:///x", "--find-links y"])
def test_a_lock_file_that_names_a_place_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="must not name a place"):
        lock.check(line)


def test_a_stamp_knows_whether_anything_changed(tmp_path: Path) -> None:
    stamp = environment.Stamp(tmp_path / "stamps" / "a", environment.digest(b"1"))
    assert not stamp.is_fresh()
    stamp.set()
    assert stamp.is_fresh()
    assert not environment.Stamp(tmp_path / "stamps" / "a", environment.digest(b"2")).is_fresh()


def test_without_rights_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(machine, "_as_root", lambda: None)
    with pytest.raises(SystemExit, match=r"sudo apt-get install .* python3-venv"):
        machine.install_packages(["python3-venv"], "Python's venv module is missing")


def test_dev_explains_itself() -> None:
    command = [sys.executable, str(ROOT / "build" / "dev.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 2
    assert "build/dev.py test" in done.stdout
