"""What a page weighs, and the grams of CO2e that stand for it.

Sustainable Web Design Model, version 4 (Wholegrain Digital and others, 2024): energy per
transferred gigabyte in data centres, networks and devices, in use and in making, times the
carbon intensity of the world's grid. An estimate of the order of magnitude, not a measurement.
"""

import gzip
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

MARK = b"<!--weight-->"
IN_USE = 0.055 + 0.059 + 0.080  # kWh per GB: data centre, network, device
IN_MAKING = 0.012 + 0.013 + 0.081  # the same, embodied
GRID = 494  # g CO2e per kWh
LOADED_BY_EVERY_PAGE = ("ossau.css", "ossau.svg")


def grams(size):
    """CO2e of a first visit that transfers `size` bytes, in grams."""
    return size / 1e9 * (IN_USE + IN_MAKING) * GRID


@cache
def weight_of_static(name):
    """Transferred bytes of a static file, compressed."""
    return len(gzip.compress(Path(finders.find(name)).read_bytes(), 9))


def weight_of_page(body):
    return len(gzip.compress(body, 9)) + sum(map(weight_of_static, LOADED_BY_EVERY_PAGE))


def state_weight(body, pictures=0):
    """Write the page's own weight, with its pictures, where its footer left a mark."""
    if MARK not in body:
        return body
    size = weight_of_page(body) + pictures
    said = _("This page: %(size).0f kB, about %(grams).3f g CO₂e (estimate)") % {
        "size": size / 1000,
        "grams": grams(size),
    }
    return body.replace(MARK, said.encode(), 1)
