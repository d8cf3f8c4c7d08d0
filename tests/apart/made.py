"""Files made by hand, sound and hostile."""

from __future__ import annotations

import zlib


def pdf(*contents: bytes, packed: bool = True, media: str = "[0 0 595 842]") -> bytes:
    """Return a PDF with one page for each content stream; F1 is Helvetica."""
    count = len(contents)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, content in enumerate(contents):
        body = zlib.compress(content, 9) if packed else content
        coding = "/Filter/FlateDecode" if packed else ""
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox{media}/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        head = f"<</Length {len(body)}{coding}>>".encode()
        objects += [page.encode(), head + b"stream\n" + body + b"\nendstream"]
    return _file(objects)


def text_page(*lines: str) -> bytes:
    """Return a content stream with lines of text from the top of the page."""
    shown = "".join(f"({line})Tj 0 -20 Td " for line in lines)
    return f"BT /F1 12 Tf 72 770 Td {shown}ET".encode()


def bomb() -> bytes:
    """Return some 70 KB whose content unpacks to one text of 70 MB: minutes, and a gigabyte."""
    return pdf(b"BT /F1 12 Tf (" + b"a" * 70_000_000 + b")Tj ET")


def hungry_json() -> bytes:
    """Return 48 MB of JSON that mean a gigabyte of objects."""
    return b"[" + b"[]," * 16_000_000 + b"[]]"


def _file(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
