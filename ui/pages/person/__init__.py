"""The panel with everything about one person."""
