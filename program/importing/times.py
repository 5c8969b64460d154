"""Days and times of day as people write them in spreadsheets."""

import re
from datetime import UTC, date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workshop.times import known_zone, zone_of

CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?|h)?\s*(?:([ap])\.?m\.?)?", re.I)
NUMBER_OF_DAY = re.compile(r"(?:day|jour|tag)?\s*(\d)", re.I)
SEPARATED = re.compile(r"(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})\.?")
IN_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
WITH_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\s*(.+)")
WITH_ZONE = re.compile(r"(\d{1,2}[:.h]?\d{0,2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?)\s*([A-Z+-].*)", re.I)
LONGEST = 24 * 60


def day_of(text, workshop):
    """The date that is meant: of two ways to read it the one on which the workshop is."""
    days = [workshop.first_day + timedelta(number) for number in range(workshop.days)]
    if match := NUMBER_OF_DAY.fullmatch(text):
        number = int(match[1])
        if 1 <= number <= len(days):
            return days[number - 1]
    readings = list(dict.fromkeys(_readings(text)))
    on_days = [day for day in readings if day in days]
    if len(on_days) == 1 or len(readings) == 1:
        return (on_days or readings)[0]
    if readings:
        told = _("“%(text)s” can be read as two days. Write it as %(example)s.")
    else:
        told = _("“%(text)s” is no day. Write it as %(example)s.")
    raise ValidationError(told % {"text": text, "example": workshop.first_day.isoformat()})


def _readings(text):
    if match := SEPARATED.fullmatch(text):
        one, two, three = match.groups()
        orders = [(one, two, three)] if len(one) == 4 else [(three, two, one), (three, one, two)]
        for year, month, day in orders:
            if found := _date(int(year), int(month), int(day)):
                yield found
    for form in IN_WORDS:
        try:
            yield datetime.strptime(text.replace(",", ""), form).replace(tzinfo=UTC).date()
        except ValueError:
            continue


def _date(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None


def clock_of(text):
    """The time of day that is meant: 9:00, 09:00:00, 9h30, 9.30, 2 pm."""
    match = CLOCK.fullmatch(text)
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if match and match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59 or text.isdecimal():
        raise ValidationError(
            _("“%(text)s” is no time of day. Write it as 09:30.") % {"text": text}
        )
    return time(hour, minute)


def parts_of(text):
    """(day, time of day, zone) of a cell that may say all three: "2030-06-05T09:00Z"."""
    day, clock = match.groups() if (match := WITH_DAY.fullmatch(text)) else ("", text)
    if not CLOCK.fullmatch(clock) and (match := WITH_ZONE.fullmatch(clock)):
        clock, zone = match.groups()
        return day, clock.strip(), "UTC" if zone in {"Z", "z"} else zone
    return day, clock, ""


def zone_named(text, workshop):
    """The zone that a cell names; the workshop's where it names none."""
    if not text:
        return workshop.tz
    if known := known_zone(text.replace(" ", "_") if "/" in text else text):
        return zone_of(known)
    told = _("“%(text)s” is no time zone. Write one such as Europe/Paris, UTC or +02:00.")
    raise ValidationError(told % {"text": text})


def instant_of(day, clock, zone):
    """Of an hour that comes twice the first is meant."""
    typed = datetime.combine(day, clock)
    try:
        instant = typed.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError as error:
        raise ValidationError(_("Write a year from 1990 to 2200.")) from error
    if instant.astimezone(zone).replace(tzinfo=None) != typed:
        told = _("Clocks go forward on %(day)s: %(time)s does not exist.")
        raise ValidationError(told % {"day": date_format(day), "time": f"{clock:%H:%M}"})
    return instant


def minutes_of(text):
    match = re.fullmatch(r"(\d{1,4})\s*(?:min|minutes?|mn|['′])?\.?", text)
    minutes = int(match[1]) if match else 0
    if not 1 <= minutes <= LONGEST:
        told = _("“%(text)s” is no number of minutes. Write it as 45.")
        raise ValidationError(told % {"text": text})
    return minutes
