"""What a letter is about: the person, the application, the interview, the offer, the house."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from workbench.demand.queries import titles
from workbench.interviews.documents import shown_day
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow, interviews_of
from workbench.kernel.clock import milliseconds
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_, Translator
from workbench.letters import rules, standing, wording
from workbench.letters.models import LetterKind, OfferState, Tone
from workbench.letters.offers import OfferRow, offers_of_applications
from workbench.letters.rules import Recipient
from workbench.organisation.queries import OrganisationRow, organisation
from workbench.people.models import Candidate
from workbench.pipeline.models import ApplicationState

_K = LetterKind
_UNDATED = frozenset({_K.PRE_START, _K.DAY_ONE, _K.BUDDY})  # their day is set by the first day
_INTERVIEWS = {
    _K.PHONE: InterviewState.PLANNED,
    _K.INVITATION: InterviewState.PLANNED,
    _K.CHANGE: InterviewState.PLANNED,
    _K.CANCELLATION: InterviewState.CANCELLED,
    _K.DELAY: InterviewState.HELD,
    _K.THANKS: InterviewState.HELD,
}


@dataclass(frozen=True)
class Event:
    """What a letter answers: a key, the same for the same thing, and when it happened."""

    key: str
    at: datetime
    is_dated: bool = True


@dataclass(frozen=True)
class Case:
    """All that a letter can speak of; `row` is the application's row of `standing_query`."""

    candidate_id: str
    name: str
    language: str
    do_not_contact: bool
    house: OrganisationRow
    row: Any = None
    post: str = ""
    applied_at: datetime | None = None
    open_offer: str = ""
    running: tuple[str, ...] = ()
    interviews: tuple[InterviewRow, ...] = ()
    interview: InterviewRow | None = None
    offer: OfferRow | None = None

    @property
    def application_id(self) -> str | None:
        """Return the id of the application, if the letter is about one."""
        return None if self.row is None else str(self.row.id)

    @property
    def zone(self) -> ZoneInfo:
        """Return the organisation's time zone."""
        return ZoneInfo(self.house.timezone)

    @property
    def recipient(self) -> Recipient:
        """Return what decides whether this person may get a letter."""
        state = None if self.row is None else ApplicationState(self.row.state)
        return Recipient(self.name, self.do_not_contact, state, self.open_offer, self.running)


def read_case(connection: Connection, candidate_id: str, application_id: str | None = None) -> Case:
    """Return the case of a candidate or one of their applications. Raises NotFound."""
    row = _application(connection, application_id) if application_id else None
    if row is not None and candidate_id and row.candidate_id != candidate_id:
        raise RuleBroken("application", N_("This application is somebody else’s."))
    person = _candidate(connection, row.candidate_id if row is not None else candidate_id)
    running = standing.running_elsewhere(connection, [person.id]).get(person.id, [])
    case = Case(
        candidate_id=person.id,
        name=person.name,
        language=person.language,
        do_not_contact=person.do_not_contact,
        house=organisation(connection),
        row=row,
        open_offer=standing.open_offer_posts(connection, [person.id]).get(person.id, ""),
        running=tuple(post for id, post in running if id != application_id),
    )
    if row is None:
        return case
    meetings = interviews_of(connection, person.id).rows
    return replace(
        case,
        post=titles(connection, [row.requisition_id]).get(row.requisition_id, ""),
        interviews=tuple(each for each in meetings if _is_about(each, row.id)),
        offer=_offer(offers_of_applications(connection, [row.id])),
    )


def _application(connection: Connection, application_id: str) -> Any:
    query = standing.standing_query().where(standing.applications.c.id == application_id)
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(N_("There is no application {id}."), id=application_id)
    return row


def _candidate(connection: Connection, candidate_id: str) -> Any:
    table = Candidate.__table__
    query = select(table.c.id, table.c.name, table.c.language, table.c.do_not_contact)
    row = connection.execute(
        query.where(table.c.id == candidate_id, table.c.archived.is_(False))
    ).first()
    if row is None:
        raise NotFound(N_("There is no candidate {id}."), id=candidate_id)
    return row


def _is_about(each: InterviewRow, application_id: str) -> bool:
    return any(who.application_id == application_id and not who.absent for who in each.candidates)


def _offer(found: tuple[OfferRow, ...]) -> OfferRow | None:
    """Return the newest offer that we have not taken back ourselves."""
    live = [each for each in found if each.state != OfferState.WITHDRAWN]
    return live[-1] if live else None


def with_interview(case: Case, kind: LetterKind, interview_id: str = "") -> Case:
    """Return the case with the interview that a letter of this kind speaks of, if any."""
    wanted = _INTERVIEWS.get(kind)
    found = [each for each in case.interviews if not interview_id or each.id == interview_id]
    if interview_id and not found:
        raise NotFound(N_("There is no interview {id}."), id=interview_id)
    if not interview_id:
        found = [each for each in found if each.state == wanted]
    if not found:
        return case
    first = wanted is InterviewState.PLANNED
    return replace(case, interview=found[0] if first else found[-1])


def suggested_kind(case: Case) -> LetterKind:
    """Return the letter that the case calls for. Raises RuleBroken where nothing does."""
    kind = None if case.row is None else standing.suggested_kind(case.row)
    if kind is None:
        raise RuleBroken("kind", N_("Choose which letter to write."))
    return kind


def event_of(case: Case, kind: LetterKind, now: datetime) -> Event:
    """Return what a letter of this kind answers."""
    meeting, offer, row = case.interview, case.offer, case.row
    if kind in rules.CLOSING and row is not None and row.closed_at is not None:
        return Event(f"closed/{row.id}/{milliseconds(row.closed_at)}", row.closed_at)
    if kind in rules.OF_INTERVIEWS and meeting is not None:
        if _INTERVIEWS[kind] is InterviewState.PLANNED:
            return Event(f"{kind}/{meeting.id}/{milliseconds(meeting.starts_at)}", now)
        held = kind in (_K.DELAY, _K.THANKS)
        return Event(f"{kind}/{meeting.id}", meeting.ends_at if held else now)
    if kind in rules.OF_OFFERS and offer is not None:
        return Event(f"{kind}/{offer.id}", now, kind not in _UNDATED)
    key = f"{kind}/{case.application_id or case.candidate_id}"
    return Event(key, now, kind not in _UNDATED)


def fields_of(case: Case, kind: LetterKind, tone: Tone, words: Translator) -> dict[str, str]:
    """Return the plain values that a template may use; what is not known is left out."""
    house, language = case.house, words.language
    joint = "、" if language == "zh" else ", "
    found = {
        "name": case.name,
        "salutation": wording.salutation(case.name, tone, words),
        "post": case.post,
        "organisation": house.name,
        "recruiter": house.recruiter,
        "phone": house.phone,
        "email": house.email,
        "address": house.address,
        "directions": house.directions,
        "other_post": joint.join(case.running) if kind in rules.REFUSALS else "",
    }
    if case.interview is not None:
        found |= _of_interview(case, case.interview, words)
    if kind in rules.OF_OFFERS and case.offer is not None:
        offer = case.offer
        found["salary"] = wording.money(offer.salary, offer.currency, language)
        found["start_on"] = shown_day(offer.start_on, words)
        found["respond_by"] = shown_day(offer.respond_by, words)
    if kind is _K.DAY_ONE:
        found["time"], found["place"] = _opening(house), house.address
    return found


def _of_interview(case: Case, meeting: InterviewRow, words: Translator) -> dict[str, str]:
    place = ", ".join(filter(None, (case.house.address, meeting.room)))
    if words.language == "zh":
        place = "，".join(filter(None, (case.house.address, meeting.room)))
    day: date = meeting.starts_at.astimezone(case.zone).date()
    return {
        "day": shown_day(day, words),
        "time": wording.shown_time(meeting.starts_at, case.zone),
        "place": meeting.call_link if meeting.call_link and not meeting.room else place,
        "round": meeting.round,
    }


def _opening(house: OrganisationRow) -> str:
    return f"{house.opens // 60:02}:{house.opens % 60:02}"
