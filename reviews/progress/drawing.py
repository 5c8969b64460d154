"""How far reviewing is, drawn; the words stand beside it. For many rows, so without a template."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

BAR = (
    '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
    '<rect width="100" height="10"/><rect class="begun" width="{}" height="10"/>'
    '<rect class="done" width="{}" height="10"/></svg>'
)
MISSING = '<span class="label">{} </span>{}'
LATE = ' <span class="tag bad">{}</span>'
SMALL = ' <span class="small soft">{}</span>'


def bar_of(done, whole, begun=0):
    """A bar: how much of the whole is done, and behind it begun."""
    of = whole or 1
    return format_html(BAR, 100 * (done + begun) // of, 100 * done // of)


def words_of(progress):
    return _("%(done)d of %(all)d") % {"done": progress.done, "all": progress.asked}


def missing_of(progress, late):
    """How many reviews are missing, for a cell; nothing where none is."""
    if not progress.open:
        return ""
    told = format_html(MISSING, _("Missing"), progress.open)
    if late:
        told += format_html(LATE, _("late"))
    if progress.begun:
        told += format_html(SMALL, _("%(number)d begun") % {"number": progress.begun})
    return told


def states_of_reviews(late):
    """{state of a review that was asked for: (what it is called, the class of its tag)}"""
    open_ones = {
        "open": (_("late"), "bad") if late else (_("to do"), ""),
        "begun": (_("late, begun"), "bad") if late else (_("begun"), "warn"),
    }
    return open_ones | {"done": (_("done"), "good"), "closed": (_("closed"), "")}
