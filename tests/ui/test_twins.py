"""The list of people who may be here twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.seat import press, words_of
from tests.ui.people import key, undo
from ui.pages.people.twins import Twins
from ui.shell.workplace import Workplace
from workbench.app import App
from workbench.people.commands import AddCandidate
from workbench.people.merging import MarkDistinct
from workbench.people.queries import list_candidates
from workbench.pipeline.duplicates import list_duplicates, open_pairs

Calm = Callable[[], None]
Top = Callable[[], Any]


@pytest.fixture
def pairs(desk: App) -> list[str]:
    """Two who surely are one, two who perhaps are, and a stranger."""
    facts = (
        ("周琳", {"employer": "远帆物流"}),
        ("周林", {"employer": "远帆物流"}),
        ("王小明", {"phone": "13800001234"}),
        ("王小明", {"phone": "+86 138 0000 1234"}),
        ("Elena Sullivan", {"phone": "13900001111"}),
    )
    return [str(desk.run(AddCandidate(name, **more)).value) for name, more in facts]  # type: ignore[arg-type]


@pytest.fixture
def twins(pairs: list[str], workplace: Workplace, calm: Calm, sheet: Top) -> Twins:
    workplace.go("people")
    calm()
    press(workplace.page("people"), "Possible duplicates…")
    found = sheet()
    assert isinstance(found, Twins)
    return found


def names(twins: Twins) -> list[tuple[str, str]]:
    return [(each.name, each.other_name) for each in twins.list.pairs.values()]


def test_the_surest_pair_comes_first_with_its_reasons(twins: Twins) -> None:
    assert names(twins) == [("王小明", "王小明"), ("周琳", "周林")]
    model = twins.list.table.rows
    cells = [[model.index(row, n).data() for n in (2, 3)] for row in range(2)]
    assert cells[0][0] == "Surely one"
    assert "same phone number" in cells[0][1]
    assert cells[1] == ["Perhaps one", "names that sound the same, same employer 远帆物流"]
    assert "2 pairs" in words_of(twins)


def test_d_says_they_are_two_chooses_the_next_and_is_undone(
    twins: Twins, pairs: list[str], desk: App, workplace: Workplace, calm: Calm
) -> None:
    assert twins.list.table.hasFocus()
    key(workplace, Qt.Key.Key_D)
    calm()
    assert names(twins) == [("周琳", "周林")]
    assert twins.list.chosen() == next(iter(twins.list.pairs.values()))
    assert desk.ask(list_duplicates).total == 1
    key(workplace, Qt.Key.Key_D)
    calm()
    assert "Nobody seems to be here twice" in words_of(twins)
    assert not twins.primary.isEnabled()
    desk.undo()
    calm()
    assert names(twins) == [("周琳", "周林")]
    twins.close_overlay()


def test_enter_compares_and_a_merge_takes_the_pair_off_the_list(
    twins: Twins, desk: App, workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    key(workplace, Qt.Key.Key_Return)
    top = sheet()
    assert top is not twins
    top.submit()
    calm()
    assert desk.ask(list_candidates).total == 4
    assert sheet() is twins
    assert names(twins) == [("周琳", "周林")]
    twins.close_overlay()
    undo(workplace)
    calm()
    assert desk.ask(list_candidates).total == 5


def test_an_empty_vault_says_what_will_stand_there(
    workplace: Workplace, calm: Calm, sheet: Top
) -> None:
    workplace.go("people")
    calm()
    press(workplace.page("people"), "Possible duplicates…")
    found = sheet()
    assert "Nobody seems to be here twice" in words_of(found)
    key(workplace, Qt.Key.Key_Escape)
    assert sheet() is None


def test_open_pairs_are_live_and_not_said_to_be_two(desk: App, pairs: list[str]) -> None:
    one, other, first, second, _ = pairs
    asked = [(first, second), (one, other)]
    assert desk.ask(open_pairs, asked) == {frozenset(pair) for pair in asked}
    desk.run(MarkDistinct(one, other))
    assert desk.ask(open_pairs, asked) == {frozenset((first, second))}
