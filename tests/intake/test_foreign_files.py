"""Files that other programs and people really wrote."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.intake.drafts import ApplicationStatus, ExternalId, Format, RowState
from workbench.intake.grammars import parse_file_name, parse_subject
from workbench.intake.joining import join
from workbench.intake.sniff import expand, read
from workbench.kernel.degrees import Degree
from workbench.kernel.errors import BadInput


@pytest.mark.parametrize(
    ("name", "kind", "ok", "skipped", "failed"),
    [
        ("cn_fictional_resumes.json", Format.CHINESE_CV_JSON, 5, 0, 0),
        ("cn_jobboard_mail_subjects.csv", Format.JOB_BOARD_SUBJECTS, 22, 0, 0),
        ("europass_cv_v3.xml", Format.EUROPASS, 1, 0, 0),
        ("greenhouse_applications.json", Format.GREENHOUSE_APPLICATIONS, 0, 3, 0),
        ("greenhouse_candidates.json", Format.GREENHOUSE_CANDIDATES, 2, 0, 0),
        ("horilla_recruitment_fixture.json", Format.HORILLA, 17, 30, 0),
        ("jsonresume_new-grad.resume.json", Format.JSON_RESUME, 1, 0, 0),
        ("jsonresume_sample.resume.json", Format.JSON_RESUME, 1, 0, 0),
        ("opencats_candidates.csv", Format.OPENCATS_CANDIDATES, 70, 1, 0),
        ("opencats_pipeline.csv", Format.OPENCATS_PIPELINE, 8, 0, 0),
        ("vcard3_mac_address_book.vcf", Format.VCARD, 1, 0, 0),
    ],
)
def test_every_record_is_accounted_for(
    foreign: Path, name: str, kind: Format, ok: int, skipped: int, failed: int
) -> None:
    file = read(foreign / name)
    assert file.format is kind
    assert [file.count(state) for state in RowState] == [ok, skipped, failed]
    assert len(file.drafts) == ok
    assert all(str(report.message) for report in file.reports)


@pytest.mark.parametrize("name", ["greenhouse_scorecards.json", "ics_busy_reply_davmail.ics"])
def test_what_is_no_list_of_people_is_refused(foreign: Path, name: str) -> None:
    with pytest.raises(BadInput, match=r"JSON of an unknown kind|calendar"):
        read(foreign / name)


def test_every_board_grammar(foreign: Path) -> None:
    with (foreign / "cn_jobboard_mail_subjects.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 22
    for row in rows:
        parse = parse_file_name if row["kind"] == "filename" else parse_subject
        found = parse(row["text"])
        assert found is not None, row["text"]
        parts = [found.name, found.job, found.city, found.pay, found.experience]
        keys = ("name", "job", "city", "salary", "experience")
        assert parts == [row[f"expect_{key}"] for key in keys]
        assert found.channel in {row["channel"], ""}


def test_opencats(foreign: Path) -> None:
    file = read(foreign / "opencats_candidates.csv")
    first = file.drafts[0].draft
    assert first.name == "Silas Normand"
    assert first.phones == ("+19545309466",)
    assert first.tags == ("C++", "Java", "MySQL")
    assert first.source == first.current_employer == ""
    skipped = [report for report in file.reports if report.state is RowState.SKIPPED]
    assert [(r.row, r.locator, str(r.message)) for r in skipped] == [
        (4, "candidate_id 3", "Exactly the same as row 3")
    ]


def test_opencats_pipeline(foreign: Path) -> None:
    file = read(foreign / "opencats_pipeline.csv")
    offered = next(f.draft for f in file.drafts if f.draft.name == "Robert Burton")
    assert offered.external_ids == (ExternalId("opencats", "37"),)
    assert offered.applications[0].stage == "Offered"
    assert offered.applications[0].status is ApplicationStatus.ACTIVE


def test_greenhouse(foreign: Path) -> None:
    john = read(foreign / "greenhouse_candidates.json").drafts[0].draft
    assert john.name == "John Locke"
    assert john.emails == ("test@work.com", "test@example.com")
    assert john.degree is Degree.BACHELOR
    assert john.tags == ("Python", "Ruby")
    assert "Work Remotely: yes" in john.notes
    rejected, active = john.applications
    assert (rejected.job_title, rejected.stage) == ("DevOps Engineer", "Take Home Test")
    assert rejected.status is ApplicationStatus.REJECTED
    assert rejected.reject_reason == "Hired another candidate"
    assert rejected.applied_at == datetime(2017, 9, 27, 12, 3, 2, 728000, UTC)
    assert active.status is ApplicationStatus.ACTIVE


def test_greenhouse_applications_wait_for_their_people(foreign: Path) -> None:
    alone = read(foreign / "greenhouse_applications.json")
    assert [loose.person.value for loose in alone.loose] == ["978031"] + ["57683957"] * 3
    assert alone.loose[-1].application.status is ApplicationStatus.HIRED
    person = read(
        b'[{"id": 978031, "first_name": "A", "last_name": "B", "applications": []}]', "p.json"
    )
    joined, applications = join([person, alone])
    assert joined.drafts[0].draft.applications[0].job_title == "Accounting Manager"
    assert [applications.count(state) for state in RowState] == [1, 2, 0]
    assert len(applications.loose) == 3


def test_json_resume_is_readable(foreign: Path) -> None:
    maya = read(foreign / "jsonresume_new-grad.resume.json").drafts[0].draft
    assert maya.name == "Maya Okonkwo"
    assert maya.phones == ("+12065550142",)
    assert maya.school == "University of Washington"
    for text in ("Education", "Bachelor of Science", "3.81/4.0", "CSE 451", "2024-06–2024-09",
                 "  - Wrote the onboarding runbook", "Igbo, Conversational"):  # fmt: skip
        assert text in maya.cv_text


def test_chinese_cvs(foreign: Path) -> None:
    li = read(foreign / "cn_fictional_resumes.json").drafts[1].draft
    assert (li.name, li.degree, li.school, li.city) == (
        "李四", Degree.MASTER, "复旦大学", "上海市浦东新区")  # fmt: skip
    assert li.phones == ("+8613524680246",)
    assert "在校时间：2019年9月 - 2022年6月" in li.cv_text
    assert "lisi@" not in li.cv_text


def test_europass(foreign: Path) -> None:
    john = read(foreign / "europass_cv_v3.xml").drafts[0].draft
    assert (john.name, john.emails, john.city) == ("John Smith", ("jsmith@mail.com",), "NY")
    assert "2005-10–2010-10" in john.cv_text
    assert "12262" not in john.cv_text


def test_vcard(foreign: Path) -> None:
    file = read(foreign / "vcard3_mac_address_book.vcf")
    john = file.drafts[0].draft
    assert john.name == "Mr. John Richter,James Doe Sr."
    assert john.phones == ("+19057771234", "+19056661234", "+19055551234", "+19052221234")
    assert (john.current_employer, john.title) == ("IBM", "Money Counter")
    assert len(file.reports[0].notes) == 3  # two faxes and a pager


def test_horilla_guesses_nothing(foreign: Path) -> None:
    file = read(foreign / "horilla_recruitment_fixture.json")
    notes = [str(note) for report in file.reports for note in report.notes]
    assert any("Elijah Collins, isabella.morris@horilla.com" in note for note in notes)
    assert "Letters look garbled: OdooÆs" in notes
    assert "No country code, so kept as written: 9876540101" in notes
    assert file.drafts[0].draft.applications[0].job_title == "Recruitment Drive"


def test_the_whole_folder(foreign: Path) -> None:
    for path in expand([foreign]):
        try:
            read(path)
        except BadInput as error:
            assert str(error)  # noqa: PT017  (any other exception is the failure)
