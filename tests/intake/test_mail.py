from __future__ import annotations

from email.message import EmailMessage

import pytest

from workbench.intake.drafts import Format, RowState
from workbench.intake.sniff import read

CV = "王小明\n手机：138 0000 0000\n邮箱：ming@example.cn\n学历：本科\n"


def mail(subject: str, sender: str, body: str = "您好", **files: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = "jobs@example.com"
    message.set_content(body)
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_a_boards_mail_with_a_cv() -> None:
    data = mail(
        "转发：(51job.com)申请贵公司软件测试工程师（成都）－王小明",
        "51job <service@quickmail.51job.com>",
        **{"51job_王小明(10000001).txt": CV.encode("gb18030")},
    )
    file = read(data, "a.eml")
    assert file.format is Format.MAIL
    draft = file.drafts[0].draft
    assert (draft.name, draft.source, draft.city) == ("王小明", "51job", "成都")
    assert draft.emails == ("ming@example.cn",)
    assert draft.phones == ("+8613800000000",)
    assert draft.applications[0].job_title == "软件测试工程师"
    assert draft.attachments[0].file_name == "51job_王小明(10000001).txt"


def test_the_sender_of_a_forwarded_mail_is_not_the_person() -> None:
    data = mail("Fw:【销售经理_青岛】 张三丰_来自猎聘的候选人", "Colleague <me@example.com>")
    draft = read(data, "a.eml").drafts[0].draft
    assert (draft.name, draft.emails, draft.source) == ("张三丰", (), "liepin")


def test_a_hidden_name_is_completed_from_the_cv() -> None:
    data = mail("行政实习生(成都)-王先生", "x@zhaopinmail.com", **{"cv.txt": CV.encode()})
    draft = read(data, "a.eml").drafts[0].draft
    assert (draft.name, draft.source) == ("王小明", "zhaopin")


def test_a_person_writes_directly() -> None:
    data = mail("Application", "Elena Sullivan <Elena@example.com>", "Phone (207) 555-0101")
    draft = read(data, "a.eml").drafts[0].draft
    assert (draft.name, draft.emails) == ("Elena Sullivan", ("elena@example.com",))
    assert draft.phones == ("+12075550101",)


def test_two_cvs_are_two_people() -> None:
    other = CV.replace("王小明", "李雪梅").replace("138 0000 0000", "139 0000 0000")
    files = {"a.txt": CV.encode(), "b.txt": other.encode()}
    file = read(mail("简历两份", "hr@example.com", **files), "a.eml")
    assert {found.draft.name for found in file.drafts} == {"王小明", "李雪梅"}


def test_a_mail_without_a_person_is_reported() -> None:
    file = read(mail("会议改期", "noreply@example.com"), "a.eml")
    assert file.reports[0].state is RowState.FAILED


def test_an_unreadable_attachment_is_noted() -> None:
    data = mail(
        "(58.com)应聘贵公司快递员-上海-钱乙", "x@58.com", **{"钱乙.pdf": b"%PDF-1.4 broken"}
    )
    file = read(data, "a.eml")
    assert file.drafts[0].draft.name == "钱乙"
    assert any("damaged PDF" in str(note) for note in file.reports[0].notes)
    assert len(file.drafts[0].draft.attachments) == 1


def test_a_mail_inside_a_mail() -> None:
    outer = EmailMessage()
    outer["Subject"], outer["From"], outer["To"] = "Fw: 简历", "me@example.com", "hr@example.com"
    inner = EmailMessage()
    inner["Subject"] = "(Zhaopin.com) 应聘 产品经理助理-深圳-陈晓"
    inner.set_content("您好")
    outer.set_content("请看附件")
    outer.add_attachment(inner)
    assert read(outer.as_bytes(), "a.eml").drafts[0].draft.name == "陈晓"


ARCHIVE = (
    b"From: <Saved by Browser>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\n'
    b'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    b"<html><body><p>"
    + "手机：13800000000</p><p>学历：大专".encode("gb18030")
    + b"</p></body></html>\r\n--b--\r\n"
)


@pytest.mark.parametrize("name", ["51job_周丁(10000001).mht", "周丁的简历.doc"])
def test_a_web_archive(name: str) -> None:
    file = read(ARCHIVE, name)
    assert file.format is Format.CV_MHT
    draft = file.drafts[0].draft
    assert (draft.name, draft.phones, draft.degree) == ("周丁", ("+8613800000000",), "associate")


def test_a_saved_page_that_a_board_attaches_is_read() -> None:
    page = "<html><body>王小明<br>手机：138 0000 0000</body></html>".encode("gb18030")
    saved = b"MIME-Version: 1.0\nContent-Type: text/html; charset=gb2312\n\n" + page
    for name in ("王小明.doc", "王小明.mht"):
        data = mail("简历", "hr@example.com", **{name: saved})
        draft = read(data, "a.eml").drafts[0].draft
        assert draft.phones == ("+8613800000000",)
        assert draft.cv_text == "王小明\n手机：138 0000 0000"
