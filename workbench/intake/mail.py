"""Mails of job boards and applicants (.eml), and web archives (.mht), to drafts.

Sources of the formats: RFC 5322 and MIME as the standard library reads them; MHTML, RFC 2557. The
sender of a board's or a forwarded mail is never the person; only a mail that an applicant sent
directly gives its own address.
"""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.cvfile import MEDIA_TYPES, cv_text_of
from workbench.intake.cvtext import draft_cv, read_cv
from workbench.intake.decoding import decode, decode_html
from workbench.intake.drafts import AttachmentDraft, CandidateDraft, Format, IntakeFile
from workbench.intake.grammars import Applicant, channel_of, is_forwarded, parse_subject
from workbench.intake.jobboard import draft_of, notes_of
from workbench.intake.limits import MAX_MAIL_DEPTH, MAX_MAIL_PARTS
from workbench.intake.markup import text_of
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_, Message
from workbench.kernel.names import is_masked

_MIME = re.compile(
    rb"(?:from|received|return-path|mime-version|subject|date|to|message-id|delivered-to|"
    rb"content-type|reply-to|x-[\w-]+|dkim-signature|authentication-results)[ \t]*:[^\n]*\n"
    rb"(?:[ \t][^\n]*\n|[\w-]+:[^\n]*\n)",
    re.IGNORECASE,
)
_MAIL_NAMES = (".eml", ".mht", ".mhtml")
_NOBODY = ("noreply", "no-reply", "service", "hr@", "system", "notice", "postmaster", "mailer")
_Cv = tuple[CandidateDraft, list[Message]]


def read_mail(data: bytes, name: str) -> IntakeFile:
    """Read the applicant of a mail: the subject's words, the CVs attached, the text.

    Several CVs of different people give several drafts. Raises BadInput for what is no mail.
    """
    mail = _innermost(_parse(data, name))
    collector = Collector(name, Format.MAIL)
    subject = _header(mail, "subject")
    found = parse_subject(subject)
    attachments = list(_attachments(mail, name))
    cvs = [cv for item in attachments if (cv := _cv(item)) is not None]
    people = _distinct_people(cvs)
    if found is None and len(people) > 1:
        for row, (draft, notes) in enumerate(people, start=1):
            collector.add(row, draft, notes=notes)
        return collector.file()
    body_draft, _ = draft_cv(_body(mail), "")
    draft = _merged(mail, found, [draft for draft, _ in cvs], body_draft)
    notes = [note for _, of_cv in cvs for note in of_cv] + (notes_of(found) if found else [])
    if not draft.name:
        reason = N_("Neither the subject nor an attached CV names a person: {subject}")
        collector.fail(1, Message(reason, {"subject": subject}))
    else:
        collector.add(1, replace(draft, attachments=tuple(attachments)), notes=notes)
    return collector.file()


def read_archive(data: bytes, name: str) -> IntakeFile:
    """Read a CV saved as a web archive (.mht, or a board's .doc of that kind)."""
    return read_cv(archive_text(data, name), data, name, Format.CV_MHT, "multipart/related")


def archive_text(data: bytes, name: str) -> str:
    """Return the text of a saved page."""
    return _body(_parse(data, name))


def is_mime(data: bytes, name: str) -> bool:
    """Tell whether `data` starts like a mail or a saved page."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\r\n", b"\n")
    return _MIME.match(head) is not None or (
        name.lower().endswith(_MAIL_NAMES) and re.match(rb"[\w-]+:", head) is not None
    )


def is_archive(data: bytes, name: str) -> bool:
    """Tell whether MIME data is a saved page rather than a mail."""
    head = data[:4096].lower()
    saved = b"multipart/related" in head or b"content-location:" in head or b"text/html" in head
    return name.lower().endswith((".mht", ".mhtml", ".doc")) or (saved and b"\nto:" not in head)


def _parse(data: bytes, name: str) -> EmailMessage:
    try:
        mail = BytesParser(policy=email.policy.default).parsebytes(data)
        parts = sum(1 for _ in mail.walk())
    except MemoryError:
        raise
    except Exception:  # the standard parser raises many kinds for malformed headers
        raise BadInput(N_("{name} is a damaged mail; save it again"), name=name) from None
    if parts > MAX_MAIL_PARTS:
        raise BadInput(N_("{name} has too many parts to be read"), name=name)
    return mail


def _innermost(mail: EmailMessage) -> EmailMessage:
    """Return the mail inside a mail forwarded as an attachment."""
    for _ in range(MAX_MAIL_DEPTH):
        inner = next((p for p in mail.walk() if p.get_content_type() == "message/rfc822"), None)
        payload = inner.get_payload() if inner is not None else None
        if not isinstance(payload, list) or not isinstance(payload[0], EmailMessage):
            break
        mail = payload[0]
    return mail


def _merged(
    mail: EmailMessage, found: Applicant | None, cvs: list[CandidateDraft], body: CandidateDraft
) -> CandidateDraft:
    """Put together what subject, CV and text say; the subject wins, the text fills gaps."""
    cv = cvs[0] if cvs else replace(body, name="")
    board = (found.channel if found else "") or channel_of(_sender(mail)[1])
    said = draft_of(found, board) if found else CandidateDraft("", source=board)
    own_name, own_address = _own_sender(mail, board, found)
    hidden = is_masked(said.name) and cv.name[:1] == said.name[:1]
    return replace(
        cv,
        name=(cv.name if hidden else said.name) or cv.name or own_name,
        emails=normalise.distinct([*cv.emails, *body.emails, own_address]),
        phones=normalise.distinct([*cv.phones, *body.phones]),
        city=said.city or cv.city,
        degree=cv.degree or said.degree,
        years=said.years if cv.years is None else cv.years,
        expected_pay=said.expected_pay or cv.expected_pay,
        source=said.source or cv.source,
        cv_text=cv.cv_text,
        external_ids=said.external_ids or cv.external_ids,
        applications=said.applications or cv.applications,
        notes=said.notes or cv.notes,
        language=normalise.language_of(said.name, cv.name, cv.cv_text[:2000]),
    )


def _own_sender(mail: EmailMessage, board: str, found: Applicant | None) -> tuple[str, str]:
    """Return the sender where it is the applicant: no board, not forwarded, not a machine."""
    name, address = _sender(mail)
    forwarded = is_forwarded(_header(mail, "subject"))
    if board or found or forwarded or address.startswith(_NOBODY):
        return "", ""
    return normalise.clean(name), normalise.email(address)


def _sender(mail: EmailMessage) -> tuple[str, str]:
    name, address = parseaddr(_header(mail, "from"))
    return name, address.casefold()


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return normalise.clean(str(mail.get(name, "")))
    except Exception:  # the header parser of the standard library fails on some malformed values
        return ""


def _attachments(mail: EmailMessage, name: str) -> Iterator[AttachmentDraft]:
    for number, part in enumerate(mail.walk(), start=1):
        if part.is_multipart() or not _is_attached(part):
            continue
        data = part.get_payload(decode=True)
        file_name = normalise.clean(_file_name(part)) or f"{name}-{number}"
        if isinstance(data, bytes) and data:
            yield AttachmentDraft(file_name, part.get_content_type(), data)


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _file_name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # as for _header
        return ""


def _cv(item: AttachmentDraft) -> _Cv | None:
    if not item.file_name.lower().endswith(tuple(MEDIA_TYPES)):
        return None
    try:
        return draft_cv(_cv_text(item.data, item.file_name), item.file_name)
    except BadInput as error:
        note = Message(N_("Attached, but not read: {reason}"), {"reason": error.message})
        return draft_cv("", item.file_name)[0], [note]


def _cv_text(data: bytes, name: str) -> str:
    if is_mime(data, name) and is_archive(data, name):
        return archive_text(data, name)  # boards attach saved pages, also as .doc
    return cv_text_of(data, name)


def _distinct_people(cvs: list[_Cv]) -> list[_Cv]:
    return list({cv[0].name: cv for cv in reversed(cvs) if cv[0].name}.values())


def _body(mail: EmailMessage) -> str:
    """Return the readable text of a mail or archive, HTML before plain text."""
    texts: dict[str, str] = {}
    for part in mail.walk():
        kind = part.get_content_type()
        if kind in texts or kind not in {"text/html", "text/plain"} or _is_attached(part):
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data:
            texts[kind] = _text(data, kind, part.get_content_charset() or "")
    return texts.get("text/html") or texts.get("text/plain", "")


def _text(data: bytes, kind: str, charset: str) -> str:
    try:
        text = data.decode("gb18030" if charset in {"gb2312", "gbk"} else charset or "utf-8")
    except (LookupError, UnicodeError):
        try:
            text = decode_html(data, "") if kind == "text/html" else decode(data, "")
        except BadInput:
            return ""
    return text_of(text) if kind == "text/html" else normalise.clean_lines(text)
