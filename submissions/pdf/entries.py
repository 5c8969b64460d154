"""One person of a pasted list: name, mail address, affiliation, ORCID iD, in whatever form."""

import re
import unicodedata
from dataclasses import dataclass, replace

from .dividing import QUOTED, divided, groups_behind
from .folding import UNSPACED
from .institutions import names_a_workplace
from .orcid import NotAnOrcid, valid_orcid
from .patterns import TITLES

LONGEST = {"name": 120, "mail": 254, "affiliation": 200}  # characters, as the form has them
MOST_WORDS = 8  # of a name
MARKER = re.compile(r"(?:[-*•–·]\s+|\d{1,3}[.)]\s+|\d{1,3}\t|(?:and|&)\s+)+", re.IGNORECASE)
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
JOINERS = re.compile("[\u200c\u200d]")  # some scripts write names with them
WIDE = str.maketrans("（）；，＜＞＠：＂", '();,<>@:"')
PART = r"[^\s<>()\[\],;:\"]"  # of an address, before and behind its @
MAIL = re.compile(rf"(?<!{PART})(?:mailto:)?({PART}+@{PART}+)", re.IGNORECASE)
ATOM = r"[\w!#$%&'*+/=?^`~-]+"
GOOD_MAIL = re.compile(rf"{ATOM}(?:\.{ATOM})*@(?:[\w-]+\.)+[\w-]{{2,}}")
ORCID = re.compile(
    r"(?:\borcid(?!\.)(?:\s*id)?\s*[:=]?\s*)?(?:(?:https?://)?(?:www\.)?orcid\.org/)?"
    "(?<![\\w-])[0-9]{4}(?:[ \u2010-\u2015\u2212-]?[0-9]{4}){2}[ \u2010-\u2015\u2212-]?[0-9]{3}"
    r"[0-9Xx](?![\w-])/?",
    re.IGNORECASE,
)
LIKE_ORCID = re.compile(r"\borcid\b|\d{4}-\d{4}|\d{4}-\d{3}[\dXx]\b", re.IGNORECASE)
EMPTY = re.compile(r"<\s*>|\(\s*\)|\[\s*\]")
NO_NAME = re.compile(r"[\d<>()\[\]{}@|/\\=+*#†‡§¶_:;?!\"“”„«»]|\s[-–—]\s")
AND = re.compile(r"\s(?:and|und|et|&)\s", re.IGNORECASE)
HEADINGS = set("name author authors first last full surname forename mail email e-mail".split())


@dataclass(frozen=True)
class Entry:
    """Where `trouble` is a code, `words` is all there is."""

    name: str = ""
    mail: str = ""
    affiliation: str = ""
    orcid: str = ""
    words: str = ""
    trouble: str = ""


class Unclear(Exception):
    """Its argument is the code of the trouble."""


def plain(words):
    """As it is read: composed, in signs of one width, without what nobody sees."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", words.translate(WIDE)))


def without_marker(words):
    """Without the number or the dash of a list, and the "and" before its last."""
    return words[found.end() :] if (found := MARKER.match(words)) else words


def mails_of(words):
    return [found.rstrip(".") for found in MAIL.findall(plain(words))]


def one_mail(part):
    """Whether it is an address and nothing else."""
    return bool(MAIL.fullmatch(plain(part).strip("<> .")))


def reading(read):
    """`read(words)` gives an Entry or raises Unclear: then the words are the entry."""

    def entry(words, *more):
        try:
            return replace(sound(read(without_marker(plain(words)), *more)), words=words)
        except Unclear as unclear:
            return Entry(words=words, trouble=str(unclear))

    return entry


def sound(entry):
    """The entry, if each part can be what it says it is."""
    if entry.mail and not GOOD_MAIL.fullmatch(entry.mail):
        raise Unclear("mail")
    if "@" in entry.affiliation or LIKE_ORCID.search(entry.affiliation):
        raise Unclear("mail" if "@" in entry.affiliation else "orcid-form")
    if not (is_name(entry.name) if entry.name else entry.mail):
        raise Unclear("name")
    told = {field: getattr(entry, field) for field in LONGEST}
    if any(len(told[field]) > LONGEST[field] for field in told):
        raise Unclear("long")
    if not all(JOINERS.sub("", text).isprintable() for text in told.values()):
        raise Unclear("name")
    return entry


def is_name(text):
    words = text.split()
    return (
        0 < len(words) <= MOST_WORDS
        and any(map(str.isalpha, text))
        and not NO_NAME.search(text)
        and not names_a_workplace(text)
        and text.casefold().split()[0] not in HEADINGS
    )


@reading
def entry_of(words):
    rest, orcid = without_orcid(words)
    rest, mail, stood_apart = without_mail(rest)
    name, affiliation = name_and_affiliation(rest, stood_apart)
    if AND.search(f" {name} "):
        raise Unclear("unclear")
    return Entry(name, mail, affiliation, orcid)


def without_orcid(words):
    """(the rest, the ORCID iD or nothing)"""
    found = ORCID.findall(words)
    rest = ORCID.sub(" ", words)
    if LIKE_ORCID.search(MAIL.sub("", rest)):
        raise Unclear("orcid-form")
    if len(found) > 1:
        raise Unclear("two-orcids")
    try:
        return emptied(rest), valid_orcid(found[0]) if found else ""
    except NotAnOrcid as wrong:
        raise Unclear(wrong.code) from wrong


def emptied(words):
    """Without brackets that hold nothing any more."""
    return EMPTY.sub(" ", words)


def without_mail(words):
    """(the rest, the address or nothing, whether it stood between commas or brackets of its own)"""
    mails = mails_of(words)
    if len(mails) > 1:
        raise Unclear("two-mails")
    rest = emptied(MAIL.sub(" ", words))
    if any(sign in rest for sign in "<>@"):
        raise Unclear("mail")
    apart = any(one_mail(part) for part in divided(words, ","))
    return rest, *(mails or [""]), apart


def name_and_affiliation(rest, stood_apart):
    if quoted := QUOTED.match(rest.strip()):
        name = turned(tidied(quoted[0][1:-1]))
        parts = divided(rest.strip()[quoted.end() :], ",")
        return name, ", ".join(bare(part) for part in parts)
    parts = divided(rest, ",")
    if not parts:
        return "", ""
    name, groups = groups_behind(parts.pop(0))
    while parts and is_title((behind := groups_behind(parts[0]))[0]):
        name, groups = f"{name}, {behind[0]}", groups + behind[1]
        parts.pop(0)
    if parts and not names_a_workplace(parts[0]):
        check_first(name, stood_apart and not groups)
    return tidied(name), ", ".join(map(tidied, [*groups, *map(bare, parts)]))


def check_first(name, is_list):
    """Of "A B, C", A B may be a surname; "Name, Affiliation, mail" is a form that is known."""
    if not is_list or not (len(name.split()) > 1 or UNSPACED.search(name)):
        raise Unclear("unclear")


def is_title(part):
    """ "PhD", "Jr." """
    return part.replace(".", "").strip().casefold() in TITLES


def bare(part):
    """Without parentheses around all of it."""
    head, groups = groups_behind(part)
    return tidied(part if head else ", ".join(groups))


def tidied(text):
    return " ".join(text.split()).strip(" ,;")


def turned(name):
    """ "Last, First" as people are called."""
    last, comma, first = name.partition(",")
    if not comma or "," in first or is_title(first):
        return name
    return f"{first.strip()} {last.strip()}".strip()
