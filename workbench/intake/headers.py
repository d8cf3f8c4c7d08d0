"""The column headers and labels that are known, in Chinese and English.

Used for the headers of a table and for the labels in a CV ("电话：138…"). Column sets seen in:
51job, 智联 and 猎聘 exports, 薪人薪事, and Greenhouse's bulk import (First Name, Company, Title,
Who gets credit, Milestone, …).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbench.intake.normalise import clean

LEFT_OUT = "left-out"  # known, and not taken over: it must not weigh in a decision
IGNORED = ""  # of no use outside the file

WORDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full name", "candidate", "candidate name", "applicant", "姓名", "名字",
             "候选人", "候选人姓名", "求职者", "应聘者", "应聘人", "中文名",
             "应聘者姓名", "应聘人姓名", "求职者姓名", "人选", "人选姓名", "真实姓名"),
    "last_name": ("last name", "surname", "family name", "姓", "姓氏"),
    "first_name": ("first name", "given name", "名"),
    "email": ("email", "e-mail", "mail", "email address", "e-mail address", "email1", "邮箱",
              "电子邮件", "电子邮箱", "邮件", "邮箱地址", "联系邮箱", "个人邮箱", "邮件地址",
              "电邮", "email地址"),
    "phone": ("phone", "mobile", "cell", "cell phone", "mobile phone", "telephone", "tel",
              "phone number", "mobile number", "手机", "手机号", "手机号码", "电话", "电话号码",
              "联系电话", "联系方式", "移动电话", "联系手机", "联系号码", "本人电话"),
    "wechat": ("wechat", "weixin", "wechat id", "微信", "微信号"),
    "city": ("city", "location", "current city", "residence", "城市", "所在城市", "现居地",
             "现居住地", "居住地", "现居城市", "所在地", "工作地点", "期望城市", "地点",
             "当前城市", "目前城市", "目前所在地", "目前所在城市", "现所在地", "所在地区"),
    "degree": ("degree", "education", "highest degree", "education level", "学历", "最高学历",
               "文化程度", "学位", "教育程度"),
    "school": ("school", "university", "college", "学校", "毕业院校", "毕业学校", "院校",
               "毕业大学", "大学", "学校名称", "院校名称"),
    "years": ("years", "experience", "years of experience", "work experience", "工作年限",
              "工作经验", "年限", "经验", "工龄", "工作年数", "总工作年限"),
    "expected_pay": ("expected salary", "expected pay", "salary expectation", "desired salary",
                     "期望薪资", "期望月薪", "期望薪酬", "薪资要求", "期望工资", "期望年薪",
                     "期望薪水", "期望待遇", "薪资期望", "税前期望月薪", "期望税前月薪"),
    "notice": ("notice", "notice period", "available from", "availability", "date available",
               "could start", "到岗时间", "可到岗时间", "到岗日期", "入职时间", "离职周期",
               "求职状态", "最快到岗时间", "最早到岗时间", "预计到岗时间"),
    "current_employer": ("company", "current company", "employer", "current employer", "公司",
                         "当前公司", "现公司", "目前公司", "所在公司", "现任公司", "工作单位",
                         "最近公司", "目前所在公司", "现单位", "当前单位", "目前单位",
                         "现工作单位", "公司名称", "在职公司"),
    "title": ("title", "current title", "position", "current position", "job title", "职位",
              "现任职位", "当前职位", "职务", "目前职位", "最近职位", "现职位", "现岗位",
              "当前岗位", "目前岗位", "职位名称"),
    "source": ("source", "channel", "来源", "渠道", "简历来源", "招聘渠道"),
    "referrer": ("referrer", "referred by", "who gets credit", "推荐人", "内推人", "介绍人"),
    "agency": ("agency", "headhunter", "猎头", "猎头公司", "供应商"),
    "summary": ("summary", "profile", "self evaluation", "自我评价", "个人简介", "简介",
                "个人优势"),
    "tags": ("tags", "tag", "skills", "key skills", "标签", "技能", "专业技能"),
    "notes": ("notes", "note", "comment", "comments", "remarks", "备注", "说明", "评语"),
    "job": ("job", "applied for", "applied position", "position applied for", "requisition",
            "应聘职位", "应聘岗位", "投递职位", "申请职位", "求职意向", "意向岗位", "岗位",
            "应聘", "期望职位", "投递岗位", "申请岗位", "面试岗位"),
    "stage": ("stage", "milestone", "阶段", "当前阶段", "流程阶段"),
    "status": ("status", "application status", "状态", "应聘状态"),
    "reject_reason": ("reject reason", "rejection reason", "淘汰原因", "拒绝原因"),
    "applied_at": ("applied at", "application date", "applied on", "date applied", "投递时间",
                   "投递日期", "应聘日期", "应聘时间", "申请时间"),
    "contact_notes": ("address", "website", "web site", "social media", "linkedin", "github",
                      "地址", "通讯地址", "家庭住址", "个人主页", "major", "专业", "qq",
                      "links", "链接", "do not contact", "勿联系", "请勿联系"),
    "external_id": ("id", "candidate id", "external id", "编号", "简历编号", "候选人编号"),
    LEFT_OUT: ("gender", "sex", "age", "birthday", "date of birth", "marital status", "nationality",
               "ethnicity", "religion", "photo", "性别", "年龄", "出生日期", "出生年月", "生日",
               "婚姻状况", "婚否", "婚育状况", "民族", "政治面貌", "籍贯", "户口", "户籍", "身高",
               "体重", "照片", "身份证", "身份证号", "身份证号码", "血型", "星座"),
    IGNORED: ("no", "no.", "#", "序号", "number", "added", "添加时间"),
}  # fmt: skip

FIELDS = tuple(sorted(set(WORDS) - {LEFT_OUT, IGNORED}))
_BY_WORD = {word: name for name, words in WORDS.items() for word in words}
_ASIDE = re.compile(
    r"[(（\[【].*?[)）\]】]|[*＊:：]|[\s_—–-]+(?:必填|选填|required|optional)\s*$", re.IGNORECASE
)
_EITHER = re.compile(r"[/／、]")


def field_of(header: str) -> str | None:
    """Return the field that `header` stands for (`LEFT_OUT` and `IGNORED` too), None if unknown.

    Case, spaces, underscores and what stands in brackets do not matter.
    """
    word = clean(_ASIDE.sub("", header)).casefold()
    for spelling in (word, word.replace("_", " "), word.replace(" ", "")):
        if spelling in _BY_WORD:
            return _BY_WORD[spelling]
    return None


def column_of(header: str) -> str | None:
    """Return the field of a column; of one that names two (现公司/学校), that of the first."""
    field = field_of(header)
    if field is not None:
        return field
    found = [field_of(part) for part in _EITHER.split(_ASIDE.sub("", header))]
    if None in found or (LEFT_OUT in found and set(found) != {LEFT_OUT}):
        return None
    return found[0]


def known(headers: Sequence[str]) -> int:
    """Return how many of `headers` are known."""
    return sum(column_of(header) is not None for header in headers if header.strip())


def known_words() -> str:
    """Return the commonest header of each field in both languages, for a message."""
    pairs = [words for field, words in WORDS.items() if field not in {LEFT_OUT, IGNORED}]
    return ", ".join(
        f"{words[0]}/{_chinese(words)}" if _chinese(words) else words[0] for words in pairs
    )


def _chinese(words: Sequence[str]) -> str:
    return next((word for word in words if not word.isascii()), "")
