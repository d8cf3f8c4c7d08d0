from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

import pytest
from pypdf import PdfReader

from tests.interviewday.conftest import DAY, House
from tests.interviews import strict_ics
from workbench.composition import PRINTS
from workbench.interviewday import drafts
from workbench.interviewday.drafts import notice_draft
from workbench.interviewday.messages import notice_text
from workbench.interviewday.notices import TellGuests
from workbench.interviews.commands import CancelInterview, MoveInterview
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import Translator
from workbench.kernel.prints import PrintSpec
from workbench.organisation.commands import ChangeOrganisation
from workbench.paper import Document
from workbench.paper.blocks import Heading
from workbench.people.commands import AddCandidate, BlockContact
from workbench.pipeline.commands import Apply


@pytest.fixture
def made(house: House) -> str:
    house.run(
        ChangeOrganisation(
            name="启程科技",
            recruiter="陈晨",
            email="hr@example.com",
            phone="021-5555",
            address="上海市宜山路 1 号",
            directions="地铁 9 号线",
        )
    )
    return house.schedule(0, at="10:00", room=house.rooms[0])


def mail(house: House, interview: str, guest: str, **asked: Any) -> EmailMessage:
    asked = {"now": house.desk.vault.clock.now(), **asked}
    text = house.desk.ask(notice_draft, interview, guest, **asked)
    found = BytesParser(policy=policy.default).parsebytes(text.encode("ascii"))
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def calendar(message: EmailMessage) -> tuple[str, strict_ics.Part]:
    """The calendar part with the method in its head, and the same as an attachment."""
    (part,) = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
    data = part.get_payload(decode=True)
    (attached,) = [
        each for each in message.iter_attachments() if each.get_filename() == "invite.ics"
    ]
    assert attached.get_payload(decode=True) == data
    assert isinstance(data, bytes)
    return str(part.get_param("method")), strict_ics.read(data)


def text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_an_invitation_is_ready_to_be_sent(house: House, made: str) -> None:
    message = mail(house, made, house.people[0])
    assert message["To"] == "王小明 <c0@example.com>"
    assert message["From"] == "陈晨 <hr@example.com>"
    assert message["X-Unsent"] == "1"
    assert "后端工程师" in message["Subject"]
    assert message.get_content_type() == "multipart/mixed"
    first = next(iter(message.iter_parts()))
    assert first.get_content_type() == "multipart/alternative"
    method, said = calendar(message)
    assert method == said.one("METHOD").value == "REQUEST"
    body = text(message)
    for words in ("尊敬的王小明", "10:00–11:00", "501", "地铁 9 号线", "021-5555", "陈晨"):
        assert words in body
    assert "李蕾" not in body + str(strict_ics.event(said).properties)


def test_each_guest_reads_their_own_language(house: House, made: str) -> None:
    english = house.run(AddCandidate("Ann Lee", email="ann@example.com", language="en"))
    application = house.run(Apply(english, house.post, "一面"))
    house.applications.append(application)
    other = house.schedule(3, at="14:00")
    body = text(mail(house, other, english))
    assert "Dear Ann Lee" in body
    assert "Tuesday" in body
    assert "李蕾，您好" in text(mail(house, other, house.staff[0]))
    house.run(ChangeOrganisation(country="DE"))
    assert "Hello 李蕾" in text(mail(house, other, house.staff[0]))
    assert "尊敬的" in text(mail(house, other, english, language="zh"))


def test_a_change_says_what_it_was_before(house: House, made: str) -> None:
    house.run(TellGuests((made,)))
    house.run(MoveInterview(made, start=datetime.fromisoformat(f"{DAY}T15:30")))
    message = mail(house, made, house.people[0])
    assert message["Subject"].startswith("面试变更")
    body = text(message)
    assert "15:30–16:30" in body
    assert "原定" in body
    assert "10:00–11:00" in body
    assert strict_ics.event(calendar(message)[1]).one("SEQUENCE").value == "1"
    short = house.desk.ask(notice_text, made, house.people[0], now=house.desk.vault.clock.now())
    assert "15:30–16:30" in short
    assert "日历" not in short


def test_what_is_off_is_cancelled(house: House, made: str) -> None:
    house.run(TellGuests((made,)))
    house.run(MoveInterview(made, panel=(house.staff[1],)))
    off = mail(house, made, house.staff[0])
    assert calendar(off)[0] == "CANCEL"
    assert "不用参加" in text(off)
    assert calendar(mail(house, made, house.staff[1]))[0] == "REQUEST"
    house.run(CancelInterview(made, "ill"))
    message = mail(house, made, house.people[0])
    assert message["Subject"].startswith("面试取消")
    assert calendar(message)[0] == "CANCEL"
    house.run(TellGuests((made,)))
    assert calendar(mail(house, made, house.people[0]))[0] == "CANCEL"  # once more, if asked


def test_nothing_is_drafted_that_cannot_be_sent(house: House, made: str) -> None:
    with pytest.raises(NotFound):
        mail(house, made, house.people[2])
    nobody = house.run(AddCandidate("无邮箱"))
    house.applications.append(house.run(Apply(nobody, house.post, "一面")))
    other = house.schedule(3, at="14:00")
    with pytest.raises(RuleBroken, match="no e-mail"):
        mail(house, other, nobody)
    house.run(BlockContact(house.people[0], "asked us not to"))
    with pytest.raises(RuleBroken, match="do not contact"):
        mail(house, made, house.people[0])


def test_a_draft_is_the_same_whenever_it_is_made(house: House, made: str) -> None:
    now = house.desk.vault.clock.now()
    first = house.desk.ask(notice_draft, made, house.people[0], now=now)
    assert house.desk.ask(notice_draft, made, house.people[0], now=now) == first


@pytest.fixture
def guide() -> Iterator[list[tuple[str, str]]]:
    """A guide among the prints; what it is asked for."""
    asked: list[tuple[str, str]] = []

    def make(connection: Any, words: Translator, interview_id: str, candidate_id: str) -> Document:
        asked.append((interview_id, candidate_id))
        return Document("x", words.language, (Heading("面试指南", 1, ""),), "x", "QC", "")

    drafts.attach([PrintSpec(make, drafts.GUIDE, "x")])
    yield asked
    drafts.attach(PRINTS)


def test_the_guide_goes_with_what_candidates_get(
    house: House, made: str, guide: list[tuple[str, str]]
) -> None:
    attached = list(mail(house, made, house.people[0]).iter_attachments())
    pdf = next(each for each in attached if each.get_content_type() == "application/pdf")
    data = pdf.get_payload(decode=True)
    assert isinstance(data, bytes)
    assert len(PdfReader(io.BytesIO(data)).pages) == 1
    mail(house, made, house.staff[0])
    assert guide == [(made, house.people[0])]
