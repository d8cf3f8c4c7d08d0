"""How Chinese job boards write a mail's subject and name a CV file.

Sources: subjects and file names as public parsers of board mails match them, for 51job, 智联招聘,
猎聘, BOSS直聘, 58同城, 北极星 (bjx), 中华英才 (chinahr) and 大街; the samples among our own files
show one of each. Names, jobs and cities come back as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.intake.normalise import clean

_LONGEST = 300  # characters; no subject is longer, and the patterns are not meant for more
_FORWARDED = re.compile(r"^\s*(?:(?:fwd?|re|转发|回复|答复|轉寄)\s*[:：]\s*)+", re.IGNORECASE)
_EXTENSIONS = re.compile(r"\.(?:pdf|docx?|html?|mht(?:ml)?|txt|rtf|eml|wps)$", re.IGNORECASE)
# One character for one, so that a match's places are those of the text as written.
_PLAIN = str.maketrans("（）－—–―，：｜　", "()----,:| ")


@dataclass(frozen=True)
class Applicant:
    """What a subject or a file name says; '' where it is silent.

    Attributes: `channel`, the board's code, '' where the grammar is shared; `experience`, `pay` and
    `applied`, a date, as written; `number`, the board's for the person, `job_number` for the job.
    """

    name: str = ""
    job: str = ""
    city: str = ""
    pay: str = ""
    experience: str = ""
    phone: str = ""
    degree: str = ""
    applied: str = ""
    number: str = ""
    job_number: str = ""
    channel: str = ""


def _grammar(channel: str, pattern: str) -> tuple[str, re.Pattern[str]]:
    return channel, re.compile(pattern, re.VERBOSE | re.IGNORECASE)


_SUBJECTS = (
    _grammar("51job", r"""\[?\(51job\.com\)申请贵公司(?:\[(?P<job_number>[^\]]*)\])?(?P<job>.+?)
        \((?P<city>[^()]*)\)-(?P<name>[^-()\[\]]+)\]?(?:投递时间\[(?P<applied>[\d-]+)\])?"""),
    _grammar("zhaopin", r"\(Zhaopin\.com\)\ *应聘\ *(?P<job>.+)-(?P<city>[^-]+)-(?P<name>[^-]+)"),
    _grammar("zhaopin", r"""(?P<job>.+)\((?P<city>[^()]+)\)-\ *(?P<name>[^-]+?)\ *-\ *
        智联求职者"""),
    _grammar("liepin", r"""【(?P<job>[^】]+)_(?P<city>[^_】]+)】\ *(?P<name>[^_]+)
        _来自猎聘的候选人"""),
    _grammar("boss", r"""(?P<name>[^|]+?)\ *\|\ *(?:(?P<experience>[^|,]+?)\ *,\ *)?
        应聘\ *(?P<job>[^|]+?)(?:\ *\|\ *(?P<city>[^\d|]*?)\ *(?P<pay>\d[^|【]*|面议)?)?
        \ *【BOSS直聘】"""),
    _grammar("58", r"\(58\.com\)应聘贵公司(?P<job>.+)-(?P<city>[^-]+)-(?P<name>[^-]+)"),
    _grammar("bjx", r"""\(hdjob\.bjx\.com\.cn\)\ *应聘\ *(?P<job>.+?)\ +-\ +(?P<city>.+?)
        \ +-\ +(?P<name>[^-]+)"""),
    _grammar("chinahr", r"""应聘(?:\[(?P<job_number>[^\]]*)\])?(?P<job>.+)
        \((?P<city>[^()]*)\)-+(?P<name>[^-]+)"""),
    _grammar("dajie", r"(?P<name>[^_]+)__应聘(?:\[(?P<job_number>[^\]]*)\])?(?P<job>.+)"),
    _grammar("", r"(?P<job>.+)\((?P<city>[^()]+)\)-\ *(?P<name>[^-]+)"),
)  # fmt: skip

_FILES = (
    _grammar("51job", r"51job_(?P<name>[^_(]+)(?:\((?P<number>\d+)\))?"),
    _grammar("zhaopin", r"""智联招聘_(?P<name>[^_]+)_(?P<job>.+)_[^_]+_
        (?P<applied>\d{8})_(?P<number>\d+)"""),
    _grammar("boss", r"""【(?P<job>[^】]+)_(?P<city>[^_】]+)_(?P<pay>[^_】]+)】(?P<name>[^_]+)
        (?:_?\ *(?P<experience>[^_]+))?"""),
    _grammar("liepin", r"简历编号(?P<number>\d+)-(?P<name>[^-]+)-(?P<job>.+)-猎聘网简历"),
    _grammar("", r"(?P<phone>1\d{10})-[男女]-(?P<city>[^-]+)-(?P<number>\d+)"),
    _grammar("", r"""(?P<name>[^-]+)-[男女]-(?P<degree>[^-]+)-(?P<job>.+)-
        (?P<experience>\d+年[^-]*|应届[^-]*|[^-]*经验)"""),
    _grammar("", r"(?:个人)?简历[-_\ ]*(?P<name>[\u3400-\u9fff·]{2,8})"),
    _grammar("", r"(?P<name>[\u3400-\u9fff·]{2,5}?)的?[-_\ ]*(?:个人)?简历(?:[-_(\ ].*)?"),
    _grammar("", r"""(?P<name>[\u3400-\u9fff·]{2,4})[-_](?P<job>[^-_]+)
        (?:[-_](?P<experience>\d+年))?"""),
)  # fmt: skip

_DOMAINS = {
    "51job.com": "51job",
    "zhaopin.com": "zhaopin",
    "zhaopinmail.com": "zhaopin",
    "liepin.com": "liepin",
    "bosszhipin.com": "boss",
    "zhipin.com": "boss",
    "58.com": "58",
    "58ganji.com": "58",
    "bjx.com.cn": "bjx",
    "chinahr.com": "chinahr",
    "dajie.com": "dajie",
    "lagou.com": "lagou",
}


def is_forwarded(subject: str) -> bool:
    """Tell whether a subject says that somebody else sent the mail on."""
    return bool(re.match(r"\s*(?:fwd?|转发|轉寄)\s*[:：]", subject, re.IGNORECASE))


def parse_subject(text: str) -> Applicant | None:
    """Return what a board mail's subject says, or None where no grammar fits."""
    return _parse(_FORWARDED.sub("", clean_subject(text)), _SUBJECTS)


def parse_file_name(name: str) -> Applicant | None:
    """Return what a CV's file name says, or None where no grammar fits."""
    stem = _EXTENSIONS.sub("", clean_subject(name.replace("\\", "/").rsplit("/", 1)[-1]))
    return _parse(stem, _FILES) or _parse(_FORWARDED.sub("", stem), _SUBJECTS)


def clean_subject(text: str) -> str:
    """Return a folded header line as one line."""
    return clean(text)


def channel_of(address: str) -> str:
    """Return the board whose domain `address` (or one above it) belongs to, or ''."""
    domain = address.rpartition("@")[2].strip("<> ").casefold()
    while domain:
        if domain in _DOMAINS:
            return _DOMAINS[domain]
        domain = domain.partition(".")[2]
    return ""


def _parse(text: str, grammars: tuple[tuple[str, re.Pattern[str]], ...]) -> Applicant | None:
    if len(text) > _LONGEST:
        return None
    plain = text.translate(_PLAIN)
    for channel, pattern in grammars:
        found = pattern.fullmatch(plain)
        if found:
            parts = {
                key: text[slice(*found.span(key))].strip(" -")
                for key, value in found.groupdict().items()
                if value
            }
            if "_" in parts.get("city", "") and "phone" in parts:
                parts["city"] = " ".join(dict.fromkeys(parts["city"].split("_")))
            return Applicant(**parts, channel=channel)
    return None
