"""Looks at the watched folder while the vault is open, and tells of files that wait in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from ui.bridge import Bridge
from ui.tasks import Lane
from workbench.pipeline.watched import Glance, Taken, glance

SETTLE_MS = 1500


class FolderWatch(QObject):
    """Offers the files of one folder; it never takes, moves or deletes one.

    Looking happens off the UI thread; a file is offered when it has rested between two looks.
    Attributes: `folder`, None for none; `waiting`, the files that are offered.
    Signals: `changed(list)` with the files that wait now; `arrived(list)` with those of them that
    were not offered before.
    """

    changed = Signal(list)
    arrived = Signal(list)

    def __init__(self, bridge: Bridge, taken: Taken, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._taken = bridge, taken
        self.folder: Path | None = None
        self.waiting: tuple[Path, ...] = ()
        self._glance = Glance()
        self._offered: set[str] = set()
        self._busy = self._again = False
        self._system: QFileSystemWatcher | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.look)
        bridge.left.connect(self._stop)
        bridge.woken.connect(self._woken)

    @property
    def vault(self) -> str:
        """By what this vault is known to the computer."""
        return str(self._bridge.app.vault.folder.path)

    def watch(self, folder: str) -> None:
        """Watch another folder, '' for none."""
        wanted = Path(folder) if folder else None
        if wanted == self.folder:
            return
        self._stop()
        self.folder, self._glance = wanted, Glance()
        self._offered.clear()
        self._show(())
        if wanted is not None:
            self._listen(wanted)
            self.look()

    def look(self) -> None:
        """Look now; a file that is new or grows is looked at once more, a little later."""
        folder, before = self.folder, self._glance
        if folder is None:
            return
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False

        def work() -> tuple[Glance, tuple[Path, ...]]:
            seen = glance(folder, before)
            return seen, seen.fresh(self._taken.of(self.vault))

        def done(found: tuple[Glance, tuple[Path, ...]]) -> None:
            self._busy = False
            if folder == self.folder:
                self._glance = found[0]
                self._show(found[1])
            if self._again or not found[0].resting:
                self._soon.start()

        self._bridge.tasks.start(work, done, self._failed, Lane.JOB)

    def take(self, paths: Iterable[Path]) -> None:
        """Offer these files, or those in these folders, no longer."""
        given = {each.absolute() for each in paths}
        digests = {
            seen.digest
            for path, seen in self._glance.seen.items()
            if seen.digest and given & {path.absolute(), *path.absolute().parents}
        }
        if digests:
            self._taken.add(self.vault, sorted(digests))
            self._show(self._glance.fresh(self._taken.of(self.vault)))

    def _listen(self, folder: Path) -> None:
        self._system = QFileSystemWatcher([str(folder)] if folder.is_dir() else [], self)
        self._system.directoryChanged.connect(self._soon.start)

    def _show(self, waiting: tuple[Path, ...]) -> None:
        digests = {path: self._glance.seen[path].digest for path in waiting}
        fresh = [path for path, digest in digests.items() if digest not in self._offered]
        self._offered.update(digests.values())
        if waiting != self.waiting:
            self.waiting = waiting
            self.changed.emit(list(waiting))
        if fresh:
            self.arrived.emit(fresh)

    def _woken(self) -> None:
        if self.folder is not None:
            self._listen(self.folder)
            self.look()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._bridge.failed.emit(error)

    def _stop(self) -> None:
        """Stop listening; what is being looked at comes to nothing."""
        self._soon.stop()
        self._busy = False
        if self._system is not None:
            self._system.deleteLater()
            self._system = None


def connect_offers(watch: FolderWatch, tell: Callable[[list[Path]], None]) -> None:
    """Tell whoever shows the offer of every change, and of how it stands now."""
    watch.changed.connect(tell)
    if watch.waiting:
        tell(list(watch.waiting))
