"""Customer service: a call played through, then questions."""

from __future__ import annotations

from workbench.scoring.shipped.shape import ShippedAttribute as A
from workbench.scoring.shipped.shape import ShippedCard

SERVICE = ShippedCard(
    "customer-service",
    "客户服务",
    "Customer service",
    (
        A(
            "listening",
            "倾听与确认",
            "Listening",
            (
                "打断客户，没听完就答",
                "听完再答，记下要点",
                "用自己的话复述问题，连没说出口的担心也点到",
            ),
            (
                "Interrupts; answers before the end",
                "Hears the customer out and notes the point",
                "Says the problem back in own words, the unspoken worry included",
            ),
        ),
        A(
            "empathy",
            "同理与语气",
            "Tone and empathy",
            (
                "念话术，或与客户对着生气",
                "礼貌，语气平稳",
                "先安顿情绪再解决问题，客户明显平静下来",
            ),
            (
                "Reads a script, or gets angry back",
                "Polite and even",
                "Settles the feeling first, then the matter; the customer calms down",
            ),
        ),
        A(
            "solving",
            "解决问题",
            "Solving the problem",
            (
                "给出错误答案，或只会说“帮您反馈”",
                "按流程解决常见问题",
                "找到根源，给出可行方案和备用方案",
            ),
            (
                "Gives a wrong answer, or only “passes it on”",
                "Solves a common case by the book",
                "Finds the cause, and offers a way that works and another in reserve",
            ),
        ),
        A(
            "ownership",
            "负责到底",
            "Ownership",
            (
                "转出去就不再过问",
                "告知下一步和时间",
                "主动回访，直到客户确认解决",
            ),
            (
                "Hands over and forgets",
                "Tells the next step and the time",
                "Comes back unasked until the customer says it is settled",
            ),
        ),
        A(
            "honesty",
            "实事求是",
            "Honesty",
            (
                "为了结束通话作出不实承诺",
                "不清楚的含糊带过",
                "坦白说明做不到的事和原因，并给出替代",
            ),
            (
                "Promises untruly to end the call",
                "Blurs what is not known",
                "Says openly what cannot be done and why, and offers something else",
            ),
            knock_out=True,
        ),
        A(
            "stamina",
            "稳定与抗压",
            "Steadiness",
            (
                "两三次追问后明显失去耐心",
                "多数情况下保持稳定",
                "连续难缠的情况下质量不下降，会自我调节",
            ),
            (
                "Loses patience after two or three questions",
                "Steady most of the time",
                "Keeps the quality through a run of hard calls, and knows how to recover",
            ),
        ),
    ),
    (
        "3 分钟：给候选人读产品说明和客户资料",
        "8 分钟：模拟来电，面试官扮演不满的客户，中途改口一次",
        "10 分钟：请候选人书面回复同一位客户",
        "10 分钟：追问以往最难的一次服务经历",
        "5 分钟：面试官各自独立评分，不交流",
    ),
    (
        "3 min: the candidate reads the product sheet and the customer's record",
        "8 min: a played call with an unhappy customer who changes the story once",
        "10 min: a written answer to the same customer",
        "10 min: questions on the hardest case they ever had",
        "5 min: each interviewer scores alone, without talking",
    ),
)
