"""Settings of this computer, needed before any vault is open: no personal data in here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from workbench import paths
from workbench.kernel.i18n import LANGUAGES
from workbench.kernel.whole_files import store_if_possible

FORMAT = 1
THEMES = ("auto", "light", "dark", "contrast")


@dataclass(frozen=True)
class Settings:
    """What this computer remembers.

    Attributes: `language` ("" until chosen); `theme`, one of `THEMES`; `scale` of texts, 0.9 to
    2.0; `vault`, the folder of the vault used last; `lock_minutes`, idle time until the vault
    locks itself, 0 for never; `backup`, the folder backups go to; `actor`, who sits here;
    `watched`, the folder that is looked at for new files, by the folder of the vault.
    """

    language: str = ""
    theme: str = "auto"
    scale: float = 1.0
    compact: bool = False
    reduced_motion: bool = False
    vault: str = ""
    lock_minutes: int = 10
    backup: str = ""
    actor: str = ""
    watched: Mapping[str, str] = field(default_factory=dict)

    def checked(self) -> Settings:
        """Return these settings with every value that cannot be put back to its default."""
        plain = Settings()
        return replace(
            self,
            language=self.language if self.language in LANGUAGES else plain.language,
            theme=self.theme if self.theme in THEMES else plain.theme,
            scale=min(max(self.scale, 0.9), 2.0),
            lock_minutes=min(max(self.lock_minutes, 0), 240),
            watched={
                vault: folder
                for vault, folder in self.watched.items()
                if isinstance(folder, str) and folder
            },
        )


class SettingsFile:
    """Reads and writes the settings of this computer. A broken file counts as no file."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or paths.config() / "settings.json"

    def read(self) -> Settings:
        """Return the stored settings, defaults where there are none."""
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Settings()
        return Settings(**_fitting(stored)).checked() if isinstance(stored, dict) else Settings()

    def write(self, settings: Settings) -> None:
        """Store the settings; a disk that refuses is no reason to stop working."""
        body = json.dumps({"format": FORMAT, **asdict(settings)}, ensure_ascii=False, indent=1)
        store_if_possible(self.path, body)


def _fitting(stored: dict[str, Any]) -> dict[str, Any]:
    plain = asdict(Settings())
    fit = {}
    for each in fields(Settings):
        value = stored.get(each.name)
        if isinstance(plain[each.name], float) and isinstance(value, int):
            value = float(value)
        if type(value) is type(plain[each.name]):
            fit[each.name] = value
    return fit
