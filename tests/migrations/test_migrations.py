"""Schema changes: models and migrations agree, older vaults come up, newer ones are refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.conftest import CHEAP, PASSPHRASE
from workbench import app
from workbench.app import App
from workbench.demand.commands import OpenRequisition
from workbench.interviews.adopting import AdoptStageSet
from workbench.kernel.errors import SystemFault
from workbench.people.commands import AddCandidate, ChangeCandidate
from workbench.people.queries import candidate, list_candidates
from workbench.pipeline import queries as pipeline_queries
from workbench.pipeline.commands import Apply
from workbench.pipeline.queries import list_stages, stage_set_view
from workbench.pipeline.stage_sets import ChangeStageSet
from workbench.vault import cipher, history, keys, migrate, vault
from workbench.vault.envelope import Envelope
from workbench.vault.folder import VaultFolder

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build"))
import migration


def _key(path: Path) -> bytes:
    data_key = Envelope.read(VaultFolder(path).envelope).open_with_passphrase(PASSPHRASE)
    return keys.derive(data_key, "database")


def _older(path: Path, revision: str) -> None:
    """Put a database of an older revision in the vault's place."""
    database, key = VaultFolder(path).database, _key(path)
    database.unlink()
    cipher.connect(database, key, create=True).close()
    engine = cipher.engine(database, key, cipher.Role.WRITER)
    migrate.upgrade(engine, revision)
    engine.dispose()


def test_models_and_migrations_agree() -> None:
    with migration.migrated().connect() as connection:
        assert migration.differences(connection) == []


def test_revisions_are_one_line_without_a_branch() -> None:
    known = migrate.revisions()
    scripts = list((Path(migrate.paths.migrations()) / "versions").glob("[0-9]*.py"))
    assert len(known) == len(scripts)
    assert list(known) == sorted(known)


def test_migrations_import_only_their_tools() -> None:
    for script in (Path(migrate.paths.migrations()) / "versions").glob("[0-9]*.py"):
        lines = script.read_text(encoding="utf-8").splitlines()
        imports = [line for line in lines if line.startswith(("import ", "from "))]
        allowed = ("from __future__", "import sqlalchemy", "from alembic", "from sqlalchemy")
        assert all(line.startswith(allowed) for line in imports), script


@pytest.mark.parametrize("revision", migrate.revisions()[:-1])
def test_an_older_vault_is_upgraded_and_the_file_before_is_kept(
    vault_path: Path, revision: str
) -> None:
    _older(vault_path, revision)
    opened = app.open_app(vault_path, vault.with_passphrase(PASSPHRASE))
    assert opened.ask(list_candidates).total == 0
    assert opened.vault.faults() == []
    opened.close()
    kept = list(VaultFolder(vault_path).backups.glob(f"before-upgrade-{revision}-*.db"))
    assert len(kept) == 1
    connection = cipher.connect(kept[0], _key(vault_path))
    assert migrate.revision_of(connection) == revision
    connection.close()


LATER = (  # no older revision has them
    *("column_mapping", "contact_log", "distinct_pair", "erasure", "interview_notice"),
    *("interview_round", "interviewer_terms", "offered_time", "possible_time", "question"),
    *("room_busy_time", "saved_view"),
)


def _copied_back(path: Path, revision: str) -> None:
    """Put what the vault holds into a database of an older revision, in its place."""
    key = _key(path)
    database = VaultFolder(path).database
    kept = cipher.connect(database, key)
    tables = [
        name
        for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("search_index", "sqlite_"))
        and name not in ("alembic_version", *LATER)
    ]
    rows = {name: kept.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    names = {
        name: [column[1] for column in kept.execute(f"PRAGMA table_info({name})")]
        for name in tables
    }
    kept.close()
    _older(path, revision)
    older = cipher.connect(database, key)
    for name in tables:
        known = [column[1] for column in older.execute(f"PRAGMA table_info({name})")]
        marks = ", ".join("?" for _ in known)
        columns = ", ".join(f'"{column}"' for column in known)
        places = [names[name].index(column) for column in known]
        older.executemany(
            f"INSERT INTO {name} ({columns}) VALUES ({marks})",
            [[row[place] for place in places] for row in rows[name]],
        )
    older.execute("INSERT INTO search_index(search_index) VALUES('rebuild')")
    older.close()


def test_history_and_undo_outlive_the_lean_journal(vault_path: Path) -> None:
    opened = app.open_app(vault_path, vault.with_passphrase(PASSPHRASE))
    person = opened.run(AddCandidate("王小明", phone="13800000001")).value
    opened.run(ChangeCandidate(person, city="杭州"))
    opened.run(ChangeCandidate(person, city="上海"))
    opened.undo()
    told = opened.ask(history.entries)
    changed = [opened.ask(history.details, row.id) for row in told.rows]
    opened.close()
    _copied_back(vault_path, "0005")
    opened = app.open_app(vault_path, vault.with_passphrase(PASSPHRASE))
    assert opened.vault.faults() == []
    assert opened.ask(history.entries) == told
    assert [opened.ask(history.details, row.id) for row in told.rows] == changed
    assert opened.ask(history.about, person) == tuple(told.rows[:4])
    opened.redo()
    assert opened.ask(candidate, person).city == "上海"
    opened.undo()
    opened.undo()
    assert opened.ask(candidate, person).city == ""
    opened.close()


def test_stage_sets_of_an_older_vault_are_first_versions(vault_path: Path) -> None:
    opened = app.open_app(vault_path, vault.with_passphrase(PASSPHRASE))
    post = opened.run(OpenRequisition("后端工程师", stage_set="standard")).value
    person = opened.run(AddCandidate("王小明", phone="13800000001")).value
    application = opened.run(Apply(person, post, "一面")).value
    before = opened.ask(stage_set_view, "standard")
    opened.close()
    _copied_back(vault_path, "0010")
    opened = app.open_app(vault_path, vault.with_passphrase(PASSPHRASE))
    assert opened.vault.faults() == []
    found = opened.ask(stage_set_view, "standard")
    assert (found.id, found.version, found.newest) == (before.id, 1, before.id)
    assert [each.names for each in found.stages] == [each.names for each in before.stages]
    written = [(each.exit_criteria, each.entry_criteria, each.owner) for each in found.stages]
    assert written == [(each.exit_criteria, {}, "") for each in before.stages], "nothing is put in"
    shorter = tuple(each for each in found.stages if each.names["zh"] != "电话沟通")
    made = opened.run(ChangeStageSet("standard", stages=shorter)).value
    assert made != before.id
    opened.run(AdoptStageSet(post))
    stage = opened.ask(pipeline_queries.application, application).stage_id
    names = {row.id: row.names["zh"] for row in opened.ask(list_stages, made).rows}
    assert names[stage] == "一面"
    opened.undo()
    opened.undo()
    opened.undo()  # who was put on it before the upgrade
    assert opened.ask(stage_set_view, "standard") == found
    opened.redo()
    assert opened.ask(pipeline_queries.application, application).stage_id in {
        each.id for each in found.stages
    }
    opened.close()


def test_an_upgrade_that_fails_leaves_the_vault_as_it_was(
    vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _older(vault_path, "0001")
    before = VaultFolder(vault_path).database.read_bytes()

    def fails(engine: object, revision: str = "head") -> None:
        raise SystemFault("power cut")

    monkeypatch.setattr(migrate, "upgrade", fails)
    with pytest.raises(SystemFault, match="power cut"):
        app.open_app(vault_path, vault.with_passphrase(PASSPHRASE))
    assert VaultFolder(vault_path).database.read_bytes() == before
    assert not list(vault_path.glob("*.upgrade*"))
    monkeypatch.undo()
    app.open_app(vault_path, vault.with_passphrase(PASSPHRASE)).close()


def test_a_newer_schema_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "v"
    app.create(path, PASSPHRASE, name="招聘组", cost=CHEAP)
    connection = cipher.connect(VaultFolder(path).database, _key(path))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    cipher.checkpoint(connection)
    connection.close()
    before = VaultFolder(path).database.read_bytes()
    with pytest.raises(SystemFault, match="招聘组"):
        app.open_app(path, vault.with_passphrase(PASSPHRASE))
    assert VaultFolder(path).database.read_bytes() == before


def test_the_planner_is_told_how_little_an_archived_flag_says(desk: App) -> None:
    with desk.vault.reader() as connection:
        indexes = connection.execute(text("SELECT name, sql FROM sqlite_schema WHERE type='index'"))
        told = {row[0] for row in connection.execute(text("SELECT idx FROM sqlite_stat1"))}
        leading = {name for name, sql in indexes if sql and "(archived" in sql}
        assert leading <= told
        samples = connection.execute(text("SELECT count(*) FROM sqlite_stat4")).scalar_one()
        assert samples == 0  # they would hold names
        plan = connection.execute(
            text("EXPLAIN QUERY PLAN SELECT * FROM application WHERE archived = 0 AND id IN (1, 2)")
        ).all()
        assert "sqlite_autoindex_application_1" in plan[0][-1]
