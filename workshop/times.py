"""Instants, and how they read in a zone. One UTC instant is kept; zones are for showing."""

import zoneinfo
from datetime import UTC, datetime, time, timedelta
from datetime import timezone as dt_timezone

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshop.fields import all_zones

# "Anywhere on Earth": the last place where a date still holds (IEEE 802.16 usage; UTC-12).
AOE = zoneinfo.ZoneInfo("Etc/GMT+12")
# Those that are in use, in minutes, but for UTC itself.
_IN_USE = [
    *(60 * hours for hours in range(-12, 0)),
    *(60 * hours for hours in range(1, 15)),
    *(-210, 210, 270, 330, 345, 390, 570),
]
OFFSETS = {
    f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}": dt_timezone(
        timedelta(minutes=minutes)
    )
    for minutes in sorted(_IN_USE)
}


def known_zone(text):
    """How a zone that a reader asks for is written: "UTC", Europe/Paris, one of OFFSETS; or "".

    A plus that an address lost is a space.
    """
    text = text.replace(" ", "+")
    return text if text in OFFSETS or text in all_zones() else ""


def zone_of(known):
    """The zone that `known_zone` has let through."""
    if known == "UTC":
        return UTC
    return OFFSETS.get(known) or zoneinfo.ZoneInfo(known)


def end_of_day_anywhere(day):
    """The last minute of a date anywhere on Earth, as deadlines are meant."""
    return datetime.combine(day, time(23, 59), tzinfo=AOE)


def offset_label(at):
    """How far an aware `at`, or a fixed zone, is from UTC: "UTC", "UTC+1", "UTC−3:30"."""
    offset = at.utcoffset(None) if isinstance(at, dt_timezone) else at.utcoffset()
    offset = offset or timedelta()
    minutes = abs(int(offset.total_seconds())) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(minutes, 60)
    sign = "+" if offset > timedelta() else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def offset_of(local):
    """The same of an instant as it is shown; of one in that zone "AoE"."""
    return zone_label(local) if local.tzinfo is AOE else offset_label(local)


def zone_label(at):
    """A zone named for readers with its offset at that instant: "Europe/Paris, UTC+1"."""
    name = getattr(at.tzinfo, "key", "UTC")
    if at.tzinfo is AOE:
        return "AoE"
    return offset_label(at) if name == "UTC" else f"{name.replace('_', ' ')}, {offset_label(at)}"


def days_away(at, now, tz):
    """How many midnights of a zone lie between two instants; negative for what was before."""
    return (at.astimezone(tz).date() - now.astimezone(tz).date()).days


def distance(at, now, tz):
    """The same in words: "in 12 days", "tomorrow", "today", "yesterday", "3 days ago"."""
    days = days_away(at, now, tz)
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in near:
        return near[days]
    if days < 0:
        return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def next_of(instants):
    """The earliest of the instants that is still to come; None when all have passed."""
    now = timezone.now()
    return min((at for at in instants if at and at > now), default=None)


def in_utc(at):
    """An instant as it stands in a mail: "5 June 2030, 09:00 UTC"."""
    return f"{date_format(at.astimezone(UTC), 'j F Y, H:i')} UTC"


def in_words(at, tz):
    """The same in a zone and in UTC: "5 June 2030, 23:59 AoE (6 June 2030, 11:59 UTC)"."""
    local = at.astimezone(tz)
    zone = zone_label(local)
    words = f"{date_format(local, 'j F Y, H:i')} {zone}"
    return words if zone == "UTC" else f"{words} ({in_utc(at)})"


def in_three_zones(at, tz):
    """The same in that zone, anywhere on Earth and in UTC, for a mail that is kept; each once."""
    shown = [at.astimezone(zone) for zone in (tz, AOE, UTC)]
    words = [f"{date_format(local, 'j F Y, H:i')} {zone_label(local)}" for local in shown]
    return " = ".join(dict.fromkeys(words))
