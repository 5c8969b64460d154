"""Text as names are looked for in it: without what makes no difference to who is meant."""

import re
import unicodedata

ACCENT, BREAK = "\u0301", "\x1f"  # in folded text: an accent that stood apart; a word's seam
APART = re.compile("[´`¨ˆ˜¸ˇ˘˙˚˝˛¯]")
CUT = re.compile("(?:[-\u2010\u00ad]\\s*\n\\s*|[\u00ad\ufffe\x02]\\s*)")
CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ0-9])(?=[A-ZÀ-ÖØ-Þ])")
SIGNS = [
    *(("ø Ø", "o"), ("æ Æ", "ae"), ("œ Œ", "oe"), ("ł Ł", "l"), ("đ Đ ð Ð", "d")),
    *(("þ Þ", "th"), ("ı", "i"), ("’", "'")),
]
UNLIKE = str.maketrans({sign: plain for signs, plain in SIGNS for sign in signs.split()})
WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"  # scripts that put no space between words
UNSPACED = re.compile(f"[{WIDE}]")


def fold(text):
    """Without case, accents, ligatures and hyphens at line ends; camelCase gets a seam.

    TeX sets an accent as a sign of its own, before or behind its letter: it stays as ACCENT,
    which every pattern here steps over.
    """
    text = CAMEL.sub(BREAK, APART.sub(ACCENT, CUT.sub("\u00ad", text)))
    plain = text.replace(ACCENT, "\x1e")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(one for one in plain if not unicodedata.combining(one))
        plain = unicodedata.normalize("NFC", plain).translate(UNLIKE)  # Hangul as it was
    return re.sub(r"[ \t\r\n\f\v\xa0]+", " ", plain.casefold()).replace("\x1e", ACCENT)


def length_of(words):
    """In letters; a sign of a script that puts no space between words tells as much as three."""
    signs = letters_of(fold("".join(words)))
    return len(signs) + 2 * len(UNSPACED.findall(signs))


def letters_of(folded):
    return "".join(one for one in folded if one.isalnum())
