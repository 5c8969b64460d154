"""What becomes of uploaded pictures. Pillow takes a fifth of a second to load: it is imported by
the modules in here alone, and they by functions that need them. No Django.
"""

from dataclasses import dataclass

MOST_BYTES = 10 * 2**20
MOST_PIXELS = 40_000_000
PORTRAITS = {96: 2_300, 192: 5_000}  # pixels a side: most bytes, so that a day with 12 stays light
LOGOS = {48: 6_000, 96: 12_000}  # pixels high, and at most four times as wide
FEATURES = {640: 20_000, 1280: 40_000}  # pixels wide, and at most as tall


class Refused(Exception):
    """`code` says why: empty, heavy, kind, pixels, moving, small or broken."""

    def __init__(self, code, width=0, height=0):
        super().__init__(code)
        self.code, self.width, self.height = code, width, height


@dataclass(frozen=True)
class Made:
    """{number in the file's name: WebP}; the first is for a screen of pixel ratio 1, its size."""

    files: dict[int, bytes]
    width: int
    height: int

    @property
    def weight(self):
        return len(next(iter(self.files.values())))
