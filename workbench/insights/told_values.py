"""The values of changed fields in a reader's words: codes, amounts, yes and no, lists, names.

Days and moments are said by whoever shows them: the window knows how, and in which time zone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from workbench.demand import rules as demand_rules
from workbench.insights.columns import KIND_NAMES as STAGE_KIND_NAMES
from workbench.insights.telling import FieldChange, Happened, RecordChange
from workbench.insights.told_fields import FIELDS
from workbench.insights.told_names import NAMED_BY, Name, Names
from workbench.interviews import busy, hours, notices, offered, panels, rounds, terms
from workbench.interviews.documents import STATE_NAMES as INTERVIEW_STATE_NAMES
from workbench.kernel.degrees import DEGREE_NAMES
from workbench.kernel.i18n import N_, Translator
from workbench.letters import rules as letter_rules
from workbench.onboarding import rules as onboarding_rules
from workbench.onboarding.shipped import QUESTIONS
from workbench.people import contacting
from workbench.people.models import ContactKind
from workbench.pipeline.models import StageKind
from workbench.pipeline.roles import ROLE_NAMES
from workbench.pipeline.rules import REASON_BY_CODE
from workbench.pipeline.rules import STATE_NAMES as APPLICATION_STATE_NAMES
from workbench.pipeline.views import LAYOUT_NAMES
from workbench.scoring.questions import KIND_NAMES as QUESTION_KIND_NAMES
from workbench.scoring.rules import RECOMMENDATION_NAMES

Word = str | Mapping[str, str]
Day = Callable[[date | datetime], str]

_LANGUAGES = {"zh": N_("Chinese"), "en": N_("English")}
_REASONS = {code: reason.text for code, reason in REASON_BY_CODE.items()}
CONTACT_NAMES = {
    ContactKind.EMAIL: N_("E-mail"),
    ContactKind.PHONE: N_("Phone"),
    ContactKind.WECHAT: N_("WeChat"),
    ContactKind.LINK: N_("Link"),
}
STAGE_KINDS: Mapping[Any, Mapping[str, str]] = {
    **STAGE_KIND_NAMES,
    StageKind.HIRED: {"zh": "已入职", "en": "Started"},
}

# Codes that a column may hold; what is not among them is told as it stands.
CODES: Mapping[tuple[str, str], Mapping[Any, Word]] = {
    ("application", "state"): APPLICATION_STATE_NAMES,
    ("application", "reason"): _REASONS,
    ("busy_time", "kind"): busy.KIND_NAMES,
    ("candidate", "degree"): DEGREE_NAMES,
    ("candidate", "language"): _LANGUAGES,
    ("contact", "kind"): CONTACT_NAMES,
    ("contact_log", "channel"): contacting.CHANNEL_NAMES,
    ("contact_log", "direction"): contacting.DIRECTION_NAMES,
    ("contact_log", "outcome"): contacting.OUTCOME_NAMES,
    ("interview", "state"): INTERVIEW_STATE_NAMES,
    ("interview_notice", "answer"): notices.ANSWER_NAMES,
    ("interview_round", "place"): rounds.PLACE_NAMES,
    ("letter", "kind"): letter_rules.KIND_NAMES,
    ("letter", "tone"): letter_rules.TONE_NAMES,
    ("letter", "language"): _LANGUAGES,
    ("letter", "state"): letter_rules.LETTER_STATE_NAMES,
    ("letter", "sent_how"): letter_rules.SENT_HOW_NAMES,
    ("letter_template", "kind"): letter_rules.KIND_NAMES,
    ("letter_template", "tone"): letter_rules.TONE_NAMES,
    ("letter_template", "language"): _LANGUAGES,
    ("offer", "state"): letter_rules.OFFER_STATE_NAMES,
    ("offer", "reason"): _REASONS,
    ("offered_time", "state"): offered.STATE_NAMES,
    ("onboarding", "state"): onboarding_rules.STATE_NAMES,
    ("onboarding", "state_reason"): _REASONS,
    ("onboarding_task", "owner"): onboarding_rules.OWNER_NAMES,
    ("onboarding_task", "state"): onboarding_rules.TASK_STATE_NAMES,
    ("pack_item", "kind"): onboarding_rules.PACK_KIND_NAMES,
    ("pack_item", "state"): onboarding_rules.PACK_STATE_NAMES,
    ("pack_item_template", "kind"): onboarding_rules.PACK_KIND_NAMES,
    ("question", "kind"): QUESTION_KIND_NAMES,
    ("possible_time", "weekday"): hours.WEEKDAY_NAMES,
    ("requisition", "reason"): demand_rules.REASON_NAMES,
    ("requisition", "urgency"): demand_rules.URGENCY_NAMES,
    ("requisition", "state"): demand_rules.STATE_NAMES,
    ("requisition_member", "role"): demand_rules.ROLE_NAMES,
    ("saved_view", "layout"): LAYOUT_NAMES,
    ("scorecard", "recommendation"): RECOMMENDATION_NAMES,
    ("stage", "kind"): STAGE_KINDS,
    ("stage", "letter"): letter_rules.KIND_NAMES,
    ("stage", "owner"): ROLE_NAMES,
    ("stage", "scorers"): ROLE_NAMES,
    ("task_template", "owner"): onboarding_rules.OWNER_NAMES,
}
# Parts that come and go; of anything else it is said that it was put away.
_REMOVED = frozenset(
    {"bring_paper", "busy_time", "buddy_assignment", "contact", "external_id", "tag", "rating"}
    | {"interview_candidate", "interview_panelist", "onboarding_task", "pack_item"}
    | {"requisition_member", "task_template"}
    | {"contact_log", "interview_round", "offered_time", "possible_time", "room_busy_time"}
)
_HAPPENED = {
    Happened.NEW: N_("new"),
    Happened.CHANGED: "",
    Happened.AWAY: N_("put away"),
    Happened.BACK: N_("back again"),
}
_TAKEN_OUT, _YES, _NO, _GONE = N_("removed"), N_("yes"), N_("no"), N_("no longer there")


def happened(words: Translator, record: RecordChange) -> str:
    """Return what was done to a record; "" where it was changed."""
    if record.what is Happened.AWAY and record.table in _REMOVED:
        return words.text(_TAKEN_OUT)
    text = _HAPPENED[record.what]
    return words.text(text) if text else ""


def called(words: Translator, name: Name) -> str:
    """Return a name in the reader's language, "" where there is none."""
    if isinstance(name, Mapping):
        return _word(words, name)
    return name or ""


def names_itself(change: FieldChange) -> bool:
    """Tell whether a field only says what its record is called."""
    return change.field in NAMED_BY.get(change.table, ())


def was_and_is(words: Translator, change: FieldChange, day: Day) -> tuple[str, str]:
    """Return a field before and after, "" where there was or is nothing."""
    if Names.is_reference(change.table, change.field):
        return (
            _referred(words, change.before, change.before_name),
            _referred(words, change.after, change.after_name),
        )
    return _said(words, change, change.before, day), _said(words, change, change.after, day)


def field_word(words: Translator, change: FieldChange) -> str:
    """Return what a field is called."""
    return words.text(FIELDS[change.table][change.field])


def _referred(words: Translator, value: object, name: Name) -> str:
    if not value:
        return ""
    return called(words, name) or words.text(_GONE)


def _said(words: Translator, change: FieldChange, value: Any, day: Day) -> str:
    codes = CODES.get((change.table, change.field), {})
    if value and isinstance(value, str) and value in codes:
        return _word(words, codes[value])
    if codes and isinstance(value, list):
        return listed(words, [_word(words, codes.get(each, str(each))) for each in value])
    if (change.table, change.field) == ("check_in", "answers") and value:
        return "\n".join(f"{_question(words, key)}: {level}" for key, level in value.items())
    if (change.table, change.field) == ("interviewer_terms", "hours") and value:
        return "\n".join(hours.shown_lines(terms.hours_from(value), words.language))
    if (change.table, change.field) == ("interview_round", "panel") and value:
        return listed(words, [_need(words, each) for each in value])
    return plain_words(words, value, day)


def _need(words: Translator, need: Mapping[str, Any]) -> str:
    skill = need["skill"] or words.text(panels.ANYBODY_NAME)
    return f"{skill} × {need['count']}"


def plain_words(words: Translator, value: Any, day: Day) -> str:
    """Return a value that is no code."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return words.text(_YES if value else _NO)
    if isinstance(value, int | float):
        return f"{value:,g}" if isinstance(value, float) else f"{value:,}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Mapping):
        return _of_mapping(words, value, day)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return listed(words, [plain_words(words, each, day) for each in value])
    return str(value)


def listed(words: Translator, texts: Sequence[str]) -> str:
    """Return texts in a row, as the reader's language separates them."""
    return ("、" if words.language == "zh" else ", ").join(text for text in texts if text)


def _of_mapping(words: Translator, value: Mapping[str, Any], day: Day) -> str:
    inner = value.get(words.language) or next(iter(value.values()), "")
    if isinstance(inner, Mapping):
        return "\n".join(f"{key}: {each}" for key, each in inner.items())
    if isinstance(inner, list):
        return "\n".join(str(each) for each in inner)
    return plain_words(words, inner, day)


def _question(words: Translator, key: str) -> str:
    question = QUESTIONS.get(key)
    return _word(words, question.names) if question else key


def _word(words: Translator, word: Word) -> str:
    if isinstance(word, str):
        return words.text(word)
    return word.get(words.language) or next(iter(word.values()), "")
