"""What cameras and editors write into pictures: segments of JPEG, boxes of JPEG 2000.

Only what draws the picture is kept. Plain bytes, no library: the picture is not decoded, so no
pixel of it changes.
"""

from struct import unpack_from

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
APP0, APP2, APP14, COM = 0xE0, 0xE2, 0xEE, 0xFE
TELLING = {*range(0xE0, 0xF0), COM}
JP2_KEPT = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}
JPC, JPC_COM, JPC_SOT = b"\xff\x4f", 0xFF64, 0xFF90


class Unreadable(Exception):
    """The bytes are not in the form that they are said to be."""


def bare_jpeg(content):
    """Without EXIF, XMP, IPTC, comments, thumbnails, and what follows the end."""
    if content[:2] != b"\xff\xd8":
        raise Unreadable("JPEG")
    parts, place = [content[:2]], 2
    while place < len(content):
        marker, end = segment_at(content, place)
        parts.append(kept_of(marker, content[place:end]))
        place = end
        if marker == EOI:
            break
        if marker == SOS:
            place = end_of_scan(content, end)
            parts.append(content[end:place])
    return b"".join(parts)


def segment_at(content, place):
    """(marker, where its segment ends)"""
    start = place
    while content[place : place + 1] == b"\xff" and content[place + 1 : place + 2] == b"\xff":
        place += 1  # fill bytes
    if content[place : place + 1] != b"\xff" or place + 1 >= len(content):
        raise Unreadable("JPEG")
    marker = content[place + 1]
    if marker in ALONE or marker == EOI:
        return marker, place + 2
    if place + 4 > len(content):
        raise Unreadable("JPEG")
    end = place + 2 + unpack_from(">H", content, place + 2)[0]
    if end > len(content) or end < place + 4 or place - start > 1024:
        raise Unreadable("JPEG")
    return marker, end


def end_of_scan(content, place):
    """Where the next marker stands that is part of no scan."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            return len(content)
        if content[place + 1] == 0 or content[place + 1] in ALONE:
            place += 2
        elif content[place + 1] == 0xFF:
            place += 1
        else:
            return place


def kept_of(marker, segment):
    """The segment, what is needed of it, or nothing."""
    segment = segment.lstrip(b"\xff")
    body = segment[3:]
    segment = b"\xff" + segment
    if marker == APP0 and body.startswith(b"JFIF\0"):
        return b"\xff\xe0\0\x10" + (body[:12] + b"\0" * 14)[:12] + b"\0\0"
    if marker == APP14 and body.startswith(b"Adobe") and len(body) >= 12:
        return b"\xff\xee\0\x0e" + body[:12]
    if marker == APP2 and body.startswith(b"ICC_PROFILE\0"):
        return segment
    return b"" if marker in TELLING else segment


def bare_jpx(content):
    """Without boxes of XML and of other programs, and without comments."""
    if content.startswith(JPC):
        return bare_codestream(content)
    parts, place = [], 0
    while place < len(content):
        kind, start, end = box_at(content, place)
        if kind == b"jp2c":
            stream = bare_codestream(content[start:end])
            parts.append((len(stream) + 8).to_bytes(4, "big") + kind + stream)
        elif kind in JP2_KEPT:
            parts.append(content[place:end])
        place = end
    return b"".join(parts)


def box_at(content, place):
    """(kind, where its content begins, where it ends)"""
    if place + 8 > len(content):
        raise Unreadable("JPEG 2000")
    size, kind = unpack_from(">I4s", content, place)
    start = place + 8
    if size == 1 and place + 16 <= len(content):
        size, start = unpack_from(">Q", content, place + 8)[0], place + 16
    end = place + size if size else len(content)
    if not start <= end <= len(content):
        raise Unreadable("JPEG 2000")
    return kind, start, end


def bare_codestream(content):
    """The main header without comments; the tiles as they are."""
    if not content.startswith(JPC):
        raise Unreadable("JPEG 2000")
    parts, place = [JPC], 2
    while True:
        if place + 4 > len(content):
            raise Unreadable("JPEG 2000")
        marker, size = unpack_from(">HH", content, place)
        if marker == JPC_SOT:
            return b"".join([*parts, content[place:]])
        if marker != JPC_COM:
            parts.append(content[place : place + 2 + size])
        place += 2 + size
