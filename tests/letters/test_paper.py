"""Letters on paper, in the mail and from the command line."""

from __future__ import annotations

import email
import io
import json
from datetime import date
from email.policy import default
from pathlib import Path

import pypdf
import pytest

from tests.conftest import PASSPHRASE
from tests.letters.conftest import World
from workbench.cli.main import main
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import Translator
from workbench.letters.commands import EditLetter
from workbench.letters.documents import letter_documents
from workbench.letters.mail import letter_eml
from workbench.letters.models import LetterKind, Tone
from workbench.letters.offering import MakeOffer
from workbench.letters.queries import letter
from workbench.paper import render
from workbench.paper.binding import bind
from workbench.people.commands import ChangeCandidate, SetContacts
from workbench.people.models import ContactKind

EN = Translator.english()


@pytest.fixture
def four(world: World) -> tuple[str, ...]:
    """A thank-you, two refusals and an offer, in two languages and tones."""
    made = []
    seen = world.apply("王小明")
    world.interview(seen)
    made.append(world.write(seen))
    elena = world.apply("Elena Sullivan", language="en")
    world.interview(elena)
    world.close(elena)
    point = ("point=Your explanation of the cache was the clearest we heard.",)
    made.append(world.write(elena, tone=Tone.WARM, fields=point))
    other = world.apply("欧阳娜娜")
    world.close(other)
    made.append(world.write(other, tone=Tone.WARM))
    hired = world.apply("Zoë O’Connor", language="en")
    terms = MakeOffer(hired, 18000, date(2026, 4, 1), date(2026, 3, 9), 36, 6, 14400)
    world.app.run(terms)
    made.append(world.write(hired, kind=LetterKind.OFFER))
    return tuple(made)


def text_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_batch_is_one_pdf_with_a_bookmark_for_each(world: World, four: tuple[str, ...]) -> None:
    documents = world.app.ask(letter_documents, EN, four)
    assert [each.language for each in documents] == ["zh", "en", "zh", "en"]
    printed = bind(documents)
    assert (printed.missing, printed.shortened) == ((), ())
    assert printed.data == bind(documents).data
    reader = pypdf.PdfReader(io.BytesIO(printed.data))
    assert [each.title for each in reader.outline] == [each.title for each in documents]
    starts = [reader.get_destination_page_number(each) for each in reader.outline]
    assert starts == [0, 1, 2, 3]
    assert printed.pages == len(reader.pages) == 5
    pages = text_of(printed.data)
    assert "第 1 页" in pages[2]
    assert "Page 1 of 2" in pages[3]
    assert "18,000" in pages[3]
    assert "Signature" in pages[4]


def test_every_letter_fits_one_page(world: World) -> None:
    application = world.apply("王小明")
    long = "9 号线漕河泾开发区站 4 号口，沿宜山路向东步行。" * 3
    fields = (f"directions={long}", "day=2026年3月5日", "time=14:00", "place=501", "buddy=韩梅梅")
    for kind in (LetterKind.INVITATION, LetterKind.CHANGE, LetterKind.BUDDY, LetterKind.RECEIVED):
        made = world.write(application, kind=kind, fields=fields)
        (document,) = world.app.ask(letter_documents, EN, (made,))
        assert render(document).pages == 1


def test_markup_is_printed_as_it_is_written(world: World) -> None:
    application = world.apply("<b>王</b> & {{ x }}")
    world.close(application)
    made = world.write(application)
    (document,) = world.app.ask(letter_documents, EN, (made,))
    assert "<b>王</b> & {{ x }}" in text_of(render(document).data)[0]


def test_mail_draft_holds_text_and_pdf(world: World, four: tuple[str, ...]) -> None:
    data = world.app.ask(letter_eml, four[0])
    assert data == world.app.ask(letter_eml, four[0])
    message = email.message_from_bytes(data, policy=default)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == world.app.ask(letter, four[0]).title
    assert "王小明" in str(message["To"])
    assert message["From"].addresses[0].addr_spec == "hr@qicheng.example"
    body = message.get_body()
    assert body is not None
    assert "尊敬的王小明：" in body.get_content()
    assert "赵敏" in body.get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename().endswith("王小明.pdf")
    assert attached.get_content().startswith(b"%PDF")


def test_no_header_can_be_smuggled_in(world: World) -> None:
    application = world.apply("王小明")
    world.close(application)
    made = world.write(application)
    world.app.run(EditLetter(made, title="结果\r\nBcc: spy@example.com"))
    world.app.run(ChangeCandidate(world.person(application), name='王 "小明" <a@b.c>, x'))
    message = email.message_from_bytes(world.app.ask(letter_eml, made), policy=default)
    assert message["Bcc"] is None
    assert len(message["To"].addresses) == 1
    assert message["Subject"] == "结果 Bcc: spy@example.com"


def test_mail_needs_an_address(world: World) -> None:
    application = world.apply()
    world.close(application)
    made = world.write(application)
    world.app.run(SetContacts(world.person(application), ContactKind.EMAIL, ()))
    with pytest.raises(RuleBroken, match="no e-mail address"):
        world.app.ask(letter_eml, made)


def test_command_line(
    world: World,
    four: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    world.app.close()
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("WORKBENCH_VAULT", str(tmp_path / "团队.qicheng"))

    def run(*words: str, code: int = 0) -> dict[str, object]:
        assert main([*words, "--json", "--lang", "en"]) == code
        return dict(json.loads(capsys.readouterr().out))

    out = tmp_path / "信函.pdf"
    result = run("print", "letter", *four, "--out", str(out))["result"]
    assert result["pages"] == 5  # type: ignore[index]
    assert out.read_bytes().startswith(b"%PDF")
    assert run("letter", "list")["total"] == 4
    assert run("letter", "owed", "--today", "2026-03-02")["total"] == 0
    assert run("offer", "list")["total"] == 1
    run("letter", "ready", *four)
    sent = run("letter", "send", *four, "--how", "mailed", "--now", "yes", code=0)
    assert sent["result"]["undoable"]  # type: ignore[index]
    run("undo")
    refused = run("letter", "send", "0" * 32, code=3)
    assert refused["error"]["kind"] == "not-found"  # type: ignore[index]
    eml = str(run("letter", "eml", four[1])["result"])
    assert eml.startswith("To: ")
    bad = run("print", "letter", four[0], "--out", str(tmp_path / "no" / "x.pdf"), code=5)
    assert bad["error"]["kind"] == "system"  # type: ignore[index]
