"""Conflicts that nobody declared: found by addresses, affiliations and other submissions."""
