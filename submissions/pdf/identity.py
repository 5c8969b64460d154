"""Findings about who wrote it: the authors of the form, looked for in all that the file says.

What stands in the references is citation. In the text a surname alone is citation, too: names in
full, addresses and affiliations are what an anonymous proposal leaves out.
"""

from .people import TELLING, traces
from .policy import WARN, Finding
from .references import without_references

IN_TEXT = ("name", "address", "affiliation")
IN_LINKS = TELLING
IN_WORDS = (*TELLING, "affiliation")
WINDOW = 3  # lines that a name or an affiliation may be broken over


def text(facts, policy):
    """On each page that tells: the page, what it tells, and the lines where."""
    pages = without_references(facts["sheets"])
    for number, (lines, sheet) in enumerate(zip(pages, facts["sheets"], strict=True), 1):
        found = {}
        for person in policy.authors:
            places = places_in(lines, person) + places_in(sheet["hidden"], person)
            if places:
                found[person.name] = places
        if found:
            boxes = tuple(dict.fromkeys(box for places in found.values() for box in places))
            yield Finding("identity-text", WARN, number, {"names": sorted(found)}, boxes[:40])


def places_in(lines, person):
    """The boxes of the lines that tell of this person, of several where it takes several."""
    texts = [line[-1] for line in lines]
    if not traces(person, "\n".join(texts), IN_TEXT):
        return []
    for size in range(1, WINDOW + 1):
        starts = range(len(texts) - size + 1)
        hits = [n for n in starts if traces(person, "\n".join(texts[n : n + size]), IN_TEXT)]
        if hits:
            return [tuple(line[0]) for n in hits for line in lines[n : n + size]]
    return []


def words(facts, policy):
    """In what the file says of itself, its pictures, its notes: the readers see none of that."""
    found, names = [], set()
    for where, page, said in facts["words"]:
        telling = {one.name for one in policy.authors if traces(one, said, IN_WORDS)}
        if telling:
            found.append((where, page))
            names |= telling
    if found:
        where = sorted({where for where, _page in found})
        data = {"names": sorted(names), "where": where}
        yield Finding("identity-metadata", WARN, found[0][1] or None, data)


def links(facts, policy):
    found = {}
    for page, box, address in facts["links"]:
        if any(traces(person, address, IN_LINKS) for person in policy.authors):
            found.setdefault(page, []).append((tuple(box), address))
    for page, some in found.items():
        data = {"address": some[0][1]}
        yield Finding("identity-link", WARN, page, data, tuple(box for box, _address in some[:40]))


CHECKS = (text, words, links)
