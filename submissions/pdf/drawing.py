"""Draw a page as reviewers will read it: what stands on it, without annotations."""

from .facts import TALLEST, WIDEST
from .pagetree import Broken

LONGEST_SIDE = 14_400  # points: the longest that PDF allows
FEW_COLOURS = 4096
QUALITY = 50
THUMBNAIL = 480  # pixels wide


def draw(page, folder, number):
    """Write the page as WebP, to the reading width unless that makes it too tall; the image.

    Of the first page also a small one.
    """
    image = page.render(
        scale=scale_of(*page.get_size()), draw_annots=False, may_draw_forms=False
    ).to_pil()
    image = image.crop((0, 0, min(image.width, WIDEST), min(image.height, TALLEST)))
    image.save(folder / f"page-{number}.webp", "WEBP", **encoding_of(image))
    if number == 1:
        small = image.copy()
        small.thumbnail((THUMBNAIL, 2 * THUMBNAIL))
        small.save(folder / "thumbnail.webp", "WEBP", quality=80)
    return image


def encoding_of(image):
    """Text and line art are smallest when nothing is lost: some 50 kB a page. Photos are not."""
    is_line_art = image.getcolors(FEW_COLOURS)
    return {"lossless": True, "method": 2} if is_line_art else {"quality": QUALITY}


def scale_of(width, height):
    """Pixels per point. Both sides are capped, and with them the pixels of a page."""
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):  # nor NaN
        raise Broken("page size")
    return min(WIDEST / width, TALLEST / height)
