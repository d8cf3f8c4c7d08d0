"""JSON Resume v1 to a draft with a readable CV.

Source of the format: the JSON Resume schema, v1.0.0 (basics, work, volunteer, education, awards,
certificates, publications, skills, languages, interests, references, projects). Files in the older
draft use `company` for a work's `name`; both are read.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.drafts import CandidateDraft, Format, IntakeFile
from workbench.intake.jsontree import Tree, block, joined, line, lines, tree, trees
from workbench.kernel.degrees import Degree
from workbench.kernel.i18n import N_, Message

_SECTIONS = (
    ("work", "Work", "工作经历"),
    ("volunteer", "Volunteering", "志愿经历"),
    ("education", "Education", "教育经历"),
    ("projects", "Projects", "项目经历"),
    ("skills", "Skills", "技能"),
    ("languages", "Languages", "语言"),
    ("awards", "Awards", "获奖"),
    ("certificates", "Certificates", "证书"),
    ("publications", "Publications", "发表"),
    ("interests", "Interests", "兴趣"),
    ("references", "References", "推荐"),
)
_HEADS = ("position", "roles", "studyType", "area", "name", "company", "organization",
          "institution", "entity", "title", "language", "fluency", "level", "awarder", "issuer",
          "publisher", "location", "score")  # fmt: skip
_BODIES = ("description", "summary", "reference")
_LISTS = ("highlights", "keywords", "courses")


def is_resume(record: Tree) -> bool:
    """Tell whether a JSON object is a JSON Resume."""
    return isinstance(record.get("basics"), dict)


def read_resumes(records: list[object], name: str) -> IntakeFile:
    """Read one or more résumés."""
    collector = Collector(name, Format.JSON_RESUME)
    for row, record in enumerate(records, start=1):
        if is_resume(tree(record)):
            collector.add(row, _draft(tree(record)))
        else:
            collector.fail(row, Message(N_("Not a JSON Resume: there is no “basics”")))
    return collector.file()


def _draft(record: Tree) -> CandidateDraft:
    basics = tree(record.get("basics"))
    place = tree(basics.get("location"))
    region = line(place.get("countryCode")).upper() or normalise.AMERICA
    name = line(basics.get("name"))
    jobs, studies = trees(record.get("work")), trees(record.get("education"))
    language = normalise.language_of(name, line(basics.get("summary")))
    current = jobs[0] if jobs and not line(jobs[0].get("endDate")) else {}
    profiles = trees(basics.get("profiles"))
    return CandidateDraft(
        name=name,
        emails=normalise.emails(line(basics.get("email"))),
        phones=normalise.phones(line(basics.get("phone")), region),
        wechat=next((line(p.get("username")) for p in profiles if _is_wechat(p)), ""),
        city=line(place.get("city")),
        degree=_degree(studies),
        school=line(studies[0].get("institution")) if studies else "",
        current_employer=line(current.get("name")) or line(current.get("company")),
        title=line(basics.get("label")),
        summary=block(basics.get("summary")),
        cv_text="\n".join(_render(record, basics, language)),
        tags=normalise.distinct(
            word for skill in trees(record.get("skills")) for word in lines(skill.get("keywords"))
        ),
        notes="\n".join(filter(None, [line(basics.get("url")), *_addresses(profiles)])),
        language=language,
    )


def _is_wechat(profile: Tree) -> bool:
    return line(profile.get("network")).casefold() in {"wechat", "weixin", "微信"}


def _addresses(profiles: list[Tree]) -> Iterator[str]:
    for each in profiles:
        if not _is_wechat(each) or each.get("url"):
            yield joined(each.get("network"), each.get("url"), sep=": ")


def _degree(studies: list[Tree]) -> Degree:
    found = (line(study.get("studyType")) for study in studies)
    return next((normalise.degree(text) for text in found if text), Degree.UNKNOWN)


def _render(record: Tree, basics: Tree, language: str) -> Iterator[str]:
    """Write the résumé as a person would read it; every section the file has, in a fixed order."""
    yield joined(basics.get("name"), basics.get("label"), sep=" · ")
    yield joined(basics.get("email"), basics.get("phone"), basics.get("url"), sep=" · ")
    if block(basics.get("summary")):
        yield from ("", block(basics.get("summary")))
    for key, english, chinese in _SECTIONS:
        items = trees(record.get(key))
        if items:
            yield from ("", chinese if language == "zh" else english)
        for item in items:
            yield from _item(item)


def _item(item: Tree) -> Iterator[str]:
    dates = [line(item.get(key)) for key in ("startDate", "endDate", "date", "releaseDate")]
    span = "–".join(date[:7] for date in dates if date)
    head = joined(*(text for key in _HEADS for text in lines(item.get(key))), span)
    if head:
        yield head
    for key in _BODIES:
        if block(item.get(key)):
            yield f"  {block(item.get(key))}"
    for key in _LISTS:
        yield from (f"  - {text}" for text in lines(item.get(key)))
