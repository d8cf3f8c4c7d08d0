"""What is due today, across all subjects; reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from workbench.insights.columns import calendar, overdue_count, running_count
from workbench.interviews.models import InterviewState
from workbench.interviews.queries import InterviewRow
from workbench.interviews.queries import day as interviews_of_day
from workbench.letters.owing import OwedRow as OwedLetter
from workbench.letters.owing import list_owed as owed_letters
from workbench.letters.queries import LetterLine, outbox
from workbench.onboarding.queries import due_tasks, list_onboardings
from workbench.onboarding.rows import DueRow, OnboardingLine
from workbench.people.contacting import LoggedRow, due_call_backs
from workbench.pipeline.pool import PoolRow, due_consents
from workbench.scoring.owing import OwedRow as OwedScore
from workbench.scoring.owing import list_owed as owed_scores


@dataclass(frozen=True)
class Today:
    """The lists of the home screen.

    Attributes: `interviews` of the day; `scores`, scorecards owed; `letters`, who waits for one;
    `outbox`, letters that have not left; `call_backs`, contacts after which to call again;
    `consents`, to be renewed; `starters`, running onboardings; `tasks`, due for them;
    `overdue`, applications over the limit of their stage; `running`, all that are under way.
    """

    interviews: tuple[InterviewRow, ...]
    scores: tuple[OwedScore, ...]
    letters: tuple[OwedLetter, ...]
    outbox: tuple[LetterLine, ...]
    call_backs: tuple[LoggedRow, ...]
    consents: tuple[PoolRow, ...]
    starters: tuple[OnboardingLine, ...]
    tasks: tuple[DueRow, ...]
    overdue: int
    running: int

    @property
    def is_empty(self) -> bool:
        """Tell whether the vault holds nothing to work on yet."""
        due = (self.interviews, self.letters, self.call_backs, self.consents, self.starters)
        return not self.running and not any(due)

    @property
    def planned(self) -> tuple[InterviewRow, ...]:
        """Return the day's interviews that were not cancelled."""
        off = (InterviewState.CANCELLED,)
        return tuple(row for row in self.interviews if row.state not in off)


def today(connection: Connection, now: datetime) -> Today:
    """Return what is due at the moment `now`."""
    dates = calendar(connection, now)
    return Today(
        interviews=interviews_of_day(connection, dates.today).rows,
        scores=owed_scores(connection).rows,
        letters=owed_letters(connection, today=dates.today).rows,
        outbox=outbox(connection, today=dates.today).rows,
        call_backs=due_call_backs(connection, today=dates.today).rows,
        consents=due_consents(connection, today=dates.today).rows,
        starters=list_onboardings(connection, today=dates.today).rows,
        tasks=due_tasks(connection, ahead=1, today=dates.today).rows,
        overdue=overdue_count(connection, now),
        running=running_count(connection),
    )
