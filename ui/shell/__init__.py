"""The window, its sidebar, palette, unlock screen and toasts."""
