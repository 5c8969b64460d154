"""The accuracy and the energy of all entries as one drawing, made here and without scripts.

Its text grows on narrow screens by the stylesheet, as the drawing shrinks there.
"""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competition.plotlabels import labels_of
from competition.plotmarks import chosen, marks_of, place_of
from competition.ranking import Entry, pareto_front
from competition.scales import (
    scale_of_joules,
    scale_of_shares,
    ticks_of_joules,
    ticks_of_shares,
)
from competition.slices import exact
from competition.units import accuracy, joules

WIDTH, HEIGHT = 400, 270
LEFT, RIGHT, TOP, BOTTOM = 44, 390, 28, 228
LINE = 17  # the height of a line of text on the narrowest screen, in units of the drawing
FIGURE = """\
<figure class="front">
<svg viewBox="0 0 {} {}" role="group" aria-labelledby="{}-title" aria-describedby="{}-told">\
<title id="{}-title">{}</title><desc id="{}-told">{}</desc>
{}</svg>
<figcaption>{} {}</figcaption></figure>"""
EMPTY = '<figure class="front"><figcaption>{}</figcaption></figure>'
X_TICK = '<path d="M{} {}v4"/><text x="{}" y="{}" text-anchor="middle">{}</text>'
Y_TICK = '<path d="M{} {}h-4"/><text x="{}" y="{}" text-anchor="end" dy=".35em">{}</text>'
SLICE_LINE = '<path class="slice" d="M{} {}H{}"/>'


@dataclass(frozen=True)
class Mark:
    """What is drawn of an entry; the energies are the least and the most that were measured.

    `is_verified` is of its own: `entry.verified` tells whether that counts for its rank.
    """

    entry: Entry
    name: str
    least_j: float | None = None
    most_j: float | None = None
    is_verified: bool = False
    page: str = ""  # what leads to the page with its row, if that is another one

    @property
    def energies(self):
        return [one for one in (self.least_j, self.entry.energy_j, self.most_j) if one]


def figure_of(marks, slices=(), *, front=None, name="front"):
    """A <figure>. `front` are ids, if not those that no competitor beats; `name` begins its ids."""
    if not marks:
        return format_html(EMPTY, _("No entry has been measured yet: there is nothing to draw."))
    marks = sorted(marks, key=lambda mark: (mark.entry.energy_j, mark.entry.wrong))
    running = [mark.entry for mark in marks if not mark.entry.baseline]
    on_front = set(pareto_front(running) if front is None else front)
    line = [mark.entry for mark in marks if mark.entry.id in on_front]
    drawn = chosen(marks, on_front, *(scales := _scales_of(marks)))
    parts = _axes(*scales) + _slices(slices, scales[1]) + marks_of(drawn, line, *scales)
    parts += _labels(slices, drawn, on_front, *scales)
    told = finding_of(line, len(running))
    heads = [name, name, name, _("Accuracy and energy"), name, told]
    caption = _legend_of(drawn, len(marks), has_front=bool(line))
    return format_html(FIGURE, WIDTH, HEIGHT, *heads, parts, told, caption)


def finding_of(line, all_of_them):
    """What the drawing shows in one sentence; `line` are the entries of the front by energy."""
    if not line and not all_of_them:
        return _("Only the baseline is drawn; there is no entry yet.")
    if not line:
        return _("No entry is on the front yet.")
    if all_of_them == 1:
        return _("The only entry is the front: %(first)s.") % {"first": _point_of(line[0])}
    counts = {"front": len(line), "all": all_of_them, "first": _point_of(line[0])}
    if line[0].energy_j == line[-1].energy_j:
        told = ngettext(
            "%(front)d of %(all)d entries is on the front: %(first)s.",
            "%(front)d of %(all)d entries are on the front: %(first)s.",
            len(line),
        )
        return told % counts
    told = _("%(front)d of %(all)d entries are on the front: from %(first)s to %(last)s.")
    return told % (counts | {"last": _point_of(line[-1])})


def _point_of(entry):
    told = {"accuracy": accuracy(entry.correct, entry.total), "energy": joules(entry.energy_j)}
    return _("%(accuracy)s at %(energy)s") % told


def _scales_of(marks):
    energies = [energy for mark in marks for energy in mark.energies]
    shares = [mark.entry.correct / mark.entry.total for mark in marks]
    return scale_of_joules(energies, LEFT, RIGHT), scale_of_shares(shares, BOTTOM, TOP)


def _axes(across, up):
    return format_html(
        '<g class="axes"><path d="M{0} {1}V{2}H{3}"/>{4}{5}<text x="0" y="9">{6}</text>'
        '<text x="{3}" y="{7}" text-anchor="end">{8}</text></g>\n',
        LEFT,
        TOP,
        BOTTOM,
        RIGHT,
        _x_ticks(across),
        _y_ticks(up),
        _("Accuracy, %"),
        BOTTOM + 2 * LINE + 4,
        _("Energy, logarithmic"),
    )


def _x_ticks(across):
    places = ((round(across.place_of(one), 1), joules(one)) for one in ticks_of_joules(across))
    below = BOTTOM + LINE + 2
    return format_html_join("", X_TICK, ((x, BOTTOM, x, below, told) for x, told in places))


def _y_ticks(up):
    shares, decimals = ticks_of_shares(up)
    places = ((round(up.place_of(one), 1), f"{100 * one:.{decimals}f}") for one in shares)
    beside = LEFT - 6
    return format_html_join("", Y_TICK, ((LEFT, y, beside, y, told) for y, told in places))


def _slices(slices, up):
    """A light line at each bound."""
    bounds = {float(exact(one)) for part in slices for one in (part.lower, part.upper) if one}
    ys = [round(up.place_of(bound), 1) for bound in sorted(bounds) if up.holds(bound)]
    return format_html_join("", SLICE_LINE, ((LEFT, y, RIGHT) for y in ys if y < BOTTOM))


def _labels(slices, marks, on_front, across, up):
    placed = [(mark, place_of(mark.entry, across, up)) for mark in marks]
    front = [(mark.name, place) for mark, place in placed if mark.entry.id in on_front]
    return labels_of(slices, [place for _mark, place in placed], front, across, up)


def _legend_of(drawn, number, *, has_front):
    running = [mark for mark in drawn if not mark.entry.baseline]
    kinds = {
        _("● measured"): any(mark.is_verified for mark in running),
        _("○ self-reported"): not all(mark.is_verified for mark in running),
        _("■ baseline"): len(running) < len(drawn),
        _("— the front: no entry takes less energy at that accuracy"): has_front,
    }
    told = [kind for kind, is_there in kinds.items() if is_there]
    legend = format_html('<span class="legend">{}</span>', " · ".join(told))
    left = number - len(drawn)
    return format_html("{} {}", legend, _left_out(left)) if left else legend


def _left_out(number):
    told = ngettext(
        "%(number)d entry off the front, close to another, is not drawn; the table has all.",
        "%(number)d entries off the front, close to others, are not drawn; the table has all.",
        number,
    )
    return told % {"number": number}
