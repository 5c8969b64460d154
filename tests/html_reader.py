"""A strict reader of HTML: what the standard calls an error, in what is written and where.

Every element is closed where it is opened, though the standard lets some ends be left out: what is
written is then what a browser builds, with nothing to guess. What it knows of elements and
attributes is what pages of ours have; anything else is named, to be looked up once.
"""

import re
from dataclasses import dataclass, field
from html.entities import html5
from html.parser import HTMLParser

from tests.html_words import (
    ATTRIBUTES,
    CHILDREN,
    EVERYWHERE,
    INTERACTIVE,
    NOT_INSIDE,
    PARENTS,
    PHRASING,
    PHRASING_ONLY,
    PRESSED,
    SCRIPTS,
    SVG,
    TRANSPARENT,
    VOID,
    WITHOUT_TEXT,
)

NO_REFERENCE = re.compile(r"&(?!#\d+;|#[xX][0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)")
NO_NAME = re.compile(r"[\"'<>=\s]")


@dataclass
class Element:
    name: str
    attributes: dict
    line: int
    children: list = field(default_factory=list)
    is_drawn: bool = False  # within <svg>

    def __str__(self):
        return f"<{self.name}>"


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.open = [Element("", {}, 0)]
        self.all, self.faults, self.doctypes = [], [], []

    def blame(self, told):
        self.faults.append(f"line {self.getpos()[0]}: {told}")

    # --- what is read ---

    def handle_decl(self, decl):
        if self.all or decl.lower() != "doctype html":
            self.blame(f"<!{decl}> is not <!doctype html> before all else")
        self.doctypes.append(decl)

    def handle_starttag(self, tag, attrs):
        is_drawn = tag in SVG and (tag == "svg" or self._is_in("svg"))
        element = Element(tag, dict(attrs), self.getpos()[0], is_drawn=is_drawn)
        self._look_at_attributes(element, [name for name, _value in attrs])
        self._look_at_place(element)
        self.open[-1].children.append(element)
        self.all.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag in VOID:
            return
        if not self._is_in("svg"):
            self.blame(f"<{tag}/> does not close itself")
        self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            self.blame(f"</{tag}> has no end")
        elif self.open[-1].name != tag:
            self.blame(f"</{tag}> stands where {self.open[-1]} is open")
            if self._is_in(tag):
                while self.open.pop().name != tag:
                    pass
        else:
            self.open.pop()

    def handle_data(self, data):
        if self.open[-1].name in {"script", "style"}:
            return
        if "<" in data:
            self.blame("a bare < in the text")
        if NO_REFERENCE.search(data):
            self.blame("a bare & in the text")
        if data.strip():
            self._look_at_text()

    def handle_entityref(self, name):
        if f"{name};" not in html5:
            self.blame(f"&{name}; is no character")
        self._look_at_text()

    def handle_charref(self, name):
        self._look_at_text()

    def handle_pi(self, data):
        self.blame("<? begins nothing in HTML")

    def unknown_decl(self, data):
        self.blame("<![ begins nothing in HTML")

    # --- what is looked at ---

    def _is_in(self, *names):
        return any(one.name in names for one in self.open)

    def _look_at_text(self):
        if self.open[-1].name in WITHOUT_TEXT:
            self.blame(f"text straight in {self.open[-1]}")

    def _look_at_attributes(self, element, names):
        known = ATTRIBUTES.get(element.name, set()) | EVERYWHERE
        for name in names:
            if names.count(name) > 1:
                self.blame(f"{element} has {name} twice")
            if NO_NAME.search(name):
                self.blame(f"{element} has an attribute {name!r}")
            elif not (element.is_drawn or name in known or name.startswith("data-")):
                self.blame(f"{element} has an attribute {name}")
        if NO_REFERENCE.search(self.get_starttag_text()):
            self.blame(f"a bare & in an attribute of {element}")

    def _look_at_place(self, element):
        name = "svg" if element.is_drawn else element.name
        if name != "svg" and name not in ATTRIBUTES:
            self.blame(f"{element} is no element")
            return
        self._look_at_parent(element, name, self.open[-1].name)
        outer = set(NOT_INSIDE.get(name, ()))
        if name in INTERACTIVE and element.attributes.get("type") != "hidden":
            outer |= PRESSED
        for one in self.open:
            if one.name in outer:
                self.blame(f"{element} somewhere in {one}")

    def _look_at_parent(self, element, name, parent):
        is_misplaced = name in PARENTS and parent not in PARENTS[name]
        if is_misplaced or (parent in CHILDREN and name not in CHILDREN[parent] | SCRIPTS):
            self.blame(f"{element} straight in {self.open[-1]}")
        holder = next(one for one in reversed(self.open) if one.name not in TRANSPARENT)
        if holder.name in PHRASING_ONLY and name not in PHRASING:
            self.blame(f"{element} in {holder}, which holds phrases alone")
