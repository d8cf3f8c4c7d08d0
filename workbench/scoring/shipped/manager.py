"""Managers: past behaviour, and a case with a team in it."""

from __future__ import annotations

from workbench.scoring.shipped.shape import ShippedAttribute as A
from workbench.scoring.shipped.shape import ShippedCard

MANAGER = ShippedCard(
    "manager",
    "管理岗",
    "Manager",
    (
        A(
            "direction",
            "目标与方向",
            "Direction",
            (
                "照转上级指标，说不出为什么",
                "能把目标分解到人和时间",
                "讲得清取舍：放弃了什么、为什么，团队也能复述",
            ),
            (
                "Passes figures down without a reason",
                "Breaks a goal down to people and dates",
                "Explains what was given up and why, so that the team could repeat it",
            ),
        ),
        A(
            "people",
            "培养下属",
            "Growing people",
            (
                "说不出带出过谁，或把功劳归于自己",
                "定期沟通，给过具体反馈",
                "有人因此胜任更大的职责，过程说得清",
            ),
            (
                "Names nobody who grew, or takes the credit",
                "Talks with people regularly, and gives concrete feedback",
                "Somebody took on a larger job because of it, and the way there is clear",
            ),
        ),
        A(
            "hard_talks",
            "艰难谈话",
            "Hard conversations",
            (
                "拖延绩效问题，或当众训斥",
                "私下谈过，有结果",
                "及时、具体、留有尊严，事后关系仍在",
            ),
            (
                "Puts performance problems off, or scolds in public",
                "Spoke in private, with a result",
                "Early, concrete and with dignity; the relation held afterwards",
            ),
        ),
        A(
            "decisions",
            "判断与决策",
            "Judgement",
            (
                "凭感觉，或把决定推给上级",
                "收集意见后按时决定",
                "信息不全时也能定，事先说好何时回头检验",
            ),
            (
                "Decides by feeling, or leaves it to those above",
                "Hears others, then decides in time",
                "Decides on partial facts, and says beforehand when to look again",
            ),
        ),
        A(
            "results",
            "成果与责任",
            "Results and ownership",
            (
                "成绩说不出数字，失败都怪环境",
                "有数字，也承认一部分失误",
                "数字可核实，说清自己的失误和之后的改变",
            ),
            (
                "No figures for success, and circumstances for failure",
                "Figures, and some mistakes admitted",
                "Figures that can be checked, own mistakes named, and what changed since",
            ),
        ),
        A(
            "fairness",
            "公正与底线",
            "Fairness",
            (
                "以性别、年龄、婚育等评判下属，或默许违规",
                "对事不对人，按规则办",
                "顶住压力纠正过不公，有例子",
            ),
            (
                "Judges people by sex, age or family, or looks away from breaches",
                "Judges the work, and keeps to the rules",
                "Put something unfair right against pressure, with an example",
            ),
            knock_out=True,
        ),
    ),
    (
        "15 分钟：请候选人讲一个自己带过的团队——任务、人、变化",
        "15 分钟：情景题（核心员工绩效下滑、项目延期、两位下属对立，任选其一）",
        "10 分钟：追问一次失败和之后的做法",
        "5 分钟：候选人提问",
        "5 分钟：面试官各自独立评分，不交流",
    ),
    (
        "15 min: a team they led: the task, the people, what changed",
        "15 min: a case (a key person slips, a project is late, two people are at odds)",
        "10 min: a failure, and what they did afterwards",
        "5 min: the candidate's questions",
        "5 min: each interviewer scores alone, without talking",
    ),
)
