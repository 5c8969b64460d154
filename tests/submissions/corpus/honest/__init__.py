"""Papers as the programs of authors write them: of false alarms, those here are the worst."""

from pathlib import Path

from tests.submissions.corpus.case import accepted

FOLDER = Path(__file__).parent
LINKS = {"remote-link"}


def as_it_came(name):
    return (FOLDER / f"{name}.pdf").read_bytes


def honest(name, *warn, **policy):
    """Links to publishers are no news, but it is no fault to name them."""
    return accepted(f"{name}.pdf", as_it_came(name), set(warn), LINKS, policy=policy)


ZOE = ("Zoé Etchegaray", "z@elsewhere.example", "Elsewhere")
CASES = [
    honest("pdflatex-a4"),
    honest("pdflatex-line-numbers"),
    honest("pdflatex-stamped"),
    honest("pdflatex-invisible-spaces"),
    honest("pdflatex-references-apart", references=1),
    honest("dvipdfmx-letter"),
    honest("dvipdfmx-running-heads"),
    honest("dvipdfmx-author-block", "identity-text"),
    accepted(
        "dvipdfmx-author-block.pdf, by her name alone",
        as_it_came("dvipdfmx-author-block"),
        {"identity-text"},
        LINKS,
        policy={"authors": (ZOE,)},
    ),
    honest("ghostscript-letter"),
    honest("ghostscript-running-heads"),
    honest("ghostscript-matplotlib"),
    honest("matplotlib-type3", "type3"),
    honest("figure-without-fonts", "fonts-not-embedded"),
    honest("typst"),
    honest("weasyprint"),
    honest("weasyprint-tagged"),
    honest("chromium"),
    honest("libreoffice"),
    honest("cairo"),
    honest("fpdf"),
]
