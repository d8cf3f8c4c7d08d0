from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.paged_rows import BLOCK, ROW_ROLE, Column, PagedRows
from ui.models.palette import PaletteModel, PaletteRow, PaletteSection


class Source:
    """Rows as texts, with a note of what was asked for."""

    def __init__(self) -> None:
        self.asked: list[Sequence[str]] = []

    def __call__(self, ids: Sequence[str]) -> dict[str, str]:
        self.asked.append(tuple(ids))
        return {one: f"row {one}" for one in ids}


def _model(source: Source, count: int) -> PagedRows[str]:
    model = PagedRows[str](source, accessible=lambda row: f"says {row}")
    model.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    model.set_ids([str(number) for number in range(count)])
    return model


def test_rows_are_fetched_in_blocks_when_they_are_seen(qtbot: object) -> None:
    source = Source()
    model = PagedRows[str](source)
    model.set_ids([str(number) for number in range(30_000)])
    assert source.asked == []
    assert model.index(15_042, 0).data() == "row 15042"
    assert len(source.asked) == 1
    assert len(source.asked[0]) == BLOCK
    assert source.asked[0][0] == "15000"
    model.index(15_099, 0).data()
    assert len(source.asked) == 1


def test_rows_that_came_with_the_ids_are_not_asked_for_again(qtbot: object) -> None:
    source = Source()
    model = _model(source, 30)
    source.asked.clear()
    model.set_ids(["a", "b", "c"], rows={"a": "brought a", "b": "brought b"})
    assert model.index(0, 0).data() == "brought a"
    assert source.asked == []
    assert model.index(2, 0).data() == "row c"
    assert source.asked == [("c",)]
    model.set_ids(["a", "b", "c"], rows={"a": "fresh a"})
    assert [model.index(row, 0).data() for row in range(3)] == ["fresh a", "row b", "row c"]


def test_moves_inserts_and_removals_keep_places_right(qtbot: object) -> None:
    model = _model(Source(), 8)
    model.move("0", 7)
    model.move("7", 0)
    model.move("3", 3)
    model.insert(2, ("a", "b", "a2", "4"))
    model.remove(("5", "a", "nobody"))
    assert model.ids == ("7", "1", "b", "a2", "2", "3", "4", "6", "0")
    for row, identity in enumerate(model.ids):
        assert model.place(identity) == row
        assert model.index_of(identity).data() == f"row {identity}"
    model.set_ids(())
    assert model.rowCount() == 0
    assert not model.index_of("1").isValid()


def test_rows_that_come_later_are_skeletons_until_then(qtbot: object) -> None:
    asked: list[Sequence[str]] = []

    def nothing_yet(ids: Sequence[str]) -> dict[str, str]:
        asked.append(ids)
        return {}

    model = PagedRows[str](nothing_yet)
    model.set_ids(("1", "2"))
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda top, end, _roles: changed.append((top.row(), end.row())))
    assert model.index(0, 0).data(ROW_ROLE) is None
    assert model.index(1, 0).data() is None
    assert len(asked) == 1
    model.deliver({"2": "two", "9": "not here"})
    assert changed == [(1, 1)]
    assert model.index(1, 0).data() == "two"


def test_refresh_fetches_again(qtbot: object) -> None:
    source = Source()
    model = _model(source, 3)
    model.index(0, 0).data()
    count = len(source.asked)
    model.refresh(("1",))
    model.index(1, 0).data()
    assert source.asked[count:] == [("1",)]


def test_a_table_has_titles_alignment_and_a_voice(qtbot: object) -> None:
    columns = (
        Column[str]("a", "Name", str),
        Column[str]("b", "Long", lambda row: str(len(row)), right=True),
    )
    model = PagedRows[str](Source(), columns, accessible=lambda row: f"says {row}")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_ids(("1",))
    assert model.columnCount() == 2
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Long"
    assert model.index(0, 1).data() == "5"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "says row 1"
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.columnCount(model.index(0, 0)) == 0


def test_palette_rows_skip_titles(qtbot: object) -> None:
    model = PaletteModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    rows = (PaletteRow("a", "One", "first", keys=("Ctrl", "P")), PaletteRow("b", "Two"))
    model.show_sections(
        [
            PaletteSection("Empty", ()),
            PaletteSection("People", rows),
            PaletteSection("Actions", rows[:1]),
        ]
    )
    assert model.rowCount() == 5
    assert model.first() == 1
    assert model.next_from(2, 1) == 4
    assert model.next_from(4, 1) == 4
    assert model.next_from(1, -1) == 1
    said = model.index(1, 0, QModelIndex()).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "One, first, Ctrl+P"
