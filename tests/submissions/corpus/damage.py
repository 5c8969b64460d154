"""What happens to files on their way, and the ways of changing one by writing more behind it."""

import re
from io import BytesIO

import pikepdf

from tests.pdfs import CATALOGUE, LEAF, node, raw_pdf
from tests.submissions.corpus.case import IDENTITY, accepted, either, refused, survived
from tests.submissions.corpus.press import edited, paper, write

MENDED = {"warn": {"repaired"}, "may": {"trailing-data"}}


def cut(share):
    return lambda: paper()[: int(len(paper()) * share)]


def without_table():
    content = paper()
    return content[: content.rindex(b"xref\n0")]


def with_wrong_places():
    """Every place in the table is seven too far, as when line ends were changed."""
    return re.sub(rb"(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % (int(m[1]) + 7), paper())


def with_start(place):
    return re.sub(rb"startxref\n\d+", b"startxref\n%d" % place, paper())


def with_other_lines():
    return paper().replace(b"\n", b"\r\n")


def without_a_bit():
    """As by a mail programme of old: the eighth bit of each byte is gone."""
    return bytes(byte & 127 for byte in edited(paper()))


def with_noise(share, length=3000):
    content = edited(paper())
    start = int(len(content) * share)
    noise = bytes((n * n * 31 + 7) % 256 for n in range(length))
    return content[:start] + noise + content[start + length :]


def with_spoiled_content():
    """The packed content of both pages has lost its middle."""

    def change(pdf):
        for page in pdf.pages:
            raw = page.obj.Contents.read_bytes()
            page.obj.Contents = pdf.make_stream(raw[:200] + b"\xff(<<[ 99 garbage" + raw[900:])

    return edited(paper(), change)


def update(content, objects, root=None):
    """Write objects behind a file, with a table that leads to the one before."""
    before = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    size = max(max(objects) + 1, *map(int, re.findall(rb"/Size (\d+)", content)))
    root = root or re.findall(rb"/Root (\d+) 0 R", content)[-1]
    table = b"xref\n0 1\n0000000000 65535 f \n"
    for number, text in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    trailer = b"trailer\n<< /Size %d /Root %s 0 R /Prev %d >>\n" % (size, root, before)
    return content + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(content)


def contents_of(content):
    """The number of the object that holds the first page's content."""
    return int(re.search(rb"/Contents (\d+) 0 R", content)[1])


def stream(data):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def signed_by_an_author(made):
    write(made, 60, 800, "Zoé Etchegaray, Université de Bidache, zoe.etchegaray@bidache.example")


def revised():
    """The authors stood on the first revision; the second has the page without their line."""
    first = paper(signed_by_an_author)
    with pikepdf.open(BytesIO(first)) as pdf:
        shown = pdf.pages[0].obj.Contents.read_bytes()
    return update(first, {contents_of(first): stream(shown[: shown.rindex(b"BT /F")])})


def touched():
    """An update that changes nothing of what is seen."""
    content = paper()
    return update(content, {900: b"<< /Seen true >>"})


def sealed():
    """As a signing programme leaves it: a field, its signature, and the file as it was in front."""
    content = edited(paper(), object_stream_mode=0)
    signature = b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached "
    signature += b"/ByteRange [0 100 200 300] /Contents <%s> >>" % (b"00" * 200)
    field = b"<< /FT /Sig /T (Signature1) /V 901 0 R /Type /Annot /Subtype /Widget "
    field += b"/Rect [0 0 0 0] /F 132 >>"
    root = int(re.findall(rb"/Root (\d+) 0 R", content)[-1])
    pages = re.search(rb"/Pages (\d+ 0 R)", content)[1]
    catalogue = b"<< /Type /Catalog /Pages %s /AcroForm << /Fields [902 0 R] /SigFlags 3 >> >>"
    return update(content, {901: signature, 902: field, root: catalogue % pages})


def linearised():
    return edited(paper(), linearize=True)


def linearised_and_updated():
    return update(linearised(), {900: b"<< /Seen true >>"})


def plain(*objects):
    return lambda: raw_pdf(*objects)


CASES = [
    *[either(f"cut at {share:.0%}", cut(share), "broken") for share in (0.02, 0.1, 0.5)],
    either("cut at 90%", cut(0.9), "broken", "accept", **MENDED),
    accepted("the last ten bytes are missing", lambda: paper()[:-10], may={"repaired"}),
    accepted("the end mark is missing", lambda: paper()[:-6], may={"repaired"}),
    either(
        "the table is missing, and who is the root", without_table, "broken", "accept", **MENDED
    ),
    accepted("the table has wrong places", with_wrong_places, **MENDED),
    accepted("the table is sought at 0", lambda: with_start(0), **MENDED),
    accepted("the table is sought beyond the end", lambda: with_start(10**9), **MENDED),
    either("other line ends, as by FTP", with_other_lines, "broken", "accept", **MENDED),
    either(
        "seven bits of each byte",
        without_a_bit,
        "broken",
        "accept",
        some={"no-text", "repaired", "fonts-not-embedded"},
    ),
    either(
        "noise near the beginning",
        lambda: with_noise(0.1),
        "broken",
        "accept",
        some=MENDED["warn"] | {"no-text", "fonts-not-embedded"},
    ),
    either(
        "noise at the end",
        lambda: with_noise(0.95),
        "broken",
        "accept",
        warn=MENDED["warn"],
        may={"trailing-data", "fonts-not-embedded"},
    ),
    survived("spoiled content", with_spoiled_content),
    refused("no catalogue", plain(b"<< /Odd true >>", node(3), LEAF), "broken"),
    refused("no page tree", plain(b"<< /Type /Catalog >>", node(3), LEAF), "broken"),
    refused("a page tree that is a number", plain(b"<< /Type /Catalog /Pages 7 >>"), "broken"),
    refused("no pages", plain(CATALOGUE, node(count=0)), "broken"),
    refused("kids that are a word", plain(CATALOGUE, b"<< /Type /Pages /Kids /None >>"), "broken"),
    either(
        "a page that is missing",
        plain(CATALOGUE, node(3, 9), LEAF),
        "broken",
        "accept",
        some={"no-text"},
        may={"repaired"},
    ),
    either("a page that is an array", plain(CATALOGUE, node(3), b"[1 2 3]"), "broken"),
    survived(
        "a catalogue that is its own page tree",
        plain(b"<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>"),
    ),
    accepted("blank lines behind it", lambda: paper() + b"\r\n\r\n"),
    accepted("padded with zeros", lambda: paper() + bytes(512), may={"trailing-data"}),
    accepted(
        "a kilobyte of other things behind it",
        lambda: paper() + b"secret\0" * 150,
        {"trailing-data"},
        {"repaired"},
    ),
    accepted(
        "a web server's remark behind it",
        lambda: paper() + b"<!-- served in 3 ms by node seven, Tuesday -->\n",
        {"trailing-data"},
    ),
    accepted(
        "two files in one",
        lambda: paper() + paper(pages=1),
        may={"repaired"},
        some={"trailing-data", "incremental"},
    ),
    accepted("a second revision without the authors", revised, {"incremental"}, IDENTITY),
    accepted("an update of nothing that is seen", touched, {"incremental"}),
    accepted("a signature", sealed, may={"incremental", "form", "annotations"}),
    accepted("linearised", linearised),
    accepted("linearised, with an update", linearised_and_updated, {"incremental"}),
    accepted("packed with object streams", lambda: edited(paper(), object_stream_mode=2)),
]
