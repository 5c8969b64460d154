"""The blind copy: what is taken out, the near miss that stays, and when there is no copy."""

import re
import sys
import time
import zlib
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Stream, String
from PIL import Image

from submissions.pdf import blind as blinding
from submissions.pdf import measuring
from submissions.pdf.blind import make_blind_copy
from submissions.pdf.people import Person
from tests import pdfs as files
from tests.pdfs import CATALOGUE, LEAF, node, paper, raw_pdf, saved

ANA = Person("Ana Moreau", "ana@pau.example.org", "Bidache")
WORDS = ("Ana Moreau", "moreau", "ana@pau.example.org")


@pytest.fixture
def attempt(tmp_path):
    """(what came of it, the copy's bytes or None)"""

    def attempted(content, people=(ANA,), name="proposal.pdf"):
        path, out = tmp_path / name, tmp_path / "copy.pdf"
        path.write_bytes(content)
        out.unlink(missing_ok=True)
        facts = make_blind_copy(path, out, people)
        return facts, out.read_bytes() if out.exists() else None

    return attempted


@pytest.fixture
def blinded(attempt):
    """The copy of a file that an author's tool has dressed, opened."""

    def copied(dress, people=(ANA,)):
        content = dressed(dress)
        facts, copy = attempt(content, people)
        assert (facts["outcome"], facts["left"]) == ("made", [])
        assert drawn(copy) == drawn(content)
        assert not found_in(copy)
        return pikepdf.open(BytesIO(copy))

    return copied


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


# The document


def test_metadata_goes_from_the_document_and_from_everything_in_it(blinded):
    def dress(pdf):
        pdf.docinfo["/Author"] = "Ana Moreau"
        pdf.docinfo["/Manager"] = "moreau"
        pdf.Root.Metadata = stream(pdf, Type=Name.Metadata, Subtype=Name.XML)
        for page in pdf.pages:
            page.obj.Metadata = stream(pdf, Type=Name.Metadata, Subtype=Name.XML)
            page.obj.LastModified = String("D:20260101")
            page.obj.PieceInfo = Dictionary(Word=Dictionary(Private=String("moreau")))
            page.obj.Thumb = stream(pdf, Width=1, Height=1)
            page.obj.Whatever = Dictionary(By=String("Ana Moreau"))
        pdf.Root.Other = Dictionary(By=Array([String("Ana Moreau")]))
        pdf.trailer.Private = String("Ana Moreau")

    with blinded(dress) as copy:
        assert set(copy.trailer.keys()) <= {"/Root", "/Size", "/ID", "/Type", "/W", "/Length"} | {
            "/Index",
            "/Filter",
            "/DecodeParms",
        }
        assert "/Metadata" not in copy.Root
        assert not {"/Metadata", "/PieceInfo", "/Thumb", "/LastModified"} & set(
            copy.pages[0].keys()
        )


def test_the_title_in_the_language_of_pages_and_their_labels_stay(blinded):
    def dress(pdf):
        pdf.Root.Lang = String("en-GB")
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String("A-"))]))
        pdf.Root.PageMode = Name.UseOutlines

    with blinded(dress) as copy:
        assert str(copy.Root.Lang) == "en-GB"
        assert str(copy.Root.PageLabels.Nums[1].P) == "A-"
        assert copy.Root.PageMode == Name.UseOutlines


def test_scripts_and_actions_go_and_a_place_to_open_at_stays(blinded):
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('Moreau')"))

    def dress(pdf):
        pdf.Root.AA = Dictionary(WC=script)
        pdf.Root.OpenAction = script
        pdf.pages[0].obj.AA = Dictionary(O=script)
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("m"), script])))

    def dress_well(pdf):
        pdf.Root.OpenAction = Array([pdf.pages[1].obj, Name.Fit])

    with blinded(dress) as copy:
        assert not {"/AA", "/OpenAction", "/Names"} & set(copy.Root.keys())
        assert "/AA" not in copy.pages[0].obj
    with blinded(dress_well) as copy:
        assert copy.Root.OpenAction[0].objgen == copy.pages[1].obj.objgen


def test_attachments_go(blinded):
    def dress(pdf):
        pdf.attachments["moreau.tex"] = b"\\author{Ana Moreau}"
        pdf.Root.AF = Array([pdf.attachments["moreau.tex"].obj])

    with blinded(dress) as copy:
        assert len(copy.attachments) == 0
        assert "/AF" not in copy.Root


def test_forms_and_signatures_go(blinded):
    def dress(pdf):
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                Rect=Array([0, 0, 9, 9]),
                FT=Name.Sig,
                V=Dictionary(Type=Name.Sig, Name=String("Ana Moreau"), Contents=String("moreau")),
            )
        )
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        pdf.Root.Perms = Dictionary(DocMDP=field.V)
        pdf.pages[0].obj.Annots = Array([field])

    with blinded(dress) as copy:
        assert not {"/AcroForm", "/Perms"} & set(copy.Root.keys())
        assert len(copy.pages[0].obj.Annots) == 0


def test_an_older_revision_goes(attempt):
    older = dressed(lambda pdf: pdf.docinfo.__setitem__("/Author", "Ana Moreau"))
    update = b"\n9999 0 obj\n<< /By (Ana Moreau) >>\nendobj\n%by Ana Moreau\n"
    start = older[older.rindex(b"startxref") :].split()[1]
    trailer = b"trailer << /Size 10000 /Root 1 0 R /Prev %s >>" % start
    table = b"xref\n0 0\n" + trailer + b"\nstartxref\n%d\n" % (len(older) + len(update))

    facts, copy = attempt(older + update + table + b"%%EOF\n")

    assert facts["outcome"] == "made"
    assert copy.count(b"startxref") == 1
    assert not found_in(copy)


# Links, notes, bookmarks, places


def annotation(subtype=Name.Link, **more):
    return Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array([60, 700, 160, 712]), **more)


def link(address, **more):
    return annotation(A=Dictionary(S=Name.URI, URI=String(address)), **more)


@pytest.mark.parametrize(
    "one",
    [
        link("https://github.example/anamoreau/warm"),
        link("mailto:ana@pau.example.org"),
        link("https://example.org/~moreau/"),
        link("https://warm.example.org/", Contents=String("page of Ana Moreau")),
        link("https://example.org/%4doreau"),
        annotation(A=Dictionary(S=Name.GoToR, F=String("/home/moreau/warm.pdf"))),
        annotation(A=Dictionary(S=Name.Launch, F=String("moreau.exe"))),
        annotation(Name.Text, T=String("Ana Moreau"), Contents=String("better so?")),
        annotation(Name.Highlight, Contents=String("to do")),
        annotation(Name.FileAttachment, FS=Dictionary(F=String("moreau.zip"))),
    ],
    ids=range(10),
)
def test_a_link_to_an_author_and_any_note_go_and_their_neighbours_stay(blinded, one):
    def dress(pdf):
        own, near = pdf.make_indirect(one), link("https://warm.example.org/2026/")
        pdf.Root.StructTreeRoot = Dictionary(K=Dictionary(Type=Name.OBJR, Obj=own))
        pdf.pages[0].obj.Annots = Array([own, near, link("https://youngsters.example.org/")])

    with blinded(dress) as copy:
        links = copy.pages[0].obj.Annots
        addresses = ["https://warm.example.org/2026/", "https://youngsters.example.org/"]
        assert [str(kept.A.URI) for kept in links] == addresses


def bookmarks(copy):
    with copy.open_outline() as outline:
        return [told(item) for item in outline.root]


def told(item):
    return [item.title, *map(told, item.children)] if item.children else item.title


def test_a_bookmark_with_a_name_goes_and_its_siblings_and_what_is_below_stay(blinded):
    def dress(pdf):
        with pdf.open_outline() as outline:
            by = OutlineItem("About Ana Moreau", 0)
            by.children.append(OutlineItem("Her method", 1))
            last = OutlineItem("Results", 1)
            last.children += [OutlineItem("Moreau 2020", 1), OutlineItem("Heat", 1)]
            outline.root += [OutlineItem("Introduction", 0), by, last]

    with blinded(dress) as copy:
        assert bookmarks(copy) == ["Introduction", "Her method", ["Results", "Heat"]]


def test_bookmarks_of_names_alone_leave_none(blinded):
    def dress(pdf):
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("MOREAU, Ana", 0))

    with blinded(dress) as copy:
        assert "/Outlines" not in copy.Root


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


def landed(pdf):
    """The number of the page that each link leads to."""
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    targets = [one.A.D if "/A" in one else one.Dest for one in pdf.pages[0].obj.Annots]
    return [numbers[names[str(target)][0].objgen] for target in targets]


def test_places_named_after_an_author_are_renamed_and_links_still_land(blinded):
    names = ["cite.arrow1963", "cite.moreau2020", "cite.zuse1941", "place.1"]

    with blinded(lambda pdf: places(pdf, names)) as copy:
        assert landed(copy) == [0, 1, 0, 1] * 2
        assert {"cite.arrow1963", "cite.zuse1941"} < set(pikepdf.NameTree(copy.Root.Names.Dests))


def test_places_of_the_old_kind_are_renamed_too(blinded):
    def dress(pdf):
        target = Array([pdf.pages[1].obj, Name.Fit])
        pdf.Root.Dests = Dictionary({"/cite.moreau": target, "/cite.arrow": target})
        links = [annotation(Dest=Name(f"/cite.{name}")) for name in ("moreau", "arrow")]
        pdf.pages[0].obj.Annots = Array(links)

    with blinded(dress) as copy:
        targets = [copy.Root.Dests[one.Dest] for one in copy.pages[0].obj.Annots]
        assert [target[0].objgen for target in targets] == [copy.pages[1].obj.objgen] * 2
        assert "/cite.arrow" in copy.Root.Dests


# Structure, layers, drawings


def test_alternative_texts_with_a_name_go_and_others_stay(blinded):
    def dress(pdf):
        kids = [
            Dictionary(S=Name.Figure, Alt=String("Photograph of Ana Moreau"), T=String("Moreau")),
            Dictionary(S=Name.Figure, Alt=String("Joules by board"), ActualText=String("warm")),
        ]
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = Dictionary(K=Array(kids))

    with blinded(dress) as copy:
        first, second = copy.Root.StructTreeRoot.K
        assert set(first.keys()) == {"/S"}
        assert (str(second.Alt), str(second.ActualText)) == ("Joules by board", "warm")


def test_a_layer_with_a_name_is_called_otherwise(blinded):
    def dress(pdf):
        layers = [
            pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
            for name in ("Notes of Moreau", "Figure")
        ]
        usage = Dictionary(CreatorInfo=Dictionary(Creator=String("Ana Moreau")))
        layers[0].Usage = usage
        order = Array([String("Moreau"), *layers])
        pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=Dictionary(Order=order))

    with blinded(dress) as copy:
        assert [str(one.Name) for one in copy.Root.OCProperties.OCGs] == ["Layer", "Figure"]


def add_content(pdf, content):
    page = pdf.pages[0]
    page.contents_add(content)


def test_properties_and_comments_between_the_drawing_go(blinded):
    def dress(pdf):
        utf16 = "Ana Moreau".encode("utf-16-be").hex().encode()
        add_content(
            pdf,
            b"%% by Ana Moreau\n/Span << /ActualText (Ana Moreau) >> BDC 10 10 5 5 re f EMC\n"
            b"/Figure << /Alt <FEFF%s> /MCID 0 >> BDC EMC /Moreau BMC EMC\n"
            b"/Span << /ActualText (warm) /MCID 1 >> BDC EMC (Moreau) foo\n" % utf16,
        )

    with blinded(dress) as copy:
        content = copy.pages[0].Contents.read_bytes()
        assert b"(warm)" in content
        assert b"10 10 5 5 re" in content


def test_a_drawing_loses_where_it_came_from(blinded):
    def dress(pdf):
        form = stream(
            pdf,
            b"%Ana Moreau\n20 20 50 50 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 99, 99]),
        )
        form["/PTEX.FileName"] = String("/home/moreau/fig.pdf")
        form["/PTEX.InfoDict"] = Dictionary(Author=String("Ana Moreau"))
        form.LastModified = String("D:2026")
        pdf.pages[0].obj.Resources.XObject = Dictionary(Fm1=form)
        add_content(pdf, b"/Fm1 Do")

    with blinded(dress) as copy:
        form = copy.pages[0].obj.Resources.XObject.Fm1
        assert not [key for key in form if key.startswith("/PTEX") or key == "/LastModified"]
        assert b"20 20 50 50 re" in form.read_bytes()


def test_a_comment_in_the_code_of_a_font_goes(blinded):
    def dress(pdf):
        code = stream(pdf, b"%!PS\n% by Ana Moreau\n/CIDInit /ProcSet findresource begin end")
        next(iter(pdf.pages[0].obj.Resources.Font.values())).ToUnicode = code

    blinded(dress).close()


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


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_loses_what_the_camera_wrote_and_no_pixel(blinded, progressive):
    content = jpeg(progressive=progressive)
    assert b"Exif" in content

    with blinded(lambda pdf: show_picture(pdf, content, Name.DCTDecode)) as copy:
        bare = copy.pages[0].obj.Resources.XObject.Im1.read_raw_bytes()

    assert b"Exif" not in bare
    with Image.open(BytesIO(bare)) as new, Image.open(BytesIO(content)) as old:
        assert new.tobytes() == old.tobytes()


def test_a_photograph_that_is_packed_once_more_is_unpacked(blinded):
    packers = Array([Name.FlateDecode, Name.DCTDecode])
    blinded(lambda pdf: show_picture(pdf, zlib.compress(jpeg()), packers)).close()


def test_a_picture_of_the_newer_kind_loses_its_boxes(blinded):
    file = BytesIO()
    Image.effect_noise((64, 48), 90).convert("RGB").save(file, "JPEG2000")
    box = b"<by>Ana Moreau</by>"
    content = file.getvalue()
    place = content.index(b"jp2c") - 4
    boxed = (len(box) + 8).to_bytes(4, "big") + b"xml " + box

    dress = content[:place] + boxed + content[place:]
    with blinded(lambda pdf: show_picture(pdf, dress, Name.JPXDecode)) as copy:
        assert b"xml " not in copy.pages[0].obj.Resources.XObject.Im1.read_raw_bytes()


# What does not count, and what withholds the copy


def test_what_the_pages_show_does_not_count(attempt):
    def dress(pdf):
        font = next(iter(pdf.pages[0].obj.Resources.Font.keys()))
        add_content(pdf, b"BT %s 9 Tf 60 60 Td (Ana Moreau, 100%% Moreau) Tj ET" % font.encode())

    facts, copy = attempt(dressed(dress))

    assert facts["outcome"] == "made"
    assert drawn(copy) == drawn(dressed(dress))


def test_the_name_of_a_font_does_not_count(attempt):
    def dress(pdf):
        next(iter(pdf.pages[0].obj.Resources.Font.values())).BaseFont = Name("/Moreau-Roman")

    assert attempt(dressed(dress))[0]["outcome"] == "made"


def name_a_picture(pdf):
    show_picture(pdf, jpeg(), Name.DCTDecode)
    pictures = pdf.pages[0].obj.Resources.XObject
    pictures.Moreau = pictures.Im1


def pack_a_text(pdf):
    text = stream(pdf, b"written by Ana Moreau in Pau")
    pdf.pages[1].obj.Resources.ExtGState = Dictionary(G0=Dictionary(HT=text))


def photograph_in_pieces(pdf):
    show_picture(pdf, b"\xff\xd8\xff\xe1\xff\xffAna Moreau", Name.DCTDecode)


@pytest.mark.parametrize(
    ("dress", "place"),
    [
        (name_a_picture, {"where": "resource", "page": 1}),
        (pack_a_text, {"where": "resource", "page": 2}),
        (photograph_in_pieces, {"where": "resource", "page": 1}),
    ],
)
def test_what_cannot_be_taken_out_withholds_the_copy(attempt, dress, place):
    facts, copy = attempt(dressed(dress))

    assert (facts["outcome"], copy) == ("withheld", None)
    assert facts["left"] == [place]


def test_the_picture_named_after_somebody_else_is_copied(attempt):
    assert attempt(dressed(name_a_picture), [Person("Ana Young")])[0]["outcome"] == "made"


def test_the_words_of_the_format_are_nobodys_name(attempt):
    people = [Person(f"Ana {name}") for name in ("Parent", "Pages", "Width", "Filter", "Pattern")]

    assert attempt(paper(), people)[0]["outcome"] == "made"


# The file as such


def test_the_copy_has_the_pages_and_pixels_of_a_paper_and_is_the_same_each_time(attempt):
    facts, copy = attempt(paper())

    assert facts["pages"] == 2
    assert drawn(copy) == drawn(paper())
    assert attempt(paper())[1] == copy
    assert attempt(copy)[0]["outcome"] == "made"


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (b"", "not-pdf"),
        (files.docx(), "not-pdf"),
        (files.locked(owner="o", user="u"), "encrypted"),
        (files.locked(owner="o", user=""), "encrypted"),
        (b"%PDF-1.4\n", "broken"),
        (raw_pdf(b"<< /Type /Catalog >>"), "broken"),
        (raw_pdf(CATALOGUE, node(3), node(4, 2), LEAF), "broken"),
        (raw_pdf(CATALOGUE, node(*[3] * 30_000), LEAF), "resource"),
        (files.exploding_tree(), "broken"),
        (files.bomb(), "resource"),
        (files.bomb(1, 30_000_000), "resource"),
    ],
    ids=range(11),
)
def test_a_file_that_cannot_be_copied_says_why_in_time(attempt, content, outcome):
    started = time.monotonic()

    assert attempt(content) == (blinding.blind_facts(outcome), None)
    assert time.monotonic() - started < 25


def hostile(catalogue=b"", page=b"", *more):
    return raw_pdf(
        CATALOGUE.replace(b">>", catalogue + b">>"),
        node(3),
        LEAF.replace(b">>", page + b">>"),
        *more,
    )


@pytest.mark.parametrize(
    "content",
    [
        hostile(b"/Outlines 4 0 R", b"", b"<< /First 4 0 R /Last 4 0 R >>"),
        hostile(b"/Outlines 4 0 R", b"", b"<< /First 5 0 R >>", b"<< /Next 5 0 R /First 4 0 R >>"),
        hostile(b"/Outlines (no) /Names [1] /Dests (x) /OpenAction 3"),
        hostile(b"/Names << /Dests 4 0 R >>", b"", b"<< /Kids [4 0 R 4 0 R] >>"),
        hostile(b"", b"/Annots [3 0 R 2 0 R 1 0 R null 7 (x)]"),
        hostile(b"", b"/Annots 3 0 R"),
        hostile(b"", b"/Contents [3 0 R 9 0 R]"),
        hostile(b"", b"/Contents 1 0 R /Resources 3 0 R"),
        hostile(b"", b"/Annots [<< /Subtype /Link /A << /S 5 /Next 3 0 R >> /Rect 1 >>]"),
        hostile(
            b"", b"/Resources << /XObject << /A 4 0 R >> >>", b"<< /Type 4 0 R /Filter 4 0 R >>"
        ),
        hostile(b"/A" + b"[" * 400 + b"]" * 400),
    ],
    ids=range(11),
)
def test_a_hostile_file_comes_to_an_end(attempt, content):
    facts, copy = attempt(content)

    assert facts["outcome"] in {"made", "broken", "resource", "withheld"}
    assert (facts["outcome"] == "made") == bool(copy)


def test_pieces_of_a_paper_never_crash_it(attempt):
    whole = dressed(lambda pdf: places(pdf, ["cite.moreau"]))
    for part in range(1, 6):
        cut = whole[: len(whole) * part // 6] + whole[len(whole) * part // 6 + 100 :]
        assert attempt(cut)[0]["outcome"] in {"made", "broken", "resource"}


@pytest.mark.parametrize(
    "code",
    [
        "print('garbage')",
        "print('{}')",
        'print(\'{"version": 1, "outcome": "made", "pages": 2, "left": []}\')',
        "raise SystemExit(1)",
        "while True: 0",
    ],
)
def test_a_child_that_answers_badly_is_not_believed(attempt, monkeypatch, code):
    monkeypatch.setattr(measuring, "SECONDS", 2)
    monkeypatch.setattr(blinding, "command", lambda *_: [sys.executable, "-c", code])

    assert attempt(paper()) == (blinding.blind_facts("resource"), None)


def test_a_failed_copy_leaves_an_older_one_as_it_was(tmp_path):
    path, out = tmp_path / "proposal.pdf", tmp_path / "copy.pdf"
    path.write_bytes(dressed(pack_a_text))
    out.write_bytes(b"older")

    make_blind_copy(path, out, [ANA])

    assert out.read_bytes() == b"older"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.pdf", "proposal.pdf"]


def test_papers_that_differ_in_hidden_names_alone_have_the_same_copy(attempt):
    """Else the copy would tell that it was one of two."""
    people = [ANA, Person("Rosa Lindgren", "rosa@pau.example.org")]

    def dress(name, address):
        def dress_it(pdf):
            pdf.docinfo["/Author"] = name
            places(pdf, ["cite.arrow", f"cite.{name.split()[1]}"])
            pdf.pages[0].obj.Annots.append(link(f"mailto:{address}"))
            add_content(pdf, b"%% %s\n0 0 m 9 9 l S" % name.encode())

        return dressed(dress_it)

    papers = [dress(one.name, one.mail) for one in people]

    (first, one), (second, other) = (attempt(paper, people) for paper in papers)
    assert first["outcome"] == second["outcome"] == "made"
    assert one == other


def test_names_stand_on_no_command_line(tmp_path):
    command = " ".join(map(str, blinding.command(tmp_path, tmp_path / "people.json", tmp_path)))

    assert not re.search("moreau", command, re.IGNORECASE)
