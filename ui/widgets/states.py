"""What a page shows when there is nothing, something to say, or something to wait for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.theme.tokens import Radius, Role, Space
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Text
from ui.widgets.paint import put_icon, round_rect
from ui.widgets.pill import tone_colours
from workbench.kernel.i18n import N_

_CANCEL, _CLOSE = N_("Cancel"), N_("Close")


class Medal(QWidget):
    """An icon on a soft round ground."""

    def __init__(
        self,
        look: Look,
        icon: str,
        tone: str = "accent",
        size: int = 56,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon, self._tone, self._size = look, icon, tone, size
        self.setFixedSize(look.px(size), look.px(size))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and icon."""
        painter, side = QPainter(self), self.width()
        ground, ink = tone_colours(self._look.c, self._tone)
        round_rect(painter, QRectF(self.rect()), side * 0.3, ground)
        icon = round(self._size * 0.43)
        inset = (side - self._look.px(icon)) // 2
        put_icon(painter, self._look, self._icon, QPoint(inset, inset), icon, ink)


class EmptyState(QWidget):
    """What will stand here, and the first step towards it.

    Signals: `clicked()` when the first step is taken.
    """

    clicked = Signal()

    def __init__(
        self,
        look: Look,
        icon: str,
        title: str,
        sentence: str = "",
        verb: str = "",
        verb_icon: str = "plus",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XXL, Space.XL, Space.XXL)
        column.setSpacing(Space.XS)
        column.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Medal(look, icon), 0, centre)
        column.addSpacing(Space.M)
        self._title = Text(look, title, Role.SUBTITLE)
        column.addWidget(self._title, 0, centre)
        if sentence:
            words = Text(look, sentence, Role.BODY, "text2", wrap=True)
            words.setAlignment(centre)
            words.setFixedWidth(look.px(400))
            # A centring layout asks for no height for a width, so the words say it themselves.
            words.setMinimumHeight(words.heightForWidth(look.px(400)))
            column.addWidget(words, 0, centre)
        self.button = Button(look, verb, "primary", verb_icon if verb else "")
        self.button.clicked.connect(self.clicked)
        column.addSpacing(Space.L)
        column.addWidget(self.button, 0, centre)
        self.button.setVisible(bool(verb))  # only now: without a parent it would be a window
        column.addStretch(3)

    def set_title(self, title: str) -> None:
        """Say something else in the first line."""
        self._title.setText(title)


class NoticeBar(QWidget):
    """A line across the page: what is the matter, and the verbs that help.

    Signals: `acted(str)` with the key of the verb; `dismissed()`.
    """

    acted = Signal(str)
    dismissed = Signal()

    def __init__(
        self,
        look: Look,
        text: str,
        tone: str = "info",
        icon: str = "info",
        actions: tuple[tuple[str, str], ...] = (),
        *,
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._tone, self._icon = look, tone, icon
        self._label = Text(look, text, Role.BODY, tone if tone != "neutral" else "text2", wrap=True)
        row = QHBoxLayout(self)
        row.setSpacing(Space.S)
        row.addWidget(self._label, 1)
        for key, verb in actions:
            button = Button(look, verb)
            button.clicked.connect(lambda _=False, key=key: self.acted.emit(key))
            row.addWidget(button)
        if closable:
            cross = IconButton(look, "x", look.text(_CLOSE), "ghost")
            cross.clicked.connect(self._dismiss)
            row.addWidget(cross)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(text)
        look.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        look, row = self._look, self.layout()
        if row is not None:
            row.setContentsMargins(
                look.px(42), look.px(Space.S), look.px(Space.M), look.px(Space.S)
            )
        self.setMinimumHeight(look.px(48))
        self.update()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._label.setText(text)
        self.setAccessibleName(text)

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and icon."""
        painter, look = QPainter(self), self._look
        ground, ink = tone_colours(look.c, self._tone)
        round_rect(painter, QRectF(self.rect()), Radius.CARD, ground)
        place = QPoint(look.px(14), (self.height() - look.px(16)) // 2)
        put_icon(painter, look, self._icon, place, 16, ink)


class BusyPanel(QWidget):
    """Long work: what is being done, how far it is, and a way to stop it.

    Signals: `cancelled()`, once.
    """

    cancelled = Signal()

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = Text(look, title, Role.STRONG)
        self._detail = Text(look, "", Role.CAPTION, "text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self.cancel = Button(look, look.text(_CANCEL))
        self.cancel.clicked.connect(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column.setSpacing(Space.S)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        head.addLayout(words, 1)
        head.addWidget(self.cancel)
        column.addLayout(head)
        column.addWidget(self._bar)
        look.changed.connect(self.update)

    def set_title(self, title: str) -> None:
        """Say what is being done now, from its beginning."""
        self._title.setText(title)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self.cancel.setEnabled(True)

    def show_progress(self, done: int, total: int, detail: str = "") -> None:
        """Show how far it is; a total of 0 means that nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._detail.setText(detail)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancelled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        c = self._look.c
        round_rect(QPainter(self), QRectF(self.rect()), Radius.CARD, c.surface, c.border)


class Skeleton(QWidget):
    """Grey rows where a list will stand."""

    def __init__(self, look: Look, rows: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._rows = look, rows
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return all rows."""
        return QSize(320, self._look.px(44) * self._rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, fainter downwards."""
        painter, look = QPainter(self), self._look
        for row in range(self._rows):
            painter.setOpacity(1 - row / (self._rows + 1))
            top, height = row * look.px(44), look.px(10)
            disc = QRectF(2, top + look.px(8), look.px(28), look.px(28))
            round_rect(painter, disc, disc.width() / 2, look.c.neutral_soft)
            left = disc.right() + 12
            for place, part in ((11, 0.32), (25, 0.55 - 0.06 * (row % 3))):
                bar = QRectF(left, top + look.px(place), (self.width() - left) * part, height - 2)
                round_rect(painter, bar, 4, look.c.neutral_soft)
