"""The desk: PySide6 only here."""
