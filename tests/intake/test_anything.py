"""Whatever the bytes, there is a report or a refusal, and never another exception."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.intake import limits
from workbench.intake.drafts import IntakeFile, RowState
from workbench.intake.sniff import expand, read
from workbench.kernel.errors import BadInput

NAMES = st.sampled_from(
    ["a.csv", "a.json", "a.xml", "a.vcf", "a.eml", "a.mht", "a.pdf", "a.docx", "a.xlsx", "a.txt",
     "a.html", "a.doc", "", "51job_王(1).mht", "王小明.pdf", "../x\0.txt"]
)  # fmt: skip
STARTS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{", b"[", b"[{", b"BEGIN:VCARD\n", b"From: a\nTo: b\n\n",
     b"<?xml version='1.0'?>", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0",
     "姓名,邮箱\n".encode(), "姓名,邮箱\n".encode("gb18030"), b"Subject: =?gbk?b?x\nFrom: <\n\n",
     b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n", b"subject\n",
     b"candidate_id,last_name,first_name,email1\n"]
)  # fmt: skip
KEYS = st.sampled_from([
    "basics", "name", "first_name", "last_name", "applications", "email_addresses", "work", "pk",
    "candidate_id", "jobs", "status", "model", "fields", "phone", "school", "degree", "skills",
    "location", "rejection_reason", "keyed_custom_fields", "id", "email",
])  # fmt: skip
TREES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def accounted(data: bytes, name: str) -> IntakeFile | None:
    try:
        file = read(data, name)
    except BadInput as error:
        assert str(error)  # noqa: PT017  (any other exception is the failure)
        return None
    assert len(file.drafts) == file.count(RowState.OK)
    assert all(found.draft.name for found in file.drafts)
    return file


@SLOW
@given(STARTS, st.binary(max_size=400), NAMES)
def test_any_bytes(start: bytes, rest: bytes, name: str) -> None:
    accounted(start + rest, name)


@SLOW
@given(STARTS, st.text(max_size=300), NAMES)
def test_any_text(start: bytes, text: str, name: str) -> None:
    accounted(start + text.encode("utf-8", "replace"), name)


@SLOW
@given(TREES)
def test_any_json(tree: object) -> None:
    accounted(json.dumps(tree).encode(), "a.json")


@SLOW
@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8), st.booleans())
def test_any_table(rows: list[list[str]], american: bool) -> None:
    header = (
        "first name,last name,email,phone,years" if american else "姓名,邮箱,手机,学历,工作年限"
    )
    quoted = [",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows]
    file = accounted("\n".join([header, *quoted]).encode("utf-8", "replace"), "a.csv")
    if file is not None:
        assert len(file.reports) <= len(rows)
        assert len(file.reports) >= len([row for row in rows if any(row)])


@SLOW
@given(st.data())
def test_damaged_samples(samples_bytes: list[tuple[str, bytes]], data: st.DataObject) -> None:
    name, whole = data.draw(st.sampled_from(samples_bytes))
    cut = data.draw(st.integers(0, len(whole)))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = bytearray(whole[: cut or None])
    if at < len(broken):
        broken[at] = data.draw(st.integers(0, 255))
    accounted(bytes(broken), name)


@pytest.fixture(scope="module")
def samples_bytes() -> list[tuple[str, bytes]]:
    folder = Path(__file__).resolve().parents[2] / "resources" / "samples"
    return [(path.name, path.read_bytes()) for path in expand([folder])]


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.csv", "is empty"),
        (b" \n ", "a.csv", "is empty"),
        (b"\x00\x01\x02" * 50, "a.bin", "known encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cv.doc", "old Office format"),
        (b"{\\rtf1\\ansicpg936 \\u99999999?}", "cv.doc", "damaged"),
        (b'{"a": ', "a.json", "not sound JSON"),
        (b"[" * 100_000, "a.json", "not sound JSON"),
        (b'{"a": 1}', "a.json", "unknown kind"),
        (b"<?xml version='1.0'?><a/>", "a.xml", "unknown kind"),
        (b"<?xml version='1.0'?><a>", "a.xml", "not sound XML"),
        (b"%PDF-1.7 nothing", "a.pdf", "damaged PDF"),
        (b"PK\x03\x04 nothing", "a.docx", "damaged"),
        (b"Name,Email\n", "a.csv", "holds no records"),
        ("邮箱,手机\na@example.cn,1\n".encode(), "a.csv", "no column for the name"),
    ],
)
def test_refusals_say_what_to_do(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        read(data, name)


def test_entities_are_refused() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]>'
        b"<SkillsPassport>&y;</SkillsPassport>"
    )
    with pytest.raises(BadInput):
        read(bomb, "cv.xml")


def packed(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return data.getvalue()


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.intake.packed.MAX_UNPACKED_BYTES", 10_000)
    with pytest.raises(BadInput, match="unpacks to more"):
        read(packed(word__document_xml=b"<a>" + b" " * 20_000 + b"</a>"), "cv.docx")


def test_an_archive_of_files_is_refused() -> None:
    with pytest.raises(BadInput, match="is an archive"):
        read(packed(a=b"1"), "cvs.zip")


def test_large_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.intake.sniff.MAX_FILE_BYTES", 1024)
    with pytest.raises(BadInput, match="larger than"):
        read(b"x" * 2000, "a.txt")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.intake.csvtable.MAX_RECORDS", 3)
    with pytest.raises(BadInput, match="more than 3 records"):
        read(b"Name,Email\n" + b"A,a@example.com\n" * 9, "a.csv")
    assert limits.MAX_RECORDS >= 100_000


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be opened"):
        read(tmp_path / "nothing.csv")
    with pytest.raises(BadInput):
        read(tmp_path)
    with pytest.raises(BadInput, match="does not exist"):
        expand([tmp_path / "nothing"])


def test_expanding_folders(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    names = ["b/2.txt", "a.txt", "~$lock.docx", ".DS_Store", ".hidden/x.txt"]
    for name in names:
        (tmp_path / name).write_text("x")
    found = expand([tmp_path, tmp_path / "a.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.txt", "b/2.txt"]
