"""Texts that a spreadsheet would run as a formula, and the mark that keeps it from doing so.

Whoever writes a table of cells without types puts the mark on, whoever reads one takes it off: so
both know it from here. A text is dangerous where it begins with = + - @, in narrow or wide letters,
or with a tab or line break; spaces, quotation marks and what cannot be seen do not count before
them. Putting the mark before a dangerous text leaves it dangerous by this rule, so the mark can be
told from an apostrophe that was there all along.
"""

from __future__ import annotations

import re

MARK = "'"

_UNSEEN = r"\s\x00-\x1f\x7f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_QUOTES = "\"'`´‘’“”„«»＂＇「」『』"
_SIGNS = r"=+\-@＝＋－＠﹦﹢﹣﹫"
_DANGEROUS = re.compile(rf"[{_UNSEEN}{_QUOTES}]*[{_SIGNS}\t\r\n]")


def is_dangerous(text: str) -> bool:
    """Tell whether a spreadsheet might run `text`."""
    return _DANGEROUS.match(text) is not None


def guarded(text: str) -> str:
    """Return `text` so that no spreadsheet runs it."""
    if not text or text[0].isalnum():  # nearly every cell, and told at a glance
        return text
    return MARK + text if _DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given."""
    return text[1:] if text[:1] == MARK and _DANGEROUS.match(text[1:]) else text
