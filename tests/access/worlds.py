"""What is read in a world, and how two of them differ."""

import re
from functools import cache
from hashlib import sha256

from tests.access.crawl import OF_COMPETITION, ROUTES, undone, without_noise
from tests.access.stage import act_on

# Pictures, and pages that need more time than they tell: what a GET deletes is what it shows.
FIXED = re.compile(
    rf"healthz|card|picture|publish$|import_|page_of_|small_page|{OF_COMPETITION}|admin:.*_delete$"
)
PAGES = [name for name in ROUTES if not FIXED.match(name)]


def read_after(stage, walk, acts, names=PAGES):
    """{(role, address): what it reads, or as good as that} in the world after these acts."""
    with undone():
        act_on(stage, *acts)
        found = walk.read(names)
    return {
        (role, path): told
        for role, pages in found.items()
        for path, told in [*told_on(pages), ("mails", told_in_mails(pages))]
    }


def told_on(pages):
    return [(path, digest(text)) for name, path, text in pages if name != "mail"]


def told_in_mails(pages):
    return [text for name, _key, text in pages if name == "mail"]


@cache
def digest(text):
    return sha256(without_noise(text).encode()).hexdigest()


def differences(one, other, roles):
    """[(role, address)] of what reads differently; an address of one world is a random code."""
    return [key for key in one if key[0] in roles and key in other and one[key] != other[key]]
