"""Benchmarks that print ratios: the encrypted vault against the same schema in plain SQLite.

Both sides use the same SQLite (the driver's), the same settings and the same rows, in one run.
Figures are medians with the 95th percentile; ratios are of medians.

    python3 build/dev.py bench [--people 10000] [--desk] [--duplicates] [--plan] [--paper]

With `--desk` the window is measured too (bench_desk.py). With `--duplicates` nothing is timed but
the finder of duplicates is held against labelled pairs (bench_duplicates.py), with `--plan` only
the planner is measured (bench_plan.py), with `--paper` only the papers of an interview day
(bench_paper.py).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import create_engine, event, insert  # noqa: E402
from sqlalchemy.pool import QueuePool  # noqa: E402

from workbench import app  # noqa: E402
from workbench.insights.board import cards  # noqa: E402
from workbench.insights.columns import columns  # noqa: E402
from workbench.insights.lists import export_list  # noqa: E402
from workbench.interviews.commands import ScheduleInterview  # noqa: E402
from workbench.kernel.i18n import Translator  # noqa: E402
from workbench.kernel.ids import new_id  # noqa: E402
from workbench.people.commands import AddNote  # noqa: E402
from workbench.people.models import Candidate, Contact, Cv, Note  # noqa: E402
from workbench.people.pinyin import pinyin_keys, search_words  # noqa: E402
from workbench.people.search import search  # noqa: E402
from workbench.people.staffing import AddStaff  # noqa: E402
from workbench.people.tokens import index_tokens  # noqa: E402
from workbench.pipeline.commands import OpenRequisition  # noqa: E402
from workbench.pipeline.importing import ImportBatch, read_files  # noqa: E402
from workbench.pipeline.models import Application  # noqa: E402
from workbench.pipeline.queries import list_stages  # noqa: E402
from workbench.tour.crowd import people  # noqa: E402
from workbench.vault import cipher, migrate, vault  # noqa: E402
from workbench.vault.keys import KdfCost  # noqa: E402
from workbench.vault.search import _INDEX, _INSERT  # noqa: E402

PASSPHRASE = "bench bench bench"
POSTS, RUNNING = 40, 3  # requisitions; running applications of ten
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--desk", action="store_true")
    parser.add_argument("--duplicates", action="store_true")
    parser.add_argument("--plan", action="store_true")
    parser.add_argument("--long", action="store_true", help="with --plan: ten minutes for each day")
    parser.add_argument("--paper", action="store_true")
    given = parser.parse_args(argv)
    if given.plan:
        import bench_plan

        return bench_plan.run_long() if given.long else bench_plan.run()
    if given.paper:
        import bench_paper

        return bench_paper.run()
    if given.duplicates:
        import bench_duplicates

        bench_duplicates.run(given.people)
        return 0
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        run(folder, given.people, desk=given.desk)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


@dataclass
class Bench:
    """The vault that is measured, and a folder to work in."""

    opened: app.App
    folder: Path


def run(folder: Path, count: int, *, desk: bool) -> None:
    app.create(folder / "vault", PASSPHRASE, cost=KdfCost(1, 19, 1))
    opened = app.open_app(folder / "vault", vault.with_passphrase(PASSPHRASE))
    posts = [
        opened.run(OpenRequisition(f"后端工程师 {n}", headcount=2)).value for n in range(POSTS)
    ]
    post = posts[0]
    secret, plain = opened.vault._writer, plain_engine(folder / "plain.db")
    copy_content(opened, plain)
    rows = invented(opened, posts, count)
    print(f"{count:,} people, synchronous=FULL, WAL, 64 MB cache, warm")
    print(f"{'':38}{'encrypted':>22}{'plain':>22}{'ratio':>8}{'aim':>8}")
    filled = [timed(lambda e=e: fill(e, rows), 1) for e in (secret, plain)]
    line(f"insert {count:,} people", *filled, aim="")
    for title, work, times, aim in reads(post):
        found = [reading(engine, work, times) for engine in (secret, plain)]
        line(title, *found, aim=aim)
    person = rows["candidate"][0]["id"]
    found = [timed(lambda e=e: bare_insert(e, person), 300) for e in (secret, plain)]
    line("commit of one row", *found, aim="")
    bare = found[0]
    command = timed(lambda: opened.run(AddNote(person, "电话沟通，周三可约")), 300)
    print(f"{'':38}{'command':>22}{'bare insert':>22}")
    line("command with journal and index", command, bare, aim="3.0")
    plain.dispose()
    made = Bench(opened, folder)
    print(f"{'':38}{'p50 / p95':>22}{'aim':>8}")
    for title, found, limit in waits(made, posts[0]):
        print(f"{title:38}{shown(found):>22}{limit:>8}")
    if desk:
        import bench_desk

        bench_desk.run(made)
    opened.close()


def waits(made: Bench, post: str):
    """Yield what people wait for: title, milliseconds, and the aim at 100,000 people."""
    opened = made.opened
    yield "create an interview, clashes checked", interviews(opened, post), "20"
    for rows, limit in ((1_000, "1500"), (10_000, "10000")):
        table = made.folder / f"{rows}.csv"
        table.write_text(strangers(rows), encoding="utf-8")
        batch = timed(lambda table=table: opened.run(ImportBatch(read_files([table]))), 1)
        yield f"import {rows:,} rows, duplicates checked", batch, limit
    for ending, limit in ((".csv", "2000"), (".xlsx", "20000")):
        target = made.folder / f"people{ending}"
        given = ("people", target, Translator.english(), opened.local_now())
        export = timed(lambda given=given: opened.ask(export_list, *given), 1)
        yield f"export everybody as {ending}", export, limit


def interviews(opened, post: str) -> list[float]:
    """Return the times of setting interviews of two colleagues, each at a time of its own."""
    staff = [opened.run(AddStaff(f"面试官{n}")).value for n in range(4)]
    with opened.vault.reader() as connection:
        ids = [each for column in columns(connection, post, NOW) for each in column.ids[:60]]
    start = datetime(2030, 1, 7, 9, 0)
    found = []
    for n, each in enumerate(ids[:200]):
        at = start + timedelta(days=n // 8, hours=n % 8)
        command = ScheduleInterview((each,), "一面", at, 45, tuple(staff[n % 3 : n % 3 + 2]))
        found += timed(lambda command=command: opened.run(command), 1)
    return sorted(found)


def strangers(count: int) -> str:
    """Return a CSV list of people who are not in the vault."""
    lines = ["姓名,手机,邮箱,城市,毕业院校,公司,职位"]
    for n, each in enumerate(people(count, seed=7)):
        reach = f"+86137{n:08d},n{n}@example.org"
        lines.append(f"{each.name},{reach},{each.city},{each.school},{each.employer},{each.title}")
    return "\n".join(lines)


def plain_engine(path: Path):
    def connect():
        connection = cipher.driver.connect(path, isolation_level=None, check_same_thread=False)
        for setting in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "temp_store=MEMORY",
            "secure_delete=ON",
            "foreign_keys=ON",
            "cache_size=-65536",
        ):
            connection.execute(f"PRAGMA {setting}")
        return connection

    engine = create_engine(
        "sqlite+pysqlite://",
        module=cipher.driver,
        creator=connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    migrate.upgrade(engine)
    return engine


def copy_content(opened, plain) -> None:
    from workbench.vault.records import shapes

    with opened.vault.reader() as source, plain.begin() as target:
        for shape in shapes().values():
            table = shape.cls.__table__
            found = [dict(row) for row in source.execute(table.select()).mappings()]
            if found:
                target.execute(insert(table), found)


def invented(opened, posts: list[str], count: int) -> dict[str, list[dict]]:
    """Return the rows of `count` people; three of ten have a running application.

    A third of these stand on the first requisition, the others are spread over the rest.
    """
    with opened.vault.reader() as connection:
        set_id = connection.exec_driver_sql("SELECT stage_set_id FROM requisition").scalar()
        stages = [row.id for row in list_stages(connection, set_id).rows[:6]]
    rows: dict[str, list[dict]] = {
        n: [] for n in ("candidate", "contact", "cv", "application", "doc")
    }
    for number, person in enumerate(people(count)):
        who, at = new_id(), NOW - timedelta(days=number % 9)
        sort = pinyin_keys(person.name).sort_key
        rows["candidate"].append(
            {"id": who, "name": person.name, "sort": sort, "city": person.city}
            | {"years": person.years, "title": person.title, "added_at": at}
            | {"school": person.school, "employer": person.employer}
        )
        rows["contact"].append(
            {"id": new_id(), "candidate_id": who, "kind": "phone", "value": person.phone}
            | {"normal": person.phone[3:]}
        )
        rows["cv"].append({"id": new_id(), "candidate_id": who, "text": person.cv})
        post = posts[0] if number % 3 == 0 else posts[1 + number % (POSTS - 1)]
        state = "active" if number % 10 < RUNNING else "rejected"
        rows["application"].append(
            {"id": new_id(), "candidate_id": who, "requisition_id": post, "rank": float(number)}
            | {"stage_id": stages[number // 10 % 6], "moved_at": at, "applied_at": at}
            | {"state": state, "reason": "" if state == "active" else "skills"}
        )
        rows["doc"].append(
            {"id": number + 1000, "kind": "candidate", "subject": who, "title": person.name}
            | {"detail": person.city, "sort": sort}
            | {"name": f"{index_tokens(person.name)} {search_words(person.name)}"}
            | {"body": index_tokens(f"{person.phone}\n{person.cv}")}
        )
    return rows


def fill(engine, rows: dict[str, list[dict]]) -> None:
    from workbench.vault.records import shape

    tables = {"candidate": Candidate, "contact": Contact, "cv": Cv, "application": Application}
    with engine.begin() as connection:
        for name, cls in tables.items():
            defaults = {
                column.key: column.default.arg if column.default is not None else None
                for column in cls.__table__.c
                if column.default is None or not callable(column.default.arg)
            }
            known = set(shape(cls).attributes)
            whole = [{k: v for k, v in defaults.items() if k in known} | row for row in rows[name]]
            connection.execute(insert(cls.__table__), whole)
        connection.execute(_INSERT, rows["doc"])
        connection.execute(_INDEX, rows["doc"])


def reads(post: str):
    def board(connection) -> None:
        found = columns(connection, post, NOW)
        cards(connection, [each for column in found for each in column.ids[:8]], NOW)

    yield "board: columns and the cards in sight", board, 60, "1.3"
    for word in ("小明", "wxm", "谈判", "Kafka 容量", "139000012"):
        yield f"search {word}", lambda c, w=word: search(c, w, limit=50, count=False), 60, "1.3"


def reading(engine, work: Callable, times: int) -> list[float]:
    with engine.connect() as connection:
        work(connection)
        return timed(lambda: work(connection), times)


def bare_insert(engine, person: str) -> None:
    with engine.begin() as connection:
        connection.execute(
            insert(Note.__table__),
            {"id": new_id(), "candidate_id": person, "body": "电话沟通", "at": NOW, "author": ""}
            | {"archived": False},
        )


def timed(work: Callable[[], object], times: int) -> list[float]:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


def line(title: str, ours: list[float], theirs: list[float], aim: str) -> None:
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"{title:<38}{shown(ours):>22}{shown(theirs):>22}{ratio:>7.2f}x{aim:>8}")


def shown(found: list[float]) -> str:
    if len(found) == 1:
        return f"{found[0]:.0f} ms"
    late = found[min(int(len(found) * 0.95), len(found) - 1)]
    return f"{statistics.median(found):.2f} / {late:.2f} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
