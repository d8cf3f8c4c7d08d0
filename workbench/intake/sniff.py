"""One door for foreign files: knows a file by what it holds, then by its name, and reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.intake import chinesecv, greenhouse, horilla, jsonresume
from workbench.intake.archive import Member, is_left_out, members
from workbench.intake.columns import Choices
from workbench.intake.csvtable import is_table, read_csv
from workbench.intake.cvfile import cv_kind, cv_text_of
from workbench.intake.cvtext import read_cv
from workbench.intake.decoding import decode
from workbench.intake.drafts import Format, IntakeFile
from workbench.intake.europass import is_passport, parse_xml, read_passport
from workbench.intake.jsontree import tree
from workbench.intake.limits import MAX_FILE_BYTES, MAX_FOLDER_FILES
from workbench.intake.mail import archive_text, is_archive, is_mime, read_archive, read_mail
from workbench.intake.packed import kind_of
from workbench.intake.vcard import read_cards
from workbench.intake.xlsxtable import read_xlsx
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

_TABLE_NAMES = (".csv", ".tsv")
_MARKUP = re.compile(r"\s*<")
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")  # the latter is an empty one


@dataclass(frozen=True)
class Found:
    """What one file was: what it held, or why it cannot be read."""

    name: str
    file: IntakeFile | None = None
    error: BadInput | None = None


def read_all(data: bytes, name: str, choices: Choices, *, skip: int = 0) -> Iterator[Found | str]:
    """Read a file, or all files of an archive as if they lay in a folder of its name.

    Yields the name of each file before it is read, then what it was; the first `skip` members of
    an archive are left out.
    """
    try:
        if not _is_zip(data, name):
            yield name
            yield Found(name, read(data, name, choices=choices))
            return
        for member in members(data, name, skip=skip):
            path = f"{name}/{member.path}"
            yield path
            yield _member(member, path, choices)
    except BadInput as error:
        yield Found(name, error=error)


def _is_zip(data: bytes, name: str) -> bool:
    named = name.lower().endswith(".zip")
    return named and data.startswith(_ZIPS) and not kind_of(data, name)


def _member(member: Member, path: str, choices: Choices) -> Found:
    if member.error is not None:
        return Found(path, error=member.error)
    try:
        return Found(path, replace(read(member.data, member.name, choices=choices), name=path))
    except BadInput as error:
        return Found(path, error=error)


def cv_of(data: bytes, name: str) -> tuple[str, str]:
    """Return the media type and the text of one CV. Raises BadInput where it cannot be read."""
    if is_mime(data, name) and is_archive(data, name):
        return "multipart/related", archive_text(data, name)
    return cv_kind(data, name)[1], cv_text_of(data, name)


def read(
    source: Path | bytes,
    name: str = "",
    *,
    mapping: Mapping[str, str] | None = None,
    choices: Choices | None = None,
) -> IntakeFile:
    """Turn a file (its path, or its bytes with a `name`) into drafts and a report on every record.

    `mapping` says which field a table's column is (see `headers.FIELDS`), '' for a column to leave
    out; `choices` says the same of tables with certain headings. Raises BadInput, and nothing else,
    where the file as a whole cannot be read; the message says what to do.
    """
    made = choices or Choices(given=mapping or {})
    title = name or (source.name if isinstance(source, Path) else "") or "file"
    title = title.encode("utf-8", "replace").decode()  # other systems leave bytes that are no name
    data = load(source, title)
    if data.startswith(b"PK\x03\x04") and kind_of(data, title) == "xlsx":
        return read_xlsx(data, title, made)
    if is_mime(data, title):
        return read_archive(data, title) if is_archive(data, title) else read_mail(data, title)
    kind, media_type = cv_kind(data, title)
    if kind is Format.CV_TEXT:
        return _read_text(data, decode(data, title), title, made)
    return read_cv(cv_text_of(data, title), data, title, kind, media_type)


def load(source: Path | bytes, title: str) -> bytes:
    """Return the content of a file. Raises BadInput where it is empty, too large or unreadable."""
    data = _bytes(source, title)
    if not data.strip():
        raise BadInput(N_("{name} is empty"), name=title)
    if len(data) > MAX_FILE_BYTES:
        raise BadInput(
            N_("{name} is larger than {limit} MB; split it"),
            name=title,
            limit=MAX_FILE_BYTES // 1024 // 1024,
        )
    return data


def expand(paths: Iterable[Path]) -> list[Path]:
    """Return the files of `paths`, folders replaced by what lies in them at any depth.

    Each file once, in order of its path; hidden files and folders, papers about the folder itself
    (README, LICENSE) and what is no plain file are left out. Raises BadInput for a path that does
    not exist or a folder with too many files.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(_files_in(path))
        elif path.is_file():
            found.add(path)
        else:
            raise BadInput(N_("{name} does not exist"), name=str(path))
        if len(found) > MAX_FOLDER_FILES:
            raise BadInput(
                N_("{name} holds more than {limit} files"), name=str(path), limit=MAX_FOLDER_FILES
            )
    return sorted(found)


def _files_in(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        if not is_left_out(path.relative_to(folder).parts) and path.is_file():
            yield path


def _bytes(source: Path | bytes, name: str) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise BadInput(
            N_("{name} cannot be opened ({reason})"), name=name, reason=error.strerror or ""
        ) from None


def _read_text(data: bytes, text: str, name: str, choices: Choices) -> IntakeFile:
    start = text.lstrip()
    if start[:11].upper() == "BEGIN:VCARD":
        return read_cards(text, name)
    if start[:15].upper() == "BEGIN:VCALENDAR":
        raise BadInput(
            N_("{name} is a calendar; give it to the interviewer whose time it shows"), name=name
        )
    if start[:1] in {"{", "["}:
        decoded = _json(text, name)
        if decoded is not None:
            return _read_json(decoded, name)
    if _MARKUP.match(start):
        return _read_markup(data, name)
    if choices.given or name.lower().endswith(_TABLE_NAMES) or is_table(text):
        return read_csv(text, name, choices)
    return read_cv(cv_text_of(data, name), data, name, Format.CV_TEXT, "text/plain")


def _read_markup(data: bytes, name: str) -> IntakeFile:
    root = parse_xml(data, name)
    if is_passport(root):
        return read_passport(root, name)
    raise BadInput(N_("{name} is XML of an unknown kind; Europass XML is understood"), name=name)


def _json(text: str, name: str) -> object:
    """Return the decoded JSON, None where a text only begins like it."""
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        if name.lower().endswith(".json"):
            raise BadInput(
                N_("{name} is not sound JSON ({reason}); export it again"),
                name=name,
                reason=str(error) or type(error).__name__,
            ) from None
        return None
    return found


def _read_json(decoded: object, name: str) -> IntakeFile:
    records = decoded if isinstance(decoded, list) else [decoded]
    first = next((found for record in records if (found := tree(record))), {})
    if horilla.is_fixture(records):
        return horilla.read_fixture(records, name)
    if greenhouse.is_candidate(first):
        return greenhouse.read_candidates(records, name)
    if greenhouse.is_application(first):
        return greenhouse.read_applications(records, name)
    if jsonresume.is_resume(first):
        return jsonresume.read_resumes(records, name)
    people = chinesecv.people_of(decoded)
    if people:
        return chinesecv.read_cvs(people, name)
    raise BadInput(
        N_("{name} is JSON of an unknown kind; understood are JSON Resume, Greenhouse candidates "
           "and applications, Horilla fixtures and Chinese CV files"),
        name=name,
    )  # fmt: skip
