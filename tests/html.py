"""What is wrong with a page of HTML, as strictly as the standard has it."""

import re
from collections import Counter

from tests.html_reader import Reader
from tests.html_words import IN_HEAD, LABELLED, REFERENCES

ONCE = ["html", "head", "title", "body", "main", "h1"]
INSTANT = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d")


def as_read(html):
    """In one line, without the marks that keep a name apart, which nobody sees."""
    return " ".join(re.sub("</?bdi[^>]*>", "", html).split())


def faults_in(html):
    """[sentence, …] of all that is wrong with a page, each with the line it is on."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    unclosed = [_fault(one, "is never closed") for one in reader.open[1:]]
    about = [_of_the_whole, _of_ids, _of_references, _of_needs]
    return reader.faults + unclosed + [one for look in about for one in look(reader)]


def unprotected_in(html):
    """[sentence, …] of the forms that the server refuses, as they have no token of its own."""
    reader = Reader()
    reader.feed(html)
    posting = [one for one in reader.all if one.attributes.get("method", "").lower() == "post"]
    return [_fault(one, "has no token") for one in posting if not _has_token(one)]


def _has_token(element):
    named = element.attributes.get("name") == "csrfmiddlewaretoken"
    return named or any(_has_token(one) for one in element.children)


def _fault(element, told):
    return f"line {element.line}: {element} {told}"


def _of_the_whole(reader):
    if not reader.doctypes:
        yield "no <!doctype html>"
    count = Counter(one.name for one in reader.all if not one.is_drawn)
    yield from (f"{count[name]} <{name}>" for name in ONCE if count[name] != 1)
    if not any(one.attributes.get("lang") for one in reader.all if one.name == "html"):
        yield "<html> has no lang"
    if not any("charset" in one.attributes for one in reader.all if one.name == "meta"):
        yield "no <meta charset>"


def _of_ids(reader):
    seen = set()
    for element in reader.all:
        own = element.attributes.get("id", "x")
        if not own or re.search(r"\s", own):
            yield _fault(element, f"has {own!r} as id")
        if own in seen:
            yield _fault(element, f"has the id {own}, which another has as well")
        seen |= {own} & {element.attributes.get("id")}


def _of_references(reader):
    """What names another element by its id names one that is there."""
    ids = {one.attributes["id"]: one for one in reader.all if "id" in one.attributes}
    for element in reader.all:
        for name in REFERENCES & element.attributes.keys():
            for meant in (element.attributes[name] or "").split() or [""]:
                if meant not in ids:
                    yield _fault(element, f"has {name} {meant!r}, which is not there")
                elif name == "for" and ids[meant].name not in LABELLED:
                    yield _fault(element, f"is for {ids[meant]}, which takes no label")
        target = element.attributes.get("href") or ""
        if target.startswith("#") and target != "#top" and target[1:] not in ids:
            yield _fault(element, f"leads to {target}, which is not there")


def _of_needs(reader):
    heads = [one for one in reader.all if one.name == "head"]
    heads += [one for head in heads for one in head.children if one.name == "noscript"]
    in_head = {id(one) for head in heads for one in head.children}
    for element in reader.all:
        if element.name in NEEDS and not NEEDS[element.name](element):
            yield _fault(element, f"lacks what it needs, with {sorted(element.attributes)}")
        if element.name in IN_HEAD and id(element) not in in_head and not element.is_drawn:
            yield _fault(element, "stands outside <head>")


def _holds(element, names):
    return any(one.name in names or _holds(one, names) for one in element.children)


def _first(element):
    return element.children[0].name if element.children else ""


NEEDS = {
    "img": lambda one: "alt" in one.attributes and one.attributes.get("src"),
    "iframe": lambda one: one.attributes.get("title") and one.attributes.get("src"),
    "a": lambda one: "href" in one.attributes or not one.attributes.keys() & {"target", "rel"},
    "details": lambda one: _first(one) == "summary",
    "fieldset": lambda one: all(child.name != "legend" for child in one.children[1:]),
    "label": lambda one: "for" in one.attributes or _holds(one, LABELLED),
    "meta": lambda one: one.attributes.keys() & {"charset", "content"},
    "time": lambda one: INSTANT.match(one.attributes.get("datetime", "00:00")),
    "form": lambda one: one.attributes.get("action") != "",
}
