"""Foreign formats to plain draft values; knows no database."""
