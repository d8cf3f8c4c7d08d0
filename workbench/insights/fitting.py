"""Who might fit a requisition, and why: pure rules over values.

Somebody is proposed for what is known already: how far they came on a like post, how they scored
there, that they agreed to be kept, their present title and their tags. Every point has its reason
in words, so that nobody has to believe a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from workbench.kernel.i18n import N_, Message
from workbench.pipeline.models import ApplicationState, StageKind
from workbench.pipeline.rules import REASON_BY_CODE

RELATED = 0.5  # from this likeness on, two posts ask for the same kind of person
GOOD = 3.5  # mean of an application's interviews from which on they went well
STRONG = 4.0  # mean of one attribute that is worth naming
LATE = (StageKind.DEBRIEF, StageKind.OFFER, StageKind.PRE_START)
# Reasons that say nothing against the person, and those that do.
KIND = frozenset(
    {"other_chosen", "position_closed", "salary", "location", "start_date", "personal"}
    | {"other_offer", "counter_offer"}
)
AGAINST = frozenset({"skills", "experience", "scenario", "no_show"})
MOST_TAGS = 3

_RANKS = re.compile(
    "高级|资深|初级|中级|首席|实习生|实习|工程师|经理|专员|主管|总监|助理|负责人|岗位|岗$"
)
_RANK_WORDS = frozenset(
    {"senior", "junior", "lead", "principal", "staff", "head", "of", "the", "sr", "jr"}
    | {"engineer", "manager", "specialist", "director", "assistant", "intern"}
)
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#]*(?:[.-][A-Za-z0-9+#]+)*")
_LONGEST = 8  # characters of a Chinese tag that is looked for in a text

_FINALIST, _SCORED, _BEST = (
    N_("Finalist for {what}"),
    N_("Finalist for {what}: interviews scored {score}"),
    N_("Finalist for {what}: {score} in “{attribute}”"),
)
_APPLIED = N_("Applied for {what}")
_POST, _POST_THEN = N_("“{post}”"), N_("“{post}”, {month}")
_POOL, _POOL_OPEN = (
    N_("In the talent pool, agreed until {day}"),
    N_("Agreed until {day} to be kept"),
)
_TITLE, _TAG = N_("Present title: {title}"), N_("Tag “{tag}”")
_RUNNING = N_("In progress for “{post}” now")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Post:
    """What a requisition asks for, as far as people are compared with it."""

    title: str
    must_have: str = ""


@dataclass(frozen=True)
class Past:
    """An application that ended, on another requisition.

    Attributes: `likeness` of the two posts, 0 to 1; `ended`, the local day, None where unknown;
    `score`, the mean of the interviews, None without; `best` and `best_score`, the attribute that
    scored best, by language.
    """

    post: str
    likeness: float
    stage: StageKind
    state: ApplicationState
    reason: str = ""
    ended: date | None = None
    score: float | None = None
    best: Mapping[str, str] | None = None
    best_score: float = 0.0

    @property
    def is_related(self) -> bool:
        """Tell whether the posts ask for the same kind of person."""
        return self.likeness >= RELATED

    @property
    def was_good(self) -> bool:
        """Tell whether the interviews went well."""
        return self.score is not None and self.score >= GOOD

    @property
    def speaks_against(self) -> bool:
        """Tell whether it ended for what they could not do, or because they did not come."""
        return self.reason == "no_show" or (self.reason in AGAINST and not self.was_good)

    @property
    def is_final(self) -> bool:
        """Tell whether they came far or did well, and nothing speaks against them."""
        if self.speaks_against or self.reason == "duplicate":
            return False
        return self.stage in LATE or self.was_good

    @property
    def ended_kindly(self) -> bool:
        """Tell whether it ended for a reason that says nothing against them."""
        return self.reason in KIND or self.state is ApplicationState.POOLED


@dataclass(frozen=True)
class Known:
    """What is known of somebody.

    Attributes: `past`, what ended, newest first; `running`, titles of requisitions they are in
    progress for; `pooled`, whether an application ended in the talent pool; `consent_until`, the
    last day for which they agreed to be kept, None where they were not asked.
    """

    title: str = ""
    tags: tuple[str, ...] = ()
    past: tuple[Past, ...] = ()
    running: tuple[str, ...] = ()
    pooled: bool = False
    consent_until: date | None = None


@dataclass(frozen=True)
class Fit:
    """How well somebody might fit, and why, strongest reason first."""

    points: float
    reasons: tuple[Message, ...]


def fit(known: Known, post: Post, today: date) -> Fit | None:
    """Return why somebody might fit a post, None where nothing speaks for it or much against it."""
    if known.consent_until is not None and known.consent_until < today:
        return None
    finals = [each for each in known.past if each.is_final]
    failed = any(each.is_related and each.speaks_against for each in known.past)
    if failed and not any(each.is_related for each in finals):
        return None
    found = [*_of_past(known.past, today), *_of_words(known, post)]
    if not found:
        return None
    found += _beside(known, finals)
    found.sort(key=lambda pair: -pair[0])
    reasons = tuple(reason for _, told in found for reason in told)
    return Fit(sum(points for points, _ in found), reasons)


# Points, and the reasons for them.
_Worth = tuple[float, tuple[Message, ...]]


def _of_past(past: Iterable[Past], today: date) -> Iterator[_Worth]:
    """Yield what the best ended application on a like post is worth."""
    related = [each for each in past if each.is_related and not each.speaks_against]
    worth = {id(each): _worth(each, today) for each in related}
    best = max(related, key=lambda each: worth[id(each)], default=None)
    if best is None or worth[id(best)] <= 0:
        return
    ending = (Message(REASON_BY_CODE[best.reason].text),) if best.reason in KIND else ()
    yield worth[id(best)], (_told(best), *ending)


def _worth(past: Past, today: date) -> float:
    points = 10.0 if past.ended_kindly else 0.0
    if past.is_final:
        points += 40.0 if past.stage in LATE[1:] else 30.0
        points += 5.0 * max((past.score or GOOD) - GOOD, 0.0)
    if not points:
        return 0.0
    age = (today - past.ended).days if past.ended else 1000
    return (points + (5.0 if age < 400 else 0.0)) * (0.5 + past.likeness / 2)


def _told(past: Past) -> Message:
    what = Message(_POST, {"post": past.post})
    if past.ended is not None:
        what = Message(_POST_THEN, {"post": past.post, "month": month_of(past.ended)})
    if not past.is_final:
        return Message(_APPLIED, {"what": what})
    if past.best is not None and past.best_score >= STRONG:
        score = f"{past.best_score:.1f}"
        return Message(_BEST, {"what": what, "score": score, "attribute": dict(past.best)})
    if past.score is not None:
        return Message(_SCORED, {"what": what, "score": f"{past.score:.1f}"})
    return Message(_FINALIST, {"what": what})


def _of_words(known: Known, post: Post) -> Iterator[_Worth]:
    same = likeness(known.title, post.title)
    if same >= RELATED:
        yield 20.0 * same, (Message(_TITLE, {"title": known.title}),)
    text = f"{post.title}\n{post.must_have}"
    for tag in [each for each in dict.fromkeys(known.tags) if is_named(each, text)][:MOST_TAGS]:
        yield 7.0, (Message(_TAG, {"tag": tag}),)


def _beside(known: Known, finals: Iterable[Past]) -> Iterator[_Worth]:
    """Yield what alone is no reason: consent, how they did elsewhere, and what keeps them busy."""
    if known.consent_until is not None:
        text = _POOL if known.pooled else _POOL_OPEN
        yield 9.0, (Message(text, {"day": known.consent_until.isoformat()}),)
    for each in finals:
        if not each.is_related:
            yield 6.0, (_told(each),)
            break
    for title in known.running[:1]:
        yield -8.0, (Message(_RUNNING, {"post": title}),)


def month_of(day: date) -> dict[str, str]:
    """Return a month as it is said, by language."""
    return {"en": f"{_MONTHS[day.month - 1]} {day.year}", "zh": f"{day.year} 年 {day.month} 月"}


def likeness(one: str, other: str) -> float:
    """Return how alike two posts are, 0 to 1; rank and what every post is called do not count.

    One that is the end of the other is like it too: 销售 and 大客户销售.
    """
    ones, others = _grams(one), _grams(other)
    if not ones or not others:
        return 0.0
    shared = 2 * len(ones & others) / (len(ones) + len(others))
    short, long = sorted((core(one), core(other)), key=len)
    return max(shared, 0.7) if len(short) > 1 and long.endswith(short) else shared


@lru_cache(maxsize=4096)
def core(title: str) -> str:
    """Return a post without its rank: 后端 of 高级后端工程师; all of it where nothing is left."""
    folded = title.casefold()
    latin = [word for word in _LATIN.findall(folded) if word not in _RANK_WORDS]
    chinese = _HAN_RUN.findall(_RANKS.sub(" ", folded))
    found = " ".join([*latin, *chinese])
    return found or " ".join([*_LATIN.findall(folded), *_HAN_RUN.findall(folded)])


@lru_cache(maxsize=4096)
def _grams(title: str) -> frozenset[str]:
    found: set[str] = set()
    for word in core(title).split():
        is_short = len(word) < 3 or _HAN_RUN.match(word) is None
        found.update([word] if is_short else (word[at : at + 2] for at in range(len(word) - 1)))
    return frozenset(found)


def is_named(tag: str, text: str) -> bool:
    """Tell whether a text names a tag, as a word of its own where it is written in Latin."""
    word = tag.strip().casefold()
    if len(word) < 2:
        return False
    edges = (r"(?<![a-z0-9])" if word[0].isascii() else "", r"(?![a-z0-9+#])")
    pattern = edges[0] + re.escape(word) + (edges[1] if word[-1].isascii() else "")
    return re.search(pattern, text.casefold()) is not None


def tag_words(text: str) -> set[str]:
    """Return every spelling of a tag that `text` may name."""
    found: set[str] = set()
    for word in _LATIN.findall(text):
        for part in (word, *re.split(r"[.-]", word)):
            found.update((part, part.casefold(), part.upper(), part.capitalize()))
    for run in _HAN_RUN.findall(text):
        for at in range(len(run)):
            found.update(run[at:end] for end in range(at + 2, min(at + _LONGEST, len(run)) + 1))
    return {each for each in found if len(each) > 1}
