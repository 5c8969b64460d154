"""Patterns for one person in folded text: the ways to write a name, an address, an affiliation."""

import re
import unicodedata
from functools import lru_cache

from .folding import ACCENT, BREAK, UNSPACED, fold, length_of, letters_of

LEAST_SURNAME = 5  # letters: a shorter one is too often a word
PARTICLES = set(
    """af al ap bin da das de del della den der di dos du el ibn la le ten ter van von vom zu zum
    zur""".split()
)
TITLES = set("dr prof professor phd md jr sr ii iii iv msc ing mr mrs ms dipl".split())
FOR_ALL = set("author authors contact editor editors hello office paper research team".split())
BEFORE, AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"  # not a letter; a digit may follow a name
SEAM = f"[{BREAK}\u00ad]?(?: ?{ACCENT} ?)?"  # between two letters of one word
GAP = f"[\\s.'_+\\-\u2010\u2011\u00ad{BREAK}]{{0,3}}"  # between two words of a name, or none
HANDLE_BEFORE, HANDLE_AFTER = r"(?:(?<=[/\\~@:=_.])|\A)", r"(?:(?=[/\\@:?#&_.])|\Z)"


@lru_cache(maxsize=600)
def patterns_of(person):
    """{kind: a pattern for folded text}, without the kinds that this person has nothing of."""
    forenames, surname = parts_of(person.name)
    sources = {
        "name": name_source(forenames, surname),
        "initials": initials_source(forenames, surname),
        "surname": surname_source(surname),
        "handle": handle_source(forenames, surname, person.mail),
        "address": address_source(person.mail),
        "affiliation": affiliation_source(person.affiliation),
    }
    return {kind: re.compile(source) for kind, source in sources.items() if source}


def parts_of(name):
    """(forenames, words of the surname): "Smith, Jane", "ZHANG Wei", "Jan van der Berg"."""
    last, comma, first = name.partition(",")
    if comma and words_of(first):
        return words_of(first), words_of(last)
    tokens = [one for one in last.split() if words_of(one)]
    loud = [one for one in tokens if one.isupper() and len(letters_of(one)) > 1]
    if loud and len(loud) < len(tokens):
        quiet = [one for one in tokens if one not in loud]
        return words_of(" ".join(quiet)), words_of(" ".join(loud))
    start = max(len(tokens) - 1, 0)
    while start > 1 and fold(tokens[start - 1]).strip(".") in PARTICLES:
        start -= 1
    return words_of(" ".join(tokens[:start])), words_of(" ".join(tokens[start:]))


def words_of(name):
    """The words of a name, with umlauts as typed; titles and "Jr." are none."""
    words = re.split(r"[\s.,'’\-\u2010\u2011]+", name)
    return [word for word in words if letters_of(fold(word)) and fold(word) not in TITLES]


def letters(word):
    """A pattern for one word in folded text: "ü" is also "ue", and the other way round."""
    signs = []
    for one in unicodedata.normalize("NFC", word):
        plain = fold(one).replace(ACCENT, "")
        if one in "äöüÄÖÜøØ":
            signs.append(f"{plain}e?")
        elif one in "åÅ":
            signs.append("aa?")
        elif one in "eE" and signs and signs[-1] in {"a", "o", "u"}:
            signs[-1] += "e?"
        else:
            signs += [re.escape(sign) for sign in plain]
    return SEAM.join(signs)


def in_a_row(words):
    return GAP.join(letters(word) for word in words)


def whole(source, word):
    """Bounded by what is no letter, unless the script puts no space between words."""
    return source if UNSPACED.search(word) else f"{BEFORE}{source}{AFTER}"


def name_source(forenames, surname):
    first, last = in_a_row(forenames[:1]), in_a_row(surname)
    size = length_of(forenames[:1] + surname)
    if not forenames:
        return whole(last, last) if size >= 4 else ""
    others = "|".join([*map(letters, forenames[1:]), r"[^\W\d_]"])
    middle = f"(?:{gap(size)}(?:{others})(?={AFTER})){{0,3}}" if forenames[1:] else INITIAL
    there = f"{first}{middle}{gap(size)}{last}"
    back = f"{last},?{gap(size)}{first}"
    return whole(f"(?:{there}|{back})", last)


INITIAL = f"(?:[\\s.]{{1,2}}[^\\W\\d_]{AFTER}){{0,2}}"


def gap(size):
    """Written as one word, a name must be long enough to be no other word."""
    return GAP if size >= 6 else GAP.replace("{0,3}", "{1,3}")


def initials_source(forenames, surname):
    """With their points: "a long way" is not A. Long."""
    if not forenames:
        return ""
    first, last = letters(forenames[0][0]), in_a_row(surname)
    more = r"(?:[\s-]?[^\W\d_]\.){0,3}"
    return f"{BEFORE}(?:{first}\\.{more}\\s?{last}{AFTER}|{last},?\\s{first}\\.)"


def surname_source(words):
    """Alone if it is long enough, else with its particles: "van der Berg"."""
    core = [word for word in words if fold(word) not in PARTICLES] or words
    for some in (core, words):
        if len(letters_of(fold("".join(some)))) >= LEAST_SURNAME:
            return whole(in_a_row(some), "".join(some))
    return ""


def handle_source(forenames, surname, mail):
    """What one is called in addresses: "jsmith", "smithj", the own mail's local part."""
    called = []
    if forenames and length_of(surname) >= LEAST_SURNAME:
        first, last = letters(forenames[0][0]), in_a_row(surname)
        called += [f"{first}{GAP}{last}", f"{last}{GAP}{first}"]
    local = fold(mail.partition("@")[0])
    if len(letters_of(local)) >= LEAST_SURNAME and local not in FOR_ALL:
        called.append(SEAM.join(map(re.escape, local.replace(BREAK, ""))))
    source = "|".join(called)
    return f"{HANDLE_BEFORE}(?:{source})\\d{{0,4}}{HANDLE_AFTER}" if called else ""


def address_source(mail):
    """Also as "{jane, john}@uni.example" and "jane (at) uni.example"."""
    local, at, domain = (plain_pattern(part) for part in fold(mail).partition("@"))
    if not at:
        return ""
    others = r"(?:[^{}@]{0,200}\}\s?@|\s?[(\[]\s?at\s?[)\]]\s?|\s?@\s?)"
    return f"(?<![^\\W_]){local}{others}{domain}(?![^\\W_])"


def plain_pattern(part):
    return SEAM.join(map(re.escape, part.replace(BREAK, "").replace(ACCENT, "")))


def affiliation_source(affiliation):
    """As a whole, its first part, and its other parts of several words: no mere country."""
    parts = [part for part in affiliation.split(",") if letters_of(fold(part))]
    several = [part for part in parts[1:] if len(words_of(part)) > 1]
    called = [words_of(part) for part in [*parts[:1], *several]]
    sources = [whole(in_a_row(words), "".join(words)) for words in called if length_of(words) >= 4]
    return "|".join(sources)
