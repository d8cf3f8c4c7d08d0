"""Writes a new, empty step of the vault's schema: `python build/migration.py NAME`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

VERSIONS = Path(__file__).resolve().parent.parent / "migrations" / "versions"
PAGE = '''"""{title}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    raise NotImplementedError("a vault is never taken back; its backup is opened instead")
'''


def write(name: str, folder: Path = VERSIONS) -> Path:
    """Write the next step and return its file; ValueError where `name` has no letters."""
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if not slug:
        raise ValueError("a migration's name needs letters")
    folder.mkdir(parents=True, exist_ok=True)
    taken = sorted(file.stem for file in folder.glob("[0-9][0-9][0-9][0-9]_*.py"))
    before = taken[-1][:4] if taken else None
    revision = f"{int(before or 0) + 1:04d}"
    file = folder / f"{revision}_{slug}.py"
    title = name.strip().rstrip(".").capitalize()
    file.write_text(
        PAGE.format(title=title, revision=revision, before=before), encoding="utf-8", newline="\n"
    )
    return file


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: dev.py migration NAME")
    print(f"Wrote {write(' '.join(sys.argv[1:]))}")
