"""Findings about what the file holds beside its text: scripts, fonts, attachments, revisions."""

from .policy import REJECT, WARN, Finding


def active(facts, _policy):
    """Once for each kind; scripts first, as they stand in the file."""
    kinds = {}
    for kind, page in facts["active"]:
        kinds.setdefault(kind, page)
    if any(kind == "data" for _name, kind in facts["attachments"]):
        kinds.setdefault("attachment", 0)
    for kind, page in kinds.items():
        yield Finding("active", REJECT, page or None, {"kind": kind})


def fonts(facts, _policy):
    for state, code in (("missing", "fonts-not-embedded"), ("type3", "type3")):
        pages = {}
        for name, of_font, page in facts["fonts"]:
            if of_font == state:
                pages.setdefault(name, page)
        if pages:
            names = sorted(name for name in pages if name)[:8]
            yield Finding(code, WARN, min(pages.values()), {"names": names, "fonts": len(pages)})


def annotations(facts, _policy):
    pages = {}
    for _kind, page, box in facts["annotations"]:
        pages.setdefault(page, []).append(tuple(box))
    for page, boxes in pages.items():
        yield Finding("annotations", WARN, page, {"notes": len(boxes)}, tuple(boxes[:40]))


def others(facts, _policy):
    if facts["form"]:
        yield Finding("form", WARN)
    if any(kind == "accessibility" for _name, kind in facts["attachments"]):
        yield Finding("embedded-files", WARN)
    if facts["remote"]:
        yield Finding("remote-link", WARN, facts["remote"][0][1] or None)
    if facts["revisions"]:
        yield Finding("incremental", WARN, data={"revisions": facts["revisions"]})
    if facts["trailing"]:
        yield Finding("trailing-data", WARN, data={"length": facts["trailing"]})
    if facts["repaired"]:
        yield Finding("repaired", WARN)


CHECKS = (active, fonts, annotations, others)
