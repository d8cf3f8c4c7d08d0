"""The text of a PDF."""

from __future__ import annotations

import io
import logging

from workbench.intake.limits import MAX_PDF_PAGES, MAX_TEXT_CHARS
from workbench.intake.normalise import clean_lines
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_


def pdf_text(data: bytes, name: str) -> str:
    """Return the text of every page, '' for a scan.

    Raises BadInput where the file is damaged, needs a password or has more than `MAX_PDF_PAGES`.
    """
    from pypdf import PdfReader

    # What the library thinks of a file is no news for its reader: ours is the message below.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        # An empty user password only restricts printing; such a file is open to read.
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
        texts = []
        if pages <= MAX_PDF_PAGES:
            texts = [page.extract_text()[:MAX_TEXT_CHARS] for page in reader.pages] if pages else []
    except MemoryError:
        raise  # a bomb, not a fault: whoever limits memory says so
    except Exception:  # pypdf raises whatever a damaged object makes Python raise
        raise BadInput(N_("{name} is a damaged PDF; print it to PDF again"), name=name) from None
    if locked:
        raise BadInput(N_("{name} is protected by a password; save it without one"), name=name)
    if pages > MAX_PDF_PAGES:
        raise BadInput(
            N_("{name} has {pages} pages; a CV has at most {limit}"),
            name=name,
            pages=pages,
            limit=MAX_PDF_PAGES,
        )
    return clean_lines("\n\n".join(texts))[:MAX_TEXT_CHARS]
