"""Rows of CSV, as tools, editors and spreadsheets leave it: padded, with semicolons or tabs."""

import csv

from competition.energylogs.series import MOST_SAMPLES, TooMany

DELIMITERS = ",;\t"


def header_of(line):
    """(names in small letters, delimiter) of a first line."""
    delimiter = max(DELIMITERS, key=line.count)
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        cells = []
    return [cell.strip().strip('"').strip().lower() for cell in cells], delimiter


class Table:
    """Iterates over (line, cells), each stripped; blank rows are left out.

    `comma` tells that a decimal comma may occur, as commas do not part the cells.
    """

    def __init__(self, source):
        self.source = source
        self._texts = source.texts()
        first = next((text for text in self._texts if text.strip()), "")
        self.names, self.delimiter = header_of(first)
        self.comma = self.delimiter != ","

    def __iter__(self):
        source = self.source
        try:
            for row in csv.reader(self._texts, delimiter=self.delimiter):
                cells = [cell.strip() for cell in row]
                if any(cells):
                    yield source.number, cells
        except csv.Error:
            yield source.number, ["“"]  # a quote that is never closed

    def whole_rows(self, found, *, ends=None):
        """(count, line, cells), without a last row that was cut, which is found. Raises TooMany.

        `ends(cells)` tells whether one with too few cells is whole, where a tool writes such rows.
        """
        for count, (line, cells) in enumerate(self, 1):
            if count > MOST_SAMPLES:
                raise TooMany
            is_short = len(cells) < len(self.names)
            if is_short and self.at_cut_end and not (ends and ends(cells)):
                found.add("truncated", "W", line)
            else:
                yield count, line, cells

    @property
    def at_cut_end(self):
        """Whether the row just given is the last, without an end of its line."""
        return self.source.is_cut

    def place(self, *names):
        """Where the first of these columns stands; None where none is there."""
        return next((self.names.index(name) for name in names if name in self.names), None)
