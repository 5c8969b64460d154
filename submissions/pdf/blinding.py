"""Make a copy of a PDF that does not tell who wrote it, and look it through. In the child only.

The pages look as they did. What is no page, or part of one, is left out; then the file is written
anew, without older revisions and without what nothing leads to.
"""

from functools import cache
from io import BytesIO

import pikepdf

from . import people as names
from .blindfacts import blind_facts
from .contents import is_code, is_content, join_contents, scrub_code, scrub_content
from .destinations import rename_destinations
from .inflating import Inflater, Undecodable, last_parameters
from .outlines import scrub_outlines
from .pagetree import Broken, TooMuch, pages_of
from .remains import remains
from .scrubbing import scrub
from .segments import Unreadable, bare_jpeg, bare_jpx
from .sniffing import kind_of
from .walking import walk


def blind(content, people):
    """(facts, the copy); no copy unless it was made and nothing is left in it."""
    kind = kind_of(content)
    if kind != "pdf":
        return blind_facts("not-pdf"), None
    try:
        return blind_pdf(content, tuple(people))
    except pikepdf.PasswordError:
        return blind_facts("encrypted"), None
    except (TooMuch, RecursionError, MemoryError):
        return blind_facts("resource"), None
    except (Broken, pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError):
        return blind_facts("broken"), None  # it is not what the format says it must be


def blind_pdf(content, people):
    tells = question_about(people)
    with pikepdf.open(BytesIO(content)) as pdf:
        if pdf.is_encrypted:
            return blind_facts("encrypted"), None
        count = len(take_out(pdf, tells))
        copy = written(pdf)
    with pikepdf.open(BytesIO(copy)) as pdf:
        pages = pages_of(pdf)
        if len(pages) != count:
            raise Broken("pages")
        left = remains(pdf, pages, tells, Inflater())
    if left:
        return blind_facts("withheld", left), None
    return blind_facts("made", pages=count), copy


def question_about(people):
    """Whether a text leads to one of them; short ones come again and again."""
    remembered = cache(lambda text: names.tells(people, text))
    return lambda text: remembered(text) if len(text) < 100 else names.tells(people, text)


def take_out(pdf, tells):
    """Destinations are renamed first, or a link to a cited paper would go as one that tells."""
    for key in set(pdf.trailer.keys()) - {"/Root", "/Size"}:
        del pdf.trailer[key]
    pages = pages_of(pdf)
    rename_destinations(pdf, pages, tells)
    scrub_outlines(pdf, tells)
    scrub(pdf, pages, tells)
    join_contents(pages)
    inflater = Inflater()
    for one, place in walk(pdf, pages):
        if one._type_code == pikepdf.ObjectType.stream:
            scrub_stream(one, place, tells, inflater)
    return pages


def scrub_stream(stream, place, tells, inflater):
    try:
        if picture := inflater.picture_of(stream):
            scrub_picture(stream, *picture)
        elif is_content(stream, place):
            scrub_content(stream, inflater.bytes_of(stream), tells)
        elif is_code(stream, place):
            scrub_code(stream, inflater.bytes_of(stream), tells)
    except (Undecodable, Unreadable):
        return  # what remains in it is seen when the copy is looked through


def scrub_picture(stream, form, content):
    bare, filter_name = {
        "jpeg": (bare_jpeg, pikepdf.Name.DCTDecode),
        "jpx": (bare_jpx, pikepdf.Name.JPXDecode),
    }[form]
    stream.write(bare(content), filter=filter_name, decode_parms=last_parameters(stream))


def written(pdf):
    file = BytesIO()
    pdf.save(
        file,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return file.getvalue()
