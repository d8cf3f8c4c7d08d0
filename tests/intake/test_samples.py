"""Our own samples, which the tour imports."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.intake.drafts import CandidateDraft, Format, RowState
from workbench.intake.sniff import expand, read

MING = "+8613800000001"


@pytest.mark.parametrize(
    ("name", "kind", "counts"),
    [
        ("候选人名单_GB18030.csv", Format.CSV, [7, 2, 1]),
        ("opencats_candidates.csv", Format.OPENCATS_CANDIDATES, [29, 1, 0]),
        ("greenhouse_candidates.json", Format.GREENHOUSE_CANDIDATES, [3, 0, 0]),
        ("elena_sullivan.resume.json", Format.JSON_RESUME, [1, 0, 0]),
        ("tomas_keller.resume.json", Format.JSON_RESUME, [1, 0, 0]),
        ("应届生简历.json", Format.CHINESE_CV_JSON, [3, 0, 0]),
        ("招聘邮件主题.csv", Format.JOB_BOARD_SUBJECTS, [22, 0, 1]),
        ("cv/夏侯宁_研发工程师.pdf", Format.CV_PDF, [1, 0, 0]),
        ("cv/钟离秋-人力资源主管-5年.docx", Format.CV_DOCX, [1, 0, 0]),
        ("cv/沈星河-男-本科-算法工程师-6年.txt", Format.CV_TEXT, [1, 0, 0]),
        ("cv/智联招聘_贺兰雪_客服主管_中文_20260112_90000010.txt", Format.CV_TEXT, [1, 0, 0]),
        ("cv/简历编号90000011-梁丘月-品牌经理-猎聘网简历.html", Format.CV_HTML, [1, 0, 0]),
    ],
)
def test_counts(samples: Path, name: str, kind: Format, counts: list[int]) -> None:
    file = read(samples / name)
    assert file.format is kind
    assert [file.count(state) for state in RowState] == counts


def everyone(samples: Path) -> list[CandidateDraft]:
    files = [read(path) for path in expand([samples]) if path.suffix != ".md"]
    return [found.draft for file in files for found in file.drafts]


def test_everybody_is_invented(samples: Path) -> None:
    for draft in everyone(samples):
        assert all(re.search(r"@example\.(com|cn)$", a) for a in draft.emails), draft
        for number in draft.phones:
            assert re.match(r"\+8613[89]0000|\+1\d{3}555|1[38]\d{6}$", number), draft


def test_one_person_lies_in_several_files(samples: Path) -> None:
    owners = [draft.name for draft in everyone(samples) if MING in draft.phones]
    assert owners.count("王小明") >= 3


@pytest.mark.parametrize("path", ["夏侯宁_研发工程师.pdf", "钟离秋-人力资源主管-5年.docx"])
def test_a_cv_brings_its_file_and_text(samples: Path, path: str) -> None:
    draft = read(samples / "cv" / path).drafts[0].draft
    assert draft.attachments[0].data == (samples / "cv" / path).read_bytes()
    assert "工作经历" in draft.cv_text
    assert len(draft.phones) == len(draft.emails) == 1


def test_a_board_page_gives_the_persons_address_only(samples: Path) -> None:
    name = "简历编号90000011-梁丘月-品牌经理-猎聘网简历.html"
    draft = read(samples / "cv" / name).drafts[0].draft
    assert draft.emails == ("liangqiu.yue@example.cn",)
    assert (draft.school, draft.city, draft.source) == ("启程大学", "广州", "liepin")
