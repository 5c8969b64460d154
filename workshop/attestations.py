"""A page that says what somebody has done for a workshop: a PDF in the font that is beside it.

Latin, Greek, Cyrillic and what else DejaVu Sans has from left to right is written; other letters
are left out, and who downloads it is told to write their name in these.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
NAME = "DejaVuSans"
MARGIN, WIDTH = 85, 425  # in points
FROM_RIGHT = {"R", "AL", "RLE", "RLO", "RLI"}


@dataclass(frozen=True)
class Attestation:
    """`lines` are paragraphs below the name; nothing about anybody else belongs there."""

    workshop: object
    name: str
    lines: tuple

    @property
    def file_name(self):
        return f"{self.workshop.slug}-attestation.pdf"


def writable(text):
    """Composed where it can be, without what the font does not have."""
    known = _letters()
    composed = unicodedata.normalize("NFC", text)
    kept = [one for one in composed if ord(one) in known and _is_from_left(one)]
    return " ".join("".join(kept).split())


def is_writable(text):
    return writable(text) == " ".join(unicodedata.normalize("NFC", text).split())


def _is_from_left(letter):
    return unicodedata.bidirectional(letter) not in FROM_RIGHT


@cache
def _letters():
    """The numbers of the letters it has."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(NAME, str(FONT))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def pdf_of(attestation):
    """Its bytes: the same all day, with the workshop's name alone in its metadata."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    _letters()
    held, workshop = BytesIO(), attestation.workshop
    page = Canvas(held, pagesize=A4, invariant=1, lang="en", initialFontName=NAME)
    page.setTitle(writable(f"{_('Attestation')} · {workshop.short_name}"))
    page.setAuthor(writable(workshop.name))
    page.setSubject("")
    page.setKeywords("")
    place = A4[1] - 130
    for size, gap, text in _written(attestation):
        place = _paragraph(page, text, size, place) - gap
    page.showPage()
    page.save()
    return held.getvalue()


def _written(attestation):
    """[(size, gap below, text), …]"""
    workshop = attestation.workshop
    yield 11, 6, workshop.host
    yield 16, 46, workshop.name
    yield 24, 40, _("Attestation")
    yield 18, 24, attestation.name
    for line in attestation.lines:
        yield 11, 12, line
    issued = date_format(timezone.localtime(timezone=workshop.tz), "j F Y")
    yield 11, 12, _("Issued on %(day)s.") % {"day": issued}
    yield 11, 2, ""
    if workshop.organisers:
        yield 11, 2, _("The organisers: %(names)s") % {"names": workshop.organisers}
    yield 9, 2, workshop.contact


def _paragraph(page, text, size, place):
    """Where the next begins."""
    from reportlab.lib.utils import simpleSplit

    page.setFont(NAME, size)
    for line in simpleSplit(writable(text), NAME, size, WIDTH):
        page.drawString(MARGIN, place, line)
        place -= size * 1.4
    return place


def answer_with(attestation):
    """To be kept as a file."""
    answer = HttpResponse(pdf_of(attestation), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{attestation.file_name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def days_of(workshop):
    """ "5 June 2030 to 6 June 2030, Pau" """
    first, last = (date_format(day, "j F Y") for day in (workshop.first_day, workshop.last_day))
    days = first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    return f"{days}, {workshop.place}" if workshop.place else days
