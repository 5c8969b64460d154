"""The numbers of rows, as addresses and forms name them."""

LONGEST = 18  # digits of the largest that every database knows


def is_key(text):
    """Whether a row can have it. Databases break on a larger one, Python on 4301 digits."""
    return text.isdecimal() and len(text) <= LONGEST
