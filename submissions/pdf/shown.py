"""Where on the page as it is shown something stands that PDFium names in the page's own units."""

import ctypes
from math import atan2, degrees

import pypdfium2.raw as pdfium


class Shown:
    """From a page's own coordinates to the page as shown: from the left and the top, in parts of 1.

    PDFium, which knows the crop box and the turn, is asked for three points on a device of DOTS.
    """

    DOTS = 1_000_000
    STEP = 1000  # units of the page

    def __init__(self, page):
        self.width, self.height = page.get_size()
        self.left, self.top = left, top = self.device_place(page, 0, 0)
        x, y = self.device_place(page, self.STEP, 0), self.device_place(page, 0, self.STEP)
        self.x = (x[0] - left) / self.STEP, (x[1] - top) / self.STEP
        self.y = (y[0] - left) / self.STEP, (y[1] - top) / self.STEP

    def device_place(self, page, x, y):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, self.DOTS, self.DOTS, 0, x, y, across, down)
        return across.value / self.DOTS, down.value / self.DOTS

    def direction(self, x, y):
        return self.x[0] * x + self.y[0] * y, self.x[1] * x + self.y[1] * y

    def place(self, x, y):
        across, down = self.direction(x, y)
        return self.left + across, self.top + down

    def angle(self, x, y):
        """Of a direction, against the clock, in whole degrees below 360."""
        across, down = self.direction(x, y)
        return round(degrees(atan2(-down * self.height, across * self.width))) % 360
