"""The simple HTML beside the plain text of a mail: paragraphs, and links to this site alone."""

import re

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

GAP = re.compile(r"\n\s*\n")
OUR_LINK = re.compile(re.escape(settings.SITE_URL) + r"/(?:[^\s<>\"']*[^\s<>\"'.,;:!?)\]}…])?")


def as_html(subject, text):
    """A document that says what the text says. Nothing in it is read as markup."""
    paragraphs = "\n".join(_paragraph(part) for part in GAP.split(text.strip()))
    body = mark_safe(paragraphs)  # noqa: S308 # nosec B308 B703 # escaped part by part
    return format_html(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{}</title></head>\n'
        "<body>\n{}\n</body></html>\n",
        subject,
        body,
    )


def _paragraph(text):
    lines = "<br>\n".join(_linked(line) for line in text.splitlines())
    return f"<p>{lines}</p>"


def _linked(line):
    """Escaped piece by piece, so that what stands beside a link stays text."""
    pieces, end = [], 0
    for found in OUR_LINK.finditer(line):
        pieces += [escape(line[end : found.start()]), _link(found[0])]
        end = found.end()
    return "".join([*pieces, escape(line[end:])])


def _link(address):
    return format_html('<a href="{0}">{0}</a>', address)
