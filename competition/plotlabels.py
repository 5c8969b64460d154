"""Where the drawing of accuracy and energy has room for words; without room they are left out."""

from typing import NamedTuple

from django.utils.html import format_html_join
from django.utils.text import Truncator

LINE, LETTER = 17, 8.5  # of the names of slices, on the narrowest screen
SMALL_LINE, SMALL_LETTER = 9, 4.4  # of the names of entries, which only wide screens show
MARK = 5
LONGEST = 22
LABEL = '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>'


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other):
        is_beside = self.right < other.left or other.right < self.left
        return not (is_beside or self.bottom < other.top or other.bottom < self.top)


def labels_of(slices, places, front, across, up):
    """Of the slices, then of the `front`: [(name, place)]. `places` are those of all points."""
    lines = [place for _name, place in front]
    met = [*places, *_ends(lines, across)]
    taken = [Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in met]
    told = [one for one in map(_label_of_slice(lines, taken, across), _seen(slices, up)) if one]
    names = [box for box, _label in told]
    labels = [label for _box, label in told]
    for name, (x, y) in front:
        box, label = _ending("who", name, x - MARK - 1, y - MARK, SMALL_LETTER, SMALL_LINE)
        if box.left > across.start and not any(box.meets(other) for other in names):
            names.append(box)
            labels.append(label)
    return format_html_join("\n", LABEL, labels)


def _seen(slices, up):
    """(label, y of where it begins), the highest first; of those below the drawing the last."""
    seen = []
    for part in sorted(slices, key=lambda part: part.least, reverse=True):
        if part.least < up.high and part.most > up.low:
            y = up.place_of(max(float(part.least), up.low))
            if not seen or y - seen[-1][1] > LINE:
                seen.append((part.label, y))
    return seen


def _label_of_slice(lines, taken, across):
    """Left above the front, or else on the right where no point is."""

    def label_of(seen):
        name, y = seen
        box, label = _beginning("slice", name, across.start + MARK, y - MARK)
        is_under = any(x < box.right + MARK and other < box.bottom + MARK for x, other in lines)
        if not is_under and not any(box.meets(other) for other in taken):
            return box, label
        box, label = _ending("slice", name, across.end, y - MARK, LETTER, LINE)
        return None if any(box.meets(other) for other in taken) else (box, label)

    return label_of


def _ends(lines, across):
    """Where the front leaves the drawing."""
    return [(across.end, lines[-1][1])] if lines else []


def _beginning(kind, name, x, y):
    told = Truncator(name).chars(LONGEST)
    box = Box(x, y - LINE, x + LETTER * len(told), y)
    return box, (kind, round(x, 1), round(y, 1), "start", told)


def _ending(kind, name, x, y, letter, line):
    told = Truncator(name).chars(LONGEST)
    box = Box(x - letter * len(told), y - line, x, y)
    return box, (kind, round(x, 1), round(y, 1), "end", told)
