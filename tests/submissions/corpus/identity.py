"""Who wrote it: where a file says so, and where it only seems to."""

from io import BytesIO

from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from reportlab.lib.utils import ImageReader

from tests.submissions.corpus.actives import action, linked, noted, rooted
from tests.submissions.corpus.case import IDENTITY, accepted
from tests.submissions.corpus.press import BOLD, body, edited, half_empty, paper, roomy, write

TEXT, META, LINK = {"identity-text"}, {"identity-metadata"}, {"identity-link"}
COMMON = (
    ("Li Wei", "li@pau.example", "MIT"),
    ("May Young", "may@pau.example", "ENS"),
    ("An Le", "an@pau.example", "Institute of Energy"),
)
ENTRIES = (
    "[1] E. Strubell, A. Ganesh, A. McCallum. Energy and policy considerations. ACL, 2019.",
    "[2] P. Henderson et al. Systematic reporting of the energy of learning. JMLR 21, 2020.",
    "[3] Zoé Etchegaray and Iñaki Larrañaga. Wattmeters for all. Université de Bidache, 2019.",
    "[4] D. Patterson et al. Carbon emissions and large network training. 2021.",
)


def said(*texts, size=9, y=300):
    """The lines stand in the paper's text."""

    def spoil(made):
        for line, text in enumerate(texts):
            write(made, 60, y - 12 * line, text, size)

    return lambda: roomy(spoil)


def spaced(text, space):
    """With room between the letters, as in capitals for a title."""

    def spoil(made):
        made.setFont(BOLD, 9)
        made.drawString(60, 300, text, charSpace=space)

    return lambda: roomy(spoil)


def overprinted(made):
    """Letter and accent are glyphs of their own, one on the other."""
    x = 60
    for text, width in (("Zo", None), ("´", 0), ("e Etchegaray", None)):
        write(made, x, 300, text)
        x += made.stringWidth(text) if width is None else width


def turned(made):
    made.saveState()
    made.translate(560, 200)
    made.rotate(90)
    write(made, 0, 0, "Zoé Etchegaray, in the margin", 8)
    made.restoreState()


def unseen(made):
    made.saveState()
    made.setFillGray(1)
    write(made, 60, 300, "Zoé Etchegaray, Université de Bidache", 8)
    made.restoreState()


def listed(*behind, heading="References", entries=ENTRIES):
    """A list of references on the last page, and what stands behind it."""

    def draw(made, number):
        if number == 1:
            return body(made, number)
        half_empty(made, number)
        write(made, 60, 390, heading, 12, BOLD)
        for line, text in enumerate(entries):
            write(made, 60, 372 - 12 * line, text, 8)
        for line, text in enumerate(behind):
            write(made, 60, 300 - 16 * line, text, 12 if line == 0 else 9)
        return None

    return lambda: paper(draw=draw)


def informed(**info):
    """What the file says of itself in the old way."""

    def change(pdf):
        for name, value in info.items():
            pdf.docinfo[f"/{name}"] = value

    return lambda: edited(paper(), change)


def xmp(text, encoding="utf-8"):
    body = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<rdf:Description rdf:about=""><dc:creator><rdf:Seq><rdf:li>{text}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
    return body.encode(encoding)


def described(text, where="document", encoding="utf-8"):
    """XMP of the document, of a page, of an image, of a font."""

    def change(pdf):
        data = pdf.make_stream(xmp(text, encoding), Type=Name.Metadata, Subtype=Name.XML)
        page = pdf.pages[0]
        if where == "document":
            pdf.Root.Metadata = data
        elif where == "page":
            page.obj.Metadata = data
        elif where == "image":
            next(iter(page.obj.Resources.XObject.values())).Metadata = data
        else:
            page.obj.Resources.Font["/F2+0"].Metadata = data

    return lambda: edited(roomy(pictured), change)


def photograph(artist=None, comment=None):
    """A JPEG that says who took it."""
    file, exif = BytesIO(), Image.Exif()
    if artist:
        exif[0x013B] = artist
    more = {"comment": comment} if comment else {}
    Image.new("RGB", (60, 40), (90, 120, 60)).save(file, "JPEG", exif=exif, **more)
    return file.getvalue()


def pictured(made):
    made.drawImage(ImageReader(Image.new("L", (40, 30), 90)), 300, 80, 80, 60)


def with_photograph(content, packed=False):
    """The JPEG as it came, or packed once more."""

    def change(pdf):
        image = pdf.make_stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=60,
            Height=40,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
        )
        if packed:
            import zlib

            filters = Array([Name.FlateDecode, Name.DCTDecode])
            image.write(zlib.compress(content), filter=filters)
        else:
            image.write(content, filter=Name.DCTDecode)
        name = str(pdf.pages[0].add_resource(image, Name.XObject)).encode()
        pdf.pages[0].contents_add(b"q 90 0 0 60 80 200 cm %s Do Q" % name)

    return lambda: edited(roomy(), change)


def from_folder(path):
    """As pdfTeX notes where an included figure came from."""

    def change(pdf):
        form = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form)
        form.BBox = Array([0, 0, 9, 9])
        form["/PTEX.FileName"] = String(path)
        name = str(pdf.pages[0].add_resource(form, Name.XObject)).encode()
        pdf.pages[0].contents_add(b"q 1 0 0 1 60 200 cm %s Do Q" % name)

    return lambda: edited(roomy(), change)


def pieces(text):
    piece = Dictionary(LastModified="D:2026", Private=Dictionary(Owner=text))
    return rooted(PieceInfo=Dictionary(Illustrator=piece))


def bookmarked(text):
    def change(pdf):
        item = pdf.make_indirect(Dictionary(Title=text, Dest="section.1"))
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))

    return lambda: edited(paper(), change)


def spoken(text, key="Alt"):
    """What is read out instead of a figure."""

    def change(pdf):
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure))
        element[f"/{key}"] = text
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=element))

    return lambda: edited(paper(), change)


def layer(pdf):
    made = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Zoé Etchegaray’s figure"))
    return Dictionary(OCGs=Array([made]), D=Dictionary())


def to(address):
    return linked(action("URI", URI=address))


def by(*people):
    return {"policy": {"authors": tuple(people)}}


def openly(case_make, name):
    """The same where authors may be named: no word about it."""
    return accepted(f"{name}, where authors are named", case_make, policy={"anonymous": False})


BLOCK = said("Zoé Etchegaray", "Université de Bidache", "zoe.etchegaray@bidache.example")
COMMENT = noted("Text", T="Zoé Etchegaray", Contents="To do: shorten this.")
AUTHOR = informed(Author="Zoé Etchegaray")
ANY = {"some": IDENTITY}
CASES = [
    accepted("an author block", BLOCK, TEXT),
    accepted("a name alone", said("Zoé Etchegaray"), TEXT),
    accepted("the second author’s name alone", said("I. and P. or Iñaki Larrañaga"), TEXT),
    accepted("an address alone", said("Contact: inaki@garazi.example"), TEXT),
    accepted("an affiliation alone", said("Laboratoire Garazi, Garazi"), TEXT),
    accepted("a name without its accents", said("Zoe Etchegaray, Inaki Larranaga"), TEXT),
    accepted("an accent set on its letter, as by TeX", lambda: roomy(overprinted), TEXT),
    accepted("a tilde set before its letter", said("I˜naki Larra˜naga"), TEXT),
    accepted("an accent beside its letter", said("Zo´e Etchegaray"), may=TEXT),
    accepted("an accent between words", said("Zo ´e Etchegaray"), may=TEXT),
    accepted("capitals", said("ZOÉ ETCHEGARAY"), TEXT),
    accepted("spaced letters", spaced("ZOÉ ETCHEGARAY", 3), TEXT),
    accepted(
        "a name over two lines", said("we thank our Zoé", "Etchegaray for her patience"), TEXT
    ),
    accepted("a name hyphenated", said("by Zoé Etche-", "garay and others"), TEXT),
    accepted("the surname first", said("ETCHEGARAY, Zoé"), may=TEXT),
    accepted("an initial", said("Z. Etchegaray, I. Larrañaga"), may=TEXT),
    accepted("a name up the margin", lambda: paper(turned), TEXT, {"margins"}),
    accepted("a name in white", lambda: roomy(unseen), {"hidden-text"}, TEXT),
    accepted("a name in small letters on page 1", said("© Zoé Etchegaray", size=6), TEXT),
    accepted(
        "a name in the acknowledgement", said("Acknowledgement", "We thank Zoé Etchegaray."), TEXT
    ),
    accepted(
        "a name in an appendix", listed("A  Appendix", "Measured by Zoé Etchegaray at home."), TEXT
    ),
    accepted(
        "self-citation in the first person",
        said("In our earlier work (Etchegaray, 2019) we"),
        may=TEXT,
    ),
    accepted(
        "a surname in the running head", said("Etchegaray et al.", y=820), may={*TEXT, "margins"}
    ),
    accepted("in the file’s properties", AUTHOR, META),
    accepted(
        "an address in the properties", informed(Subject="zoe.etchegaray@bidache.example"), META
    ),
    accepted("in a property of one’s own", informed(Company="Université de Bidache"), META),
    accepted("in the properties, without accents", informed(Author="Etchegaray Zoe"), META),
    accepted("among keywords", informed(Keywords="joules; Iñaki Larrañaga; watts"), META),
    accepted(
        "in the title of the properties", informed(Title="joules-zoe-etchegaray-v3.docx"), META
    ),
    accepted("in XMP alone", described("Zoé Etchegaray"), META),
    accepted("in XMP of UTF-16", described("Zoé Etchegaray", encoding="utf-16"), META),
    accepted("in XMP with numbers for letters", described("Zo&#233; Etchegaray"), META),
    accepted("in XMP of a page", described("Zoé Etchegaray", "page"), META),
    accepted("in XMP of an image", described("Zoé Etchegaray", "image"), META),
    accepted("in XMP of a font", described("Zoé Etchegaray", "font"), may=META),
    accepted("in private data of a program", pieces("Zoé Etchegaray"), META),
    accepted("in the path of a figure", from_folder("/home/zoe.etchegaray/joules/plot.pdf"), META),
    accepted("artist of a photograph", with_photograph(photograph("Zoe Etchegaray")), META),
    accepted(
        "artist of a packed photograph", with_photograph(photograph("Zoe Etchegaray"), True), META
    ),
    accepted(
        "comment of a photograph", with_photograph(photograph(comment=b"by Zoe Etchegaray")), META
    ),
    accepted("author of a comment", COMMENT, {"annotations"}, some=IDENTITY),
    accepted(
        "in a comment",
        noted("Text", Contents="Zoé Etchegaray will check"),
        {"annotations"},
        some=IDENTITY,
    ),
    accepted(
        "in the note of a link",
        noted("Link", Contents="Page of Zoé Etchegaray", Dest="here"),
        **ANY,
    ),
    accepted("in a bookmark", bookmarked("Zoé Etchegaray: Joules"), **ANY),
    accepted("in what is read out", spoken("Zoé Etchegaray holds a wattmeter"), **ANY),
    accepted("in what is read instead", spoken("by Zoé Etchegaray", "ActualText"), **ANY),
    accepted("in the name of a layer", rooted(OCProperties=layer), may=IDENTITY),
    accepted(
        "in a personal repository’s address",
        to("https://github.com/zoe-etchegaray/joules"),
        LINK,
        {"remote-link"},
    ),
    accepted(
        "in a page’s address", to("https://zetchegaray.github.io/joules"), LINK, {"remote-link"}
    ),
    accepted("in a mail link", to("mailto:inaki@garazi.example"), LINK, {"remote-link"}),
    accepted(
        "in an address with escapes",
        to("https://x.example/Zo%C3%A9%20Etchegaray"),
        LINK,
        {"remote-link"},
    ),
    accepted(
        "in a link to one’s own disk",
        to("file:///home/zoe.etchegaray/joules.bib"),
        LINK,
        {"remote-link"},
    ),
    accepted(
        "a name in other letters",
        informed(Author="李伟"),
        META,
        **by(("李伟", "li@pau.example", "Pau")),
    ),
    accepted(
        "ø and ł without them",
        said("Lukasz Orsted"),
        may=TEXT,
        **by(("Łukasz Ørsted", "l@pau.example", "Pau")),
    ),
    accepted(
        "a typographic apostrophe",
        said("Aoife O’Neill-Byrne"),
        TEXT,
        **by(("Aoife O'Neill Byrne", "a@pau.example", "Pau")),
    ),
    accepted(
        "a middle name left out",
        said("Zoé Etchegaray"),
        may=TEXT,
        **by(("Zoé Maïté Etchegaray", "z@pau.example", "Bidart")),
    ),
    openly(BLOCK, "an author block"),
    openly(AUTHOR, "in the file’s properties"),
    openly(to("https://github.com/zoe-etchegaray/joules"), "a personal repository"),
    # What only seems to
    accepted("a name among the references", listed()),
    accepted("a name among the references of a bibliography", listed(heading="Bibliography")),
    accepted("a name among numbered references", listed(heading="7  References")),
    accepted("a citation in the third person", said("as shown before (Etchegaray et al., 2019)")),
    accepted("another’s name with the same surname", said("We follow Koldo Etchegaray (2004).")),
    accepted("another’s first name", said("Zoé Saldana and Iñaki Gabilondo are no authors.")),
    accepted("thanks to others", said("We thank Ana Moreau, Université de Nulle Part.")),
    accepted(
        "nobody in the properties", informed(Author="Anonymous", Title="Joules at the socket")
    ),
    accepted(
        "a program in the properties", informed(Creator="LaTeX with hyperref", Producer="pdfTeX")
    ),
    accepted("a figure of one’s own folder", from_folder("./figures/plot.pdf")),
    accepted("a photograph without a name", with_photograph(photograph("Canon EOS"))),
    accepted(
        "someone’s repository", to("https://github.com/pytorch/examples"), may={"remote-link"}
    ),
    accepted(
        "an anonymous repository",
        to("https://anonymous.4open.science/r/joules-1C4F"),
        may={"remote-link"},
    ),
    accepted("a bookmark of a section", bookmarked("1 Introduction")),
    accepted("a figure described", spoken("A curve of power over ten minutes")),
    accepted(
        "Li Wei within Pauli weights", said("the Pauli weights, all Pauli-weighted"), **by(*COMMON)
    ),
    accepted(
        "May Young in a sentence",
        said("In May young networks, and we may, young"),
        may=TEXT,
        **by(*COMMON),
    ),
    accepted(
        "An Le within an lemma", said("an lemma, an leaf, an level of an Le\u0301vy"), **by(*COMMON)
    ),
    accepted(
        "MIT and ENS within words",
        said("permit the tensor, limit, transmit, sensors"),
        **by(*COMMON),
    ),
    accepted(
        "common words in an address",
        to("https://github.com/lithium/mayflower"),
        may={"remote-link"},
        **by(*COMMON),
    ),
    accepted(
        "common names, openly cited",
        said("(Li et al., 2020; Young, 2019; Le and May, 2021)"),
        **by(*COMMON),
    ),
]
