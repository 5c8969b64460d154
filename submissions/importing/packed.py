"""A ZIP of PDFs: what is in it is told before anything is unpacked, and nothing is by its path."""

import re
import zlib
from collections import defaultdict
from lzma import LZMAError
from pathlib import PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile

from django.utils.translation import gettext as _

from workshop.sheets import Unreadable

MOST_ENTRIES, MOST_BYTES = 5000, 2 * 2**30
NUMBERED = re.compile(r"(?:paper|submission)?[ _-]*0*(\d+)", re.I)
ENCRYPTED = 0x1
# What unpacking raises on damaged or odd entries: each way of packing has errors of its own.
DAMAGED = (
    BadZipFile,
    NotImplementedError,
    OSError,
    RuntimeError,
    EOFError,
    ValueError,
    zlib.error,
    LZMAError,
)


class CannotRead(Exception):
    """One PDF of it; the argument says why."""


class Packed:
    """The PDFs of an open ZIP file. Raises Unreadable."""

    def __init__(self, file, *, most_megabytes):
        self.most = most_megabytes * 2**20
        try:
            self.archive = ZipFile(file)
        except (BadZipFile, LargeZipFile, OSError) as error:
            raise Unreadable(_("This is no ZIP file, or it is damaged. Pack it anew.")) from error
        entries = self.archive.infolist()
        if len(entries) > MOST_ENTRIES:
            told = _("The ZIP holds %(count)d files. Bring it in parts of %(most)d.")
            raise Unreadable(told % {"count": len(entries), "most": MOST_ENTRIES})
        if sum(one.file_size for one in entries) > MOST_BYTES:
            raise Unreadable(_("Unpacked, the ZIP is larger than 2 GB. Bring it in parts."))
        self._known = self._by_name(entries)

    def _by_name(self, entries):
        """{what a line may call it by: [entry]}"""
        known = defaultdict(list)
        for entry in entries:
            path = PurePosixPath(entry.filename)
            if entry.is_dir() or path.suffix.lower() != ".pdf" or "__MACOSX" in path.parts:
                continue
            known["name", path.name.casefold()].append(entry)
            known["stem", path.stem.casefold()].append(entry)
            if match := NUMBERED.fullmatch(path.stem):
                known["number", match[1]].append(entry)
            for folder in path.parts[:-1]:
                known["folder", folder.casefold()].append(entry)
        return known

    def entry_of(self, file, number):
        """The one PDF that is meant: by the name in the sheet, else by the number of the line."""
        named = [PurePosixPath(part.strip()).name for part in re.split(r"[;\n|]", file)]
        bare = number.lstrip("0")
        keys = [("name", one.casefold()) for one in named if one]
        keys += [("stem", number.casefold()), ("number", bare), ("folder", number.casefold())]
        for key in keys if number else keys[:-3]:
            if len(found := self._known.get(key, [])) == 1:
                return found[0]
        return None

    def read(self, entry):
        """Its bytes, as many as a proposal may have. Raises CannotRead."""
        if entry.flag_bits & ENCRYPTED:
            raise CannotRead(_("The PDF is packed with a password."))
        if entry.file_size > self.most:
            raise CannotRead(self._too_large())
        try:
            with self.archive.open(entry) as packed:
                content = packed.read(self.most + 1)
        except DAMAGED as error:
            raise CannotRead(_("The PDF cannot be unpacked. Pack it anew.")) from error
        if len(content) > self.most:
            raise CannotRead(self._too_large())
        return content

    def _too_large(self):
        told = _("The PDF is larger than %(most)d MB.")
        return told % {"most": self.most // 2**20}
