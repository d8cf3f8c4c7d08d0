"""The stage sets that a new vault begins with.

Roles are words of `pipeline.roles`; letters are codes of the kinds of letters.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.pipeline.models import StageKind
from workbench.pipeline.roles import Role


@dataclass(frozen=True)
class Rule:
    """One rule of a stage in both languages."""

    zh: str
    en: str

    @property
    def texts(self) -> dict[str, str]:
        """The text by language."""
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True)
class ShippedStage:
    """One stage of a shipped set.

    Attributes: `entry`, who may come here; `exit`, what must be clear before somebody goes on;
    `limit` in working days; `scorers`, who must score, none where no scorecard is owed.
    """

    zh: str
    en: str
    kind: StageKind
    entry: Rule
    exit: Rule
    limit: int | None = None
    owner: str = Role.RECRUITER
    letter: str = ""
    scorers: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShippedSet:
    """One shipped stage set."""

    key: str
    zh: str
    en: str
    stages: tuple[ShippedStage, ...]


S, K, R = ShippedStage, StageKind, Rule
_NEW = S(
    "新简历",
    "New",
    K.NEW,
    R("简历或报名信息已录入，来源已注明。", "CV or form is in, and its source is noted."),
    R(
        "学历、年限、地点等硬性条件已核对；明显不符的当天婉拒。",
        "Education, years and place are checked; whoever clearly does not fit hears the same day.",
    ),
    limit=2,
    letter="received",
)
_SCREEN = S(
    "初筛",
    "Screening",
    K.SCREEN,
    R("硬性条件符合，简历内容完整可读。", "The hard requirements are met; the CV can be read."),
    R(
        "每条必备要求都有结论：符合、不符合，或留待电话核实。",
        "Every must-have has an answer: met, not met, or to be asked on the phone.",
    ),
    limit=2,
)
_CALL = S(
    "电话沟通",
    "Phone call",
    K.CALL,
    R(
        "初筛通过，待核实的问题已列出。",
        "Screening is passed; what is still open is written down.",
    ),
    R(
        "求职意向、期望薪资、到岗时间已问清并记录；待核实的问题都有答案。",
        "Motive, expected pay and start date are noted; the open questions are answered.",
    ),
    limit=3,
    letter="phone",
)
_FIRST = S(
    "一面",
    "First interview",
    K.INTERVIEW,
    R(
        "电话沟通通过，面试官已拿到面试包并知道要看哪些评分项。",
        "The call went well; the panel has the kit and knows which attributes it looks at.",
    ),
    R(
        "面试官当天独立提交评分，每个分数都有事实依据。",
        "Each interviewer hands in own scores the same day, with facts behind every score.",
    ),
    limit=3,
    letter="invitation",
    scorers=(Role.PANEL,),
)
_SECOND = S(
    "二面",
    "Second interview",
    K.INTERVIEW,
    R(
        "一面评分齐全，二面要追问的问题已定。",
        "All scores of the first interview are in; what the second has to settle is decided.",
    ),
    R(
        "用人经理已评分，一面留下的疑问有结论。",
        "The hiring manager has scored; the doubts of the first interview are settled.",
    ),
    limit=3,
    letter="invitation",
    scorers=(Role.MANAGER, Role.PANEL),
)
_DEBRIEF = S(
    "综合评议",
    "Debrief",
    K.DEBRIEF,
    R("应交的评分表全部提交。", "Every scorecard that is owed has been handed in."),
    R(
        "先逐项讨论再下结论；录用或不录用的理由已写下。",
        "Attributes are discussed one by one before the verdict; the reasons are written down.",
    ),
    limit=2,
    owner=Role.MANAGER,
    letter="thanks",
)
_OFFER_IN = R(
    "录用结论已作出，薪资在薪酬范围内或已获特批。",
    "The decision is made; the pay is inside the band, or an exception is approved.",
)
_OFFER_OUT = R("候选人已书面答复，入职日期已定。", "The written answer is here; day one is set.")
_OFFER = S("Offer", "Offer", K.OFFER, _OFFER_IN, _OFFER_OUT, limit=3, letter="offer")
_PRE_START = S(
    "待入职",
    "Before day one",
    K.PRE_START,
    R("Offer 已接受，入职计划已生成。", "The offer is accepted and the onboarding plan is made."),
    R(
        "入职前一天检查全部完成：电脑、工位、账号、工牌、伙伴。",
        "The check on the eve is all done: computer, desk, accounts, badge, buddy.",
    ),
    letter="pre_start",
)
_HIRED = S(
    "已入职",
    "Started",
    K.HIRED,
    R("本人已到岗报到。", "The person has come to work."),
    R("入职材料已查验，试用期目标已谈妥。", "Papers are seen; goals of probation are agreed."),
    owner=Role.MANAGER,
)
_END = (_DEBRIEF, _OFFER, _PRE_START, _HIRED)

_SCENARIO = S(
    "场景模拟",
    "Scenario simulation",
    K.INTERVIEW,
    R(
        "一面通过，扮演客户的面试官已熟悉剧本和突发卡。",
        "The first interview is passed; whoever plays the customer knows script and twist.",
    ),
    R(
        "按行为锚点完成评分，诚信一项没有得 1 分。",
        "Scored along the anchors; integrity is not at the lowest level.",
    ),
    limit=3,
    letter="invitation",
    scorers=(Role.MANAGER, Role.PANEL),
)
_REVIEW = S(
    "技术初评",
    "Technical review",
    K.SCREEN,
    R("硬性条件符合，有可评估的项目或代码。", "Hard requirements met; there is work to look at."),
    R(
        "技术评审人写下一个最值得深挖的项目和两个疑点。",
        "The reviewer names one project worth going into, and two doubts.",
    ),
    limit=2,
    owner=Role.EXPERT,
)
_DEEP_DIVE = S(
    "项目复盘",
    "Project deep-dive",
    K.INTERVIEW,
    R("复盘项目已与候选人约定。", "The project to talk about is agreed with the candidate."),
    R(
        "本人贡献、关键决策和量化结果已问清，评分已提交。",
        "Own part, hardest decisions and measured results are clear; scores are in.",
    ),
    limit=3,
    letter="invitation",
    scorers=(Role.EXPERT, Role.MANAGER),
)
_TASK = S(
    "编程/设计题",
    "Coding or design task",
    K.TEST,
    R(
        "题目与岗位工作直接相关，完成时间不超过三小时。",
        "The task is like the work itself and takes no more than three hours.",
    ),
    R(
        "两位评审按同一标准独立评分，结果已告知候选人。",
        "Two reviewers scored alone by the same standard; the candidate knows the result.",
    ),
    limit=3,
    owner=Role.EXPERT,
    scorers=(Role.EXPERT,),
)
_CROSS = S(
    "交叉面",
    "Cross interview",
    K.INTERVIEW,
    R(
        "前两轮评分齐全；面试官来自其他团队，事先不看他人评分。",
        "Scores so far are in; the interviewer is from another team and has not seen them.",
    ),
    R("协作与学习两项有独立结论。", "There is an independent view on collaboration and learning."),
    limit=3,
    letter="invitation",
    scorers=(Role.OTHER_TEAM,),
)
_TALK = S(
    "宣讲",
    "Campus talk",
    K.NEW,
    R("到场并登记联系方式与毕业时间。", "Came, and left contact and month of graduation."),
    R(
        "毕业时间、专业符合要求，已通知笔试。",
        "Month and subject fit; asked to the test.",
    ),
    limit=3,
    letter="received",
)
_WRITTEN = S(
    "笔试",
    "Written test",
    K.TEST,
    R("已收到笔试时间、地点与须知。", "Knows when, where and what to bring."),
    R("统一阅卷，分数与分数线已记录。", "Marked by one standard; mark and pass line are noted."),
    limit=3,
    scorers=(Role.HR,),
)
_GROUP = S(
    "群面",
    "Group discussion",
    K.INTERVIEW,
    R(
        "笔试过线，每组六至八人，每位观察员最多看三人。",
        "Above the line; groups of six to eight, each observer watches three at most.",
    ),
    R(
        "观察员独立记录并评分，小组内不互相比名次。",
        "Observers noted and scored alone; nobody is ranked within the group.",
    ),
    limit=3,
    letter="invitation",
    scorers=(Role.PANEL,),
)
_SINGLE = S(
    "单面",
    "Interview",
    K.INTERVIEW,
    R("群面评分齐全，意向岗位与城市已确认。", "Group scores are in; post and city are confirmed."),
    R("用人部门已评分，培养方向有建议。", "The department scored and says what to train first."),
    limit=3,
    letter="invitation",
    scorers=(Role.MANAGER, Role.HR),
)
_AGREEMENT = S(
    "体检/三方",
    "Check-up and agreement",
    K.PRE_START,
    R("Offer 已接受，三方协议已寄出。", "The offer is accepted; the agreement has been sent."),
    R(
        "三方协议已签回；岗位确需体检的，结果只记“符合/不符合”。",
        "The agreement is back; where the job needs a check-up, only “fit” or “not fit” is kept.",
    ),
    limit=10,
    letter="pre_start",
)
_POOL = S(
    "预筛池",
    "Pre-screened",
    K.NEW,
    R(
        "此前已筛选过，当天电话确认仍有意向。",
        "Screened before; said on the phone today that they are still interested.",
    ),
    R("48 小时内的面试时间已约定。", "A time within the next 48 hours is agreed."),
    limit=1,
)
_SOON = S(
    "48h 内面试",
    "Interview within 48 h",
    K.INTERVIEW,
    R("时间、面试官、会议室都已确认。", "Time, panel and room are confirmed."),
    R("全体面试官散会前提交评分。", "The whole panel hands in its scores before it parts."),
    limit=2,
    letter="invitation",
    scorers=(Role.MANAGER, Role.PANEL),
)
_SAME_DAY = S(
    "当日评议",
    "Debrief same day",
    K.DEBRIEF,
    R("面试当天评分齐全。", "All scores are in on the day of the interview."),
    R(
        "当天得出结论并写下理由；紧急不降低必备要求。",
        "Decided the same day with reasons; urgency lowers no must-have.",
    ),
    limit=1,
    owner=Role.MANAGER,
    letter="thanks",
)
_QUICK_OFFER = S("Offer", "Offer", K.OFFER, _OFFER_IN, _OFFER_OUT, limit=1, letter="offer")

SHIPPED = (
    ShippedSet("standard", "标准", "Standard", (_NEW, _SCREEN, _CALL, _FIRST, _SECOND, *_END)),
    ShippedSet("sales", "销售", "Sales", (_NEW, _SCREEN, _CALL, _FIRST, _SCENARIO, _SECOND, *_END)),
    ShippedSet("rd", "研发", "R&D", (_NEW, _REVIEW, _DEEP_DIVE, _TASK, _CROSS, *_END)),
    ShippedSet(
        "campus",
        "校招",
        "Campus",
        (_TALK, _WRITTEN, _GROUP, _SINGLE, _DEBRIEF, _OFFER, _AGREEMENT, _HIRED),
    ),
    ShippedSet(
        "urgent",
        "紧急通道",
        "Fast lane",
        (_POOL, _SOON, _SAME_DAY, _QUICK_OFFER, _PRE_START, _HIRED),
    ),
)
