"""Small files that ask for much, and files whose parts lead back to themselves."""

import zlib

from pikepdf import Array, Dictionary, Name

from tests import pdfs
from tests.pdfs import CATALOGUE, bomb, node, raw_pdf, with_count
from tests.submissions.corpus.case import accepted, either, refused, survived
from tests.submissions.corpus.press import code, edited, paper

MEGABYTE = 2**20
LEAF = pdfs.LEAF[:-3] + b" /Contents [] >>"
TREE = {"resource", "too-long"}
HEXED = b"/Filter [%s]" % b" ".join([b"/ASCIIHexDecode"] * 1000)
ARCS = b"0 0 m " + b"1 2 300 400 500 600 c " * 500_000 + b"S"


def inflating(megabytes, filters=1, first=b""):
    """Zeros packed once (and again), made in no time: each megabyte has the same packed form."""
    packer = zlib.compressobj(9)
    packed = packer.compress(first + bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    more = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed += more * (megabytes - 1) + b"\x03\x00" + check_sum(first, megabytes * MEGABYTE)
    for _ in range(filters - 1):
        packed = zlib.compress(packed, 9)
    return packed


def check_sum(first, zeros):
    """Adler-32 of these bytes and so many zeros."""
    high, low = divmod(zlib.adler32(first), 65536)
    return (((high + low * zeros) % 65521 << 16) + low).to_bytes(4, "big")


def stream(data, extra=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def flate(times):
    return b"/Filter [%s]" % b" ".join([b"/FlateDecode"] * times)


def page(*more, resources=b"", content=b"", extra=b""):
    """A one-page file whose content is object 4, with more objects from 5 on."""
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    leaf += b"/Resources << %s >> %s >>" % (resources, extra)
    body = content if content.startswith(b"<<") else stream(content)
    return raw_pdf(CATALOGUE, node(3), leaf, body, *more)


def packed_objects(megabytes):
    """The page stands in an object stream that inflates without end."""
    data = inflating(megabytes, 3, b"3 0 " + LEAF)
    extra = b"/Type /ObjStm /N 1 /First 4 " + flate(3)
    return cross_referenced({1: CATALOGUE, 2: node(3), 4: stream(data, extra)}, within={3: (4, 0)})


def cross_referenced(objects, within=(), extra=b""):
    """A file with a cross-reference stream; `within` names what lies in which object stream."""
    content, rows = b"%PDF-1.5\n", {0: (0, 0, 65535)}
    for number, text in objects.items():
        rows[number] = (1, len(content), 0)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    rows |= {number: (2, *place) for number, place in dict(within).items()}
    last = max(rows) + 1
    rows[last] = (1, len(content), 0)
    table = b"".join(
        b"%c%s%s" % (kind, place.to_bytes(4, "big"), more.to_bytes(2, "big"))
        for kind, place, more in (rows.get(n, (0, 0, 0)) for n in range(last + 1))
    )
    keys = b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R %s" % (last + 1, extra)
    end = b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        last,
        stream(table, keys),
        len(content),
    )
    return content + end


def picture(width, height, data=b"\0", extra=b""):
    keys = b"/Type /XObject /Subtype /Image /Width %d /Height %d " % (width, height)
    keys += b"/ColorSpace /DeviceGray /BitsPerComponent 8 " + extra
    return page(
        stream(data, keys),
        resources=b"/XObject << /I 5 0 R >>",
        content=b"q 500 0 0 500 40 40 cm /I Do Q",
    )


def form(content, resources=b""):
    keys = b"/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources << %s >>" % resources
    return stream(content, keys)


def forms_in_forms(levels=10, times=10):
    """Ten forms each draw the next ten times."""
    names = [b"/XObject << /F %d 0 R >>" % (6 + level) for level in range(levels)]
    made = [form(b"/F Do " * times, name) for name in names]
    return page(
        *made, form(b"0 0 9 9 re f"), resources=b"/XObject << /F 5 0 R >>", content=b"/F Do"
    )


def form_in_itself():
    again = form(b"/F Do", b"/XObject << /F 5 0 R >>")
    return page(again, resources=b"/XObject << /F 5 0 R >>", content=b"/F Do")


def pattern_in_itself():
    keys = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] "
    keys += b"/XStep 0.01 /YStep 0.01 /Resources << /Pattern << /P 5 0 R >> >>"
    fill = b"/Pattern cs /P scn 0 0 595 842 re f"
    return page(stream(fill, keys), resources=b"/Pattern << /P 5 0 R >>", content=fill)


def letter_in_itself():
    """A Type 3 font whose only letter is written with that letter."""
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] "
    font += b"/FirstChar 65 /LastChar 65 /Widths [9] /CharProcs << /A 6 0 R >> /Encoding "
    font += b"<< /Differences [65 /A] >> /Resources << /Font << /F 5 0 R >> >> >>"
    show = b"BT /F 9 Tf 50 50 Td (A) Tj ET"
    return page(font, stream(b"9 0 d0 " + show), resources=b"/Font << /F 5 0 R >>", content=show)


def mask_in_itself():
    state = b"<< /SMask << /S /Luminosity /G 6 0 R >> >>"
    keys = b"/ExtGState << /S 5 0 R >>"
    group = form(b"/S gs 0 0 99 99 re f", keys)
    return page(state, group, resources=keys, content=b"/S gs 0 0 500 500 re f")


def loop_of_tables(forward=b""):
    """A table that names itself as the one before."""
    content = raw_pdf(CATALOGUE, node(3), LEAF)
    place = content.index(b"xref\n0")
    return content.replace(b"/Root", b"/Prev %d %s /Root" % (place, forward))


def deep_tree(levels):
    nodes = [node(number + 1) for number in range(2, levels + 2)]
    return raw_pdf(CATALOGUE, *nodes, LEAF)


def deep_array(levels=100_000):
    catalogue = CATALOGUE[:-2] + b"/Odd " + b"[" * levels + b"]" * levels + b" >>"
    return raw_pdf(catalogue, node(3), LEAF)


def many_objects(number=100_000):
    return raw_pdf(CATALOGUE, node(3), LEAF, *[b"<< /A 1 >>"] * number)


def many_kids(number):
    return raw_pdf(CATALOGUE, node(*[3] * number, count=number), LEAF)


def heavy_font(megabytes):
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /Heavy /FirstChar 65 /LastChar 65 "
    font += b"/Widths [500] /FontDescriptor 6 0 R >>"
    descriptor = b"<< /Type /FontDescriptor /FontName /Heavy /Flags 32 /FontFile2 7 0 R >>"
    data = stream(inflating(megabytes, 2), flate(2))
    show = b"BT /F 9 Tf 50 50 Td (A) Tj ET"
    return page(font, descriptor, data, resources=b"/Font << /F 5 0 R >>", content=show)


def content_bomb(megabytes, filters):
    return page(content=stream(inflating(megabytes, filters), flate(filters)))


def exploding_tree():
    """Nine levels, each naming the next ten times: a billion pages in a kilobyte."""
    levels = [node(*[number + 1] * 10, count=10) for number in range(2, 11)]
    return raw_pdf(CATALOGUE, *levels, LEAF)


def glyphs(number, step=b"0 -0.016"):
    """So many letters on a page, which packs to almost nothing."""
    lines = (b"(" + b"heat as measured " * 10 + b") Tj %s Td " % step) * (number // 170)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    packed = stream(zlib.compress(b"BT /F 5 Tf 50 800 Td " + lines + b"ET", 9), flate(1))
    return page(font, resources=b"/Font << /F 5 0 R >>", content=packed)


def loop_of_bookmarks():
    def change(pdf):
        item = pdf.make_indirect(Dictionary(Title="Round"))
        item.Next = item
        item.First = item
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))

    return edited(paper(), change)


def loop_of_names():
    def change(pdf):
        tree = pdf.make_indirect(Dictionary())
        tree.Kids = Array([tree])
        pdf.Root.Names = Dictionary(Dests=tree, EmbeddedFiles=tree, JavaScript=tree)

    return edited(paper(), change)


def loop_of_fields():
    def change(pdf):
        field = pdf.make_indirect(Dictionary(T="round"))
        field.Kids, field.Parent = Array([field]), field
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        pdf.pages[0].obj.Annots = Array([field])

    return edited(paper(), change)


def loop_of_elements():
    def change(pdf):
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, Alt="round"))
        element.K = Array([element])
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=element))

    return edited(paper(), change)


def loop_of_actions():
    def change(pdf):
        action = pdf.make_indirect(Dictionary(S=Name.Named, N=Name.NextPage))
        action.Next = Array([action, action])
        pdf.Root.OpenAction = action

    return edited(paper(), change)


def laughing_metadata():
    """Each entity is ten of the one before."""
    lines = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    xml = b'<!DOCTYPE x [<!ENTITY l0 "ha">%s]><x:xmpmeta xmlns:x="adobe:ns:meta/">&l11;' % lines

    def change(pdf):
        pdf.Root.Metadata = pdf.make_stream(xml + b"</x:xmpmeta>")
        pdf.Root.Metadata.Type, pdf.Root.Metadata.Subtype = Name.Metadata, Name.XML

    return edited(paper(), change)


def own_length():
    return page(content=b"<< /Length 4 0 R >>\nstream\nq Q\nendstream")


def object_stream(numbers=1, extra=b"", holder=4):
    body = stream(b"3 0 " + LEAF, b"/Type /ObjStm /N %d /First 4 %s" % (numbers, extra))
    return cross_referenced({1: CATALOGUE, 2: node(3), 4: body}, within={3: (holder, 0)})


CASES = [
    refused("a bomb in two filters", lambda: bomb(2, 64 * MEGABYTE), "resource"),
    refused("content of 4 GB in three filters", lambda: content_bomb(4096, 3), "resource"),
    refused("content of 100 MB in one filter", lambda: content_bomb(100, 1), "resource"),
    survived("a hundred filters", lambda: page(content=stream(b"x", flate(100)))),
    survived("a thousand hexadecimal filters", lambda: page(content=stream(b"61>", HEXED))),
    refused("an object stream of 4 GB", lambda: packed_objects(4096), "resource"),
    refused("an object stream of 300 MB", lambda: packed_objects(300), "resource"),
    survived("an object stream of a billion objects", lambda: object_stream(10**9)),
    survived("an object stream that extends itself", lambda: object_stream(1, b"/Extends 4 0 R")),
    survived("an object in a stream that is not there", lambda: object_stream(holder=9)),
    survived("an object stream within itself", lambda: object_stream(holder=3)),
    refused("a font file of 300 MB", lambda: heavy_font(300), "resource"),
    refused("a hundred thousand objects", many_objects, "resource"),
    refused("a million letters on a page", lambda: glyphs(1_000_000), "resource"),
    survived("a million letters on one spot", lambda: glyphs(1_000_000, b"0 0")),
    refused("an image of ten thousand megapixels", lambda: picture(100_000, 100_000), "resource"),
    refused(
        "an image of 900 megapixels that is all there",
        lambda: picture(30_000, 30_000, inflating(859, 2), flate(2)),
        "resource",
    ),
    survived("an image of negative size", lambda: picture(-5, -7)),
    survived("an image of one row and 2^31 columns", lambda: picture(2**31 - 1, 1)),
    survived(
        "a JPEG 2000 that is none", lambda: picture(9, 9, b"\0\0\0\x0cjP  ", b"/Filter /JPXDecode")
    ),
    survived("a JBIG2 that is none", lambda: picture(9, 9, b"\x97JB2", b"/Filter /JBIG2Decode")),
    survived(
        "a predictor of a billion columns",
        lambda: picture(
            9,
            9,
            zlib.compress(bytes(99)),
            b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 1000000000 >>",
        ),
    ),
    either("a billion pages in a kilobyte", exploding_tree, *TREE),
    either("a million times the same page", lambda: many_kids(1_000_000), *TREE),
    refused("one page shown three times", lambda: many_kids(3), "too-long"),
    either("a tree of ten thousand levels", lambda: deep_tree(10_000), "resource", "broken"),
    either(
        "a tree that leads back",
        lambda: raw_pdf(CATALOGUE, node(3, 2), LEAF),
        "resource",
        "broken",
    ),
    refused("five pages that say they are two", lambda: with_count(2, 5), "too-long"),
    accepted(
        "two pages that say they are five",
        lambda: edited(paper(), lambda pdf: setattr(pdf.Root.Pages, "Count", 5)),
        may={"repaired"},
    ),
    survived("a table before itself", loop_of_tables),
    survived("a stream of tables before itself", lambda: loop_of_tables(b"/XRefStm 9")),
    survived(
        "a size of two billion",
        lambda: raw_pdf(CATALOGUE, node(3), LEAF).replace(b"/Size 4", b"/Size 2147483647"),
    ),
    survived("a hundred thousand brackets in the catalogue", deep_array),
    survived(
        "a hundred thousand brackets in the content",
        lambda: page(content=b"[" * 100_000 + b"]" * 100_000 + b" TJ"),
    ),
    survived("a million states saved", lambda: page(content=b"q " * 1_000_000)),
    survived("a length that is its own", own_length),
    refused("forms in forms, ten to the tenth", forms_in_forms, "resource"),
    survived("a form that draws itself", form_in_itself),
    survived("a pattern that is filled with itself", pattern_in_itself),
    survived("a letter written with itself", letter_in_itself),
    survived("a mask masked by itself", mask_in_itself),
    survived(
        "a line of a hundred million dashes",
        lambda: page(content=b"[.00001] 0 d 0 0 m 595 842 l S"),
    ),
    survived("a path of half a million arcs", lambda: page(content=ARCS)),
    survived("bookmarks in a circle", loop_of_bookmarks),
    survived("names in a circle", loop_of_names),
    survived("fields in a circle", loop_of_fields),
    survived("elements in a circle", loop_of_elements),
    survived("actions in a circle", loop_of_actions),
    survived("metadata that laughs a billion times", laughing_metadata),
    survived("content that scales to nothing", lambda: edited(paper(), code(b"0 0 0 0 0 0 cm"))),
    survived(
        "content that scales beyond all", lambda: edited(paper(), code(b"1e38 0 0 1e38 1e38 0 cm"))
    ),
]
