"""Pictures of the demonstration, drawn by code and the same each time: mountains, and nobody."""

from io import BytesIO
from math import sin

from PIL import Image, ImageColor, ImageDraw

SKIES = ["#dcebe2", "#f3e3c3", "#d7e0f1", "#f1d9cf", "#e0daee", "#e6edc9"]
SUNS = ["#f2b84b", "#e2725b", "#fbf6e6", "#d98ba0", "#f7d774"]
STONES = ["#1f6b4a", "#37517e", "#7b3f4a", "#44505a", "#5b6d2e", "#8a5a00"]
RANGES = 4


def draw_portrait(number):
    """What stands for a face, by number; as the bytes of a PNG."""
    return as_png(landscape(number, 480, 600))


def draw_feature(number):
    return as_png(landscape(number, 1280, 480))


def draw_logo(number):
    """A summit in a circle, on nothing."""
    image = Image.new("RGBA", (384, 192), (0, 0, 0, 0))
    pen, stone = ImageDraw.Draw(image), STONES[number % len(STONES)]
    pen.ellipse((6, 6, 186, 186), stone)
    pen.polygon([(30, 140), (80, 50 + number % 7), (110, 90), (130, 70), (168, 140)], "#fff")
    for line in range(3):
        pen.rounded_rectangle((215, 50 + 36 * line, 370 - 40 * line, 64 + 36 * line), 7, stone)
    return as_png(image)


def landscape(number, width, height):
    """A sun behind ranges of mountains, the nearest of them darkest."""
    sky, sun, stone = (colours[number % len(colours)] for colours in (SKIES, SUNS, STONES))
    image = Image.new("RGB", (width, height), sky)
    pen = ImageDraw.Draw(image)
    side, middle = min(width, height) / 4.5, width * (0.36 + 0.07 * (number % 5))
    pen.ellipse((middle - side, height * 0.2, middle + side, height * 0.2 + 2 * side), sun)
    for one in range(RANGES):
        pen.polygon(ridge(number, one, width, height), shade(sky, stone, (one + 1) / RANGES))
    return image


def ridge(number, one, width, height):
    """The outline of a range: waves of three lengths, lower the nearer it is."""
    steps = range(0, width + 8, 8)
    base, swing = height * (0.42 + 0.13 * one), height * (0.11 - 0.015 * one)
    turn = number * 2.3 + one * 1.7

    def rise(at):
        far = at / width * 6
        return sin(far + turn) + 0.5 * sin(2.7 * far + 2 * turn) + 0.2 * sin(7.1 * far + turn)

    return [(at, base - swing * rise(at)) for at in steps] + [(width, height), (0, height)]


def shade(far, near, share):
    pairs = zip(ImageColor.getrgb(far), ImageColor.getrgb(near), strict=True)
    return tuple(round(a + (b - a) * share) for a, b in pairs)


def as_png(image):
    output = BytesIO()
    image.save(output, "PNG")
    return output.getvalue()
