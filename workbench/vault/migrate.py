"""Brings a database to this program's schema: on a copy, checked, then swapped in.

Alembic is imported only where there is something to do; the revision alone is read by SQL.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from workbench import paths
from workbench.kernel.errors import SystemFault
from workbench.kernel.i18n import N_
from workbench.vault import cipher


@cache
def revisions() -> tuple[str, ...]:
    """Return the revisions this program knows, oldest first."""
    after: dict[str | None, str] = {}
    for script in sorted((paths.migrations() / "versions").glob("[0-9]*.py")):
        revision, before = _declared(script)
        after[before] = revision
    ordered: list[str] = []
    at: str | None = None
    while at in after:
        at = after[at]
        ordered.append(at)
    return tuple(ordered)


def _declared(script: Path) -> tuple[str, str | None]:
    names: dict[str, Any] = {}
    for node in ast.parse(script.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign | ast.Assign) and isinstance(node.value, ast.Constant):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            if isinstance(target, ast.Name):
                names[target.id] = node.value.value
    return names["revision"], names["down_revision"]


def revision_of(connection: Any) -> str:
    """Return the revision of the database behind a driver connection, or ''."""
    there = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    if not connection.execute(there).fetchone()[0]:
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def is_behind(connection: Any, name: str) -> bool:
    """Return whether the database needs an upgrade.

    Raises SystemFault where its revision is unknown, as a newer program's is.
    """
    found = revision_of(connection)
    if found and found not in revisions():
        raise SystemFault(
            N_("The vault “{name}” was made by a newer version of Qicheng. Update to open it."),
            name=name,
        )
    return found != revisions()[-1]


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations on the database behind `engine`, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def upgrade_file(database: Path, key: bytes, kept: Path) -> None:
    """Upgrade `database` by way of a copy; the file before stays as `kept`.

    The caller holds the vault and has no connection open. Raises SystemFault; then `database` is
    as it was.
    """
    copy = database.with_name(database.name + ".upgrade")
    _remove(copy)
    try:
        _copy(database, copy, key)
        engine = cipher.engine(copy, key, cipher.Role.WRITER)
        try:
            upgrade(engine)
        finally:
            engine.dispose()
        _settle(copy, key)
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy(database, kept, key)
        _swap(copy, database)
    finally:
        _remove(copy)


def _copy(source: Path, target: Path, key: bytes) -> None:
    _remove(target)
    reading = cipher.connect(source, key, cipher.Role.WRITER)
    writing = cipher.connect(target, key, cipher.Role.WRITER, create=True)
    try:
        cipher.copy(reading, writing)
    finally:
        writing.close()
        reading.close()


def _settle(copy: Path, key: bytes) -> None:
    connection = cipher.connect(copy, key)
    try:
        faults = cipher.integrity_faults(connection)
        cipher.checkpoint(connection)
    finally:
        connection.close()
    if faults:
        raise SystemFault(
            N_("The upgraded copy of the vault is not sound: {fault}. Nothing was changed."),
            fault=faults[0],
        )


def _swap(copy: Path, database: Path) -> None:
    for tail in ("-wal", "-shm"):
        database.with_name(database.name + tail).unlink(missing_ok=True)
    copy.replace(database)


def _remove(path: Path) -> None:
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
