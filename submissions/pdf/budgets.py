"""What a file may ask for: counted, so that no verdict hangs on how busy the machine is.

qpdf counts along where it inflates by itself, such as the streams that hold objects; what PDFium
would inflate while drawing is inflated here before. The child's limits stand behind all of it.
"""

from contextlib import suppress
from io import BytesIO

import pikepdf
from PIL import Image

from .pagetree import TooMuch

OBJECTS = 60_000
STREAM = 24 * 2**20  # bytes of one stream
ALL_STREAMS = 200 * 2**20
PIXELS = 60_000_000  # of one image
GLYPHS = 200_000  # of one page
FILTERS = 4  # one stream through another
CONTAINER = 200_000  # values in one array or dictionary
PACKED_PICTURES = {"/DCTDecode", "/JPXDecode"}
Image.MAX_IMAGE_PIXELS = None  # only headers are read here, and their claim is what is asked for


def limit_qpdf():
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=STREAM,
        run_length_max_memory=STREAM,
        png_max_memory=PIXELS * 4,
        tiff_max_memory=PIXELS * 4,
        max_stream_filters=FILTERS,
        parser_max_container_size=CONTAINER,
    )


def is_of_limit(told):
    """Whether an error or a warning of qpdf's tells of one of these limits."""
    return "limit exceeded" in str(told) or pikepdf.settings.qpdf_limit_errors() > 0


def count(pdf):
    """Raises TooMuch for a file whose objects, streams or images are beyond what is allowed."""
    if len(pdf.objects) > OBJECTS:
        raise TooMuch("objects")
    inflated = 0
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream):
            inflated += size_of(one)
            if inflated > ALL_STREAMS:
                raise TooMuch("bytes")


def size_of(stream):
    if is_image(stream):
        return size_of_image(stream)
    return len(content_of(stream))


def is_image(stream):
    return stream.get("/Subtype") == "/Image"


def size_of_image(stream):
    """Nothing, after a look at what its two headers claim: the renderer makes room for that."""
    claimed = stream.get("/Width", 0), stream.get("/Height", 0)
    for width, height in (claimed, size_in_data(stream)):
        if isinstance(width, int) and isinstance(height, int) and width * height > PIXELS:
            raise TooMuch("pixels")
    return 0


def size_in_data(stream):
    if str(stream.get("/Filter")) not in PACKED_PICTURES:
        return 0, 0
    with suppress(OSError, ValueError, SyntaxError):
        data = BytesIO(stream.read_raw_bytes())
        with Image.open(data, formats=["JPEG", "JPEG2000"]) as image:
            return image.size
    return 0, 0


def content_of(stream):
    """Its bytes, unpacked; those of a picture's packing stay packed, as do broken ones."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError as error:
        if is_of_limit(error):
            raise TooMuch("bytes") from error
        return stream.read_raw_bytes()
