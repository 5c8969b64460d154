"""Names that files may have."""

from tests.submissions.corpus.case import accepted, refused
from tests.submissions.corpus.press import paper

NAMES = (
    "joules at the socket.pdf",
    "Énergie–énergie 能源 ⚡.pdf",
    "‮fdp.exe",
    "-n.pdf",
    "--json",
    "--max-pages=9",
    "new\nline.pdf",
    "tab\there.pdf",
    'quote\'s "and" `ticks` $(touch x).pdf',
    "percent%s%n%%.pdf",
    "*.pdf",
    ".pdf",
    "no ending",
    "proposal.exe",
    "x" * 250 + ".pdf",
    "bytes \udcff\udcfe that are no text.pdf",
    "\x1b[31mred.pdf",
)
CASES = [
    *[
        accepted(f"a file {number} by its name", paper, file=name)
        for number, name in enumerate(NAMES)
    ],
    refused("a text with a line in its name", lambda: b"text", "not-pdf", file='{"x":\n1}.pdf'),
]
