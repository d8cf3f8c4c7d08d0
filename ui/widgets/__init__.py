"""Reusable widgets that know no subject."""
