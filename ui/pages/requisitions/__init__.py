"""The requisitions page."""
