"""The authors between a title and an abstract: by the marks that link them to their affiliations,
in columns, or one below the other.

Where one name does not look like one, nobody is named.
"""

import re

from .facts import LENGTHS, MOST_AUTHORS
from .institutions import names_a_workplace
from .mails import mails_in, shared_out
from .mended import level, paragraph
from .namelists import names_in
from .pieces import LEVEL, RAISED

MOST, MOST_LINES = 100, 12  # pieces; lines of names in a row
NOBODY = re.compile(
    r"anonym|double[- ]?blind|under review|authors? names?|names? withheld|author\(s\)"
    r"|first author|second author|given name|omitted for",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"(?:editors?\s*:|received|accepted|published|date\s*:|https?:|www\.|doi\b|arxiv|copyright|©"
    r"|equal contribution|these authors|corresponding author\W*$|\W*$"
    r"|(?:\d{1,2}\.?\s+)?(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b[\s\d,.]*$|v?\d[\d\s./v-]*$"
    r"|version\b|revised\b|et al)",
    re.IGNORECASE,
)
NO_AFFILIATION = re.compile(
    r"\b(?:equal|contribut|correspond|work done|authors?\b|supported|grants?\b)", re.IGNORECASE
)
MARKED = re.compile(f"{RAISED}([^{LEVEL}{RAISED}]*){LEVEL}")
MARK = re.compile(r"\d{1,2}|[a-z]|[*∗†‡§¶]")
FLAT = re.compile(r"(\d{1,2})\s?(?=[^\W\d_])")
SAME = 3  # tenths of a point, between the type of one name and another's


def authors_in(pieces):
    """[{"name", "mail", "affiliation"}, …] in their order."""
    text = level("\n".join(piece.text for piece in pieces))
    if NOBODY.search(text) or len(pieces) > MOST:
        return []
    rows = [row for row in rows_of(before_prose(pieces)) if row]
    people = by_marks(rows) or in_columns(rows) or one_below_the_other(rows)
    names = [one["name"] for one in people]
    if len(set(names)) < len(names) or len(names) > MOST_AUTHORS:
        return []
    return [{**one, "affiliation": fitting(one["affiliation"])} for one in people]


def fitting(affiliation):
    text = paragraph([affiliation]).strip(" ,;.:()")
    is_one = text and "@" not in text and not re.search(r"https?:|www\.", text)
    return text if is_one and len(text) <= LENGTHS["affiliation"] else ""


def before_prose(pieces):
    kept = []
    for piece in pieces:
        if is_prose(piece.text):
            break
        if not ASIDE.match(level(piece.text).strip()):
            kept.append(piece)
    return kept


def is_prose(text):
    words = [word for word in text.split() if word[0].isalpha()]
    return len(words) > 8 and sum(word[0].islower() for word in words) > 0.6 * len(words)


def rows_of(pieces):
    """[[pieces beside each other, from the left], …] from the top."""
    rows = []
    for piece in sorted(pieces, key=lambda one: (one.top + one.bottom, one.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top < middle < rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def person(name, mail="", affiliation=""):
    return {"name": name, "mail": mail, "affiliation": affiliation}


# By marks


def by_marks(rows):
    """Names with marks, then affiliations that begin with one; [] where that is not so."""
    texts = ["  ".join(piece.text for piece in row) for row in rows]
    start = next((n for n, text in enumerate(texts) if n and is_marked(text)), 0)
    named = names_in(texts[:start])
    if not start or not named or not any(marks for _name, marks in named):
        return []
    mails, rest = mails_in("\n".join(texts[start:]))
    places = marked_places(rest)
    people = []
    for name, marks in named:
        mine = [places[mark] for mark in MARK.findall(marks) if mark in places]
        people.append(person(name, "", "; ".join(mine)))
    return shared_out(people, mails)


def is_marked(text):
    return bool(text.startswith(RAISED) or FLAT.match(text))


def marked_places(text):
    """{mark: what stands behind it}"""
    text = re.sub(r"(?m)^(\d{1,2})\s?(?=[^\W\d_])", f"{RAISED}\\1{LEVEL}", text)
    places, found = {}, list(MARKED.finditer(text))
    for one, after in zip(found, [*found[1:], None], strict=True):
        place = " ".join(text[one.end() : after.start() if after else len(text)].split())
        if place and not NO_AFFILIATION.search(place):
            places |= dict.fromkeys(MARK.findall(one[1]), place.strip(" ,;."))
    return places


# In columns


def in_columns(rows):
    """Names beside each other, and below each what belongs to it."""
    if not rows or len(rows[0]) < 2 or not all(map(is_name, rows[0])):
        return []
    size, columns, everybody = rows[0][0].size, [], []
    for row in rows:
        if all(is_name(piece) and is_like(piece, size) for piece in row):
            columns = [(piece, []) for piece in row]
            everybody += columns
        else:
            for piece in row:
                nearest(columns, piece)[1].append(piece)
    return [] if any(map(is_mixed, everybody)) else [one_of(*column) for column in everybody]


def is_name(piece):
    return len(names_in([piece.text])) == 1


def is_like(piece, size):
    return abs(piece.size - size) <= SAME


def nearest(columns, piece):
    middle = piece.left + piece.right
    return min(columns, key=lambda column: abs(column[0].left + column[0].right - middle))


def is_mixed(column):
    """Whether it tells of a second person."""
    _head, below = column
    mails, _rest = mails_in("\n".join(piece.text for piece in below))
    return len(mails) > 1


def one_of(head, below):
    mails, rest = mails_in("\n".join(piece.text for piece in below))
    return person(names_in([head.text])[0][0], "".join(mails), ", ".join(parts_of(rest)))


def parts_of(text):
    lines = (MARKED.sub("", line).strip(" ,;") for line in text.splitlines())
    return [line for line in lines if line]


# One below the other


def one_below_the_other(rows):
    """Lines of names, each followed by what belongs to them."""
    groups = []
    for piece in (piece for row in rows for piece in row):
        if is_more_of_names(groups, piece):
            groups[-1][0].append(piece)
        elif not groups or (groups[-1][1] and is_next_name(groups, piece)):
            groups.append(([piece], []))
        else:
            groups[-1][1].append(piece)
    if not all(map(is_sound, groups)):
        return []
    return [one for group in groups for one in people_of(*map(texts_of, group))]


def texts_of(pieces):
    return [piece.text for piece in pieces]


def is_more_of_names(groups, piece):
    """Another line of the names that the last group begins with, or the rest of a broken one."""
    if not groups or groups[-1][1] or len(groups[-1][0]) >= MOST_LINES:
        return False
    names = groups[-1][0]
    is_alike = is_like(piece, names[0].size) and not mails_in(piece.text)[0]
    return is_alike and bool(names_in(texts_of([*names, piece])))


def is_next_name(groups, piece):
    return is_like(piece, groups[0][0][0].size) and bool(names_in([piece.text]))


def is_sound(group):
    """Whether each line of names is one, and no more addresses follow than people."""
    named, (mails, _rest) = names_in(texts_of(group[0])), mails_in("\n".join(texts_of(group[1])))
    return bool(named) and len(mails) <= len(named)


def people_of(lines, below):
    mails, rest = mails_in("\n".join(below))
    place = ", ".join(parts_of(rest))
    place = place if names_a_workplace(place) else ""
    return shared_out([person(name, "", place) for name, _marks in names_in(lines)], mails)
