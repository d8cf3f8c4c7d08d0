"""Plain values to foreign formats, the mirror of `intake`; no database."""
