"""What the check found, in words: one sentence, one remedy."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def words_of(finding):
    """(what is wrong, how to mend it)"""
    return WORDS[finding.code](finding.data)


def _not_pdf(data):
    if data["kind"] == "word":
        return (
            _("This is a Word document with the name of a PDF."),
            _("Open it in your word processor and export it as PDF, then upload that file."),
        )
    if data["kind"] == "empty":
        return _("This file is empty."), _("Export the PDF again and look at it before you upload.")
    return (
        _("This file is not a PDF, whatever its name says."),
        _("Export or print your document to PDF, then upload that file."),
    )


def _too_long(data):
    sentence = ngettext(
        "This PDF has %(pages)d page; the limit is %(limit)d.",
        "This PDF has %(pages)d pages; the limit is %(limit)d.",
        data["pages"],
    )
    return sentence % data, _("Shorten it to %(limit)d pages and upload it again.") % data


def _encrypted(data):
    return (
        _("This PDF is encrypted or protected by a password."),
        _("Print it to a new PDF without password or restrictions, and upload that one."),
    )


def _broken(data):
    return (
        _("This PDF is damaged: its pages cannot be read."),
        _("Open it, export or print it to a new PDF, and upload that one."),
    )


def _resource(data):
    return (
        _("We could not process this PDF within the time and memory we allow."),
        _("Print it to a new PDF, which makes it simpler, and upload that one."),
    )


WORDS = {
    "not-pdf": _not_pdf,
    "too-long": _too_long,
    "encrypted": _encrypted,
    "broken": _broken,
    "resource": _resource,
}
