"""Two records side by side: choose what stays where they differ; merge, or say they are two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.pages.person.reading import PersonView, TwoPeople, read_two
from ui.sheets import Sheet
from ui.theme.colours import hue_for
from ui.theme.tokens import Role, Space
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button
from ui.widgets.labels import Line, Text
from ui.widgets.pill import Chip
from workbench.insights.told_fields import FIELDS
from workbench.kernel.degrees import DEGREE_NAMES, Degree
from workbench.kernel.i18n import N_
from workbench.people.merging import CHOICES, MarkDistinct
from workbench.people.queries import CandidateCard
from workbench.pipeline.merging import MergeCandidates

_TITLE, _VERB, _TWO = N_("Are these one person?"), N_("Merge"), N_("Two different people")
_HOW = N_(
    "Choose what stays where the two differ. Contacts, CVs, notes, applications, interviews,"
    " scores and letters of both come together; undo parts them again."
)
_SAME = N_("Nothing that is written about them differs.")
_ADDED = N_("Added: {when}")
_HELD = N_("Applications {applications} · notes {notes} · CVs {cvs}")
_LABELS = FIELDS["candidate"]
_LANGUAGES = {"zh": "中文", "en": "English"}


def compare_people(
    context: Context, candidate: str, other: str, then: Callable[[str], None]
) -> None:
    """Open the sheet on two candidates; `then` hears the id of the one who stays."""

    def arrived(two: TwoPeople) -> None:
        comparison = Comparison(context, two)
        sheet = Sheet(
            context.look,
            context.host,
            context.text(_TITLE),
            context.text(_VERB),
            comparison,
            subtitle=context.text(_HOW),
            width=680,
        )
        apart = Button(context.look, context.text(_TWO))
        apart.clicked.connect(lambda: context.submit(sheet, MarkDistinct(candidate, other)))
        sheet.add_verb(apart)

        def merge() -> None:
            context.submit(sheet, comparison.command(), lambda done: then(str(done.value)))

        sheet.submitted.connect(merge)
        sheet.open()

    context.bridge.ask(arrived, read_two, candidate, other)


class Comparison(QWidget):
    """A column for each record; a pair of chips wherever they differ.

    Attributes: `chips`, by field, the chip of the first and of the second record.
    """

    def __init__(self, context: Context, two: TwoPeople) -> None:
        super().__init__()
        self.context, self.look, self.two = context, context.look, two
        self.chips: dict[str, tuple[Chip, Chip]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, Space.S, 0, 0)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, view in enumerate((two.first, two.second), 1):
            grid.addWidget(self._head(view), 0, column)
        grid.addWidget(Line(self.look), 1, 0, 1, 3)
        for name in CHOICES:
            self._choice(grid, name)
        if not self.chips:
            same = Text(self.look, self.look.text(_SAME), Role.BODY, "text2", wrap=True)
            grid.addWidget(same, grid.rowCount(), 0, 1, 3)

    def command(self) -> MergeCandidates:
        """Return the command that merges as it is chosen."""
        take = tuple(name for name, (_, second) in self.chips.items() if second.isChecked())
        return MergeCandidates(self.two.first.card.id, self.two.second.card.id, take)

    def _head(self, view: PersonView) -> QWidget:
        look, card = self.look, view.card
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(Avatar(look, card.name, hue_for(card.id), 36), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(look, card.name, Role.STRONG, wrap=True))
        for line in self._about(view):
            words.addWidget(Text(look, line, Role.CAPTION, "text2", wrap=True))
        row.addLayout(words, 1)
        return box

    def _about(self, view: PersonView) -> list[str]:
        look, card = self.look, view.card
        lines = [each.value for each in card.contacts]
        counts = {"notes": len(card.notes), "cvs": len(card.cvs)}
        lines.append(look.text(_HELD, applications=len(view.applications), **counts))
        if card.added_at is not None:
            now = self.context.moment()
            when = moments.since(look, card.added_at.astimezone(now.tzinfo).date(), now.date())
            lines.append(look.text(_ADDED, when=when))
        return lines

    def _choice(self, grid: QGridLayout, name: str) -> None:
        """Add a row where both say something and not the same."""
        first = self._value(self.two.first.card, name)
        second = self._value(self.two.second.card, name)
        if not first or not second or first == second:
            return
        look, row = self.look, grid.rowCount()
        label = look.text(_LABELS[name])
        grid.addWidget(Text(look, label, Role.LABEL, "text2"), row, 0)
        group = QButtonGroup(self)
        pair = (Chip(look, first), Chip(look, second))
        for column, chip in enumerate(pair, 1):
            chip.setAccessibleName(f"{label}: {chip.text()}")
            group.addButton(chip)
            grid.addWidget(chip, row, column, Qt.AlignmentFlag.AlignLeft)
        pair[0].setChecked(True)
        self.chips[name] = pair

    def _value(self, card: CandidateCard, name: str) -> str:
        value = getattr(card, name)
        if name == "degree":
            return self.look.text(DEGREE_NAMES[Degree(value)]) if value else ""
        if name == "language":
            return _LANGUAGES.get(value, value)
        if name == "years":
            return "" if value is None else f"{value:g}"
        if name == "source":
            return " · ".join(part for part in (card.source, card.referrer, card.agency) if part)
        return str(value)
