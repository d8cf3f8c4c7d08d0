"""Scorecards on paper: to be filled in, and as they were filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.kernel.i18n import N_, Translator
from workbench.paper import Document
from workbench.paper.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Text,
)
from workbench.paper.filled_by_hand import Choice, RatingLine, Ratings, WritingLines
from workbench.pipeline.queries import shown
from workbench.scoring.models import Recommendation
from workbench.scoring.queries import AttributeRow, ScorecardRow, TemplateRow
from workbench.scoring.rules import RECOMMENDATION_NAMES

FORM = "QC-SC"
_RECOMMENDATIONS = tuple(Recommendation)


@dataclass(frozen=True)
class Occasion:
    """What stands at the head of a scorecard. What is '' is left to be written in by hand.

    Attributes: `number`, which ties a sheet to its interview, candidate and interviewer.
    """

    candidate: str = ""
    post: str = ""
    round: str = ""
    interviewer: str = ""
    when: str = ""
    organisation: str = ""
    number: str = ""


@dataclass(frozen=True)
class _Filled:
    levels: Mapping[str, int | None]
    comments: Mapping[str, str]


def scorecard_sheet(template: TemplateRow, occasion: Occasion, words: Translator) -> Document:
    """Return a scorecard to fill in with a pen."""
    blocks = _head(template, occasion, words, signed=True)
    script = template.script.get(words.language) or ()
    if script:
        blocks += [Heading(words.text(N_("The conversation")), 2), Bullets(tuple(script), True)]
    blocks += [Heading(words.text(N_("Attributes")), 2), Text(words.text(_HOW), "note")]
    blocks.append(_ratings(template, None, words))
    blocks.append(Heading(words.text(N_("Recommendation over all")), 2))
    # Two lines, so that seven attributes in Chinese fill one sheet on both sides.
    blocks += [Choice(_options(words)), Text(words.text(_WHY), "note"), WritingLines(2)]
    return _document(template, occasion, blocks, words)


def filled_scorecard(
    template: TemplateRow, card: ScorecardRow, occasion: Occasion, words: Translator
) -> Document:
    """Return a scorecard as it was handed in."""
    filled = _Filled(
        {each.attribute_id: each.level for each in card.ratings},
        {each.attribute_id: each.comment for each in card.ratings},
    )
    chosen = Recommendation(card.recommendation)
    blocks = _head(template, occasion, words)
    blocks.append(Heading(words.text(N_("Recommendation over all")), 2))
    blocks.append(Choice(_options(words), _RECOMMENDATIONS.index(chosen)))
    if card.comment:
        blocks.append(Text(card.comment))
    blocks.append(Facts(_figures(card, words)))
    blocks.append(Heading(words.text(N_("Attributes")), 2))
    blocks.append(_ratings(template, filled, words, room=0))
    return _document(template, occasion, blocks, words)


_HOW = N_(
    "Tick one box for each attribute you saw, and leave out what you did not see: unrated is never"
    " zero. Write down what was said and done. Levels 1 and 5 need it. Score alone, before you talk"
    " to the panel."
)
_WHY = N_("Reasons, or what evidence is missing:")


def _head(
    template: TemplateRow, occasion: Occasion, words: Translator, *, signed: bool = False
) -> list[Block]:
    post = " · ".join(filter(None, (occasion.post, occasion.round)))
    facts = [
        (words.text(N_("Candidate")), occasion.candidate),
        (words.text(N_("Post and round")), post),
        (words.text(N_("When")), occasion.when),
        (words.text(N_("Interviewer")), occasion.interviewer),
    ]
    if signed:
        facts.append((words.text(N_("Date and signature")), ""))
    title = shown(template.names, words.language)
    kicker = words.text(N_("Scorecard"))
    rows = tuple((label, value or "_" * 24) for label, value in facts)
    return [Heading(title, 1, kicker), Facts(rows, "", occasion.number, occasion.number[:8])]


def _figures(card: ScorecardRow, words: Translator) -> tuple[tuple[str, str], ...]:
    mean = "–" if card.mean is None else f"{card.mean:.1f}"
    rows = [
        (words.text(N_("Mean of what was rated")), mean),
        (words.text(N_("Rated")), f"{card.rated} / {card.asked}"),
    ]
    if card.knocked_out:
        names = {each.attribute_id: each.names for each in card.ratings}
        joint = "、" if words.language == "zh" else ", "
        out = joint.join(shown(names[each], words.language) for each in card.knocked_out)
        rows.append((words.text(N_("Knock-out")), out))
    return tuple(rows)


def _options(words: Translator) -> tuple[str, ...]:
    return tuple(words.text(RECOMMENDATION_NAMES[each]) for each in _RECOMMENDATIONS)


def _ratings(
    template: TemplateRow, filled: _Filled | None, words: Translator, room: int = 2
) -> Ratings:
    return Ratings(
        tuple(_line(each, filled, words) for each in template.attributes), levels=5, room=room
    )


def _line(each: AttributeRow, filled: _Filled | None, words: Translator) -> RatingLine:
    anchors = each.anchors.get(words.language) or next(iter(each.anchors.values()), {})
    level = filled.levels.get(each.id) if filled else None
    note = ""
    if filled and level is None:
        note = words.text(N_("Not rated"))
    elif each.knock_out:
        note = words.text(N_("Level 1 is a knock-out"))
    return RatingLine(
        shown(each.names, words.language),
        tuple((int(at), text) for at, text in sorted(anchors.items())),
        level,
        filled.comments.get(each.id, "") if filled else "",
        note,
    )


def _document(
    template: TemplateRow, occasion: Occasion, blocks: list[Block], words: Translator
) -> Document:
    title = shown(template.names, words.language)
    header = " · ".join(filter(None, (title, occasion.candidate, occasion.round)))
    form = f"{FORM} · {template.key or template.id[:8]} · v{template.version}"
    if occasion.number:
        form += f" · {occasion.number[:8]}"
    return Document(title, words.language, tuple(blocks), header, form, occasion.organisation)
