"""Mail addresses in print, and whose they are."""

import re

from .entries import GOOD_MAIL
from .facts import LENGTHS
from .folding import fold, letters_of
from .mended import level
from .patterns import parts_of

DOMAIN = r"[\w-]+(?:\.[\w-]+)+"
BRACED = re.compile(rf"[{{(\[]([^{{}}()\[\]@\n]{{1,300}})[}})\]]\s?@\s?({DOMAIN})")
PLAIN = re.compile(rf"(?<![\w.+-])([\w.+-]+)(?:\s?@\s?|\s[(\[{{]\s?at\s?[)\]}}]\s)({DOMAIN})")
SPOKEN = re.compile(rf"(?m)^([\w.+-]+) at ({DOMAIN})$")
LABEL = re.compile(r"(?im)(?:^|(?<=[\s;,(]))(?:e-?mails?|correspond\w+(?: author| to)?)\s*:\s*")


def mails_in(text):
    """([address, …] in their order, the text without them)"""
    found = []

    def taken(match):
        locals_ = [one.strip() for one in re.split(r"[,;|/]", match[1]) if one.strip()]
        found.append((match.start(), [f"{one}@{match[2].rstrip('.')}" for one in locals_]))
        return " " * len(match[0])

    rest = text
    for form in (BRACED, PLAIN, SPOKEN):
        rest = form.sub(taken, rest)
    mails = [mail.lower() for _place, some in sorted(found) for mail in some]
    if not mails:
        return [], text
    lines = (
        line for line in LABEL.sub("", rest).splitlines() if any(map(str.isupper, level(line)))
    )
    return list(filter(is_mail, dict.fromkeys(mails))), "\n".join(lines)


def is_mail(text):
    return len(text) <= LENGTHS["mail"] and bool(GOOD_MAIL.fullmatch(text))


def shared_out(people, mails):
    """Each address with the one person whose name it has; others in order, if they are as many."""
    if len(people) == len(mails) == 1:
        return [people[0] | {"mail": mails[0]}]
    owners = [owner_of(mail, people) for mail in mails]
    told = [(number, owner) for number, owner in enumerate(owners) if owner is not None]
    if len(people) == len(mails) and told and all(number == owner for number, owner in told):
        owners = range(len(mails))
    given = {}
    for mail, owner in zip(mails, owners, strict=True):
        given.setdefault(owner, mail)
    return [one | {"mail": given.get(number, "")} for number, one in enumerate(people)]


def owner_of(mail, people):
    """Its place among them; None where no name, or more than one, is in it."""
    scores = [likeness(one["name"], mail.partition("@")[0]) for one in people]
    best = max(scores, default=0)
    return scores.index(best) if best and scores.count(best) == 1 else None


def likeness(name, local):
    called = letters_of(fold(local))
    forenames, surname = ([letters_of(fold(w)) for w in words] for words in parts_of(name))
    score = 2 * any(len(word) > 2 and word in called for word in surname)
    score += any(len(word) > 2 and word in called for word in forenames)
    if not score:
        initials = "".join(word[0] for word in [*forenames, *surname] if word)
        score = int(len(called) > 1 and called == initials)
    return score
