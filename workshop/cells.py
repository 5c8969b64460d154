"""Cells of spreadsheets: a title that begins like a formula is text all the same."""

OPENS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK_OF_UTF8 = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which spreadsheets know it


def as_text(cell):
    """For CSV, where a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(OPENS_AS_FORMULA) else cell
