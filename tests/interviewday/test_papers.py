from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from tests.interviewday.conftest import DAY, House
from workbench.interviewday.paperfacts import day_paper
from workbench.interviewday.prints import (
    PaperSize,
    Piece,
    day_papers,
    print_badge,
    print_badges,
    print_door_signs,
    print_everything,
    print_guide,
    print_guides,
    print_kits,
    print_sign_in,
)
from workbench.interviewday.signs import first_name
from workbench.interviews.commands import HoldInterview
from workbench.interviews.prints import print_day
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import NotFound
from workbench.kernel.i18n import Translator
from workbench.letters.wording import words_in
from workbench.organisation.commands import ChangeOrganisation
from workbench.paper import Document
from workbench.paper.binding import bind
from workbench.people.commands import AttachCv
from workbench.pipeline.anonymity import ScreenAnonymously
from workbench.scoring.commands import EnterScorecard, GivenRating
from workbench.scoring.models import Recommendation
from workbench.scoring.prints import print_sheets

ZH, EN = words_in("zh"), Translator.english()


def pages(made: Any) -> list[str]:
    """Return the text of each page, without spaces."""
    printed = bind((made,) if isinstance(made, Document) else made)
    assert (printed.missing, printed.shortened) == ((), ())
    found = PdfReader(io.BytesIO(printed.data)).pages
    assert len(found) == printed.pages
    return ["".join(page.extract_text().split()) for page in found]


@pytest.fixture
def busy(house: House) -> House:
    """The day as it was planned, with a CV that is longer than its page."""
    house.run(
        ChangeOrganisation(
            name="启程科技",
            address="漕溪北路 18 号",
            directions="地铁 9 号口\n向南 300 米",
            recruiter="陈静",
        )
    )
    house.run(AttachCv(house.people[0], text="王小明的简历：做过调度器。\n" * 300))
    house.accept()
    return house


def test_a_kit_holds_one_interviewers_day(busy: House) -> None:
    asker = busy.staff[2]
    own = [row for row in busy.rows() if asker in {each.staff_id for each in row.panel}]
    first = min(own, key=lambda row: row.starts_at).candidates[0].name.replace(" ", "")
    for words in (ZH, EN):
        (kit,) = busy.desk.ask(print_kits, words, DAY, interviewer=asker)
        assert kit.right_hand
        found = pages(kit)
        last = next(n for n, text in enumerate(found) if "面试官须知1." in text or "1.Read" in text)
        assert last % 2 == 0
        assert first in found[2]
        text = "".join(found)
        assert "第1页" in text or "Page1of" in text
        assert "QC-IV-02" in text
        for name in ("王小明", "ElenaSullivan", "欧阳娜娜"):
            assert name in text
        assert last == len(found) - 1
        assert "art.43" in found[-1] or "第四十三条" in found[-1]


def test_each_candidate_has_a_sheet_in_short_and_a_scorecard_with_its_number(busy: House) -> None:
    row = next(row for row in busy.rows() if row.round == "技术面")
    asker = next(each for each in row.panel if not each.shadow)
    paper = busy.desk.ask(day_paper, DAY)
    form = paper.form(row)
    assert form is not None
    sheets = busy.desk.ask(print_sheets, ZH, form.id, interview_id=row.id)
    number = next(d for d in sheets if asker.name in repr(d)).form_id.rpartition(" · ")[2]
    found = pages(busy.desk.ask(print_kits, ZH, DAY, interviewer=asker.staff_id))
    at = next(n for n, text in enumerate(found) if f"v1·{number}" in text)
    assert at % 2 == 0  # a right-hand page
    assert row.candidates[0].name.replace(" ", "") in found[at - 2]


def test_nobody_is_asked_twice_and_all_are_asked_the_same(busy: House) -> None:
    paper = busy.desk.ask(day_paper, DAY)
    by_round: dict[str, set[Any]] = {}
    by_person: dict[str, list[str]] = {}
    for row in paper.rows:
        asked = paper.asked[row.id]
        assert asked
        by_round.setdefault(row.round, set()).add(asked)
        mine = by_person.setdefault(row.candidates[0].candidate_id, [])
        mine += [each for one in asked for each in (one.question, one.follow_up) if each]
    assert all(len(found) == 1 for found in by_round.values())
    assert all(len(found) == len(set(found)) for found in by_person.values())
    assert busy.desk.ask(day_paper, DAY).asked == paper.asked


def test_what_others_wrote_is_in_no_kit(busy: House, clock: SetClock) -> None:
    row = next(row for row in busy.rows() if row.round == "HR 面")
    clock.moment = row.ends_at
    busy.run(HoldInterview(row.id))
    busy.run(
        EnterScorecard(
            row.candidates[0].application_id,
            row.panel[0].staff_id,
            "general-office",
            Recommendation.YES,
            row.id,
            (GivenRating("accuracy", 5, "密语甲"), GivenRating("knowledge", 4)),
            comment="密语乙",
        )
    )
    text = "".join(pages(busy.desk.ask(print_kits, ZH, DAY)))
    assert "密语" not in text


def test_a_hidden_name_stays_hidden(busy: House) -> None:
    busy.run(ScreenAnonymously(busy.post, "一面"))
    text = "".join(pages(busy.desk.ask(print_everything, ZH, DAY)))
    assert "正在匿名筛选" in text
    assert "№" in text
    for name in ("王小明", "小明", "Elena", "欧阳", "娜娜"):
        assert name not in text


def test_a_guide_speaks_the_candidates_language(busy: House) -> None:
    row = next(row for row in busy.rows() if row.candidates[0].name == "王小明")
    found = pages(busy.desk.ask(print_guide, EN, row.id, busy.people[0]))
    text = "".join(found)
    assert len(found) <= 2
    for wanted in (
        "面试指南",
        "王小明",
        "漕溪北路18号",
        "地铁9号口",
        "技术面",
        "2026年3月6日",
        "无障碍",
    ):
        assert wanted in text, wanted
    for each in busy.rows():
        if each.candidates[0].name == "王小明":
            assert all(member.name.replace(" ", "") in text for member in each.panel)
    english = pages(busy.desk.ask(print_guide, ZH, row.id, busy.people[0], language="en"))
    assert "Yourinterviewguide" in english[0]
    assert len(busy.desk.ask(print_guides, ZH, DAY)) == 3
    with pytest.raises(NotFound):
        busy.desk.ask(print_guide, ZH, row.id, "0" * 32)


def test_doors_badges_and_the_list_tell_no_more_than_they_should(busy: House) -> None:
    (doors,) = busy.desk.ask(print_door_signs, ZH, DAY)
    assert doors.landscape
    shown = pages(doors)
    rooms = {row.room for row in busy.rows() if row.room}
    assert len(shown) == len(rooms)
    assert "小明" in "".join(shown)
    assert "王小明" not in "".join(shown)
    assert "请勿打扰" in shown[0]
    (badge,) = pages(busy.desk.ask(print_badge, ZH, busy.people[0], day=DAY))
    assert "王小明" in badge
    assert "访客" in badge
    assert "接待人：陈静" in badge
    together = pages(busy.desk.ask(print_badges, ZH, DAY))
    assert len(together) == 1
    assert together[0].count("访客") == 3
    for number, text in enumerate(shown, 1):
        assert text.startswith(f"QC-IV-04第{number}页·共{len(shown)}页")
    assert together[0].startswith("QC-IV-05第1页·共1页")
    (signed,) = pages(busy.desk.ask(print_sign_in, ZH, DAY))
    assert "王小明" in signed
    assert "后端" not in signed
    with pytest.raises(NotFound):
        busy.desk.ask(print_badge, ZH, busy.people[0], day=date(2026, 3, 4))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王小明", "小明"),
        ("欧阳娜娜", "娜娜"),
        ("田中太郎", "太郎"),
        ("欧阳明", "明"),
        ("王 小明", "小明"),
        ("Elena Sullivan", "Elena"),
        ("Sullivan, Elena", "Elena"),
        ("林先生", "林先生"),
        ("№ ABCD", "№ ABCD"),
    ],
)
def test_first_names(name: str, shown: str) -> None:
    assert first_name(name) == shown


def test_everything_is_one_batch_of_sheets(busy: House) -> None:
    made = busy.desk.ask(print_everything, ZH, DAY)
    found = pages(made)
    assert "面试日纸面资料" in found[0]
    assert f"共{len(made) - 1}份" in found[0]
    assert {each.form_id.partition(" · ")[0] for each in made} == {
        f"QC-IV-0{n}" for n in range(1, 8)
    }
    starts = [n for n, text in enumerate(found) if n and "第1页" in text and "QC-IV-02" in text]
    assert len(starts) == 4
    assert all(n % 2 == 0 for n in starts)
    letter = busy.desk.ask(print_everything, EN, DAY, paper_size=PaperSize.LETTER)
    boxes = {
        tuple(round(side) for side in page.mediabox[2:])
        for page in PdfReader(io.BytesIO(bind(letter).data)).pages
    }
    assert boxes == {(612, 792), (792, 612)}
    with pytest.raises(NotFound):
        busy.desk.ask(print_everything, ZH, date(2026, 3, 4))
    with pytest.raises(NotFound):
        busy.desk.ask(print_kits, ZH, date(2026, 3, 4))


def test_papers_of_one_person(busy: House) -> None:
    def forms(person: str) -> list[str]:
        made = busy.desk.ask(day_papers, ZH, DAY, tuple(Piece), person=person)
        return [each.form_id for each in made]

    assert forms(busy.people[0]) == ["QC-IV-05", "QC-IV-03"]
    assert forms(busy.staff[2]) == ["QC-IV-02"]


def test_the_day_sheet_has_a_page_for_each_room(busy: House) -> None:
    found = pages(busy.desk.ask(print_day, ZH, DAY))
    rooms = {row.room for row in busy.rows() if row.room}
    people = {each.staff_id for row in busy.rows() for each in row.panel}
    assert len(found) == 1 + len(people) + len(rooms)
