"""Draw a page as reviewers will read it, and take its text."""

from .facts import LONGEST_TEXT, TALLEST, WIDEST, storable
from .pagetree import Broken

LONGEST_SIDE = 14_400  # points: the longest that PDF allows
FEW_COLOURS = 4096
QUALITY = 50


def draw(page, path):
    """Write the page as WebP, to the reading width unless that makes it too tall; its size."""
    image = page.render(scale=scale_of(*page.get_size())).to_pil()
    image = image.crop((0, 0, min(image.width, WIDEST), min(image.height, TALLEST)))
    image.save(path, "WEBP", **encoding_of(image))
    return image.size


def encoding_of(image):
    """Text and line art are smallest when nothing is lost: some 50 kB a page. Photos are not."""
    return {"lossless": True} if image.getcolors(FEW_COLOURS) else {"quality": QUALITY}


def scale_of(width, height):
    """Pixels per point. Both sides are capped, and with them the pixels of a page."""
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):  # nor NaN
        raise Broken("page size")
    return min(WIDEST / width, TALLEST / height)


def text_of(page):
    """By place and not by range, which would leave out mathematical letters."""
    return storable(page.get_textpage().get_text_bounded())[:LONGEST_TEXT]
