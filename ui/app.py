"""`workbench-desk`: the window."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtWidgets import QApplication

from workbench import __version__
from workbench.kernel.i18n import LANGUAGES
from workbench.ports import SecretStore
from workbench.settings import SettingsFile


def main(argv: Sequence[str] | None = None) -> int:
    """Open the desk and return the exit code."""
    given = _arguments(sys.argv[1:] if argv is None else argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    # Reading threads give way to the window after one millisecond instead of five.
    sys.setswitchinterval(0.001)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("Qicheng")
    application.setApplicationVersion(__version__)
    if given.shots:
        from ui.shots import shoot

        return shoot(given)
    from ui.shell.desk import Desk

    file = SettingsFile()
    settings = file.read()
    if given.lang:
        from dataclasses import replace

        settings = replace(settings, language=given.lang)
    desk = Desk(_Keyring(), file, settings)
    desk.start(given.vault, demo=given.demo)
    if given.once:
        desk.frame.grab()
        desk.close()
        return 0
    return application.exec()


class _Keyring:
    """The system's keyring, loaded when it is asked for the first time."""

    @cached_property
    def _store(self) -> SecretStore:
        from workbench.app import SystemKeyring

        return SystemKeyring()

    def available(self) -> bool:
        """Return whether a trustworthy back end is there."""
        return self._store.available()

    def get(self, name: str) -> str | None:
        """Return the secret stored under `name`, or None."""
        return self._store.get(name)

    def put(self, name: str, secret: str) -> None:
        """Store `secret` under `name`. Raises SystemFault."""
        self._store.put(name, secret)

    def forget(self, name: str) -> None:
        """Remove the secret `name`."""
        self._store.forget(name)


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("workbench-desk", description="启程 Qicheng")
    parser.add_argument("--vault", type=Path, metavar="DIR")
    parser.add_argument("--demo", action="store_true", help="open a vault of invented people")
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--shots", type=Path, metavar="DIR", help="save a picture of each page")
    parser.add_argument("--themes", nargs="*", default=["light", "dark"])
    parser.add_argument("--once", action="store_true", help="leave once the first screen stands")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
