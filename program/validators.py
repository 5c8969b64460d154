"""Addresses as people paste them: each mistake by its name, with what mends it."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from program.addresses import mistake_in

WORDS = {
    "two_schemes": _("It begins with http twice. Write %(instead)s"),
    "unseen": _("It contains an invisible character. Type the address, or copy it once more."),
    "own_disk": _(
        "This is a place on your own machine, which nobody else can open. Upload the file instead."
    ),
    "own_network": _(
        "This address works on your own machine or network alone. Write one that opens from "
        "everywhere, or upload the file."
    ),
    "password": _("This address holds a name or a password. Take out what stands before the @."),
    "google_docs": _(
        "This opens the editor of Google Docs. Share it with “anyone with the link” and write "
        "%(instead)s – or upload it as PDF."
    ),
    "own_folder": _(
        "This is the folder as you see it when you are signed in. Make a link for sharing the file "
        "there and write that, or upload the file."
    ),
    "overleaf": _(
        "This Overleaf project opens for its owners alone. Turn on link sharing and write the "
        "read-only link, which has /read/ in it – or upload the PDF."
    ),
    "overleaf_edit": _(
        "With this link everyone can edit your Overleaf project. Write the read-only link, which "
        "has /read/ in it – or upload the PDF."
    ),
    "office": _(
        "This opens the document for editing. Make a link for viewing (Share, “anyone with the "
        "link can view”) and write that – or upload it as PDF."
    ),
    "office_colleagues": _(
        "This link works for people of your own organisation alone. Make one for “anyone” – or "
        "upload the file."
    ),
    "canva": _(
        "This opens the editor of Canva. Share a “public view link” and write that – or upload "
        "the PDF."
    ),
    "mailbox": _("This is a mail in your own mail box. Upload what is attached to it."),
}
NO_ADDRESS = _("Write an address that begins with https://.")
_is_web_address = URLValidator(schemes=["https", "http"], message=NO_ADDRESS)


def validate_no_mail_address(value):
    if "@" in value:
        told = _("Everybody reads this: write the name, and leave out the mail address.")
        raise ValidationError(told)


def validate_no_mistake(value):
    if found := mistake_in(value):
        raise ValidationError(WORDS[found.kind], code=found.kind, params={"instead": found.instead})


def validate_address(value):
    """The mistake by its name rather than that it is no address."""
    validate_no_mistake(value)
    _is_web_address(value)
