"""Files are read in a child of few rights; what kills it costs that file only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apart.made import bomb, hungry_json, pdf, text_page
from workbench import paths
from workbench.apart.reader import Reader, Stopped, child_command
from workbench.intake.columns import Choices, UnknownColumns
from workbench.intake.sniff import read_all
from workbench.kernel.errors import BadInput, SystemFault
from workbench.kernel.i18n import Message
from workbench.people.cvs import cv_from_file
from workbench.pipeline.importing import read_files

GOOD = pdf(text_page("Elena Sullivan", "elena@example.com"))
HEAVY = "too much memory or time"
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def reader() -> Iterator[Reader]:
    threads = set(threading.enumerate())
    with Reader() as made:
        yield made
    assert made.process == 0
    assert set(threading.enumerate()) <= threads


def is_alive(process: int) -> bool:
    """Tell whether a process runs or waits to be fetched as a zombie."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def is_read(reader: Reader, data: bytes, name: str) -> bool:
    (found,) = reader.read(data, name)
    assert reader.process, "the child lives on"
    return found.file is not None


def test_what_is_read_apart_is_what_is_read_here(reader: Reader, samples: Path) -> None:
    for path in sorted(samples.rglob("*.*")):
        data = path.read_bytes()
        here = [each for each in read_all(data, path.name, Choices()) if not isinstance(each, str)]
        apart = list(reader.read(data, path.name))
        assert [each.file for each in apart] == [each.file for each in here]
        assert [str(each.error) for each in apart] == [str(each.error) for each in here]


@UNIX
def test_what_eats_memory_is_refused_by_name_and_the_others_come_in(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(GOOD)
    (tmp_path / "b.json").write_bytes(hungry_json())
    (tmp_path / "c.pdf").write_bytes(GOOD)
    reading = read_files([tmp_path])
    assert [file.name for file in reading.files] == ["a.pdf", "c.pdf"]
    (refused,) = reading.refused
    assert refused.name == "b.json"
    assert HEAVY in str(refused.message)


@UNIX
def test_a_bomb_inside_an_archive_costs_that_member_only(tmp_path: Path) -> None:
    path = tmp_path / "简历.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (("a.pdf", GOOD), ("b.json", hungry_json()), ("c.pdf", GOOD)):
            archive.writestr(name, data)
    reading = read_files([path])
    assert [file.name for file in reading.files] == ["简历.zip/a.pdf", "简历.zip/c.pdf"]
    assert [each.name for each in reading.refused] == ["简历.zip/b.json"]


def test_a_file_that_takes_for_ever_is_given_up(reader: Reader) -> None:
    assert is_read(reader, GOOD, "a.pdf")
    first, reader.patience = reader.process, 0.02
    (found,) = reader.read(bomb(), "b.pdf")
    assert HEAVY in str(found.error)
    assert not is_alive(first)
    reader.patience = 1
    assert is_read(reader, GOOD, "c.pdf")


@UNIX
def test_a_child_that_was_killed_is_replaced(reader: Reader) -> None:
    assert is_read(reader, GOOD, "a.pdf")
    os.kill(reader.process, signal.SIGKILL)
    while reader.process:
        pass
    assert is_read(reader, GOOD, "b.pdf")


@UNIX
def test_a_child_killed_while_it_reads_costs_that_file_only(reader: Reader) -> None:
    assert is_read(reader, GOOD, "a.pdf")
    hostile = bomb()
    threading.Timer(0.3, os.kill, (reader.process, signal.SIGSEGV)).start()
    (found,) = reader.read(hostile, "b.pdf")
    assert HEAVY in str(found.error)
    assert is_read(reader, GOOD, "c.pdf")


def test_closing_ends_what_is_being_read() -> None:
    reader, told = Reader(), []

    def read() -> None:
        try:
            list(reader.read(bomb(), "a.pdf"))
        except Stopped as stopped:
            told.append(stopped)

    assert is_read(reader, GOOD, "a.pdf")
    process, reading = reader.process, threading.Thread(target=read)
    reading.start()
    reader.close()
    reading.join()
    assert told
    assert not is_alive(process)
    with pytest.raises(Stopped):
        reader.start()


@LINUX
def test_the_child_knows_no_secret(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "correct horse")
    assert is_read(reader, GOOD, "a.pdf")
    known = Path(f"/proc/{reader.process}/environ").read_bytes()
    assert b"correct horse" not in known
    assert b"PASSPHRASE" not in known


CONFINED = (
    f"import sys; sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r});"
    " from workbench.apart import confine; confine.confine(); "
)


@UNIX
@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("x = bytearray(2 << 30)", "MemoryError"),
        ("import os; os.write(os.open('a', os.O_CREAT | os.O_WRONLY), b'x')", "too large"),
        ("x = [open('/dev/null') for _ in range(100)]", "Too many open files"),
    ],
)
def test_limits_hold(code: str, told: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", CONFINED + code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode
    assert told in done.stderr


@UNIX
def test_an_endless_loop_is_ended_by_the_processors_clock() -> None:
    code = f"{CONFINED}confine.allow_seconds(0)\n"
    done = subprocess.run([sys.executable, "-c", code + "while True: pass"], check=False)
    assert done.returncode == -signal.SIGXCPU


ANSWERS = {
    "nothing": "",
    "a length beyond all bounds": "w(b'\\xff' * 8)",
    "no JSON": "s(b'{')",
    "deep JSON": "s(b'[' * 100000)",
    "a list": "s(b'[]')",
    "another type": 's(b\'{"name": 5, "file": []}\')',
    "a file of the wrong shape": 's(b\'{"name": "a", "file": [1, 2]}\')',
    "bytes from beyond": 's(b\'{"name": "a", "file": [[[0, 99]]]}\')',
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=list(ANSWERS))
def test_a_child_that_lies_is_not_believed(answer: str) -> None:
    code = (
        "import struct, sys\n"
        "w = sys.stdout.buffer.write\n"
        "s = lambda b: w(struct.pack('>II', len(b), 0) + b)\n"
        "s(b'{\"ready\": true}')\n"
        f"{answer}\n"
    )
    with Reader([sys.executable, "-c", code]) as reader:
        (found,) = reader.read(GOOD, "a.pdf")
        assert found.file is None
        assert HEAVY in str(found.error)


def test_a_child_that_does_not_start_is_no_fault_of_the_file() -> None:
    reader = Reader([sys.executable, "-c", "raise SystemExit(3)"])
    with reader, pytest.raises(SystemFault, match="does not start"):
        list(reader.read(GOOD, "a.pdf"))


def test_unknown_columns_keep_their_headings(reader: Reader) -> None:
    (found,) = reader.read("姓名,奇怪\n王小明,1\n".encode(), "名单.csv")
    assert isinstance(found.error, UnknownColumns)
    assert found.error.heads[0].unknown == ("奇怪",)
    assert isinstance(found.error.message, Message)


def test_a_cv_dropped_on_somebody_is_read_apart(tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(GOOD)
    command = cv_from_file("someone", path)
    assert "elena@example.com" in command.text
    path.write_bytes(bomb())
    with pytest.raises(BadInput, match=HEAVY):
        cv_from_file("someone", path, Reader(patience=0.05))


def test_pages_come_as_pictures_with_hits(reader: Reader) -> None:
    data = pdf(text_page("first page"), text_page("line", "second page"))
    sizes = reader.open_pages(data, "a.pdf")
    assert [(size.width, size.height) for size in sizes] == [(595, 842), (595, 842)]
    picture, pixels = reader.picture(1, 600, "a.pdf")
    assert (picture.width, picture.height) == (600, 850)
    assert len(pixels) == 600 * 850 * 4
    assert min(pixels) < 60 < 255 == max(pixels), "there are letters on white"
    first, second = reader.find("PAGE", "a.pdf")
    assert (first.page, second.page) == (0, 1)
    ((left, top, right, bottom),) = second.boxes
    assert 72 / 595 < left < right < 0.5
    assert 0.09 < top < bottom < 0.12
    assert reader.find("nowhere", "a.pdf") == ()


def test_a_damaged_pdf_has_no_pages(reader: Reader) -> None:
    with pytest.raises(BadInput, match="damaged PDF"):
        reader.open_pages(b"%PDF-1.7 nothing", "a.pdf")
    assert len(reader.open_pages(GOOD, "b.pdf")) == 1


def test_a_page_as_large_as_a_field_is_drawn_small(reader: Reader) -> None:
    reader.open_pages(pdf(text_page("x"), media="[0 0 200 14400]"), "a.pdf")
    picture, _ = reader.picture(0, 4000, "a.pdf")
    assert picture.width * picture.height < 25_000_000


@pytest.mark.parametrize("program", ["desk_main", "cli_main"])
def test_the_frozen_programs_are_the_child_when_told(program: str) -> None:
    root = Path(__file__).resolve().parents[2]
    first = root / "build" / f"{program}.py"
    code = (
        f"import runpy, sys; sys.path[:] = {[str(root), *sys.path]!r}\n"
        f"sys.argv = [{program!r}, 'read-apart']\n"
        f"runpy.run_path({str(first)!r}, run_name='__main__')"
    )
    with Reader([sys.executable, "-c", code]) as reader:
        assert is_read(reader, GOOD, "a.pdf")
        if sys.platform == "linux":
            assert "libQt6" not in Path(f"/proc/{reader.process}/maps").read_text(encoding="utf-8")


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, "read-apart"]


def test_a_chinese_pdf_without_fonts_shows_its_letters(reader: Reader) -> None:
    name = "夏侯宁_研发工程师.pdf"
    data = (paths.resources() / "samples" / "cv" / name).read_bytes()
    reader.open_pages(data, name)
    picture, pixels = reader.picture(0, 720, name)
    wide = picture.width * 4
    first_line = pixels[wide * 70 : wide * 92]  # the name alone stands there
    assert sum(value < 128 for value in first_line[::4]) > 100
