"""The bytes of a log as lines of text, within limits."""

import hashlib
from contextlib import contextmanager

MOST_BYTES = 64 * 2**20
LONGEST_LINE = 64 * 2**10
HEAD = 64 * 2**10
BOM, NEWLINE, NUL = b"\xef\xbb\xbf", 10, "\0"


class OverLimit(Exception):
    """The file is larger than may be; its words say in what, `line` where, if that is in one."""

    def __init__(self, why, line=None):
        super().__init__(why)
        self.line = line


class Source:
    """A binary stream that can be rewound; `sister_pue` comes from carbontracker's other log."""

    def __init__(self, stream, sister_pue=None):
        self.stream, self.sister_pue = stream, sister_pue
        stream.seek(0)
        self.head = stream.read(HEAD)
        self.size = stream.seek(0, 2)
        self.is_cut, self.number = False, 0

    def lines(self):
        """(number, text) of each line."""
        for text in self.texts():
            yield self.number, text

    def texts(self):
        """Each line, while `number` is its number; `is_cut` once the last one has no end."""
        self.stream.seek(0)
        self.is_cut, self.number = False, 0
        if self.head.startswith(BOM):
            self.stream.seek(len(BOM))
        readline = self.stream.readline
        while line := readline(LONGEST_LINE + 1):
            self.number += 1
            if line[-1] != NEWLINE:
                if len(line) > LONGEST_LINE:
                    told = f"Line {self.number} is longer than {LONGEST_LINE // 1024} kB."
                    raise OverLimit(told, self.number)
                self.is_cut = True
            text = line.decode("utf-8", "replace")
            yield text.replace(NUL, "\ufffd") if NUL in text else text  # no database keeps it

    def sha256(self):
        self.stream.seek(0)
        hashed = hashlib.sha256()
        while block := self.stream.read(2**18):
            hashed.update(block)
        return hashed.hexdigest()


@contextmanager
def opened(path_or_stream):
    if hasattr(path_or_stream, "readline"):
        yield path_or_stream
    else:
        with open(path_or_stream, "rb") as stream:
            yield stream
