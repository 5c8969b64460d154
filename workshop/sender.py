"""The address that mail comes from, and what receivers look up about its domain."""

from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _


def domain_of_sender():
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2].lower()


def is_of_site():
    """Whether the sender's domain is that of SITE_URL, or the one above it."""
    domain, site = domain_of_sender(), settings.SITE_HOST.lower()
    return domain == site or site.endswith(f".{domain}")


def records_to_check():
    """[(kind, name in the DNS, what stands there, what for), …]: RFC 7208, RFC 6376, RFC 7489."""
    domain, server = domain_of_sender(), settings.EMAIL_HOST or "mail.example.org"
    return [
        (
            "SPF",
            domain,
            f"v=spf1 a:{server} ~all",
            _("Says which servers may send for the domain. Your provider may name an “include:”."),
        ),
        (
            "DKIM",
            f"<selector>._domainkey.{domain}",
            "v=DKIM1; k=rsa; p=…",
            _("The key that mails are signed with. Your provider gives you its name and text."),
        ),
        (
            "DMARC",
            f"_dmarc.{domain}",
            "v=DMARC1; p=none",
            _("Says what becomes of mails that are neither. Large receivers demand one."),
        ),
    ]
