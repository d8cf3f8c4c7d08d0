from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 500
LONGEST_FUNCTION = 60
COLOUR = re.compile(r"""["']#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})["']""")


def ours(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "versions" not in file.parts:
                yield file


def test_files_are_short() -> None:
    for file in ours("workbench", "ui", "build", "migrations", "tests"):
        count = len(file.read_text(encoding="utf-8").splitlines())
        assert count <= LONGEST_FILE, f"{file.relative_to(ROOT)} has {count} lines"


def test_functions_are_short() -> None:
    for file in ours("workbench", "ui", "build"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                count = (node.end_lineno or node.lineno) - node.lineno + 1
                place = f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
                assert count <= LONGEST_FUNCTION, f"{place} has {count} lines"


def test_colours_have_a_home() -> None:
    """Only the theme of the window and the style of the paper name a colour."""
    for file in ours("workbench", "ui"):
        path = file.relative_to(ROOT)
        if path.is_relative_to("ui/theme") or path.as_posix() == "workbench/paper/style.py":
            continue
        found = COLOUR.findall(file.read_text(encoding="utf-8"))
        assert not found, f"{path} names {found}"


def test_names_say_what_things_are() -> None:
    for file in ours("workbench", "ui"):
        assert file.stem not in {"utils", "helpers", "misc"}, file.relative_to(ROOT)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                assert not node.name.endswith(("Manager", "Helper")), f"{file.stem}.{node.name}"


def test_lock_files_name_no_place() -> None:
    for file in (ROOT / "requirements").glob("*.lock"):
        text = file.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text
        assert " @ " not in text


def test_locks_agree() -> None:
    pins: dict[str, str] = {}
    for name in ("dev", "run", "freeze"):
        for line in (ROOT / "requirements" / f"{name}.lock").read_text("utf-8").splitlines():
            package, equal, version = line.split(" ")[0].partition("==")
            if equal and not line.startswith((" ", "#")):
                assert pins.setdefault(package, version) == version, f"{package} in {name}.lock"


def test_every_text_file_is_utf8_with_line_feeds() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.py", "*.toml", "*.md", "*.lock", "*.po"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    for name in listed.stdout.split():
        data = (ROOT / name).read_bytes() if (ROOT / name).exists() else b""
        assert b"\r" not in data, name
        data.decode("utf-8")
