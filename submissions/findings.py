"""What a finding says to the author: one sentence for what is wrong, one for how to mend it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from submissions import estimates


def words_of(finding):
    """The sentence and the remedy."""
    return WORDS[finding.code](**finding.data)


def not_pdf(kind):
    if kind == "word":
        return (
            _("This is a Word document, not a PDF."),
            _("In your word processor choose “Export” or “Print” to make a PDF, and send that."),
        )
    if kind == "html":
        return (
            _("This is a web page, not a PDF: often the sign-in page met instead of a download."),
            _("Open the PDF itself, save it on your computer, and send that file."),
        )
    if kind == "empty":
        return _("This file is empty."), _("Save or export your PDF once more, and send that.")
    if kind == "zip":
        return _("This is a ZIP archive, not a PDF."), _("Unpack it and send the PDF alone.")
    return (
        _("This is not a PDF, whatever its name says."),
        _("Export or print your proposal as PDF, and send that file."),
    )


def broken():
    return (
        _("This PDF is damaged or incomplete: its pages cannot be shown."),
        _("Export it once more, or open it in a viewer and print it to a new PDF."),
    )


def encrypted():
    return (
        _("This PDF is encrypted, even if it opens without a password."),
        _("Print it to a new PDF without a password."),
    )


def too_long(pages, limit, references):
    sentence = ngettext(
        "This PDF has %(pages)d page; the limit is %(limit)d.",
        "This PDF has %(pages)d pages; the limit is %(limit)d.",
        pages,
    )
    remedy = ngettext(
        "Shorten it to %(limit)d page.", "Shorten it to at most %(limit)d pages.", limit
    )
    if references:
        remedy = ngettext(
            "Shorten it to %(limit)d page; one more may follow with nothing but references.",
            "Shorten it to %(limit)d pages; beyond them only references may stand.",
            limit,
        )
    numbers = {"pages": pages, "limit": limit}
    return sentence % numbers, remedy % numbers


def page_size(width, height, papers):
    names = {"a4": "A4 (210 × 297 mm)", "letter": "US Letter (216 × 279 mm)"}
    sentence = _("This page is %(width)d × %(height)d mm.")
    wanted = _(" or ").join(names[paper] for paper in papers)
    remedy = _(
        "Set the paper to %(wanted)s in your word processor or LaTeX class, and export again."
    )
    return sentence % {"width": width, "height": height}, remedy % {"wanted": wanted}


def active(kind):
    sentences = {
        "script": _("This PDF contains a script."),
        "launch": _("This PDF starts a program when it is opened or pressed."),
        "submit": _("This PDF sends a form somewhere."),
        "import": _("This PDF reads data from somewhere."),
        "form": _("This PDF contains an XFA form, a program of its own."),
        "media": _("This PDF contains sound, film or a 3D scene that plays by itself."),
        "attachment": _("This PDF has files attached to it."),
    }
    remedy = _("Print it to PDF once more: this removes scripts, forms, films and attachments.")
    return sentences.get(kind, sentences["script"]), remedy


def resource():
    return (
        _("This PDF asks for more time or memory than a proposal may take."),
        _("Print it to a new PDF, with smaller pictures if it has large ones, and try again."),
    )


WORDS = estimates.WORDS | {
    "not-pdf": not_pdf,
    "broken": broken,
    "encrypted": encrypted,
    "too-long": too_long,
    "page-size": page_size,
    "active": active,
    "resource": resource,
}
