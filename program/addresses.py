"""What is certainly wrong with an address that somebody pastes, told without asking the network.

Plain Python. `mistake_in` names what is amiss; words for people are in `program.validators`. Only
what an address says by itself is named: whether a shared file opens for everyone, no address tells.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

TWO_SCHEMES = re.compile(r"(?:https?[:/]+)+(https?)(?::/*|//)", re.I)
OWN_DISK = re.compile(r"file:|[a-z]:[\\/]|\\\\|/(home|users|tmp)/", re.I)
SCHEME = re.compile(r"https?://", re.I)
JOINERS = str.maketrans("", "", "\u200c\u200d")  # which some scripts are written with
OWN_NAMES = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa")


@dataclass(frozen=True)
class Mistake:
    """`kind` is a key of the words; `instead` the right address, where it is known."""

    kind: str
    instead: str = ""


def mistake_in(text):
    """The `Mistake` in an address; None where none is certain."""
    text = text.strip()
    if not text.translate(JOINERS).isprintable():
        return Mistake("unseen")
    if twice := TWO_SCHEMES.match(text):
        rest = text[twice.end() :].lstrip("/")
        return Mistake("two_schemes", f"{twice[1].lower()}://{rest}")
    if OWN_DISK.match(text):
        return Mistake("own_disk")
    try:
        parts = urlsplit(text if SCHEME.match(text) else f"https://{text}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None  # no address at all, which others say
    if parts.username is not None:
        return Mistake("password")
    if is_own_network(host):
        return Mistake("own_network")
    return _of_a_service(parts, host)


def is_own_network(host):
    """A name or number that means another machine, or none, to everyone else."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return any(host == name or host.endswith(f".{name}") for name in OWN_NAMES)


def _of_a_service(parts, host):
    """Editors and own folders, by the addresses that they certainly have."""
    for is_of, looks in SERVICES:
        if is_of.fullmatch(host):
            return looks(parts)
    return None


def _google_docs(parts):
    document = re.match(r"/(\w+)/(?:u/\d+/)?d/([^/]+)/edit", parts.path)
    if document is None:
        return None
    kind, number = document.groups()
    return Mistake("google_docs", f"https://docs.google.com/{kind}/d/{number}/preview")


def _google_drive(parts):
    own = r"/drive/(u/\d+/)?(my-drive|home|recent|starred|shared-with-me|trash)\b"
    return Mistake("own_folder") if re.match(own, parts.path) else None


def _overleaf(parts):
    if re.match(r"/project(/|$)", parts.path):
        return Mistake("overleaf")
    return Mistake("overleaf_edit") if re.match(r"/\d{6,}[a-z]{8,}$", parts.path) else None


def _dropbox(parts):
    return Mistake("own_folder") if re.match(r"/(home|h)(/|$)", parts.path) else None


def _onedrive(parts):
    path = parts.path.lower()
    if re.match(r"/(edit|personal/[^/]+/edit)(\.aspx)?/?$", path):
        return Mistake("office")
    return None


def _sharepoint(parts):
    path, query = parts.path.lower(), parts.query.lower()
    if "/_layouts/15/" in path:
        page = path.rpartition("/")[2]
        if page == "onedrive.aspx" and "share=" not in query:
            return Mistake("own_folder")
        if "action=edit" in query or page == "wopiframe.aspx":
            return Mistake("office")
    return Mistake("office_colleagues") if re.match(r"/:\w:/r/", path) else None


def _canva(parts):
    return Mistake("canva") if re.match(r"/design/.+/edit/?$", parts.path) else None


def _mail(parts):
    return Mistake("mailbox")


SERVICES = [
    (re.compile(r"docs\.google\.com"), _google_docs),
    (re.compile(r"drive\.google\.com"), _google_drive),
    (re.compile(r"(www\.)?overleaf\.com"), _overleaf),
    (re.compile(r"(www\.)?dropbox\.com"), _dropbox),
    (re.compile(r"onedrive\.live\.com"), _onedrive),
    (re.compile(r"[\w-]+\.sharepoint\.com"), _sharepoint),
    (re.compile(r"(www\.)?canva\.com"), _canva),
    (re.compile(r"mail\.google\.com|outlook\.(live|office|office365)\.com"), _mail),
]
