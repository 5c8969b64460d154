"""Where the references of a document stand among its lines.

The heading is a line of its own. What is listed below it ends with the document, or with a heading
of what comes after references: an appendix, supplementary material.
"""

import re

HEADINGS = set(
    """references reference bibliography literaturecited workscited referencesandnotes literatur
    literaturverzeichnis literature références bibliographie referencias bibliografía bibliografia
    riferimenti referências""".split()
)
NUMBER = re.compile(r"^(?:[\dIVX]{1,4}|[A-Z])?\s*[.:)]?\s+|^\d+\.?")
AFTER = re.compile(
    r"(?:[A-Z\d]{0,3}[.:]?\s*)?(?:appendi(?:x|ces)|supplement|annex|ackno?w?ledge?ments?"
    r"|checklist|author contributions|ethics statement|anhang|annexe)",
    re.IGNORECASE,
)
ITEM = re.compile(r"\b(?:1[6-9]|20)\d\d[a-z]?\b|^\s*\[[\w+\-]{1,12}\]|\bdoi\b|arxiv|https?:", re.I)
LARGER = 1.12  # a heading's height against that of the list's lines
LONGEST_HEADING = 60  # characters
MOST_PROSE = 900  # characters in a row without a year, a label, an address


def is_heading(text):
    plain = "".join(NUMBER.sub("", text.strip()).split()).strip(".:").casefold()
    return plain in HEADINGS or "".join(text.split()).strip(".:").casefold() in HEADINGS


def begin_of(sheets):
    """(index of the page, index of the line) of the last heading of references; None without."""
    for page in reversed(range(len(sheets))):
        lines = sheets[page]["lines"]
        for index in reversed(range(len(lines))):
            if is_heading(lines[index][-1]):
                return page, index
    return None


def without_references(sheets):
    """[[line, …] of each page] that are not listed under the references."""
    begin, end = region_of(sheets)
    return [
        [line for index, line in enumerate(sheet["lines"]) if not begin <= (page, index) < end]
        for page, sheet in enumerate(sheets)
    ]


def region_of(sheets):
    """(begin, end) as places (page, line); an empty one behind all where there are none."""
    behind = (len(sheets), 0)
    begin = begin_of(sheets)
    if begin is None:
        return behind, behind
    for page in range(begin[0], len(sheets)):
        for index, line in enumerate(sheets[page]["lines"]):
            if (page, index) > begin and AFTER.match(line[-1].strip()) and is_short(line):
                return begin, (page, index)
    return begin, behind


def is_short(line):
    return len(line[-1]) <= LONGEST_HEADING


def holds_references_only(sheets, page):
    """Whether nothing on the page, counted from 0, is anything but references.

    Numbers of pages and lines, and what runs along its upper and lower edge, do not count.
    """
    begin, end = region_of(sheets)
    body = [
        ((page, index), line)
        for index, line in enumerate(sheets[page]["lines"])
        if not is_beside(line)
    ]
    if not body:
        return begin <= (page, 0) < end
    listed = [line for place, line in body if begin < place]
    inside = all(begin <= place < end for place, _line in body)
    return inside and not has_heading(listed) and not has_prose(listed)


def is_beside(line):
    """A page's own number, those of its lines, a running title."""
    (_left, top, _right, bottom), _size, turn, text = line
    return turn != 0 or bottom < 60 or top > 940 or text.strip().isdigit()


def has_heading(lines):
    sizes = sorted(line[1] for line in lines)
    if len(sizes) < 4:
        return False
    usual = sizes[len(sizes) // 2]
    return any(
        line[1] > LARGER * usual and is_short(line) and sum(map(str.isalpha, line[-1])) > 3
        for line in lines
    )


def has_prose(lines):
    run = 0
    for line in lines:
        run = 0 if ITEM.search(line[-1]) else run + len(line[-1])
        if run > MOST_PROSE:
            return True
    return False
