"""Entries, energy logs, ranking and results."""
