"""The lists that can be exported, and writing one of them to a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from workbench.demand.queries import requisition
from workbench.exporting.csvfile import write_csv
from workbench.exporting.formats import Format, format_of
from workbench.exporting.jsonresume import write_resumes
from workbench.exporting.table import Progress, Table, Written
from workbench.exporting.xlsxfile import write_xlsx
from workbench.insights.listed_contacts import CONTACTS
from workbench.insights.listed_interviews import INTERVIEWS, SCORES
from workbench.insights.listed_letters import LETTERS, OFFERS, OWED
from workbench.insights.listed_people import PEOPLE, STAFF, resumes
from workbench.insights.listed_pipeline import APPLICATIONS, REQUISITIONS
from workbench.insights.listed_starters import NEW_HIRES, TASKS
from workbench.insights.listing import Exportable, Filters, Reader
from workbench.kernel.errors import BadInput, RuleBroken
from workbench.kernel.i18n import N_, Translator
from workbench.organisation.queries import zone_of

_ALL = (
    *(PEOPLE, APPLICATIONS, REQUISITIONS, INTERVIEWS, SCORES, LETTERS, OWED, OFFERS),
    *(CONTACTS, NEW_HIRES, TASKS, STAFF),
)
LISTS: Mapping[str, Exportable] = {each.name: each for each in _ALL}
_TABLES = {Format.CSV: write_csv, Format.XLSX: write_xlsx}


def formats_of(name: str) -> tuple[Format, ...]:
    """Return the formats in which a list can be written; only people have résumés."""
    return tuple(Format) if name == PEOPLE.name else tuple(_TABLES)


def check_wish(name: str, path: Path, format: Format | None, filters: Filters) -> Format:
    """Return the format that is meant.

    Raises BadInput where the list cannot be written so, RuleBroken where it has no requisitions.
    """
    meant = format or format_of(path)
    if meant not in formats_of(name):
        raise BadInput(N_("Only people can be written as JSON Resume; choose CSV or XLSX."))
    if filters.requisition and not LISTS[name].of_requisition:
        raise RuleBroken("requisition", N_("This list belongs to no requisition."))
    return meant


def export_list(
    connection: Connection,
    name: str,
    path: Path,
    words: Translator,
    now: datetime,
    *,
    format: Format | None = None,
    filters: Filters | None = None,
    progress: Progress | None = None,
) -> Written:
    """Write the list `name` to `path` in the reader's words, in the format its name ends in.

    Raises what `check_wish` does, NotFound for an unknown requisition, BadInput where `progress`
    says to stop, SystemFault where the disk refuses; then there is no new file.
    """
    wanted = filters or Filters()
    meant = check_wish(name, path, format, wanted)
    if wanted.requisition:
        requisition(connection, wanted.requisition)
    chosen = LISTS[name]
    reader = Reader(words, zone_of(connection), now)
    if meant is Format.JSON:
        people = resumes(connection, wanted, reader)
        return write_resumes(path, people.rows, people.total, now, progress)
    found = chosen.read(connection, wanted, reader)
    columns = tuple(replace(each, title=words.text(each.title)) for each in chosen.columns)
    table = Table(words.text(chosen.title), columns, found.rows, found.total)
    return _TABLES[meant](path, table, progress)
