"""Names of people in a line of print, with the marks of footnotes behind them."""

import re
from functools import lru_cache

from .entries import ORCID
from .facts import LENGTHS, MOST_AUTHORS
from .folding import UNSPACED
from .institutions import is_place, names_a_workplace
from .mended import MARKS, level, paragraph
from .patterns import PARTICLES
from .pieces import LEVEL, RAISED

ABOVE = re.compile(f"{RAISED}([^{LEVEL}{RAISED}]*){LEVEL}")
FLAT = re.compile(
    r"(?<=[^\W\d_.])\s?((?:\d{1,2}(?:\s?,\s?\d{1,2})*)[*∗†‡§¶]*|[*∗†‡§¶]+)(?=$|[\s,;])"
)
BETWEEN = re.compile(
    r"\s*(?:[,;·•|，、；]\s*(?:(?:and|und|et|&)\s)?|\s(?:and|und|et|&)\s)\s*", re.IGNORECASE
)
NO_NAME = re.compile(
    r"[^\w\s.’'‐‑-]|[\d_]|\b(?:of|for|the|in|with|at|on|by|to|from|using|via|is|are|we|street"
    r"|road|avenue|email|mail|abstract|editor|editors|paper|author|authors|member|fellow|ieee"
    r"|student|senior|workshop|proposal|submission|technical|report|draft)\b",
    re.IGNORECASE,
)
ICONS = re.compile(f"(?![{RAISED}{LEVEL}])[\ue000-\uf8ff]")
MOST_WORDS = 5


def names_in(lines):
    """[(name, its marks), …]; [] where one of them does not look like a name."""
    text = ORCID.sub(" ", FLAT.sub(f"{RAISED}\\1{LEVEL}", " ".join(joined(lines))))
    text = ICONS.sub("", re.sub(r"\[\s*\]|\(\s*\)", " ", text))
    marks = []

    def kept(found):
        marks.append(found[1])
        return f"\ue010{len(marks) - 1}\ue011,"

    parts = [part for part in BETWEEN.split(ABOVE.sub(kept, text) + ",") if level(part).strip()]
    named = []
    if len(parts) > 3 * MOST_AUTHORS:
        return []
    for part in parts:
        numbers = [int(number) for number in re.findall("\ue010(\\d+)\ue011", part)]
        name = paragraph([re.sub("\ue010\\d+\ue011", "", part)]).strip(f" ,{MARKS}")
        told = ",".join(marks[number] for number in numbers)
        if name:
            named.append((cased(name), told))
        elif named:
            named[-1] = (named[-1][0], f"{named[-1][1]},{told}")
    return named if all(is_person(name) for name, _marks in named) else []


@lru_cache(maxsize=200)
def holds_names(line):
    return bool(names_in([line]))


def joined(lines):
    """A line that ends with a whole name ends that name."""
    for number, line in enumerate(lines):
        is_whole = number < len(lines) - 1 and holds_names(line)
        yield f"{line.rstrip(' ,')}," if is_whole else line


def cased(name):
    """Names in capitals alone are a matter of the layout."""
    words = name.split()
    is_loud = len(words) > 1 and all(word.isupper() for word in words) and len(name) > 6
    return name.title() if is_loud else name


def is_person(name):
    if UNSPACED.search(name):
        return 2 <= len(name.replace(" ", "")) <= 6 and not names_a_workplace(name)
    words = name.split()
    return (
        2 <= len(words) <= MOST_WORDS
        and len(name) <= LENGTHS["name"]
        and not NO_NAME.search(name)
        and not names_a_workplace(name)
        and not is_place(name)
        and all(is_part(word) for word in words)
        and sum(map(str.isalpha, words[-1])) > 1
        and words[-1].casefold() not in PARTICLES
        and not (words[0].islower())
    )


def is_part(word):
    """A forename, an initial, a surname, a particle."""
    letters = [one for one in word if one.isalpha()]
    return bool(letters) and (
        not letters[0].islower() or word.casefold() in PARTICLES or word[:2] in {"d’", "d'"}
    )
