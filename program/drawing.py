"""Parts of pages that are drawn once for each content, and looked up where it comes again.

There is nothing to be out of date: what is kept is known by all that the template was given. A
search, another filter, or the page after an edit of one slot draw only what is new.
"""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import get_language

KEPT = 1000  # parts; a slot with its texts is some 10 kB
PLAIN = (str, bool, int, type(None))


def drawn(template, **content):
    """The template with this content, which is texts, and tuples of them, alone."""
    return _drawn(template, tuple(content.items()), get_language())


@lru_cache(maxsize=KEPT)
def _drawn(template, content, language):
    _refuse_rows(content)
    return render_to_string(template, dict(content))


def _refuse_rows(content):
    """A row is equal to itself whatever was edited in it, and a safe text to an unsafe one."""
    if isinstance(content, tuple):
        for one in content:
            _refuse_rows(one)
    elif type(content) not in PLAIN:
        raise TypeError(f"Drawn parts are made of plain texts, not of {content!r}.")
