"""The words of the printed welcome pack and the buddy's papers, in both languages.

They belong to the document, whose language is its reader's and not the window's.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.onboarding.models import OwnerRole
from workbench.onboarding.shipped import NOTHING, Both

B, R = Both, OwnerRole

ROLES = {
    R.HR: B("人力资源部", "HR"),
    R.IT: B("IT 支持", "IT support"),
    R.MANAGER: B("你的经理", "your manager"),
    R.BUDDY: B("你的伙伴", "your buddy"),
    R.NEWCOMER: B("你自己", "you"),
    R.OFFICE: B("行政", "office"),
}

PLAIN_ROLES = {
    **ROLES,
    R.MANAGER: B("经理", "Manager"),
    R.BUDDY: B("伙伴", "Buddy"),
    R.NEWCOMER: B("新员工", "Newcomer"),
    R.OFFICE: B("行政", "Office"),
}

LETTER = (
    B(
        "欢迎你。{day}是你的第一天，从这天起，{post}这个岗位就有了你的名字。为了这一天，"
        "我们已经准备了一阵子：工位、电脑和账号都会在你到来之前备好。",
        "Welcome. {day} is your first day, and from then on the post of {post} is yours. We have "
        "been getting ready for you: desk, laptop and accounts will be waiting when you arrive.",
    ),
    B(
        "这本小册子陪你走过最初的九十天。第一天几点到、第一周会见到谁、要带哪些材料、"
        "遇到事情找谁，都在里面。不必记住，放在手边就好。",
        "This booklet is for your first ninety days: when and where to come, whom you will meet in "
        "your first week, what to bring, and who helps with what. No need to learn it by heart; "
        "just keep it at hand.",
    ),
    B(
        "第一个月，请多看、多问。没有人指望你什么都懂；我们更想听到你初来时的观察，"
        "因为那双新鲜的眼睛过几个月就没有了。第一天下午我们会坐下来，谈谈彼此的期待，"
        "也谈谈我能帮什么。",
        "In your first month, look around and ask a lot. Nobody expects you to know everything; we "
        "would rather hear what strikes you, for fresh eyes do not stay fresh for long. On your "
        "first afternoon you and I will sit down and talk about what we expect of each other, and "
        "how I can help.",
    ),
)
LETTER_BUDDY = B(
    "{buddy}是你的伙伴：比你早来，熟悉这里，凡是不好意思问经理的，都可以问这位同事。"
    "你们的谈话不计入任何考核。",
    "Your buddy is {buddy}: somebody who knows the place and whom you can ask whatever you would "
    "rather not ask me. What you talk about stays between you and is never part of a review.",
)
LETTER_NO_BUDDY = B(
    "我们还会为你安排一位伙伴：比你早来，熟悉这里，凡是不好意思问经理的，都可以问这位同事。"
    "第一天前，伙伴会先和你打个招呼。",
    "You will also have a buddy: somebody who knows the place and whom you can ask whatever you "
    "would rather not ask me. They will say hello before your first day.",
)
LETTER_END = B("期待与你一起启程。", "Warm regards,")


@dataclass(frozen=True)
class Stop:
    """One stop of the first day: minutes after opening, counted on a day of nine hours."""

    minutes: int
    title: Both
    owner: OwnerRole
    place: str = ""
    note: Both = NOTHING


PLACES = {
    "door": B("前台", "Reception"),
    "desk": B("工位", "Your desk"),
    "lunch": B("食堂或附近", "Canteen or nearby"),
}
FIRST_DAY = (
    Stop(0, B("欢迎，领取工牌和欢迎包", "Welcome, badge and welcome pack"), R.HR, "door"),
    Stop(
        30,
        B("核对材料，签收文件", "Your papers: seen and given back"),
        R.HR,
        "",
        B("原件看过即还，不留复印件", "Originals only; no copies are kept"),
    ),
    Stop(
        90,
        B("走一圈：工位、茶水间、出口", "A tour: desks, kitchen, exits"),
        R.BUDDY,
        "",
        B("还有三条不成文的规矩", "And three unwritten rules"),
    ),
    Stop(120, B("电脑、账号与信息安全", "Laptop, accounts and staying safe"), R.IT, "desk"),
    Stop(180, B("和团队一起吃午饭", "Lunch with the team"), R.BUDDY, "lunch"),
    Stop(
        270,
        B("第一次谈话", "First talk"),
        R.MANAGER,
        "",
        B("彼此的期待，前三十天，第一件小任务", "What we expect, thirty days, a first small task"),
    ),
    Stop(330, B("认识团队", "Meet the team"), R.MANAGER),
    Stop(
        390,
        B("安静的一小时：登录、试用、整理", "A quiet hour: log in, try, settle"),
        R.NEWCOMER,
        "desk",
    ),
    Stop(480, B("今天还缺什么？", "What is still missing?"), R.BUDDY),
)
FIRST_WEEK = (
    (B("把常用系统都用一遍；读员工手册", "Use each system once; read the handbook"), R.IT),
    (B("认识五位常打交道的同事", "Meet five people you will work with"), R.BUDDY),
    (B("跟着团队做一遍日常工作", "Follow the team through an ordinary day"), R.MANAGER),
    (B("动手做第一件小任务", "Begin your first small task"), R.MANAGER),
    (B("第一次一对一：这一周怎么样", "First one-on-one: how was the week?"), R.MANAGER),
)
NINETY = (
    (
        30,
        B("学", "Learn"),
        B("认识人、产品和规矩；用得了全部系统", "People, product, rules, all systems"),
        B("一次小交付", "One small delivery"),
    ),
    (
        60,
        B("做", "Contribute"),
        B(
            "从头到尾负责一件事；做一轮双向反馈",
            "One thing end to end; feedback",
        ),
        B("看得见的结果", "A visible result"),
    ),
    (
        90,
        B("担", "Own"),
        B("第一批目标达成；转正谈话", "First goals met; the talk about probation"),
        B("下一季度的计划", "Plan for next quarter"),
    ),
)

LABELS = (
    (B("账号与初始密码，请本人拆阅", "Accounts and first password"), B("账号信封", "Envelope")),
    (B("电脑与配件", "Laptop and equipment"), B("设备", "Equipment")),
    (B("请在到岗前放到工位上", "On the desk before day one"), B("欢迎包", "Welcome pack")),
)

BUDDY_STAGES = (
    (
        B("到岗之前", "Before day one"),
        (
            B(
                "发条消息，再打个电话，问好、问需要什么",
                "A message, then a call: hello, and what do you need?",
            ),
            B("约好第一天在哪里接", "Agree where to meet on the first day"),
        ),
    ),
    (
        B("第一天", "Day one"),
        (
            B("到门口接人，带着走一圈", "Meet at the door and show them round"),
            B("叫上两三位同事一起吃午饭", "Bring two or three others to lunch"),
            B(
                "讲三条不成文的规矩；下班前问还缺什么",
                "Three unwritten rules; before leaving, what is missing?",
            ),
        ),
    ),
    (
        B("第一周", "Week one"),
        (
            B("每天聊十分钟", "Ten minutes every day"),
            B("陪着用一遍五个常用系统", "Sit beside them for the five main systems"),
            B("引见五位常打交道的同事", "Introduce five people they will work with"),
        ),
    ),
    (
        B("第二周到第九十天", "Week two to day ninety"),
        (
            B(
                "先每周两次，第二个月起每周一次",
                "Twice a week at first, weekly from the second month",
            ),
            B("九十天里见面超过八次", "More than eight meetings in ninety days"),
            B("第九十天好好收个尾，互道感谢", "On day ninety, close it well and say thanks"),
        ),
    ),
)
BUDDY_TOPICS = (
    B("这里的人怎么打招呼、怎么开会", "How people greet and meet here"),
    B("谁说了算，谁懂得多", "Who decides, and who knows"),
    B("遇到拿不准的事先问谁", "Whom to ask first when unsure"),
    B("邮件、消息、电话各用在什么时候", "When to mail, message or call"),
    B("忙季与闲季，加班怎么算", "Busy seasons, and how overtime works"),
    B("报销、请假、订会议室的窍门", "Knacks: expenses, leave, rooms"),
    B("你刚来时踩过的坑", "What went wrong when you were new"),
    B("这份工作哪里和想的不一样", "What is different from expected"),
)
BUDDY_RULES = B(
    "谈话留在你们之间：不记录内容，不汇报，不计入考核。遇到严重的事，先征得对方同意，"
    "再一起找人力资源部。抽不出时间就早点说，我们换人，谁都不为难。",
    "What you talk about stays between you: not noted, not reported, never part of a review. "
    "If something is serious, ask first, then come to HR together. If you run out of time, say so "
    "early and we find somebody else; no hard feelings.",
)
