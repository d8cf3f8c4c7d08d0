"""One line about a person, as people type it: "张三 后端 内推 13800000000".

Contacts are found by their shape, the other facts by known words, the post by a word of an open
requisition's title. What is understood nowhere is handed back, never guessed into a field. A text
of several lines is read as a CV.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.intake import normalise
from workbench.intake.cvtext import draft_cv
from workbench.intake.surnames import looks_like_a_name
from workbench.kernel.degrees import Degree
from workbench.kernel.i18n import N_
from workbench.kernel.names import has_han

LONGEST = 500  # characters of a line
_CV_LINES = 3
_SHORTEST_POST = 2  # a single letter stands in every title
_BREAK = re.compile(r"[\s,，、;；|｜/]+")
_CV_LABEL = re.compile(r"(?m)^\s*[^\s:：]{1,8}\s*[:：]\s*\S")
_WECHAT = re.compile(
    r"(?:微信号?|wechat|weixin|wx|vx|v信)\s*[:：]?\s*([A-Za-z][A-Za-z0-9_-]{5,19})(?![\w@.-])",
    re.IGNORECASE,
)
_SAME_WECHAT = re.compile(r"(?:手机)?微信同号|微信同手机号?|\(?同微信\)?", re.IGNORECASE)
_EDGE, _END = r"(?<![^\s,，、;；|｜/])", r"(?=[\s,，、;；|｜/]|$)"
_YEARS = re.compile(
    _EDGE + r"((?:\d{1,2}(?:\.\d)?|[一二两三四五六七八九十]{1,3})\s*年半?(?:以上)?"
    r"|应届(?:生|毕业生)?)(?:工作)?(?:经验|工龄)?" + _END
)
_ENGLISH_YEARS = re.compile(_EDGE + r"(\d{1,2}(?:\.\d)?)\s*(?:years?|yrs?|y)" + _END, re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:统招|全日制)?(博士|硕士|研究生|本科|学士|大专|专科|高职|中专|高中)(?:生|学历|学位|毕业)?"
    r"|(ph\.?d|master|mba|bachelor)(?:’s|'s)?",
    re.IGNORECASE,
)
_SCHOOL = re.compile(r"[\u3400-\u9fff]{2,14}(?:大学|学院)|[\u3400-\u9fff]{2}(?:理工|师大|财大)")
_CITY_MARK = re.compile(r"^(?:坐标|base|现居|在)", re.IGNORECASE)
_PLACES = """
北京 上海 广州 深圳 杭州 南京 苏州 成都 武汉 西安 重庆 天津 长沙 郑州 青岛 宁波 无锡 厦门 合肥
佛山 东莞 大连 沈阳 济南 福州 昆明 哈尔滨 长春 石家庄 太原 南昌 贵阳 南宁 兰州 海口 珠海 中山
惠州 嘉兴 常州 南通 徐州 扬州 镇江 泰州 绍兴 金华 温州 台州 湖州 泉州 烟台 潍坊 洛阳 襄阳 宜昌
芜湖 乌鲁木齐 呼和浩特 银川 西宁 拉萨 香港 澳门 台北 三亚 桂林 唐山 保定 廊坊 威海 淄博 临沂
盐城 连云港 柳州
Beijing Shanghai Guangzhou Shenzhen Hangzhou Nanjing Suzhou Chengdu Wuhan London Berlin Singapore
"""
_CITIES = {word.casefold(): word for word in _PLACES.split()}
_SOURCES = {
    "内推": "内推", "推荐": "内推", "员工推荐": "内推", "referral": "内推", "猎头": "猎头",
    "headhunter": "猎头", "官网": "官网", "校招": "校招", "社招": "社招", "招聘会": "招聘会",
    "双选会": "招聘会", "宣讲会": "校招", "公众号": "公众号", "朋友圈": "朋友圈", "自荐": "自荐",
    "boss": "BOSS直聘", "boss直聘": "BOSS直聘", "直聘": "BOSS直聘", "智联": "智联招聘",
    "智联招聘": "智联招聘", "猎聘": "猎聘", "前程无忧": "前程无忧", "51job": "前程无忧",
    "拉勾": "拉勾", "脉脉": "脉脉", "58同城": "58同城", "linkedin": "LinkedIn", "领英": "LinkedIn",
    "github": "GitHub", "牛客": "牛客", "实习僧": "实习僧",
}  # fmt: skip
_TITLES = ("先生", "女士", "小姐", "同学")


# The facts about the person, in the order in which they are told.
LABELS = {
    "name": N_("Name"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "wechat": N_("WeChat"),
    "source": N_("Source"),
    "city": N_("City"),
    "degree": N_("Degree"),
    "school": N_("School"),
    "years": N_("Years of experience"),
    "title": N_("Present title"),
    "employer": N_("Present employer"),
}


@dataclass(frozen=True)
class Quick:
    """What a line says of somebody; '' where it is silent.

    Attributes: `requisition`, the id of the open one that is meant; `unread`, words that nothing is
    known about; `cv_text`, the text where it was a CV.
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""
    source: str = ""
    city: str = ""
    degree: Degree = Degree.UNKNOWN
    school: str = ""
    years: float | None = None
    title: str = ""
    employer: str = ""
    requisition: str = ""
    unread: tuple[str, ...] = ()
    cv_text: str = ""

    @property
    def has_contact(self) -> bool:
        """Tell whether somebody could be reached by it."""
        return bool(self.phone or self.email or self.wechat)


def read_quickly(text: str, posts: Sequence[tuple[str, str]] = ()) -> Quick:
    """Return what a line, or a pasted CV, says; `posts` are ids and titles of open requisitions."""
    return _from_cv(text, posts) if is_cv(text) else parse_line(text, posts)


def is_cv(text: str) -> bool:
    """Tell whether a text is a CV rather than a line about somebody."""
    lines = [line for line in text.splitlines() if line.strip()]
    return (
        len(lines) >= _CV_LINES
        or len(text) > LONGEST
        or (len(lines) > 1 and len(_CV_LABEL.findall(text)) > 1)
    )


def parse_line(text: str, posts: Sequence[tuple[str, str]] = ()) -> Quick:
    """Return what one line says, its words in any order."""
    return _Line(text[:LONGEST], posts).read()


def _from_cv(text: str, posts: Sequence[tuple[str, str]]) -> Quick:
    draft, _notes = draft_cv(text, "")
    wanted = " ".join(each.job_title for each in draft.applications)
    return Quick(
        name=draft.name,
        phone=draft.phones[0] if draft.phones else "",
        email=draft.emails[0] if draft.emails else "",
        wechat=draft.wechat,
        source=draft.source,
        city=draft.city,
        degree=draft.degree,
        school=draft.school,
        years=draft.years,
        title=draft.title,
        employer=draft.current_employer,
        requisition=_post_in(wanted, posts),
        cv_text=text,
    )


class _Line:
    """A line while it is being read: what is understood is taken out of it."""

    def __init__(self, text: str, posts: Sequence[tuple[str, str]]) -> None:
        self._rest = normalise.clean(text)
        self._posts = posts

    def read(self) -> Quick:
        """Return what the line says."""
        emails = normalise.emails(self._rest)
        for address in emails:
            self._drop(address)
        wechat = self._take(_WECHAT)
        english, years = self._take(_ENGLISH_YEARS), self._take(_YEARS)  # else a phone takes them
        same = _SAME_WECHAT.search(self._rest)
        phones, self._rest = normalise.cut_phones(_SAME_WECHAT.sub(" ", self._rest))
        words = [word for word in _BREAK.split(self._rest) if word]
        found = _Words(words)
        facts = {
            "source": found.take(lambda word: _SOURCES.get(_bare(word), "")),
            "city": found.take(_city),
            "degree": found.take(lambda word: word if _DEGREE.fullmatch(word) else ""),
            "school": found.take(lambda word: word if _SCHOOL.fullmatch(word) else ""),
        }
        requisition = self._requisition(found)
        name = _name(found)
        phone = phones[0] if phones else ""
        return Quick(
            name=name,
            phone=phone,
            email=emails[0] if emails else "",
            wechat=wechat or (phone if same else ""),
            source=facts["source"],
            city=facts["city"],
            degree=normalise.degree(facts["degree"]),
            school=facts["school"],
            years=float(english) if english else normalise.years(years),
            requisition=requisition,
            unread=(*found.left, *emails[1:], *phones[1:]),
        )

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.search(self._rest)
        if found is None:
            return ""
        self._rest = f"{self._rest[: found.start()]} {self._rest[found.end() :]}"
        return found[1]

    def _drop(self, text: str) -> None:
        at = self._rest.casefold().find(text)
        if at >= 0:
            self._rest = f"{self._rest[:at]} {self._rest[at + len(text) :]}"

    def _requisition(self, found: _Words) -> str:
        """Return the post whose title the words name, the longest match first."""
        for size in range(min(len(found.left), 5), 0, -1):
            for at in range(len(found.left) - size + 1):
                words = found.left[at : at + size]
                wanted = _post_in(" ".join(words), self._posts) or (
                    _post_in("".join(words), self._posts) if has_han(words[0]) else ""
                )
                if wanted:
                    del found.left[at : at + size]
                    return wanted
        return ""


class _Words:
    """The words that nothing is known about yet."""

    def __init__(self, words: Sequence[str]) -> None:
        self.left = list(words)

    def take(self, meaning: Callable[[str], str]) -> str:
        """Take out the first word that means something, and return what it means."""
        for at, word in enumerate(self.left):
            found = meaning(word)
            if found:
                del self.left[at]
                return found
        return ""


def _name(found: _Words) -> str:
    """Take out the name: a word built like a Chinese one, else Latin words in a row, else one."""
    name = found.take(lambda word: word if looks_like_a_name(_untitled(word)) else "")
    if name:
        return name
    for at, word in enumerate(found.left):
        end = at
        while end < len(found.left) and _is_latin_name(found.left[end]) and end - at < 4:
            end += 1
        if end > at:
            name = " ".join(found.left[at:end])
            del found.left[at:end]
            return name
        if has_han(word) and not any(char.isdigit() for char in word) and len(word) <= 12:
            return found.left.pop(at)
    return ""


def _untitled(word: str) -> str:
    return next((word.removesuffix(t) for t in _TITLES if word.endswith(t) and len(word) > 4), word)


def _is_latin_name(word: str) -> bool:
    return not has_han(word) and word[:1].isalpha() and not any(c.isdigit() for c in word)


def _bare(word: str) -> str:
    return word.casefold().removesuffix("来的").removesuffix("来").removeprefix("来源:")


def _city(word: str) -> str:
    bare = _CITY_MARK.sub("", word).removesuffix("市").casefold()
    return _CITIES.get(bare, "")


def _post_in(words: str, posts: Sequence[tuple[str, str]]) -> str:
    """Return the requisition whose title holds `words`; of several that with the shortest title."""
    sought = words.strip().casefold()
    if len(sought) < _SHORTEST_POST:
        return ""
    fitting = [
        (len(title), at) for at, (_, title) in enumerate(posts) if sought in title.casefold()
    ]
    return posts[min(fitting)[1]][0] if fitting else ""
