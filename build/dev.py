"""One door for work on the project: set it up, run it, test it.

    python3 build/dev.py setup              make .venv, fonts and message catalogues
    python3 build/dev.py run                open the workbench on the demo, or print its tour
    python3 build/dev.py test [PYTEST...]   every check; all run even when one fails
    python3 build/dev.py bench              the measurements
    python3 build/dev.py freeze             the bundle, in dist/Qicheng
    python3 build/dev.py bundle             start the bundle and play the tour inside it
    python3 build/dev.py lock               pin the requirements anew
    python3 build/dev.py messages [--missing]
    python3 build/dev.py migration NAME     a new, empty step of the vault's schema

All set up first, which takes under a second where nothing changed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import environment
import machine
from environment import BIN, CACHE, PYTHON, ROOT, Failed, run, say

Step = tuple[str, list[object]]
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
NO_TESTS = 5  # pytest's word for "nothing was selected"


def setup(arguments: list[str]) -> int:
    say("Ready. Next: python3 build/dev.py run, or test.")
    return 0


def open_workbench(arguments: list[str]) -> int:
    if machine.has_display():
        return run(*program("workbench-desk", "ui.app"), "--demo", *arguments)
    out = CACHE / "tour"
    say("No display here: the tour is printed instead of opening a window.")
    code = run(
        *program("workbench", "workbench.cli.main"), "tour", "--out", out, *arguments, env=OFFSCREEN
    )
    if code == 0:
        say(f"The tour's documents and pictures lie in {out.relative_to(ROOT)}.")
    return code


def program(script: str, module: str) -> list[object]:
    """Return the command of an installed program, or its module where .venv is another's."""
    installed = BIN / (script + (".exe" if sys.platform == "win32" else ""))
    if installed.exists() and not environment.is_shared():
        return [installed]
    return [PYTHON, "-c", f"import sys; from {module} import main; sys.exit(main())"]


def test(arguments: list[str]) -> int:
    results = []
    for name, command in steps(arguments):
        say(f"── {name}")
        began = time.monotonic()
        code = run(*command, env=OFFSCREEN)
        fine = code == 0 or (code == NO_TESTS and bool(arguments))
        results.append((name, fine, time.monotonic() - began))
    say("── summary")
    for name, fine, seconds in results:
        say(f"  {'passed' if fine else 'FAILED':7} {name:24} {seconds:6.1f} s")
    return 0 if all(fine for _, fine, _ in results) else 1


def steps(arguments: list[str]) -> list[Step]:
    """Return every check with its command; extra arguments go to pytest."""
    module: list[object] = [PYTHON, "-m"]
    checks: list[Step] = [
        ("ruff check", [*module, "ruff", "check", "."]),
        ("ruff format", [*module, "ruff", "format", "--check", "."]),
        ("mypy", [*module, "mypy"]),
        ("import rules", [BIN / "lint-imports"]),
    ]
    pytest = [*module, "pytest"]
    if any((ROOT / word.partition("::")[0]).exists() for word in arguments):
        return [*checks, ("pytest", [*pytest, *arguments])]
    checks.append(("pytest", [*pytest, "-n", "2", "--ignore=tests/ui", "tests", *arguments]))
    if (ROOT / "tests" / "ui").is_dir():
        checks.append(("pytest tests/ui", [*pytest, "-n", "2", "tests/ui", *arguments]))
    return checks


def script(name: str) -> Callable[[list[str]], int]:
    """Return a command that is a script of its own, run by the project's Python."""

    def call(arguments: list[str]) -> int:
        file = ROOT / "build" / name
        if not file.is_file():
            raise Failed(f"build/{name} is not there yet.")
        return run(PYTHON, file, *arguments, env=OFFSCREEN)

    return call


def freeze(arguments: list[str]) -> int:
    """Freeze; what a window needs of the system goes into the bundle, so it has to be there."""
    machine.install_qt_libraries(window=True)
    return script("freeze.py")(arguments)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "run": open_workbench,
    "test": test,
    "bench": script("bench.py"),
    "freeze": freeze,
    "bundle": script("check_bundle.py"),
    "lock": script("lock.py"),
    "messages": script("messages.py"),
    "migration": script("migration.py"),
}


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a Windows console may lack a character
    if not arguments or arguments[0] not in COMMANDS:
        say(__doc__ or "")
        return 2
    try:
        environment.set_up()
        return COMMANDS[arguments[0]](arguments[1:])
    except Failed as failed:
        say(f"Stopped: {failed}")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
