"""The organisation's hours and working days, as the clocks of the program want them."""

from __future__ import annotations

from datetime import date, time

from workbench.calendar.hours import OfficeHours
from workbench.calendar.organisation import OrganisationCalendar, organisation_calendar
from workbench.organisation.queries import OrganisationRow

_LAST_MINUTE = 24 * 60 - 1


def hours_of(row: OrganisationRow) -> OfficeHours:
    """Return the office hours; no break is known of, so none is kept free."""
    opens, closes = _clock(row.opens), _clock(row.closes)
    return OfficeHours(row.timezone, opens, closes, opens, opens)


def calendar_of(row: OrganisationRow) -> OrganisationCalendar:
    """Return the working days. Raises BadInput for a country whose holidays nobody knows."""
    return organisation_calendar(
        row.country,
        extra_holidays=map(date.fromisoformat, row.extra_holidays),
        extra_workdays=map(date.fromisoformat, row.extra_workdays),
    )


def _clock(minutes: int) -> time:
    hour, minute = divmod(min(max(minutes, 0), _LAST_MINUTE), 60)
    return time(hour, minute)
