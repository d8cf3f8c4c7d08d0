from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.apart.made import pdf, text_page
from tests.seat import press
from tests.ui.people import Crew, settle_in
from ui.pages.cv.viewer import CvViewer
from ui.shell.workplace import Workplace
from workbench.app import App
from workbench.kernel.clock import SetClock
from workbench.people.commands import AttachCv

Calm = Callable[[], None]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
THREE = pdf(*(text_page(f"page {word}", "payment gateway") for word in ("one", "two", "three")))
PDF = "application/pdf"


@pytest.fixture
def crew(desk: App, clock: SetClock) -> Crew:
    return settle_in(desk, clock)


def attach(crew: Crew, data: bytes, name: str, text: str = "text of it") -> None:
    crew.app.run(AttachCv(crew.people[0], text, name, PDF, data))


def wait_for_pages(viewer: CvViewer, qtbot: QtBot) -> None:
    """Wait until a PDF is open or refused: the child takes its time on a busy machine."""
    qtbot.waitUntil(
        lambda: (
            bool(viewer.paper.pages) or not viewer.notice.isHidden() or viewer.views.key == "text"
        ),
        timeout=60_000,
    )


@pytest.fixture
def read(crew: Crew, workplace: Workplace, calm: Calm, qtbot: QtBot) -> Callable[[], CvViewer]:
    """Open the first CV of the first person as somebody does."""

    def opened() -> CvViewer:
        workplace.context.open_person(crew.people[0], "")
        calm()
        press(workplace.panel, "Read")
        calm()
        found = workplace.context.cover()
        assert isinstance(found, CvViewer)
        wait_for_pages(found, qtbot)
        return found

    return opened


def dark(viewer: CvViewer) -> int:
    """Count the dark dots of what the view shows."""
    image = viewer.paper.viewport().grab().toImage().scaled(300, 300)
    dots = (image.pixelColor(x, y).lightness() for x in range(300) for y in range(300))
    return sum(light < 120 for light in dots)


def test_pages_are_shown_and_walked_through_by_keys(
    crew: Crew, read: Callable[[], CvViewer], calm: Calm
) -> None:
    attach(crew, THREE, "王小明 简历.pdf")
    viewer = read()
    assert viewer.accessibleName() == "王小明 简历.pdf"
    assert viewer.paper.pages == 3
    assert viewer.paper.hasFocus()
    assert dark(viewer) > 20, "there are letters"
    QTest.keyClick(viewer.paper, Qt.Key.Key_PageDown, CONTROL)
    calm()
    assert viewer.paper.page == 1
    assert "page 2 of 3" in viewer.paper.accessibleName()
    QTest.keyClick(viewer.paper, Qt.Key.Key_End)
    calm()
    assert viewer.paper.page == 2
    before = viewer.paper.zoom
    QTest.keyClick(viewer.paper, Qt.Key.Key_Plus, CONTROL)
    calm()
    assert viewer.paper.zoom > before
    QTest.keyClick(viewer.paper, Qt.Key.Key_0, CONTROL)
    calm()
    assert viewer.paper.zoom == 1.0
    QTest.keyClick(viewer.paper, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_a_text_is_found_on_the_pages_and_in_the_text(
    crew: Crew, read: Callable[[], CvViewer], calm: Calm, qtbot: QtBot
) -> None:
    attach(crew, THREE, "cv.pdf", "Payment gateway\nand again payment")
    viewer = read()
    plain = dark(viewer)
    QTest.keyClick(viewer.paper, Qt.Key.Key_F, CONTROL)
    assert viewer.seek.field.hasFocus()
    QTest.keyClicks(viewer.seek.field, "PAYMENT")
    told = viewer.seek.findChildren(QWidget)
    qtbot.waitUntil(lambda: any(getattr(w, "text", str)() == "1 of 3" for w in told))
    QTest.keyClick(viewer.seek.field, Qt.Key.Key_Return)
    calm()
    assert viewer.paper.page == 1, "the finding is brought into sight"
    QTest.keyClick(viewer.seek.field, Qt.Key.Key_Return, SHIFT)
    calm()
    assert viewer.paper.page == 0
    assert dark(viewer) >= plain
    viewer.views.choose("text")
    calm()
    assert any(getattr(w, "text", str)() == "1 of 2" for w in told)
    assert viewer.words.textCursor().selectedText() == "Payment"
    viewer.close_overlay()


def test_a_damaged_pdf_says_so_and_offers_the_text(
    crew: Crew, read: Callable[[], CvViewer], calm: Calm
) -> None:
    attach(crew, b"%PDF-1.7 nothing", "cv.pdf", "what could be read")
    viewer = read()
    assert "damaged PDF" in viewer.notice.accessibleName()
    press(viewer, "Show the text")
    calm()
    assert viewer.words.isVisible()
    assert viewer.words.toPlainText() == "what could be read"
    viewer.close_overlay()


def test_several_cvs_have_a_switch_and_texts_only_their_text(
    crew: Crew,
    read: Callable[[], CvViewer],
    calm: Calm,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attach(crew, THREE, "x" * 300 + ".pdf")
    crew.app.run(AttachCv(crew.people[0], "长文本\n" * 60_000, "说明.txt"))
    viewer = read()
    assert viewer.which.isVisible()
    names = [viewer.which.itemText(n) for n in range(viewer.which.count())]
    viewer.which.setCurrentIndex(names.index("说明.txt"))
    viewer.which.activated.emit(names.index("说明.txt"))
    calm()
    assert viewer.words.isVisible()
    assert not viewer.views.isVisible()
    assert not viewer.keep.isVisible()
    pdf_at = next(n for n, name in enumerate(names) if name.endswith(".pdf"))
    viewer.which.setCurrentIndex(pdf_at)
    viewer.which.activated.emit(pdf_at)
    wait_for_pages(viewer, qtbot)
    calm()
    assert viewer.paper.pages == 3
    assert viewer.title.width() < viewer.width()
    copy = tmp_path / "copy.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(copy), ""))
    viewer.keep.click()
    calm()
    assert copy.read_bytes() == THREE
    viewer.close_overlay()


def test_nothing_waits_and_nothing_stays(
    crew: Crew, read: Callable[[], CvViewer], workplace: Workplace, calm: Calm
) -> None:
    attach(crew, THREE, "cv.pdf")
    threads = threading.active_count()
    viewer = read()
    begun = time.perf_counter()
    viewer.paper.zoom_by(1.25)
    viewer.paper.go(2)
    assert time.perf_counter() - begun < 0.05
    calm()
    workplace.bridge.left.emit()
    assert not viewer.isVisible()
    assert viewer.paper.pages == 0
    assert viewer.words.toPlainText() == ""
    assert threading.active_count() <= threads + 3, "only the threads of the desk"
    QApplication.processEvents()
