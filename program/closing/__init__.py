"""The end of a workshop, on one page: what is missing, thanks, what is removed, closing it."""
