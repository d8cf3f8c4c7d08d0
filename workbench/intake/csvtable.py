"""CSV of any delimiter and encoding to rows; own tables and OpenCATS exports."""

from __future__ import annotations

import csv
import io

from workbench.intake import opencats
from workbench.intake.collecting import Collector
from workbench.intake.columns import Choices, check_heads, head_of
from workbench.intake.drafts import Format, IntakeFile
from workbench.intake.headers import field_of, known
from workbench.intake.jobboard import is_subject_list, read_subjects
from workbench.intake.limits import MAX_CELL_CHARS, MAX_RECORDS
from workbench.intake.table import read_rows
from workbench.kernel.errors import BadInput
from workbench.kernel.formulas import unguarded
from workbench.kernel.i18n import N_

Rows = list[tuple[int, list[str]]]

_DELIMITERS = (",", "\t", ";", "|")


def is_table(text: str) -> bool:
    """Tell whether `text` starts with a header line of which at least two columns are known."""
    headers = split(text[:8192].partition("\n")[0])
    return len(headers) > 1 and (known(headers) > 1 or is_subject_list(headers))


def split(line: str) -> list[str]:
    """Return the cells of one line by the delimiter under which most headers are known."""
    return max((_cells(line, mark) for mark in _DELIMITERS), key=lambda c: (known(c), len(c)))


def read_csv(text: str, name: str, choices: Choices) -> IntakeFile:
    """Read a table of people.

    Raises UnknownColumns where the header is not understood, BadInput where the quoting is broken.
    """
    headers, rows = parse(text, name)
    if opencats.is_candidates(headers):
        return opencats.read_candidates(headers, rows, name)
    if opencats.is_pipeline(headers):
        return opencats.read_pipeline(headers, rows, name)
    listed = is_subject_list(headers) and "name" not in map(field_of, headers)
    if listed and not choices.concern(headers):
        return read_subjects(headers, rows, name)
    collector = Collector(name, Format.CSV)
    head = head_of(headers, rows, choices, name)
    check_heads([head], name)
    read_rows(collector, rows, head)
    return collector.file()


def parse(text: str, name: str) -> tuple[list[str], Rows]:
    """Return the header and the numbered rows; the header is row 1, as in a spreadsheet."""
    body = text.lstrip("\n")
    first, _, rest = body.partition("\n")
    if first.casefold().startswith("sep=") and len(first) == len("sep=;"):
        mark, body = first[-1], rest  # written by Excel to name its delimiter
    else:
        mark = max(_DELIMITERS, key=lambda m: (known(_cells(first, m)), len(_cells(first, m))))
    csv.field_size_limit(MAX_CELL_CHARS)
    try:
        table = csv.reader(io.StringIO(body), delimiter=mark, strict=True)
        numbered = []
        for number, cells in enumerate(table, start=1):
            numbered.append((number, [unguarded(cell) for cell in cells]))
            if number > MAX_RECORDS + 1:
                raise BadInput(
                    N_("{name} holds more than {limit} records; split it and read the parts"),
                    name=name,
                    limit=MAX_RECORDS,
                )
    except csv.Error as error:
        raise BadInput(
            N_("{name} is not a sound CSV file ({reason}); save it again from the spreadsheet"),
            name=name,
            reason=str(error),
        ) from None
    if not numbered:
        raise BadInput(N_("{name} is empty"), name=name)
    while len(numbered) > 1 and not any(numbered[-1][1]):
        numbered.pop()  # the line break at the end of the file is no row
    return [header.strip() for header in numbered[0][1]], numbered[1:]


def _cells(line: str, mark: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])]
    except csv.Error:
        return []
