"""Several documents as one PDF, each with its own language and page numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence

from workbench.paper.blocks import Document, Printed
from workbench.paper.page import CREATOR, render


def bind(documents: Sequence[Document]) -> Printed:
    """Print documents one after the other, with a bookmark to the first page of each.

    The same documents give the same bytes. ValueError where there are none.
    """
    if not documents:
        raise ValueError("nothing to bind")
    if len(documents) == 1:
        return render(documents[0])
    from pypdf import PdfReader, PdfWriter  # 17 MB that a day without a batch does without

    writer = PdfWriter()
    parts = [render(document) for document in documents]
    for document, part in zip(documents, parts, strict=True):
        reader = PdfReader(io.BytesIO(part.data))
        writer.append(reader, document.title or "–", import_outline=False)
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    writer.page_mode = "/UseOutlines"
    writer.add_metadata({"/Title": documents[0].title, "/Creator": CREATOR, "/Producer": CREATOR})
    target = io.BytesIO()
    writer.write(target)
    return Printed(
        target.getvalue(),
        sum(part.pages for part in parts),
        tuple(dict.fromkeys(char for part in parts for char in part.missing)),
        tuple(dict.fromkeys(text for part in parts for text in part.shortened)),
    )
