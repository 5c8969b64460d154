"""The stylesheet of a workshop that has an accent colour of its own."""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from workshop.colours import style_of


@lru_cache(maxsize=64)
def face_of(accent):
    """(digest, the stylesheet whole), so that a page still loads one."""
    sheet = (settings.BASE_DIR / "static" / "ossau.css").read_text() + style_of(accent)
    return hashlib.sha256(sheet.encode()).hexdigest()[:12], sheet


def address_of_face(accent):
    digest, _sheet = face_of(accent)
    return reverse("face", args=[digest, accent.removeprefix("#")])
