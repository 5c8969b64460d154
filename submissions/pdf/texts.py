"""The text of a PDF as people and programs are to read it: what is hidden is not in it."""

import re

from .references import without_references

BROKEN = re.compile(r"(?<=\w)[-\u00ad\ufffe\x02]\s*\n\s*(?=[a-zß-ÿ])")


def text_of(sheet):
    """Of one page, line by line."""
    return without_breaks("\n".join(line[-1] for line in sheet["lines"]))


def body_of(facts):
    """Of the whole document up to its references, to compare it with others."""
    pages = without_references(facts["sheets"])
    return without_breaks("\n".join(line[-1] for lines in pages for line in lines))


def without_breaks(text):
    """Words that a line's end has divided are whole again."""
    return BROKEN.sub("", text)
