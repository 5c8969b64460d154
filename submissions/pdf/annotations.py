"""The annotations of pages: links and where they lead, comments and what they say, fields."""

import re

from pikepdf import Array, Dictionary, String

from .facts import shortened
from .places import box_on

MEDIA = {"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
NO_NOTES = {"/Link", "/Widget", "/FileAttachment", "/PrinterMark", "/TrapNet"} | MEDIA


def note_annotations(notes, pages):
    """With their page and place; what they do is found among the objects. The numbers of all."""
    seen = set()
    for number, page in enumerate(pages, 1):
        listed = page.get("/Annots")
        for one in listed if isinstance(listed, Array) else ():
            if isinstance(one, Dictionary):
                seen.add(one.objgen)
                note_annotation(notes, one, number, page)
    return seen


def note_annotation(notes, one, number, page):
    kind, box = str(one.get("/Subtype")), box_on(page, one.get("/Rect"))
    if kind == "/Link":
        note_link(notes, one.get("/A"), number, box)
    if kind == "/Widget":
        notes.has_form = True
    elif kind not in NO_NOTES:
        notes.note("annotations", shortened(kind.removeprefix("/")), number, box)
    for name in ("/T", "/Contents", "/NM", "/Subj", "/RC", "/TU"):
        notes.say("annotation", one.get(name), number)


def note_link(notes, action, number, box):
    if not isinstance(action, Dictionary) or action.get("/S") != "/URI":
        return
    if isinstance(uri := action.get("/URI"), String):
        notes.note("links", number, box, shortened(str(uri)))
        if not re.match(r"(https?|mailto|doi|ftp):|[\w./#?-]+$", str(uri), re.IGNORECASE):
            notes.note("remote", "address", number)
