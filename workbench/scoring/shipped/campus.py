"""Campus and interns: the observer's form for a group discussion."""

from __future__ import annotations

from workbench.scoring.shipped.shape import ShippedAttribute as A
from workbench.scoring.shipped.shape import ShippedCard

CAMPUS = ShippedCard(
    "group-discussion",
    "校招群面观察表",
    "Group discussion, observer's form",
    (
        A(
            "contribution",
            "有效观点",
            "Contribution",
            (
                "几乎不发言，或重复别人的话",
                "提出过自己的观点，有理由",
                "提出的思路被小组采用，并推动了讨论",
            ),
            (
                "Hardly speaks, or repeats others",
                "Puts forward a view of their own, with a reason",
                "Offers a line of thought that the group takes up and moves on with",
            ),
        ),
        A(
            "reasoning",
            "分析与逻辑",
            "Reasoning",
            (
                "结论没有依据，前后矛盾",
                "能用题中材料支持结论",
                "指出材料的漏洞，按标准比较方案",
            ),
            (
                "Concludes without grounds, or contradicts themselves",
                "Backs the conclusion from the material",
                "Finds what the material leaves out, and compares options by criteria",
            ),
        ),
        A(
            "listening",
            "倾听与回应",
            "Listening",
            (
                "打断、否定，不接别人的话",
                "听完再说，偶尔回应",
                "引用并发展他人的观点，邀请沉默的人发言",
            ),
            (
                "Interrupts, dismisses, does not take up what was said",
                "Lets others finish, and answers now and then",
                "Builds on others by name, and brings in those who are silent",
            ),
        ),
        A(
            "progress",
            "推动进程",
            "Moving the group on",
            (
                "跑题，或不顾时间",
                "记得时间和任务",
                "在僵局时提出办法，让小组按时得出结论",
            ),
            (
                "Strays, or ignores the clock",
                "Minds the time and the task",
                "Finds a way out of a deadlock, so that the group concludes in time",
            ),
        ),
        A(
            "expression",
            "表达",
            "Expression",
            (
                "说不清，别人听不懂",
                "条理清楚，音量和语速合适",
                "简洁有力，能替小组作总结陈述",
            ),
            (
                "Unclear to the others",
                "Ordered, at a good pace and volume",
                "Short and strong; could sum up for the whole group",
            ),
        ),
        A(
            "composure",
            "面对分歧",
            "Under disagreement",
            (
                "被反对后退缩或动气",
                "能接受不同意见",
                "对事不对人，当场修正自己的看法并说明原因",
            ),
            (
                "Withdraws or gets heated when opposed",
                "Accepts another view",
                "Keeps to the matter; changes their mind openly, and says why",
            ),
        ),
    ),
    (
        "2 分钟：宣布题目和规则，每位观察员最多看三人",
        "5 分钟：个人阅读与准备",
        "每人 1 分钟：轮流陈述",
        "20 分钟：自由讨论，观察员不插话，只记谁在几分钟说了什么、做了什么",
        "3 分钟：小组总结；5 分钟：观察员各自独立评分，不交流",
    ),
    (
        "2 min: the task and the rules; an observer watches three people at most",
        "5 min: reading and preparing alone",
        "1 min each: statements in turn",
        "20 min: free discussion; observers are silent and note who did what at which minute",
        "3 min: the group sums up; 5 min: each observer scores alone, without talking",
    ),
)
