"""Settings from the environment: each helper refuses what it cannot understand, by name."""

import os
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def text(name, default=""):
    return os.environ.get(name, default).strip()


def flag(name):
    value = text(name).lower()
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name}={value!r} is neither on nor off: write 1 or 0.")


def number(name, default):
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.")
    return int(value)


def site(name, default):
    """An address such as https://workshop.example.org, without path or slash at the end."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"{name}={value!r} is not the address of a site: write https://workshop.example.org."
        )
    return value


def mail_server(name):
    """Django's settings for smtp://user:password@host:port (or smtp+tls://, smtps://)."""
    value = text(name)
    if not value:
        return {"EMAIL_HOST": ""}
    parts = urlsplit(value)
    try:
        port = parts.port or MAIL_PORTS.get(parts.scheme)
    except ValueError:  # whose words hold a part of the password
        port = None
    if not port or not parts.hostname:
        raise ImproperlyConfigured(
            f"{name} is not the address of a mail server: "
            "write smtp://, smtp+tls:// or smtps://, then user:password@host:port, "
            "with %23 for # and %2F for / in the password."
        )
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def demand(*names, because="SITE_URL is set, so this is production"):
    """Name every missing setting at once, so that nobody mends them one start at a time."""
    missing = [name for name in names if not text(name)]
    if missing:
        raise ImproperlyConfigured(f"{because}. Still missing: {', '.join(missing)}.")
