"""Small drawn pieces: a QR code with its caption, a person's introduction, a line to sign on."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from workbench.paper import blocks, ink, style
from workbench.paper.setting import Line, Setter, height
from workbench.paper.words import word

CODE_SIZE = 76.0
CIRCLE = 38.0
SIGNING_HEIGHT = 58.0
CAPTION = style.CELL_NOTE.with_(align="center", size=8, leading=12)


class Code(Flowable):
    """A QR code on white with a caption below it, at the right of its space."""

    def __init__(self, setter: Setter, content: str, caption: str) -> None:
        super().__init__()
        self._setter, self._content, self._caption = setter, content, caption
        self._lines: list[Line] = []

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        self.width = width
        self._side = min(CODE_SIZE, width)
        if self._caption:
            self._lines = self._setter.fit(self._caption, CAPTION, max(self._side + 16, 40), 2)
        self.height = self._side + (4 + height(self._lines) if self._lines else 0)
        return width, self.height

    def draw(self) -> None:
        """See Flowable."""
        x = self.width - self._side
        bottom = self.height - self._side
        ink.panel(self.canv, x, bottom, self._side, self._side, fill=style.PAPER, radius=4)
        ink.code(self.canv, self._content, x + 6, bottom + 6, self._side - 12)
        ink.draw_lines(self.canv, self._lines, x - 8, bottom - 4)


class Introduction(Flowable):
    """Somebody's initials in a circle, name and role beside it."""

    def __init__(self, setter: Setter, person: blocks.Person) -> None:
        super().__init__()
        self._setter, self._person = setter, person
        self.spaceAfter = 8

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        room = width - CIRCLE - 12
        fit, person = self._setter.fit, self._person
        self._lines: list[Line] = []
        if person.kicker:
            self._lines += fit(person.kicker, style.KICKER.with_(size=8, leading=12), room)
        self._lines += fit(person.name, style.SECTION.with_(size=14, leading=20), room)
        if person.role:
            self._lines += fit(person.role, style.NOTE.with_(leading=14), room, 2)
        initials = style.VALUE.with_(size=13, leading=16, weight=600, colour=style.ACCENT_TEXT)
        self._initials = fit(person.initials, initials, CIRCLE - 8) if person.initials else []
        self.height = max(CIRCLE, height(self._lines))
        return width, self.height

    def draw(self) -> None:
        """See Flowable."""
        bottom = (self.height - CIRCLE) / 2
        ink.panel(self.canv, 0, bottom, CIRCLE, CIRCLE, fill=style.ACCENT_SOFT, radius=CIRCLE / 2)
        ink.centre_text(self.canv, self._initials, 0, bottom, CIRCLE, CIRCLE)
        top = (self.height + height(self._lines)) / 2
        ink.draw_lines(self.canv, self._lines, CIRCLE + 12, top)


class Signing(Flowable):
    """Role and name of who signs, a line for the signature, a line for the date."""

    def __init__(self, setter: Setter, signer: blocks.Signer) -> None:
        super().__init__()
        self._setter, self._signer = setter, signer
        self.spaceAfter = 4

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        self.width, self.height = width, SIGNING_HEIGHT
        self._who = self._setter.fit(self._signer.role, style.VALUE, width * 0.26, 2)
        if self._signer.name:
            self._who += self._setter.fit(self._signer.name, style.LABEL, width * 0.26)
        language = self._setter.language
        self._captions = [
            self._setter.fit(word(language, key), style.RUNNING, 100) for key in ("sign", "date")
        ]
        return width, self.height

    def draw(self) -> None:
        """See Flowable."""
        rule = 18.0  # above the caption
        ink.draw_lines(self.canv, self._who, 0, rule - 5.5 + height(self._who))
        spans = ((self.width * 0.30, self.width * 0.70), (self.width * 0.74, self.width))
        for (left, right), caption in zip(spans, self._captions, strict=True):
            ink.hairline(self.canv, left, right, rule, style.INK_2, 0.6)
            ink.draw_lines(self.canv, caption, left, rule - 3)


class Letterhead(Flowable):
    """Sign and name of the house at the left, its address at the right, a rule below."""

    def __init__(self, setter: Setter, sender: blocks.Sender) -> None:
        super().__init__()
        self._setter, self._sender = setter, sender
        self.spaceAfter = 26

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        """See Flowable."""
        self.width = width
        name = style.SECTION.with_(size=13, leading=18)
        mark = style.VALUE.with_(size=13, weight=600, colour=style.PAPER)
        fit = self._setter.fit
        self._shift = 36.0 if self._sender.mark else 0.0
        self._name = fit(self._sender.organisation, name, width * 0.5 - self._shift, 2)
        self._mark = fit(self._sender.mark, mark, 20) if self._sender.mark else []
        address = style.RUNNING.with_(align="right", leading=12)
        self._address: list[Line] = []
        for line in self._sender.lines[:5]:
            self._address += fit(line, address, width * 0.46, 2)
        self.height = max(26, height(self._name), height(self._address)) + 14
        return width, self.height

    def draw(self) -> None:
        """See Flowable."""
        middle = (self.height + 14) / 2
        if self._mark:
            ink.mark(self.canv, 0, middle - 13, 26, self._mark)
        ink.draw_lines(self.canv, self._name, self._shift, middle + height(self._name) / 2)
        left = self.width * 0.54
        ink.draw_lines(self.canv, self._address, left, middle + height(self._address) / 2)
        ink.hairline(self.canv, 0, self.width, 0, style.LINE_STRONG, 0.6)
