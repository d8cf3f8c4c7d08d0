"""The operating system's keyring, by name of the back ends that really encrypt.

Left to itself `keyring` falls back to a plain-text file where the package of alternative back
ends is installed, so only the systems' own are allowed.
"""

from __future__ import annotations

from typing import Any

from workbench.kernel.errors import SystemFault
from workbench.kernel.i18n import N_

SERVICE = "Qicheng"
_ALLOWED = {
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.macOS.Keyring",
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
}


class SystemKeyring:
    """A `SecretStore` over the first allowed back end that works here."""

    def __init__(self) -> None:
        self._backend: Any = None
        self._looked = False

    def available(self) -> bool:
        """Return whether an allowed back end is there."""
        return self._find() is not None

    def get(self, name: str) -> str | None:
        """Return the secret stored under `name`, or None."""
        backend = self._find()
        if backend is None:
            return None
        try:
            found = backend.get_password(SERVICE, name)
        except Exception:  # back ends raise what they like; no secret is no harm
            return None
        return None if found is None else str(found)

    def put(self, name: str, secret: str) -> None:
        """Store `secret` under `name`. Raises SystemFault."""
        backend = self._find()
        try:
            if backend is None:
                raise RuntimeError("no keyring")
            backend.set_password(SERVICE, name, secret)
        except Exception as error:
            raise SystemFault(
                N_("This computer's keyring did not take the key. The passphrase still works.")
            ) from error

    def forget(self, name: str) -> None:
        """Remove the secret `name`; nothing happens where there is none."""
        backend = self._find()
        if backend is not None and self.get(name) is not None:
            backend.delete_password(SERVICE, name)

    def _find(self) -> Any:
        if not self._looked:
            self._looked = True
            self._backend = _first_allowed()
        return self._backend


def _first_allowed() -> Any:
    import keyring.backend

    for backend in sorted(keyring.backend.get_all_keyring(), key=lambda b: -b.priority):
        kind = type(backend)
        if f"{kind.__module__}.{kind.__qualname__}" in _ALLOWED:
            return backend
    return None
