"""Look through a written copy: is anything left that leads to an author, besides what is read?

Independent of how the copy was made: every string and name of every object, every stream that is
text. What the pages show, names of fonts, and streams of pixels or glyphs do not count.
"""

import re

import pikepdf
from pikepdf import Name, ObjectType
from pikepdf.models import PdfParsingError

from .blindfacts import MOST
from .contents import COMMENT, MARK, SHOW, is_code, is_content, strings_of
from .inflating import Undecodable
from .scrubbing import OF_FONTS, is_palette
from .segments import Unreadable, bare_jpeg, bare_jpx
from .walking import is_text, readings, walk

FONTS = {"/BaseFont", "/FontName", "/CMapName", *OF_FONTS}
OPAQUE = {"/FontFile", "/FontFile2", "/FontFile3", "/ICCProfile"}
PRINTABLE = re.compile(rb"[\t\n\r -~\x80-\xff]")
# Words of the format that may be somebody's surname too.
OF_FORMAT = set(
    """/Parent /Title /Names /Pages /Image /Pattern /Border /Contents /Annots /First /Count /Dests
    /Action /Author /Width /Widths /Height /Filter /Length /Matrix /Group /Group /Index /Order
    /Flags /Range /Domain /Bounds /Encode /Decode /Coords /Extend /Function /Shading /Colors
    /Columns /Predictor /Outlines /Catalog /Limits /Prev /Next /Last /Type /Subtype /Standard
    /Transparency /Normal /Multiply /Screen /Darken /Lighten /Luminosity /Color /Stream /Intent
    /Usage /Print /Export /Design /Zoom /Language /Suspects /Marked /Artifact /Layout /Table
    /Figure /Formula /Reference /Quote /Index /Caption /Document /Sect /Div /Part /Span /Start
    /Center /Justify /Block /Inline /Before /After /Placement /Bottom /Solid /Dashed /Double
    /Groove /Ridge /Inset /Outset /Note /Ruby /Warichu /Private /Stamp /Square /Circle /Link
    /Rotate /Resources /Indexed /Separation /Leading /Ascent /Descent /Registry /Ordering
    /Supplement /Encoding /Differences /MissingWidth /AvgWidth /MaxWidth /XHeight /CapHeight
    /ItalicAngle /FontWeight /FontStretch /FontMatrix /MacRomanEncoding /MacExpertEncoding
    /WinAnsiEncoding /BlackIs1 /BlackGeneration /BlackPoint /WhitePoint /PatternType /ShadingType
    /FunctionType /TransferFunction""".split()
)


def remains(pdf, pages, tells, inflater):
    """[{"where", "page"}] of what is left, the first of them."""
    left = []
    if "/Info" in pdf.trailer:
        left.append(("document", None))
    for one, place in walk(pdf, pages):
        if any(tells(reading) for reading in texts_in(one, place, inflater)):
            left.append((place.where, place.page))
    return [{"where": where, "page": page} for where, page in dict.fromkeys(left)][:MOST]


def texts_in(one, place, inflater):
    """All that it says itself, without what stands below it."""
    if one._type_code == ObjectType.array:
        yield from [] if is_palette(one) else said_by((place.key, value) for value in one)
        return
    yield from said_by(one.items())
    yield from (key[1:] for key in one if key not in OF_FORMAT)
    if one._type_code == ObjectType.stream:
        yield from texts_of_stream(one, place, inflater)


def said_by(items):
    for key, value in items:
        if key in FONTS:
            continue
        if is_text(value):
            yield from readings(value)
        elif isinstance(value, Name) and str(value) not in OF_FORMAT:
            yield str(value)[1:]


def texts_of_stream(stream, place, inflater):
    if place.key in OPAQUE:
        return
    try:
        if picture := inflater.picture_of(stream):
            yield from texts_of_picture(*picture)
        elif stream.get("/Subtype") != Name.Image:
            content = inflater.bytes_of(stream)
            if is_content(stream, place):
                yield from texts_of_content(stream, content)
            elif is_code(stream, place) or reads_as_text(content):
                yield from readings(pikepdf.String(content))
    except Undecodable:
        yield from readings(pikepdf.String(stream.read_raw_bytes()))


def reads_as_text(content):
    """Most of its bytes are letters, or half of them with a zero beside each."""
    sample = content[:4096].replace(b"\0", b"")
    return bool(sample) and len(PRINTABLE.findall(sample)) > 0.95 * len(sample)


def texts_of_picture(form, content):
    """What a picture says beside its pixels; all of it, where that cannot be told apart."""
    try:
        bare = {"jpeg": bare_jpeg, "jpx": bare_jpx}[form](content)
    except Unreadable:
        bare = b""
    if bare != content:
        yield content.decode("latin-1")


def texts_of_content(stream, content):
    """Without the strings that it shows."""
    try:
        instructions = pikepdf.parse_content_stream(stream)
    except PdfParsingError:
        yield content.decode("latin-1")
        return
    for one in instructions:
        operator = str(one.operator)
        if operator in SHOW:
            continue
        for value in strings_of(one):
            yield from readings(value)
        if operator in MARK:
            yield from (str(value)[1:] for value in one.operands if isinstance(value, Name))
    if b"%" in content:
        again = set(COMMENT.findall(pikepdf.unparse_content_stream(instructions)))
        for comment in set(COMMENT.findall(content)) - again:
            yield comment.decode("latin-1")
