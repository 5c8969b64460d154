from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

GOOD_FOR = timedelta(days=180)  # RFC 9116 asks for less than a year


@login_not_required
@require_safe
def security_txt(request):
    """Whom to tell of a hole (RFC 9116). It expires by the day, so that it is the same all day."""
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = {
        "Contact": contact(),
        "Expires": f"{today + GOOD_FOR:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages": "en",
        "Canonical": settings.SITE_URL + reverse("security_txt"),
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def contact():
    """An address as a URI; that of the operator's page stays as it is."""
    told = settings.SECURITY_CONTACT or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return told if told.startswith(("https:", "mailto:")) else f"mailto:{told}"
