"""What a locked window still knows."""

from PySide6.QtCore import Qt

from tests.seat import CONTROL, Seat
from ui.pages.people.page import PeoplePage
from workbench.people.commands import AddCandidate


def test_a_locked_window_keeps_no_text_that_it_painted(frame_desk: Seat) -> None:
    seat, look = frame_desk, frame_desk.desk.look
    seat.app.run(AddCandidate("王小明"))
    seat.page("people", PeoplePage)
    seat.settle()
    seat.desk.frame.grab()
    painted = repr(look._fitted)
    assert "王小明" in painted
    seat.key(Qt.Key.Key_L, CONTROL)
    assert "王小明" not in repr(look._fitted)
