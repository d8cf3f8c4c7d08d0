"""What the papers of an interview day are filled with, read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from workbench.demand.queries import RequisitionRow, requisitions_by_id
from workbench.interviewday.dayfacts import TAKING_PLACE
from workbench.interviewday.dealing import Asked, Bank, Sitting, deal
from workbench.interviews import queries as interview_queries
from workbench.interviews.day_models import InterviewRound
from workbench.interviews.models import Interview, InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.kernel.workdays import WorkCalendar
from workbench.organisation.queries import OrganisationRow, organisation
from workbench.organisation.times import calendar_of
from workbench.people.queries import StaffRow, staff_by_id
from workbench.pipeline.anonymity import hidden_among
from workbench.scoring.entering import usual_forms
from workbench.scoring.models import QuestionKind
from workbench.scoring.queries import TemplateRow, list_templates
from workbench.scoring.questions import QuestionRow, questions_of

interviews = Interview.__table__
rounds = InterviewRound.__table__
LAST_RESORT = "general-office"  # the scorecard of a round for which nobody chose one


@dataclass(frozen=True)
class DayPaper:
    """A local day's interviews that take place, and all that is printed of them.

    Attributes: `posts`, `staff`, `forms` and `questions` by id; `form_of`, interview to scorecard;
    `asked`, interview to what is asked in it; `hidden`, who is screened without a name.
    """

    day: date
    rows: tuple[InterviewRow, ...]
    house: OrganisationRow
    zone: ZoneInfo
    calendar: WorkCalendar
    posts: Mapping[str, RequisitionRow]
    staff: Mapping[str, StaffRow]
    forms: Mapping[str, TemplateRow]
    form_of: Mapping[str, str]
    asked: Mapping[str, tuple[Asked, ...]]
    questions: Mapping[str, QuestionRow]
    hidden: frozenset[str] = field(default_factory=frozenset)

    @property
    def mark(self) -> str:
        """The character of the house's sign."""
        return self.house.name.strip()[:1].upper()

    def clock(self, row: InterviewRow) -> str:
        """Return from when to when an interview is."""
        start, end = row.starts_at.astimezone(self.zone), row.ends_at.astimezone(self.zone)
        return f"{start:%H:%M}–{end:%H:%M}"

    def form(self, row: InterviewRow) -> TemplateRow | None:
        """Return the scorecard of an interview, None where the vault has none at all."""
        return self.forms.get(self.form_of.get(row.id, ""))


def day_paper(connection: Connection, day: date) -> DayPaper:
    """Read a local day; its cancelled interviews and those nobody came to are left out."""
    rows = tuple(
        row for row in interview_queries.day(connection, day).rows if row.state in TAKING_PLACE
    )
    house = organisation(connection)
    posts = requisitions_by_id(connection, sorted({row.requisition_id for row in rows}))
    panel = {each.staff_id for row in rows for each in row.panel}
    people = {each.candidate_id for row in rows for each in row.candidates}
    forms = {form.id: form for form in list_templates(connection).rows}
    plan = _Plan(connection, posts, forms)
    return DayPaper(
        day,
        rows,
        house,
        ZoneInfo(house.timezone),
        calendar_of(house),
        posts,
        staff_by_id(connection, sorted(panel)),
        forms,
        {row.id: plan.form(row.requisition_id, *plan.key(row.id)) for row in rows},
        {row.id: plan.dealt(row.requisition_id, plan.key(row.id)[0]) for row in rows},
        plan.questions,
        frozenset(hidden_among(connection, people)),
    )


class _Plan:
    """The rounds of requisitions: those of the plan, then those set by hand, as they came."""

    def __init__(
        self,
        connection: Connection,
        posts: Mapping[str, RequisitionRow],
        forms: Mapping[str, TemplateRow],
    ) -> None:
        self._forms = forms
        stage_sets = {post.id: post.stage_set_id for post in posts.values()}
        self._usual = usual_forms(connection, stage_sets, tuple(forms.values()))
        self._resort = next((key for key, form in forms.items() if form.key == LAST_RESORT), "")
        self._keys: dict[str, tuple[str, str]] = {}  # interview: key of its round, its name
        self._rounds: dict[str, dict[str, str]] = {post: {} for post in posts}  # key: name
        self._chosen: dict[str, str] = {}
        self._read(connection, list(posts))
        about = {each.id for form in forms.values() for each in form.attributes}
        found = questions_of(connection, sorted(about))
        self.questions = {row.id: row for each in found.values() for row in each}
        self._bank = {key: _bank(each) for key, each in found.items()}
        self._dealt = {
            post: deal([self._sitting(post, *each) for each in there.items()], self._bank)
            for post, there in self._rounds.items()
        }

    def _read(self, connection: Connection, posts: Sequence[str]) -> None:
        planned = select(rounds).where(
            rounds.c.requisition_id.in_(posts), rounds.c.archived.is_(False)
        )
        for row in connection.execute(planned.order_by(rounds.c.position, rounds.c.id)):
            self._rounds[row.requisition_id][row.id] = row.name
            if row.template_id in self._forms:
                self._chosen[row.id] = row.template_id
        held = select(interviews).where(
            interviews.c.requisition_id.in_(posts),
            interviews.c.archived.is_(False),
            interviews.c.state != InterviewState.CANCELLED.value,
        )
        for row in connection.execute(held.order_by(interviews.c.id)):
            there = self._rounds[row.requisition_id]
            same = (key for key, name in there.items() if name == row.round)
            key = row.round_id if row.round_id in there else next(same, row.round)
            there.setdefault(key, row.round)
            self._keys[row.id] = (key, row.round)

    def key(self, interview: str) -> tuple[str, str]:
        """Return the key and the name of an interview's round."""
        return self._keys.get(interview, ("", ""))

    def form(self, post: str, key: str, name: str) -> str:
        """Return the scorecard of a round, '' where there is none."""
        usual = self._usual.get((post, name)) or self._usual.get((post, ""))
        return self._chosen.get(key) or usual or self._resort

    def dealt(self, post: str, key: str) -> tuple[Asked, ...]:
        """Return what is asked in a round."""
        return self._dealt.get(post, {}).get(key, ())

    def _sitting(self, post: str, key: str, name: str) -> Sitting:
        form = self._forms.get(self.form(post, key, name))
        return Sitting(key, tuple(each.id for each in form.attributes) if form else ())


def _bank(rows: Sequence[QuestionRow]) -> Bank:
    more = QuestionKind.FOLLOW_UP.value
    return Bank(
        tuple(row.id for row in rows if row.kind != more),
        tuple(row.id for row in rows if row.kind == more),
    )
