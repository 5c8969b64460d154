"""Every test; `make test` runs them on both databases."""
