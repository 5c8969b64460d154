"""Papers that an author's tools have dressed, and what is looked for in their copies."""

from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from submissions.pdf.people import Person
from tests.pdfs import paper, saved

ANA = Person("Ana Moreau", "ana@pau.example.org", "Bidache")
WORDS = ("Ana Moreau", "moreau", "ana@pau.example.org")


def dressed(dress):
    with pikepdf.open(BytesIO(paper())) as pdf:
        dress(pdf)
        return saved(pdf)


def drawn(content):
    """Every pixel of every page, without annotations."""
    document = pypdfium2.PdfDocument(content)
    return [bytes(page.render(scale=0.5, draw_annots=False).buffer) for page in document]


def found_in(content):
    """The words that stand in the inflated bytes, pictures as they are."""
    with pikepdf.open(BytesIO(content)) as pdf:
        plain = saved(
            pdf,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    plain = plain.replace(b"\0", b"").lower()
    return [word for word in WORDS if word.lower().encode() in plain]


def stream(pdf, content=b"by Ana Moreau", **keys):
    return pdf.make_indirect(Stream(pdf, content, **keys))


def add_content(pdf, content):
    page = pdf.pages[0]
    page.contents_add(content)


def jpeg(**more):
    file = BytesIO()
    image = Image.effect_noise((64, 48), 90).convert("RGB")
    exif = Image.Exif()
    exif[0x013B] = "Ana Moreau"
    image.save(file, "JPEG", exif=exif, comment=b"Ana Moreau", **more)
    return file.getvalue() + b"Ana Moreau"


def show_picture(pdf, content, packer, width=64, height=48):
    picture = stream(pdf, content, Type=Name.XObject, Subtype=Name.Image, Filter=packer)
    picture.Width, picture.Height, picture.BitsPerComponent = width, height, 8
    picture.ColorSpace = Name.DeviceRGB
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im1=picture)
    add_content(pdf, b"q 200 0 0 200 60 60 cm /Im1 Do Q")


def pack_a_text(pdf):
    text = stream(pdf, b"written by Ana Moreau in Pau")
    pdf.pages[1].obj.Resources.ExtGState = Dictionary(G0=Dictionary(HT=text))


def annotation(subtype=Name.Link, **more):
    return Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array([60, 700, 160, 712]), **more)


def link(address, **more):
    return annotation(A=Dictionary(S=Name.URI, URI=String(address)), **more)


def places(pdf, names):
    """As LaTeX makes them: a tree of names, and a link to each."""
    pages = [page.obj for page in pdf.pages]
    pairs = [
        part
        for number, name in enumerate(names)
        for part in (String(name), Array([pages[number % 2], Name.XYZ, 60, 700, 0]))
    ]
    leaf = pdf.make_indirect(Dictionary(Names=Array(pairs), Limits=Array([pairs[0], pairs[-2]])))
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Kids=Array([leaf]))))
    go = [annotation(A=Dictionary(S=Name.GoTo, D=String(name))) for name in names]
    pages[0].Annots = Array([*go, *(annotation(Dest=String(name)) for name in names)])
