"""A workshop's accent colour: whether it can be read, and what follows from it for both modes.

Contrast is that of WCAG 2.2, success criterion 1.4.3: at least 4.5 to 1 for text.
"""

import re

LEAST = 4.5
STEPS = 50
BLACK, WHITE = "#000000", "#ffffff"
LIGHT = {"paper": "#fcfcfa", "surface": "#f3f4ef", "ink": WHITE}  # as static/ossau.css has them
DARK = {"paper": "#141917", "surface": "#1d2421", "ink": "#0d1a14"}
HEX = re.compile(r"#[0-9a-f]{6}")


def contrast(one, other):
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted([_luminance(one), _luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour):
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def mixed(one, other, share):
    """`one` with that share of `other` in it, from 0 to 1."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def is_readable(colour, theme=LIGHT):
    """As text on paper and on a surface, on its own soft ground, and under a button's text."""
    grounds = [*theme.values(), soft_of(colour, theme)]
    return min(contrast(colour, ground) for ground in grounds) >= LEAST


def soft_of(colour, theme):
    return mixed(theme["paper"], colour, 0.12)


def nearest_readable(colour, theme=LIGHT):
    """The same as dark as it must be to be read, or in dark mode as light."""
    towards = BLACK if theme is LIGHT else WHITE
    steps = (mixed(colour, towards, step / STEPS) for step in range(STEPS + 1))
    return next(one for one in steps if is_readable(one, theme))


def style_of(accent):
    """The tokens that take the place of the stylesheet's own, in light and in dark mode."""
    light = _tokens(accent, LIGHT)
    dark = _tokens(nearest_readable(accent, DARK), DARK)
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def _tokens(accent, theme):
    soft = soft_of(accent, theme)
    return f"--accent:{accent};--accent-ink:{theme['ink']};--accent-soft:{soft}"
