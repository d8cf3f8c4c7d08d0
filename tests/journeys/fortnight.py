"""The recruiter's fortnight by commands: each step done, taken back, done again, and looked at."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from tests.paper.test_render import fonts
from ui.gallery.words import words
from workbench import paths
from workbench.app import App, history
from workbench.demand.queries import list_requisitions
from workbench.insights.columns import columns, running_count
from workbench.interviews.queries import list_interviews
from workbench.kernel.clock import SetClock
from workbench.kernel.i18n import Translator
from workbench.letters.offers import list_offers
from workbench.letters.owing import list_owed
from workbench.letters.queries import list_letters, outbox
from workbench.onboarding.queries import list_onboardings
from workbench.organisation.queries import organisation
from workbench.paper import Document
from workbench.paper.binding import bind
from workbench.people.queries import list_candidates, list_staff
from workbench.pipeline.queries import application, applications_by_id
from workbench.scoring.owing import list_owed as scores_owed

ZONE = ZoneInfo("Asia/Shanghai")
SAMPLES = paths.resources() / "samples"
MONDAY = date(2026, 3, 2)


# What the fortnight comes to, by whatever way it is played.
ENDING = {
    "applications": {"hired": 2, "withdrawn": 2, "rejected": 9, "pooled": 1, "active": 57},
    "offers": ["accepted", "accepted", "refused"],
    "letters": Counter(
        {
            ("not_selected_cv", "sent"): 5,
            ("not_selected", "sent"): 4,
            ("thanks", "sent"): 3,
            ("pool", "sent"): 1,
            ("withdrew", "sent"): 1,
            ("offer_declined", "sent"): 1,
        }
    ),
    "owed": 0,
    "post": "filled",
    "starters": [(date(2026, 3, 23), "started", 0), (date(2026, 3, 30), "started", 3)],
}


@dataclass
class Fortnight:
    """What has come so far: the vault, its clock and the ids of the story."""

    app: App
    clock: SetClock
    staff: dict[str, str] = field(default_factory=dict)
    rooms: list[str] = field(default_factory=list)
    post: str = ""
    cards: list[str] = field(default_factory=list)
    interviews: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    starters: list[str] = field(default_factory=list)

    def at(self, day: date, clock: str) -> None:
        """Put the clock to a local time."""
        local = datetime.combine(day, time.fromisoformat(clock), ZONE)
        self.clock.moment = local.astimezone(UTC)

    def ask(self, query: Callable[..., Any], *args: Any, **named: Any) -> Any:
        return self.app.ask(query, *args, **named)

    @property
    def today(self) -> date:
        return self.app.local_now().date()

    def do(self, *commands: object) -> list[Any]:
        """Run commands; then take all of them back and do them again, looking each time."""
        before, answers = self.counts(), []
        for command in commands:
            answers.append(self.app.run(command).value)
        after = self.counts()
        for _ in commands:
            self.app.undo()
        assert self.counts() == before, f"undo left something of {commands}"
        for _ in commands:
            self.app.redo()
        assert self.counts() == after, f"redo lost something of {commands}"
        return answers

    def counts(self) -> dict[str, Any]:
        """Return the figures that every step may change."""
        ask = self.ask
        return {
            "house": ask(organisation),
            "staff": ask(list_staff).rows,
            "posts": ask(list_requisitions).rows,
            "people": ask(list_candidates, limit=10_000).rows,
            "running": ask(running_count),
            "board": self.board(),
            "states": self.states(),
            # Calendars have to hear of an undo, so these two count on.
            "interviews": [
                replace(row, sequence=0, changed_at=row.starts_at)
                for row in ask(list_interviews, limit=1000).rows
            ],
            "scores": ask(scores_owed).rows,
            "owed": ask(list_owed, today=self.today).rows,
            "outbox": ask(outbox, today=self.today).rows,
            "letters": ask(list_letters, today=self.today).total,
            "offers": ask(list_offers).rows,
            "starters": ask(list_onboardings, today=self.today).rows,
        }

    def board(self) -> dict[str, int]:
        """Return how many cards stand in each column, by its Chinese name."""
        if not self.post:
            return {}
        found = self.ask(columns, self.post, self.app.local_now())
        return {column.names["zh"]: len(column.ids) for column in found}

    def states(self) -> dict[str, int]:
        """Return how many applications of the story are in each state."""
        found: dict[str, int] = {}
        for row in self.ask(applications_by_id, self.cards).values():
            found[row.state] = found.get(row.state, 0) + 1
        return found

    def ending(self) -> dict[str, Any]:
        """Return what the fortnight has come to."""
        ask = self.ask
        letters = ask(list_letters, today=self.today, limit=1000).rows
        return {
            "applications": self.states(),
            "offers": sorted(row.state for row in ask(list_offers).rows),
            "letters": Counter((row.kind, row.state) for row in letters),
            "owed": ask(list_owed, today=self.today).total,
            "post": ask(list_requisitions).rows[0].state,
            "starters": [
                (row.start_on, row.state, row.meetings.held)
                for row in ask(list_onboardings, today=self.today).rows
            ],
        }

    def entries(self) -> int:
        return int(self.ask(history.entries).total)


@dataclass(frozen=True)
class Paper:
    """A printed PDF as its reader has it."""

    pages: tuple[str, ...]

    @classmethod
    def of(cls, *documents: Document) -> Paper:
        """Print documents, checking that every font is embedded and nothing is missing."""
        printed = bind(documents)
        assert not printed.missing
        return cls.read(printed.data)

    @classmethod
    def read(cls, data: bytes | Path) -> Paper:
        """Read a PDF, checking its fonts."""
        content = data.read_bytes() if isinstance(data, Path) else data
        reader = PdfReader(io.BytesIO(content))
        for page in reader.pages:
            for font in fonts(page["/Resources"], set()):
                _check_embedded(font)
        return cls(tuple(re.sub(r"\s+", "", page.extract_text()) for page in reader.pages))

    @property
    def text(self) -> str:
        return "".join(self.pages)


def _check_embedded(font: Any) -> None:
    name = str(font["/BaseFont"])
    assert "Helvetica" not in name
    below = font.get("/DescendantFonts", [font])[0].get_object()
    descriptor = below["/FontDescriptor"].get_object()
    assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), f"{name} is not embedded"


def chinese() -> Translator:
    """Return the words of a Chinese reader."""
    return words("zh")


def squeeze(text: str) -> str:
    return "".join(text.split())


def person(story: Fortnight, card: str) -> str:
    return str(story.ask(application, card).candidate_id)


def in_turn(items: Sequence[str], count: int) -> Iterator[str]:
    """Yield `count` items, beginning anew at the end."""
    for number in range(count):
        yield items[number % len(items)]
