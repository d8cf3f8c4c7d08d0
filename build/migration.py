"""Writes the next Alembic migration from what the models say and the migrations do not yet do.

Used by `python3 build/dev.py migration NAME`; runs inside the project's environment.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def differences(connection):
    """Return Alembic's list of what the models have and the migrated database lacks."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(connection, opts=_options())
    return compare_metadata(context, _metadata())


def _metadata():
    import workbench.app  # noqa: F401  (imports every model)
    from workbench.vault.records import Base

    return Base.metadata


def _options():
    def include(name, type_, parent):
        return not (type_ == "table" and name.startswith("search_index"))

    return {"include_name": include, "compare_type": True, "target_metadata": _metadata()}


def migrated():
    """Return an engine on a scratch database, brought to the newest revision."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    from workbench.vault import cipher, migrate

    engine = create_engine("sqlite://", module=cipher.driver, poolclass=StaticPool)
    if migrate.revisions():
        migrate.upgrade(engine)
    return engine


def write(name: str) -> Path:
    """Write `migrations/versions/NNNN_name.py` and return its path."""
    from alembic.autogenerate import produce_migrations, render_python_code
    from alembic.migration import MigrationContext

    from workbench.vault import migrate

    with migrated().connect() as connection:
        context = MigrationContext.configure(connection, opts=_options())
        script = produce_migrations(context, _metadata())
    body = render_python_code(script.upgrade_ops, render_as_batch=True, imports=set())
    known = migrate.revisions()
    number = f"{len(known) + 1:04d}"
    body = re.sub(r"workbench\.vault\.records\.Instant\(\)", "sa.Integer()", body)
    body = re.sub(r" *# ### .* ###\n?", "", body).strip()
    path = ROOT / "migrations" / "versions" / f"{number}_{name}.py"
    before = f'"{known[-1]}"' if known else "None"
    path.write_text(
        f'"""{name.replace("_", " ").capitalize()}."""\n\nfrom __future__ import annotations\n\n'
        f"import sqlalchemy as sa\nfrom alembic import op\n\n"
        f'revision = "{number}"\ndown_revision = {before}\n\n\n'
        f"def upgrade() -> None:\n    {body}\n",
        encoding="utf-8",
    )
    return path


if __name__ == "__main__":
    print(write(sys.argv[1]))
