"""The folder that is a vault, and the lock that keeps a second program out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from workbench.kernel.errors import RuleBroken, SystemFault
from workbench.kernel.i18n import N_
from workbench.vault import safe_files

SUFFIX = ".qicheng"
_CLOUD = ("onedrive", "dropbox", "icloud", "google drive", "googledrive", "nutstore", "坚果云")


@dataclass(frozen=True)
class VaultFolder:
    """Where the parts of a vault lie."""

    path: Path

    @property
    def envelope(self) -> Path:
        """Return vault.json: the key slots."""
        return self.path / "vault.json"

    @property
    def database(self) -> Path:
        """Return the encrypted database."""
        return self.path / "vault.db"

    @property
    def objects(self) -> Path:
        """Return the folder of attachments."""
        return self.path / "obj"

    @property
    def backups(self) -> Path:
        """Return the folder of automatic backups."""
        return self.path / "backup"

    def exists(self) -> bool:
        """Return whether a vault lies here."""
        return self.envelope.exists() or self.envelope.with_name("vault.json.prev").exists()

    def is_in_cloud(self) -> bool:
        """Return whether the path looks like a folder that another program synchronises."""
        return any(word in str(self.path).lower() for word in _CLOUD)

    def make(self) -> None:
        """Make the folder, private to the user. Raises RuleBroken where it holds something."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(self.path.iterdir()):
                raise RuleBroken(
                    "folder",
                    N_("The folder {folder} is not empty. Choose a new one for the vault."),
                    folder=str(self.path),
                )
            self.path.chmod(0o700)
        except OSError as error:
            raise safe_files.unwritable(self.path, error) from error

    def hold(self) -> FileLock:
        """Take the vault for this process. Raises SystemFault where another one has it.

        The lock belongs to no thread: what one thread unlocked, another one may lock again.
        """
        lock = FileLock(self.path / "vault.lock", timeout=0, mode=0o600, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise SystemFault(
                N_("The vault is open in another program. Close it there, then try again.")
            ) from error
        except OSError as error:
            raise safe_files.unwritable(self.path / "vault.lock", error) from error
        return lock
