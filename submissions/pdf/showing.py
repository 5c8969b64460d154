"""What a page shows, and by which fonts, read from its content streams.

A page's content leads to forms, patterns and the glyphs of Type 3 fonts, each with resources of its
own. The bytes are only looked through for the few operators that matter: what they draw is PDFium's
to say.
"""

import re
from collections import Counter

from pikepdf import Array, Dictionary, Name, PdfError, Stream

from .budgets import ALL_STREAMS, GLYPHS, content_of
from .facts import MOST_NOTES, shortened
from .pagetree import TooMuch
from .places import inherited

DEPTH = 30
# A string, so that what it says is not taken for an operator; a dictionary's name; Tf, Tr, Do, and
# the operators that show text.
TOKEN = re.compile(
    rb"(?P<said>\((?:[^\\()]|\\.|\([^()]*\))*\)|<[0-9a-fA-F\s]*>)"
    rb"|/(?P<font>[^\s/<>\[\](){}%]*)\s+[-+.\d]+\s+Tf\b"
    rb"|/(?P<form>[^\s/<>\[\](){}%]*)\s+Do\b"
    rb"|/(?P<pattern>[^\s/<>\[\](){}%]*)\s+(?:scn|SCN)\b"
    rb"|(?P<mode>\d)\s+Tr\b"
    rb"|(?P<show>\bT[jJ]\b|(?<=[\s)>])['\"](?=\s|$))",
    re.DOTALL,
)
INVISIBLE = b"3"


def fonts_of(pages):
    """[(name, state, page)] of the fonts that show a glyph on each page, each once a page.

    Raises TooMuch where forms that show forms would unfold to more than a file may hold.
    """
    found = []
    for number, page in enumerate(pages, 1):
        walk = Walk()
        resources = inherited(page, "/Resources", Dictionary) or Dictionary()
        walk.enter(page.get("/Contents"), resources)
        found += [(*font, number) for font in sorted(set(map(state_of, walk.fonts.values())))]
    return found[:MOST_NOTES]


def is_whole(page):
    """Whether all that stands on it can be unpacked."""
    content = page.get("/Contents")
    streams = content if isinstance(content, Array) else [content]
    try:
        for stream in streams:
            if isinstance(stream, Stream):
                stream.read_bytes()
    except PdfError:
        return False
    return True


class Walk:
    """Through one page's content, each stream once with each set of resources."""

    def __init__(self):
        self.fonts, self.sizes, self.codes = {}, {}, 0

    def enter(self, content, resources, depth=0):
        """The bytes that this content comes to, with all that it shows."""
        key = key_of(content), key_of(resources)
        if None in key or key not in self.sizes:
            self.sizes[key] = 0  # of a form that shows itself
            self.sizes[key] = self.read(bytes_of(content), resources, depth)
        if self.sizes[key] > ALL_STREAMS:
            raise TooMuch("forms")
        return self.sizes[key]

    def read(self, content, resources, depth):
        font, mode, shown = None, b"0", Counter()
        for token in TOKEN.finditer(content):
            kind = token.lastgroup
            if kind == "said":
                self.say(token["said"])
            elif kind == "font":
                font = token["font"]
            elif kind == "mode":
                mode = token["mode"]
            elif kind == "show" and font is not None and mode != INVISIBLE:
                self.show(font, resources, depth)
            elif kind in {"form", "pattern"}:
                shown[kind, token[kind]] += 1
        return len(content) + sum(
            times * self.enter_named(*name, resources, depth) for name, times in shown.items()
        )

    def say(self, text):
        """Count the codes of glyphs: one or two bytes each, as they are or as two digits."""
        self.codes += len(text) // (2 if text.startswith(b"<") else 1)
        if self.codes > 2 * GLYPHS:
            raise TooMuch("glyphs")

    def enter_named(self, kind, name, resources, depth):
        one = named(resources, {"form": "/XObject", "pattern": "/Pattern"}[kind], name)
        if depth > DEPTH:
            raise TooMuch("forms")
        if not isinstance(one, Stream) or one.get("/Subtype") == "/Image":
            return 0
        return self.enter(one, one.get("/Resources", resources), depth + 1)

    def show(self, name, resources, depth):
        font = named(resources, "/Font", name)
        if not isinstance(font, Dictionary):
            return
        is_new = self.fonts.setdefault(key_of(font) or name, font) is font
        if is_new and font.get("/Subtype") == "/Type3" and depth <= DEPTH:
            glyphs = font.get("/CharProcs")
            for glyph in glyphs.values() if isinstance(glyphs, Dictionary) else ():
                self.enter(glyph, font.get("/Resources", resources), depth + 1)


def key_of(one):
    is_shared = isinstance(one, Dictionary | Stream | Array) and one.is_indirect
    return one.objgen if is_shared else None


def bytes_of(content):
    """A stream, or an array of them that is read as one."""
    if isinstance(content, Stream):
        return content_of(content)
    if isinstance(content, Array):
        return b"\n".join(content_of(one) for one in content if isinstance(one, Stream))
    return b""


def named(resources, kind, name):
    """The resource of that name, which the content may write with #xx."""
    some = resources.get(kind) if isinstance(resources, Dictionary) else None
    if not isinstance(some, Dictionary):
        return None
    plain = re.sub(rb"#([0-9a-fA-F]{2})", lambda code: bytes.fromhex(code[1].decode()), name)
    return some.get("/" + plain.decode("utf-8", "replace"))


def state_of(font):
    """(its name without the tag of a subset, whether its glyphs are in the file)"""
    if font.get("/Subtype") == "/Type3":
        return name_of(font), "type3"
    descendants = font.get("/DescendantFonts")
    if isinstance(descendants, Array) and len(descendants):
        font = descendants[0]
    descriptor = font.get("/FontDescriptor") if isinstance(font, Dictionary) else None
    has_file = isinstance(descriptor, Dictionary) and any(
        f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")
    )
    return name_of(font), "embedded" if has_file else "missing"


def name_of(font):
    name = font.get("/BaseFont", font.get("/Name", "")) if isinstance(font, Dictionary) else ""
    name = str(name).removeprefix("/") if isinstance(name, Name) else ""
    return shortened(re.sub(r"^[A-Z]{6}\+", "", name))
