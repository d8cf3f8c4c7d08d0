"""The schedule page: one interview day."""
