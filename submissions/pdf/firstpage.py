"""What the first page seems to say: title, abstract, authors, as an offer to those who wrote it.

Of its pieces, see `pieces`; what readers do not see is not among them. In doubt nothing is said:
an offer that is wrong costs more than typing.
"""

import re
from collections import Counter
from itertools import pairwise

from .bylines import authors_in
from .facts import LONGEST_ABSTRACT, LONGEST_TITLE, nothing_offered
from .folding import UNSPACED
from .mended import level, paragraph, without_marks, words_of
from .pieces import LEVEL, RAISED

LARGER = 1.12  # a title's type against that of the text
SAME = 0.93  # type of one line of a title against another's
LOWEST = 500  # thousandths of the page, above which a title begins
EDGE = 45  # what ends above is a running head
FOOT = 850  # what is lower may be the end of a column only
LEAST_ABSTRACT = 80  # characters
NUMBER = r"(?:(?:\d{1,2}|[IVX]{1,4}|[A-Z])\s?[.)]?\s*)?"
HEADING = re.compile(
    NUMBER + r"(?:introduction|background|motivation|overview|einleitung|introducción|contents"
    r"|key\s?words?(?:\s+and\s+phrases)?|index terms|ccs concepts|categories and subject|"
    r"general terms|acm reference format|additional key words|mots[- ]clés|schlüsselwörter"
    r"|palabras clave|significance|related work|references|related areas|topics?\s*:)(?![\w-])",
    re.IGNORECASE,
)
FIRST_SECTION = re.compile(r"(?:1|I|A)[.)]?\s+[^\W\d_a-z][^.]{2,60}$")
ABSTRACT = re.compile(
    r"(?:(a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|summary|résumé|zusammenfassung|resumen|kurzfassung)"
    r"\s*(?:([.:—–-]+|$)|(?=\s[^\W\d_a-z])))\s*",
    re.IGNORECASE,
)
NUMBERED = re.compile(f"{RAISED}?(\\d{{1,4}})(?:\\s?{LEVEL}\\s*|\\s+|$)")
LEAST_NUMBERED = 0.4  # of the pieces of a page
NO_TITLE = re.compile(
    r"(?:arxiv|proceedings|journal of|vol\.|doi|https?:|contents|table of|untitled|page\b)", re.I
)


def offered(pieces):
    """{"title", "abstract", "authors"} as in the facts."""
    pieces = [piece for piece in without_numbers(joined(pieces)) if is_text(piece)]
    if not pieces:
        return nothing_offered()
    known = words_of(piece.text for piece in pieces)
    begin = abstract_begin(pieces)
    title = title_lines(pieces, begin)
    return {
        "title": title_of(title, known),
        "abstract": abstract_of(pieces, begin, known),
        "authors": authors_in(byline(pieces, title, begin)) if title else [],
    }


def is_text(piece):
    return piece.bottom > EDGE and not level(piece.text).strip().isdigit() and piece.text != ""


def joined(pieces):
    """With what PDFium has torn off a line, such as a footnote's mark, in its place."""
    whole = []
    for piece in pieces:
        last = whole[-1] if whole else None
        if last and continues(last, piece):
            whole[-1] = last._replace(
                right=max(last.right, piece.right),
                top=min(last.top, piece.top),
                bottom=max(last.bottom, piece.bottom),
                left=min(last.left, piece.left),
                size=max(last.size, piece.size),
                text=put_together(last, piece),
            )
        else:
            whole.append(piece)
    return whole


def without_numbers(pieces):
    """Without the numbers of lines in front of them, where most lines have one."""
    found = [(one, NUMBERED.match(one.text)) for one in pieces]
    numbers = [(n, int(match[1])) for n, (_one, match) in enumerate(found) if match]
    steps = [(a, b) for (a, one), (b, other) in pairwise(numbers) if other - one == 1]
    if len(steps) < LEAST_NUMBERED * len(pieces):
        return pieces
    counted = {place for step in steps for place in step}
    return [
        one._replace(text=one.text[match.end() :]) if place in counted else one
        for place, (one, match) in enumerate(found)
    ]


def continues(last, piece):
    """Beside it, on the same line."""
    overlap = min(last.bottom, piece.bottom) - max(last.top, piece.top)
    least = min(last.bottom - last.top, piece.bottom - piece.top)
    gap = piece.left - last.right
    return overlap > 0.4 * least and -4 <= gap <= 0.07 * max(last.size, piece.size)


def put_together(last, piece):
    gap = " " if piece.left - last.right > 0.025 * max(last.size, piece.size) else ""
    return as_beside(last, piece) + gap + as_beside(piece, last)


def as_beside(piece, other):
    is_above = piece.size < 0.86 * other.size and piece.bottom < other.bottom
    return f"{RAISED}{level(piece.text)}{LEVEL}" if is_above else piece.text


def text_size(pieces):
    """That of most letters."""
    sizes = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0]


# Title


def title_lines(pieces, begin):
    """The pieces in the largest type of the page's upper half, above the abstract."""
    usual = text_size(pieces)
    above = [piece for piece in pieces[:begin] if piece.top < LOWEST]
    letters = [piece for piece in above if sum(map(str.isalpha, piece.text)) > 2]
    size = max((piece.size for piece in letters), default=0)
    if not size or size < LARGER * usual:
        return []
    first = next(n for n, piece in enumerate(above) if piece in letters and piece.size == size)
    while first and is_same_type(above[first - 1], size):
        first -= 1
    lines = [above[first]]
    for piece in above[first + 1 :]:
        gap = piece.top - lines[-1].bottom
        if not is_same_type(piece, size) or gap > 0.9 * (lines[-1].bottom - lines[-1].top):
            break
        lines.append(piece)
    return lines


def is_same_type(piece, size):
    return SAME * size <= piece.size <= size / SAME


def title_of(lines, known):
    title = paragraph(without_marks([piece.text for piece in lines]), known)
    is_short = len(title.split()) < 2 and len(UNSPACED.findall(title)) < 4
    is_other = HEADING.match(title) or ABSTRACT.match(title) or NO_TITLE.match(title)
    if is_short or is_other or len(title) > LONGEST_TITLE or title.endswith((":", ",", "-")):
        return ""
    return title


# Abstract


def abstract_begin(pieces):
    """The place of its heading; that of the first section, or none, where there is no abstract."""
    for number, piece in enumerate(pieces):
        if ABSTRACT.match(level(piece.text)):
            return number
    return section_begin(pieces)


def section_begin(pieces):
    for number, piece in enumerate(pieces):
        if is_heading(level(piece.text)):
            return number
    return len(pieces)


def is_heading(text):
    return bool(HEADING.match(text) or FIRST_SECTION.match(text))


def abstract_of(pieces, begin, known):
    heading = ABSTRACT.match(level(pieces[begin].text)) if begin < len(pieces) else None
    if not heading:
        return ""
    first = level(pieces[begin].text)[heading.end() :].strip()
    if first and not heading[2] and len(first) < 20:
        return ""
    lines = column_below(pieces, begin, bool(first))
    texts = [piece.text for piece in lines]
    text = paragraph([first, *texts] if first else texts, known).strip("—–- ")
    is_whole = text.endswith((".", "!", "?", "”", "。", ")"))
    return text if is_whole and LEAST_ABSTRACT <= len(text) <= LONGEST_ABSTRACT else ""


def column_below(pieces, begin, is_run_in):
    """The pieces of the abstract below its first; none where it may go on in another column."""
    last = pieces[begin]
    size = last.size if is_run_in else 0
    left, right = (last.left, last.right) if is_run_in else (0, 0)
    lines, pitch = [], 0
    for piece in pieces[begin + 1 :]:
        if is_heading(level(piece.text)):
            return lines
        if right and not is_in_column(piece, left, right):
            continue
        step = piece.top - last.top
        if step < -5:
            return lines if last.bottom < FOOT else []
        if size and is_another_part(piece, size, step, pitch):
            return lines
        if (lines or is_run_in) and step > 5:
            pitch = min(pitch or step, step)
        size, left = size or piece.size, min(left, piece.left) if right else piece.left
        right, last = max(right, piece.right), piece
        lines.append(piece)
    return lines if last.bottom < FOOT else []


def is_in_column(piece, left, right):
    overlap = min(piece.right, right) - max(piece.left, left)
    return overlap > 0.5 * (piece.right - piece.left)


def is_another_part(piece, size, step, pitch):
    """In other type, or set apart."""
    is_other_type = not is_same_type(piece, size)
    return (is_other_type and len(piece.text) > 3) or (pitch and step > 2.4 * pitch)


# Authors


def byline(pieces, title, begin):
    """What stands between title and abstract."""
    low = max(piece.bottom for piece in title)
    below = pieces[pieces.index(title[-1]) + 1 : begin]
    end = pieces[begin].top if begin < len(pieces) else None
    if end is None:
        return []
    return [piece for piece in below if piece.top >= low - 5 and piece.top < end]
