"""What the law and the salary band say about an offer: warnings with their source, never a ban.

The figures are those of the People's Republic of China. They are pointed out, not enforced: whoever
decides checks with counsel.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbench.kernel.i18n import N_, Message


@dataclass(frozen=True)
class ProbationLaw:
    """A country's law on probation.

    Attributes: `steps`, (contract shorter than this many months, longest probation), ascending;
    `longest`, for every longer contract and an open-ended one; `least_pay`, per cent of full pay.
    """

    steps: tuple[tuple[int, int], ...]
    longest: int
    length_source: str
    least_pay: int
    pay_source: str


CHINA = ProbationLaw(
    steps=((3, 0), (12, 1), (36, 2)),
    longest=6,
    length_source=N_("Labour Contract Law of the PRC, article 19"),
    least_pay=80,
    pay_source=N_("Labour Contract Law of the PRC, article 20"),
)
LAWS = {"CN": CHINA}
COUNSEL = N_("Check with counsel.")


@dataclass(frozen=True)
class Terms:
    """The terms of an offer as the checks see them; see `letters.models.Offer`."""

    salary: int
    currency: str
    contract_months: int | None = None
    probation_months: int = 0
    probation_salary: int | None = None
    start_on: date | None = None
    respond_by: date | None = None


@dataclass(frozen=True)
class Band:
    """A requisition's salary band."""

    low: int | None
    high: int | None
    currency: str


@dataclass(frozen=True)
class OfferWarning:
    """Something about an offer that whoever decides has to know.

    Attributes: `code`; `field` of the offer it is about; `message`; `source`, a law, or ''.
    """

    code: str
    field: str
    message: Message
    source: str = ""

    @property
    def said(self) -> Message:
        """Return the warning as a sentence, with its law where it comes from one."""
        if not self.source:
            return self.message
        said = {"warning": self.message, "law": Message(self.source), "counsel": Message(COUNSEL)}
        return Message(N_("{warning} ({law}. {counsel})"), said)

    @property
    def is_law(self) -> bool:
        """Tell whether it comes from a law, so that counsel is to be asked."""
        return bool(self.source)


def longest_probation(contract_months: int | None, law: ProbationLaw = CHINA) -> int:
    """Return how many months of probation a contract of that length allows."""
    if contract_months is not None:
        for below, months in law.steps:
            if contract_months < below:
                return months
    return law.longest


def law_warnings(terms: Terms, country: str) -> tuple[OfferWarning, ...]:
    """Return what the country's law says against `terms`; nothing where we know no law."""
    law = LAWS.get(country)
    if law is None:
        return ()
    found = []
    longest = longest_probation(terms.contract_months, law)
    if terms.probation_months > longest:
        text = N_("Probation in months: {n}; a contract of this length allows {longest}.")
        said = {"n": terms.probation_months, "longest": longest}
        found.append(
            OfferWarning("probation", "probation_months", Message(text, said), law.length_source)
        )
    paid = terms.probation_salary
    if paid is not None and terms.probation_months and paid * 100 < terms.salary * law.least_pay:
        text = N_("Pay on probation is {percent} % of full pay; at least {least} % is due.")
        percent = paid * 100 // terms.salary if terms.salary else 0
        said = {"percent": percent, "least": law.least_pay}
        found.append(
            OfferWarning("probation_pay", "probation_salary", Message(text, said), law.pay_source)
        )
    return tuple(found)


def day_warning(terms: Terms) -> OfferWarning | None:
    """Return that the answer may come after the first day of work; None where it may not."""
    if terms.start_on is None or terms.respond_by is None or terms.respond_by < terms.start_on:
        return None
    text = N_("The last day to answer, {last}, is not before the first day of work, {first}.")
    said = {"last": terms.respond_by.isoformat(), "first": terms.start_on.isoformat()}
    return OfferWarning("respond_by", "respond_by", Message(text, said))


def band_warning(terms: Terms, band: Band) -> OfferWarning | None:
    """Return by how much an offer leaves the band of its requisition; None where it does not."""
    if band.low is None and band.high is None:
        return None
    if terms.currency != band.currency:
        text = N_("The band is in {band}, the offer in {currency}; they cannot be compared.")
        said: dict[str, object] = {"band": band.currency, "currency": terms.currency}
        return OfferWarning("band_currency", "currency", Message(text, said))
    if band.high is not None and terms.salary > band.high:
        text = N_("{amount} {currency} above the band, which ends at {edge}.")
        return _off_band(text, terms, terms.salary - band.high, band.high)
    if band.low is not None and terms.salary < band.low:
        text = N_("{amount} {currency} below the band, which begins at {edge}.")
        return _off_band(text, terms, band.low - terms.salary, band.low)
    return None


def _off_band(text: str, terms: Terms, amount: int, edge: int) -> OfferWarning:
    said = {"amount": f"{amount:,}", "currency": terms.currency, "edge": f"{edge:,}"}
    return OfferWarning("band", "salary", Message(text, said))
