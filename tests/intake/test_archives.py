"""ZIP archives of job boards, and Rich Text."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.intake import archive
from workbench.intake.columns import Choices
from workbench.intake.drafts import Format
from workbench.intake.rtftext import rtf_text
from workbench.intake.sniff import Found, cv_of, read, read_all
from workbench.kernel.errors import BadInput
from workbench.pipeline.importing import read_files

CV = "王小明\n手机：138 0000 0000\n".encode()


def packed(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return kept.getvalue()


def as_gbk(data: bytes, *names: str) -> bytes:
    """Write names as Chinese programs do: in GBK, and without saying so."""
    for name in names:
        raw = name.encode("utf-8")
        gbk = name.encode("gb18030").rjust(len(raw), b"x")
        data = data.replace(raw, gbk)
    return without_flag(data, 0x800)


def without_flag(data: bytes, flag: int) -> bytes:
    return _flags(data, lambda now: now & ~flag)


def with_flag(data: bytes, flag: int) -> bytes:
    return _flags(data, lambda now: now | flag)


def _flags(data: bytes, change: object) -> bytes:
    assert callable(change)
    out = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            now = int.from_bytes(out[at + place : at + place + 2], "little")
            out[at + place : at + place + 2] = int(change(now)).to_bytes(2, "little")
            at = out.find(mark, at + 4)
    return bytes(out)


def found(data: bytes, name: str = "简历.zip") -> list[Found]:
    return [each for each in read_all(data, name, Choices()) if isinstance(each, Found)]


def test_members_come_in_as_from_a_folder() -> None:
    data = packed(
        {
            "甲/王小明-工程师-5年.txt": CV,
            "甲/.DS_Store": b"x",
            "__MACOSX/甲/._王小明.txt": b"x",
            "README.txt": b"about",
            "~$lock.docx": b"x",
            "名单.csv": "姓名,手机\n李四,13800000001\n".encode(),
        }
    )
    list_, cv = found(data)
    assert (list_.name, cv.name) == ("简历.zip/名单.csv", "简历.zip/甲/王小明-工程师-5年.txt")
    assert cv.file is not None
    assert cv.file.name == cv.name
    draft = cv.file.drafts[0].draft
    assert (draft.name, draft.phones) == ("王小明", ("+8613800000000",))
    assert draft.attachments[0].file_name == "王小明-工程师-5年.txt"
    assert draft.attachments[0].data == CV


def test_the_same_words_reach_the_report(tmp_path: Path) -> None:
    path = tmp_path / "投递.zip"
    path.write_bytes(packed({"王小明.txt": CV, "b.xyz": b"\x00\x01\x02" * 50}))
    reading = read_files([path])
    assert [file.name for file in reading.files] == ["投递.zip/王小明.txt"]
    assert [each.name for each in reading.refused] == ["投递.zip/b.xyz"]


def test_names_in_gbk_are_read() -> None:
    name = "王小明.txt"
    assert [each.name for each in found(as_gbk(packed({name: CV}), name))] == [
        "简历.zip/xxx王小明.txt"
    ]
    assert found(without_flag(packed({name: CV}), 0x800))[0].name == "简历.zip/王小明.txt"


@given(st.text(st.characters(codec="gb18030", exclude_categories=["C", "Z"]), max_size=20))
def test_any_name_comes_back(name: str) -> None:
    info = zipfile.ZipInfo()
    info.filename, info.flag_bits = name.encode("gb18030").decode("cp437"), 0
    as_utf8 = name.encode("gb18030").decode("utf-8", "ignore")
    assert archive.name_of(info) in (name.replace("\\", "/"), as_utf8.replace("\\", "/"), "?")


def refusal(data: bytes) -> str:
    (only,) = found(data)
    assert only.file is None
    assert only.error is not None
    return str(only.error)


def test_what_is_no_sound_archive_is_refused_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packed({"a.txt": CV, "b.txt": CV})
    assert "protected by a password; unpack" in refusal(with_flag(whole, 1))
    assert "holds no files" in refusal(packed({}))
    assert "damaged" in refusal(whole[:40] + b"x" * 60)
    assert "is an archive; unpack it" in refusal(packed({"in.zip": packed({"a.txt": CV})}))
    monkeypatch.setattr(archive, "MAX_ARCHIVE_FILES", 1)
    assert "more than 1 files" in refusal(whole)
    monkeypatch.setattr(archive, "MAX_ARCHIVE_BYTES", 10)
    assert "unpacks to more than is read" in refusal(packed({"a.txt": CV}))


def test_a_member_that_is_a_bomb_costs_itself_only() -> None:
    first, second = found(packed({"a.txt": b"a" * 20_000_000, "b.txt": CV}))
    assert "unpacks to more than is read" in str(first.error)
    assert second.file is not None


def test_a_member_larger_than_it_says_is_refused() -> None:
    data = packed({"a.txt": b"a" * 2_000_000})
    size = (2_000_000).to_bytes(4, "little")
    (only,) = found(data.replace(size, (20_000).to_bytes(4, "little")))
    assert "damaged" in str(only.error)


CHINESE = r"\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}"
TAIWANESE = r"\ansi\ansicpg950{\fonttbl{\f0\fcharset136 M;}}"


def rtf(body: str, head: str = CHINESE) -> bytes:
    return ("{\\rtf1" + head + "\\f0 " + body + "}").encode("latin-1")


def escaped(text: str, encoding: str = "gbk") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (rtf(escaped("王小明") + r"\par " + escaped("手机：") + "138"), "王小明\n手机：138"),
        (rtf(r"\u29579?\u23567?\u26126?\tab 5"), "王小明"),
        (rtf(r"\uc0\u-10179\u-8704 x"), "😀x"),
        (rtf(escaped("王小明"), r"\ansi\ansicpg936{\fonttbl{\f0\fcharset0 Arial;}}"), "王小明"),
        (b"{\\rtf1\\ansicpg936 " + "王小明".encode("gbk") + b"}", "王小明"),
        (rtf(escaped("陳大文", "big5"), TAIWANESE), "陳大文"),
        (rtf(r"Zo\'eb M\'fcller", r"\ansi\ansicpg1252"), "Zoë Müller"),
        (rtf(r"{\*\generator WPS;}{\pict\bin4 }}}}x", r"\ansi"), "x"),
    ],
)
def test_rich_text(data: bytes, text: str) -> None:
    assert text in rtf_text(data, "a.rtf")


def test_an_rtf_cv_is_a_person_whatever_its_name_ends_with() -> None:
    body = escaped("王小明") + r"\par " + escaped("学历：本科") + r"\par 13800000000"
    for name in ("王小明.rtf", "王小明.doc"):
        file = read(rtf(body), name)
        assert file.format is Format.CV_RTF
        draft = file.drafts[0].draft
        assert (draft.name, draft.phones) == ("王小明", ("+8613800000000",))
        assert draft.attachments[0].media_type == "application/rtf"


def test_a_doc_that_is_a_page_or_a_web_archive_is_read() -> None:
    page = "<html><head><meta charset=gb2312></head><body>王小明<br>13800000000</body></html>"
    raw = page.encode("gb18030")
    assert read(raw, "智联招聘_王小明.doc").format is Format.CV_HTML
    assert "王小明" in cv_of(raw, "a.doc")[1]
    saved = b"MIME-Version: 1.0\nContent-Type: text/html; charset=gb2312\n\n" + raw
    assert read(saved, "王小明.doc").format is Format.CV_MHT
    assert cv_of(saved, "王小明.doc")[0] == "multipart/related"
    assert "13800000000" in cv_of(saved, "王小明.doc")[1]
    assert "MIME-Version" not in cv_of(saved, "王小明.doc")[1]
    with pytest.raises(BadInput, match="old Office format"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "王小明.doc")


@given(st.binary(max_size=400))
def test_any_rich_text_is_read_or_refused(data: bytes) -> None:
    with suppress(BadInput):
        assert "\x00" not in rtf_text(b"{\\rtf1\\ansicpg936 " + data, "a.rtf")
