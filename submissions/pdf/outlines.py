"""Bookmarks: those that lead to an author go, what stands below them moves up."""

from itertools import count

from pikepdf import Dictionary

from .pagetree import TooMuch
from .scrubbing import is_harmless, keep, says, strings_below
from .walking import remove

ENTRY = set("/Title /Parent /Prev /Next /First /Last /Count /Dest /A /C /F".split())
DEPTH = 50
ENTRIES = 20_000


def scrub_outlines(pdf, tells):
    root = pdf.Root.get("/Outlines")
    if root is None:
        return
    entries = entries_below(root, tells, {root.objgen}, count(1)) if is_node(root) else []
    if not entries:
        del pdf.Root["/Outlines"]
        return
    keep(root, {"/Type", *ENTRY})
    tie(root, entries)


def is_node(one):
    return isinstance(one, Dictionary) and one.is_indirect


def entries_below(parent, tells, seen, visits, depth=0):
    """[(entry, [what stands below it])] of those that stay. One named twice is there once."""
    if depth > DEPTH:
        raise TooMuch("bookmarks")
    entries, one = [], parent.get("/First")
    while is_node(one) and one.objgen not in seen:
        if next(visits) > ENTRIES:
            raise TooMuch("bookmarks")
        seen.add(one.objgen)
        following, below = one.get("/Next"), entries_below(one, tells, seen, visits, depth + 1)
        entries += [(one, below)] if stays(one, tells) else below
        one = following
    return entries


def stays(entry, tells):
    keep(entry, ENTRY)
    action = entry.get("/A")
    if action is not None and not is_harmless(action):
        del entry["/A"]
    own = Dictionary({name: entry[name] for name in ("/Title", "/Dest", "/A") if name in entry})
    return not any(says(value, tells) for value in strings_below(own))


def tie(parent, entries):
    """Link them to each other; how many are open to view below `parent`."""
    was_closed = parent.get("/Count", 0) < 0 if isinstance(parent.get("/Count", 0), int) else False
    remove(parent, "/First", "/Last", "/Count")
    if not entries:
        return 0
    parent.First, parent.Last = entries[0][0], entries[-1][0]
    shown = len(entries)
    for number, (entry, below) in enumerate(entries):
        remove(entry, "/Prev", "/Next")
        if number:
            entry.Prev = entries[number - 1][0]
        if number + 1 < len(entries):
            entry.Next = entries[number + 1][0]
        entry.Parent = parent
        shown += tie(entry, below)
    parent.Count = -shown if was_closed else shown
    return 0 if was_closed else shown
