"""The reading child: takes files from its standard input and answers on its standard output.

It is this program once more, without a vault, a key or a secret of its environment. It writes no
file and ends when nobody listens any more. What it says is in `wire`; who starts it is `reader`.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workbench.apart import confine
from workbench.apart.answers import Hit, PageSize, Picture
from workbench.apart.pages import Pages
from workbench.apart.wire import Broken, Frame, Packing, pack, receive, send, unpack
from workbench.intake import sniff
from workbench.intake.busyspans import CalendarFile
from workbench.intake.columns import Choices, TableHead, UnknownColumns
from workbench.intake.drafts import IntakeFile
from workbench.intake.replies import Reply
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import Message

Heads = tuple[TableHead, ...]
VERB = "read-apart"  # by which a frozen program is told to be the child


def main() -> None:
    """Serve until the asker closes the pipe. Never returns."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for taken in (0, 1, 2):  # what a library prints must not get between the frames
        os.dup2(nowhere, taken)
    _warm()
    confine.confine()
    served = _Served()
    code = 0
    try:
        send(answers, Frame({"ready": True}))
        while True:
            frame = receive(asked)
            confine.allow_seconds(confine.seconds_for(len(frame.raw)))
            for answer in served.answers(frame):
                send(answers, answer)
    except Broken:
        pass
    except MemoryError:
        code = confine.TOO_MUCH  # what was being read has to go, and with it whoever read it
    finally:
        os._exit(code)


def _warm() -> None:
    """Load what reading needs later: from now on few files can be open and no time is lost."""
    import charset_normalizer  # noqa: F401
    import pypdf  # noqa: F401
    import striprtf.striprtf  # noqa: F401

    gc.freeze()
    gc.set_threshold(50_000)  # a long list is no rubbish to be gone through again and again


class _Served:
    """What the child was given to keep: one open PDF."""

    def __init__(self) -> None:
        self._pages: Pages | None = None

    def answers(self, frame: Frame) -> Iterator[Frame]:
        """Do what a frame asks for; the last answer says that it was."""
        said = frame.said
        try:
            if said["do"] == "read":
                yield from _read(frame)
            elif said["do"] == "cv":
                kind, text = sniff.cv_of(frame.raw, said["name"])
                yield Frame({"kind": kind, "text": text})
            elif said["do"] == "calendar":
                yield _calendar(frame)
            elif said["do"] == "reply":
                yield _reply(frame)
            else:
                yield self._shown(said, frame.raw)
            yield Frame({"end": True})
        except BadInput as error:
            yield Frame({"error": pack(error.message, Message, Packing()), "end": True})
        except MemoryError:
            raise
        except (
            Exception
        ) as bug:  # of ours or of a library: the file is named, not the program ended
            yield Frame({"bug": _where(bug), "end": True})

    def _shown(self, said: Mapping[str, Any], raw: bytes) -> Frame:
        none = Packing()
        if said["do"] == "open":
            self._pages = Pages(raw, said["name"])
            return Frame({"sizes": pack(self._pages.sizes, tuple[PageSize, ...], none)})
        if self._pages is None:
            raise LookupError(said["do"])
        if said["do"] == "page":
            picture, pixels = self._pages.picture(said["page"], said["width"])
            return Frame({"picture": pack(picture, Picture, none)}, pixels)
        found = self._pages.find(said["text"])
        return Frame({"hits": pack(found, tuple[Hit, ...], none)})


def _read(frame: Frame) -> Iterator[Frame]:
    choices = unpack(Choices, frame.said["choices"])
    for found in sniff.read_all(frame.raw, frame.said["name"], choices, skip=frame.said["skip"]):
        if isinstance(found, str):
            confine.allow_seconds(confine.seconds_for(len(frame.raw)))
            yield Frame({"at": found})
        elif found.file is not None:
            packing = Packing(frame.raw)
            packed = pack(found.file, IntakeFile, packing)
            yield Frame({"name": found.name, "file": packed}, packing.raw())
        elif found.error is not None:
            yield _refused(found.name, found.error)


def _calendar(frame: Frame) -> Frame:
    from workbench.intake import calendarfile  # brings libraries that few files need

    said = frame.said
    begin, end = (datetime.fromisoformat(said[each]) for each in ("begin", "end"))
    zone = ZoneInfo(said["zone"])
    found = calendarfile.read_calendar(frame.raw, said["name"], zone, begin, end)
    return Frame({"calendar": pack(found, CalendarFile, Packing())})


def _reply(frame: Frame) -> Frame:
    from workbench.intake import replyfile  # brings a library that few files need

    said = frame.said
    found = replyfile.read_reply(frame.raw, said["name"], ZoneInfo(said["zone"]))
    return Frame({"reply": pack(found, Reply, Packing())})


def _refused(name: str, error: BadInput) -> Frame:
    heads = error.heads if isinstance(error, UnknownColumns) else ()
    none = Packing()
    return Frame(
        {
            "name": name,
            "refused": pack(error.message, Message, none),
            "heads": pack(heads, Heads, none),
        }
    )


def _where(bug: Exception) -> str:
    """Return kind and place of a bug, never what it was about."""
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = (
        f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    )
    return f"{type(bug).__name__} at {place}"
