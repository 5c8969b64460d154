"""What becomes of uploaded pictures: no Django, no files."""

import random
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageDraw

from program.pictures import FEATURES, MOST_BYTES, PORTRAITS, Refused
from program.pictures.making import make_features, make_logos, make_portraits, square_around

MIDDLE = (50, 50)
RED, BLUE = (200, 30, 30), (30, 30, 200)


def saved(image, kind="PNG", **options):
    output = BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def halves(width=400, height=200, mode="RGB"):
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image.convert(mode)


def noise(width, height):
    """What compresses worst."""
    return Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))


def portrait(content, focus=MIDDLE, side=96):
    made = make_portraits(content, focus).files[side]
    image = Image.open(BytesIO(made))
    assert (image.format, image.size) == ("WEBP", (side, side))
    return image.convert("RGB")


def is_near(pixel, colour):
    return all(abs(a - b) < 30 for a, b in zip(pixel, colour, strict=True))


def why_refused(content, make=lambda content: make_portraits(content, MIDDLE)):
    with pytest.raises(Refused) as refused:
        make(content)
    return refused.value.code


# --- portraits ---


@pytest.mark.parametrize(
    ("focus", "left", "right"),
    [((0, 50), RED, RED), ((50, 50), RED, BLUE), ((100, 0), BLUE, BLUE)],
)
def test_a_square_is_cut_around_the_focal_point(focus, left, right):
    image = portrait(saved(halves()), focus)

    assert is_near(image.getpixel((5, 48)), left)
    assert is_near(image.getpixel((90, 48)), right)


@pytest.mark.parametrize(
    ("size", "focus", "square"),
    [
        ((300, 100), (50, 50), (100, 0, 200, 100)),
        ((300, 100), (0, 0), (0, 0, 100, 100)),
        ((300, 100), (90, 10), (200, 0, 300, 100)),
        ((100, 300), (50, 30), (0, 40, 100, 140)),
        ((100, 100), (70, 10), (0, 0, 100, 100)),
    ],
)
def test_a_square_stays_within_the_picture(size, focus, square):
    assert square_around(size, focus) == square


def test_there_is_one_for_each_pixel_ratio():
    made = make_portraits(saved(halves()), MIDDLE)

    assert list(made.files) == [96, 192]
    assert (made.width, made.height) == (96, 96)
    assert made.weight == len(made.files[96])
    assert portrait(saved(halves()), side=192)


@pytest.mark.parametrize(
    ("orientation", "top", "bottom"),
    [(6, RED, BLUE), (8, BLUE, RED)],
    ids=["turned right", "turned left"],
)
def test_a_picture_stands_as_its_camera_was_held(orientation, top, bottom):
    exif = Image.Exif()
    exif[0x0112] = orientation

    image = portrait(saved(halves(), "JPEG", exif=exif))

    assert is_near(image.getpixel((48, 5)), top)
    assert is_near(image.getpixel((48, 90)), bottom)


def test_a_broken_note_about_the_camera_is_no_reason_to_refuse():
    assert portrait(saved(halves(), "JPEG", exif=b"Exif\0\0not a note at all"))


def test_nothing_of_the_files_own_notes_is_left():
    exif = Image.Exif()
    exif[0x010E], exif[0x8298] = "a secret place", "somebody"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = saved(halves(), "JPEG", exif=exif, icc_profile=profile, comment=b"a secret note")

    for made in make_portraits(content, MIDDLE).files.values():
        image = Image.open(BytesIO(made))
        assert b"secret" not in made
        assert not {"exif", "icc_profile", "xmp", "comment"} & image.info.keys()


# --- all that people send ---


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_mode_is_read(mode):
    light = Image.new("L", (200, 200), 180)
    image = light.convert(mode, dither=Image.Dither.NONE)
    if mode == "I;16":
        image = Image.new(mode, (200, 200), 180 * 256)

    grey = portrait(saved(image)).getpixel((48, 48))

    assert is_near(grey, (255, 255, 255) if mode == "1" else (180, 180, 180))


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpeg_of_any_mode_is_read(mode):
    image = portrait(saved(Image.new("RGB", (200, 200), (90, 90, 90)).convert(mode), "JPEG"))

    assert is_near(image.getpixel((48, 48)), (90, 90, 90))


@pytest.mark.parametrize("options", [{}, {"lossless": True}])
def test_a_webp_is_read(options):
    assert is_near(portrait(saved(halves(), "WEBP", **options)).getpixel((5, 5)), RED)


def test_a_progressive_jpeg_is_read():
    assert portrait(saved(noise(300, 300), "JPEG", progressive=True))


def test_the_first_image_of_a_telephones_jpeg_is_meant():
    content = saved(halves(), "MPO", save_all=True, append_images=[Image.new("RGB", (400, 200))])

    assert is_near(portrait(content).getpixel((5, 48)), RED)


@pytest.mark.parametrize("mode", ["P", "RGBA"])
def test_what_is_transparent_becomes_white_in_a_portrait(mode):
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 200, 60), fill=(*RED, 255))
    content = saved(image.quantize() if mode == "P" else image)

    seen = portrait(content)

    assert is_near(seen.getpixel((48, 5)), RED)
    assert is_near(seen.getpixel((48, 90)), (255, 255, 255))


def test_wide_colours_look_as_they_did():
    """A profile in which red and blue changed places."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = bytearray(plain)
    for at in range(132, 132 + 12 * struct.unpack(">I", plain[128:132])[0], 12):
        name = plain[at : at + 4]
        swapped[at : at + 4] = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}.get(name, name)

    image = portrait(saved(halves(), "PNG", icc_profile=bytes(swapped)), (0, 50))

    assert is_near(image.getpixel((48, 48)), (RED[2], RED[1], RED[0]))


def test_a_broken_profile_is_no_reason_to_refuse():
    assert portrait(saved(halves(), icc_profile=b"no profile at all"))


def test_a_picture_as_large_as_may_be_is_read():
    assert portrait(saved(Image.new("L", (8000, 5000), 120)))


# --- how small ---


@pytest.mark.parametrize("side", PORTRAITS)
def test_the_worst_of_portraits_is_light(side):
    assert len(make_portraits(saved(noise(300, 300)), MIDDLE).files[side]) <= PORTRAITS[side]


@pytest.mark.parametrize("width", FEATURES)
def test_a_busy_feature_image_is_light(width):
    made = make_features(saved(noise(160, 100).resize((1280, 800)), "JPEG")).files[width]

    assert len(made) <= FEATURES[width]


# --- logos and feature images ---


def test_a_logo_keeps_its_shape_and_what_is_transparent():
    image = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    image.paste((*RED, 255), (0, 0, 200, 200))

    made = make_logos(saved(image))
    seen = Image.open(BytesIO(made.files[96]))

    assert (made.width, made.height, seen.size) == (96, 48, (192, 96))
    assert is_near(seen.getpixel((20, 48))[:3], RED)
    assert seen.getpixel((180, 48))[3] == 0


@pytest.mark.parametrize(
    ("size", "shown"), [((2000, 100), (192, 10)), ((100, 400), (12, 48)), ((3000, 20), (192, 1))]
)
def test_a_logo_of_any_shape_fits_into_the_row(size, shown):
    made = make_logos(saved(Image.new("RGB", size)))

    assert (made.width, made.height) == shown


@pytest.mark.parametrize(("size", "shown"), [((2560, 1280), (640, 320)), ((900, 1600), (640, 640))])
def test_a_feature_image_is_as_wide_as_the_page_and_never_taller_than_wide(size, shown):
    made = make_features(saved(Image.new("RGB", size)))

    assert (made.width, made.height) == shown
    assert Image.open(BytesIO(made.files[1280])).size == (2 * shown[0], 2 * shown[1])


# --- refused ---

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"x" * (MOST_BYTES + 1), "heavy"),
        (b"Dear chairs, here is my portrait.", "kind"),
        (SVG, "kind"),
        (b"\xff\xd8\xff\xe0", "kind"),
        (b"\x89PNG\r\n\x1a\n", "kind"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "kind"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "kind"),
        (saved(halves(), "GIF"), "kind"),
        (saved(halves(), "BMP"), "kind"),
        (saved(halves(), "TIFF"), "kind"),
        (saved(halves(), "PDF"), "kind"),
        (saved(noise(300, 300), "JPEG")[:9000], "broken"),
        (saved(noise(300, 300), "PNG")[:9000], "broken"),
        (saved(Image.new("RGB", (95, 300))), "small"),
        (saved(Image.new("1", (8001, 5000))), "pixels"),
    ],
)
def test_what_is_no_portrait_is_refused_with_its_reason(content, code):
    assert why_refused(content) == code


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_moves_is_refused(kind):
    frames = [noise(200, 200), halves(200, 200)]

    content = saved(frames[0], kind, save_all=True, append_images=frames[1:])

    assert why_refused(content) == "moving"


def test_a_truncated_webp_is_refused():
    assert why_refused(saved(noise(300, 300), "WEBP")[:9000]) in {"broken", "kind"}


def header_alone(kind, width, height):
    """A file of some bytes that says it is that large."""
    if kind == "PNG":
        content = bytearray(saved(Image.new("1", (100, 100))))
        content[16:24] = struct.pack(">II", width, height)
        content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
        return bytes(content)
    if kind == "JPEG":
        content = bytearray(saved(Image.new("L", (100, 100)), "JPEG"))
        at = content.index(b"\xff\xc0")
        content[at + 5 : at + 9] = struct.pack(">HH", height, width)
        return bytes(content)
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", 10) + bytes(4) + sides
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("sides", [(9_000, 9_000), (12_000, 12_000), (60_000, 60_000)])
def test_a_bomb_is_refused_by_its_header(kind, sides):
    """Too much for us, what Pillow warns of, what Pillow refuses."""
    code = why_refused(header_alone(kind, *sides))

    assert code == "pixels" or (code == "kind" and kind == "WEBP")


def test_a_file_is_what_its_bytes_say():
    """Nobody looks at its name."""
    assert why_refused(saved(halves(), "GIF"), make_logos) == "kind"
    assert why_refused(SVG, make_features) == "kind"
