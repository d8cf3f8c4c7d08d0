"""The organisation itself: its name, where it works and when."""
