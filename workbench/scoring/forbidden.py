"""Questions that must not be asked: found by their words, with the reason and a safe alternative.

What is found is a warning, never a refusal: words have many meanings, and whoever asks decides.
The laws named are those of mainland China; whoever asks elsewhere checks with counsel there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from workbench.kernel.i18n import N_

_WOMEN = N_(
    "Law on the Protection of Women’s Rights, art. 43: employers must not ask women applicants"
    " about marriage and children or test for pregnancy. Check with counsel."
)
_EQUAL = N_(
    "Employment Promotion Law, art. 3: no unequal treatment by ethnic group, race, sex or"
    " religion. Check with counsel."
)
_DISABLED = N_(
    "Employment Promotion Law, art. 29 and 30: no unequal treatment of people with disabilities or"
    " carriers of an infection. Check with counsel."
)
_RURAL = N_(
    "Employment Promotion Law, art. 31: no unequal terms for people from the countryside."
    " Check with counsel."
)
_RELEVANT = N_(
    "Labour Contract Law, art. 8, and Personal Information Protection Law, art. 6: ask only what"
    " the work needs. Check with counsel."
)


@dataclass(frozen=True)
class Topic:
    """Something not to be asked about: what it is called, why, and what to ask in its place."""

    key: str
    name: str
    why: str
    instead: str


class Finding(NamedTuple):
    """A topic that a text touches, by which of its words."""

    topic: Topic
    words: str


TOPICS = (
    Topic(
        "marriage",
        N_("Marriage and partners"),
        _WOMEN,
        N_("“The job has two travel days a month. Can you do that?”"),
    ),
    Topic(
        "children",
        N_("Children and childcare"),
        _WOMEN,
        N_("“Hours are 9 to 6, with one duty weekend a month. Can you?”"),
    ),
    Topic(
        "pregnancy",
        N_("Pregnancy"),
        _WOMEN,
        N_("“When could you start?” – nothing more."),
    ),
    Topic(
        "age",
        N_("Age"),
        _RELEVANT,
        N_("“How long have you done this, and what did you learn last?”"),
    ),
    Topic(
        "health",
        N_("Health and disability"),
        _DISABLED,
        N_("“These are the tasks. What would you need from us to do them well?”"),
    ),
    Topic(
        "religion",
        N_("Religion"),
        _EQUAL,
        N_("“We need somebody on these days. Can you work then?”"),
    ),
    Topic(
        "origin",
        N_("Origin, ethnicity, hukou"),
        _RURAL,
        N_("“The work is in this city. From when could you work here?”"),
    ),
    Topic(
        "family",
        N_("Family background"),
        _RELEVANT,
        N_("“Does anything keep you from the hours or the place of this job?”"),
    ),
    Topic(
        "zodiac",
        N_("Star signs, blood type"),
        _RELEVANT,
        N_("“Tell us about work with somebody very unlike you.”"),
    ),
    Topic(
        "politics",
        N_("Politics and memberships"),
        _RELEVANT,
        N_("“Which rules of this trade do you know, and how did you keep them?”"),
    ),
    Topic(
        "looks",
        N_("Looks, height and weight"),
        _RELEVANT,
        N_("“Can you lift 15 kg?” – only where the work needs it."),
    ),
    Topic(
        "orientation",
        N_("Sexual orientation"),
        _RELEVANT,
        N_("“How do you work with people who live otherwise than you?”"),
    ),
)

# Chinese has no spaces, so what makes another word of the characters is ruled out by hand: 对象存储
# is storage, 多大的团队 a team, 属于什么 belonging, 民族品牌 a brand.
_PATTERNS: Mapping[str, str] = {
    "marriage": r"结婚|已婚|未婚|婚否|婚姻|离婚|婚育|再婚"
    r"|(有|找|谈)(没有|了|过|没)?(男|女)?(朋友了吗|对象(?!存储|模型|关系|实例|属性))|男朋友|女朋友"
    r"|(你|您)的?(爱人|配偶|老公|老婆|丈夫|妻子)"
    r"|\bmarital status\b|\b(are|were) you (ever |still )?(married|engaged to|divorced)\b"
    r"|\bare you single(?![- ]?handed|\s+point)\b|\bmaiden name\b|\b(get|getting) married\b"
    r"|\byour (husband|wife|spouse|boyfriend|girlfriend|fianc[ée]e?)\b",
    "children": r"生育|二胎|三胎|要娃|生娃|带娃"
    r"|(有|要|生|带|照顾|几个)(没有|没|不要|过|了|个|小|几个|的)*(孩子|小孩|娃|子女)"
    r"|(你|您|家里|家中)的?(孩子|小孩|娃|子女)"
    r"|\b(do|will|would|if) you (have|want|plan)\b[^.?!]{0,24}\b(kids|children|a baby)\b"
    r"|\b(have|having) any (kids|children)\b"
    r"|\byour (kids?|children|child|baby|sons?|daughters?)\b(?!['’]s)"
    r"|\bchildcare\b|\bstart(ing)? a family\b|\bplan(ning)? (to have|on having) (kids|children)\b",
    "pregnancy": r"怀孕|备孕|孕期|孕检|身孕|休产假|请产假|哺乳"
    r"|\bpregnan(t|cy)\b|\b(take|taking|plan) maternity\b",
    "age": r"(你|您)(今年|现在)?(多大(?!的|规模|压力|程度|范围)|几岁|贵庚)"
    r"|年龄(?!段|层|结构|分布|组)"
    r"|哪(一)?年(出)?生|出生(年|日|于)|年纪(多大|大不大)"
    r"|\bhow old are you\b|\byour age\b|\bdate of birth\b|\bwhen were you born\b"
    r"|\b(what|which) year were you born\b|\byour birthday\b|\btoo (old|young) for\b",
    "health": r"身体(状况|情况|好不好|怎么样|健康)|(你|您)的?健康|健康(状况|情况)|病史|慢性病"
    r"|(生|得|患)过(什么|大|重)*病|有(没有|什么)(疾病|病(?!毒|例|句))"
    r"|(你|您)[^。？！，]{0,6}残疾|残疾证|乙肝|艾滋|抑郁症|住过院|(你|您)[^。？！，]{0,6}吃(什么)?药"
    r"|\b(any|have a|your|with a) disabilit(y|ies)\b|\bare you disabled\b"
    r"|\byour (physical |mental )?health\b(?! (app|product|check|care))"
    r"|\b(medical (condition|history)|chronic illness|mental illness|on medication|sick days)\b",
    "religion": r"宗教|信(什么|不信|仰什么)教|(你|您)信教(?!授|练|师|材)|(你|您)的?信仰"
    r"|做礼拜|(你|您)信佛"
    r"|\byour (religion|faith)\b|\bare you religious\b|\bwhat religion\b"
    r"|\b(go to|attend|which) (church|mosque|temple|synagogue)\b|\bdo you pray\b",
    "origin": r"户口|户籍(?!管理|系统|业务|警)|籍贯|(你|您)的?老家"
    r"|(你|您)是(哪里|哪儿|什么地方)的?人"
    r"|(你|您)是[^。？！，]{0,6}民族|什么民族|哪个民族|本地人|外地人|(来自|出身)农村|农村(户口|人|出身)"
    r"|\bwhere are you (really |originally )?from\b|\bwhere were you born\b|\bmother tongue\b"
    r"|\byour (nationality|ethnicity|ethnic|race|accent|hukou)\b|\b(what|which) race are\b",
    "family": r"(你|您)的?(父母|爸妈|父亲|母亲|爸爸|妈妈|家里人|家人)"
    r"|家庭(背景|情况|条件|成分|出身|状况)"
    r"|兄弟姐妹|独生子?女?|家里(有几口|是做|做什么)"
    r"|\byour (parents|father|mother|siblings|brothers?|sisters?)\b|\bfamily background\b"
    r"|\bfamily status\b",
    "zodiac": r"星座|生肖|血型|八字(?!胡|方针)|面相|算命|(?<![隶下所归直])属(什么|啥)(?!于|性)"
    r"|\bzodiac\b|\bstar sign\b|\bhoroscope\b|\bblood (type|group)\b",
    "politics": r"政治(面貌|倾向|立场|观点|信仰)|党员|入党|(你|您)支持[^。？！，]{0,4}党"
    r"|\bpolitical (views?|opinions?|beliefs?|party)\b|\b(did|do|would) you vote\b"
    r"|\b(party|union) member(ship)?\b",
    "looks": r"身高|体重|三围|长相|颜值|(你|您)[^。？！，]{0,4}胖"
    r"|\bhow (tall|heavy) are you\b|\byour (height|weight)\b",
    "orientation": r"性取向|同性恋|双性恋"
    r"|\bsexual orientation\b|\bare you (gay|lesbian|straight|bisexual|queer)\b",
}
_COMPILED = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in _PATTERNS.items()}


def forbidden(text: str) -> tuple[Finding, ...]:
    """Return the topics not to be asked about that a question touches, in a fixed order."""
    flat = " ".join(text.replace("’", "'").split())
    found = []
    for topic in TOPICS:
        match = _COMPILED[topic.key].search(flat)
        if match:
            found.append(Finding(topic, match.group().strip()))
    return tuple(found)
