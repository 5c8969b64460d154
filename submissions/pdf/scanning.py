"""What a file holds beside its pages: scripts, attachments, annotations, links, words about itself.

Every object is looked at, whoever points to it, and told by the types of its entries: a page that
talks of `/JavaScript` has none. Names come out of qpdf as they are meant (`/J#53` is `/JS`).
"""

import re

from pikepdf import Array, Dictionary, Name, Stream, String

from .annotations import MEDIA, note_annotations
from .budgets import content_of, is_image
from .facts import shortened
from .notes import Notes
from .saying import texts_of_image, texts_of_xmp

# ISO 32000-2, 12.6.4 and 13: what acts by itself or reaches out of the document.
ACTIVE = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/SubmitForm": "submit",
    "/ImportData": "import",
    "/Rendition": "media",
    "/RichMediaExecute": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/GoTo3DView": "media",
}
ELSEWHERE = {"/GoToR", "/GoToE", "/Thread"}
ACCESSIBLE = {"/Supplement", "/Source", "/Alternative"}
READABLE = re.compile(r"application/(mathml|x-tex|x-latex|xml|xhtml)\b|text/", re.IGNORECASE)
DEPTH = 60


class Scan(Notes):
    """Through a file; `listed` are the annotations that its pages list."""

    def __init__(self, pdf, pages):
        super().__init__()
        self.pdf, self.listed = pdf, note_annotations(self, pages)
        self.page_of = {page.objgen: number for number, page in reversed([*enumerate(pages, 1)])}
        self.pieces = set()

    # --- the file ---

    def file(self):
        root = self.pdf.Root
        names, form = root.get("/Names"), root.get("/AcroForm")
        if isinstance(names, Dictionary) and is_filled(names.get("/JavaScript")):
            self.note("active", "script", 0)
        if isinstance(form, Dictionary):
            self.has_form = self.has_form or is_filled(form.get("/Fields"))
            if "/XFA" in form:
                self.note("active", "form", 0)
        self.opening(root.get("/OpenAction"))
        info = self.pdf.trailer.get("/Info")
        for value in info.values() if isinstance(info, Dictionary) else ():
            self.say("info", value)

    def opening(self, action):
        """An address that is fetched without a press."""
        if isinstance(action, Dictionary) and action.get("/S") == "/URI":
            self.note("remote", "address", 0)

    # --- all objects ---

    def objects(self):
        for one in self.pdf.objects:
            self.walk(one, 0)

    def walk(self, one, page, depth=0):
        """A direct value with what it holds; indirect ones come on their own."""
        if depth > DEPTH:
            return
        if isinstance(one, Stream):
            self.stream(one)
        if isinstance(one, Dictionary | Stream):
            page = self.page_of.get(one.objgen, page)
            self.dictionary(one, page)
            held = list(one.stream_dict.values() if isinstance(one, Stream) else one.values())
        else:
            held = list(one) if isinstance(one, Array) else ()
        for value in held:
            if isinstance(value, Dictionary | Array) and not value.is_indirect:
                self.walk(value, page, depth + 1)

    def dictionary(self, one, page):
        kind, does = str(one.get("/Subtype")), one.get("/S")
        if isinstance(does, Name):
            self.action(one, str(does), page)
        elif one.get("/Type") == "/Action" and is_script(one.get("/JS")):
            self.note("active", "script", page)
        if "/XFA" in one and "/Fields" in one:
            self.note("active", "form", page)
        if isinstance(one.get("/EF"), Dictionary):
            self.attachment(one)
        if "/Rect" in one:
            self.unlisted(one, kind, page)
        self.words(one, page)

    def unlisted(self, one, kind, page):
        """An annotation, also one that no page lists."""
        if kind in MEDIA:
            self.note("active", "media", page)
        elif kind == "/FileAttachment":
            self.note("attachments", "", "data")
        elif one.objgen not in self.listed:
            for name in ("/T", "/Contents", "/RC"):
                self.say("annotation", one.get(name), page)

    def action(self, one, does, page):
        if does in ACTIVE and is_action(one):
            self.note("active", ACTIVE[does], page)
        elif is_script(one.get("/JS")) and is_action(one):
            self.note("active", "script", page)
        if does in ELSEWHERE and is_action(one):
            self.note("remote", "document", page)

    def attachment(self, one):
        """What is attached for people who do not see, such as a formula's MathML, is no danger."""
        kind = one.get("/AFRelationship")
        files = [file for file in one.EF.values() if isinstance(file, Stream)]
        types = [str(file.get("/Subtype", "")).removeprefix("/") for file in files]
        is_accessible = kind in ACCESSIBLE and all(map(READABLE.match, types)) and bool(types)
        name = one.get("/UF", one.get("/F", ""))
        name = shortened(str(name)) if isinstance(name, String) else ""
        self.note("attachments", name, "accessibility" if is_accessible else "data")

    def words(self, one, page):
        for name in ("/Alt", "/ActualText", "/E"):
            self.say("description", one.get(name), page)
        if "/Title" in one and ("/Parent" in one or "/Dest" in one or "/A" in one):
            self.say("bookmark", one.get("/Title"))
        for name in one.keys():  # noqa: SIM118 - a stream's own keys, too
            if name.startswith("/PTEX"):
                self.say("path", one.get(name), page)
        if isinstance(one.get("/PieceInfo"), Dictionary):
            self.piece(one.PieceInfo)

    def piece(self, info, depth=0):
        """What the author's program keeps for itself; what many lead to is read once."""
        if info.is_indirect and info.objgen in self.pieces:
            return
        self.pieces.add(info.objgen)
        for value in info.values():
            self.say("info", value)
            if isinstance(value, Dictionary) and depth < DEPTH:
                self.piece(value, depth + 1)

    def stream(self, one):
        if one.get("/Type") == "/Metadata" or one.get("/Subtype") == "/XML":
            for text in texts_of_xmp(content_of(one)):
                self.note("words", "xmp", 0, shortened(text))
        if is_image(one):
            for text in texts_of_image(one):
                self.note("words", "image", 0, shortened(text))
        if "/F" in one.stream_dict and isinstance(one.stream_dict.F, String | Dictionary):
            self.note("remote", "document", 0)


def is_action(one):
    """Not an element of a structure, a transition or a border, which have an /S of their own."""
    other = one.get("/Type") in {"/StructElem", "/Trans", "/Border", "/Mask", "/Group"}
    return not other and "/K" not in one


def is_script(value):
    return isinstance(value, String | Stream)


def is_filled(tree):
    if isinstance(tree, Array):
        return len(tree) > 0
    return isinstance(tree, Dictionary) and any(
        isinstance(tree.get(name), Array) and len(tree[name]) for name in ("/Names", "/Kids")
    )


def scanned(pdf, pages):
    """The facts of the file as a whole, as keyword arguments for `facts_of`."""
    scan = Scan(pdf, pages)
    scan.file()
    scan.objects()
    names = ("words", "links", "active", "attachments", "annotations", "remote")
    return {name: scan.found[name] for name in names} | {"form": scan.has_form}
