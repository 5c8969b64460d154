"""What is drawn and how: comments and hidden properties between the drawing go, the rest stays."""

import re

from pikepdf import (
    Dictionary,
    Name,
    ObjectType,
    Operator,
    Page,
    parse_content_stream,
    unparse_content_stream,
)
from pikepdf.models import PdfParsingError

from .scrubbing import says, strings_below
from .walking import is_container, is_text

SHOW = {"Tj", "TJ", "'", '"'}
MARK = {"BMC", "BDC", "MP", "DP"}
# Only with these is there anything but numbers, operators and names of resources.
WORDS = re.compile(rb"[%(<]|BMC|BDC|MP|DP")
COMMENT = re.compile(rb"%[^\r\n]*")
COMMENTED = {"/ToUnicode", "/Encoding", "/UseCMap"}


def is_content(one, place):
    """Whether a stream is instructions that draw."""
    if one._type_code != ObjectType.stream:
        return False
    return (
        (place.where == "content" and place.key == "/Contents")
        or one.get("/Subtype") == Name.Form
        or one.get("/PatternType") == 1
        or place.parent == "/CharProcs"
    )


def is_code(one, place):
    """Whether a stream is PostScript: the characters of a font, a function of colours."""
    if one._type_code != ObjectType.stream:
        return False
    return place.key in COMMENTED or one.get("/FunctionType") == 4 or "/CMapName" in one


def join_contents(pages):
    """What a page draws may be cut anywhere between two words."""
    for page in pages:
        contents = page.get("/Contents")
        if contents is not None and contents._type_code == ObjectType.array:
            Page(page).contents_coalesce()


def scrub_content(stream, content, tells):
    """Write it anew where it has comments or something that tells."""
    if not WORDS.search(content):
        return
    try:
        instructions = parse_content_stream(stream)
    except PdfParsingError:
        return  # what remains in it is seen when the copy is looked through
    kept, is_changed = [], b"%" in content
    for one in instructions:
        better = scrubbed(one, tells)
        is_changed |= better is not one
        kept += [better] if better else []
    if is_changed:
        stream.write(unparse_content_stream(kept))


def scrubbed(instruction, tells):
    """The instruction, another in its place, or None."""
    operator = str(instruction.operator)
    if operator in MARK:
        return without_words(instruction, tells)
    if operator in SHOW or not any(says(one, tells) for one in strings_of(instruction)):
        return instruction
    return None  # an operator that shows no text has no use for one


def without_words(instruction, tells):
    """A mark, its tag and properties without what tells."""
    operands = list(instruction.operands)
    if not any(telling(one, tells) for one in operands):
        return instruction
    tag = Name.Span if telling(operands[0], tells) else operands[0]
    rest = [Dictionary() if telling(one, tells) else one for one in operands[1:]]
    return [tag, *rest], Operator(str(instruction.operator))


def telling(operand, tells):
    if isinstance(operand, Name):
        return tells(str(operand)[1:])
    if is_text(operand):
        return says(operand, tells)
    return is_container(operand) and any(says(one, tells) for one in strings_below(operand))


def strings_of(instruction):
    for one in instruction.operands:
        if is_text(one):
            yield one
        elif is_container(one):
            yield from strings_below(one)


def scrub_code(stream, content, tells):
    if tells(content.decode("latin-1")):
        stream.write(COMMENT.sub(b"%", content))
