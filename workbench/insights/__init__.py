"""Figures across all subjects; reads only."""
