"""A small reader of BibTeX: the fields of each entry, as they read, with the accents of LaTeX.

What libraries do beside (macros, names, cross-references, writing) is not needed for a title and
an abstract.
"""

import re
import unicodedata

ENTRY = re.compile(r"@\s*(\w+)\s*[{(]")
NO_ENTRIES = {"comment", "preamble", "string"}
KEY = re.compile(r"[^,{}=\"]*,")
FIELD = re.compile(r"[\s,]*([A-Za-z][\w-]*)\s*=\s*")
SIGN = re.compile(r"\\.|[{}()]", re.DOTALL)
SIGN_OR_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
JOIN = re.compile(r"\s*#\s*")
WORD = re.compile(r"[^\s,#{}\"()]+")
MARKS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "r": "\u030a",
    "k": "\u0328",
    "d": "\u0323",
    "b": "\u0331",
}
ACCENT = re.compile(
    r"\\(?:([`'^\"~=.])|([uvHcrkdb])(?=[\s{\\]))\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\?[A-Za-z]))"
)
LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "th": "þ",
    "textendash": "–",
    "textemdash": "—",
    "ldots": "…",
    "dots": "…",
}
LETTER = re.compile(rf"\\({'|'.join(sorted(LETTERS, key=len, reverse=True))})(?![A-Za-z])\s*")
COMMAND = re.compile(r"\\[A-Za-z]+\*?\s*(?=\{)")


class Malformed(Exception):
    """Its argument is the number of the line on which the entry begins that is never closed."""


def entries_of(text):
    """[{name of a field, in lower case: text}, …]. Raises Malformed."""
    entries, place = [], 0
    while found := ENTRY.search(text, place):
        closing = _closing(text, found.end() - 1)
        if closing is None:
            raise Malformed(text.count("\n", 0, found.start()) + 1)
        if found[1].lower() not in NO_ENTRIES:
            entries.append(_fields(text[found.end() : closing]))
        place = closing
    return entries


def _closing(text, opening):
    """Where the brace or parenthesis that opens there is closed; None where it is not."""
    depth, is_round = 0, text[opening] == "("
    for found in SIGN.finditer(text, opening):
        sign = found[0]
        if sign == "{" or (sign == "(" and found.start() == opening):
            depth += 1
        elif sign == "}" or (sign == ")" and is_round and depth == 1):
            depth -= 1
        if depth == 0:
            return found.start()
    return None


def _fields(body):
    """Where a name stands twice, the first counts."""
    key, fields = KEY.match(body), {}
    place = key.end() if key else 0
    while found := FIELD.match(body, place):
        value, place = _value(body, found.end())
        fields.setdefault(found[1].lower(), plain(value))
    return fields


def _value(body, place):
    """(text of a value, where it ends); parts that “#” joins are one."""
    parts = []
    while True:
        part, place = _part(body, place)
        parts.append(part)
        joined = JOIN.match(body, place)
        if not joined:
            return "".join(parts), place
        place = joined.end()


def _part(body, place):
    if body[place : place + 1] == "{":
        end = _closing(body, place)
        return (body[place + 1 : end], end + 1) if end else (body[place + 1 :], len(body))
    if body[place : place + 1] == '"':
        end = _closing_quote(body, place + 1)
        return body[place + 1 : end], end + 1
    word = WORD.match(body, place)
    return (word[0], word.end()) if word else ("", len(body))


def _closing_quote(body, place):
    """A quotation mark within braces closes nothing."""
    depth = 0
    for found in SIGN_OR_QUOTE.finditer(body, place):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if found[0] == '"' and depth <= 0:
            return found.start()
    return len(body)


def plain(text):
    """As it reads: letters with their accents, in one line, without braces and commands."""
    text = ACCENT.sub(_accented, text)
    text = LETTER.sub(lambda found: LETTERS[found[1]], text)
    text = COMMAND.sub("", text)
    text = re.sub(r"\\([&%$#_{}\"'`\\ ])", r"\1", text).replace("~", " ")
    text = re.sub(r"\\[,;: ]", " ", text)
    text = re.sub(r"[{}]", "", text).replace("---", "—").replace("--", "–")
    return " ".join(unicodedata.normalize("NFC", text).split())


def _accented(found):
    letter = (found[3] or found[4]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + MARKS[found[1] or found[2]])
