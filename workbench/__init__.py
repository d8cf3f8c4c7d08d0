"""启程 Qicheng, the half without a window: everything the program knows and does."""

__version__ = "0.1.0"
