"""Invitations, assignments, reviews and decisions."""
