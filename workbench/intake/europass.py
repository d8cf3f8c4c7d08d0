"""Europass CV as XML, SkillsPassport V3.

Source of the format: Cedefop's EuropassSchema V3.0 (namespace
http://europass.cedefop.europa.eu/Europass). Elements may be empty and texts padded with spaces;
what is not there is simply not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.drafts import ApplicationDraft, CandidateDraft, Format, IntakeFile
from workbench.kernel.degrees import Degree
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

_ANY = "{*}"
_PERIOD = ("From", "To")
_APPLIED_FOR = {"job_applied_for", "position"}


def parse_xml(data: bytes, name: str) -> Element:
    """Return the root of an XML file. Raises BadInput where it is broken or holds entities."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise BadInput(
            N_("{name} is not sound XML ({reason}); export it again"), name=name, reason=str(error)
        ) from None
    return root


def is_passport(root: Element) -> bool:
    """Tell whether `root` is a Europass file."""
    return root.tag.rpartition("}")[2] in {"SkillsPassport", "learnerinfo"}


def read_passport(root: Element, name: str) -> IntakeFile:
    """Read the one person of a Europass file. Raises BadInput for another XML format."""
    learner = root.find(f"{_ANY}LearnerInfo")
    if learner is None:
        raise BadInput(
            N_("{name} is no Europass CV of version 3; export it as “Europass XML”"), name=name
        )
    collector = Collector(name, Format.EUROPASS)
    collector.add(1, _draft(learner))
    return collector.file()


def _draft(learner: Element) -> CandidateDraft:
    who = _at(learner, "Identification")
    name = normalise.person_name(
        _text(who, "PersonName/FirstName"), _text(who, "PersonName/Surname")
    )
    country = _text(who, "ContactInfo/Address/Contact/Country/Code")
    jobs = _all(learner, "WorkExperienceList/WorkExperience")
    studies = _all(learner, "EducationList/Education")
    current = [job for job in jobs if _text(job, "Period/Current") == "true"]
    phones = [_text(phone, "Contact") for phone in _all(who, "ContactInfo/TelephoneList/Telephone")]
    region = country.upper() if len(country) == 2 else normalise.CHINA
    headline = _text(learner, "Headline/Description/Label")
    applied = headline and _text(learner, "Headline/Type/Code") in _APPLIED_FOR
    return CandidateDraft(
        name=name,
        emails=normalise.emails(_text(who, "ContactInfo/Email/Contact")),
        phones=normalise.distinct(normalise.phone(number, region) for number in phones if number),
        city=_text(who, "ContactInfo/Address/Contact/Municipality"),
        degree=next((d for study in studies if (d := _degree(study))), Degree.UNKNOWN),
        school=_text(studies[0], "Organisation/Name") if studies else "",
        current_employer=_text(current[0], "Employer/Name") if current else "",
        title=_text((current or jobs)[0], "Position/Label") if jobs else "",
        cv_text=normalise.clean_lines("\n".join(_render(learner))),
        notes=headline,
        applications=(ApplicationDraft(headline),) if applied else (),
        language=normalise.language_of(name),
    )


def _degree(study: Element) -> Degree:
    title = f"{_text(study, 'Title')} {_text(study, 'Level/Label')}"
    return normalise.degree(title) if title.strip() else Degree.UNKNOWN


def _render(learner: Element) -> Iterator[str]:
    for title, path, fields in (
        ("Work", "WorkExperienceList/WorkExperience", ("Position/Label", "Employer/Name")),
        ("Education", "EducationList/Education", ("Title", "Organisation/Name")),
    ):
        items = _all(learner, path)
        if items:
            yield title
        for item in items:
            head = [_text(item, field) for field in fields]
            yield ", ".join(filter(None, [*head, _span(item)]))
            yield _text(item, "Activities")
    skills = _at(learner, "Skills")
    if len(skills):
        yield "Skills"
        yield from _leaves(skills)


def _leaves(element: Element) -> Iterator[str]:
    """Yield every text below `element` that is for people: labels and descriptions, not codes."""
    for child in element:
        if child.tag.rpartition("}")[2] == "Code":
            continue
        text = normalise.clean(child.text or "")
        if text:
            yield f"  {text}"
        yield from _leaves(child)


def _span(item: Element) -> str:
    ends = (_at(item, f"Period/{end}") for end in _PERIOD)
    written = [f"{e.get('year', '')}{e.get('month', '').replace('--', '-')}" for e in ends]
    return "–".join(filter(None, written))


def _path(path: str) -> str:
    return "/".join(f"{_ANY}{step}" for step in path.split("/"))


def _at(element: Element, path: str) -> Element:
    found = element.find(_path(path))
    return found if found is not None else Element("nothing")


def _all(element: Element, path: str) -> list[Element]:
    return element.findall(_path(path))


def _text(element: Element, path: str) -> str:
    return normalise.clean("".join(_at(element, path).itertext()))
