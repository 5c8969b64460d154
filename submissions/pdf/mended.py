"""Lines of print as somebody would type them: words whole, accents on letters, one paragraph."""

import re
import unicodedata

from .folding import UNSPACED, WIDE
from .pieces import LEVEL, RAISED

MARKS = "*∗⁎†‡§¶‖#✉"
ABOVE = re.compile(f"{RAISED}([^{LEVEL}{RAISED}]*){LEVEL}?")
POWER = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\xa0": " "}
    | {"\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl"}  # T1 of LaTeX
)
ACCENTS = dict(
    zip(
        "´`¨ˆ˜¸ˇ˘˙˚˝˛¯",
        "\u0301\u0300\u0308\u0302\u0303\u0327\u030c\u0306\u0307\u030a\u030b\u0328\u0304",
        strict=True,
    )
)
APART = re.compile(f"( ?)([{''.join(ACCENTS)}]) ?([^\\W\\d_])")
SEAM = "(?:[-\u2010\u00ad]\\s*\n\\s*|[\u00ad\ufffe\x02]\\s*)"  # where a line has cut a word
CUT = re.compile(f"(?<!\\w)(\\w+){SEAM}(?=([^\\W\\d_A-Z]\\w*))")
CUT_WORD = re.compile(f"(?<!\\w)\\w+{SEAM}\\w+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PREFIXES = set("co non self cross semi".split())
UNKNOWN = re.compile("[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffc-\uffff]")
MIXED = re.compile(f"[{WIDE}][a-zA-Z]|[a-zA-Z][{WIDE}]")
CONTROL = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
TRAILING = re.compile(f"[\\s{re.escape(MARKS)}]+$")


def words_of(lines):
    """The whole words of the page, to know a compound from a word that was cut."""
    text = CUT_WORD.sub(" ", "\n".join(map(level, lines)))
    return {word.casefold() for word in WORD.findall(text)}


def level(text):
    return text.replace(RAISED, "").replace(LEVEL, "")


def paragraph(lines, known=frozenset()):
    """One line of text, the empty one where a sign is not known; `known`: the page's words."""
    text = ABOVE.sub(power, "\n".join(lines))
    text = re.sub(f"[{RAISED}{LEVEL}]", "", text)
    text = CUT.sub(lambda found: whole(*found.groups(), known), text)
    text = accented(CONTROL.sub("", text.translate(LIGATURES).replace("\n", " ")))
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return "" if UNKNOWN.search(text) or is_mistaken(text) else text


def is_mistaken(text):
    """Fonts may tell a wrong sign: one of another script within a word."""
    return 10 * len(UNSPACED.findall(text)) < len(text) and bool(MIXED.search(text))


def power(found):
    """A raised number stays one; marks of footnotes go."""
    inner = found[1].strip()
    if inner and all(sign in "0123456789+-−n" for sign in inner):
        return inner.translate(POWER)
    return "" if not inner.strip(MARKS + ", ") else inner


def whole(first, second, known):
    """The part before the cut, with its hyphen if the page has both parts as words of their own."""
    one, other = first.casefold(), second.casefold()
    is_compound = f"{one}-{other}" in known or (
        other in known and (one in PREFIXES or (min(len(one), len(other)) > 2 and one in known))
    )
    return f"{first}-" if is_compound and one + other not in known else first


def accented(text):
    """With accents on their letters, which TeX prints before or behind them."""

    def on_letter(found):
        space, accent, letter = found.groups()
        letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
        one = unicodedata.normalize("NFC", letter + ACCENTS[accent])
        if len(one) > 1:
            return found[0]
        return one if letter.islower() and found.start() else space + one

    return APART.sub(on_letter, text)


def without_marks(lines):
    """Of a title: the numbers and signs of footnotes at its end are none of it."""
    last = re.sub(f"{RAISED}[^{LEVEL}]*{LEVEL}?\\s*$", "", lines[-1]) if lines else ""
    return [TRAILING.sub("", line) for line in [*lines[:-1], last]]
