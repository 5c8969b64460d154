"""What search engines and previews read: schema.org's Event as JSON-LD 1.1."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import mark_safe

# What would end the element that holds it, or begin another.
UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


def event_of_workshop(workshop):
    return _as_script(_workshop(workshop))


def event_of_slot(slot):
    """Within its workshop's; a slot without an end says none."""
    workshop = slot.workshop
    cancelled = "https://schema.org/EventCancelled"
    about = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": str(slot),
        "url": settings.SITE_URL + slot.get_absolute_url(),
        "startDate": slot.starts_at.astimezone(workshop.tz).isoformat(),
        "endDate": slot.ends_at and slot.ends_at.astimezone(workshop.tz).isoformat(),
        "eventStatus": cancelled if slot.is_cancelled else "https://schema.org/EventScheduled",
        "description": slot.abstract,
        "location": _location(workshop),
        "performer": [_person(one) for one in slot.people],
        "superEvent": {"@type": "Event", "name": workshop.name, "url": _address(workshop)},
    }
    return _as_script(about)


def article_of(contribution):
    """A contribution, presented at its workshop."""
    workshop = contribution.workshop
    about = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": contribution.name,
        "url": settings.SITE_URL + contribution.get_absolute_url(),
        "datePublished": workshop.first_day.isoformat(),
        "author": [_author(*one) for one in contribution.people],
        "abstract": contribution.text,
        "isPartOf": {
            "@type": "PublicationEvent",
            "name": f"{workshop.name} {workshop.first_day.year}",
            "url": _address(workshop),
        },
    }
    return _as_script(about)


def citation_of(contribution):
    """[(name, content), …] of the meta elements that indexes of papers read."""
    workshop = contribution.workshop
    fields = [("citation_title", contribution.name)]
    for name, affiliation in contribution.people:
        fields.append(("citation_author", name))
        fields += [("citation_author_institution", affiliation)] if affiliation else []
    if contribution.paper_address:
        fields.append(("citation_pdf_url", settings.SITE_URL + contribution.paper_address))
    return [
        *fields,
        ("citation_publication_date", f"{workshop.first_day:%Y/%m/%d}"),
        ("citation_conference_title", f"{workshop.name} {workshop.first_day.year}"),
        ("citation_abstract_html_url", settings.SITE_URL + contribution.get_absolute_url()),
    ]


def card_of(workshop):
    """The picture that goes with a link; its name may be written in letters that it lacks."""
    from program.pictures.card import draw_card

    year = workshop.first_day.year
    return draw_card(
        names=[workshop.name, workshop.short_name, f"{workshop.slug} {year}"],
        when=[_days(workshop), f"{workshop.first_day} – {workshop.last_day}"],
        where=workshop.place,
        host=workshop.host,
    )


def _days(workshop):
    first, last = (date_format(day, "j F Y") for day in (workshop.first_day, workshop.last_day))
    return first if first == last else f"{first} – {last}"


def address_of_card(workshop):
    return settings.SITE_URL + reverse("card", args=[workshop.slug])


def _workshop(workshop):
    mode = "OnlineEventAttendanceMode" if workshop.is_online else "OfflineEventAttendanceMode"
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": f"{workshop.name} {workshop.first_day.year}",
        "url": _address(workshop),
        "startDate": workshop.first_day.isoformat(),
        "endDate": workshop.last_day.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{mode}",
        "location": _location(workshop),
        "image": address_of_card(workshop),
        "description": workshop.summary,
        "organizer": workshop.organisers and {"@type": "Organization", "name": workshop.organisers},
    }


def _address(workshop):
    return settings.SITE_URL + workshop.get_absolute_url()


def _location(workshop):
    if workshop.is_online:
        return {"@type": "VirtualLocation", "url": _address(workshop)}
    return workshop.place and {"@type": "Place", "name": workshop.place, "address": workshop.place}


def _person(speaker):
    return _author(speaker.name, speaker.affiliation)


def _author(name, affiliation):
    named = {"@type": "Person", "name": name}
    return named | ({"affiliation": affiliation} if affiliation else {})


def _as_script(about):
    """Without what is empty, and harmless inside a script element."""
    told = {name: value for name, value in about.items() if value}
    told = json.dumps(told, ensure_ascii=False).translate(UNSAFE)
    return mark_safe(told)  # noqa: S308 # nosec B308 B703 # nothing in it ends a script
