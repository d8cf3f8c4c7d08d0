"""What law and band say about an offer, as a bar."""

from __future__ import annotations

from ui.context import Context
from ui.widgets.states import NoticeBar
from workbench.kernel.i18n import N_
from workbench.letters.law import COUNSEL, OfferWarning

_SOURCE = N_("{text} {source}. {counsel}")


def warning_bar(context: Context, warning: OfferWarning) -> NoticeBar:
    """Return a bar that says what is to be known, with its source where it is a law."""
    said = context.show(warning.message)
    if warning.is_law:
        source, counsel = context.text(warning.source), context.text(COUNSEL)
        said = context.text(_SOURCE, text=said, source=source, counsel=counsel)
    return NoticeBar(context.look, said, "warn", "scale" if warning.is_law else "triangle-alert")
