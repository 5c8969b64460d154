"""Names of places in a PDF: LaTeX makes one of each cited key, such as "cite.moreau2020".

Those that lead to an author are renamed where they are defined and where they are used.
"""

from itertools import count

from pikepdf import Array, Dictionary, Name, ObjectType, String

from .pagetree import TooMuch
from .walking import is_text, readings, remove, walk

NODES = 20_000


def rename_destinations(pdf, pages, tells):
    tree = tree_of(pdf.Root)
    old_style = pdf.Root.get("/Dests")
    old_style = old_style if isinstance(old_style, Dictionary) else Dictionary()
    pairs = list(pairs_below(tree, set(), count(1))) if tree is not None else []
    known = {name for name, _place in pairs} | {key[1:].encode() for key in old_style}
    renamed = new_names(known, tells)
    keep_destinations_alone(pdf.Root)
    if renamed:
        rebuild(pdf, pairs, old_style, renamed)
        for one, _place in walk(pdf, pages):
            if one._type_code == ObjectType.dictionary:
                follow(one, renamed)


def tree_of(root):
    names = root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, Dictionary) else None
    return tree if isinstance(tree, Dictionary) else None


def keep_destinations_alone(root):
    """Of the catalogue's names: the others are of attachments and scripts."""
    tree = tree_of(root)
    remove(root, "/Names")
    if tree is not None:
        root.Names = Dictionary(Dests=tree)


def pairs_below(node, seen, visits):
    """(name, place) of a name tree."""
    if next(visits) > NODES or len(seen) > NODES:
        raise TooMuch("names")
    if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
        return
    seen.add(node.objgen)
    names = node.get("/Names")
    if isinstance(names, Array):
        values = list(names)
        for name, place in zip(values[::2], values[1::2], strict=False):
            if is_text(name):
                yield bytes(name), place
    kids = node.get("/Kids")
    for kid in kids if isinstance(kids, Array) else []:
        yield from pairs_below(kid, seen, visits)


def new_names(known, tells):
    """{old: new} of those that lead to an author."""
    telling = sorted(name for name in known if any(map(tells, readings(String(name)))))
    free = (b"place.%d" % number for number in count(1))
    return {name: next(new for new in free if new not in known) for name in telling}


def rebuild(pdf, pairs, old_style, renamed):
    """The tree as one leaf, sorted as readers look it up."""
    if pairs:
        places = {renamed.get(name, name): place for name, place in by_name(pairs)}
        leaf = [part for name in sorted(places) for part in (String(name), places[name])]
        pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array(leaf))))
    for key in list(old_style.keys()):
        if new := renamed.get(key[1:].encode()):
            old_style[f"/{new.decode()}"] = old_style[key]
            del old_style[key]


def by_name(pairs):
    """Of a name that is there twice the first counts."""
    return dict(reversed(pairs)).items()


def follow(one, renamed):
    for key in ("/Dest", "/D"):
        value = one.get(key)
        if is_text(value) and bytes(value) in renamed:
            one[key] = String(renamed[bytes(value)])
        elif isinstance(value, Name) and str(value)[1:].encode() in renamed:
            one[key] = Name(f"/{renamed[str(value)[1:].encode()].decode()}")
