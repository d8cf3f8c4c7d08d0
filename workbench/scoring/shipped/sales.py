"""Sales: the scenario simulation."""

from __future__ import annotations

from workbench.scoring.shipped.shape import ShippedAttribute as A
from workbench.scoring.shipped.shape import ShippedCard

SALES = ShippedCard(
    "sales-scenario",
    "销售场景模拟",
    "Sales scenario simulation",
    (
        A(
            "opening",
            "破冰与接触",
            "Opening and contact",
            (
                "一见面就介绍产品，没有寒暄，也没问对方是谁",
                "说明来意和时间安排，气氛自然",
                "征得对方同意再往下谈，并准确说出客户当下的处境",
            ),
            (
                "Starts on the product at once; asks nothing about the person",
                "Gives purpose and agenda, puts the other at ease",
                "Asks leave to go on and names the customer's present situation correctly",
            ),
        ),
        A(
            "discovery",
            "需求挖掘",
            "Need discovery",
            (
                "几乎不提问，凭猜测下结论",
                "用开放式问题，记下客户的痛点",
                "把痛点换算成金额或时间，并问清决策流程与预算",
            ),
            (
                "Hardly asks; concludes from guesses",
                "Asks open questions and notes what hurts",
                "Puts the pain into money or time, and learns who decides and with what budget",
            ),
        ),
        A(
            "value",
            "价值表达",
            "Value story",
            (
                "逐条罗列功能，与客户无关",
                "把一两项好处与客户需求对应起来",
                "用贴近该客户的案例和数字证明效果",
            ),
            (
                "Lists functions that have nothing to do with the customer",
                "Links one or two benefits to what was asked for",
                "Proves the effect with a case and figures that fit this customer",
            ),
        ),
        A(
            "objections",
            "异议处理",
            "Handling objections",
            (
                "与客户争辩，或立刻让步",
                "听完再答，回答切题",
                "先问清顾虑，换个角度说明，再确认顾虑已经解除",
            ),
            (
                "Argues, or gives way at once",
                "Hears the objection out and answers it",
                "Clarifies it, puts it in another light, and checks that it is settled",
            ),
        ),
        A(
            "closing",
            "推进成交",
            "Closing",
            (
                "谈话结束时没有任何下一步",
                "约定了下一步",
                "下一步有日期、有负责人，并说明可能卡在哪里",
            ),
            (
                "Ends without a next step",
                "Agrees a next step",
                "Agrees a step with a date and an owner, and says what might stop it",
            ),
        ),
        A(
            "resilience",
            "抗压与复盘",
            "Resilience",
            (
                "怪罪客户或题目，或当场僵住",
                "在提示下恢复节奏",
                "突发情况下保持平静，复盘时说得出自己哪里可以更好",
            ),
            (
                "Blames the customer or the task, or freezes",
                "Finds the thread again with help",
                "Stays calm through the twist and reflects well on what to do better",
            ),
        ),
        A(
            "integrity",
            "诚信",
            "Integrity",
            (
                "为成交许下做不到的承诺",
                "回避做不到的部分",
                "主动说明产品和服务的边界",
            ),
            (
                "Promises what cannot be kept in order to close",
                "Steers round what cannot be done",
                "Says openly where the limits are",
            ),
            knock_out=True,
        ),
    ),
    (
        "5 分钟：给候选人读客户背景，可以提问",
        "12 分钟：角色扮演，面试官扮演客户，不提示",
        "第 6 分钟：抽一张意外卡（要求降价两成／竞争对手报价／客户沉默／客户发火）",
        "5 分钟：请候选人自评——哪里做得好，重来一次会怎么做",
        "3 分钟：面试官各自独立评分，不交流",
    ),
    (
        "5 min: the candidate reads the customer's background and may ask",
        "12 min: role play; an interviewer is the customer and gives no hints",
        "At minute 6: draw a twist (20 % off / a rival's price / a silent buyer / an angry one)",
        "5 min: the candidate's own review: what went well, what to do differently",
        "3 min: each interviewer scores alone, without talking",
    ),
)
