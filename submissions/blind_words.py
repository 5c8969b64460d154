"""Why there is no blind copy of a PDF, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

PLACES = {
    "document": _lazy("what the file says of itself"),
    "page": _lazy("what a page says of itself"),
    "content": _lazy("a note between the lines that draw the page"),
    "resource": _lazy("a picture, a drawing or a font"),
    "link": _lazy("a link"),
    "bookmark": _lazy("a bookmark"),
    "destination": _lazy("the name of a place that links lead to"),
    "structure": _lazy("a text for screen readers"),
    "layer": _lazy("the name of a layer"),
    "page label": _lazy("a page label"),
}
REASONS = {
    "not-pdf": _lazy("It is not a PDF."),
    "encrypted": _lazy("It is encrypted: print it to a new PDF without a password."),
    "broken": _lazy("It is damaged: export it once more, or print it to a new PDF."),
    "resource": _lazy("It asks for more time or memory than a proposal may take."),
}


def why_no_copy(outcome, left):
    """One sentence, the empty string where there is a copy."""
    if outcome == "withheld":
        places = "; ".join(map(words_of_place, left))
        return _("An author is still named in: %(places)s.") % {"places": places}
    return str(REASONS.get(outcome, ""))


def words_of_place(one):
    words = PLACES[one["where"]]
    if one["page"] is None:
        return str(words)
    return _("%(place)s (page %(number)d)") % {"place": words, "number": one["page"]}
