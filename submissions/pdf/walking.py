"""Every object of a PDF that can be reached, each with where it stands."""

from collections import deque
from dataclasses import dataclass, replace

from pikepdf import ObjectType

from .budgets import OBJECTS
from .pagetree import TooMuch

CONTAINERS = 1_000_000  # those that are written inside of another too
# Whose keys are an author's names for things, not words of the format.
MAPS = {
    *("/XObject", "/Font", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties"),
    *("/CharProcs", "/Dests", "/RoleMap", "/ClassMap", "/Colorants"),
}
PLACES = {
    "/Outlines": "bookmark",
    "/Names": "destination",
    "/Dests": "destination",
    "/StructTreeRoot": "structure",
    "/OCProperties": "layer",
    "/Annots": "link",
    "/Contents": "content",
    "/Resources": "resource",
    "/PageLabels": "page label",
}


@dataclass(frozen=True)
class Place:
    """In which part of the file, on which page, under which key."""

    where: str = "document"
    page: int | None = None
    key: str = ""
    parent: str = ""
    is_map: bool = False

    def below(self, key):
        where = PLACES.get(key, self.where) if self.where in {"document", "page"} else self.where
        is_map = key in MAPS and not self.is_map
        return Place(where, self.page, key, parent=self.key, is_map=is_map)


def is_container(value):
    return getattr(value, "_type_code", None) in {
        ObjectType.dictionary,
        ObjectType.array,
        ObjectType.stream,
    }


def walk(pdf, pages):
    """(object, Place) of each container. What is taken out of one before the next is asked for is
    not gone into."""
    if len(pdf.objects) > OBJECTS:
        raise TooMuch("objects")
    queue = deque((page, Place("page", number)) for number, page in enumerate(pages, 1))
    queue.append((pdf.Root, Place()))
    seen, count = set(), 0
    starts = {page.objgen for page in pages}
    while queue:
        one, place = queue.popleft()
        mark = (one.objgen, place.is_map)
        if one.is_indirect and (mark in seen or (one.objgen in starts and place.key)):
            continue
        seen.add(mark)
        if (count := count + 1) > CONTAINERS:
            raise TooMuch("objects")
        yield one, place
        queue.extend((value, below) for value, below in inside(one, place) if is_container(value))


def inside(one, place):
    """The values of a container, each with its place."""
    if one._type_code == ObjectType.array:
        return [(value, replace(place, is_map=False)) for value in one]
    return [(value, place.below(key)) for key, value in one.items()]


def is_text(value):
    return getattr(value, "_type_code", None) == ObjectType.string


def readings(value):
    """What a string may say: its encoding is a guess, and so its author's."""
    content = bytes(value)
    yield str(value)
    for encoding in ("utf-8", "latin-1"):
        yield content.decode(encoding, errors="ignore")
    if b"\0" in content:
        for encoding in ("utf-16-be", "utf-16-le"):
            yield content.decode(encoding, errors="ignore")


def remove(one, *names):
    """Of a dictionary or stream, where they are there."""
    for name in names:
        if name in one:
            del one[name]
