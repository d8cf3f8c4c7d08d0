from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.interviews.commands import HoldInterview, ScheduleInterview
from workbench.interviews.expected import expected
from workbench.kernel.clock import SetClock
from workbench.kernel.i18n import Translator
from workbench.paper import render
from workbench.people.commands import AddCandidate
from workbench.people.staffing import AddStaff
from workbench.pipeline.commands import Apply
from workbench.scoring.owing import list_owed
from workbench.scoring.reminding import by_interviewer, print_reminder, reminder_text

TODAY = date(2026, 3, 2)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_each_interviewer_is_reminded_of_what_they_owe(desk: App, clock: SetClock) -> None:
    run, english = desk.run, Translator.english()
    staff = [run(AddStaff(name)).value for name in ("陈晨", "Mei Lin")]
    post = run(OpenRequisition("后端工程师")).value
    for number, name in enumerate(("王小明", "Elena Sullivan")):
        who = run(AddCandidate(name, phone=f"1380000123{number}")).value
        application = run(Apply(who, post, "一面")).value
        start = datetime(2026, 3, 2, 10 + number)
        made = ScheduleInterview((application,), "一面", start, 45, tuple(staff[: number + 1]))
        made_id = run(made).value
        clock.moment += timedelta(hours=1)
        run(HoldInterview(made_id))
    guests = desk.ask(expected, TODAY).rows
    assert [(each.name, each.phones) for each in guests] == [
        ("王小明", ("13800001230",)),
        ("Elena Sullivan", ("13800001231",)),
    ]
    owed = by_interviewer(desk.ask(list_owed, day=TODAY).rows)
    assert {name: len(rows) for (_id, name), rows in owed.items()} == {"陈晨": 2, "Mei Lin": 1}
    said = reminder_text(owed[staff[0], "陈晨"], english, SHANGHAI)
    assert said.splitlines() == [
        "Hello 陈晨, these scorecards are still missing:",
        "· 王小明, 一面, ended at 10:45",
        "· Elena Sullivan, 一面, ended at 11:45",
        "Please hand them in today, before you talk to the panel. Thank you.",
    ]
    assert reminder_text((), english, SHANGHAI) == ""
    printed = render(desk.ask(print_reminder, english, TODAY))
    assert printed.pages == 1
    assert render(desk.ask(print_reminder, english, TODAY + timedelta(days=1))).pages == 1
