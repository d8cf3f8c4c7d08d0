from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text

from tests.letters.conftest import World
from workbench.kernel.errors import Conflict, NotFound, RuleBroken
from workbench.letters.commands import (
    ChangeTemplate,
    EditLetter,
    ReadyLetters,
    SendLetters,
    WithdrawLetters,
    WriteDueLetters,
    WriteLetter,
)
from workbench.letters.models import LetterKind, LetterState, SentHow, Tone
from workbench.letters.offering import MakeOffer
from workbench.letters.owing import list_owed, promise_figures
from workbench.letters.queries import letter, list_letters, list_templates, outbox, places
from workbench.letters.rules import Promise
from workbench.letters.standing import applications, standing_facts, standing_query
from workbench.people.commands import BlockContact
from workbench.pipeline.commands import Apply, ReopenApplication
from workbench.vault import history

K = LetterKind
Check = Callable[[Callable[[], object], Callable[[], object]], None]


def words_of(world: World, id: str) -> str:
    row = world.app.ask(letter, id)
    return f"{row.title}\n{row.salutation}\n{row.body}"


def test_rejected_person_is_owed_the_fitting_letter(world: World) -> None:
    unseen, seen = world.apply("甲"), world.apply("乙")
    world.interview(seen)
    world.close(unseen)
    world.close(seen, "other_chosen")
    rows = {row.name: row for row in world.app.ask(list_owed, today=date(2026, 3, 2)).rows}
    assert rows["甲"].kind is K.NOT_SELECTED_CV
    assert rows["甲"].due_on == date(2026, 3, 4)
    assert rows["乙"].kind is K.NOT_SELECTED
    assert rows["乙"].due_on == date(2026, 3, 5)
    assert str(rows["乙"].why) == "Rejected: Somebody else was chosen"
    assert rows["乙"].promise is Promise.OPEN
    late = {row.name: row.promise for row in world.app.ask(list_owed, today=date(2026, 3, 5)).rows}
    assert late == {"甲": Promise.BROKEN, "乙": Promise.AT_RISK}


def test_interviewed_person_is_owed_a_word_until_one_leaves(world: World) -> None:
    application = world.apply()
    world.interview(application)
    (row,) = world.app.ask(list_owed, today=date(2026, 3, 2)).rows
    assert (row.kind, row.due_on, row.post) == (K.THANKS, date(2026, 3, 5), "后端工程师")
    made = world.write(application)
    assert world.app.ask(list_owed, today=date(2026, 3, 2)).rows == ()
    assert world.app.ask(standing_facts, [application])[application].letter_owed
    world.send(made)
    assert not world.app.ask(standing_facts, [application])[application].letter_owed
    world.days(1)
    world.interview(application)
    assert len(world.app.ask(list_owed, today=date(2026, 3, 3)).rows) == 1


def test_closing_does_not_give_us_more_time(world: World) -> None:
    application = world.apply()
    world.interview(application)
    world.days(2)
    world.close(application)
    (row,) = world.app.ask(list_owed, today=date(2026, 3, 4)).rows
    assert (row.event_on, row.due_on) == (date(2026, 3, 4), date(2026, 3, 5))
    made = world.write(application)
    assert world.app.ask(letter, made).due_on == date(2026, 3, 5)


def test_letter_speaks_the_language_of_its_reader(world: World) -> None:
    zh, en = world.apply("王小明"), world.apply("Elena Sullivan", language="en")
    for each in (zh, en):
        world.close(each)
    chinese = words_of(world, world.write(zh, tone=Tone.WARM))
    english = words_of(world, world.write(en))
    assert "王小明，您好：" in chinese
    assert "后端工程师" in chinese
    assert "Dear Elena Sullivan," in english
    assert "{{" not in chinese + english


def test_two_letters_for_one_event_are_refused(world: World) -> None:
    application = world.apply()
    world.close(application)
    made = world.write(application)
    with pytest.raises(RuleBroken, match="already"):
        world.write(application, kind=K.POOL)
    world.app.run(WithdrawLetters((made,)))
    assert len(world.app.ask(list_owed, today=date(2026, 3, 2)).rows) == 1
    again = world.write(application)
    world.send(again)
    world.app.run(ReopenApplication(application))
    world.days(1)
    world.close(application, "salary")
    assert world.write(application)  # another ending, another letter


def test_person_who_forbade_it_hears_nothing(world: World) -> None:
    application = world.apply()
    world.close(application)
    made = world.write(application)
    world.app.run(BlockContact(world.person(application), "asked us"))
    assert world.app.ask(list_owed, today=date(2026, 3, 2)).rows == ()
    assert not world.app.ask(standing_facts, [application])[application].letter_owed
    with pytest.raises(RuleBroken, match="do not contact"):
        world.app.run(ReadyLetters((made,)))


def test_refusal_tells_that_the_other_application_runs(world: World) -> None:
    application = world.apply()
    world.close(application)
    early = world.write(application)
    world.app.run(Apply(world.person(application), world.other_post))
    with pytest.raises(RuleBroken, match="goes on"):
        world.app.run(ReadyLetters((early,)))
    world.app.run(WithdrawLetters((early,)))
    (row,) = world.app.ask(list_owed, today=date(2026, 3, 2)).rows
    assert str(row.caution) == "Goes on applying for: 测试工程师"
    made = world.write(application)
    assert "测试工程师" in words_of(world, made)
    world.app.run(ReadyLetters((made,)))
    world.app.run(EditLetter(made, body="祝好。"))
    with pytest.raises(RuleBroken, match="goes on"):
        world.app.run(ReadyLetters((made,)))


def test_open_offer_forbids_a_refusal(world: World) -> None:
    application = world.apply()
    world.close(application)
    other = world.app.run(Apply(world.person(application), world.other_post)).value
    world.app.run(MakeOffer(other, 18000, date(2026, 4, 1), date(2026, 3, 9), 36))
    with pytest.raises(RuleBroken, match="open offer"):
        world.write(application)
    done = world.app.run(WriteDueLetters()).value
    assert done.written == ()
    assert [each.name for each in done.skipped] == ["王小明"]


def test_gap_has_to_be_filled_before_the_letter_leaves(world: World) -> None:
    application = world.apply()
    world.interview(application)
    world.close(application)
    made = world.write(application)
    with pytest.raises(RuleBroken, match="still to be written"):
        world.app.run(ReadyLetters((made,)))
    row = world.app.ask(letter, made)
    world.app.run(EditLetter(made, body=row.body.replace("[[一点具体、真诚的反馈]]", "讲得清楚。")))
    world.app.run(ReadyLetters((made,)))
    assert "讲得清楚" in words_of(world, made)
    other = world.apply("乙")
    world.interview(other)
    world.close(other)
    said = world.write(other, fields=("point=问题拆得很细",))
    world.app.run(ReadyLetters((said,)))


def test_letters_cool_off(world: World) -> None:
    application = world.apply()
    world.interview(application)
    world.close(application)
    made = world.write(application, fields=("point=很好",))
    world.app.run(ReadyLetters((made,)))
    with pytest.raises(RuleBroken, match="cools off until 2026-03-03 09:00"):
        world.app.run(SendLetters((made,)))
    assert world.app.ask(letter, made).cool_until == datetime.fromisoformat("2026-03-03T01:00Z")
    world.days(1)
    world.app.run(SendLetters((made,), SentHow.MAILED))
    row = world.app.ask(letter, made)
    assert (row.state, row.sent_how, row.sent_at) == ("sent", "mailed", world.now)
    with pytest.raises(RuleBroken):
        world.app.run(WithdrawLetters((made,)))


def test_sending_notes_the_moment_it_was_told(world: World) -> None:
    application = world.apply()
    world.interview(application)
    made = world.write(application)
    world.app.run(ReadyLetters((made,)))
    with pytest.raises(RuleBroken, match="not come"):
        world.app.run(SendLetters((made,), at=datetime(2026, 3, 2, 18, 0)))
    world.app.run(SendLetters((made,), at=datetime(2026, 3, 2, 10, 30)))
    assert world.app.ask(letter, made).sent_at == datetime.fromisoformat("2026-03-02T02:30Z")


def test_stale_letter_does_not_leave(world: World) -> None:
    application = world.apply()
    world.interview(application)
    made = world.write(application)
    world.app.run(ReadyLetters((made,)))
    world.close(application)
    with pytest.raises(RuleBroken, match="has ended"):
        world.app.run(SendLetters((made,)))


def test_batch_writes_to_everybody_once(world: World) -> None:
    people = [world.apply(name) for name in ("甲", "乙", "丙")]
    world.interview(*people[:2])
    world.close(people[2])
    done = world.app.run(WriteDueLetters(Tone.WARM)).value
    assert len(done.written) == 3
    assert done.skipped == ()
    again = world.app.run(WriteDueLetters())
    assert again.value.written == ()
    assert not again.changes.undoable
    world.app.undo()
    assert len(world.app.ask(list_owed, today=date(2026, 3, 2)).rows) == 3


def test_promise_is_counted(world: World) -> None:
    people = [world.apply(name) for name in "甲乙丙"]
    world.interview(*people)
    first, second = (world.write(each) for each in people[:2])
    world.send(first)
    world.days(7)
    world.send(second)
    span = (date(2026, 3, 1), date(2026, 3, 31))
    found = world.app.ask(promise_figures, *span, today=date(2026, 3, 9))
    assert (found.due, found.kept, found.late, found.unanswered) == (3, 1, 1, 1)
    assert (found.kept_percent, found.median_days) == (33, 2.5)
    empty = world.app.ask(promise_figures, date(2025, 1, 1), date(2025, 1, 2))
    assert (empty.kept_percent, empty.median_days) == (None, None)


def test_outbox_is_sorted_by_what_is_due(world: World) -> None:
    cv, seen = world.apply("甲"), world.apply("乙")
    world.interview(seen)
    world.close(cv)
    world.app.run(WriteDueLetters())
    rows = world.app.ask(outbox, today=date(2026, 3, 4)).rows
    assert [(row.name, row.promise) for row in rows] == [
        ("甲", Promise.AT_RISK),
        ("乙", Promise.AT_RISK),
    ]
    page = world.app.ask(list_letters, state=LetterState.DRAFT, limit=1)
    assert (len(page.rows), page.total) == (1, 2)
    assert world.app.ask(list_letters, state=LetterState.SENT).total == 0


def test_template_is_changed_after_a_trial(world: World, undone_and_redone: Check) -> None:
    key = "not_selected_cv.formal.zh"

    def look() -> object:
        return next(row for row in world.app.ask(list_templates).rows if row.key == key)

    undone_and_redone(look, lambda: world.app.run(ChangeTemplate(key, body="{{ name }}：谢谢。")))
    assert look().version == 2  # type: ignore[attr-defined]
    for body in ("{{ nmae }}", "{% if %}", " "):
        with pytest.raises(RuleBroken):
            world.app.run(ChangeTemplate(key, body=body))
    application = world.apply()
    world.close(application)
    assert "王小明：谢谢。" in words_of(world, world.write(application))


def test_each_command_can_be_undone(world: World, undone_and_redone: Check) -> None:
    application = world.apply()
    world.close(application)

    def look() -> object:
        return [world.app.ask(letter, row.id) for row in world.app.ask(list_letters).rows]

    undone_and_redone(look, lambda: world.write(application))
    made = world.app.ask(list_letters).rows[0].id
    run = world.app.run
    undone_and_redone(look, lambda: run(EditLetter(made, title="标题", body="一\r\n\r\n二")))
    undone_and_redone(look, lambda: run(ReadyLetters((made,))))
    undone_and_redone(look, lambda: run(SendLetters((made,), now=True)))
    world.app.undo()
    undone_and_redone(look, lambda: run(WithdrawLetters((made,))))
    assert world.app.vault.faults() == []


def test_application_with_a_letter_cannot_vanish_beneath_it(world: World) -> None:
    application = world.apply()
    entry = world.app.run(WriteLetter(application, kind=K.RECEIVED)).changes
    assert entry.undoable
    world.app.undo()
    world.app.redo()
    applied = next(
        row for row in world.app.ask(history.entries).rows if row.command == "application.add"
    )
    with pytest.raises(Conflict):
        world.app.take_back(applied.id)


def test_standing_is_found_by_index_and_not_by_reading_all(world: World) -> None:
    query = standing_query().where(applications.c.id.in_(["a"]))
    with world.app.vault.reader() as connection:
        plain = query.compile(connection, compile_kwargs={"literal_binds": True})
        plan = [row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {plain}"))]
    assert not [step for step in plan if step.startswith("SCAN")]
    about = [step for step in plan if step.startswith(("SEARCH letter", "SEARCH offer"))]
    assert len(about) == 5
    assert all("candidate_id=?" in step or "application_id=?" in step for step in about)


def test_what_a_letter_needs_is_asked_for(world: World) -> None:
    application = world.apply()
    with pytest.raises(RuleBroken) as caught:
        world.write(application, kind=K.INVITATION)
    assert caught.value.field == "day"
    given = ("day=3月5日", "time=14:00", "place=501")
    assert "501" in words_of(world, world.write(application, kind=K.INVITATION, fields=given))
    for bad in ("shoe=43", "nothing"):
        with pytest.raises(RuleBroken, match="not a field"):
            world.write(application, kind=K.BUDDY, fields=(bad,))
    with pytest.raises(RuleBroken):
        world.app.run(WriteLetter())
    with pytest.raises(RuleBroken, match="Choose which"):
        world.write(application)
    with pytest.raises(NotFound):
        world.write("0" * 32)
    with pytest.raises(RuleBroken):
        world.write(application, kind=K.RECEIVED, language="fr")


def test_invitation_knows_its_interview(world: World) -> None:
    application = world.apply()
    world.clock.moment += timedelta(minutes=30)
    world.interview(application, hold=False)
    said = words_of(world, world.write(application, kind=K.INVITATION))
    assert "2026年3月2日星期一 10:00" in said
    assert "漕河泾 3 号楼" in said


@pytest.mark.parametrize("name", ["{{ 7*7 }}", "<b>王</b>", "Robert'); DROP TABLE letter;--"])
def test_hostile_names_are_just_names(world: World, name: str) -> None:
    application = world.apply(name)
    world.close(application)
    assert f"尊敬的{name}：" in words_of(world, world.write(application))


def test_what_a_letter_has_no_place_for_is_refused_and_not_lost(world: World) -> None:
    application = world.apply()
    world.close(application)
    with pytest.raises(RuleBroken, match="no place for"):
        world.write(application, kind=LetterKind.NOT_SELECTED_CV, fields=("point=作品清楚",))
    kinds = world.app.ask(places)
    assert "point" in kinds[LetterKind.NOT_SELECTED]
    assert "point" not in kinds[LetterKind.NOT_SELECTED_CV]
    assert "hear_by" in kinds[LetterKind.DELAY]
