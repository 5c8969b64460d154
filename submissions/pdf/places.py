"""Where a rectangle of a page's own coordinates stands on the page as shown."""

from pikepdf import Array, Dictionary

BOX = "/CropBox", "/MediaBox"
LEVELS = 50
MOST_UNITS = 75_000.0  # points


def inherited(page, name, kind=object):
    """A page's entry of that kind, or that of the nearest node above which has one."""
    for _level in range(LEVELS):
        if not isinstance(page, Dictionary):
            break
        if name in page and isinstance(page[name], kind):
            return page[name]
        page = page.get("/Parent")
    return None


def corners(box):
    """(left, bottom, right, top), whichever corners were named; None for anything else."""
    if not isinstance(box, Array) or len(box) != 4:
        return None
    try:
        left, bottom, right, top = (float(side) for side in box)
    except (TypeError, ValueError, ArithmeticError):
        return None
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def visible_box(page):
    media = corners(inherited(page, "/MediaBox")) or (0, 0, 612, 792)
    crop = corners(inherited(page, "/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def has_no_area(page):
    """Whether its box says so, or no numbers at all: viewers differ in what they show then."""
    box = inherited(page, "/MediaBox")
    media = corners(box)
    if media is None:
        return box is not None
    return not (media[0] < media[2] and media[1] < media[3])


def turn_of(page):
    turn = inherited(page, "/Rotate")
    return turn % 360 if isinstance(turn, int) else 0


def unit_of(page):
    """Points to a unit of the page: ISO 32000-1, 14.11.2 gives it no place but the page itself."""
    unit = page.get("/UserUnit", 1)
    try:
        unit = float(unit)
    except (TypeError, ValueError):
        return 1.0
    return min(unit, MOST_UNITS) if unit > 0 else 1.0


def box_on(page, rectangle):
    """In thousandths of the page as shown; the whole page where there is no rectangle."""
    found = corners(rectangle)
    left, bottom, right, top = visible_box(page)
    if found is None or not (left < right and bottom < top):
        return [0, 0, 1000, 1000]
    x = [(side - left) / (right - left) for side in (found[0], found[2])]
    y = [(top - side) / (top - bottom) for side in (found[1], found[3])]
    points = [turned(*point, turn_of(page)) for point in zip(x, y, strict=True)]
    (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*points, strict=True))
    return [round(1000 * max(-9, min(9, edge))) for edge in (x0, y0, x1, y1)]


def turned(x, y, turn):
    """A point of the page, in parts of its sides, after the page was turned with the clock."""
    return {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}.get(turn, (x, y))
