"""Structure, layers, drawings and pictures in a blind copy."""

import zlib
from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.submissions.blind.dressing import add_content, jpeg, show_picture, stream


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

    with blinded(dress) as copy:
        font = next(iter(copy.pages[0].obj.Resources.Font.values()))
        assert b"Moreau" not in font.ToUnicode.read_bytes()
        assert b"begin end" in font.ToUnicode.read_bytes()


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
    with blinded(lambda pdf: show_picture(pdf, zlib.compress(jpeg()), packers)) as copy:
        bare = copy.pages[0].obj.Resources.XObject.Im1.read_raw_bytes()

    assert bare.startswith(b"\xff\xd8")
    assert b"Exif" not in bare


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
