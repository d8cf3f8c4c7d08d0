from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.exporting.jsonresume import Resume, write_resumes
from workbench.intake.sniff import read
from workbench.kernel.degrees import Degree
from workbench.kernel.errors import BadInput

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MING = Resume(
    "王小明",
    email="ming@example.cn",
    phone="+8613800001234",
    wechat="ming_w",
    city="上海",
    label="架构师",
    employer="云帆科技",
    school="复旦大学",
    degree="本科",
    keywords=("Java", "=Kafka"),
)


def test_a_resume_is_shaped_as_the_schema_says(tmp_path: Path) -> None:
    written = write_resumes(tmp_path / "x.json", [MING, Resume("Elena")], 2, NOW)
    first, second = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert written.rows == 2
    assert first["basics"]["location"] == {"city": "上海"}
    assert first["work"] == [{"name": "云帆科技", "position": "架构师"}]
    assert first["education"] == [{"institution": "复旦大学", "studyType": "本科"}]
    assert first["meta"] == {"version": "v1.0.0", "lastModified": "2026-03-02T09:30:00+00:00"}
    assert second == {"basics": {"name": "Elena"}, "meta": first["meta"]}


def test_our_own_import_reads_the_same(tmp_path: Path) -> None:
    write_resumes(tmp_path / "x.json", [MING, Resume("Elena")], 2, NOW)
    ming, elena = (each.draft for each in read(tmp_path / "x.json").drafts)
    assert (ming.name, ming.emails, ming.phones) == (MING.name, (MING.email,), (MING.phone,))
    assert (ming.wechat, ming.city, ming.title) == (MING.wechat, MING.city, MING.label)
    assert (ming.current_employer, ming.school) == (MING.employer, MING.school)
    assert (ming.degree, ming.tags, ming.notes) == (Degree.BACHELOR, MING.keywords, "")
    assert elena.name == "Elena"


def test_nobody_is_an_empty_list(tmp_path: Path) -> None:
    assert write_resumes(tmp_path / "x.json", [], 0, NOW).rows == 0
    assert json.loads((tmp_path / "x.json").read_text("utf-8")) == []


def test_stopping_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="stopped"):
        write_resumes(tmp_path / "x.json", [MING] * 3, 3, NOW, lambda *_: False)
    assert list(tmp_path.iterdir()) == []
