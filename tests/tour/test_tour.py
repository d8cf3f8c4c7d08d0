"""The tour: the whole main job on our own samples and on the files of other programs."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.intake.conftest import foreign as foreign
from tests.intake.conftest import samples as samples
from tests.paper.test_render import fonts
from ui.actions import PLACES
from ui.gallery.words import words
from ui.pages import BUILDERS
from workbench import app
from workbench.app import backup
from workbench.cli.main import main
from workbench.intake.drafts import RowState
from workbench.kernel.errors import SystemFault, WorkbenchError
from workbench.people.queries import list_candidates, search_everything
from workbench.pipeline.importing import read_files
from workbench.tour.story import ZONE
from workbench.tour.tour import PAPER, PASSPHRASE, PICTURES, RESTORED, STICK, VAULT, Step, Tour

STEPS = (
    "Make an encrypted vault",
    "Set up the organisation",
    "Open two requisitions",
    "Read the sample files",
    "Import them, take the import back, bring it again",
    "Find people by any part of a name",
    "Screen: move on, reject, keep in the pool",
    "Plan an interview day",
    "Hold the interview day",
    "Enter scorecards",
    "Write the letters within three working days",
    "Offer to two, both accept",
    "Hire two and give each a buddy",
    "Plan today’s interviews",
    "Print the letters",
    "Print the day sheet",
    "Print all papers of the interview day",
    "Print the welcome packs",
    "Print the recovery sheet",
    "Back up, restore, compare",
    "Check the vault",
)
PAPERS = {
    "letters.pdf",
    "day-sheet.pdf",
    "interview-day.pdf",
    "recovery.pdf",
    *(f"{kind}-{n}.pdf" for kind in ("welcome-pack", "buddy-card", "preparation") for n in (1, 2)),
}
# What the wish named, with somebody who stands in the file and how many people it holds.
NAMED = {
    "opencats_candidates.csv": ("Silas Normand", 70),
    "greenhouse_candidates.json": ("John Locke", 2),
    "jsonresume_new-grad.resume.json": ("Maya Okonkwo", 1),
    "jsonresume_sample.resume.json": ("", 1),
    "cn_fictional_resumes.json": ("李四", 5),
    "cn_jobboard_mail_subjects.csv": ("", 22),
}


def play(out: Path, samples: Path, language: str = "zh", *, pictures: bool = False) -> list[Step]:
    tour = Tour(out, samples, words(language), datetime.now(ZONE).date(), pictures)
    return tour.play()


def said(steps: list[Step], name: str) -> str:
    return next(step.said for step in steps if step.name == name)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Step]]:
    """The tour in Chinese on our own samples, played once."""
    out = tmp_path_factory.mktemp("tour") / "带空格 的 文件夹"
    folder = Path(__file__).resolve().parents[2] / "resources" / "samples"
    return out, play(out, folder)


def test_every_step_is_done(own: tuple[Path, list[Step]]) -> None:
    _out, steps = own
    assert tuple(step.name for step in steps) == STEPS
    assert all(step.said for step in steps)
    assert all(step.ms >= 0 for step in steps)
    assert said(steps, "Check the vault") == "0 faults"
    assert said(steps, "Back up, restore, compare").endswith("equal")


def test_every_file_it_names_is_there_and_no_other(own: tuple[Path, list[Step]]) -> None:
    out, steps = own
    made = {file for step in steps for file in step.files}
    assert {Path(file).name for file in made} == {*PAPERS, "invitation.ics"}
    assert all((out / file).stat().st_size > 100 for file in made)
    assert {path.name for path in out.iterdir()} == {VAULT, RESTORED, STICK, PAPER}


def test_the_papers_embed_their_fonts(own: tuple[Path, list[Step]]) -> None:
    out, _steps = own
    check_fonts(out / PAPER)


def check_fonts(folder: Path) -> None:
    """Check that every PDF brings its own, subsetted fonts."""
    papers = sorted(folder.glob("*.pdf"))
    assert {path.name for path in papers} == PAPERS
    for path in papers:
        found = list(_fonts(path))
        assert found, path.name
        for font in found:
            name = str(font["/BaseFont"])
            assert "Helvetica" not in name, path.name
            assert name[7] == "+", f"{path.name}: {name} is not a subset"
            within = (
                font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            )
            descriptor = within["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), name


def _fonts(path: Path) -> Iterator[Any]:
    for page in PdfReader(io.BytesIO(path.read_bytes())).pages:
        yield from fonts(page["/Resources"], set())


def pages(path: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_the_papers_say_what_they_should(own: tuple[Path, list[Step]]) -> None:
    out, steps = own
    paper = out / PAPER
    letters = pages(paper / "letters.pdf")
    sent = int(said(steps, "Write the letters within three working days").split()[0])
    assert sent == len(letters) == 13
    assert all("启程科技" in page for page in letters)
    assert len(pages(paper / "day-sheet.pdf")) >= 1
    assert "李雷" in pages(paper / "day-sheet.pdf")[0]
    for number in (1, 2):
        assert len(pages(paper / f"welcome-pack-{number}.pdf")) == 8
    assert "恢复密钥" in "".join(pages(paper / "recovery.pdf"))
    assert "〓" not in "".join(step.said for step in steps)


def test_the_vault_of_the_tour_is_encrypted_and_opens(own: tuple[Path, list[Step]]) -> None:
    out, steps = own
    for path in (path for path in (out / VAULT).rglob("*") if path.is_file()):
        assert "王小明".encode() not in path.read_bytes(), path
    people = int(said(steps, STEPS[4]).split()[0])
    for name in (VAULT, RESTORED):
        opened = app.unlock_with_passphrase(out / name, PASSPHRASE)
        try:
            assert opened.ask(list_candidates).total == people
            assert opened.ask(search_everything, "wxm").total >= 1
            assert not opened.vault.faults()
        finally:
            opened.close()
    assert len(backup.list_backups(out / STICK)) == 1


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_named_input_is_read_whole(foreign: Path, name: str) -> None:
    reading = read_files([foreign / name])
    assert not reading.refused
    assert reading.count(RowState.FAILED) == 0
    assert sum(len(file.drafts) for file in reading.files) == NAMED[name][1]


def test_the_tour_on_the_files_of_other_programs(foreign: Path, tmp_path: Path) -> None:
    reading = read_files([foreign])
    assert not {refused.name for refused in reading.refused} & set(NAMED)
    steps = play(tmp_path, foreign)
    assert tuple(step.name for step in steps) == STEPS
    # A file that is not taken is counted once in the report; no row of a taken file fails.
    assert f"{len(reading.refused)} unclear" in said(steps, STEPS[4])
    check_fonts(tmp_path / PAPER)
    opened = app.unlock_with_passphrase(tmp_path / VAULT, PASSPHRASE)
    try:
        for who, _count in NAMED.values():
            assert not who or opened.ask(search_everything, who).total >= 1, who
        assert opened.ask(list_candidates).total == int(said(steps, STEPS[4]).split()[0])
    finally:
        opened.close()


def test_a_folder_with_nothing_to_import_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(WorkbenchError):
        play(tmp_path / "out", empty)


def test_the_verb_prints_one_object(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / PAPER).mkdir()
    (tmp_path / PAPER / "old.pdf").write_bytes(b"of an earlier tour")
    asked = ["tour", "--out", str(tmp_path), "--samples", str(samples), "--no-pictures", "--json"]
    assert main([*asked, "--lang", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == 1
    assert told["total"] == len(told["rows"]) == len(STEPS)
    assert [row["name"] for row in told["rows"]] == list(STEPS)
    assert {Path(f).name for row in told["rows"] for f in row["files"]} >= PAPERS
    assert not (tmp_path / PAPER / "old.pdf").exists()


def test_every_page_is_photographed(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    steps = play(tmp_path, samples, pictures=True)
    assert steps[-1].name == "Photograph every page of the desk"
    wanted = {place.key for place in PLACES if place.key in BUILDERS}
    pictures = {path.name for path in (tmp_path / PICTURES).glob("*.png")}
    for theme in ("light", "dark"):
        assert {f"{key}_zh_{theme}.png" for key in wanted} <= pictures
    for path in (tmp_path / PICTURES).glob("*.png"):
        assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
        assert path.stat().st_size > 5_000, path.name


def test_a_desk_that_fails_is_no_success(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "no such platform")
    monkeypatch.delenv("DISPLAY", raising=False)
    tour = Tour(tmp_path, samples, words("zh"), datetime.now(ZONE).date())
    app.create(tmp_path / VAULT, PASSPHRASE)
    with pytest.raises(SystemFault, match="photograph"):
        tour._photograph()
    assert not list((tmp_path / PICTURES).glob("*.png"))
