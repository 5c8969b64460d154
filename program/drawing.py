"""Parts of pages that are drawn once for each content, and looked up where it comes again.

There is nothing to be out of date: what is kept is known by all that the template was given. A
search, another filter, or the page after an edit of one slot draw only what is new.
"""

from datetime import date
from functools import lru_cache
from threading import RLock

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import get_language

KEPT = 1000  # parts; a slot with its texts is some 10 kB
_one_at_a_time = RLock()  # so that threads that ask for the same parts draw each of them once
PLAIN = (str, bool, int, date, type(None))


def drawn(template, **content):
    """The template with this content, which is texts, days, and tuples of them, alone."""
    with _one_at_a_time:
        return _drawn(template, tuple(content.items()), get_language())


def drawn_each(template, **contents):
    """The template with each of the contents that are given under one name, one after another."""
    [(name, several)], language = contents.items(), get_language()
    parts = []
    for one in several:
        with _one_at_a_time:
            parts.append([_drawn(template, ((name, one),), language)])
    return format_html_join("", "{}", parts)


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
