"""The tour: the whole main job on real input, step by step, with what it made and how long it took.

It makes an encrypted vault in `out`, plays the story through the commands, prints what is held in
the hand, backs up and restores, and has the desk photograph its pages.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from workbench import app, paths
from workbench.app import App, backup
from workbench.interviewday.prints import print_everything
from workbench.interviews.documents import day_sheet
from workbench.interviews.invitations import invitation_text
from workbench.interviews.queries import day as interviews_of_day
from workbench.kernel.clock import SetClock
from workbench.kernel.errors import RuleBroken, SystemFault
from workbench.kernel.i18n import N_, Translator
from workbench.letters.documents import letter_documents
from workbench.onboarding.documents import welcome_pack
from workbench.onboarding.pages import buddy_card, preparation_checklist
from workbench.organisation.documents import recovery_sheet
from workbench.organisation.queries import organisation
from workbench.paper import Document, Printed
from workbench.paper.binding import bind
from workbench.people.queries import list_candidates, search_everything
from workbench.pipeline.importing import Reading
from workbench.tour import ending as ends
from workbench.tour import story as tells
from workbench.tour.ending import Ending
from workbench.tour.story import Story
from workbench.vault import vault

PASSPHRASE = "tour tour tour"
VAULT, RESTORED, STICK, PAPER, PICTURES = (
    "tour.qicheng",
    "restored.qicheng",
    "stick",
    "paper",
    "pictures",
)


@dataclass(frozen=True)
class Step:
    """One finished step: its name, what came of it, and how long it took in milliseconds."""

    name: str
    said: str
    ms: int
    files: tuple[str, ...] = ()


@dataclass
class Tour:
    """Plays the steps and keeps what came of them.

    Attributes: `out`, where everything goes; `samples`, the folder to import; `words`, the
    language of papers and pictures; `steps`, what was done.
    """

    out: Path
    samples: Path
    words: Translator
    today: date
    pictures: bool = True
    tell: Callable[[Step], None] = lambda step: None
    steps: list[Step] = field(default_factory=list)
    _made: list[str] = field(default_factory=list)

    def play(self) -> list[Step]:
        """Play the whole tour; return its steps. Raises what any step raises."""
        self._prepare()
        clock = SetClock(datetime.now(UTC))
        keys: list[str] = []
        self._step(N_("Make an encrypted vault"), lambda: self._make_vault(clock, keys))
        opened = app.open_app(
            self.out / VAULT, vault.with_passphrase(PASSPHRASE), actor="陈晨", clock=clock
        )
        story, ending = Story(opened, clock, self.today), Ending()
        try:
            self._first_half(story)
            self._second_half(story, ending)
            self._print_all(story, ending, keys[0])
            story.on(0, "12:00")
            self._step(N_("Back up, restore, compare"), lambda: self._back_up(opened))
            self._step(N_("Check the vault"), lambda: _check(opened))
        finally:
            opened.close()
        if self.pictures:
            self._step(N_("Photograph every page of the desk"), self._photograph)
        return self.steps

    def _prepare(self) -> None:
        for name in (VAULT, RESTORED, STICK, PAPER, PICTURES):
            shutil.rmtree(self.out / name, ignore_errors=True)
        (self.out / PAPER).mkdir(parents=True, exist_ok=True)

    def _step(self, name: str, work: Callable[[], str]) -> None:
        start = time.perf_counter()
        said = work()
        ms = round((time.perf_counter() - start) * 1000)
        step = Step(name, said, ms, tuple(self._made))
        self._made.clear()
        self.steps.append(step)
        self.tell(step)

    def _make_vault(self, clock: SetClock, keys: list[str]) -> str:
        path = self.out / VAULT
        keys.append(app.create(path, PASSPHRASE, name="启程演示", actor="陈晨", clock=clock))
        return VAULT

    def _first_half(self, story: Story) -> None:
        step, words = self._step, self.words.text
        step(N_("Set up the organisation"), lambda: _said(tells.set_up_house, story, "6 / 3"))
        step(N_("Open two requisitions"), lambda: _said(tells.open_posts, story, "rd, sales"))
        reading: list[Reading] = []

        def read() -> str:
            reading.append(tells.read_samples([self.samples]))
            return f"{len(reading[0].files)} files, {len(reading[0].refused)} not for import"

        step(N_("Read the sample files"), read)
        step(
            N_("Import them, take the import back, bring it again"),
            lambda: self._import(story, reading[0]),
        )
        step(N_("Find people by any part of a name"), lambda: _find(story))
        step(N_("Screen: move on, reject, keep in the pool"), lambda: self._screen(story))
        step(N_("Plan an interview day"), lambda: self._plan(story))
        step(N_("Hold the interview day"), lambda: _said(tells.hold_day, story, words(_NO_SHOW)))

    def _import(self, story: Story, reading: Reading) -> str:
        tells.import_people(story, reading)
        report = story.report
        assert report is not None
        return (
            f"{report.people} people, {report.skipped} skipped, {report.failed} unclear,"
            f" {len(report.duplicates)} perhaps twice"
        )

    def _screen(self, story: Story) -> str:
        tells.screen(story)
        story.app.undo()
        story.app.redo()
        return f"{len(story.invited)} invited, 5 rejected, 1 pooled"

    def _plan(self, story: Story) -> str:
        tells.schedule_day(story)
        if not story.refusal:
            raise AssertionError("a double booking was accepted")
        first = story.interviews[0]
        text = story.app.ask(invitation_text, first, language=self.words.language)
        self._write("invitation.ics", text.encode())
        return f"{len(story.interviews)} interviews; refused: {story.refusal}"

    def _second_half(self, story: Story, ending: Ending) -> None:
        def scores() -> str:
            ends.score(story, ending)
            return f"{len(ending.scorecards)} scorecards"

        def letters() -> str:
            ends.write_letters(story, ending)
            written = ending.letters
            return f"{len(written.written) if written else 0} letters sent"

        def offers() -> str:
            ends.offer(story, ending)
            return f"{len(ending.offers)} offers accepted"

        def starters() -> str:
            ends.onboard(story, ending)
            return f"{len(ending.onboardings)} starters, buddies: {', '.join(ending.buddies)}"

        self._step(N_("Enter scorecards"), scores)
        self._step(N_("Write the letters within three working days"), letters)
        self._step(N_("Offer to two, both accept"), offers)
        self._step(N_("Hire two and give each a buddy"), starters)
        ahead = N_("Plan today’s interviews")
        self._step(ahead, lambda: _said(tells.plan_ahead, story, self.today.isoformat()))

    def _print_all(self, story: Story, ending: Ending, key: str) -> None:
        self._step(N_("Print the letters"), lambda: self._letters(story, ending))
        self._step(N_("Print the day sheet"), lambda: self._day_sheet(story))
        papers = N_("Print all papers of the interview day")
        self._step(papers, lambda: self._day_papers(story))
        self._step(N_("Print the welcome packs"), lambda: self._packs(story, ending))
        self._step(N_("Print the recovery sheet"), lambda: self._recovery(story, key))

    def _letters(self, story: Story, ending: Ending) -> str:
        written = ending.letters.written if ending.letters else ()
        made = story.app.ask(letter_documents, self.words, written)
        return self._print("letters.pdf", *made) if made else "–"

    def _day_sheet(self, story: Story) -> str:
        zone = tells.ZONE
        rows = story.app.ask(interviews_of_day, self.today).rows
        house = story.app.ask(organisation).name
        sheet = day_sheet(self.today, rows, self.words, zone, organisation=house)
        return self._print("day-sheet.pdf", sheet)

    def _day_papers(self, story: Story) -> str:
        made = story.app.ask(print_everything, self.words, self.today)
        return self._print("interview-day.pdf", *made)

    def _packs(self, story: Story, ending: Ending) -> str:
        said = []
        for number, each in enumerate(ending.onboardings, 1):
            said.append(
                self._print(f"welcome-pack-{number}.pdf", story.app.ask(welcome_pack, each))
            )
            self._print(f"buddy-card-{number}.pdf", story.app.ask(buddy_card, each))
            checklist = story.app.ask(preparation_checklist, each)
            self._print(f"preparation-{number}.pdf", checklist)
        return ", ".join(said)

    def _recovery(self, story: Story, key: str) -> str:
        name = story.app.vault.envelope.name
        return self._print("recovery.pdf", recovery_sheet(name, key, self.today, self.words))

    def _print(self, name: str, *documents: Document) -> str:
        printed: Printed = bind(documents)
        self._write(name, printed.data)
        said = f"{name}: {printed.pages} pages"
        return f"{said}, 〓 {' '.join(printed.missing)}" if printed.missing else said

    def _write(self, name: str, content: bytes) -> None:
        path = self.out / PAPER / name
        path.write_bytes(content)
        self._made.append(str(path.relative_to(self.out)))

    def _back_up(self, opened: App) -> str:
        done = backup.write(opened.vault, self.out / STICK)
        target = self.out / RESTORED
        back = backup.restore(Path(done.folder), target, vault.with_passphrase(PASSPHRASE))
        other = app.open_app(target, vault.with_passphrase(PASSPHRASE))
        try:
            same = other.ask(list_candidates).rows == opened.ask(list_candidates).rows
        finally:
            other.close()
        if not same or back.rows != done.rows:
            raise AssertionError("the restored vault differs")
        return f"{done.rows} rows, {done.objects} attachments, equal"

    def _photograph(self) -> str:
        folder = self.out / PICTURES
        environment = os.environ | {"WORKBENCH_PASSPHRASE": PASSPHRASE}
        if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        asked = ["--vault", str(self.out / VAULT), "--shots", str(folder)]
        asked += ["--lang", self.words.language]
        done = subprocess.run(
            [*desk_command(), *asked], env=environment, capture_output=True, text=True, check=False
        )
        pictures = sorted(folder.glob("*.png"))
        if done.returncode or not pictures:
            raise SystemFault(
                N_("The desk could not photograph its pages: {why}"), why=done.stderr[-400:]
            )
        self._made += [str(path.relative_to(self.out)) for path in pictures]
        return f"{len(pictures)} pictures"


_NO_SHOW = N_("one candidate did not come")


def desk_command() -> list[str]:
    """Return the command that starts the desk: beside us in a bundle, else as a module."""
    if getattr(sys, "frozen", False):
        name = "qicheng.exe" if sys.platform == "win32" else "qicheng"
        return [str(Path(sys.executable).with_name(name))]
    return [sys.executable, "-m", "ui.app"]


def samples() -> Path:
    """Return the folder of our own samples."""
    return paths.resources() / "samples"


def _said(work: Callable[[Story], None], story: Story, said: str) -> str:
    work(story)
    return said


def _find(story: Story) -> str:
    found = []
    for words in ("wxm", "小明", "Elena", "0101"):
        page = story.app.ask(search_everything, words, limit=5)
        found.append(f"{words} → {page.total}")
    return ", ".join(found)


def _check(opened: App) -> str:
    faults = [*opened.vault.faults(), *backup.missing_objects(opened.vault)]
    if faults:
        raise RuleBroken("", N_("Something is wrong:"))
    return "0 faults"
