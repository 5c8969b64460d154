"""What a finding that is an estimate says to the author. It is never a reason to refuse."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def fonts_not_embedded(names, fonts):
    sentence = ngettext(
        "A font is not in the file, so others may see another one: %(names)s.",
        "%(fonts)d fonts are not in the file, so others may see other ones: %(names)s.",
        fonts,
    )
    remedy = _(
        "Embed all fonts, also those of figures: in R use cairo_pdf, in matplotlib "
        "pdf.fonttype 42, in Word “Save as PDF/A”."
    )
    return sentence % {"fonts": fonts, "names": listed(names)}, remedy


def type3(names, fonts):
    sentence = ngettext(
        "A font is drawn as pictures (Type 3), which reads badly on screens: %(names)s.",
        "%(fonts)d fonts are drawn as pictures (Type 3), which reads badly on screens: %(names)s.",
        fonts,
    )
    remedy = _("In matplotlib set pdf.fonttype to 42; in LaTeX use Latin Modern or cm-super.")
    return sentence % {"fonts": fonts, "names": listed(names)}, remedy


def listed(names):
    return ", ".join(names) or _("without a name")


def small_text(share, points):
    sentence = _("%(share)d %% of the text is smaller than 7.2 points (about %(points)s).")
    remedy = _("Set the text larger, and do not scale whole pages down.")
    return sentence % {"share": share, "points": points}, remedy


def margins():
    return (
        _("Text stands closer than 8 mm to the edge of this page; printers cut there."),
        _("Use the margins of the template, and check the paper size that you export for."),
    )


def rotated():
    return (
        _("The text of this page lies on its side."),
        _("Turn the page upright before you export; wide tables can be turned alone."),
    )


def hidden_text(words):
    sentence = _("Readers cannot see some of the text on this page: “%(words)s”.")
    return sentence % {"words": words}, _("Delete it, or make it visible.")


def no_text(glyphs):
    sentence = ngettext(
        "Only %(glyphs)d letter can be read: the pages seem to be pictures.",
        "Only %(glyphs)d letters can be read: the pages seem to be pictures.",
        glyphs,
    )
    remedy = _("Export the PDF from your word processor instead of scanning it.")
    return sentence % {"glyphs": glyphs}, remedy


def identity_text(names):
    sentence = _("The text of this page tells who wrote it: %(names)s.")
    remedy = _("Leave names, addresses and institutions out, also below the title and in thanks.")
    return sentence % {"names": listed(names)}, remedy


def identity_metadata(names, where):
    words = {
        "info": _("its properties"),
        "xmp": _("its properties"),
        "image": _("a picture’s own data"),
        "annotation": _("a comment"),
        "bookmark": _("a bookmark"),
        "description": _("the description of a picture"),
        "path": _("the path of an included figure"),
    }
    sentence = _("What readers do not see tells who wrote it: %(names)s, named in %(where)s.")
    places = ", ".join(dict.fromkeys(str(words.get(one, one)) for one in where))
    remedy = _(
        "Reviewers get a copy without it. To remove it yourself: in LaTeX load hyperref with "
        "pdfauthor={}, in Word use “Inspect document”."
    )
    return sentence % {"where": places, "names": listed(names)}, remedy


def identity_link(address):
    sentence = _("A link leads to one of the authors: %(address)s")
    remedy = _("Link to an anonymous copy, or leave the link out.")
    return sentence % {"address": address}, remedy


def annotations(notes):
    sentence = ngettext(
        "%(notes)d comment or mark lies on this page.",
        "%(notes)d comments or marks lie on this page.",
        notes,
    )
    remedy = _("Delete comments before you export. Reviewers get a copy without them.")
    return sentence % {"notes": notes}, remedy


def form():
    return (
        _("This PDF contains fields of a form or a signature."),
        _("Print it to a new PDF. Reviewers get a copy without them."),
    )


def embedded_files():
    return (
        _("This PDF carries files for screen readers, such as formulas."),
        _("Nothing to do: the copy for reviewers leaves them out."),
    )


def remote_link():
    return (
        _("This PDF leads to other documents or to addresses that are no web pages."),
        _("Link to web pages only."),
    )


def incremental(revisions):
    sentence = ngettext(
        "The file still carries an older state of the document.",
        "The file still carries %(revisions)d older states of the document.",
        revisions,
    )
    remedy = _("Use “Save as” or print it to a new PDF. Reviewers get a copy without them.")
    return sentence % {"revisions": revisions}, remedy


def trailing_data(length):
    sentence = ngettext(
        "%(length)d byte follows the end of the document.",
        "%(length)d bytes follow the end of the document.",
        length,
    )
    return sentence % {"length": length}, _("Export the PDF once more.")


def repaired():
    return (
        _("The file was damaged; its pages could be restored."),
        _("Look at the drawn pages. If anything is missing, export the PDF once more."),
    )


WORDS = {
    "fonts-not-embedded": fonts_not_embedded,
    "type3": type3,
    "small-text": small_text,
    "margins": margins,
    "rotated": rotated,
    "hidden-text": hidden_text,
    "no-text": no_text,
    "identity-text": identity_text,
    "identity-metadata": identity_metadata,
    "identity-link": identity_link,
    "annotations": annotations,
    "form": form,
    "embedded-files": embedded_files,
    "remote-link": remote_link,
    "incremental": incremental,
    "trailing-data": trailing_data,
    "repaired": repaired,
}
