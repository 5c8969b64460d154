"""Every public page, for search engines."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from program.leaderboards.reading import competition_of
from program.models import Contribution, Slot, Speaker
from workshop.models import Workshop


def _pages_of(workshop):
    competition = competition_of(workshop)
    return [
        *("landing", "program"),
        *["call"] * workshop.has_call,
        *["competition"] * bool(competition),
        *["competition_results"] * bool(competition and competition.results_at),
    ]


class Workshops(Sitemap):
    """First page, program, call and competition of each."""

    def items(self):
        rows = Workshop.objects.public().select_related("competition")
        return [(name, one.slug) for one in rows for name in _pages_of(one)]

    def location(self, item):
        name, slug = item
        return reverse(name, args=[slug])


class Slots(Sitemap):
    def items(self):
        own = Slot.objects.filter(workshop__in=Workshop.objects.with_program())
        return own.select_related("workshop").order_by("workshop", "starts_at", "pk")


class Speakers(Sitemap):
    def items(self):
        own = Speaker.objects.filter(workshop__in=Workshop.objects.with_program())
        return own.on_program().select_related("workshop").order_by("workshop", "name")


class Contributions(Sitemap):
    def items(self):
        own = Contribution.objects.filter(workshop__in=Workshop.objects.with_program())
        return own.select_related("workshop").order_by("workshop", "pk")


SITEMAPS = {
    "workshops": Workshops,
    "slots": Slots,
    "speakers": Speakers,
    "contributions": Contributions,
}
