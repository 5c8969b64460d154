"""How a contribution is cited: BibTeX that a TeX of any age reads as it is meant."""

import re
import unicodedata

from django.utils.text import slugify

# Braces count in BibTeX even behind a backslash, so an odd one would swallow what follows.
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "$&#%_"},
}
TEX = str.maketrans(TEX)
PLAIN_URL = re.compile(r"[^\w\-.~:/?=&+@%,]", re.ASCII)
MOST_COMMAS = 1  # of a name: “Moreau, Ana”


def bibtex_of(contribution, *, url):
    """One entry, as text. The workshop's row is at hand."""
    workshop = contribution.workshop
    fields = {
        "title": f"{{{escaped(contribution.name)}}}",
        "author": " and ".join(_name(name) for name, _affiliation in contribution.people),
        "booktitle": escaped(workshop.name),
        "year": str(workshop.first_day.year),
        "address": escaped(workshop.place),
        "url": PLAIN_URL.sub("", url),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@inproceedings{{{key_of(contribution)},\n" + ",\n".join(lines) + "\n}\n"


def key_of(contribution):
    """ "moreau2027counting", or with its code where nothing of that can be written in ASCII."""
    name = next((name for name, _affiliation in contribution.people), "")
    family = slugify(name.partition(",")[0].split()[-1]) if name.strip(" ,") else ""
    words = [word for word in slugify(contribution.name).split("-") if len(word) > 2]
    key = f"{family}{contribution.workshop.first_day.year}{next(iter(words), '')}"
    return re.sub(r"[^a-z0-9]", "", key) if family and words else contribution.code.lower()


def escaped(text):
    """On one line, without controls; letters of all scripts stay as they are."""
    line = " ".join(text.split())
    return "".join(one for one in line if unicodedata.category(one) != "Cc").translate(TEX)


def _name(name):
    """In braces where BibTeX would take it apart: “Smith and Sons”."""
    text = escaped(name)
    is_one = re.search(r"\band\b", text, re.IGNORECASE) or text.count(",") > MOST_COMMAS
    return f"{{{text}}}" if is_one else text
