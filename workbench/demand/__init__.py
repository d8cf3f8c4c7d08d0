"""Requisitions: what a department asks for."""
