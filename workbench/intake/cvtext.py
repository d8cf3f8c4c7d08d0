"""A CV as running text to a draft: the name from the file name, a label or the first line.

Contacts are found by their shape, other facts only where a label names them ("学历：本科"). What
the text does not say plainly is left for a person to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workbench.intake import normalise
from workbench.intake.collecting import Collector
from workbench.intake.drafts import AttachmentDraft, CandidateDraft, Format, IntakeFile
from workbench.intake.grammars import Applicant, channel_of, parse_file_name
from workbench.intake.headers import IGNORED, LEFT_OUT, field_of
from workbench.intake.jobboard import draft_of as draft_of_applicant
from workbench.intake.jobboard import notes_of
from workbench.intake.table import Cells, draft_of
from workbench.kernel.i18n import N_, Message
from workbench.kernel.names import has_han, is_masked

_HEADINGS = re.compile(
    r"^(?:个人)?(?:简历|履历)表?$|^(?:curriculum vitae|c\.?v\.?|r[eé]sum[eé])$", re.I
)
_CHINESE_NAME = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|[\u3400-\u9fff]{1,8}[·•][\u3400-\u9fff]{1,12}"
)
_LATIN_NAME = re.compile(r"(?:[^\W\d_][\w.’'-]*,? ){1,4}[^\W\d_][\w.’'-]*")
_LABEL = re.compile(r"\s*([^\s:：][^:：|]{0,18}?)\s*[:：]\s*(.+)")
_BREAKS = re.compile(r"\s*[|｜\t]\s*|\s{3,}|(?<=\S) (?=[\u4e00-\u9fff]{2,6}[:：])")
_NO_NAME = {"个人信息", "基本信息", "个人资料", "基本资料", "联系方式", "求职意向", "教育经历",
            "教育背景", "工作经历", "工作经验", "自我评价", "个人优势", "应聘登记表"}  # fmt: skip
_LINES_WITH_LABELS = 60
_LINES_WITH_NAME = 5


def read_cv(
    text: str, data: bytes, name: str, kind: Format, media_type: str, *, region: str = ""
) -> IntakeFile:
    """Read one CV; the file itself becomes its attachment."""
    collector = Collector(name, kind)
    draft, notes = draft_cv(text, name, region=region)
    attachment = AttachmentDraft(name, media_type, data)
    if not draft.name:
        reason = N_("No name in the file name or the first lines of {name}")
        collector.fail(1, Message(reason, {"name": name}))
    else:
        collector.add(1, replace(draft, attachments=(attachment,)), notes=notes)
    return collector.file()


def draft_cv(text: str, name: str, *, region: str = "") -> tuple[CandidateDraft, list[Message]]:
    """Return what a CV says, with notes for the reader; the draft's name may be empty.

    `region` is that of phones without a country code, by default that of the text's language.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    named = parse_file_name(name) or Applicant()
    home = region or (normalise.CHINA if has_han(text) or not text else normalise.AMERICA)
    cells = Cells()
    for header, value in _labelled(lines[:_LINES_WITH_LABELS]):
        field = field_of(header)
        if field and field not in {LEFT_OUT, IGNORED, "contact_notes", "email", "phone"}:
            cells.put(field, header, value)
    labelled, from_name = draft_of(cells, region=home), draft_of_applicant(named)
    notes = [] if text.strip() else [Message(N_("No text in the file; it may be a scan"))]
    draft = replace(
        labelled,
        name=_name(labelled.name, named.name, lines),
        emails=tuple(a for a in normalise.emails(text) if not channel_of(a)),
        phones=normalise.distinct([*normalise.phones_in(text, home), *from_name.phones]),
        city=labelled.city or from_name.city,
        degree=labelled.degree or from_name.degree,
        years=from_name.years if labelled.years is None else labelled.years,
        expected_pay=labelled.expected_pay or from_name.expected_pay,
        source=from_name.source,
        cv_text=text,
        external_ids=from_name.external_ids,
        applications=labelled.applications or from_name.applications,
        language=normalise.language_of(text[:2000], named.name),
    )
    return draft, notes + notes_of(named)


def _name(labelled: str, named: str, lines: list[str]) -> str:
    """Choose the name: a label, then the file name, then a first line that looks like one.

    A whole name from the first line beats one that a board has hidden (林先生).
    """
    guess = next(filter(None, map(_as_name, lines[:_LINES_WITH_NAME])), "")
    if labelled and len(labelled) <= 40:
        return labelled
    if named and not (is_masked(named) and guess[:1] == named[:1]):
        return named
    return guess


def _as_name(line: str) -> str:
    first = re.split(r"[|｜\t·•/]\s|\s{2,}|\s[|｜–-]\s", line.strip())[0]
    word = normalise.clean(re.sub(r"(?:的)?(?:个人)?简历$", "", normalise.clean(first)))
    spaced = word.replace(" ", "") if has_han(word) else word
    if not word or _HEADINGS.match(word) or spaced in _NO_NAME or field_of(spaced):
        return ""
    if _CHINESE_NAME.fullmatch(spaced):
        return spaced
    if word[0].isupper() and _LATIN_NAME.fullmatch(word) and len(word) <= 60:
        return word
    return ""


def _labelled(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        for piece in _BREAKS.split(line):
            found = _LABEL.fullmatch(piece or "")
            if found:
                yield found[1].replace(" ", ""), found[2]
