"""Business letters: the Chinese and the English manner.

Chinese: letterhead, title in the middle, the reader named flush left, paragraphs indented by two
characters, 此致 / 敬礼, house and date at the right. English: everything flush left, date and
address first, subject above the text, room for a signature under the closing.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus.flowables import KeepTogether, Spacer

from workbench.paper import blocks, style
from workbench.paper.figures import Letterhead
from workbench.paper.flow import Prose, Title
from workbench.paper.parts import lay
from workbench.paper.setting import Setter
from workbench.paper.words import word

SIGNATURE_ROOM = 40.0


@lay.register
def _(block: blocks.Letter, setter: Setter) -> list[Any]:
    head: list[Any] = [Letterhead(setter, block.sender)]
    if setter.language.startswith("zh"):
        return [*head, *_chinese(block, setter)]
    return [*head, *_english(block, setter)]


def _body(block: blocks.Letter, setter: Setter, kind: style.TextStyle) -> list[Any]:
    result: list[Any] = []
    for part in block.body:
        if isinstance(part, str):
            result.append(Prose(setter, [(part, kind)]))
        else:
            result += lay(part, setter)
    return result


def _chinese(block: blocks.Letter, setter: Setter) -> list[Any]:
    plain = style.LETTER.with_(after=0)
    indented = style.LETTER.with_(indent=2, justify=True)
    right = plain.with_(align="right")
    parts: list[Any] = []
    if block.reference:
        number = word(setter.language, "reference", number=block.reference)
        parts.append(Prose(setter, [(number, style.NOTE.with_(align="right"))]))
    if block.subject:
        parts.append(Title(setter, block.subject, 1, style.LETTER_TITLE))
    parts += [Prose(setter, [(line, plain)]) for line in block.recipient]
    if block.salutation:
        parts.append(Prose(setter, [(block.salutation, style.LETTER.with_(weight=500))]))
    parts += _body(block, setter, indented)
    if block.closing:
        parts.append(Prose(setter, [(block.closing, indented)]))
    else:
        respect, salute = (word(setter.language, key) for key in ("respect", "salute"))
        parts.append(Prose(setter, [(respect, plain.with_(indent=2, before=4)), (salute, plain)]))
    ending = [text for text in (*block.signatory, block.date) if text]
    signed = [Prose(setter, [(text, right)]) for text in ending]
    parts.append(KeepTogether([Spacer(1, SIGNATURE_ROOM * 0.7), *signed]))
    return parts + _enclosed(block, setter)


def _english(block: blocks.Letter, setter: Setter) -> list[Any]:
    kind = style.LETTER.with_(size=10, leading=16, after=9)
    tight = kind.with_(after=0)
    parts: list[Any] = []
    if block.date:
        parts.append(Prose(setter, [(block.date, kind.with_(after=16))]))
    if block.recipient:
        parts.append(Prose(setter, [(line, tight) for line in block.recipient]))
        parts.append(Spacer(1, 18))
    if block.reference:
        number = word(setter.language, "reference", number=block.reference)
        parts.append(Prose(setter, [(number, style.NOTE.with_(after=9))]))
    if block.salutation:
        parts.append(Prose(setter, [(block.salutation, kind)]))
    if block.subject:
        parts.append(Title(setter, block.subject, 1, style.LETTER_SUBJECT))
    parts += _body(block, setter, kind)
    closing = block.closing or word(setter.language, "salute")
    ending: list[Any] = [Prose(setter, [(closing, tight.with_(before=4))])]
    ending.append(Spacer(1, SIGNATURE_ROOM))
    for index, text in enumerate(block.signatory):
        ending.append(Prose(setter, [(text, tight.with_(weight=400 if index else 600))]))
    parts.append(KeepTogether(ending))
    return parts + _enclosed(block, setter)


def _enclosed(block: blocks.Letter, setter: Setter) -> list[Any]:
    if not block.enclosures:
        return []
    items = word(setter.language, "joint").join(block.enclosures)
    text = word(setter.language, "enclosed", items=items)
    return [Prose(setter, [(text, style.NOTE.with_(before=22))])]
