"""Demo data, and the whole main job played through the commands."""
