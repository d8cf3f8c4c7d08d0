"""The organisation's working days: public holidays, make-up days and the house's own rules.

Public holidays and the weekends worked to make up for bridge days come from the `holidays` library
(China: the State Council's yearly notices). The library is silent about years that are not
announced yet: it then knows the festivals but no make-up days, and such a year is *estimated*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_
from workbench.kernel.workdays import WorkCalendar

# Countries that work on some weekends: the last year whose make-up days `holidays` 0.109 has.
LAST_PUBLISHED = {
    "AZ": 2025,
    "BY": 2026,
    "CN": 2026,
    "HU": 2026,
    "KG": 2025,
    "KZ": 2025,
    "LV": 2026,
    "MM": 2026,
    "RU": 2027,
    "TW": 2025,
    "UZ": 2026,
    "VN": 2026,
}


@dataclass(frozen=True)
class OrganisationCalendar(WorkCalendar):
    """The working days of one organisation in one country.

    Attributes: `country`, ISO 3166 two letters; `subdivision`, the country's code of a state or
    region, or ''; `extra_holidays` and `extra_workdays`, the house's own exceptions, which win over
    the public ones (a day in both is worked).
    """

    country: str = "CN"
    subdivision: str = ""
    extra_holidays: frozenset[date] = frozenset()
    extra_workdays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Tell whether `day` is worked here."""
        if day in self.extra_workdays:
            return True
        if day in self.extra_holidays:
            return False
        year = _year(self.country, self.subdivision, day.year)
        if day.weekday() in year.weekend:
            return day in year.workdays
        return day not in year.holidays

    def is_estimated(self, year: int) -> bool:
        """Tell whether the make-up days of `year` are not published, so that counts may change."""
        last = LAST_PUBLISHED.get(self.country)
        return last is not None and year > last

    def holiday_name(self, day: date) -> str:
        """Return the public holiday's English name on `day`, or ''."""
        return _year(self.country, self.subdivision, day.year).holidays.get(day, "")


def organisation_calendar(
    country: str = "CN",
    subdivision: str = "",
    *,
    extra_holidays: Iterable[date] = (),
    extra_workdays: Iterable[date] = (),
) -> OrganisationCalendar:
    """Build the calendar of an organisation.

    Raises BadInput where the country or its subdivision is not known.
    """
    code = country.strip().upper()
    _year(code, subdivision, LAST_PUBLISHED["CN"])
    return OrganisationCalendar(
        code, subdivision, frozenset(extra_holidays), frozenset(extra_workdays)
    )


@dataclass(frozen=True)
class _Year:
    weekend: frozenset[int]
    holidays: dict[date, str]
    workdays: frozenset[date]


@lru_cache(maxsize=256)
def _year(country: str, subdivision: str, year: int) -> _Year:
    import holidays  # slow to import, and most starts need no calendar

    # A make-up day can lie in the year before its holiday, so the neighbours are asked too.
    years = {y for y in (year - 1, year, year + 1) if date.min.year <= y <= date.max.year}
    try:
        found = holidays.country_holidays(
            country, subdiv=subdivision or None, years=years, language="en_US"
        )
    # TypeError: the library calls whatever it has under that name, such as its constant MAY.
    except (NotImplementedError, TypeError):
        raise BadInput(
            N_("No holidays are known for {country} {region}; choose another country code"),
            country=country,
            region=subdivision,
        ) from None
    return _Year(
        frozenset(found.weekend),
        {day: name for day, name in found.items() if day.year == year},
        frozenset(day for day in getattr(found, "weekend_workdays", ()) if day.year == year),
    )
