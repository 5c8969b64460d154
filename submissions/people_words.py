"""What keeps a pasted author, or an ORCID iD, from being understood: a sentence for each code."""

from django.utils.translation import gettext_lazy as _lazy

SENTENCES = {
    "too-long": _lazy("This is longer than 10,000 characters: paste fewer authors at a time."),
    "too-many": _lazy("No more than 100 authors are read at a time: paste these once more."),
    "name": _lazy("No name is found here: write Name <mail> (Affiliation)."),
    "unclear": _lazy(
        "It is not clear where the name ends: write Name <mail> (Affiliation), each author on a "
        "line of its own."
    ),
    "mail": _lazy("The mail address is not complete: it looks like name@example.org."),
    "two-mails": _lazy(
        "More than one mail address stands here: put each author on a line of its own, with one."
    ),
    "long": _lazy(
        "This is too long: a name has at most 120 characters, an affiliation 200, a mail address "
        "254."
    ),
    "orcid-form": _lazy("An ORCID iD has four groups of four digits, such as 0000-0002-1825-0097."),
    "orcid-check": _lazy(
        "A digit of this ORCID iD is wrong: the last one does not fit the others. Copy it from "
        "your page at orcid.org."
    ),
    "two-orcids": _lazy(
        "More than one ORCID iD stands here: put each author on a line of its own, with one."
    ),
}


def sentence_of(code):
    return str(SENTENCES[code])
