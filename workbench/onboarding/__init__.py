"""Plans from the start date, tasks, the welcome pack, buddies."""
