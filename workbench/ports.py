"""The outside, as the program wants it: small protocols that the edges fill in."""

from __future__ import annotations

from typing import Protocol


class SecretStore(Protocol):
    """The operating system's keyring, for one short secret per vault."""

    def available(self) -> bool:
        """Return whether a trustworthy back end is there."""

    def get(self, name: str) -> str | None:
        """Return the secret stored under `name`, or None."""

    def put(self, name: str, secret: str) -> None:
        """Store `secret` under `name`. Raises SystemFault."""

    def forget(self, name: str) -> None:
        """Remove the secret `name`; nothing happens where there is none."""
