"""A reviewer's papers, as they are pasted: lines, BibTeX, or the works of an ORCID record."""

import json
import re

from django.utils.translation import gettext as _

from reviews.models.profile import MOST_OF_A_TITLE, MOST_OF_AN_ABSTRACT
from reviews.profiles.bibtex import Malformed, entries_of, plain
from submissions.titles import folded_title
from workshop.outbox import one_line
from workshop.sheets import Unreadable, in_one_line_ending

MOST = 100
OTHER_PARTS = {  # of an ORCID record, which have titles as well
    *("educations", "employments", "fundings", "peer-reviews", "research-resources"),
    *("qualifications", "services", "memberships", "distinctions", "invited-positions"),
}


def papers_of(text):
    """[(title, abstract), …], each title once, in the order of the text. Raises Unreadable."""
    text = in_one_line_ending(text).lstrip("\ufeff").strip()
    if text[:1] in tuple("{[") and re.match(r"[{\[]\s*[\"{\[\]}]", text):
        found = _of_json(text)
    elif re.search(r"^[ \t]*@\w+[ \t]*[{(]", text, re.MULTILINE):
        found = _of_bibtex(text)
    else:
        found = [_of_block(block) for block in re.split(r"\n\s*\n", text) if block.strip()]
    papers = list(_once(found))
    _check(papers)
    return papers


def text_of_papers(papers):
    """As they are pasted."""
    return "\n\n".join("\n".join(filter(None, paper)) for paper in papers)


def _of_block(block):
    title, *lines = [one_line(line) for line in block.strip().split("\n")]
    return title, " ".join(filter(None, lines))


def _of_bibtex(text):
    try:
        entries = entries_of(text)
    except Malformed as error:
        told = _("The BibTeX entry that begins in line %(number)d is never closed: add its “}”.")
        raise Unreadable(told % {"number": error.args[0]}) from error
    found = [(one["title"], one.get("abstract", "")) for one in entries if one.get("title")]
    if not found:
        raise Unreadable(_("None of these BibTeX entries has a title."))
    return found


def _of_json(text):
    try:
        found = list(_works_in(json.loads(text)))
        json.dumps(found, ensure_ascii=False).encode()  # which half a character is refused by
    except (ValueError, RecursionError) as error:
        told = _("This begins like JSON and cannot be read as such. Export it once more.")
        raise Unreadable(told) from error
    if not found:
        raise Unreadable(_("No works are found in this export."))
    return found


def _works_in(part):
    """(title, abstract) of each work: of a record, its works alone, a part of them, or CSL."""
    if isinstance(part, list):
        for one in part:
            yield from _works_in(one)
    elif isinstance(part, dict):
        if title := _said(part.get("title")):
            yield plain(title), plain(_said(part.get("short-description", part.get("abstract"))))
        else:
            for name, one in part.items():
                if name not in OTHER_PARTS and isinstance(one, list | dict):
                    yield from _works_in(one)


def _said(value):
    """A text, as ORCID wraps it: {"title": {"value": …}}."""
    while isinstance(value, dict):
        value = value.get("value", value.get("title"))
    return one_line(value) if isinstance(value, str) else ""


def _once(papers):
    """ORCID lists a work from each of its sources. The longest abstract counts."""
    best = {}
    for title, abstract in papers:
        key = folded_title(title) or title
        known = best.get(key, (title, ""))
        best[key] = (known[0], max(known[1], abstract, key=len))
    return best.values()


def _check(papers):
    if len(papers) > MOST:
        told = _("These are %(count)d papers. Leave the %(most)d that say most of what you know.")
        raise Unreadable(told % {"count": len(papers), "most": MOST})
    for number, (title, abstract) in enumerate(papers, 1):
        about = {"number": number, "title": title[:40]}
        if len(title) > MOST_OF_A_TITLE:
            told = _(
                "Paper %(number)d, “%(title)s…”: its title is longer than %(most)d characters. "
                "Break the line behind the title."
            )
            raise Unreadable(told % (about | {"most": MOST_OF_A_TITLE}))
        if len(abstract) > MOST_OF_AN_ABSTRACT:
            told = _(
                "Paper %(number)d, “%(title)s”: its abstract is longer than %(most)d characters. "
                "Put an empty line between papers, and leave out the rest of the text."
            )
            raise Unreadable(told % (about | {"most": MOST_OF_AN_ABSTRACT}))
