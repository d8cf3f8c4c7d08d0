"""People as JSON Resume 1.0.0, one array of résumés in one file.

Source of the format: the JSON Resume schema, v1.0.0. It has one e-mail address and one phone
number; what else is known of a person does not fit it and stays out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.exporting.table import Progress, Written, watched
from workbench.kernel.whole_files import whole_file

VERSION = "v1.0.0"


@dataclass(frozen=True)
class Resume:
    """What a résumé says of somebody; '' where it is silent.

    Attributes: `label`, what they are; `employer`, where they work now; `degree`, in words;
    `keywords`, what they were marked with.
    """

    name: str
    email: str = ""
    phone: str = ""
    wechat: str = ""
    url: str = ""
    city: str = ""
    label: str = ""
    summary: str = ""
    employer: str = ""
    school: str = ""
    degree: str = ""
    keywords: tuple[str, ...] = ()


def write_resumes(
    path: Path,
    people: Iterable[Resume],
    total: int,
    made_at: datetime,
    progress: Progress | None = None,
) -> Written:
    """Write people as of the moment `made_at`.

    Raises BadInput where `progress` says to stop, SystemFault where the disk refuses; then there
    is no new file.
    """
    made = made_at.isoformat(timespec="seconds")
    count = 0
    with (
        whole_file(path) as fresh,
        fresh.open("w", encoding="utf-8", errors="replace", newline="\n") as file,
    ):
        for person in watched(people, total, progress):
            file.write("[\n" if count == 0 else ",\n")
            file.write(json.dumps(resume_tree(person, made), ensure_ascii=False))
            count += 1
        file.write("\n]\n" if count else "[]\n")
    return Written(count)


def resume_tree(person: Resume, made: str) -> dict[str, Any]:
    """Return a résumé as the schema shapes it, without what is empty."""
    wechat = {"network": "WeChat", "username": person.wechat} if person.wechat else {}
    basics = {
        "name": person.name,
        "label": person.label,
        "email": person.email,
        "phone": person.phone,
        "url": person.url,
        "summary": person.summary,
        "location": _filled({"city": person.city}),
        "profiles": _listed(wechat),
    }
    job = {"name": person.employer, "position": person.label if person.employer else ""}
    study = {"institution": person.school, "studyType": person.degree}
    words = {"name": "Tags", "keywords": list(person.keywords)} if person.keywords else {}
    parts = {
        "basics": _filled(basics),
        "work": _listed(_filled(job)),
        "education": _listed(_filled(study)),
        "skills": _listed(words),
    }
    return _filled(parts) | {"meta": {"version": VERSION, "lastModified": made}}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _listed(value: dict[str, Any]) -> list[dict[str, Any]]:
    return [value] if value else []
