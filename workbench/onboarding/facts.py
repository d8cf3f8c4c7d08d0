"""What the printed pages of an onboarding are filled with, and how they say days and times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from workbench.demand.queries import RequisitionRow, requisition
from workbench.kernel.names import initials
from workbench.kernel.workdays import WorkCalendar
from workbench.onboarding.models import OwnerRole
from workbench.onboarding.queries import onboarding
from workbench.onboarding.rows import OnboardingCard
from workbench.onboarding.shipped import Both
from workbench.onboarding.wording import ROLES
from workbench.organisation.queries import OrganisationRow, organisation
from workbench.organisation.times import calendar_of
from workbench.paper.blocks import Sender
from workbench.people.queries import StaffRow, candidate, staff_by_id

_WEEKDAYS = "一二三四五六日"
_EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EN_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
OFFICE_DAY = 9 * 60  # minutes that the shipped first day is counted on
LONGEST_CODE = 300  # bytes; a denser QR code does not scan from an office printer


@dataclass(frozen=True)
class PackFacts:
    """All that a document about one newcomer needs; texts are '' where nothing is known."""

    language: str
    card: OnboardingCard
    name: str
    post: RequisitionRow
    house: OrganisationRow
    calendar: WorkCalendar
    manager: StaffRow | None
    buddy: StaffRow | None

    def say(self, text: Both, **values: object) -> str:
        """Return a text in the document's language with its holes filled."""
        return text.of(self.language).format(**values) if values else text.of(self.language)

    @property
    def start_on(self) -> date:
        """The first day."""
        return self.card.line.start_on

    @property
    def is_chinese(self) -> bool:
        """Tell whether the document is in Chinese."""
        return self.language.startswith("zh")

    @property
    def mark(self) -> str:
        """The character of the house's sign."""
        return self.house.name.strip()[:1].upper()

    @property
    def opening(self) -> str:
        """When to come."""
        return clock(self.house.opens)

    def long_day(self, day: date) -> str:
        """Return a day with its weekday and year."""
        if self.is_chinese:
            return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"
        return f"{_EN_DAYS[day.weekday()]}, {day.day} {_EN_MONTHS[day.month - 1]} {day.year}"

    def short_day(self, day: date) -> str:
        """Return a day with its weekday, without the year."""
        if self.is_chinese:
            return f"{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"
        return f"{_EN_DAYS[day.weekday()][:3]} {day.day} {_EN_MONTHS[day.month - 1][:3]}"

    def plain_day(self, day: date) -> str:
        """Return a day without weekday and year, for narrow columns."""
        if self.is_chinese:
            return f"{day.month}月{day.day}日"
        return f"{day.day} {_EN_MONTHS[day.month - 1][:3]}"

    def who(self, role: OwnerRole) -> str:
        """Return the name of whoever has a role, or the role where nobody is known."""
        people = {
            OwnerRole.HR: self.house.recruiter,
            OwnerRole.MANAGER: self.manager.name if self.manager else "",
            OwnerRole.BUDDY: self.buddy.name if self.buddy else "",
        }
        name = self.say(ROLES[role])
        return people.get(role, "") or name[:1].upper() + name[1:]

    def at(self, minutes: int) -> str:
        """Return the time of day `minutes` into an office day of nine hours, to five minutes."""
        length = self.house.closes - self.house.opens
        return clock(self.house.opens + round(minutes * length / OFFICE_DAY / 5) * 5)

    @property
    def sender(self) -> Sender:
        """The letterhead."""
        contact = " · ".join(each for each in (self.house.phone, self.house.email) if each)
        lines = [each for each in (one_line(self.house.address), contact) if each]
        return Sender(self.house.name, tuple(lines), self.mark)


def facts(connection: Connection, onboarding_id: str, language: str = "") -> PackFacts:
    """Read what a document needs; without `language` it is the newcomer's. Raises NotFound."""
    card = onboarding(connection, onboarding_id)
    line = card.line
    person = candidate(connection, line.candidate_id)
    house = organisation(connection)
    wanted = [each for each in (line.manager_id, line.buddy_id) if each]
    staff = staff_by_id(connection, wanted)
    return PackFacts(
        language=language or person.language or "zh",
        card=card,
        name=person.name,
        post=requisition(connection, line.requisition_id),
        house=house,
        calendar=calendar_of(house),
        manager=staff.get(line.manager_id or ""),
        buddy=staff.get(line.buddy_id or ""),
    )


def clock(minutes: int) -> str:
    """Return a time of day."""
    hour, minute = divmod(min(max(minutes, 0), 24 * 60 - 1), 60)
    return f"{hour:02d}:{minute:02d}"


def one_line(text: str) -> str:
    """Return `text` on one line."""
    return " ".join(text.split())


def known(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the rows that have a value: a line nobody can fill is left out, not left empty."""
    return tuple((label, value) for label, value in rows if value.strip())


def sign(name: str) -> str:
    """Return what stands in the circle for a person."""
    return initials(name) or name.strip()[:1]


def contact_code(fact: PackFacts) -> str:
    """Return a vCard of the house for a QR code, or '' where there is nothing to save."""
    house = fact.house
    if not house.name or not (house.phone or house.email):
        return ""
    fields = [("FN", house.name), ("TEL", house.phone), ("EMAIL", house.email)]
    lines = [f"{key}:{_escaped(value)}" for key, value in fields if value]
    code = "\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"))
    return code if len(code.encode()) <= LONGEST_CODE else ""


def _escaped(text: str) -> str:
    for char in ("\\", ",", ";"):
        text = text.replace(char, "\\" + char)
    return one_line(text)
