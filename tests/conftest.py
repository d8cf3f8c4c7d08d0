"""Fixtures for all tests: real encrypted vaults, cheap keys, a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from workbench import app
from workbench.app import App
from workbench.kernel.clock import SetClock
from workbench.vault import vault
from workbench.vault.keys import KdfCost

# A busy machine is no failure: speed is held by the benchmark.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

PASSPHRASE = "correct horse"
CHEAP = KdfCost(passes=1, memory_mib=19, lanes=1)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 3, 2, 1, 30, tzinfo=UTC))  # Monday, 9:30 in Shanghai


@pytest.fixture(scope="session")
def _fresh_vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("fresh") / "vault"
    recovery_key = app.create(path, PASSPHRASE, cost=CHEAP, actor="tests")
    return path, recovery_key


@pytest.fixture
def vault_path(_fresh_vault: tuple[Path, str], tmp_path: Path) -> Path:
    """A vault of one's own with the shipped content, copied from one that was made once."""
    target = tmp_path / "团队.qicheng"
    shutil.copytree(_fresh_vault[0], target)
    return target


@pytest.fixture
def recovery_key(_fresh_vault: tuple[Path, str]) -> str:
    return _fresh_vault[1]


@pytest.fixture
def open_app(vault_path: Path, clock: SetClock) -> Iterator[Callable[..., App]]:
    opened: list[App] = []

    def opener(path: Path = vault_path) -> App:
        opened.append(
            app.open_app(path, vault.with_passphrase(PASSPHRASE), actor="小陈", clock=clock)
        )
        return opened[-1]

    yield opener
    for each in opened:
        if each.vault.is_open:
            each.close()


@pytest.fixture
def desk(open_app: Callable[..., App]) -> App:
    """An open app on a vault of one's own."""
    return open_app()
