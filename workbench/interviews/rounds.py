"""The interview plan of a requisition: its rounds, who holds them and what they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, select

from workbench.demand.models import MemberRole, Requisition, RequisitionMember
from workbench.interviews.day_models import InterviewRound, RoundPlace
from workbench.interviews.panels import PanelNeed, read_panel
from workbench.kernel.commands import CommandSet, arg, given
from workbench.kernel.errors import NotFound, RuleBroken
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page, QuerySet
from workbench.organisation.queries import organisation
from workbench.people.models import Staff
from workbench.people.rules import clean_name, clean_words
from workbench.pipeline.commands import find_stage, stages_of
from workbench.pipeline.models import Stage, StageKind
from workbench.pipeline.queries import shown, stages_to_choose
from workbench.vault.records import shapes
from workbench.vault.unit import UnitOfWork

commands = CommandSet()
queries = QuerySet()

table = InterviewRound.__table__
requisitions = Requisition.__table__
members = RequisitionMember.__table__
staff = Staff.__table__

SHORTEST, LONGEST = 5, 12 * 60  # minutes
PLACE_NAMES = {RoundPlace.ROOM: N_("In a room"), RoundPlace.CALL: N_("By call")}
_MEETING = {StageKind.CALL.value, StageKind.TEST.value, StageKind.INTERVIEW.value}
_CALL_MINUTES, _USUAL_MINUTES = 30, 60
_CHINESE_SPOKEN = frozenset({"CN", "HK", "MO", "TW"})


@dataclass(frozen=True)
class RoundRow:
    """One round of a requisition's interview plan; `id` is '' for one that is only proposed.

    Attributes: `staff_ids`, who may interview, () for everybody who interviews; `alternates`, who
    is asked where those cannot; `shadows`, who listens; `place`, a code of `RoundPlace`; `needs`,
    features of the room; `seats`, how many it has to have, None for all who come.
    """

    id: str
    requisition_id: str
    name: str
    minutes: int
    position: int
    panel: tuple[PanelNeed, ...]
    staff_ids: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()
    shadows: tuple[str, ...] = ()
    place: str = RoundPlace.ROOM
    needs: tuple[str, ...] = ()
    seats: int | None = None
    stage_id: str | None = None
    template_id: str | None = None

    @property
    def size(self) -> int:
        """How many interview."""
        return sum(each.count for each in self.panel)


@queries.offers("round.list", N_("List the rounds of a requisition’s interview plan"))
def list_rounds(connection: Connection, requisition_id: str) -> Page[RoundRow]:
    """Return the rounds of a requisition in order; it has none until somebody made a plan."""
    query = select(table).where(
        table.c.requisition_id == requisition_id, table.c.archived.is_(False)
    )
    rows = connection.execute(query.order_by(table.c.position, table.c.id)).mappings()
    found = tuple(_row(row) for row in rows)
    return Page(found, len(found))


def rounds_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, RoundRow]:
    """Return rounds by id, archived ones too."""
    rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
    return {row["id"]: _row(row) for row in rows}


def round_counts(connection: Connection) -> dict[str, int]:
    """Return how many rounds each requisition has that has any."""
    query = select(table.c.requisition_id).where(table.c.archived.is_(False))
    found: dict[str, int] = {}
    for row in connection.execute(query):
        found[row.requisition_id] = found.get(row.requisition_id, 0) + 1
    return found


_LISTS = ("staff_ids", "alternates", "shadows", "needs")


def _row(row: Any) -> RoundRow:
    values = {each.name: row[each.name] for each in fields(RoundRow)}
    values |= {name: tuple(values[name]) for name in _LISTS}
    values["panel"] = tuple(PanelNeed(each["skill"], each["count"]) for each in values["panel"])
    return RoundRow(**values)


@queries.offers("round.proposed", N_("Propose an interview plan from the stages that meet"))
def proposed_rounds(connection: Connection, requisition_id: str) -> Page[RoundRow]:
    """Return rounds that a requisition could have, one for each stage in which people meet.

    They are named in the organisation's language; the requisition's interviewers hold them.
    Raises NotFound.
    """
    known = select(requisitions.c.id).where(
        requisitions.c.id == requisition_id, requisitions.c.archived.is_(False)
    )
    if connection.execute(known).first() is None:
        raise NotFound(N_("There is no requisition {id}."), id=requisition_id)
    interviewers = _interviewers_of(connection, requisition_id)
    language = "zh" if organisation(connection).country in _CHINESE_SPOKEN else "en"
    meeting = [
        each for each in stages_to_choose(connection, requisition_id) if each.kind in _MEETING
    ]
    found = tuple(
        RoundRow(
            "",
            requisition_id,
            shown(stage.names, language),
            _CALL_MINUTES if stage.kind == StageKind.CALL else _USUAL_MINUTES,
            position,
            (PanelNeed(None, 1),),
            interviewers,
            place=RoundPlace.CALL if stage.kind == StageKind.CALL else RoundPlace.ROOM,
            stage_id=stage.id,
        )
        for position, stage in enumerate(meeting)
    )
    return Page(found, len(found))


def _interviewers_of(connection: Connection, requisition_id: str) -> tuple[str, ...]:
    query = (
        select(members.c.staff_id)
        .join(staff, staff.c.id == members.c.staff_id)
        .where(members.c.requisition_id == requisition_id, members.c.archived.is_(False))
        .where(members.c.role == MemberRole.INTERVIEWER.value)
        .where(staff.c.archived.is_(False), staff.c.interviewer.is_(True))
        .order_by(staff.c.sort, staff.c.id)
    )
    return tuple(connection.execute(query).scalars())


@dataclass(frozen=True)
class AddRound:
    """Add a round to a requisition's interview plan, behind those that are there."""

    requisition: str = arg(N_("id of the requisition"), positional=True)
    name: str = arg(N_("what the round is called"), positional=True)
    minutes: int = arg(N_("how many minutes it takes"), default=60)
    panel: tuple[str, ...] = arg(
        N_("who interviews: skill and how many, such as “Python:2”; “*:1” for anybody"),
        default=("*:1",),
    )
    staff: tuple[str, ...] = arg(
        N_("ids of those who may interview; everybody, where left out"), default=()
    )
    alternates: tuple[str, ...] = arg(
        N_("ids of those who are asked where the others cannot"), default=()
    )
    shadows: tuple[str, ...] = arg(N_("ids of those who only listen"), default=())
    place: RoundPlace = arg(N_("where it is held"), default=RoundPlace.ROOM)
    needs: tuple[str, ...] = arg(N_("what the room has to have"), default=())
    seats: int | None = arg(
        N_("how many people the room has to seat; all who come, where left out"), default=None
    )
    stage: str = arg(N_("id, kind or name of the stage it belongs to"), default="")
    template: str = arg(N_("id of its scorecard template"), default="")


@commands.handles(
    AddRound,
    "round.add",
    N_("Add a round to an interview plan"),
    done=N_("Round added"),
    palette=False,
)
def add_round(cmd: AddRound, uow: UnitOfWork) -> str:
    """Add the round and return its id."""
    requisition = uow.get(Requisition, cmd.requisition)
    there = rounds_of(uow, requisition.id)
    record = InterviewRound(
        requisition_id=requisition.id, name="", minutes=cmd.minutes, position=_next(there)
    )
    values = {each.name: getattr(cmd, each.name) for each in fields(cmd)}
    del values["requisition"]
    _write(uow, record, requisition, values)
    return uow.add(record).id


@dataclass(frozen=True)
class ChangeRound:
    """Change what is given of a round; leave the rest."""

    round: str = arg(N_("id of the round"), positional=True)
    name: str | None = arg(N_("what the round is called"), default=None)
    minutes: int | None = arg(N_("how many minutes it takes"), default=None)
    panel: tuple[str, ...] | None = arg(
        N_("who interviews: skill and how many, such as “Python:2”; “*:1” for anybody"),
        default=None,
    )
    staff: tuple[str, ...] | None = arg(
        N_("ids of those who may interview; none for everybody"), default=None
    )
    alternates: tuple[str, ...] | None = arg(
        N_("ids of those who are asked where the others cannot"), default=None
    )
    shadows: tuple[str, ...] | None = arg(N_("ids of those who only listen"), default=None)
    place: RoundPlace | None = arg(N_("where it is held"), default=None)
    needs: tuple[str, ...] | None = arg(N_("what the room has to have"), default=None)
    seats: int | None = arg(
        N_("how many people the room has to seat; 0 for all who come"), default=None
    )
    stage: str | None = arg(
        N_("id, kind or name of the stage it belongs to; empty for none"), default=None
    )
    template: str | None = arg(N_("id of its scorecard template; empty for none"), default=None)


@commands.handles(
    ChangeRound,
    "round.change",
    N_("Change a round of an interview plan"),
    done=N_("Round changed"),
    palette=False,
)
def change_round(cmd: ChangeRound, uow: UnitOfWork) -> None:
    """Write the given fields."""
    record = uow.get(InterviewRound, cmd.round)
    requisition = uow.get(Requisition, record.requisition_id)
    _write(uow, record, requisition, given(cmd, "round"))


@dataclass(frozen=True)
class ArchiveRound:
    """Take a round out of an interview plan; interviews made from it stay."""

    round: str = arg(N_("id of the round"), positional=True)


@commands.handles(
    ArchiveRound,
    "round.archive",
    N_("Take a round out of an interview plan"),
    done=N_("Round taken out of the interview plan"),
    palette=False,
)
def archive_round(cmd: ArchiveRound, uow: UnitOfWork) -> None:
    """Set the archived flag."""
    uow.get(InterviewRound, cmd.round).archived = True


@dataclass(frozen=True)
class OrderRounds:
    """Put the rounds of an interview plan into another order."""

    requisition: str = arg(N_("id of the requisition"), positional=True)
    rounds: tuple[str, ...] = arg(N_("ids of all its rounds, in order"))


@commands.handles(
    OrderRounds,
    "round.order",
    N_("Reorder the rounds of an interview plan"),
    done=N_("Rounds reordered"),
    palette=False,
)
def order_rounds(cmd: OrderRounds, uow: UnitOfWork) -> None:
    """Write the positions."""
    there = {each.id: each for each in rounds_of(uow, cmd.requisition)}
    if sorted(there) != sorted(cmd.rounds):
        raise RuleBroken("rounds", N_("Name every round of the interview plan once, in order."))
    for position, each in enumerate(cmd.rounds):
        there[each].position = position


@dataclass(frozen=True)
class CopyRounds:
    """Take over the rounds of another requisition's interview plan, behind one's own."""

    source: str = arg(N_("id of the requisition to copy from"), positional=True)
    requisition: str = arg(N_("id of the requisition that gets the rounds"), positional=True)


@commands.handles(
    CopyRounds,
    "round.copy",
    N_("Copy the interview plan of another requisition"),
    done=N_("Rounds copied: {n}"),
    palette=False,
)
def copy_rounds(cmd: CopyRounds, uow: UnitOfWork) -> tuple[str, ...]:
    """Add the rounds whose names are not there yet and return their ids.

    Each comes to the stage that is its own stage here, or is called like it; else to none.
    """
    source, target = uow.get(Requisition, cmd.source), uow.get(Requisition, cmd.requisition)
    if source.id == target.id:
        raise RuleBroken("source", N_("Choose another requisition to copy from."))
    there = rounds_of(uow, target.id)
    names = {each.name for each in there}
    coming = [each for each in rounds_of(uow, source.id) if each.name not in names]
    if not coming:
        text = N_("There is no round to copy that is not there already.")
        raise RuleBroken("source", text)
    places = _counterparts(stages_of(uow, source), stages_of(uow, target))
    made = [_copy(each, target.id, places) for each in coming]
    for position, each in enumerate(made, start=_next(there)):
        each.position = position
        uow.add(each)
    uow.label(n=len(made))
    return tuple(each.id for each in made)


_COPIED = ("name", "minutes", "place", "seats", "template_id")
_COPIED_LISTS = ("panel", *_LISTS)


def _copy(before: InterviewRound, requisition_id: str, places: dict[str, str]) -> InterviewRound:
    values = {name: getattr(before, name) for name in _COPIED}
    values |= {name: list(getattr(before, name)) for name in _COPIED_LISTS}
    stage = places.get(before.stage_id or "")
    return InterviewRound(requisition_id=requisition_id, position=0, stage_id=stage, **values)


def _counterparts(before: Sequence[Stage], after: Sequence[Stage]) -> dict[str, str]:
    """Return which stage each stage is in the other row: the same one, or called the same."""
    same = {each.origin_id or each.id: each.id for each in reversed(after)}
    called = {name: each.id for each in reversed(after) for name in each.names.values()}
    found = {}
    for each in before:
        names = (called[name] for name in each.names.values() if name in called)
        place = same.get(each.origin_id or each.id) or next(names, None)
        if place:
            found[each.id] = place
    return found


@dataclass(frozen=True)
class ProposeRounds:
    """Give requisitions without an interview plan a round for each stage that meets."""

    requisitions: tuple[str, ...] = arg(N_("ids of the requisitions"), positional=True)


@commands.handles(
    ProposeRounds,
    "round.propose",
    N_("Make an interview plan from the stages"),
    done=N_("Rounds added: {n}"),
    palette=False,
)
def propose_rounds(cmd: ProposeRounds, uow: UnitOfWork) -> tuple[str, ...]:
    """Write the proposed rounds and return their ids."""
    made = [each for post in dict.fromkeys(cmd.requisitions) for each in _proposed(uow, post)]
    for record in made:
        uow.add(record)
    uow.label(n=len(made))
    return tuple(each.id for each in made)


def _proposed(uow: UnitOfWork, requisition: str) -> list[InterviewRound]:
    """Return the rounds for a requisition. Raises RuleBroken where it has some, or needs none."""
    uow.require(Requisition, requisition)
    if rounds_of(uow, requisition):
        text = N_("This requisition has an interview plan already; change its rounds.")
        raise RuleBroken("requisitions", text)
    proposed = proposed_rounds(uow.connection, requisition).rows
    if not proposed:
        text = N_("No stage of this requisition is a call, a test or an interview; add a round.")
        raise RuleBroken("requisitions", text)
    return [
        InterviewRound(
            requisition_id=requisition,
            name=each.name,
            minutes=each.minutes,
            position=each.position,
            panel=_stored(each.panel),
            staff_ids=list(each.staff_ids),
            place=each.place,
            stage_id=each.stage_id,
        )
        for each in proposed
    ]


def rounds_of(uow: UnitOfWork, requisition_id: str) -> Sequence[InterviewRound]:
    """Return the live rounds of a requisition in order."""
    query = select(InterviewRound).where(
        InterviewRound.requisition_id == requisition_id, InterviewRound.archived.is_(False)
    )
    return uow.find(query.order_by(InterviewRound.position, InterviewRound.id))


def _next(there: Sequence[InterviewRound]) -> int:
    return there[-1].position + 1 if there else 0


def _stored(panel: Iterable[PanelNeed]) -> list[dict[str, Any]]:
    return [{"skill": each.skill, "count": each.count} for each in panel]


def _write(
    uow: UnitOfWork, record: InterviewRound, requisition: Requisition, values: dict[str, Any]
) -> None:
    """Put given values into a round. Raises RuleBroken and NotFound for what cannot be."""
    if "name" in values:
        record.name = _free_name(uow, record, values["name"])
    if "minutes" in values:
        record.minutes = _length(values["minutes"])
    if "panel" in values:
        record.panel = _stored(read_panel(values["panel"]))
    for name in ("staff", "alternates", "shadows"):
        if name in values:
            people = list(dict.fromkeys(values[name]))
            setattr(record, "staff_ids" if name == "staff" else name, people)
    if "place" in values:
        record.place = values["place"].value
    if "needs" in values:
        record.needs = clean_words(values["needs"])
    if "seats" in values:
        record.seats = _seats(values["seats"])
    if "stage" in values:
        wanted = values["stage"]
        record.stage_id = find_stage(uow, requisition, wanted).id if wanted else None
    if "template" in values:
        record.template_id = _template(uow, values["template"])
    _refuse_people(uow, record, values)


def _free_name(uow: UnitOfWork, record: InterviewRound, wanted: str) -> str:
    name = clean_name(wanted)
    for other in rounds_of(uow, record.requisition_id):
        if other.id != record.id and other.name == name:
            raise RuleBroken("name", N_("There is a round of that name already."))
    return name


def _length(minutes: int) -> int:
    if not SHORTEST <= minutes <= LONGEST:
        text = N_("A round takes from {least} to {most} minutes.")
        raise RuleBroken("minutes", text, least=SHORTEST, most=LONGEST)
    return minutes


def _seats(seats: int | None) -> int | None:
    if seats is not None and not 0 <= seats <= 9999:
        raise RuleBroken("seats", N_("A room seats at least one person."))
    return seats or None


def _template(uow: UnitOfWork, wanted: str) -> str | None:
    """Return the id of a scorecard template; its room stands after this one."""
    if not wanted:
        return None
    uow.require(shapes()["scorecard_template"].cls, wanted)
    return wanted


def _refuse_people(uow: UnitOfWork, record: InterviewRound, values: dict[str, Any]) -> None:
    known: dict[str, Staff] = {}
    for name in ("staff", "alternates", "shadows"):
        for each in values.get(name, ()):
            known[each] = uow.get(Staff, each)
            if name != "shadows" and not known[each].interviewer:
                raise RuleBroken(name, N_("{name} does not interview."), name=known[each].name)
    interviewing = set(record.staff_ids)
    twice = interviewing & set(record.alternates)
    if twice:
        text = N_("{name} may interview already; an alternate is somebody else.")
        raise RuleBroken("alternates", text, name=uow.get(Staff, twice.pop()).name)
    if (interviewing | set(record.alternates)) & set(record.shadows):
        raise RuleBroken("shadows", N_("Nobody interviews and only listens at once."))
