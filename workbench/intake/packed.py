"""Files that are zip archives inside: what kind they are, and the text of a .docx."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from workbench.intake.europass import parse_xml
from workbench.intake.limits import MAX_PACKED_PARTS, MAX_TEXT_CHARS, MAX_UNPACKED_BYTES
from workbench.intake.normalise import clean_lines
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY, _BOOK = "word/document.xml", "xl/workbook.xml"


def kind_of(data: bytes, name: str) -> str:
    """Return 'xlsx', 'docx' or '' for the archive in `data`.

    Raises BadInput where it is damaged, or a document that is encrypted or unpacks beyond the
    limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise BadInput(N_("{name} is damaged; get the file again"), name=name) from None
    names = {part.filename for part in parts}
    if _BODY not in names and _BOOK not in names:
        return ""
    if len(parts) > MAX_PACKED_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED_BYTES:
        raise BadInput(N_("{name} unpacks to more than is read"), name=name)
    if any(part.flag_bits & 1 for part in parts):
        raise BadInput(N_("{name} is protected by a password; save it without one"), name=name)
    return "docx" if _BODY in names else "xlsx"


def docx_text(data: bytes, name: str) -> str:
    """Return the text of a .docx, one paragraph a line, cells of a table separated by tabs.

    Source of the format: ECMA-376 part 1, WordprocessingML. Raises BadInput where it is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_BODY) as part:
            body = part.read(MAX_UNPACKED_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError, EOFError,
            NotImplementedError):  # fmt: skip
        raise BadInput(N_("{name} is damaged; get the file again"), name=name) from None
    if len(body) > MAX_UNPACKED_BYTES:
        raise BadInput(N_("{name} unpacks to more than is read"), name=name)
    text = "".join(_runs(parse_xml(body, name)))
    return clean_lines(text)[:MAX_TEXT_CHARS]


def _runs(root: Element) -> Iterator[str]:
    for element in root.iter():
        tag = element.tag.removeprefix(_WORD) if isinstance(element.tag, str) else ""
        if tag == "t":
            yield element.text or ""
        elif tag in {"p", "br", "cr"}:
            yield "\n"
        elif tag == "tab":
            yield "\t"
