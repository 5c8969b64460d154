"""Every public page, for search engines."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from program.models import Slot, Speaker
from workshop.models import Workshop


class Workshops(Sitemap):
    """First page, program and call of each."""

    def items(self):
        slugs = Workshop.objects.public().values_list("slug", flat=True)
        return [(name, slug) for slug in slugs for name in ("landing", "program", "call")]

    def location(self, item):
        name, slug = item
        return reverse(name, args=[slug])


class Slots(Sitemap):
    def items(self):
        own = Slot.objects.filter(workshop__in=Workshop.objects.public())
        return own.select_related("workshop").order_by("workshop", "starts_at", "pk")


class Speakers(Sitemap):
    def items(self):
        own = Speaker.objects.filter(workshop__in=Workshop.objects.public())
        return own.on_program().select_related("workshop").order_by("workshop", "name")


SITEMAPS = {"workshops": Workshops, "slots": Slots, "speakers": Speakers}
