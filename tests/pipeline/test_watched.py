"""A watched folder: what rests and is new, by content."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.pipeline.watched import Glance, Taken, glance


def names(folder: Path, taken: tuple[str, ...] = ()) -> list[str]:
    return [path.name for path in rested(folder).fresh(taken)]


def rested(folder: Path) -> Glance:
    return glance(folder, glance(folder, Glance()))


def test_only_what_rests_is_new(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"one")
    first = glance(tmp_path, Glance())
    assert not first.resting
    assert first.fresh(()) == ()
    (tmp_path / "a.pdf").write_bytes(b"one and more")
    second = glance(tmp_path, first)
    assert second.fresh(()) == ()
    third = glance(tmp_path, second)
    assert third.resting
    assert [path.name for path in third.fresh(())] == ["a.pdf"]


def test_what_is_no_file_to_import_is_left_out(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.RTF", "c.zip", ".hidden.pdf", "~$b.docx", "d.pdf.crdownload",
                 "e.exe", "README.txt"):  # fmt: skip
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "folder.pdf" / "inside.pdf").write_bytes(b"inside")
    assert names(tmp_path) == ["a.pdf", "b.RTF", "c.zip"]
    assert names(tmp_path / "nowhere") == []


def test_content_counts_and_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"one")
    (tmp_path / "a copy.pdf").write_bytes(b"one")
    (tmp_path / "b.pdf").write_bytes(b"two")
    assert names(tmp_path) == ["a copy.pdf", "b.pdf"]
    taken = [seen.digest for path, seen in rested(tmp_path).seen.items() if path.name == "a.pdf"]
    assert names(tmp_path, tuple(taken)) == ["b.pdf"]


def test_what_was_taken_is_remembered_for_each_vault(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "taken.json"
    Taken(path).add("v1", ["a", "b"])
    again = Taken(path)
    again.add("v1", ["b", "c"])
    assert Taken(path).of("v1") == ("a", "b", "c")
    assert Taken(path).of("v2") == ()


@pytest.mark.parametrize("text", ["", "[", "[]", '{"v1": 5, "v2": [1, "a"]}'])
def test_a_broken_memory_is_no_memory(tmp_path: Path, text: str) -> None:
    path = tmp_path / "taken.json"
    path.write_text(text, encoding="utf-8")
    assert Taken(path).of("v1") == ()
    Taken(path).add("v1", ["x"])
    assert Taken(path).of("v1") == ("x",)
