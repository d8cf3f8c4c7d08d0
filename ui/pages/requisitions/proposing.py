"""The sheet of people who are in the vault already and might fit a requisition."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.sheets import Sheet
from ui.theme.colours import hue_for
from ui.theme.tokens import Role, Space
from ui.widgets.avatar import Avatar
from ui.widgets.check import Check
from ui.widgets.labels import Line, Text
from ui.widgets.states import EmptyState
from ui.widgets.toast import Notice
from workbench.demand.queries import titles
from workbench.insights.proposals import Proposal, propose
from workbench.kernel.i18n import N_
from workbench.kernel.queries import Page
from workbench.pipeline.commands import ApplySeveral

PROPOSE = N_("Propose people…")
_TITLE, _VERB, _BACK = N_("Propose people"), N_("Put on this requisition"), N_("Back")
_HOW = N_(
    "People who are in the vault already and might fit “{post}”, likeliest first. Nobody who is or"
    " was on it, is not to be contacted, or whose consent has ended."
)
_NOBODY = N_("Nobody in the vault fits yet")
_NOBODY_TEXT = N_(
    "Finalists of like posts, people of the talent pool and people with a fitting title or tag"
    " will stand here. What the requisition says under “Must have” is looked for in tags."
)
_MORE = N_("The {n} likeliest of {total}")
_ONE, _MANY = N_("1 person who is here already might fit"), N_("{n} people here might fit")
_LOOK = N_("Look")
SHOWN, AT_ONCE = 30, 6


def open_proposals(context: Context, requisition: str) -> None:
    """Ask who might fit, and open the sheet with them."""

    def arrived(found: Page[Proposal]) -> None:
        _show(context, requisition, found)

    context.bridge.ask(arrived, propose, requisition, limit=SHOWN)


def offer_proposals(context: Context, requisition: str) -> None:
    """Say quietly that somebody might fit, where there is anybody."""

    def arrived(found: Page[Proposal]) -> None:
        if found.total:
            text = context.counted(found.total, _ONE, _MANY)
            toast = context.toast(Notice(text, action=context.text(_LOOK)))
            toast.acted.connect(lambda: _show(context, requisition, found))

    context.bridge.ask(arrived, propose, requisition, limit=SHOWN)


def _show(context: Context, requisition: str, found: Page[Proposal]) -> Sheet:
    look, text = context.look, context.text
    title = context.bridge.now(titles, [requisition]).get(requisition, "")
    chooser = Chooser(context, found)
    sheet = _ChoiceSheet(
        look,
        context.host,
        text(_TITLE),
        text(_VERB) if found.rows else text(_BACK),
        chooser,
        subtitle=text(_HOW, post=title),
        width=600,
    )
    if found.rows:
        sheet.submitted.connect(
            lambda: context.submit(sheet, ApplySeveral(requisition, chooser.chosen()))
        )
    else:
        sheet.cancel.hide()
        sheet.submitted.connect(sheet.close_overlay)
    sheet.open()
    return sheet


class _ChoiceSheet(Sheet):
    """A sheet in which nothing is to be lost but whom somebody has ticked."""

    def typed(self) -> object:
        """Return who is ticked; rows that came later are no change."""
        return self._content.chosen() if isinstance(self._content, Chooser) else None


class Chooser(QWidget):
    """The people with their reasons, each with a box to tick.

    Attributes: `checks`, the boxes by id of the candidate.
    """

    def __init__(self, context: Context, found: Page[Proposal]) -> None:
        super().__init__()
        self._context, self._look = context, context.look
        self.checks: dict[str, Check] = {}
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.M)
        text = context.text
        if not found.rows:
            column.addWidget(EmptyState(self._look, "users", text(_NOBODY), text(_NOBODY_TEXT)))
            return
        if found.total > len(found.rows):
            more = text(_MORE, n=len(found.rows), total=f"{found.total:,}")
            column.addWidget(Text(self._look, more, Role.CAPTION, "text2"))
        self._waiting = list(found.rows)
        self._add_some()

    def _add_some(self) -> None:
        """Add the next rows; the others follow behind what is in sight, so that nothing waits."""
        rows, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        for row in rows:
            if self.checks:
                self._column.addWidget(Line(self._look))
            self._column.addWidget(self._row(row))
        if self._waiting:
            QTimer.singleShot(0, self, self._add_some)

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of those who are ticked, likeliest first."""
        return tuple(who for who, check in self.checks.items() if check.isChecked())

    def _row(self, row: Proposal) -> QWidget:
        look = self._look
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.M)
        picture = Avatar(look, row.name, hue_for(row.candidate_id), 32)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        check = Check(look, row.name)
        reasons = " · ".join(map(self._context.show, row.reasons))
        check.setAccessibleDescription(reasons)
        self.checks[row.candidate_id] = check
        words.addWidget(check)
        about = " · ".join(part for part in (row.title, row.employer, row.city) if part)
        for part, tone in ((about, "text2"), (reasons, "text")):
            if part:
                words.addWidget(Text(look, part, Role.CAPTION, tone, wrap=True))
        line.addLayout(words, 1)
        return box
