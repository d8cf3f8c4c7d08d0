"""What the command line says to a person: in one language, with what to do next."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CHEAP, PASSPHRASE
from workbench import app
from workbench.cli.main import main
from workbench.cli.parameters import GROUPS, PARAMETERS, placed
from workbench.vault import keys

Say = Callable[..., str]
ID = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def say(
    vault_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Say:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("WORKBENCH_VAULT", str(vault_path))
    monkeypatch.setattr(keys.KdfCost, "memory_mib", CHEAP.memory_mib, raising=False)
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("COLUMNS", "400")

    def run(*texts: str, code: int = 0) -> str:
        try:
            found = main(list(texts))
        except SystemExit as end:  # --help
            found = int(end.code or 0)
        said = capsys.readouterr()
        assert found == code, said
        return said.out + said.err

    return run


@pytest.fixture
def made(say: Say) -> Callable[..., str]:
    """Run a command and return the id that it answers with."""

    def run(*texts: str) -> str:
        return ID.findall(say(*texts))[0]

    return run


@pytest.fixture
def applied(made: Callable[..., str]) -> str:
    person = made("candidate", "add", "王小明", "--email", "wang@example.cn")
    post = made("requisition", "open", "后端工程师", "--stage-set", "rd")
    return made("application", "add", person, post)


def test_help_is_whole_and_in_one_language(say: Say) -> None:
    said = say("--help", "--lang", "zh")
    for word in ("usage", "options", "positional", "show this"):
        assert word not in said
    for word in ("WORKBENCH_PASSPHRASE", "退出码", "default.qicheng", *GROUPS):
        assert word in said
    assert "Exit codes: 0 done" in say("--help")


def test_every_group_and_parameter_is_told() -> None:
    ids = [spec.id for spec in app.COMMANDS if spec.cli] + [query.id for query in app.QUERIES]
    assert {placed(id)[0] for id in ids if "." in id} <= set(GROUPS)
    parser_help = {
        name
        for query in app.QUERIES
        for name in list(query.ask.__code__.co_varnames[: query.ask.__code__.co_argcount])[1:]
        if "." in query.id
    }
    assert parser_help <= set(PARAMETERS)


@pytest.mark.parametrize(
    ("texts", "english", "chinese"),
    [
        (("candidate", "add"), "following arguments are required: NAME", "缺少参数：NAME"),
        (("fly",), "invalid choice: 'fly'", "没有这个选项：'fly'"),
        (("undo", "it"), "unrecognized arguments: it", "不认识的参数：it"),
        (("candidate", "add", "x", "--years", "many"), "many: write a number", "请写一个数字"),
        (("search", "x", "--limit", "all"), "all: write a whole number", "请写一个整数"),
        (("interview", "day", "明天"), "write the date as 2026-12-20", "日期请写成 2026-12-20"),
        (
            ("interview", "schedule", "x", "--round", "y", "--start", "明天"),
            "write day and time as 2026-12-20 09:00",
            "日期和时间请写成 2026-12-20 09:00",
        ),
        (("staff", "add", "x", "--buddy", "maybe"), "maybe: write yes or no", "请写 yes 或 no"),
        (("board", "--limit"), "expected one argument", "后面要有一个值"),
        (
            ("application", "close", "x", "--outcome", "active"),
            "active: choose rejected, withdrawn, pooled",
            "可选 rejected, withdrawn, pooled",
        ),
    ],
)
def test_wrong_usage_is_told_in_both_languages(
    say: Say, texts: tuple[str, ...], english: str, chinese: str
) -> None:
    said = say(*texts, code=2)
    assert english in said
    verb = texts[:1] if texts[0] in ("undo", "board", "search") else texts[:2]
    assert said.startswith(
        "usage: workbench" if texts == ("fly",) else "usage: workbench " + " ".join(verb)
    )
    said = say(*texts, "--lang", "zh", code=2)
    assert chinese in said
    assert said.startswith("用法：workbench")


def test_reasons_and_dates_stand_in_the_help(say: Say) -> None:
    said = say("application", "close", "--help")
    assert "skills (Skills not shown)" in said
    assert "rejected|withdrawn|pooled" in said
    assert "other_offer (Took another offer)" in say("offer", "refuse", "--help")
    assert "(2026-12-20)" in say("requisition", "open", "--help")
    assert "(2026-12-20 09:00)" in say("interview", "schedule", "--help")
    assert "--buddy [yes|no]" in say("staff", "add", "--help")


def test_a_missing_reason_names_the_codes(say: Say, applied: str) -> None:
    for reason in ((), ("--reason", "xx")):
        said = say("application", "close", applied, "--outcome", "rejected", *reason, code=3)
        assert "skills (Skills not shown)" in said
    said = say("application", "close", applied, "--outcome", "rejected", "--lang", "zh", code=3)
    assert "skills (能力证据不足)" in said
    say("application", "close", applied, "--outcome", "rejected", "--reason", "skills")


def test_stages_are_named_and_standing_still_is_told(say: Say, applied: str) -> None:
    said = say("application", "move", applied, "--stage", "Lunch", code=3)
    assert "there are: New" in said
    assert "有的是：新简历" in say(
        "application", "move", applied, "--stage", "午饭", "--lang", "zh", code=3
    )
    assert "Nothing moved for 1" in say("application", "move", applied, "--stage", "新简历")
    assert "Nothing" not in say("application", "move", applied, "--stage", "技术初评")


def test_interviews_are_told_in_local_time(
    say: Say, made: Callable[..., str], applied: str
) -> None:
    staff = made("staff", "add", "李蕾")
    schedule = ("interview", "schedule", applied, "--round", "一面", "--panel", staff)
    said = say(*schedule, "--start", "2020-01-04 09:00")
    assert "This time is past." in said
    assert "2020-01-04 is not a working day." in said
    assert "2020-01-04 09:00" in say("interview", "list")
    assert "2020-01-04T01:00:00+00:00" in say("interview", "list", "--json")
    assert "1 / 1" in say("interview", "of", applied)
    assert "There is no candidate" in say("interview", "of", "0" * 32, code=3)


def test_an_offer_is_told_with_what_speaks_against_it(
    say: Say, made: Callable[..., str], applied: str
) -> None:
    make = ("offer", "make", applied, "--salary", "20000", "--start-on", "2030-12-02")
    terms = ("--respond-by", "2030-11-20", "--contract-months", "12", "--probation-months", "6")
    said = say(*make, *terms)
    assert "Labour Contract Law of the PRC, article 19" in said
    offer = ID.findall(said)[0]
    said = say("offer", "show", offer)
    assert "{" not in said
    assert "None" not in said
    assert re.search(r"^warnings:\n  - code: probation\n    field: ", said, re.MULTILINE)
    said = say("onboarding", "hire", applied, code=3)
    assert "not accepted: in preparation" in said
    assert "劳动合同法" in say("offer", "send", offer, "--now", "--lang", "zh")
    say("offer", "accept", offer)
    said = say("onboarding", "hire", applied, "--start-on", "2030-12-03")
    assert "another first day: 2030-12-02" in said
    said = say("onboarding", "show", ID.findall(said)[0])
    assert "contract_months: 12" in said
    assert not re.search(r"[{\[]|None", said)


def test_paper_is_not_written_over_and_drafts_are_told(
    say: Say, made: Callable[..., str], applied: str, tmp_path: Path
) -> None:
    letter = made("letter", "write", "--application", applied, "--kind", "thanks")
    out = tmp_path / "letter.pdf"
    said = say("print", "letter", letter, "--out", str(out))
    assert "is a draft" in said
    assert "missing" not in said
    assert "--force" in say("print", "letter", letter, "--out", str(out), code=3)
    say("print", "letter", letter, "--out", str(out), "--force")
    assert "letter ready" in say("letter", "send", letter, code=3)
    mail = tmp_path / "letter.eml"
    say("letter", "eml", letter, "--out", str(mail))
    assert b"X-Unsent" in mail.read_bytes()
    assert "X-Unsent" in say("letter", "eml", letter)
    assert "--force" in say("letter", "eml", letter, "--out", str(mail), code=3)


def test_somebody_is_added_from_one_line(say: Say, made: Callable[..., str]) -> None:
    made("requisition", "open", "后端工程师", "--stage-set", "rd")
    line = "张三 后端 内推 13800000000 前台"
    said = say("candidate", "quick", line, "--dry-run")
    assert "Requisition: 后端工程师" in said
    assert "Not understood: 前台" in said
    assert "张三" not in say("candidate", "list")
    assert "Candidate added" in say("candidate", "quick", *line.split())
    assert "张三" in say("board")
    assert "没有找到姓名" in say("candidate", "quick", "13800000000", "--lang", "zh", code=3)
