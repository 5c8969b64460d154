"""How the address of somebody who was erased is told from one that mail reaches."""

from django.utils.translation import gettext as _

DOMAIN = "erased.invalid"


def pseudonym_of(code):
    return _("former person %(code)s") % {"code": code}


def is_erased(mail):
    return mail.endswith(f"@{DOMAIN}")
