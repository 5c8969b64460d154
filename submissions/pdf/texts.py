"""The text of a PDF as people and programs are to read it: what is hidden is not in it."""

import re

from .references import without_references

BROKEN = re.compile(r"(?<=\w)[-\u00ad\ufffe\x02]\s*\n\s*(?=[a-zß-ÿ])")


def text_of(sheet):
    """Of one page, line by line; words that a line's end has divided are whole again."""
    return joined(sheet["lines"])


def body_of(facts):
    """Of the whole document without its references, to compare it with others."""
    return joined(line for lines in without_references(facts["sheets"]) for line in lines)


def joined(lines):
    return BROKEN.sub("", "\n".join(line[-1] for line in lines))
