"""Starts the reading child, asks it, and does without it when a file has killed it.

One child reads many files. A file that takes too much memory or time, or makes a library fall
over, ends the child: that file is refused by name, and the next one finds a new child. Nothing
touches the disk on the way: bytes go in by one pipe and answers come back by another.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from workbench.apart.answers import MAX_PIXELS, Hit, PageSize, Picture
from workbench.apart.confine import seconds_for
from workbench.apart.jobs import Job
from workbench.apart.wire import Broken, Frame, Packing, pack, receive, send, unpack
from workbench.intake.busyspans import NOTHING_READ, TOO_MANY, CalendarFile
from workbench.intake.columns import Choices, TableHead, UnknownColumns
from workbench.intake.drafts import IntakeFile
from workbench.intake.replies import Reply
from workbench.intake.sniff import Found
from workbench.kernel.errors import BadInput, SystemFault
from workbench.kernel.i18n import N_, Message

HEAVY = N_("{name} takes too much memory or time to read; print it to PDF again and bring that")
_STOPPED = N_("Reading was stopped.")
_FAILED = N_("{name} cannot be read; print it to PDF again and bring that")
_MESSAGE = N_("{name} cannot be read as a calendar message; save it once more.")
_NO_CHILD = N_(
    "The part of the program that reads files does not start. Install the program again."
)
_VERB = "read-apart"
# All of the environment that the child sees: nothing secret, what Python and Windows need.
_KEPT = ("LANG", "LC_ALL", "LC_CTYPE", "TZ", "SYSTEMROOT", "WINDIR", "TEMP", "TMP",
         "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # fmt: skip
_CODE = "import sys; sys.path[:] = sys.argv[1:]; from workbench.apart.child import main; main()"
log = logging.getLogger("qicheng")
T = TypeVar("T")


class Stopped(BadInput):
    """The reader was closed while it read."""

    def __init__(self) -> None:
        super().__init__(_STOPPED)


class Reader:
    """A reading child that is started when it is first needed, and again after it died.

    Any thread may ask, one after the other; `close` may be called from any thread at any time and
    ends also what is being read. Use it as a context, or close it.
    Attributes: `patience`, which multiplies how long an answer is waited for.
    """

    def __init__(self, command: list[str] | None = None, patience: float = 1.0) -> None:
        self._command = command or child_command()
        self.patience = patience
        self._turn = threading.Lock()
        self._child: _Child | None = None
        self._closed = False

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the child without waiting for it, so that it is there when it is needed."""
        with self._turn:
            self._ready_child()

    def close(self) -> None:
        """End the child; whoever waits for it is told that reading was stopped."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        if self._turn.acquire(blocking=False):  # else the one who waits lets go of it
            self._let_go()
            self._turn.release()

    def read(self, data: bytes, name: str, choices: Choices | None = None) -> Iterator[Found]:
        """Read a file, or every file of an archive. What kills the child is refused by name."""
        packed, skip = pack(choices or Choices(), Choices, Packing()), 0
        while True:
            said = {"do": "read", "name": name, "choices": packed, "skip": skip}
            at, fault = "", ""
            try:
                for frame in self._ask(said, data):
                    at = str(frame.said.get("at", ""))
                    if not at:
                        yield _found(frame, data)
                        skip += 1
                return
            except _Bug as bug:
                fault = _FAILED
                log.error("the reading child: %s", bug)
            except Broken:
                fault = HEAVY
            short = (at or name).rpartition("/")[2]
            yield Found(at or name, error=BadInput(fault, name=short))
            if at in ("", name):
                return
            skip += 1

    def cv(self, data: bytes, name: str) -> tuple[str, str]:
        """Return media type and text of one CV. Raises BadInput where it cannot be read."""
        said = self._one({"do": "cv", "name": name}, data, name).said
        return unpack(str, said.get("kind")), unpack(str, said.get("text"))

    def calendar(
        self, data: bytes, name: str, zone: ZoneInfo, begin: datetime, end: datetime
    ) -> CalendarFile:
        """Return when a calendar file says somebody is busy. Raises BadInput."""
        said = {"do": "calendar", "name": name, "zone": str(zone)}
        times = {"begin": begin.isoformat(), "end": end.isoformat()}
        answer = self._one({**said, **times}, data, name, (TOO_MANY, NOTHING_READ))
        return _of(CalendarFile, answer.said.get("calendar"))

    def reply(self, data: bytes, name: str, zone: ZoneInfo) -> Reply:
        """Return what a calendar message in a file says. Raises BadInput."""
        said = {"do": "reply", "name": name, "zone": str(zone)}
        answer = self._one(said, data, name, (_MESSAGE, _MESSAGE))
        return _of(Reply, answer.said.get("reply"))

    def open_pages(self, data: bytes, name: str) -> tuple[PageSize, ...]:
        """Open a PDF in the child and return its pages' sizes. Raises BadInput."""
        said = self._one({"do": "open", "name": name}, data, name).said
        return _of(tuple[PageSize, ...], said.get("sizes"))

    def picture(self, page: int, width: int, name: str) -> tuple[Picture, bytes]:
        """Return a page of the open PDF, `width` pixels wide. Raises BadInput."""
        frame = self._one({"do": "page", "page": page, "width": width}, b"", name)
        made = _of(Picture, frame.said.get("picture"))
        wanted = made.width * made.height * 4
        if made.width < 1 or made.height < 1 or wanted != len(frame.raw) or wanted > MAX_PIXELS * 5:
            raise BadInput(_FAILED, name=name)
        return made, frame.raw

    def find(self, text: str, name: str) -> tuple[Hit, ...]:
        """Return where a text stands in the open PDF. Raises BadInput."""
        said = self._one({"do": "find", "text": text}, b"", name).said
        return _of(tuple[Hit, ...], said.get("hits"))

    @property
    def process(self) -> int:
        """The child's process id, 0 where there is none."""
        child = self._child
        return 0 if child is None or child.is_gone() else child.process

    def _one(
        self,
        said: Mapping[str, Any],
        raw: bytes,
        name: str,
        faults: tuple[str, str] = (HEAVY, _FAILED),
    ) -> Frame:
        """Ask what has one answer. Raises BadInput where the child cannot give it.

        `faults` are said of a file that was too much for it, and of one that it cannot read.
        """
        heavy, failed = faults
        try:
            (answer,) = self._ask(said, raw)
        except _Bug as bug:
            log.error("the reading child: %s", bug)
            raise BadInput(failed, name=name) from None
        except (Broken, ValueError):
            raise BadInput(heavy, name=name) from None
        return answer

    def _ask(self, said: Mapping[str, Any], raw: bytes) -> Iterator[Frame]:
        """Yield the answers of the child. Raises Broken where it died, BadInput where stopped."""
        seconds = self.patience * (20 + 2 * seconds_for(len(raw)))
        with self._turn:
            whole = False
            try:
                child = self._ready_child()
                with _Patience(child, seconds) as patience:
                    child.greet()
                    child.tell(Frame(said, raw))
                    while not (answer := child.hear()).said.get("end"):
                        yield answer
                        patience.begin()
                whole = True
                _raise_told(answer)
            except Broken:
                if self._closed:
                    raise Stopped from None
                raise
            finally:
                if not whole:
                    self._let_go()

    def _ready_child(self) -> _Child:
        if self._closed:
            raise Stopped
        if self._child is not None and self._child.is_gone():
            self._let_go()
        if self._child is None:
            self._child = _Child(self._command)
        return self._child

    def _let_go(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


class _Bug(Exception):  # noqa: N818
    """The child met a bug of ours; it lives."""


class _Child:
    """One process. Raises SystemFault where it cannot be started."""

    def __init__(self, command: list[str]) -> None:
        windows = sys.platform == "win32"
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={key: os.environ[key] for key in _KEPT if key in os.environ},
                cwd=Path(sys.executable).anchor or None,
                start_new_session=not windows,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) if windows else 0,
            )
        except OSError as error:
            raise SystemFault(_NO_CHILD) from error
        self._greeted = self._killed = False
        self.process = self._process.pid
        self._job = _job(self._process)

    def greet(self) -> None:
        """Wait until the child reads. Raises SystemFault where it does not come up."""
        if not self._greeted:
            try:
                self._greeted = bool(self.hear().said.get("ready"))
            except Broken:
                if self._killed:
                    raise
                raise SystemFault(_NO_CHILD) from None

    def tell(self, frame: Frame) -> None:
        """Give the child something to do."""
        assert self._process.stdin is not None
        send(self._process.stdin, frame)

    def hear(self) -> Frame:
        """Return the child's next answer."""
        assert self._process.stdout is not None
        return receive(self._process.stdout)

    def is_gone(self) -> bool:
        """Tell whether the process has ended."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """End the process at once; whoever hears it finds it gone."""
        self._killed = True
        with suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """End the process, and let go of everything it took."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not written yet has no reader any more
                if pipe is not None:
                    pipe.close()
        if self._job is not None:
            self._job.close()


class _Patience:
    """Kills a child that does not answer in time."""

    def __init__(self, child: _Child, seconds: float) -> None:
        self._child, self._seconds = child, seconds
        self._timer: threading.Timer | None = None

    def __enter__(self) -> _Patience:
        self.begin()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop()

    def begin(self) -> None:
        """Wait anew."""
        self._stop()
        self._timer = threading.Timer(self._seconds, self._child.kill)
        self._timer.daemon = True
        self._timer.start()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()


def child_command() -> list[str]:
    """Return how the child is started: this Python, or this frozen program, once more."""
    if getattr(sys, "frozen", False):
        return [sys.executable, _VERB]
    # On Windows a virtual environment's python.exe is a second process in front of the first.
    python = getattr(sys, "_base_executable", "") if sys.platform == "win32" else sys.executable
    return [python or sys.executable, "-I", "-c", _CODE, *map(os.path.abspath, sys.path)]


def _job(process: subprocess.Popen[bytes]) -> Job | None:
    if sys.platform != "win32":
        return None
    try:
        return Job(int(process._handle))  # type: ignore[attr-defined,unused-ignore]
    except OSError as error:
        log.warning("no limits for the reading child: %s", error)
        return None


def _raise_told(answer: Frame) -> None:
    if "error" in answer.said:
        told = unpack(Message, answer.said["error"])
        raise BadInput(told.text, **told.args)
    if "bug" in answer.said:
        raise _Bug(str(answer.said["bug"])[:200])


def _found(frame: Frame, data: bytes) -> Found:
    said = frame.said
    name = unpack(str, said.get("name"))
    if "file" in said:
        return Found(name, unpack(IntakeFile, said["file"], frame.raw, data))
    told = unpack(Message, said.get("refused"))
    heads = _of(tuple[TableHead, ...], said.get("heads"))
    if heads:
        return Found(name, error=UnknownColumns(heads, told.text, **told.args))
    return Found(name, error=BadInput(told.text, **told.args))


def _of(kind: type[T], packed: object) -> T:
    return unpack(kind, packed)
