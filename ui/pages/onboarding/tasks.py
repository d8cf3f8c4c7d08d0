"""What is to be done for a starter, by phase; and the papers they bring."""

from __future__ import annotations

from datetime import date

from ui.context import Context
from ui.pages.onboarding.words import due
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button
from ui.widgets.checklist import Checklist, TaskFace, TaskState
from ui.widgets.labels import Text
from ui.widgets.panel import Panel
from workbench.kernel.i18n import N_
from workbench.onboarding.models import OwnerRole
from workbench.onboarding.models import TaskState as Stored
from workbench.onboarding.rows import OnboardingCard, TaskRow
from workbench.onboarding.rules import OWNER_NAMES, PHASE_NAMES
from workbench.onboarding.tasks import SeePapers, SetTaskState
from workbench.pipeline.queries import shown

_TASKS, _ADD, _AFTER = N_("Tasks"), N_("Add a task"), N_("after: {task}")
_PAPERS, _ALL_SEEN = N_("Papers to bring"), N_("All seen")
_NO_COPY = N_("That a paper was seen is kept; a copy is not.")
_SHOWN = {
    Stored.OPEN: TaskState.OPEN,
    Stored.DONE: TaskState.DONE,
    Stored.NOT_NEEDED: TaskState.SKIPPED,
}
_STORED = {there: here for here, there in _SHOWN.items()}


class TasksPanel(Panel):
    """The tasks as a checklist; Space ticks, P says that one is not needed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, context.text(_TASKS), padding=Space.S)
        self._context = context
        self.add_task = Button(context.look, context.text(_ADD), "ghost", "plus")
        self.head.addWidget(self.add_task)
        self.list = Checklist(context.look, between=TaskState.SKIPPED, folds=True)
        self.list.stateAsked.connect(self._ask)
        self.add(self.list)

    def show_card(self, card: OnboardingCard, today: date) -> None:
        """Show the tasks of a starter."""
        names = {task.id: task.said(self._context.language) for task in card.tasks}
        self.list.show_tasks([self._face(task, names, today) for task in card.tasks])

    def _face(self, task: TaskRow, names: dict[str, str], today: date) -> TaskFace:
        look = self._context.look
        when, tone = due(look, task.due_on, task.light, today)
        first = names.get(task.waits_for[0], "") if task.waits_for else ""
        return TaskFace(
            task.id,
            names[task.id],
            _SHOWN[Stored(task.state)],
            when,
            tone,
            task.who or look.text(OWNER_NAMES[OwnerRole(task.owner)]),
            look.text(_AFTER, task=first) if first else "",
            look.text(PHASE_NAMES[task.phase]),
        )

    def _ask(self, id: str, state: TaskState) -> None:
        self._context.run(SetTaskState((id,), _STORED[state]))


class PapersPanel(Panel):
    """The papers to bring: seen or not yet."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, context.text(_PAPERS), padding=Space.S)
        self._context = context
        self._open: tuple[str, ...] = ()
        self.all_seen = Button(context.look, context.text(_ALL_SEEN), "ghost", "check-check")
        self.all_seen.clicked.connect(lambda: context.run(SeePapers(self._open)))
        self.head.addWidget(self.all_seen)
        self.list = Checklist(context.look, between=TaskState.DONE)
        self.list.stateAsked.connect(self._ask)
        self.add(self.list)
        note = Text(context.look, context.text(_NO_COPY), Role.CAPTION, "text3", wrap=True)
        note.setContentsMargins(10, 0, 10, Space.XS)
        self.add(note)

    def show_card(self, card: OnboardingCard, _today: date) -> None:
        """Show the papers of a starter."""
        self._open = tuple(paper.id for paper in card.papers if not paper.seen)
        self.all_seen.setVisible(bool(self._open))
        language = self._context.language
        self.list.show_tasks(
            [
                TaskFace(
                    paper.id,
                    shown(paper.names, language),
                    TaskState.DONE if paper.seen else TaskState.OPEN,
                )
                for paper in card.papers
            ]
        )
        for paper in card.papers:
            self.list.row(paper.id).setToolTip(shown(paper.notes, language))

    def _ask(self, id: str, state: TaskState) -> None:
        self._context.run(SeePapers((id,), state is TaskState.DONE))
