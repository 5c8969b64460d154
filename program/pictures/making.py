"""Plain functions from bytes to bytes: refused with a reason, or cut, scaled and made small.

Nothing of the upload's own metadata is in what they make.
"""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from . import FEATURES, LOGOS, MOST_BYTES, MOST_PIXELS, PORTRAITS, Made, Refused

FORMATS = ["JPEG", "PNG", "WEBP"]  # no other decoder ever sees an upload
MAY_MOVE = {"PNG", "WEBP"}  # a JPEG of several images is a telephone's, and its first is meant
QUALITIES = [80, 70, 60, 50, 40, 30, 20, 10, 0]
WHITE = (255, 255, 255)


# --- what is made ---


def make_portraits(content, focus=(50, 35)):
    """Squares around the focal point, two numbers of percent."""
    image = flat(read(content, at_least=max(PORTRAITS)))
    if min(image.size) < min(PORTRAITS):
        raise Refused("small", *image.size)
    image = image.crop(square_around(image.size, focus))
    made = {side: encoded(scaled(image, side, side), most) for side, most in PORTRAITS.items()}
    return Made(made, min(PORTRAITS), min(PORTRAITS))


def make_logos(content):
    """As wide as they come within their height; what is transparent stays so."""
    image = read(content, at_least=max(LOGOS))
    if min(image.size) < 16:
        raise Refused("small", *image.size)
    sizes = {height: fitted(image.size, 4 * height, height) for height in LOGOS}
    made = {height: encoded(scaled(image, *sizes[height]), most) for height, most in LOGOS.items()}
    return Made(made, *sizes[min(LOGOS)])


def make_features(content):
    image = flat(read(content, at_least=max(FEATURES)))
    if image.width < min(FEATURES):
        raise Refused("small", *image.size)
    image = image.crop(not_taller(image.size))
    ratio = image.height / image.width
    sizes = {width: (width, max(round(width * ratio), 1)) for width in FEATURES}
    made = {width: encoded(scaled(image, *sizes[width]), most) for width, most in FEATURES.items()}
    return Made(made, *sizes[min(FEATURES)])


# --- reading ---


def read(content, *, at_least):
    """The picture upright in RGB or RGBA, its sides possibly reduced to no less than `at_least`."""
    image = opened(content)
    try:
        if image.format in MAY_MOVE and getattr(image, "is_animated", False):
            raise Refused("moving")
        image.draft("RGB", (at_least, at_least))  # a large JPEG is decoded small
        image.load()
        return upright(reduced(in_srgb(image), at_least))
    except Refused:
        raise
    except Exception as broken:  # a decoder raises what it likes at a file that is cut short
        raise Refused("broken") from broken


def opened(content):
    """Its header alone has been read: of what kind it is and how large, before anything grows."""
    if not content:
        raise Refused("empty")
    if len(content) > MOST_BYTES:
        raise Refused("heavy")
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused("pixels") from bomb
    except Exception as unknown:
        raise Refused("kind") from unknown
    if image.width * image.height > MOST_PIXELS:
        raise Refused("pixels", *image.size)
    return image


def in_srgb(image):
    """As RGB, or RGBA where something is transparent; a telephone's wide colours as they look."""
    if image.mode.startswith("I"):  # 16 bits of grey: converting alone would cut off the light
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    see_through = image.has_transparency_data
    profile = image.info.get("icc_profile")
    if profile and not see_through and image.mode in {"RGB", "CMYK"}:
        image = translated(image, profile)
    wanted = "RGBA" if see_through else "RGB"
    return image if image.mode == wanted else image.convert(wanted)


def reduced(image, at_least):
    """So much smaller that scaling it well is still to come, and costs no memory to speak of."""
    factor = min(image.size) // (2 * at_least)
    copied = image.reduce(factor) if factor > 1 else image
    copied.info |= image.info
    return copied


def translated(image, profile):
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image  # the profile is broken, which nobody would see in the picture


def upright(image):
    """As its camera was held."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # whatever a broken note about the camera does, the picture is all right
        return image


def flat(image):
    """What is transparent becomes white: a portrait looks the same by day and by night."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGBA", image.size, WHITE)
    return Image.alpha_composite(paper, image).convert("RGB")


# --- cutting and scaling ---


def square_around(size, focus):
    """The largest square of a picture, as near to its focal point as the edges allow."""
    side = min(size)
    middle = [length * percent / 100 for length, percent in zip(size, focus, strict=True)]
    left, top = (
        round(min(max(at - side / 2, 0), length - side))
        for at, length in zip(middle, size, strict=True)
    )
    return left, top, left + side, top + side


def not_taller(size):
    """The middle of what is taller than wide."""
    width, height = size
    kept = min(width, height)
    top = (height - kept) // 2
    return 0, top, width, top + kept


def fitted(size, widest, tallest):
    """The same shape within a box."""
    factor = min(widest / size[0], tallest / size[1])
    return tuple(max(round(length * factor), 1) for length in size)


def scaled(image, width, height):
    return image.resize((width, height), Image.Resampling.LANCZOS)


def encoded(image, most):
    """As WebP of the best quality that takes no more than `most` bytes, or of the least."""
    for quality in QUALITIES:
        content = as_webp(image, quality)
        if len(content) <= most:
            break
    return content


def as_webp(image, quality):
    """Without anything of the file it came from."""
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    output = BytesIO()
    clean.save(output, "WEBP", quality=quality, method=6)
    return output.getvalue()
