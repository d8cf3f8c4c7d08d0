"""The text of a CV file, whatever its kind."""

from __future__ import annotations

import re

from workbench.intake.decoding import decode, decode_html
from workbench.intake.drafts import Format
from workbench.intake.limits import MAX_TEXT_CHARS
from workbench.intake.markup import text_of
from workbench.intake.normalise import clean_lines
from workbench.intake.packed import docx_text, kind_of
from workbench.intake.pdftext import pdf_text
from workbench.intake.rtftext import rtf_text
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": _DOCX,
    ".doc": "application/msword",
    ".rtf": "application/rtf",
    ".html": "text/html",
    ".htm": "text/html",
    ".txt": "text/plain",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
}
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|table|p)\b",
    re.IGNORECASE | re.DOTALL,
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = b"{\\rtf"


def is_html(data: bytes) -> bool:
    """Tell whether `data` starts like a web page."""
    return _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) is not None


def is_rtf(data: bytes) -> bool:
    """Tell whether `data` is Rich Text."""
    return data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(RTF)


def cv_kind(data: bytes, name: str) -> tuple[Format, str]:
    """Return the format and media type of a CV file. Raises BadInput for old Office."""
    if data.startswith(OLE):
        raise BadInput(
            N_("{name} is in an old Office format; save it as .docx, .xlsx or PDF"), name=name
        )
    if is_rtf(data):
        return Format.CV_RTF, MEDIA_TYPES[".rtf"]
    if b"%PDF-" in data[:1024]:
        return Format.CV_PDF, MEDIA_TYPES[".pdf"]
    if data.startswith(b"PK\x03\x04"):
        if kind_of(data, name) == "docx":
            return Format.CV_DOCX, _DOCX
        raise BadInput(N_("{name} is an archive; unpack it and read the files inside"), name=name)
    return (Format.CV_HTML, "text/html") if is_html(data) else (Format.CV_TEXT, "text/plain")


def cv_text_of(data: bytes, name: str) -> str:
    """Return the text of a CV file. Raises BadInput where it cannot be read."""
    kind, _ = cv_kind(data, name)
    if kind is Format.CV_PDF:
        return pdf_text(data, name)
    if kind is Format.CV_DOCX:
        return docx_text(data, name)
    if kind is Format.CV_RTF:
        return rtf_text(data, name)
    if kind is Format.CV_HTML:
        return text_of(decode_html(data, name))
    return clean_lines(decode(data, name))[:MAX_TEXT_CHARS]
