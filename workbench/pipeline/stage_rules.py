"""Pure rules of stage sets: what a set has to be like, and which stage follows which."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, NoReturn

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import LANGUAGES, N_, Message
from workbench.pipeline.models import StageKind

KINDS = tuple(kind.value for kind in StageKind)
SCORED_KINDS = (StageKind.TEST, StageKind.INTERVIEW)
LONGEST_LIMIT = 60  # working days
LONGEST_NAME = 40
LONGEST_TEXT = 1000
LONGEST_ROLE = 60
MOST_SCORERS = 8
MOST_STAGES = 30


@dataclass(frozen=True)
class StageDraft:
    """One stage as it is to be, in the order of the set.

    Attributes: `names`, `entry_criteria` and `exit_criteria`, {language: text}; `kind`, a value of
    `StageKind`; `limit_days`, working days, or None; `owner` and each of `scorers`, a code of
    `pipeline.roles` or any short text; `letter`, code of the letter that usually leaves here; `id`
    of the stage it was, '' for a new one.
    """

    names: Mapping[str, str]
    kind: str
    limit_days: int | None = None
    scored: bool = False
    entry_criteria: Mapping[str, str] = field(default_factory=dict)
    exit_criteria: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    letter: str = ""
    scorers: Sequence[str] = ()
    id: str = ""


def mark_of(version: str, names: Mapping[str, str], stages: Iterable[StageDraft]) -> str:
    """Return what tells a version of a set from the same one after any change."""
    whole = [version, dict(names), [asdict(each) for each in stages]]
    said = json.dumps(whole, sort_keys=True, default=str).encode()
    return hashlib.sha256(said).hexdigest()[:16]


def clean_names(names: Mapping[str, str], where: str) -> dict[str, str]:
    """Return a name in every language; one that is left out takes the other's words.

    Raises RuleBroken with the field `where`.
    """
    found = {language: _line(_text_of(names, language, where)) for language in LANGUAGES}
    given = next((name for name in found.values() if name), "")
    if not given:
        raise RuleBroken(where, N_("Write a name, in Chinese or in English."))
    for name in found.values():
        if len(name) > LONGEST_NAME:
            raise RuleBroken(where, N_("A name has at most {n} characters."), n=LONGEST_NAME)
    return {language: name or given for language, name in found.items()}


def clean_stages(drafts: Sequence[StageDraft]) -> tuple[StageDraft, ...]:
    """Return the stages as they are stored.

    Raises RuleBroken; its field is "stages", or "stages.N.FIELD" for the N-th stage, from 1.
    """
    if not drafts:
        raise RuleBroken("stages", N_("A stage set needs at least one stage."))
    if len(drafts) > MOST_STAGES:
        raise RuleBroken("stages", N_("A stage set has at most {n} stages."), n=MOST_STAGES)
    found = tuple(_cleaned(place, draft) for place, draft in enumerate(drafts, 1))
    _check_names(found)
    _check_order(found)
    return found


def _cleaned(place: int, draft: StageDraft) -> StageDraft:
    names = clean_names(draft.names, f"stages.{place}.names")

    def refuse(name: str, text: str, **args: object) -> NoReturn:
        message = Message(text, args)
        raise RuleBroken(
            f"stages.{place}.{name}", N_("Stage “{stage}”: {what}"), stage=names, what=message
        )

    if draft.kind not in KINDS:
        text = N_("choose one of these kinds: {kinds}.")
        refuse("kind", text, kinds=", ".join(KINDS))
    _check_limit(draft, refuse)
    if draft.scored not in (True, False) or (draft.scored and draft.kind not in SCORED_KINDS):
        refuse("scored", N_("only tests and interviews are scored."))
    scorers = tuple(filter(None, map(_line, _listed(draft.scorers))))
    if len(scorers) > MOST_SCORERS or any(len(each) > LONGEST_ROLE for each in scorers):
        text = N_("name at most {n} who must score, in a few words each.")
        refuse("scorers", text, n=MOST_SCORERS)
    owner = _line(str(draft.owner))
    if len(owner) > LONGEST_ROLE:
        refuse("owner", N_("say in at most {n} characters who sees to it."), n=LONGEST_ROLE)
    criteria = {}
    for name in ("entry_criteria", "exit_criteria"):
        given = getattr(draft, name)
        texts = {one: _text_of(given, one, f"stages.{place}.{name}").strip() for one in LANGUAGES}
        if any(len(text) > LONGEST_TEXT for text in texts.values()):
            refuse(name, N_("a rule has at most {n} characters."), n=LONGEST_TEXT)
        criteria[name] = {language: text for language, text in texts.items() if text}
    plain: dict[str, Any] = {"names": names, "owner": owner, "scorers": scorers, **criteria}
    plain |= {"letter": _line(str(draft.letter)), "scored": bool(draft.scored)}
    return replace(draft, **plain, kind=str(draft.kind), id=str(draft.id))


def _check_limit(draft: StageDraft, refuse: Any) -> None:
    limit = draft.limit_days
    whole = isinstance(limit, int) and not isinstance(limit, bool)
    if limit is not None and not (whole and 1 <= limit <= LONGEST_LIMIT):
        text = N_("the limit is 1 to {n} working days, or none.")
        refuse("limit_days", text, n=LONGEST_LIMIT)


def _check_names(drafts: Sequence[StageDraft]) -> None:
    for language in LANGUAGES:
        seen: set[str] = set()
        for place, draft in enumerate(drafts, 1):
            name = draft.names[language].casefold()
            if name in seen:
                text = N_("Two stages are called “{name}”; give each a name of its own.")
                raise RuleBroken(f"stages.{place}.names", text, name=draft.names[language])
            seen.add(name)


def _check_order(drafts: Sequence[StageDraft]) -> None:
    kinds = [draft.kind for draft in drafts]
    if kinds[-1] != StageKind.HIRED:
        raise RuleBroken("stages", N_("The last stage has to be the one for those who started."))
    if kinds[0] == StageKind.HIRED:
        text = N_("Nobody starts at once: put a stage before the one for those who started.")
        raise RuleBroken("stages", text)
    if kinds.count(StageKind.HIRED) > 1:
        place = kinds.index(StageKind.HIRED) + 1
        text = N_("Only the last stage is for those who started.")
        raise RuleBroken(f"stages.{place}.kind", text)
    if kinds.count(StageKind.OFFER) > 1:
        place = len(kinds) - kinds[::-1].index(StageKind.OFFER)
        text = N_("A stage set has at most one offer stage.")
        raise RuleBroken(f"stages.{place}.kind", text)


def _text_of(texts: Any, language: str, where: str) -> str:
    if not isinstance(texts, Mapping) or not isinstance(texts.get(language, ""), str):
        text = N_("Write texts by language, such as {sample}.")
        raise RuleBroken(where, text, sample='{"zh": "初筛", "en": "Screening"}')
    return str(texts.get(language, ""))


def _listed(texts: Any) -> tuple[str, ...]:
    return tuple(map(str, texts)) if isinstance(texts, list | tuple) else (str(texts),)


def _line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class StagePlace:
    """What a stage of another version is recognised by."""

    id: str
    origin_id: str
    kind: str
    position: int


def counterparts(before: Iterable[StagePlace], after: Iterable[StagePlace]) -> dict[str, str]:
    """Return which stage follows which: the same one, else the nearest free one of its kind.

    Stages without a counterpart are left out; no two stages get the same one.
    """
    old, new = list(before), list(after)
    by_origin = {place.origin_id: place.id for place in new}
    found = {place.id: by_origin[place.origin_id] for place in old if place.origin_id in by_origin}
    for place in sorted(old, key=lambda each: each.position):
        free = [each for each in new if each.kind == place.kind and each.id not in found.values()]
        if place.id not in found and free:
            nearest = min(free, key=lambda each: abs(each.position - place.position))
            found[place.id] = nearest.id
    return found
