from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_runtime_package_is_named_with_its_licence() -> None:
    notices = (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
    named = {line.split("|")[1].split()[0] for line in notices.splitlines() if "| " in line}
    lock = (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8")
    shipped = {line.partition("==")[0] for line in lock.splitlines() if line[:1].isalpha()}
    assert shipped <= named, shipped - named


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
