"""Reads files off the UI thread, again whenever somebody chose something else for a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from ui.tasks import Job
from workbench.apart.reader import Reader
from workbench.intake.columns import Choices
from workbench.pipeline import importing
from workbench.pipeline.importing import ImportReport, Reading
from workbench.pipeline.mappings import kept_columns


@dataclass(frozen=True)
class Looked:
    """What the files hold, and what an import of them would do."""

    reading: Reading
    report: ImportReport


class Looker(QObject):
    """Reads one set of files after the other; an answer that was overtaken is dropped.

    Attributes: `found`, the newest answer or None; `chosen`, fields by column, by fingerprint of
    the table; `skip_known`, whether known people stay out.
    Signals: `ready(Looked)`, `refused(Exception)`, `progress(int done, int total)`.
    """

    ready = Signal(object)
    refused = Signal(object)
    progress = Signal(int, int)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._paths: tuple[Path, ...] = ()
        self._job: Job | None = None
        self._reader: Reader | None = None
        self._turn = 0
        self.found: Looked | None = None
        self.chosen: dict[str, dict[str, str]] = {}
        self.skip_known = False

    @property
    def paths(self) -> tuple[Path, ...]:
        """What is read, as it was given."""
        return self._paths

    def read(self, paths: Sequence[Path]) -> None:
        """Read other files; what was chosen for the columns of the ones before is forgotten."""
        self._paths, self.chosen = tuple(paths), {}
        self.again()

    def choose(self, fingerprint: str, fields: Mapping[str, str] | None) -> None:
        """Read tables with these columns in another way, None for as they were read at first."""
        if fields is None:
            self.chosen.pop(fingerprint, None)
        else:
            self.chosen[fingerprint] = dict(fields)
        self.again()

    def leave_out_known(self, out: bool) -> None:
        """Leave known people out, or let them in again."""
        self.skip_known = out
        if self.found is not None:
            self._start(partial(self._look, reading=self.found.reading))

    def again(self) -> None:
        """Read the files again."""
        choices = Choices(chosen={key: dict(value) for key, value in self.chosen.items()})
        if self._job is not None:
            self.cancel()
        if self._reader is None:
            self._reader = self._bridge.reader()  # stays for the next choice of columns
        self._start(partial(self._read, self._paths, choices, self._reader))

    def cancel(self) -> None:
        """Stop reading, also in the middle of a file."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._let_go()

    def forget(self) -> None:
        """Drop what was found, and what is still being read."""
        self._turn += 1
        self.cancel()
        self._let_go()
        self.found, self._paths, self.chosen = None, (), {}

    def _let_go(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    def _start(self, work: partial[Looked]) -> None:
        self.cancel()
        self._turn += 1
        turn = self._turn

        def ready(found: Looked) -> None:
            if turn == self._turn:
                self._job = None
                self.found = found
                self.ready.emit(found)

        def refused(error: Exception) -> None:
            if turn == self._turn:
                self._job = None
                self.refused.emit(error)

        self._job = self._bridge.tasks.job(work, self.progress.emit, ready, refused)

    def _read(self, paths: Sequence[Path], chosen: Choices, reader: Reader, job: Job) -> Looked:
        reader.start()
        choices = replace(chosen, kept=self._bridge.app.ask(kept_columns))
        reading = importing.read_files(paths, choices=choices, progress=job.report, reader=reader)
        if len(reading.refused) == 1 and not reading.refused[0].heads:
            importing.check_readable(reading)
        return self._look(job, reading=reading)

    def _look(self, _job: Job, *, reading: Reading) -> Looked:
        report = self._bridge.app.ask(importing.preview, reading, skip_known=self.skip_known)
        return Looked(reading, report)
