"""What a stream holds, within a budget: a few bytes may inflate to gigabytes."""

import binascii
import zlib
from base64 import a85decode

from pikepdf import Array, Dictionary, PdfError

from .budgets import ALL_STREAMS, STREAM
from .pagetree import TooMuch

FLATE = ("/FlateDecode", "/Fl")
PICTURES = {"/DCTDecode": "jpeg", "/DCT": "jpeg", "/JPXDecode": "jpx"}


class Undecodable(Exception):
    """The stream is damaged, or packed in a way that is not undone here."""


class Inflater:
    """`bytes_of` inflates; over all streams together no more than ALL_STREAMS."""

    def __init__(self):
        self.left = ALL_STREAMS

    def bytes_of(self, stream):
        """All filters undone."""
        self.weigh(stream)
        try:
            content = stream.read_bytes()
        except PdfError as error:
            raise Undecodable from error
        return self.counted(content)

    def weigh(self, stream):
        """Raise TooMuch where it is a bomb, before another library opens it."""
        content = stream.read_raw_bytes()
        for name in filters_of(stream):
            if name not in FLATE:
                return
            content = self.inflated(content)

    def inflated(self, content):
        packer = zlib.decompressobj()
        try:
            content = packer.decompress(content, STREAM)
        except zlib.error:
            return b""  # damaged: what reads it next may recover a part
        if packer.unconsumed_tail:
            raise TooMuch("stream")
        return content

    def picture_of(self, stream):
        """(its format, its file) of a picture that is packed as a camera packs it; else None."""
        *packed, last = filters_of(stream) or [None]
        if last not in PICTURES:
            return None
        content = stream.read_raw_bytes()
        for name in packed:
            content = self.counted(self.undone(name, content))
        return PICTURES[last], content

    def undone(self, name, content):
        if name in FLATE:
            return self.inflated(content)
        try:
            if name in ("/ASCIIHexDecode", "/AHx"):
                return binascii.unhexlify(b"".join(content.partition(b">")[0].split()))
            if name in ("/ASCII85Decode", "/A85"):
                return a85decode(content.partition(b"~>")[0].removeprefix(b"<~"))
        except ValueError as error:
            raise Undecodable from error
        raise Undecodable

    def counted(self, content):
        self.left -= len(content)
        if self.left < 0 or len(content) > STREAM:
            raise TooMuch("streams")
        return content


def filters_of(stream):
    filters = stream.get("/Filter", [])
    names = list(filters) if isinstance(filters, (Array, list)) else [filters]
    return [str(name) for name in names]


def last_parameters(stream):
    """Of the last of its filters."""
    parameters = stream.get("/DecodeParms")
    if isinstance(parameters, Array):
        parameters = parameters[-1] if len(parameters) else None
    return parameters if isinstance(parameters, Dictionary) else None
