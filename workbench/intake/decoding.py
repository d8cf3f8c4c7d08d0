"""Bytes to text: UTF-8, UTF-16, GB18030, Big5 and Windows-1252, told apart by what they hold."""

from __future__ import annotations

import codecs
import re

from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_EVERYDAY = 0.6  # share of GB 2312 level-one characters in a text that really is Chinese


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`, without a byte order mark.

    Raises BadInput where it is no text or no known encoding fits.
    """
    text = _by_mark(data) or _utf16(data) or _strict(data, "utf-8") or _guess(data)
    if text is None or _is_binary(text):
        raise BadInput(
            N_("{name} is not a text in a known encoding; save it as UTF-8 and try again"),
            name=name,
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode_html(data: bytes, name: str) -> str:
    """Return the text of an HTML file; its own `meta` is believed where it fits."""
    declared = _META.search(data[:4096])
    if declared and not data.startswith(tuple(mark for mark, _ in _BOMS)):
        encoding = declared[1].decode("ascii").lower()
        if encoding in {"gb2312", "gbk", "x-gbk"}:
            encoding = "gb18030"  # its superset; Word writes characters beyond the declared set
        text = _strict(data, encoding)
        if text is not None and not _is_binary(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return decode(data, name)


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding)
    return None


def _utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zero bytes of its ASCII part."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or sample.count(0) < len(sample) / 8:
        return None
    little = sample[1::2].count(0) > sample[0::2].count(0)
    return _strict(data, "utf-16-le" if little else "utf-16-be")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, UnicodeError):
        return None


def _guess(data: bytes) -> str | None:
    chinese = _strict(data, "gb18030")
    if chinese is not None and _share_everyday(chinese) >= _EVERYDAY:
        return chinese
    from charset_normalizer import from_bytes  # slow to import

    sample = data[:_SAMPLE]
    tables = ["gb18030", "big5", "cp1252", "shift_jis", "euc_kr", "cp1251"]
    best = from_bytes(sample, cp_isolation=tables, threshold=0.4).best()
    text = _strict(data, best.encoding) if best else None
    return text if text is not None else (chinese or _strict(data, "cp1252"))


def _share_everyday(text: str) -> float:
    """Return which part of the non-ASCII characters is everyday Chinese."""
    strange = [char for char in text[:_SAMPLE] if not char.isascii()]
    if not strange:
        return 1.0
    return sum(map(_is_everyday, strange)) / len(strange)


def _is_everyday(char: str) -> bool:
    if char in "，。、；：？！“”‘’（）【】《》—…·－　￥～｜":
        return True
    try:
        row = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(row) == 2 and 0xB0 <= row[0] <= 0xD7


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) > len(sample) / 50
