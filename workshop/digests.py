"""What a form hands back of what it was drawn with, to tell whether that still stands."""

import hashlib


class NotSeen(Exception):
    """What would be done is not what was shown any more."""


def digest_of(shown):
    """Of anything whose `repr` says all of it."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:20]
