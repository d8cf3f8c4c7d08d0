"""Office posts in general: a structured interview with a small piece of work."""

from __future__ import annotations

from workbench.scoring.shipped.shape import ShippedAttribute as A
from workbench.scoring.shipped.shape import ShippedCard

OFFICE = ShippedCard(
    "general-office",
    "通用职能岗",
    "General office",
    (
        A(
            "knowledge",
            "岗位知识",
            "Knowledge of the job",
            (
                "说不清本岗位的基本做法",
                "熟悉常规流程，偶有遗漏",
                "连例外情况也讲得清，并知道依据在哪里",
            ),
            (
                "Cannot describe how the work is usually done",
                "Knows the usual way, with a gap here and there",
                "Knows the exceptions too, and where the rule for them stands",
            ),
        ),
        A(
            "accuracy",
            "细致准确",
            "Accuracy",
            (
                "样题中多处差错，自己没有发现",
                "有小差错，复核后能改正",
                "没有差错，并指出材料本身的矛盾",
            ),
            (
                "Several slips in the work sample, none of them noticed",
                "A small slip, found and mended on checking",
                "No slip, and points out what contradicts itself in the material",
            ),
        ),
        A(
            "organising",
            "条理与轻重",
            "Order and priorities",
            (
                "来什么做什么，说不出先后",
                "能排出先后，按时完成",
                "按影响排序，提前预警并商量调整",
            ),
            (
                "Does what comes, without an order",
                "Sets an order and keeps the dates",
                "Orders by effect, warns early and renegotiates",
            ),
        ),
        A(
            "communication",
            "沟通表达",
            "Communication",
            (
                "答非所问，书面材料看不懂",
                "说得清楚，对方能照着做",
                "先说结论，按听的人换说法，并确认对方理解",
            ),
            (
                "Misses the question; the written piece is unclear",
                "Clear enough to act upon",
                "Conclusion first, fitted to the listener, and checks that it arrived",
            ),
        ),
        A(
            "cooperation",
            "协作服务",
            "Cooperation",
            (
                "只讲分工，把问题推给别人",
                "愿意配合，有问必答",
                "替对方多想一步，把跨部门的事办成，有例子",
            ),
            (
                "Hides behind the division of work",
                "Willing, and answers when asked",
                "Thinks one step ahead for others; got something done across teams, with proof",
            ),
        ),
        A(
            "discretion",
            "保密与分寸",
            "Discretion",
            (
                "当场说出前公司的内部信息或他人隐私",
                "知道哪些不能说",
                "举例说明如何在压力下守住信息",
            ),
            (
                "Tells inside matters of an employer, or of other people, in the interview",
                "Knows what must not be told",
                "Gives a case of keeping information safe under pressure",
            ),
            knock_out=True,
        ),
    ),
    (
        "2 分钟：说明流程和记录方式",
        "10 分钟：完成一份小样题（整理一张表，写一封回复）",
        "20 分钟：逐项提问，每项请候选人讲一件真实发生的事，追问到行动和结果",
        "5 分钟：候选人提问，并告知三个工作日内答复",
        "5 分钟：面试官各自独立评分，不交流",
    ),
    (
        "2 min: explain the parts and that notes are taken",
        "10 min: a small piece of work (put a table in order, write one reply)",
        "20 min: attribute by attribute, a thing that really happened, down to act and result",
        "5 min: the candidate's questions; say they will hear within three working days",
        "5 min: each interviewer scores alone, without talking",
    ),
)
