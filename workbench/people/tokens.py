"""Search tokens for names, phones and texts in Chinese and Latin script, and queries over them.

SQLite's own tokenizers do not find 小明 in 王小明. So every run of Chinese characters is stored as
its overlapping pairs and its last single character, and every run of digits as its overlapping
triples and its last two tails; a query of any length then is a prefix, a token or a phrase of
these, and finds every occurrence and nothing else. Latin words are found by their beginning.

Meant for FTS5 with `tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.people.pinyin import fold

NOTHING = '""'  # an FTS5 expression that is valid and matches no row
_PAIR = 2
_TRIPLE = 3

# Han, kana, hangul and bopomofo are written without spaces (or searched without them).
_CJK = (
    r"\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    r"\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_PIECES = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>[^\W_{_CJK}]+)")
_DIGITS = re.compile(r"[0-9]{3,}")

# Phones as people write them; joined, so that 138-0000-0000 is found by 13800000000.
_PHONES = re.compile(
    r"""(?<![\w+])(?:
        \+\d[\d\ ().-]{5,18}\d                           # +44 20 7946 0000
      | (?:86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}         # 138 0000 0000
      | (?:86[- ]?)?1[3-9]\d[- ]\d{3}[- ]?\d{5}          # 138 000 00000
      | 0\d{2,3}[- ]\d{7,8}                              # 010-88880000
      | (?:1[- .])?\(?\d{3}\)?[- .]\ ?\d{3}[- .]\d{4}    # (206) 555-0142
    )(?!\w)""",
    re.VERBOSE | re.ASCII,
)


def index_tokens(text: str) -> str:
    """Return the tokens of `text`, separated by spaces, for the stored token column."""
    clean = _clean(text)
    tokens: list[str] = []
    for kind, piece in _pieces(clean):
        tokens += _stored(kind, piece)
    for phone in _PHONES.findall(clean):
        digits = re.sub(r"\D", "", phone)
        if digits != phone:
            tokens += _overlaps(digits, _TRIPLE)
    return " ".join(tokens)


def match_query(user_text: str) -> str:
    """Return a safe FTS5 MATCH expression for what somebody typed.

    Several words must all be there. No text is ever read as FTS5 syntax; one without a letter or
    digit gives an expression that matches nothing.
    """
    clean = _clean(user_text)
    phone = _PHONES.fullmatch(clean.strip())
    if phone:
        clean = re.sub(r"\D", "", clean)
    parts = [part for kind, piece in _pieces(clean) for part in _asked(kind, piece)]
    return " AND ".join(dict.fromkeys(parts)) or NOTHING


def _clean(text: str) -> str:
    return fold(text.replace("\0", " "))


def _pieces(clean: str) -> Iterator[tuple[str, str]]:
    for found in _PIECES.finditer(clean):
        kind, piece = found.lastgroup, found[0]
        if kind == "cjk":
            yield "cjk", piece
        elif piece.isdigit() and piece.isascii():
            yield "digits", piece
        else:
            yield "word", piece


def _stored(kind: str, piece: str) -> list[str]:
    if kind == "cjk":
        return _overlaps(piece, _PAIR)
    if kind == "digits":
        return _overlaps(piece, _TRIPLE)
    if piece.isalpha():  # as most words
        return [piece]
    inside = [t for run in _DIGITS.findall(piece) for t in _overlaps(run, _TRIPLE)]
    return [piece, *inside]


def _asked(kind: str, piece: str) -> list[str]:
    if kind == "word":
        return [f"{_quoted(piece)}*"]
    size = _PAIR if kind == "cjk" else _TRIPLE
    if len(piece) < size:
        return [f"{_quoted(piece)}*"]
    return [_quoted(" ".join(piece[i : i + size] for i in range(len(piece) - size + 1)))]


def _overlaps(run: str, size: int) -> list[str]:
    """Cut `run` into overlapping tokens of `size`, then the shorter tails of its end."""
    return [run[i : i + size] for i in range(len(run))]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
