"""Names that look like another: “pаypal” with a Cyrillic а, or a team that reads as a second one.

The letters below are the Cyrillic and Greek ones that no reader tells from Latin. Other letters
of these alphabets make a word what it looks like, so that “αNet” and “Пауль” are names.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CYRILLIC = "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁһԛԝӏ", "ABEKMHOPCTYXIJSaeopcyxijsdhqwl"
GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "ABEZHIKMNOPTYXovp"
LATIN = str.maketrans(CYRILLIC[0] + GREEK[0], CYRILLIC[1] + GREEK[1])
WORD = re.compile(r"[^\W\d_]+")
JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]")


def looks(text):
    """What a reader sees of it: two names with the same are one to the eye."""
    seen = JOINERS.sub("", unicodedata.normalize("NFKC", text)).translate(LATIN)
    return " ".join(seen.casefold().split())


def alike(names):
    """{name: another of them that reads the same, in other letters}"""
    seen, found = {}, {}
    for name in names:
        other = seen.setdefault(looks(name), name)
        if other.casefold() != name.casefold():
            found |= {name: other, other: name}
    return found


def disguised(text):
    """The words that mix alphabets and look as if they did not."""
    for word in WORD.findall(unicodedata.normalize("NFKC", text)):
        plain = word.translate(LATIN)
        if plain != word and _is_latin(plain) and any(map(_is_latin, word)):
            yield word


def _is_latin(letters):
    return all(unicodedata.name(one, "").startswith("LATIN") for one in letters)


def validate_alphabet(value):
    if word := next(disguised(value), ""):
        told = _("“%(word)s” mixes letters of two alphabets that look alike. Type it in one.")
        raise ValidationError(told, params={"word": word}, code="alphabet")
