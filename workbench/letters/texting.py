"""Short messages to copy: the first one on WeChat, a text message to call back, offered times."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from workbench import paths
from workbench.interviews.documents import shown_day
from workbench.interviews.offered import OfferedRow, open_times
from workbench.interviews.queries import upcoming_of
from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import N_, Message, Translator
from workbench.kernel.queries import QuerySet
from workbench.letters import wording
from workbench.letters.case import Case, fields_of, read_case
from workbench.letters.models import LetterKind, Tone
from workbench.people.models import Channel
from workbench.people.queries import candidate
from workbench.people.rules import contact_banned
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import applications_of

queries = QuerySet()

_JOINTS = {"zh": "；", "en": "; "}


class TextKind(StrEnum):
    """What a short message says."""

    FIRST = "first"
    CALL_BACK = "call_back"
    TIMES = "times"
    REMINDER = "reminder"
    UNREACHED = "unreached"
    CONSENT = "consent"


TEXT_NAMES = {
    TextKind.FIRST: N_("First message"),
    TextKind.CALL_BACK: N_("Please call back"),
    TextKind.TIMES: N_("Times to choose from"),
    TextKind.REMINDER: N_("Reminder before the interview"),
    TextKind.UNREACHED: N_("Could not reach you"),
    TextKind.CONSENT: N_("Asking to be kept in the talent pool"),
}
# By which way a message of the kind usually goes.
TEXT_CHANNELS = {
    TextKind.FIRST: Channel.WECHAT,
    TextKind.CALL_BACK: Channel.SMS,
    TextKind.TIMES: Channel.WECHAT,
    TextKind.REMINDER: Channel.SMS,
    TextKind.UNREACHED: Channel.WECHAT,
    TextKind.CONSENT: Channel.WECHAT,
}


@queries.offers("contact.text", N_("Make a short message to copy"))
def short_text(
    connection: Connection,
    kind: TextKind,
    candidate_id: str,
    *,
    application: str = "",
    language: str = "",
    now: datetime | None = None,
) -> str:
    """Return a message in the person's language, or in `language` (zh, en).

    It is about `application`, or the newest one in progress. Raises NotFound, and RuleBroken where
    somebody must not be contacted or the message lacks what it speaks of.
    """
    card = candidate(connection, candidate_id)
    if card.do_not_contact:
        raise contact_banned(card.name, card.dnc_since, card.dnc_reason, "candidate_id")
    spoken = language or wording.nearest_language(card.language)
    words = wording.words_in(wording.language_of(spoken))
    moment = now or datetime.now(UTC)
    about = application or _newest(connection, candidate_id)
    if kind is TextKind.REMINDER:
        case = _with_meeting(connection, candidate_id, application, moment)
    else:
        case = read_case(connection, candidate_id, about or None)
    values = fields_of(case, LetterKind.INVITATION, Tone.WARM, words)
    if kind is TextKind.TIMES:
        values["times"] = _times(connection, about, moment, words, case.zone)
    return _filled(kind, values, words)


def _newest(connection: Connection, candidate_id: str) -> str:
    rows = applications_of(connection, candidate_id).rows
    running = [row for row in rows if row.state == ApplicationState.ACTIVE]
    return max(running, key=lambda row: (row.applied_at, row.id)).id if running else ""


def _with_meeting(
    connection: Connection, candidate_id: str, application: str, now: datetime
) -> Case:
    """Return the case of the interview that comes next."""
    for meeting in upcoming_of(connection, candidate_id, now):
        for who in meeting.candidates:
            if who.candidate_id == candidate_id and application in ("", who.application_id):
                case = read_case(connection, candidate_id, who.application_id)
                return replace(case, interview=meeting)
    text = N_("No interview is planned to remind of; schedule one first.")
    raise RuleBroken("kind", text)


def _times(
    connection: Connection, application: str, now: datetime, words: Translator, zone: ZoneInfo
) -> str:
    found = open_times(connection, [application] if application else [], now)
    if not found:
        raise RuleBroken("kind", N_("No times are offered that are still open; offer some first."))
    return _JOINTS[words.language].join(_time(row, words, zone) for row in found)


def _time(row: OfferedRow, words: Translator, zone: ZoneInfo) -> str:
    day = shown_day(row.starts_at.astimezone(zone).date(), words)
    span = row.span
    return f"{day} {wording.shown_time(span.start, zone)}–{wording.shown_time(span.end, zone)}"


def _filled(kind: TextKind, values: dict[str, str], words: Translator) -> str:
    try:
        return wording.fill(shipped_texts(words.language)[kind], values, words)
    except RuleBroken as error:
        if error.field not in wording.FIELD_NAMES:
            raise
        text = N_("The message lacks this: {what}. Enter it in the settings first.")
        what = Message(wording.FIELD_NAMES[error.field])
        raise RuleBroken(error.field, text, what=what) from error


@lru_cache(maxsize=2)
def shipped_texts(language: str) -> dict[TextKind, str]:
    """Return the shipped messages of a language, before anybody's name is in them."""
    text = (paths.resources() / "texts" / f"{language}.toml").read_text(encoding="utf-8")
    return {TextKind(kind): body.strip() for kind, body in tomllib.loads(text).items()}
