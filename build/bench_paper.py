"""What the papers of a whole interview day take, on an invented vault.

Thirty candidates with three rounds each and two interviewers in each: everything that
`print interview.everything` makes, set and bound into one PDF.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from workbench import app, paths
from workbench.app import App
from workbench.interviewday.prints import print_everything
from workbench.interviews.commands import ScheduleInterview
from workbench.interviews.rooms import AddRoom
from workbench.interviews.rounds import AddRound
from workbench.kernel.i18n import Translator
from workbench.organisation.commands import ChangeOrganisation
from workbench.paper.binding import bind
from workbench.people.commands import AddCandidate, AttachCv
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply, OpenRequisition
from workbench.vault import vault
from workbench.vault.keys import KdfCost

DAY = date(2026, 3, 3)
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ROUNDS = ("技术面", "交叉面", "HR 面")
PASSPHRASE = "bench bench bench"
GIVEN = "明华丽强芳军敏静磊洋艳勇杰娟涛超霞平刚桂英玉兰红波健文建辉"


class _Standing:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


def run(candidates: int = 30) -> int:
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        opened = invented(folder / "vault", candidates)
        try:
            _measure(opened)
        finally:
            opened.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _measure(opened: App) -> None:
    words = Translator.load(paths.resources() / "locale", "zh")
    began = time.perf_counter()
    made = opened.ask(print_everything, words, DAY)
    read = time.perf_counter()
    printed = bind(made)
    ended = time.perf_counter()
    print(f"papers of a day: {len(made)} documents, {printed.pages} pages, {len(printed.data):,} B")
    print(f"  read and written  {read - began:6.2f} s")
    print(f"  set and bound     {ended - read:6.2f} s")
    print(f"  together          {ended - began:6.2f} s  (at most 15)")


def invented(path: Path, candidates: int = 30) -> App:
    """Return an open vault with a day of interviews: three rounds for everybody, panels of two."""
    cost = KdfCost(passes=1, memory_mib=19, lanes=1)
    app.create(path, PASSPHRASE, cost=cost, actor="bench")
    opened = app.open_app(path, vault.with_passphrase(PASSPHRASE), actor="bench", clock=_Standing())
    run = lambda command: opened.run(command).value  # noqa: E731
    run(
        ChangeOrganisation(
            name="启程科技",
            address="上海市徐汇区漕溪北路 18 号 6 层",
            directions="地铁 1 号线徐家汇站 9 号口\n沿漕溪北路向南走 300 米\n乘 B 区电梯到 6 层",
            phone="021-5555 0100",
            recruiter="陈静",
        )
    )
    staff = [
        run(AddStaff(f"{s}{g}", title="高级工程师", department="平台研发部"))
        for s, g in zip("李周韩赵孙吴郑冯许何", "蕾航梅磊倩刚洁涛诺晨", strict=True)
    ]
    rooms = [run(AddRoom(f"{600 + n} 会议室", size=6)) for n in range(1, 6)]
    post = run(
        OpenRequisition(
            "后端工程师",
            department="平台研发部",
            duties="设计并交付订单与支付服务；把核心接口的可用率提升到 99.95%；带两名初级工程师。",
            must_have="五年以上服务端开发；独立负责过一个线上系统；熟悉 Go 或 Java 其一。",
            goals="三个月内独立交付一个服务，完成一次值班，写出一份容量评估。",
            interviewers=tuple(staff[:2]),
        )
    )
    plan = [run(AddRound(post, name, 45)) for name in ROUNDS]
    for number in range(candidates):
        application = run(Apply(_person(opened, number), post, "一面"))
        for turn, (round_id, label) in enumerate(zip(plan, ROUNDS, strict=True)):
            lane = (number + turn) % 5
            start = datetime(2026, 3, 3, 8, 0) + timedelta(
                minutes=50 * (number // 5 * 3 + turn) // 2
            )
            run(
                ScheduleInterview(
                    (application,),
                    start=start,
                    minutes=20,
                    round=label,
                    round_id=round_id,
                    room=rooms[lane],
                    panel=(staff[2 * lane], staff[2 * lane + 1]),
                )
            )
    return opened


def _person(opened: App, number: int) -> str:
    """Add a candidate with a CV; return the id."""
    given = GIVEN[number % len(GIVEN)] + GIVEN[number * 7 % len(GIVEN)]
    who = opened.run(
        AddCandidate(
            "王张刘陈杨黄"[number % 6] + given,
            email=f"c{number}@example.com",
            city="上海",
            employer="星河信息",
            title="服务端工程师",
            years=6.0,
        )
    ).value
    text = "\n".join(
        f"20{15 + n}.03–20{16 + n}.02　星河信息有限公司　服务端工程师　订单链路重构，峰值每秒九千笔"
        for n in range(8)
    )
    opened.run(AttachCv(who, text=text))
    return str(who)
