"""ORCID iDs: sixteen digits, of which the last, or an X, is computed from the others."""

import re

DASHES = re.compile("[\\s\u2010-\u2015\u2212-]+")
AROUND = re.compile(
    r"(?:orcid(?!\.)(?:\s*id)?\s*:?\s*)?(?:https?://)?(?:www\.)?(?:orcid\.org/)?", re.I
)
FORM = re.compile(r"[0-9]{15}[0-9X]")
LONGEST = 100  # characters: an address of one has 37


class NotAnOrcid(ValueError):
    """`code` says why, for `submissions.people_words`."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def valid_orcid(text):
    """As 0000-0002-1825-0097, of an address, with or without hyphens. Raises NotAnOrcid."""
    text = text.strip()[: LONGEST + 1]
    rest = text[AROUND.match(text).end() :].rstrip("/")
    digits = DASHES.sub("", rest).upper()
    if len(text) > LONGEST or not FORM.fullmatch(digits):
        raise NotAnOrcid("orcid-form")
    if digits[-1] != check_digit(digits[:-1]):
        raise NotAnOrcid("orcid-check")
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def check_digit(digits):
    """ISO 7064, MOD 11-2: one digit mistyped, or two neighbours swapped, are noticed."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11]
