from __future__ import annotations

import errno
from pathlib import Path

import pytest

from workbench.kernel.errors import SystemFault
from workbench.kernel.whole_files import whole_file


def begin(target: Path, error: Exception) -> None:
    """Write half a file and a scratch file, then fail."""
    with whole_file(target) as fresh:
        (fresh.parent / "scratch").write_text("half")
        fresh.write_text("half")
        raise error


def test_a_file_is_swapped_in_whole(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("old")
    with whole_file(target) as fresh:
        fresh.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["list.csv"]


def test_whatever_is_raised_the_old_file_stays_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("old")
    with pytest.raises(ValueError, match="bug"):
        begin(target, ValueError("bug"))
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["list.csv"]


def test_a_full_disk_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(SystemFault, match="disk is full"):
        begin(tmp_path / "x.csv", OSError(errno.ENOSPC, "No space left on device"))
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(SystemFault, match="cannot be written"), whole_file(tmp_path / "a" / "x"):
        pass


def test_a_folder_or_a_device_is_not_written_over(tmp_path: Path) -> None:
    for target in (tmp_path, Path("/dev/null")):
        if target.exists():
            with pytest.raises(SystemFault, match="is no file"), whole_file(target):
                pass


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.csv"
    real.write_text("old")
    link = tmp_path / "link.csv"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("no links here")
    with whole_file(link) as fresh:
        fresh.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"
