"""Candidates of a requisition beside each other: what the panel says of each attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.models.paged_rows import Column, PagedRows
from ui.pages.scores.reading import CompareRow, Comparison
from ui.theme.tokens import Role, Space
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from ui.widgets.states import EmptyState
from ui.widgets.table import DataTable
from workbench.kernel.i18n import N_
from workbench.pipeline.queries import shown
from workbench.scoring.queries import AttributeRow
from workbench.scoring.rules import RECOMMENDATION_NAMES, Figures

_NAME, _CARDS, _MEAN, _SPREAD, _ADVICE = (
    N_("Candidate"),
    N_("Scorecards"),
    N_("Mean"),
    N_("Spread"),
    N_("Recommendations"),
)
_OWED = N_("{n}, {m} missing")
_APART = N_("{mean} (apart by {spread})")
_NOTHING, _NOTHING_TEXT = (
    N_("Nothing to compare yet"),
    N_("As soon as scorecards are in, the candidates of a requisition stand here side by side."),
)
_HINT = N_(
    "Means of what was rated; unrated is never zero. Amber: the panel is two levels or more apart."
)
FAR, LONG = 2, 10


class ComparePanel(QWidget):
    """A table of candidates by attributes; Enter opens the person."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[str, CompareRow] = {}
        self.table: DataTable | None = None
        text = context.text
        self._panel = Panel(context.look, padding=Space.XS)
        self._hint = Text(context.look, text(_HINT), Role.CAPTION, "text3", wrap=True)
        self._empty = EmptyState(context.look, "scale", text(_NOTHING), text(_NOTHING_TEXT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._panel, 1)
        column.addWidget(self._hint)
        column.addWidget(self._empty, 1)

    def show_comparison(self, found: Comparison, template: str) -> None:
        """Show the candidates with the attributes of one form, of all for ''."""
        self._rows = {row.application: row for row in found.rows}
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
            self.table = None
        for widget, is_seen in (
            (self._panel, found.rows),
            (self._hint, found.rows),
            (self._empty, not found.rows),
        ):
            widget.setVisible(bool(is_seen))
        if not found.rows:
            return
        forms = [form for form in found.templates if not template or form.id == template]
        asked = [about for form in forms for about in form.attributes]
        model: PagedRows[CompareRow] = PagedRows(
            self._fetch, self._columns(asked), accessible=lambda row: row.name
        )
        self.table = DataTable(self._context.look, model, self._panel)
        self.table.opened.connect(self._open)
        if any("\n" in column.title for column in model.columns):
            self.table.horizontalHeader().setFixedHeight(self._context.look.px(46))
        self._panel.add(self.table, 1)
        model.setParent(self.table)
        model.set_ids(list(self._rows))
        self.table.selectRow(0)
        self.table.setFocus()

    def _columns(self, asked: Sequence[AttributeRow]) -> tuple[Column[CompareRow], ...]:
        text, language = self._context.text, self._context.language
        metrics = self._context.look.metrics(Role.LABEL)

        def about(each: AttributeRow) -> Column[CompareRow]:
            name = folded(shown(each.names, language))
            widest = max(metrics.horizontalAdvance(line) for line in name.splitlines())
            return Column(
                each.id,
                name,
                lambda row: _cell(row, each.id),
                max(widest + 31, 74),
                right=True,
                tip=lambda row: self._tip(row, each),
                tone=lambda row: _tone(row, each.id),
            )

        return (
            Column(
                "name",
                text(_NAME),
                lambda row: row.name,
                112,
                tip=lambda row: shown(row.stage, language),
            ),
            Column("cards", text(_CARDS), self._cards, 104, tone=_waits),
            Column("advice", text(_ADVICE), self._advice, 176, tip=self._advice),
            Column("mean", text(_MEAN), lambda row: _figure(row.summary.figures.mean), 64, True),
            Column(
                "spread",
                text(_SPREAD),
                lambda row: _figure(row.summary.figures.spread),
                72,
                right=True,
                tone=lambda row: _far(row.summary.figures),
            ),
            *(about(each) for each in asked),
        )

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, CompareRow]:
        return {each: self._rows[each] for each in ids}

    def _cards(self, row: CompareRow) -> str:
        if row.owed:
            return self._context.text(_OWED, n=row.summary.cards, m=row.owed)
        return str(row.summary.cards)

    def _advice(self, row: CompareRow) -> str:
        counted = row.summary.recommendations
        said = (
            f"{self._context.text(text)} {counted[each]}"
            for each, text in RECOMMENDATION_NAMES.items()
            if counted.get(each)
        )
        return " · ".join(said)

    def _tip(self, row: CompareRow, each: AttributeRow) -> str:
        figures = _of(row, each.id)
        name = shown(each.names, self._context.language)
        if figures is None or figures.mean is None or figures.spread is None:
            return name
        apart = self._context.text(
            _APART, mean=_figure(figures.mean), spread=_figure(figures.spread)
        )
        return f"{name}: {apart}"

    def _open(self, application: str) -> None:
        self._context.open_person(self._rows[application].candidate_id, application)


def folded(name: str) -> str:
    """Return a long name on two lines, broken at the space nearest its middle."""
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if len(name) <= LONG or not spaces:
        return name
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def _of(row: CompareRow, attribute: str) -> Figures | None:
    found = (each.figures for each in row.summary.attributes if each.attribute_id == attribute)
    return next(found, None)


def _cell(row: CompareRow, attribute: str) -> str:
    figures = _of(row, attribute)
    return _figure(figures.mean) if figures else "–"


def _tone(row: CompareRow, attribute: str) -> str:
    if attribute in row.summary.knocked_out:
        return "bad"
    figures = _of(row, attribute)
    return _far(figures) if figures else ""


def _far(figures: Figures) -> str:
    return "warn" if figures.spread is not None and figures.spread >= FAR else ""


def _waits(row: CompareRow) -> str:
    return "warn" if row.owed else ""


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
