from __future__ import annotations

import io

from pypdf import PdfReader

from tests.interviews.conftest import House
from tests.scoring.conftest import Panel
from workbench.kernel.i18n import Translator
from workbench.paper import Document, render
from workbench.scoring.commands import GivenRating
from workbench.scoring.documents import Occasion, filled_scorecard, scorecard_sheet
from workbench.scoring.queries import list_templates, scorecard, template

OCCASION = Occasion(
    "王小明", "后端工程师", "一面", "李蕾", "2026-03-03 10:00–10:45", "启程", "0a1b2c3d4e"
)


def words_on(document: Document) -> str:
    printed = render(document)
    assert (printed.missing, printed.shortened) == ((), ())
    pages = PdfReader(io.BytesIO(printed.data)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_every_shipped_scorecard_prints(house: House, chinese: Translator) -> None:
    for words in (chinese, Translator.english()):
        for row in house.desk.ask(list_templates).rows:
            text = words_on(scorecard_sheet(row, OCCASION, words))
            assert f"QC-SC·{row.key}·v1·0a1b2c3d" in text
            for each in row.attributes:
                for wanted in (each.names[words.language], *each.anchors[words.language].values()):
                    assert "".join(wanted.split()) in text


def test_a_chinese_scorecard_is_one_sheet_of_paper(house: House, chinese: Translator) -> None:
    for row in house.desk.ask(list_templates).rows:
        assert render(scorecard_sheet(row, OCCASION, chinese)).pages == 2, row.key


def test_an_empty_sheet_leaves_room(house: House) -> None:
    row = house.desk.ask(template, "manager")
    text = words_on(scorecard_sheet(row, Occasion(), Translator.english()))
    assert "Candidate____" in text
    assert "Strongnohire" in text
    assert "Level1isaknock-out" in text


def test_a_filled_scorecard_says_what_was_said(panel: Panel, chinese: Translator) -> None:
    made = panel.enter(
        ratings=(GivenRating("depth", 5, "一直讲到调度器"), GivenRating("own_part", 4)),
        comment="技术扎实。" * 400,
    )
    card = panel.house.desk.ask(scorecard, made)
    row = panel.house.desk.ask(template, card.template_id)
    text = words_on(filled_scorecard(row, card, OCCASION, chinese))
    for wanted in ("一直讲到调度器", "技术扎实", "4.5", "2/7", "未评"):
        assert wanted in text
