"""How often each mark was given, as bars: the geometry of a small SVG, and the same in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

BAR, GAP, TALL = 8, 2, 20


@dataclass(frozen=True)
class Bars:
    width: int
    bars: list  # of (x, y, height)
    words: str
    height: int = TALL
    bar: int = BAR


def bars_of(marks, scale):
    """None where no mark was given. A mark that nobody gave has a line to stand on."""
    if not marks:
        return None
    most = max(marks.values())
    bars = []
    for place in range(max(scale, *marks)):
        high = max(1, round(TALL * marks.get(place + 1, 0) / most))
        bars.append((place * (BAR + GAP), TALL - high, high))
    told = [
        _("%(times)d × mark %(mark)d") % {"times": marks[one], "mark": one} for one in sorted(marks)
    ]
    return Bars(len(bars) * (BAR + GAP) - GAP, bars, ", ".join(told))
