"""The authors as words: whether a text tells who they are.

One reading for all that asks: `traces(person, text)` says which of KINDS stand in a text. Accents,
case, line breaks, ligatures and the ways to write an umlaut make no difference; a name inside of a
longer word is none ("Li" in "limit"). Plain Python, without a file or a database.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

KINDS = ("name", "initials", "surname", "handle", "address", "affiliation")
TELLING = KINDS[:-1]  # what leads to one person; an affiliation leads to many
LEAST_SURNAME = 5  # letters: a shorter one is too often a word
LONGEST = 300  # characters of a line of `parse_authors`

PARTICLES = set(
    """af al ap bin da das de del della den der di dos du el ibn la le ten ter van von vom zu zum
    zur""".split()
)
TITLES = set("dr prof professor phd md jr sr ii iii iv msc ing mr mrs ms dipl".split())
FOR_ALL = set("author authors contact editor editors hello office paper research team".split())

ACCENT, BREAK = "\u0301", "\x1f"  # in folded text: an accent that stood apart; a word's seam
APART = re.compile("[´`¨ˆ˜¸ˇ˘˙˚˝˛¯]")
CUT = re.compile("(?:[-\u2010\u00ad]\\s*\n\\s*|[\u00ad\ufffe\x02]\\s*)")
CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ0-9])(?=[A-ZÀ-ÖØ-Þ])")
SIGNS = [
    *(("ø Ø", "o"), ("æ Æ", "ae"), ("œ Œ", "oe"), ("ł Ł", "l"), ("đ Đ ð Ð", "d")),
    *(("þ Þ", "th"), ("ı", "i"), ("’", "'")),
]
UNLIKE = str.maketrans({sign: plain for signs, plain in SIGNS for sign in signs.split()})
WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"  # scripts that put no space between words
UNSPACED = re.compile(f"[{WIDE}]")
BEFORE, AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"  # not a letter; a digit may follow a name
SEAM = f"[{BREAK}\u00ad]?(?: ?{ACCENT} ?)?"  # between two letters of one word
GAP = f"[\\s.'_+\\-\u2010\u2011\u00ad{BREAK}]{{0,3}}"  # between two words of a name, or none
HANDLE_BEFORE, HANDLE_AFTER = r"(?:(?<=[/\\~@:=_.])|\A)", r"(?:(?=[/\\@:?#&_.])|\Z)"


@dataclass(frozen=True)
class Person:
    name: str
    mail: str = ""
    affiliation: str = ""


def parse_authors(text):
    """The people of "Name <mail> (Affiliation); …"; mail and affiliation may be left out.

    Raises ValueError with a sentence that quotes what is wrong.
    """
    lines = [line.strip() for line in re.split(r";(?![^()]*\))", text)]
    people = [_parsed(line) for line in lines if line]
    if not people:
        raise ValueError("No author is named: write Name <mail> (Affiliation); …")
    return people


def _parsed(line):
    found = re.fullmatch(r"([^<>()]+?)\s*(?:<([^<>]*)>)?\s*(?:\((.*)\))?", line[:LONGEST])
    if not found or len(line) > LONGEST or not letters_of(fold(found[1])):
        raise ValueError(f"“{line[:80]}” does not read as Name <mail> (Affiliation).")
    name, mail, affiliation = found.groups(default="")
    if "<" in line and not re.fullmatch(r"[^@\s]+@[^@\s]+", mail):
        raise ValueError(f"“{mail[:80]}” is not a mail address.")
    return Person(name, mail, affiliation)


def fold(text):
    """Without case, accents, ligatures and hyphens at line ends; camelCase gets a seam.

    TeX sets an accent as a sign of its own, before or behind its letter: it stays as ACCENT,
    which every pattern here steps over.
    """
    text = CAMEL.sub(BREAK, APART.sub(ACCENT, CUT.sub("\u00ad", text)))
    plain = text.replace(ACCENT, "\x1e")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(one for one in plain if not unicodedata.combining(one))
        plain = unicodedata.normalize("NFC", plain).translate(UNLIKE)  # Hangul as it was
    return re.sub(r"[ \t\r\n\f\v\xa0]+", " ", plain.casefold()).replace("\x1e", ACCENT)


def length_of(words):
    """In letters; a sign of a script that puts no space between words tells as much as three."""
    signs = letters_of(fold("".join(words)))
    return len(signs) + 2 * len(UNSPACED.findall(signs))


def letters_of(folded):
    return "".join(one for one in folded if one.isalnum())


def traces(person, text, kinds=KINDS):
    """Which of these kinds stand in the text, in the order of KINDS."""
    readings = {fold(one) for one in {text, unescape(text), unquote(text)}}
    patterns = patterns_of(person)
    return [
        kind
        for kind in KINDS
        if kind in kinds
        and kind in patterns
        and any(patterns[kind].search(reading) for reading in readings)
    ]


def tells(people, text):
    """Whether the text leads to one of these people."""
    return any(traces(person, text, TELLING) for person in people)


@lru_cache(maxsize=256)
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
