"""What the texts of these mails may name: {name: (what it is, an example)}."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

OF_A_SUBMISSION = {
    "title": (_("the title of the submission"), _("Counting joules")),
    "code": (_("its code"), "B7KQ2M9X"),
    "link": (_("the address of its page"), f"{settings.SITE_URL}/…/submissions/B7KQ2M9X/"),
}
PASSED = {
    "file": (_("name, size and check sum of the PDF"), "proposal.pdf, 212.4 KB, SHA-256 3f5a…"),
    "received": (_("when it came"), "5 June 2027, 09:00 UTC"),
    "until": (
        _("until when it can be changed; nothing after the deadline"),
        _(
            "You can change or withdraw it until 20 June 2027, 13:59 Europe/Paris, UTC+2 = "
            "19 June 2027, 23:59 AoE = 20 June 2027, 11:59 UTC."
        ),
    ),
}
OF_A_RECEIPT = {
    "authors": (_("the names of its authors"), "Ana Moreau, Bo Lund"),
    "conflicts": (
        _("the people and institutions that its authors declared in conflict"),
        "Li Wei; UPPA",
    ),
    "confirmed": (
        _("what its authors have confirmed, if the workshop asks for it"),
        _("Confirmed:\nIt is under review nowhere else."),
    ),
}
