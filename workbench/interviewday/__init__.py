"""The interview day: planned from the vault, mended as it runs, told to all, printed."""
