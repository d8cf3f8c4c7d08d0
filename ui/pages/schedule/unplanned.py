"""Planning a day while interview plans are missing, and the shortest way to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.context import Context
from ui.sheets import Sheet
from ui.widgets.states import EmptyState, NoticeBar
from workbench.interviewday.tosit import Unplanned
from workbench.interviews.rounds import ProposeRounds
from workbench.kernel.i18n import N_

_TITLE = N_("Plan the interview day")
_NOBODY, _NOBODY_TEXT, _GO = (
    N_("Nobody has a round to sit"),
    N_("Give a requisition an interview plan; who stands in a stage that meets is offered here."),
    N_("Go to the requisitions"),
)
_UNPLANNED, _UNPLANNED_TEXT, _WAITING, _PROPOSE = (
    N_("The interview plan is missing"),
    N_("To be interviewed: {who}. The stages make a plan at once; change it whenever you like."),
    N_("{title} ({n})"),
    N_("Make the plan from the stages"),
)
_NO_PLAN = N_("Without an interview plan: {who}")


class NobodySheet(Sheet):
    """What stands in the place of the sheet while nobody has a round to sit."""

    def __init__(self, context: Context) -> None:
        text = context.text
        state = EmptyState(context.look, "calendar-days", text(_NOBODY), text(_NOBODY_TEXT))
        super().__init__(context.look, context.host, text(_TITLE), text(_GO), state)
        self.submitted.connect(self.close_overlay)
        self.submitted.connect(lambda: context.go("requisitions", None))
        self.closed.connect(self.deleteLater)


class UnplannedSheet(Sheet):
    """Asks for the interview plans that are missing, which the stages already say in short.

    `again` is called once they are there.
    """

    def __init__(
        self, context: Context, missing: Sequence[Unplanned], again: Callable[[], None]
    ) -> None:
        text = context.text
        said = text(_UNPLANNED_TEXT, who=_who(context, missing))
        state = EmptyState(context.look, "calendar-days", text(_UNPLANNED), said)
        super().__init__(context.look, context.host, text(_TITLE), text(_PROPOSE), state)
        self.submitted.connect(lambda: _propose(context, self, missing, again))


def missing_bar(
    context: Context, sheet: Sheet, missing: Sequence[Unplanned], again: Callable[[], None]
) -> NoticeBar:
    """Return the line that names requisitions without a plan and makes theirs."""
    said = context.text(_NO_PLAN, who=_who(context, missing))
    verbs = (("propose", context.text(_PROPOSE)),)
    bar = NoticeBar(context.look, said, "info", "info", verbs)
    bar.acted.connect(lambda _key: _propose(context, sheet, missing, again))
    return bar


def _who(context: Context, missing: Sequence[Unplanned]) -> str:
    return context.listed(
        context.text(_WAITING, title=each.title, n=each.people) for each in missing
    )


def _propose(
    context: Context, sheet: Sheet, missing: Sequence[Unplanned], again: Callable[[], None]
) -> None:
    command = ProposeRounds(tuple(each.requisition_id for each in missing))
    context.submit(sheet, command, lambda _done: again())
