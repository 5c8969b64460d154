"""How a file was put together, from its bytes alone: older revisions, and what follows its end."""

import re

END = b"%%EOF"
START = re.compile(rb"startxref\s+\d+\s+%%EOF")
HYBRID = re.compile(rb"xref\s+0 0\s+trailer\s*<<[^<>]*(?:<[^<>]*>[^<>]*)*/XRefStm\b")
HEAD = 2048


def whole_of(content):
    """The bytes up to the end of the document: what follows is none of it.

    An end with more of the document behind it, as near the head of a linearised file, is not it.
    """
    end = content.rfind(END)
    is_end = end >= 0 and b"endobj" not in content[end:]
    return content[: end + len(END)] if is_end else content


def trailing(content):
    """The number of bytes behind the end, without space."""
    return len(content[len(whole_of(content)) :].strip(b"\0\t\n\f\r \x1a"))


def revisions(content):
    """How many older states of the document it carries.

    A linearised file has a second end near its head, and Word closes each file twice, the second
    time with an empty table: neither is a revision.
    """
    ends = len(START.findall(content))
    ends -= b"/Linearized" in content[:HEAD] and ends > 1
    ends -= bool(HYBRID.search(content)) and ends > 1
    return max(0, ends - 1)
