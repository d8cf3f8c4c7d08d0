"""Where in a text stands what was looked for: to mark it, and to show the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, select

from workbench.kernel.names import has_han, is_han
from workbench.kernel.queries import Page
from workbench.people.models import Cv
from workbench.people.pinyin import fold, pinyin_keys
from workbench.people.search import CANDIDATE, Hit, search

Span = tuple[int, int]  # from a character up to, not with, another
AROUND = 24  # characters on either side of what was found
_LONGEST = 8  # characters of a name that are typed in one go


def spans(text: str, words: str) -> tuple[Span, ...]:
    """Return where `words` stand in `text`, also a Chinese name typed in pinyin or initials."""
    found = [_span(text, word) for word in words.split()]
    return tuple(sorted({each for each in found if each is not None}))


def _span(text: str, word: str) -> Span | None:
    at = _plain(text).find(_plain(word))
    if at >= 0:
        return at, at + len(word)
    return _typed(text, fold(word)) if has_han(text) and word.isascii() else None


def _plain(text: str) -> str:
    """Return `text` in small letters, each of them one as before."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _typed(text: str, letters: str) -> Span | None:
    """Return the characters that `letters` are the pinyin of, wholly or begun, or the initials."""
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
            part = text[start:end]
            if not all(is_han(char) for char in part):
                break
            keys = pinyin_keys(part)
            if letters in keys.initials or any(full.startswith(letters) for full in keys.full):
                return start, end
    return None


def search_with_excerpts(
    connection: Connection, words: str, *, limit: int = 50, excerpts: int = 8
) -> Page[Hit]:
    """Return what `search` does; people found by their CV's text bring the words around it."""
    page = search(connection, words, limit=limit, count=False)
    unseen = [
        hit.subject
        for hit in page.rows[:limit]
        if hit.kind == CANDIDATE and not spans(f"{hit.title}\n{hit.detail}", words)
    ][:excerpts]
    around = _excerpts(connection, unseen, words) if unseen else {}
    rows = tuple(replace(hit, excerpt=around.get(hit.subject, "")) for hit in page.rows)
    return Page(rows, page.total)


def _excerpts(connection: Connection, ids: Sequence[str], words: str) -> dict[str, str]:
    cvs = Cv.__table__
    query = select(cvs.c.candidate_id, cvs.c.text).where(
        cvs.c.candidate_id.in_(bindparam("ids", expanding=True)), cvs.c.archived.is_(False)
    )
    found: dict[str, str] = {}
    for owner, text in connection.execute(query, {"ids": list(ids)}):
        if owner not in found and (said := excerpt(text, words)):
            found[owner] = said
    return found


def excerpt(text: str, words: str) -> str:
    """Return the words around the first of `words` in `text`, in one line; '' where none is."""
    low = _plain(text)
    places = [(low.find(_plain(word)), len(word)) for word in words.split()]
    at, length = min(((a, n) for a, n in places if a >= 0), default=(-1, 0))
    if at < 0:
        return ""
    first, last = max(0, at - AROUND), min(len(text), at + length + AROUND)
    part = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{part}{'…' if last < len(text) else ''}"
