"""Documents to print in tests; also a page to look at: `python tests/paper/samples.py FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from workbench.paper import Document, render
from workbench.paper.blocks import (
    Bullets,
    Card,
    CardSheet,
    Checklist,
    Column,
    Cover,
    DeskPlate,
    Facts,
    Heading,
    Letter,
    Notice,
    PageBreak,
    Pair,
    Person,
    Route,
    Schedule,
    Sender,
    Signature,
    Signer,
    Slot,
    Spacer,
    Table,
    Task,
    Text,
)

HOUSE = "启程科技（上海）有限公司"
SENDER = Sender(
    HOUSE,
    ("上海市徐汇区漕河泾 3 号楼 5 层", "人力资源部 · 021-5555 0100", "hr@qicheng.example"),
    "启",
)
DAY = (
    Slot("09:00", "到岗，领取工牌与设备", "一楼前台", "李蕾"),
    Slot("09:30", "欢迎与公司介绍 Welcome tour", "501 会议室", "韩梅梅", "公司从哪里来、在做什么"),
    Slot("10:30", "账号开通与安全培训", "IT 服务台", "周航"),
    Slot("11:30", "与直属经理一对一", "502", "Alexandra Novak", "前三十天的目标，第一件小事"),
    Slot("12:00", "伙伴午餐", "园区食堂", "孙悦"),
    Slot("17:00", "首日复盘与问答", "504", "孙悦"),
)
BRING = (
    Task("身份证原件", "本人", "12 月 1 日"),
    Task("学历、学位证书", "本人", "12 月 1 日", "只核验，不留存复印件"),
    Task("修改初始密码并设置密码管理器 Password manager", "本人", "12 月 3 日"),
)
BUDDY = Person(
    "孙悦",
    "高级产品设计师 · 入职第 4 年",
    "孙悦",
    "你的入职伙伴",
    (("电话", "138 0000 0000"), ("座位", "5F-26")),
    "前三个月，有任何不好意思问的问题，都可以问我。我们的谈话不计入考核。",
)
ROUTE = Route(
    "从地铁站到前台",
    ("9 号线漕河泾开发区站，4 号口出站", "沿宜山路向东步行约 300 米", "3 号楼一楼，左手边是前台"),
    "下雨天可以走地下通道，由 5 号口进入。",
)
HANDBOOK = (
    "欢迎加入我们。本手册汇总了你在入职首月需要了解的全部事项：工作时间与考勤、假期与福利、"
    "信息安全、报销流程以及常用联系人。我们采用弹性工作制，核心时段为上午 10 点至下午 4 点；"
    "如需远程办公，请提前一天在系统中登记。“小事也可以问”，遇到任何问题，请首先联系你的伙伴"
    "（Buddy）。All confidential documents must be stored in the approved workspace. "
    "报销单据应在费用发生后 30 日内提交，发票抬头与税号请以财务系统公布的信息为准。"
)
WELCOME = (
    "我们很高兴地通知您：经过三轮面试，公司决定录用您担任产品设计师（Product Designer），"
    "工作地点为上海，入职日期为 2026 年 12 月 1 日（周二），试用期三个月。"
)
DELIGHTED = (
    "We are delighted to offer you the position of Product Designer in our Shanghai office, "
    "reporting to Alexandra Novak, Head of Design."
)
PAY = (
    "We make all statutory contributions — the “five insurances and one fund” (五险一金) — and "
    "add supplementary medical cover from day one."
)


def badges(*names: str) -> CardSheet:
    return CardSheet(
        tuple(
            Card(
                name,
                "产品设计师",
                (f"工号 E{n}",),
                "启程科技",
                "启",
                "员工 Employee",
                f"https://qicheng.example/b/{n}",
            )
            for n, name in enumerate(names, 1)
        )
    )


def pack(name: str = "林予安") -> Document:
    return Document(
        f"入职欢迎包 · {name}",
        "zh",
        (
            Cover(
                f"欢迎你，{name}",
                "产品设计师 · 2026 年 12 月 1 日（周二）入职",
                "入职欢迎包 Welcome pack",
                HOUSE,
                "启",
                (("员工编号", "E10241"), ("直属经理", "Alexandra Novak"), ("工位", "5F-27")),
                "https://qicheng.example/w/E10241",
                "扫码查看电子版",
            ),
            Heading("首日安排", 1, "第一天"),
            Text("2026 年 12 月 1 日（周二），请在 9:00 到 3 号楼一楼前台。", "lead"),
            Schedule(DAY),
            Notice("门禁卡在领取后十分钟生效；如果进不去，请拨打前台，不必着急。", "小提示"),
            PageBreak(),
            Heading("入职清单"),
            Checklist(BRING, "请带来"),
            Heading("你的伙伴与路线"),
            Pair((BUDDY,), (ROUTE,)),
            Heading("重要联系人", 2),
            Table(
                (Column("事情"), Column("找谁"), Column("分机", 0.5, "right")),
                (("工资与社保", "赵敏", "8012"), ("电脑与账号", "周航", "8020")),
            ),
            Heading("工作时间与休假", 2),
            Text(HANDBOOK),
            Bullets(("年休假：满一年 5 天", "病假：凭医院证明，当天告知经理即可")),
            Spacer(4),
            Heading("确认与签收"),
            Signature((Signer("员工", name), Signer("人力资源部", "赵敏")), "我已收到全部材料。"),
            badges(name, "Alexandra Novak", "阿卜杜热依木·买买提"),
            DeskPlate(name, "产品设计师 · Product Designer", "启程科技", "启"),
        ),
        f"入职欢迎包 · {name} · E10241",
        "QC-ON-01 · v3",
        "启程科技",
    )


def chinese_letter() -> Document:
    terms = (("职位", "产品设计师"), ("请在此前答复", "2026 年 11 月 20 日（周五）18:00"))
    body = (
        WELCOME,
        Facts(terms),
        "如您接受本录用通知，请在上述日期前签字并回复至 hr@qicheng.example。",
    )
    letter = Letter(
        SENDER,
        body,
        "录用通知书",
        "尊敬的林予安女士：",
        (),
        "2026 年 11 月 16 日",
        "QC-2026-0117",
        "",
        (HOUSE, "人力资源部　赵敏"),
        ("薪酬与福利说明", "入职材料清单"),
    )
    return Document("录用通知书", "zh", (letter,), "", "QC-OF-02", "启程科技")


def english_letter() -> Document:
    letter = Letter(
        Sender("Qicheng Technology Ltd", ("Building 3, Caohejing Park, Shanghai 200233",), "启"),
        (
            DELIGHTED,
            PAY,
        ),
        "Offer of employment: Product Designer",
        "Dear Ms Bennett,",
        ("Ms Felicity Bennett", "14 Harbour Road", "London SE1 2AA"),
        "16 November 2026",
        "QC-2026-0117",
        "",
        ("Min Zhao", "People & Culture"),
        ("benefits sheet",),
    )
    return Document("Offer of employment", "en", (letter,), "", "QC-OF-02", "Qicheng", "Letter")


def draw(folder: Path) -> None:
    """Write each sample as PDF and its pages as pictures."""
    import pypdfium2

    folder.mkdir(parents=True, exist_ok=True)
    samples = {"pack": pack(), "letter-zh": chinese_letter(), "letter-en": english_letter()}
    for name, document in samples.items():
        data = render(document).data
        (folder / f"{name}.pdf").write_bytes(data)
        with pypdfium2.PdfDocument(data) as pdf:
            for number in range(len(pdf)):
                pdf[number].render(scale=2).to_pil().save(folder / f"{name}-{number + 1}.png")


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
