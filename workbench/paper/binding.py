"""Several documents as one PDF, each with its own language and page numbers."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from workbench.paper.blocks import Document, Printed
from workbench.paper.page import CREATOR, render


def bind(
    documents: Sequence[Document], printed: Callable[[int], None] = lambda done: None
) -> Printed:
    """Print documents one after the other, with a bookmark to the first page of each.

    What begins on a right-hand page gets an empty page before it where that is needed. The same
    documents give the same bytes. `printed` is called after each with how many are done and may
    stop the print by raising. ValueError where there are none.
    """
    if not documents:
        raise ValueError("nothing to bind")
    if len(documents) == 1:
        return render(documents[0])
    from pypdf import PdfReader, PdfWriter  # 17 MB that a day without a batch does without

    writer = PdfWriter()
    parts = []
    for document in documents:
        parts.append(part := render(document))
        printed(len(parts))
        if document.right_hand and len(writer.pages) % 2:
            writer.add_blank_page()
        reader = PdfReader(io.BytesIO(part.data))
        writer.append(reader, document.title or "–", import_outline=False)
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    writer.page_mode = "/UseOutlines"
    writer.add_metadata({"/Title": documents[0].title, "/Creator": CREATOR, "/Producer": CREATOR})
    target = io.BytesIO()
    writer.write(target)
    return Printed(
        target.getvalue(),
        len(writer.pages),
        tuple(dict.fromkeys(char for part in parts for char in part.missing)),
        tuple(dict.fromkeys(text for part in parts for text in part.shortened)),
    )
