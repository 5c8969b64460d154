"""What a blind copy leaves out of the document as a whole."""

from pikepdf import Array, Dictionary, Name, String

from tests.submissions.blind.dressing import dressed, found_in, stream


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
