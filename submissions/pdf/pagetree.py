"""Find the pages of a PDF by walking its page tree.

Neither of the easy answers will do. `/Count` is what the file says of itself, and may say anything:
2 over five pages, or 5 over two. `len(pdf.pages)` walks, but with no budget for a node that names
one page a million times. So what the walk finds is the count; a `/Count` that differs, higher or
lower, is mended and does not enter into it.
"""

from itertools import count

from pikepdf import Array, Dictionary

NODES = 20_000
DEPTH = 50


class Broken(Exception):
    """The file is not what a PDF must be."""


class TooMuch(Exception):
    """The file asks for more than any proposal needs."""


def pages_of(pdf):
    """Pages as a reader sees them: one that the tree names twice is shown twice."""
    pages = pages_below(pdf.Root.get("/Pages"), frozenset(), count(1))
    if not pages:
        raise Broken("no pages")
    return pages


def pages_below(node, above, visits):
    """The pages of this part of the tree, each node's `/Count` set right on the way back.

    `above` holds the nodes on the way here, so a loop is seen at once; a node that is only shared
    is walked each time, and each time costs a visit.
    """
    if next(visits) > NODES or len(above) > DEPTH:
        raise TooMuch("page tree")
    if not isinstance(node, Dictionary) or not node.is_indirect or node.objgen in above:
        raise Broken("page tree")
    if "/Kids" not in node:
        return [node]
    if not isinstance(node.Kids, Array):
        raise Broken("page tree")
    above |= {node.objgen}
    pages = [page for kid in node.Kids for page in pages_below(kid, above, visits)]
    node.Count = len(pages)
    return pages
