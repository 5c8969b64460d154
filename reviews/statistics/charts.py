"""Small drawings without words: what they say stands in the sentence and the table beside them."""

from django.utils.html import format_html, format_html_join

WIDTH, HEIGHT = 600, 160
DRAWING = (
    '<svg class="chart" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
)


def steps_of(points, mark=None):
    """A line that climbs in steps. `points` are [(x, y)] of 0 to 1; `mark` is an x, or None."""
    path, height = "", HEIGHT
    for x, y in points:
        height, before = round(HEIGHT * (1 - y)), height
        path += f"{'L' if path else 'M'}{round(WIDTH * x)} {before}V{height}"
    path += f"H{WIDTH}"
    area = format_html(
        '<path class="area" d="{}V{}H0Z"/><path class="line" d="{}"/>', path, HEIGHT, path
    )
    return format_html(DRAWING, WIDTH, HEIGHT, area + _marks([] if mark is None else [mark]))


def columns_of(numbers, marks=()):
    """A column for each number. `marks` are places from 0 to 1, such as of a median."""
    wide, most = WIDTH / (len(numbers) or 1), max(numbers, default=0) or 1
    parts = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"/>',
        (
            (round(place * wide + 2), round(HEIGHT - high), round(wide - 4), round(high))
            for place, high in enumerate((HEIGHT - 2) * number / most for number in numbers)
        ),
    )
    return format_html(DRAWING, WIDTH, HEIGHT, parts + _marks(marks))


def _marks(places):
    line = '<path class="mark" d="M{} 0V{}"/>'
    return format_html_join("", line, ((round(WIDTH * place), HEIGHT) for place in places))
