"""Writing one letter: the template, the fields, the guards, the day it is due."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlalchemy import select

from workbench.calendar.organisation import OrganisationCalendar
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_, Message
from workbench.letters import rules, wording
from workbench.letters.case import Case, Event, event_of, fields_of, read_case, with_interview
from workbench.letters.content import template_key
from workbench.letters.models import (
    Letter,
    LetterKind,
    LetterState,
    LetterTemplate,
    OfferState,
    Tone,
)
from workbench.letters.owing import due_day
from workbench.letters.standing import waits_since
from workbench.organisation.times import calendar_of
from workbench.pipeline.anonymity import hidden_among
from workbench.vault.unit import UnitOfWork

_HIDDEN = N_(
    "This person is screened anonymously, and a letter would tell the name. Write it once the "
    "screening is over."
)
_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Wish:
    """How somebody wants a letter: '' and None leave it to what the case says."""

    tone: Tone = Tone.FORMAL
    language: str = ""
    interview: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Desk:
    """What all letters of one command share."""

    uow: UnitOfWork

    def case(self, candidate_id: str, application_id: str | None) -> Case:
        """Return a case as it stands now, with what this command already wrote."""
        self.uow.session.flush()
        return read_case(self.uow.connection, candidate_id, application_id)

    @cached_property
    def calendar(self) -> OrganisationCalendar:
        """Return the organisation's working days."""
        from workbench.organisation.queries import organisation

        return calendar_of(organisation(self.uow.connection))

    def draft(self, case: Case, kind: LetterKind, wish: Wish) -> Letter:
        """Write a letter and return it. Raises RuleBroken where a guard or a field forbids it."""
        case = with_interview(case, kind, wish.interview)
        if hidden_among(self.uow.connection, [case.candidate_id]):
            raise RuleBroken("candidate", _HIDDEN)
        rules.check_recipient(kind, case.recipient)
        _check_offer(case, kind)
        event = event_of(case, kind, self.uow.now)
        self._refuse_second(case, event)
        language = wording.language_of(wish.language or wording.nearest_language(case.language))
        template = self._template(kind, wish.tone, language)
        wording.check_places(f"{template.title}\n{template.body}", wish.fields)
        words = wording.words_in(language)
        values = {**fields_of(case, kind, wish.tone, words), **wish.fields}
        body = _GAPS.sub("\n\n", wording.fill(template.body, values, words))
        rules.check_says_what_runs(kind, body, case.recipient)
        return self.uow.add(
            Letter(
                candidate_id=case.candidate_id,
                application_id=case.application_id,
                interview_id=case.interview.id if case.interview else None,
                offer_id=case.offer.id if case.offer and kind in rules.OF_OFFERS else None,
                kind=kind.value,
                tone=wish.tone.value,
                language=language,
                title=wording.one_line(wording.fill(template.title, values, words)),
                salutation=values["salutation"],
                body=body,
                event=event.key,
                event_at=event.at,
                written_at=self.uow.now,
                due_on=self._due(case, kind, event, template),
                template=f"{template.key} v{template.version}",
            )
        )

    def _refuse_second(self, case: Case, event: Event) -> None:
        query = select(Letter).where(
            Letter.event == event.key,
            Letter.candidate_id == case.candidate_id,
            Letter.archived.is_(False),
            Letter.state != LetterState.WITHDRAWN.value,
        )
        for letter in self.uow.find(query):
            text = N_("{name} has a letter about this already ({state}).")
            state = Message(rules.LETTER_STATE_NAMES[LetterState(letter.state)])
            raise RuleBroken("kind", text, name=case.name, state=state)

    def _template(self, kind: LetterKind, tone: Tone, language: str) -> LetterTemplate:
        return find_template(self.uow, template_key(kind, tone, language))

    def _due(
        self, case: Case, kind: LetterKind, event: Event, template: LetterTemplate
    ) -> date | None:
        if not event.is_dated:
            return None
        day = event.at.astimezone(case.zone).date()
        waiting = None if case.row is None else waits_since(case.row)
        found = due_day(day, kind, template.delay_days, waiting, self.calendar, case.zone)
        return found.day


def find_template(uow: UnitOfWork, wanted: str) -> LetterTemplate:
    """Return a template by id or key. Raises NotFound."""
    query = select(LetterTemplate).where(
        (LetterTemplate.key == wanted) | (LetterTemplate.id == wanted),
        LetterTemplate.archived.is_(False),
    )
    for template in uow.find(query.order_by(LetterTemplate.id)):
        return template
    raise NotFound(N_("There is no letter template {key}."), key=wanted)


def read_fields(pairs: Sequence[str]) -> dict[str, str]:
    """Return the values of `name=value` texts. Raises RuleBroken for a name nobody knows."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or name.strip() not in wording.FIELD_NAMES:
            known = ", ".join(wording.FIELD_NAMES)
            text = N_("{pair} is not a field. Write name=value; the names are: {known}")
            raise RuleBroken("fields", text, pair=pair, known=known)
        found[name.strip()] = wording.one_line(value)
    return found


def _check_offer(case: Case, kind: LetterKind) -> None:
    if kind in (LetterKind.OFFER, LetterKind.OFFER_REMINDER):
        state = case.offer.state if case.offer else None
        if state not in rules.OPEN_OFFERS:
            raise RuleBroken("kind", N_("There is no open offer; make one first."))
        if kind is LetterKind.OFFER_REMINDER and state != OfferState.OUT:
            raise RuleBroken("kind", N_("The offer has not been sent yet."))
