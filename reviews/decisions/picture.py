"""How often each mark was given, as bars: the path of a small SVG, and the same in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

BAR, GAP, TALL = 8, 2, 20


@dataclass(frozen=True)
class Bars:
    """`path` draws them; `size` is the box they stand in."""

    width: int
    path: str
    words: str

    @property
    def size(self):
        return f"0 0 {self.width} {TALL}"


def bars_of(marks, scale):
    """None where no mark was given. A mark that nobody gave has a line to stand on."""
    if not marks:
        return None
    most, count = max(marks.values()), max(scale, *marks)
    tall = [max(1, round(TALL * marks.get(mark, 0) / most)) for mark in range(1, count + 1)]
    bars = [f"M{place * (BAR + GAP)} {TALL}v-{one}h{BAR}v{one}z" for place, one in enumerate(tall)]
    told = [
        _("%(times)d × mark %(mark)d") % {"times": marks[one], "mark": one} for one in sorted(marks)
    ]
    return Bars(count * (BAR + GAP) - GAP, "".join(bars), ", ".join(told))
