"""The planner at work beside the window: its best answer so far, stopping it, leaving it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from ui.context import Context
from ui.tasks import Job
from workbench.planner.plan import Plan
from workbench.planner.planning import Progress, Stop

TENTHS = 10
Work = Callable[[Progress, Stop], Any]


class Working:
    """One question to the planner. After `leave` nobody hears of it, and its child is gone.

    `tell(plan, tenths)` gets the best plan so far, None at first, and how many tenths of a second
    have passed; `then` the answer, `failed` the error. All of them are called on the UI thread.
    """

    def __init__(
        self,
        context: Context,
        work: Work,
        tell: Callable[[Plan | None, int], None],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._tell, self._then, self._failed = tell, then, failed
        self._left = False
        self._best: Plan | None = None
        begun = time.monotonic()

        def run(job: Job) -> Any:
            def stop() -> bool:
                return not job.report(int((time.monotonic() - begun) * TENTHS), 0)

            return work(self._note, stop)

        tasks = context.bridge.tasks
        self._job = tasks.job(run, self._report, self._done, self._refused)

    def stop(self) -> None:
        """Stop looking; the best plan so far is the answer."""
        self._job.cancel()

    def leave(self) -> None:
        """Stop, and hear no more of it."""
        self._left = True
        self._job.cancel()

    def _note(self, plan: Plan) -> None:
        self._best = plan  # from the worker's thread; the next report shows it

    def _report(self, tenths: int, _total: int) -> None:
        if not self._left:
            self._tell(self._best, tenths)

    def _done(self, answer: Any) -> None:
        if not self._left:
            self._left = True
            self._then(answer)

    def _refused(self, error: Exception) -> None:
        if not self._left:
            self._left = True
            self._failed(error)
