"""Findings about the pages as they are seen: their number and size, and the text on them."""

from .policy import PAPERS, REJECT, WARN, Finding
from .references import holds_references_only, without_references

TOLERANCE = 9  # points: what printers and converters differ by
LEAST_TEXT = 200  # glyphs of the whole document
SMALL = 72  # tenths of a point
MOST_SMALL = 0.25
EDGE = 22  # points
LEAST_AT_EDGE = 10  # glyphs of one page
LEAST_HIDDEN = 10  # glyphs of the document
MOST_PLACES = 40
TURNED = 0.5  # of the glyphs of a page


def length(facts, policy):
    """Beyond the limit, pages of references alone are allowed, if the policy says so."""
    pages, limit = facts["pages"], policy.pages
    if pages <= limit:
        return
    extra = range(limit, min(pages, len(facts["sheets"])))
    is_allowed = pages <= limit + policy.references and all(
        holds_references_only(facts["sheets"], page) for page in extra
    )
    if not is_allowed:
        data = {"pages": pages, "limit": limit, "references": policy.references}
        yield Finding("too-long", REJECT, limit + 1, data)


def paper(facts, policy):
    for number, sheet in enumerate(facts["sheets"], 1):
        if not any(is_size(sheet["size"], PAPERS[name]) for name in policy.paper):
            width, height = (round(side / 72 * 25.4) for side in sheet["size"])
            data = {"width": width, "height": height, "papers": list(policy.paper)}
            yield Finding("page-size", REJECT, number, data)


def is_size(size, paper):
    """Upright or on its side."""
    pairs = zip(sorted(size), sorted(paper), strict=True)
    return all(abs(side - wanted) <= TOLERANCE for side, wanted in pairs)


def text(facts, _policy):
    glyphs = sum(glyphs_of(line) for sheet in facts["sheets"] for line in sheet["lines"])
    if glyphs < LEAST_TEXT:
        yield Finding("no-text", WARN, data={"glyphs": glyphs})


def glyphs_of(line):
    return sum(not one.isspace() for one in line[-1])


def small(facts, _policy):
    """References may be small: they are looked up, not read."""
    pages = without_references(facts["sheets"])
    every = [(page, line) for page, lines in enumerate(pages, 1) for line in lines]
    small = [(page, line) for page, line in every if line[1] < SMALL]
    total, of_these = (sum(glyphs_of(line) for _page, line in some) for some in (every, small))
    if total >= LEAST_TEXT and of_these > MOST_SMALL * total:
        page = fullest(small)
        boxes = [line[0] for number, line in small if number == page]
        points = sorted(line[1] for _page, line in small)[len(small) // 2] / 10
        data = {"share": round(100 * of_these / total), "points": points}
        yield Finding("small-text", WARN, page, data, places_of(boxes))


def fullest(lines):
    counts = {}
    for page, line in lines:
        counts[page] = counts.get(page, 0) + glyphs_of(line)
    return max(counts, key=counts.get)


def places_of(boxes):
    return tuple(map(tuple, boxes[:MOST_PLACES]))


def margins(facts, _policy):
    """Text cut at the edge. Stamps along it, and numbers of lines and pages, are no text."""
    for number, sheet in enumerate(facts["sheets"], 1):
        near = [
            (glyphs, line[0])
            for line in sheet["lines"]
            if (glyphs := at_edge(line, sheet["size"])) >= 1
        ]
        if sum(glyphs for glyphs, _box in near) >= LEAST_AT_EDGE:
            boxes = [box for _glyphs, box in near]
            yield Finding("margins", WARN, number, places=places_of(boxes))


def at_edge(line, size):
    """The number of its glyphs, spread evenly, whose centre is within EDGE of the page's edge."""
    (left, top, right, bottom), _size, turn, text = line
    if turn != 0 or text.strip().isdigit():
        return 0
    wide, tall = (1000 * EDGE / side for side in size)
    middle = (top + bottom) / 2
    if not tall <= middle <= 1000 - tall:
        return glyphs_of(line)
    outside = max(0, wide - left) + max(0, right - (1000 - wide))
    return glyphs_of(line) * min(1, outside / max(1, right - left))


def turned(facts, _policy):
    for number, sheet in enumerate(facts["sheets"], 1):
        total = sum(map(glyphs_of, sheet["lines"]))
        turned = sum(glyphs_of(line) for line in sheet["lines"] if 45 <= line[2] <= 315)
        if total >= LEAST_AT_EDGE and turned > TURNED * total:
            yield Finding("rotated", WARN, number)


def hidden(facts, _policy):
    for number, sheet in enumerate(facts["sheets"], 1):
        if sum(map(glyphs_of, sheet["hidden"])) >= LEAST_HIDDEN:
            words = " ".join(line[-1].strip() for line in sheet["hidden"])[:200]
            boxes = [box for box, _text in sheet["hidden"] if is_on_page(box)]
            yield Finding("hidden-text", WARN, number, {"words": words}, places_of(boxes))


def is_on_page(box):
    left, top, right, bottom = box
    return left < 1000 and top < 1000 and right > 0 and bottom > 0


CHECKS = (length, paper, text, small, margins, turned, hidden)
