from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.paper import samples
from workbench.kernel.errors import RuleBroken
from workbench.paper import Document, Printed, render
from workbench.paper import blocks as b

HOSTILE = (
    '<img src="file:///etc/passwd"/>',
    "<b",
    "</para>",
    "&lt;&#x41;&nope;",
    "<font size=900>大</font>",
    "a\x00b\x1b[31m",
    "(unbalanced \\( PDF string",
    "<a href='http://x.example'>x</a>",
)


def document(*content: b.Block, language: str = "zh") -> Document:
    return Document("样张", language, content, "页眉", "QC-00")


def words(printed: Printed) -> str:
    """Return all text, without the spaces and line ends that setting puts in."""
    with pypdfium2.PdfDocument(printed.data) as pdf:
        text = "".join(pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf)))
    return re.sub(r"\s+", "", text)


def fonts(resources: Any, seen: set[int]) -> Iterator[Any]:
    """Yield every font below a page's resources, those of forms too."""
    resources = resources.get_object()
    yield from (entry.get_object() for entry in resources.get("/Font", {}).values())
    for entry in resources.get("/XObject", {}).values():
        inner = entry.get_object()
        if "/Resources" in inner and id(inner) not in seen:
            seen.add(id(inner))
            yield from fonts(inner["/Resources"], seen)


@pytest.mark.parametrize(
    "sample", [samples.pack(), samples.chinese_letter(), samples.english_letter()]
)
def test_every_font_is_embedded_and_a_subset(sample: Document) -> None:
    reader = PdfReader(io.BytesIO(render(sample).data))
    names = set()
    for page in reader.pages:
        for font in fonts(page["/Resources"], set()):
            names.add(font["/BaseFont"])
            assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]
    assert names
    for name in names:
        assert re.match(r"/[A-Z]{6}\+(Inter|NotoSansSC)", name), name
    assert b"Helvetica" not in render(sample).data


def test_pages_are_counted_and_numbered() -> None:
    printed = render(samples.pack())
    reader = PdfReader(io.BytesIO(printed.data))
    assert len(reader.pages) == printed.pages == 6
    assert f"第2页·共{printed.pages}页" in words(printed)
    assert "Page1of1" in words(render(samples.english_letter()))


def test_the_document_says_what_it_is() -> None:
    reader = PdfReader(io.BytesIO(render(samples.pack()).data))
    assert reader.metadata is not None
    assert reader.metadata.title == "入职欢迎包 · 林予安"
    assert reader.metadata.author == "启程科技"
    assert reader.trailer["/Root"]["/Lang"] == "zh"
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[:3] == ["欢迎你，林予安", "首日安排", "入职清单"]
    assert reader.get_destination_page_number(reader.outline[2]) == 2


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(samples.pack()).data == render(samples.pack()).data


def test_sizes_of_paper() -> None:
    for paper, size in (("A4", (595, 842)), ("Letter", (612, 792))):
        printed = render(Document("x", "en", (b.Text("x"),), paper=paper))  # type: ignore[arg-type]
        box = PdfReader(io.BytesIO(printed.data)).pages[0].mediabox
        assert (round(box.width), round(box.height)) == size


def test_an_empty_document_is_one_page() -> None:
    assert render(document()).pages == 1


def test_breaks_leave_no_empty_page() -> None:
    content = (
        b.PageBreak(),
        b.Text("一"),
        b.PageBreak(),
        b.PageBreak(),
        b.Text("二"),
        b.PageBreak(),
    )
    assert render(document(*content)).pages == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_markup(name: str) -> None:
    printed = render(samples.pack(name))
    visible = "".join(c for c in name if c.isprintable())
    assert re.sub(r"\s+", "", visible) in words(printed)
    reader = PdfReader(io.BytesIO(printed.data))
    assert not any("/Annots" in page for page in reader.pages)
    assert b"passwd" not in printed.data.replace(name.encode(), b"") or "passwd" in name


def test_missing_characters_are_told() -> None:
    printed = render(document(b.Text("𠮷田 😀 مرحبا"), b.Heading("𠮷")))
    assert set(printed.missing) == set("𠮷😀مرحبا")
    assert "〓田" in words(printed)
    assert render(document(b.Text("龘㛃䶮 ümlaut é “引号” it’s"))).missing == ()


def test_what_does_not_fit_is_told() -> None:
    long = "非常非常长的名字" * 40
    printed = render(document(b.DeskPlate(long)))
    assert printed.shortened == (long,)
    assert render(document(b.DeskPlate("林予安"))).shortened == ()


def test_a_crowded_card_stays_on_its_card() -> None:
    lines = tuple(f"第 {n} 行" for n in range(20))
    printed = render(document(b.CardSheet((b.Card("林予安", lines=lines, band="员工"),))))
    assert "第 19 行" in printed.shortened
    assert "林予安" in words(printed)


def test_a_code_has_its_limit() -> None:
    with pytest.raises(RuleBroken, match="too long"):
        render(document(b.Facts((("一", "二"),), code="x" * 3000)))


def test_cards_take_as_many_pages_as_they_need() -> None:
    assert render(document(samples.badges(*"一二三四五六七八"))).pages == 1
    assert render(document(samples.badges(*"一二三四五六七八九"))).pages == 2


def test_tables_repeat_their_heading() -> None:
    rows = tuple((f"事情 {n}", "人") for n in range(90))
    printed = render(document(b.Table((b.Column("分机表"), b.Column("谁")), rows)))
    assert printed.pages > 2
    assert words(printed).count("分机表") == printed.pages


def test_nothing_is_too_long_for_a_page() -> None:
    long = "很长的内容，" * 3000
    blocks: tuple[b.Block, ...] = (
        b.Text(long),
        b.Notice(long, "题"),
        b.Facts((("标签", long),), code="https://qicheng.example"),
        b.Table((b.Column("一"), b.Column("二")), ((long, "短"),)),
        b.Checklist((b.Task(long, note=long),)),
        b.Pair((b.Text(long),), (b.Notice(long),)),
        b.Heading(long),
        b.Cover(long, long, facts=(("一", long),)),
        b.Letter(b.Sender(long, (long,)), (long,), long, long, signatory=(long,)),
    )
    for block in blocks:
        assert render(document(block)).pages >= 1, type(block).__name__


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.sampled_from(["zh", "en"]))
def test_any_text_prints(text: str, language: str) -> None:
    content = (
        b.Cover(text, text, text, text, text[:1], ((text, text),)),
        b.Heading(text, 2, text),
        b.Text(text),
        b.Bullets((text,), numbered=True),
        b.Facts(((text, text),), text),
        b.Table((b.Column(text),), ((text,), ())),
        b.Schedule((b.Slot(text, text, text, text, text),)),
        b.Checklist((b.Task(text, text, text, text),), text),
        b.Signature((b.Signer(text, text),), text),
        b.Pair(
            (b.Person(text, text, text, text, ((text, text),), text),), (b.Route(text, (text,)),)
        ),
        b.CardSheet((b.Card(text, text, (text,), text, text[:1], text),)),
        b.DeskPlate(text, text, text, text[:1]),
        b.Letter(b.Sender(text, (text,), text[:1]), (text,), text, text, (text,), text),
    )
    printed = render(Document(text, language, content, text, text, text))
    assert len(PdfReader(io.BytesIO(printed.data)).pages) == printed.pages


def test_a_due_day_stays_on_one_line_in_a_narrow_column() -> None:
    tasks = (b.Task("交付第一件小任务，并写下做法", due="12月16日"),)
    printed = render(document(b.Pair((b.Checklist(tasks),), (b.Checklist(tasks),))))
    with pypdfium2.PdfDocument(printed.data) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    assert text.count("12月16日") == 2
