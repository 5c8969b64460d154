"""Fields and validators that several apps share."""

import secrets
import zoneinfo
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshop.colours import HEX, LEAST, WHITE, contrast, is_readable, nearest_readable

# Without vowels (no words by accident) and without look-alikes; 8 of 27 are 2.8e11 codes.
CODE_ALPHABET = "23456789BCDFGHJKLMNPQRSTVXZ"
CODE_LENGTH = 8
MAIL_LENGTH = 254  # RFC 5321, as erratum 1690 reads it

RESERVED_SLUGS = frozenset(
    """
    accounts admin api archive arrived assets call chair competition confirm events
    favicon feeds files find healthz help invitations jobs links live login logout mail me media
    news ossau participants people privacy program reviews robots search sitemap speaker speakers
    start static submissions submit well-known .well-known
    """.split()
)


def random_code():
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class CodeConverter:
    """A code in an address. Anything else is no such page, before a database is asked."""

    regex = f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}"

    def to_python(self, value):
        return value

    to_url = to_python


class CodeField(models.CharField):
    """A short random name for URLs and pages; tells nothing about order or count."""

    def __init__(self, **kwargs):
        kwargs |= {"max_length": CODE_LENGTH, "unique": True, "editable": False}
        super().__init__(_("code"), default=random_code, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "unique", "editable", "default", "verbose_name"):
            kwargs.pop(key, None)
        return name, path, args, kwargs


class MarkdownField(models.TextField):
    """A text for `workshop.markdown`; to a database it is any text. The admin offers a preview."""

    MOST = 20_000

    def __init__(self, *args, **kwargs):
        told = _("In Markdown: an empty line, **bold**, [a link](https://…), lines with “- ”.")
        super().__init__(*args, **{"max_length": self.MOST, "help_text": told} | kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class OutsideField(models.URLField):
    """A page on another site, or empty."""

    def __init__(self, *args, **kwargs):
        told = {"invalid": _("Write an address that begins with https://.")}
        fixed = {"max_length": 500, "blank": True, "error_messages": told}
        web = [URLValidator(schemes=["https", "http"])]
        super().__init__(*args, **fixed | {"validators": web} | kwargs)


class PositionField(models.PositiveSmallIntegerField):
    """Where a row stands among its like; those without a number come last."""

    def __init__(self, **kwargs):
        kwargs |= {"null": True, "blank": True}
        super().__init__(_("position"), help_text=_("Empty: at the end."), **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for key in ("null", "blank", "help_text", "verbose_name"):
            kwargs.pop(key, None)
        return name, path, args, kwargs

    @staticmethod
    def ordering(path="position"):
        return [models.F(path).asc(nulls_last=True)]


FIRST_YEAR, LAST_YEAR = 1990, 2200  # far from where calendars end: zones move dates by a day


def validate_year(value):
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(
            _("Write a year from %(first)s to %(last)s."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )


def validate_mail_address(value):
    """Beyond Django's own check, which lets through separators that break a mail's headers."""
    if len(value) > MAIL_LENGTH:
        raise ValidationError(_("This address is longer than %d characters.") % MAIL_LENGTH)
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValidationError(_("Write the address in plain letters, without spaces."))


def validate_accent(value):
    """A colour that can be read on white and has white text on it."""
    if not HEX.fullmatch(value):
        raise ValidationError(_("Write a colour as # and six of 0-9 and a-f, such as #1f6b4a."))
    if not is_readable(value):
        told = _(
            "This colour is too light to be read: its contrast with white is %(contrast).1f, and "
            "text needs %(least).1f. The nearest that can be read is %(nearest)s."
        )
        raise ValidationError(
            told,
            params={
                "contrast": contrast(value, WHITE),
                "least": LEAST,
                "nearest": nearest_readable(value),
            },
        )


class AccentField(models.CharField):
    """A colour as #rrggbb, or empty; upper-case letters are taken."""

    def __init__(self, *args, **kwargs):
        fixed = {"max_length": 7, "blank": True, "validators": [validate_accent]}
        super().__init__(*args, **fixed | kwargs)

    def to_python(self, value):
        return (super().to_python(value) or "").strip().lower()


def validate_slug_is_free(value):
    if value != value.lower():
        raise ValidationError(_("Write it in lower-case letters."))
    if value in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(value)s” is an address of Ossau itself. Choose one such as “%(value)s-2027”."),
            params={"value": value},
        )


CONTINENTS = set(
    "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split()
)
NO_PLACES = {"Factory", "localtime"}  # of a machine that is not set up, and of this very one


@cache
def all_zones():
    return zoneinfo.available_timezones() - NO_PLACES


@cache
def zone_names():
    """Those to choose from: places, and UTC; not the other names that the database keeps."""
    places = (name for name in all_zones() if name.partition("/")[0] in CONTINENTS)
    return ["UTC", *sorted(places)]


def validate_zone(value):
    if value not in all_zones():
        raise ValidationError(
            _("“%(value)s” is not a time zone. Write one such as Europe/Paris, Asia/Tokyo or UTC."),
            params={"value": value},
        )
