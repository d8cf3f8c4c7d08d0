"""The shipped onboarding plan, pack items, papers and questions, in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from workbench.onboarding.models import OwnerRole, PackKind


class Both(NamedTuple):
    """A text in both languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """Return the text in `language`; whatever is not Chinese reads English."""
        return self.zh if language.startswith("zh") else self.en

    @property
    def names(self) -> dict[str, str]:
        """Return the text as records keep it: {language: text}."""
        return {"zh": self.zh, "en": self.en}


NOTHING = Both("", "")


@dataclass(frozen=True)
class ShippedTask:
    """One task of the shipped plan; see `TaskTemplate` for the attributes."""

    key: str
    offset: int
    owner: OwnerRole
    names: Both
    predecessors: tuple[str, ...] = ()
    required: bool = False
    latest_months: int = 0
    latest_days: int = 0


@dataclass(frozen=True)
class ShippedItem:
    """One thing of the welcome pack."""

    key: str
    kind: PackKind
    names: Both


@dataclass(frozen=True)
class ShippedPaper:
    """One paper to bring."""

    key: str
    names: Both
    notes: Both = NOTHING


T, B, R = ShippedTask, Both, OwnerRole
PLAN_KEY = "standard"
PLAN_NAMES = B("标准入职计划", "Standard onboarding")

# Offsets are working days: day 30 is about 20 of them, day 60 about 40, day 90 about 60.
TASKS = (
    T("equipment", -10, R.IT, B("备好电脑与配件", "Get laptop and equipment ready"), (), True),
    T("desk", -10, R.OFFICE, B("安排并清理工位", "Assign and clear the desk"), (), True),
    T("accounts", -10, R.IT, B("申请账号与权限", "Request accounts and access"), (), True),
    T("goals", -10, R.MANAGER, B("起草 30-60-90 天目标", "Draft goals for days 30, 60 and 90")),
    T("buddy", -10, R.HR, B("选定伙伴并征得同意", "Choose a buddy and ask them"), (), True),
    T("agenda", -5, R.MANAGER, B("排好首日与首周", "Settle the first day and week"), ("goals",)),
    T(
        "letter",
        -5,
        R.HR,
        B("发出报到通知：日程、地点、材料", "Send agenda, place and papers to bring"),
        ("agenda",),
    ),
    T(
        "account-test",
        -3,
        R.IT,
        B("登录测试：邮箱、系统、门禁", "Test the accounts: mail, systems, doors"),
        ("accounts", "equipment"),
        True,
    ),
    T("badge", -3, R.OFFICE, B("制作工牌，开通门禁", "Print the badge, enable the card"), (), True),
    T("pack", -3, R.HR, B("装好欢迎包", "Put the welcome pack together"), (), True),
    T("team", -3, R.MANAGER, B("向团队介绍新同事", "Tell the team who is coming")),
    T("hello", -3, R.BUDDY, B("打个电话问好", "Call and say hello"), ("buddy",)),
    T("reply", -3, R.NEWCOMER, B("回复报到通知，确认时间", "Confirm when you arrive"), ("letter",)),
    T("bring", -1, R.NEWCOMER, B("把要带的材料收进包里", "Pack the papers to bring")),
    T(
        "desk-check",
        -1,
        R.HR,
        B("到工位走一遍，逐项变绿", "Walk to the desk: is everything green?"),
        ("desk", "account-test", "badge", "pack"),
        True,
    ),
    T("welcome", 0, R.HR, B("门口迎接，交付欢迎包", "Welcome at the door, hand over the pack")),
    T("papers", 0, R.HR, B("核对材料原件，只记录不留存", "See the papers; note, do not copy")),
    T("tour", 0, R.BUDDY, B("带路，讲三条不成文的规矩", "Tour, and three unwritten rules")),
    T(
        "systems",
        0,
        R.NEWCOMER,
        B("登录各系统，修改初始密码", "Log in, change the password"),
        ("account-test",),
    ),
    T("lunch", 0, R.BUDDY, B("和团队一起吃午饭", "Lunch with the team")),
    T(
        "manager-talk",
        0,
        R.MANAGER,
        B("第一次谈话：期望与支持", "First talk: what we expect, how we help"),
    ),
    T("day-end", 0, R.BUDDY, B("下班前问一句：还缺什么", "Before leaving: what is missing?")),
    T("handbook", 2, R.NEWCOMER, B("读完员工手册并签收", "Read the handbook and sign")),
    T("ten-minutes", 4, R.BUDDY, B("第一周每天聊十分钟", "Ten minutes every day of week one")),
    T("five-people", 5, R.BUDDY, B("引见五位常打交道的同事", "Introduce five people to know")),
    T("one-on-one", 5, R.MANAGER, B("第一次一对一", "First one-on-one")),
    T("first-task", 5, R.NEWCOMER, B("交付第一件小任务", "Deliver the first small task")),
    T(
        "contract",
        20,
        R.HR,
        B("签好劳动合同（最迟入职一个月内）", "Contract signed (by law within one month)"),
        ("papers",),
        latest_months=1,
    ),
    T(
        "insurance",
        20,
        R.HR,
        B("办好社会保险登记（三十日内）", "Register for social insurance (within 30 days)"),
        ("papers",),
        latest_days=30,
    ),
    T(
        "learned",
        20,
        R.NEWCOMER,
        B("会用全部系统，完成一次小交付", "All systems, one small delivery"),
    ),
    T(
        "feedback",
        40,
        R.MANAGER,
        B("双向反馈一轮", "A round of feedback, both ways"),
        ("one-on-one",),
    ),
    T("owned", 40, R.NEWCOMER, B("从头到尾负责一件事", "Own one thing, start to finish")),
    T("next-quarter", 58, R.NEWCOMER, B("写下下一季度的计划", "Write the plan for next quarter")),
    T("probation", 60, R.MANAGER, B("转正谈话", "Talk about the end of probation"), ("feedback",)),
    T("thanks", 60, R.BUDDY, B("收尾一聊，互道感谢", "A closing talk, and thanks")),
)

G, D = ShippedItem, PackKind
ITEMS = (
    G("welcome-letter", D.DOCUMENT, B("经理签名的欢迎信", "Welcome letter signed by the manager")),
    G("timetable", D.DOCUMENT, B("首日与首周日程", "First day and week")),
    G("handbook", D.DOCUMENT, B("员工手册（签收）", "Employee handbook (to sign for)")),
    G("culture", D.DOCUMENT, B("文化手册", "Culture handbook")),
    G("contacts", D.DOCUMENT, B("组织架构与通讯录", "Organisation chart and contacts")),
    G("map", D.DOCUMENT, B("办公区地图", "Map of the site")),
    G("glossary", D.DOCUMENT, B("公司用语小词典", "Glossary of house words")),
    G("buddy-card", D.DOCUMENT, B("伙伴卡", "Buddy card")),
    G("safety", D.DOCUMENT, B("安全须知卡", "Safety card")),
    G(
        "benefits",
        D.DOCUMENT,
        B("福利说明：五险一金、休假、医疗", "Benefits: insurance, leave, medical"),
    ),
    G("expenses", D.DOCUMENT, B("报销指引", "How to claim expenses")),
    G("badge", D.ACCESS, B("工牌与挂绳", "Badge and lanyard")),
    G("access-card", D.ACCESS, B("门禁卡", "Access card")),
    G("account-envelope", D.ACCESS, B("账号与初始密码信封", "Envelope with accounts and password")),
    G("desk-plate", D.ITEM, B("桌牌", "Desk plate")),
    G("notebook", D.ITEM, B("笔记本和笔", "Notebook and pen")),
    G("mug", D.ITEM, B("水杯", "Mug or bottle")),
    G("shirt", D.ITEM, B("公司 T 恤", "Company T-shirt")),
)

P = ShippedPaper
PAPERS = (
    P("identity", B("身份证或护照", "Identity card or passport"), B("原件", "the original")),
    P(
        "degrees",
        B("学历、学位证书", "Degree certificates"),
        B("原件，核对后当场归还", "originals"),
    ),
    P(
        "leaving",
        B("上一家单位的离职证明", "Leaving certificate"),
        B("首次就业的不需要", "not for a first job"),
    ),
    P(
        "health",
        B("体检报告", "Health report"),
        B("仅限岗位有要求时", "only if the job requires it"),
    ),
    P("bank", B("工资卡卡号", "Bank account"), B("本人名下", "in your own name")),
    P("photos", B("证件照", "Photographs"), B("两张一寸，工牌用", "two, for the badge")),
    P(
        "insurance",
        B("社保与公积金账号", "Social-insurance, housing-fund no."),
        B("没有的话我们来办", "if any"),
    ),
    P("offer", B("签好的录用通知", "Signed offer"), B("还没签的话带来签", "or sign it here")),
)

QUESTIONS = {
    "role": B("我清楚自己要做什么、做到什么程度", "I know what is expected of me"),
    "support": B("遇到问题时我能得到帮助", "I get help when I need it"),
    "belonging": B("我觉得自己是团队的一员", "I feel part of the team"),
    "workload": B("工作量合适", "My workload is right"),
    "surprise": B("实际工作与当初所说一致", "The work is what I was told it would be"),
    "recommend": B("我会向朋友推荐这里", "I would recommend us to a friend"),
}
