"""Chinese CVs as flat JSON objects: name, phone, degree, school, self-evaluation and so on.

Source of the format: the data file of an open-source résumé page (keys such as `edu-time`,
`intern-responsibilities`, `self-evaluation`), one person, a list of them or an object of them.
Keys may be Chinese too; all known headers of a table are understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.drafts import CandidateDraft, Format, IntakeFile
from workbench.intake.headers import LEFT_OUT, field_of
from workbench.intake.jsontree import Tree, lines, tree
from workbench.intake.table import Cells, draft_of
from workbench.kernel.i18n import N_, Message

_HEADINGS = {
    "title": "求职意向", "major": "专业", "edu-time": "在校时间", "gpa": "成绩",
    "courses": "主修课程",
    "skills": "专业技能", "company": "单位", "position": "岗位", "intern-time": "时间",
    "intern-responsibilities": "职责", "project-name": "项目", "project-type": "项目类型",
    "project-time": "项目时间", "project-details": "项目内容", "awards": "获奖与证书",
    "traits": "个人特点", "self-evaluation": "自我评价", "school": "学校", "degree": "学历",
    "address": "地址",
}  # fmt: skip
_CONTACTS = {"name", "phone", "email", "wechat"}
# In these files `address` is where the person lives and `skills` are sentences, not tags.
_OWN = {"address": "city", "skills": "", "company": "", "position": ""}


def is_cv(record: Tree) -> bool:
    """Tell whether a JSON object is such a CV."""
    fields = set(map(field_of, record))
    return "name" in fields and len(fields & {"phone", "email", "degree", "school"}) >= 2


def people_of(decoded: object) -> list[tuple[str, object]]:
    """Return locator and object of every CV in `decoded`, none where it is another format."""
    if isinstance(decoded, list):
        found: list[tuple[str, object]] = [("", item) for item in decoded]
    elif is_cv(tree(decoded)):
        return [("", decoded)]
    else:
        found = list(tree(decoded).items())
    return found if any(is_cv(tree(item)) for _, item in found) else []


def read_cvs(people: list[tuple[str, object]], name: str) -> IntakeFile:
    """Read the CVs that `people_of` found."""
    collector = Collector(name, Format.CHINESE_CV_JSON)
    for row, (locator, record) in enumerate(people, start=1):
        found = tree(record)
        if is_cv(found):
            collector.add(row, _draft(found), locator=locator)
        else:
            collector.fail(row, Message(N_("Not a CV: no name and contact")), locator=locator)
    return collector.file()


def _draft(record: Tree) -> CandidateDraft:
    cells = Cells()
    for key, value in record.items():
        name = _OWN.get(key, field_of(key))
        text = "\n".join(lines(value))
        if name and name not in {LEFT_OUT, "contact_notes"} and text:
            cells.put(name, key, text)
    cells.values.setdefault("summary", []).extend(lines(record.get("self-evaluation")))
    draft = draft_of(cells)
    return replace(
        draft,
        cv_text="\n".join(_render(record)),
        language=normalise.language_of(draft.name, draft.summary),
    )


def _render(record: Tree) -> Iterator[str]:
    """Write the CV under Chinese headings in the file's own order, without the contacts."""
    for key, value in record.items():
        texts = list(lines(value))
        if field_of(key) in {*_CONTACTS, LEFT_OUT} or not texts:
            continue
        heading = _HEADINGS.get(key, key)
        if len(texts) == 1:
            yield f"{heading}：{texts[0]}"
        else:
            yield f"{heading}："
            yield from (f"  - {text}" for text in texts)
