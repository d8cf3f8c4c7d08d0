"""The one record of the organisation."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from workbench.vault.records import TEAM, Record

ORGANISATION = "organisation".ljust(32, "0")  # the record's one id, the same on every device


class Organisation(Record, kw_only=True):
    """Who recruits: what letters are signed with and clocks are set by.

    Attributes: `country`, ISO 3166 alpha-2; `timezone`, an IANA name; `opens` and `closes`,
    minutes after midnight; `extra_holidays` and `extra_workdays`, ISO dates.
    """

    __tablename__ = "organisation"
    subject: ClassVar[str] = TEAM
    groups: ClassVar[dict[str, tuple[str, ...]]] = {
        "hours": ("timezone", "opens", "closes"),
        "days": ("country", "extra_holidays", "extra_workdays"),
    }

    name: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="CN")
    timezone: Mapped[str] = mapped_column(default="Asia/Shanghai")
    opens: Mapped[int] = mapped_column(default=9 * 60)
    closes: Mapped[int] = mapped_column(default=18 * 60)
    address: Mapped[str] = mapped_column(default="")
    directions: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    recruiter: Mapped[str] = mapped_column(default="")
    recruiter_title: Mapped[str] = mapped_column(default="")
    extra_holidays: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    extra_workdays: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
