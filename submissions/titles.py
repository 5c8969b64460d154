"""Titles as they are compared: without case, accents, spaces and punctuation."""

import re
import unicodedata

from django.db import models

LONGEST = 200


def folded_title(title):
    """ "Élan, again!" and "elan again" are one; of symbols alone nothing is left."""
    apart = unicodedata.normalize("NFKD", title).casefold()
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return re.sub(r"[\W_]+", "", bare)[:LONGEST]


class TitleKeyField(models.CharField):
    """The folded title of its row, stored anew with each save."""

    def __init__(self, **kwargs):
        kwargs |= {"max_length": LONGEST, "default": "", "editable": False}
        super().__init__(**kwargs)

    def pre_save(self, row, add):
        row.title_key = folded_title(row.title)
        return row.title_key
