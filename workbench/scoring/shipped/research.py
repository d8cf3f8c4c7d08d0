"""Research and development: the project deep-dive."""

from __future__ import annotations

from workbench.scoring.shipped.shape import ShippedAttribute as A
from workbench.scoring.shipped.shape import ShippedCard

RESEARCH = ShippedCard(
    "project-deep-dive",
    "研发项目复盘",
    "R&D project deep-dive",
    (
        A(
            "own_part",
            "个人贡献",
            "Own part",
            (
                "只说“我们”，追问后仍说不清自己做了什么",
                "能划清自己负责的部分",
                "说得出自己拍板的决定，并有可核实的结果",
            ),
            (
                "Only says “we”; the own share stays unclear when asked",
                "Draws a clear line around the own share",
                "Names decisions that were their own, with results that can be checked",
            ),
        ),
        A(
            "framing",
            "问题定义",
            "Problem framing",
            (
                "复述任务书，不知道为什么做",
                "清楚目标与约束条件",
                "用数据说明原问题提错了，并重新定义",
            ),
            (
                "Repeats the task; does not know what it was for",
                "Knows the goal and the constraints",
                "Showed with evidence that the question was wrong, and put a better one",
            ),
        ),
        A(
            "depth",
            "技术深度",
            "Technical depth",
            (
                "只报得出工具和名词",
                "讲得清工作原理",
                "讲得清取舍与极限，连续追问两层仍能说到内部机制",
            ),
            (
                "Names tools and catchwords",
                "Explains how it works",
                "Explains trade-offs and limits, and the internals two questions further down",
            ),
        ),
        A(
            "alternatives",
            "决策与备选",
            "Decisions and alternatives",
            (
                "没有考虑过别的做法",
                "比较过一种备选方案",
                "比较过多种方案，有明确标准，也说得出事后的遗憾",
            ),
            (
                "Considered nothing else",
                "Weighed one alternative",
                "Weighed several against stated criteria, and says what they regret",
            ),
        ),
        A(
            "quality",
            "质量与运行",
            "Quality and operation",
            (
                "没有谈到测试和上线之后",
                "有测试、有监控",
                "讲得出一次故障：原因、预防措施和用数字衡量的效果",
            ),
            (
                "Nothing about tests or about life after release",
                "Tests and monitoring were there",
                "Tells of a failure: its cause, the prevention, the effect in figures",
            ),
        ),
        A(
            "collaboration",
            "协作",
            "Collaboration",
            (
                "回避分歧，或各做各的",
                "能与他人配合，按约定交付",
                "让别人的工作也因此变得更好，并有例子",
            ),
            (
                "Avoids disagreement, or works past the others",
                "Works with others and delivers as agreed",
                "Changed others' work for the better, with an example",
            ),
        ),
        A(
            "learning",
            "学习",
            "Learning",
            (
                "说不出教训",
                "说得出一条教训",
                "教训后来用上了，并能证明",
            ),
            (
                "Names no lesson",
                "Names a lesson",
                "Used the lesson later, and can show it",
            ),
        ),
    ),
    (
        "15 分钟：一个项目问到底——目标、你的部分、最难的决定",
        "接着问：有哪些备选、结果用数字怎么说、什么没做成、现在会怎么做",
        "10 分钟：换一个角度（另一个项目，或同一项目的运行与故障）",
        "5 分钟：候选人提问",
        "5 分钟：面试官各自独立评分，不交流",
    ),
    (
        "15 min on one project, downwards: the goal, your part, the hardest decision",
        "Then: which alternatives, the result in figures, what failed, what you would do now",
        "10 min from a second side: another project, or how this one ran and broke",
        "5 min: the candidate's questions",
        "5 min: each interviewer scores alone, without talking",
    ),
)
