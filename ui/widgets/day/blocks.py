"""What a day consists of. Minutes count from midnight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class BlockState(StrEnum):
    """How it stands with a block."""

    PLANNED = "planned"
    ARRIVED = "arrived"
    LIVE = "live"
    DONE = "done"
    LATE = "late"
    UNMARKED = "unmarked"
    NO_SHOW = "no_show"
    CONFLICT = "conflict"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Lane:
    """A row: an interviewer, a room or a candidate. `icon` takes the avatar's place."""

    id: str
    name: str
    caption: str = ""
    hue: int = 0
    icon: str = ""


@dataclass(frozen=True)
class Block:
    """One appointment in a lane.

    Attributes: `movable`, whether it may be carried elsewhere; `brief`, in place of the subtitle
    where that has no room.
    """

    id: str
    lane: str
    start_minute: int
    end_minute: int
    title: str
    subtitle: str = ""
    hue: int = 0
    state: BlockState = BlockState.PLANNED
    accessible: str = ""
    movable: bool = False
    brief: str = ""


@dataclass(frozen=True)
class Move:
    """A block's wish for another lane or another time."""

    block: str
    lane: str
    start_minute: int


@dataclass(frozen=True)
class Verdict:
    """What is said of a wish, '' for nothing; where it `blocks`, the wish cannot be granted.

    Attributes: `explain`, asked when it is put down all the same, returns what is said then.
    """

    text: str = ""
    blocks: bool = False
    explain: Callable[[], str] | None = None

    @property
    def refusal(self) -> str:
        """What is said of a wish that is not granted."""
        return self.text if self.explain is None else self.explain()


@dataclass(frozen=True)
class Shade:
    """A time when a lane is not there; in all lanes, with a word, if `lane` is ''."""

    lane: str
    start_minute: int
    end_minute: int
    title: str = ""


@dataclass(frozen=True)
class DayPlan:
    """All of one day. `now` is None on any other day than today."""

    lanes: tuple[Lane, ...]
    blocks: tuple[Block, ...]
    shades: tuple[Shade, ...] = ()
    start_minute: int = 9 * 60
    end_minute: int = 18 * 60 + 30
    now: int | None = None


def pack(blocks: Sequence[Block]) -> dict[str, tuple[int, int]]:
    """Return row and number of rows for each block of one lane, so that none hides another.

    Blocks that overlap, directly or through others, share the lane's height evenly.
    """
    placed: dict[str, tuple[int, int]] = {}
    cluster: list[Block] = []
    reach = -1
    for block in sorted(blocks, key=lambda one: (one.start_minute, one.end_minute, one.id)):
        if cluster and block.start_minute >= reach:
            placed.update(_rows(cluster))
            cluster, reach = [], -1
        cluster.append(block)
        reach = max(reach, block.end_minute)
    placed.update(_rows(cluster))
    return placed


def _rows(cluster: Sequence[Block]) -> dict[str, tuple[int, int]]:
    ends: list[int] = []
    row_of: dict[str, int] = {}
    for block in cluster:
        free = next((row for row, end in enumerate(ends) if end <= block.start_minute), len(ends))
        if free == len(ends):
            ends.append(0)
        ends[free] = block.end_minute
        row_of[block.id] = free
    return {identity: (row, len(ends)) for identity, row in row_of.items()}


def clock(minute: int) -> str:
    """Return minutes since midnight as 09:05."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
