"""How a Chinese name is typed and sorted in Latin letters.

Syllables come from pypinyin; the surname is read through our own table, because pypinyin reads
characters as in running text and so gets 单 曾 仇 解 区 wrong as surnames. Where a surname has
several readings in use, all of them find the person; the first one sorts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from workbench.kernel.names import has_han, is_han
from workbench.people.phrases import lazy_pinyin

# Readings of single-character surnames that differ from the everyday reading, commonest first.
_SURNAMES = {
    "单": "shan dan", "曾": "zeng", "仇": "qiu", "解": "xie jie", "区": "ou qu", "查": "zha cha",
    "任": "ren", "朴": "piao pu", "翟": "zhai di", "覃": "qin tan", "盖": "gai ge", "乐": "yue le",
    "缪": "miao", "那": "na", "华": "hua", "宁": "ning", "繁": "po", "种": "chong", "秘": "bi mi",
    "折": "she zhe", "黑": "he hei", "员": "yun yuan", "召": "shao zhao", "燕": "yan", "洗": "xian",
    "冼": "xian", "谌": "chen shen", "逄": "pang", "郇": "xun huan", "纪": "ji", "卜": "bu",
    "车": "che ju", "石": "shi", "沈": "shen", "尹": "yin", "万": "wan", "牟": "mu mou",
    "贾": "jia", "隗": "wei kui", "句": "gou ju", "佴": "nai", "柏": "bai bo", "薄": "bo bao",
    "哈": "ha", "俞": "yu", "应": "ying", "於": "yu", "干": "gan", "尉": "wei yu", "祭": "zhai ji",
    "晁": "chao", "藏": "zang", "臧": "zang", "訾": "zi", "过": "guo", "相": "xiang", "令": "ling",
    "观": "guan", "阚": "kan", "殷": "yin", "宓": "mi fu", "郗": "xi chi", "妫": "gui", "炅": "gui",
    "長": "zhang", "單": "shan dan", "區": "ou qu", "蓋": "gai ge", "樂": "yue le",
    "吕": "lü", "呂": "lü",
}  # fmt: skip

# Compound surnames; those with an empty value are read as everywhere else.
_COMPOUND = {
    "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun", "澹台": "tan tai", "令狐": "ling hu",
    "单于": "chan yu", "宰父": "zai fu", "亓官": "qi guan", "乐正": "yue zheng", "子车": "zi ju",
    "夏侯": "xia hou", "鲜于": "xian yu", "夹谷": "jia gu", "呼延": "hu yan", "赫连": "he lian",
    "濮阳": "pu yang", "皇甫": "huang fu", "慕容": "mu rong", "欧阳": "ou yang", "歐陽": "ou yang",
    "司马": "si ma", "司徒": "si tu", "司空": "si kong", "司寇": "si kou", "上官": "shang guan",
    "诸葛": "zhu ge", "闻人": "wen ren", "东方": "dong fang", "公孙": "gong sun",
    "公羊": "gong yang",
    "公冶": "gong ye", "公西": "gong xi", "宗政": "zong zheng", "淳于": "chun yu",
    "太叔": "tai shu",
    "申屠": "shen tu", "仲孙": "zhong sun", "轩辕": "xuan yuan", "钟离": "zhong li",
    "宇文": "yu wen", "闾丘": "lü qiu", "颛孙": "zhuan sun", "端木": "duan mu", "巫马": "wu ma",
    "漆雕": "qi diao", "壤驷": "rang si", "拓跋": "tuo ba", "谷梁": "gu liang", "段干": "duan gan",
    "百里": "bai li", "东郭": "dong guo", "南门": "nan men", "羊舌": "yang she",
    "微生": "wei sheng",
    "梁丘": "liang qiu", "左丘": "zuo qiu", "南宫": "nan gong", "第五": "di wu", "独孤": "du gu",
    "西门": "xi men", "哥舒": "ge shu", "纳兰": "na lan", "叶赫": "ye he", "完颜": "wan yan",
}  # fmt: skip

_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_NOT_A_LETTER = re.compile(r"[^\w]+|_")


@dataclass(frozen=True)
class PinyinKeys:
    """A name in Latin letters.

    Attributes: `full`, every way to type it without spaces, the likeliest first (ü also as v and
    u); `initials`, the first letters in the same readings; `sort_key`, orders a list by syllable,
    so that 李安 (li an) stands before 连 (lian). Names in Latin letters are only folded.
    """

    full: tuple[str, ...]
    initials: tuple[str, ...]
    sort_key: str


def surname_of(name: str) -> str:
    """Return the surname of a Chinese name (two characters for 欧阳), '' for any other name."""
    if not name or not is_han(name[0]) or "·" in name:
        return ""
    return name[:2] if name[:2] in _COMPOUND and len(name) > 2 else name[:1]


@lru_cache(maxsize=16_384)  # a batch asks for each of its names several times
def pinyin_keys(name: str) -> PinyinKeys:
    """Return how `name` is typed and sorted. Any text will do."""
    text = unicodedata.normalize("NFKC", name).strip()
    if not has_han(text):
        folded = fold(text)
        words = _NOT_A_LETTER.sub(" ", folded).split()
        first = "".join(word[0] for word in words)
        return PinyinKeys(_distinct(["".join(words)]), _distinct([first]), " ".join(words))
    readings = _readings(text)
    full = [way for syllables in readings for way in _typed(syllables)]
    letters = ["".join(s[0] for s in syllables) for syllables in readings]
    ordered = " ".join(readings[0]).replace("ü", "v")
    return PinyinKeys(
        _distinct(full), _distinct([i.replace("ü", "v") for i in letters]), f"{ordered}  {text}"
    )


def fold(text: str) -> str:
    """Return `text` in lower case without accents: Ñúñez becomes nunez."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", bare))


@lru_cache(maxsize=16_384)
def search_words(name: str) -> str:
    """Return the words under which a Latin prefix search finds `name`.

    For 王小明: wangxiaoming, xiaoming, ming, wxm, xm, so that surname, given name and initials all
    answer while typing. Separated by spaces.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    if not has_han(text):
        return fold(text)
    words: list[str] = []
    for syllables in _readings(text):
        for start in range(len(syllables)):
            words += _typed(syllables[start:])
            words.append("".join(s[0] for s in syllables[start:]).replace("ü", "v"))
    return " ".join(_distinct(words))


def _readings(text: str) -> list[list[str]]:
    surname = surname_of(text)
    rest = _syllables(text[len(surname) :])
    if not surname:
        return [list(rest)]
    return [[*reading, *rest] for reading in _surname_readings(surname)]


def _surname_readings(surname: str) -> list[tuple[str, ...]]:
    if surname in _COMPOUND:
        return [tuple(_COMPOUND[surname].split())]
    listed = _SURNAMES.get(surname)
    return [(way,) for way in listed.split()] if listed else [_syllables(surname)]


@lru_cache(maxsize=16_384)  # surnames and given names come again and again
def _syllables(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    found = lazy_pinyin()(text, v_to_u=True)
    words = (_NOT_A_LETTER.sub(" ", _fold_keep_u(part)).split() for part in found)
    return tuple(word for part in words for word in part)


def _fold_keep_u(text: str) -> str:
    """Fold `text` as `fold` does, but leave ü, which is a letter of its own in pinyin."""
    return "ü".join(fold(part) for part in unicodedata.normalize("NFC", text).split("ü"))


def _typed(syllables: list[str]) -> list[str]:
    choices = [(s.replace("ü", "v"), s.replace("ü", "u")) if "ü" in s else (s,) for s in syllables]
    if sum(len(choice) > 1 for choice in choices) > 3:  # nobody's name; keep the list short
        return ["".join(choice[0] for choice in choices)]
    return ["".join(way) for way in product(*choices)]


def _distinct(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
