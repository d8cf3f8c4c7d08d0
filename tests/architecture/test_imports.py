from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def imported(file: Path) -> set[str]:
    """Return what a file imports, as "module" and "module.name"."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def test_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as l; l()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_rules_are_pure() -> None:
    for file in (ROOT / "workbench").glob("*/rules.py"):
        names = imported(file)
        bad = {n for n in names if n.startswith(("sqlalchemy", "workbench.vault"))}
        assert not bad, f"{file.relative_to(ROOT)} imports {bad}"


def test_commands_write_no_text_sql() -> None:
    """Text SQL dodges the capture, so that neither undo nor the history would see the change."""
    for file in (ROOT / "workbench").rglob("commands.py"):
        assert "sqlalchemy.text" not in imported(file), file.relative_to(ROOT)
        assert "sqlalchemy.sql.text" not in imported(file), file.relative_to(ROOT)


def test_migrations_import_only_their_tools() -> None:
    for file in (ROOT / "migrations" / "versions").glob("*.py"):
        roots = {name.partition(".")[0] for name in imported(file)} - {"__future__"}
        assert not roots & {"workbench", "ui"}, file.name


def test_build_holds_plain_scripts() -> None:
    assert not (ROOT / "build" / "__init__.py").exists()
