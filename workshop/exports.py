"""Rows as CSV, XLSX or JSON, written as they are read; no cell is run by a spreadsheet."""

import csv
import json
from tempfile import TemporaryFile

from workshop.cells import MARK_OF_UTF8, as_text

LONGEST_CELL = 32_767  # of XLSX


class _Lines:
    """What `csv` writes to: it hands back each line."""

    @staticmethod
    def write(line):
        return line


def as_csv(heading, lines):
    """`lines` are of texts, each as long as the heading."""
    writer = csv.writer(_Lines)
    yield MARK_OF_UTF8 + writer.writerow(map(as_text, heading))
    for line in lines:
        yield writer.writerow(map(as_text, line))


def as_json(records):
    opening = "[\n"
    for record in records:
        yield opening + json.dumps(record, ensure_ascii=False)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def as_xlsx(name, heading, lines):
    """A temporary file. Each cell is marked as text, so that none is run."""
    from openpyxl import Workbook  # which takes a while

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.append(_text_cells(sheet, heading))
    for line in lines:
        sheet.append(_text_cells(sheet, line))
    output = TemporaryFile()  # noqa: SIM115 (the answer closes it)
    book.save(output)
    output.seek(0)
    return output


def _text_cells(sheet, texts):
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    for text in texts:
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
        cell.data_type = "s"
        yield cell
