"""Instants, and how they read in a zone. One UTC instant is kept; zones are for showing."""

import zoneinfo
from datetime import timedelta

from django.utils import timezone

# "Anywhere on Earth": the last place where a date still holds (IEEE 802.16 usage; UTC-12).
AOE = zoneinfo.ZoneInfo("Etc/GMT+12")


def offset_label(at):
    """How far an aware `at` is from UTC: "UTC", "UTC+1", "UTC−3:30"."""
    offset = at.utcoffset() or timedelta()
    minutes = abs(int(offset.total_seconds())) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(minutes, 60)
    sign = "+" if offset > timedelta() else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def zone_label(at):
    """A zone named for readers with its offset at that instant: "Europe/Paris, UTC+1"."""
    name = getattr(at.tzinfo, "key", "UTC")
    if at.tzinfo is AOE:
        return "AoE"
    return offset_label(at) if name == "UTC" else f"{name.replace('_', ' ')}, {offset_label(at)}"


def next_of(instants):
    """The earliest of the instants that is still to come; None when all have passed."""
    now = timezone.now()
    return min((at for at in instants if at and at > now), default=None)
