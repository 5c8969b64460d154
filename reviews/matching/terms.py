"""The words of a text as they are compared: cleaned, folded, stemmed, without stop words."""

import re
import unicodedata
from typing import NamedTuple

from .stopwords import STOPWORDS

# Scripts that put no space between words: every two neighbouring signs count as a word.
UNSPACED = (
    "\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
SIGN = rf"[^\W_{UNSPACED}]"
PIECE = re.compile(rf"(?P<end>[.;:?!。；：？！])|(?P<run>[{UNSPACED}]+)|{SIGN}+(?:'{SIGN}+)*")
MARKS = re.compile("[\u0300-\u036f]")
CLEANED = [
    (re.compile(r"https?://\S+"), " "),
    (re.compile("[’ʼ]"), "'"),
    (re.compile("\u00ad"), ""),
    (re.compile(r"(?<=[a-z])-[ \t]*\n[ \t]*(?=[a-z])"), ""),  # hyphenated at the end of a line
    (re.compile(r"\\[\"'`^~=.]\{?(\w)\}?"), r"\1"),  # LaTeX's accents
    (re.compile(r"\\[a-zA-Z]+\*?"), " "),  # LaTeX's commands
]


class Word(NamedTuple):
    """A stem and where it stands; after a sentence's end comes an empty one."""

    stem: str
    begin: int
    end: int


class Reader:
    """Reads texts into words, stemming each word once."""

    def __init__(self):
        from snowballstemmer import stemmer

        self._stem = stemmer("english").stemWord
        self._stems = {}

    def words(self, text):
        """The words of a cleaned text."""
        for piece in PIECE.finditer(text):
            begin, end = piece.span()
            if piece["end"]:
                yield Word("", begin, end)
            elif piece["run"]:
                last = max(end - 1, begin + 1)
                yield from (
                    Word(text[at : at + 2], at, min(at + 2, end)) for at in range(begin, last)
                )
            elif stem := self.stem(piece[0]):
                yield Word(stem, begin, end)

    def stem(self, word):
        """Empty for what is not compared."""
        if word not in self._stems:
            self._stems[word] = self._stemmed(folded(word))
        return self._stems[word]

    def _stemmed(self, word):
        if len(word) < 2 or word.isnumeric() or word in STOPWORDS:
            return ""
        return self._stem(word)


def cleaned(text):
    """As people read it: without what is there for LaTeX, the web or the line alone."""
    text = unicodedata.normalize("NFKC", text or "")
    for pattern, instead in CLEANED:
        text = pattern.sub(instead, text)
    return text


def folded(word):
    """One form for all ways to write it."""
    word = word.lower()
    if word.isascii():
        return word
    bare = MARKS.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare)
