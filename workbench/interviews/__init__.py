"""Interviews, their rooms and panels, and the calendar files they send."""
