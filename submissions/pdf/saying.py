"""What metadata and pictures say in words, in front of what they are for."""

import re

from .inflating import Inflater, Undecodable

XMP_TAG = re.compile(r"<[^<>]*>")


def texts_of_xmp(packet):
    """Its words by element, and the values of attributes."""
    text = decoded(packet)
    quoted = re.findall(r"""[\w:]+\s*=\s*["']([^"'<>]+)["']""", text)
    spoken = (part.strip() for part in XMP_TAG.split(text))
    return [one for one in [*spoken, *quoted] if one and not one.startswith("http://ns.")]


def decoded(packet):
    for coding in ("utf-16", "utf-8"):
        if coding != "utf-16" or packet[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return packet.decode(coding, "replace")
    return ""


def texts_of_image(stream):
    """Words in front of a camera's picture: EXIF, XMP, IPTC, comments."""
    try:
        kind, data = Inflater().picture_of(stream) or ("", b"")
    except Undecodable:
        return []
    head = data[:200_000]
    if kind == "jpeg" and b"\xff\xda" in head:
        head = head[: head.find(b"\xff\xda")]
    spoken = re.findall(rb"[\x20-\x7e\x80-\xff]{5,}", head)
    return [one.decode("utf-8", "replace") for one in spoken if sum(c < 128 for c in one) > 4][:50]
