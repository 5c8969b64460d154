"""By which organisation somebody is known: from an address, or from an affiliation as typed."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

# Where anybody may have an address, so that two who have one are not colleagues.
FREE_MAIL = frozenset(
    """126.com 139.com 163.com alice.it aol.com arcor.de att.net bigpond.com bk.ru bluewin.ch
    btinternet.com centrum.cz comcast.net cox.net daum.net duck.com fastmail.com fastmail.fm
    foxmail.com free.fr freenet.de hanmail.net hey.com hushmail.com icloud.com inbox.ru
    interia.pl kakao.com kolabnow.com laposte.net libero.it list.ru mac.com
    mail.com mail.de mail.ru mailbox.org me.com msn.com nate.com naver.com neuf.fr o2.pl
    onet.eu onet.pl online.de op.pl orange.fr pm.me posteo.de posteo.net proton.me rambler.ru
    rediffmail.com riseup.net sapo.pt seznam.cz sfr.fr sina.cn sina.com sohu.com
    t-online.de telenet.be tin.it tiscali.it tuta.com tuta.io tutamail.com ukr.net uol.com.br
    verizon.net virgilio.it virginmedia.com wanadoo.fr web.de wp.pl yeah.net ymail.com
    ziggo.nl zoho.com""".split()
)
# The same under every ending: yahoo.co.uk, hotmail.fr, gmx.at.
FREE_BRANDS = frozenset(
    """aol gmail gmx googlemail hotmail live outlook protonmail qq rocketmail tutanota windowslive
    yahoo yandex""".split()
)
# Nobody's, as RFC 2606 reserves them for examples. Below .example anybody's own are invented.
RESERVED = frozenset({"example.com", "example.net", "example.org"})
NOBODYS = frozenset(
    """freelance|freelancer|independent|independent researcher|independent scholar|n a|none
    retired|self employed|unaffiliated""".replace("\n    ", "|").split("|")
)
ORGANISED = re.compile(
    r"acad|cent(er|re)|college|corp|ecole|fachhoch|foundation|hochschul|hospital|inc\b|instit|"
    r"laborator|ltd|gmbh|politec|polytech|universi"
)
WITHIN = re.compile(r"(chair|department|dept|division|faculty|group|school) (of|for)\b")


@cache
def _suffixes():
    from publicsuffixlist import PublicSuffixList  # which reads its list

    return PublicSuffixList()


@lru_cache(10_000)
def organisation_of(mail):
    """The domain that an organisation has registered, subdomains folded; "" where there is none.

    By the Public Suffix List: cs.ox.ac.uk is of ox.ac.uk.
    """
    _name, _at, domain = mail.strip().lower().rpartition("@")
    registered = _suffixes().privatesuffix(domain) or ""
    is_free = registered in FREE_MAIL or registered.partition(".")[0] in FREE_BRANDS
    return "" if is_free or registered in RESERVED else registered


def organisations_in(affiliation):
    """{what is compared: as it was typed} of the organisations that an affiliation names.

    "Department of Physics, University of Pau, Pau, France" names the university alone. The order
    of the words of its name does not matter.
    """
    parts = [part.strip() for part in re.split(r"[,;/()\n]", affiliation)]
    parts = [part for part in parts if folded(part) and folded(part) not in NOBODYS]
    named = [part for part in parts if _is_organisation(part)]
    chosen = named or [part for part in parts[:1] if folded(part) not in _countries()]
    return {" ".join(sorted(folded(part).split())): part for part in chosen}


def _is_organisation(part):
    words = folded(part)
    is_short = part.isupper() and part.isalpha() and len(part) > 2
    known = words not in _countries() and not WITHIN.match(words)
    return known and bool(is_short or ORGANISED.search(words))


def plain(text):
    """Without accents, case and punctuation."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        re.findall(r"\w+", "".join(one for one in bare if not unicodedata.combining(one)))
    )


def folded(text):
    """And without the words that come and go in the name of an organisation."""
    words = plain(text).split()
    return " ".join(word for word in words if word not in {"the", "of", "de", "la", "le", "du"})


@cache
def _countries():
    """By the list that comes with the time zones (ISO 3166)."""
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {folded(name) for _code, name in rows} | {"usa", "uk", "england", "scotland", "wales"}
