from django.db import models


class SlotQuerySet(models.QuerySet):
    def for_program(self):
        """All that a program page shows, in a number of queries that slots do not raise."""
        return self.for_list().prefetch_related("materials")

    def for_list(self):
        """What a line of a list shows: workshop, room and people."""
        return self.select_related("workshop", "room").prefetch_related("appearances__speaker")


class SpeakerQuerySet(models.QuerySet):
    def on_program(self):
        """Those who appear in a slot, by the time of their first one."""
        return (
            self.filter(slots__isnull=False)
            .annotate(first=models.Min("slots__starts_at"))
            .order_by("first", "name")
        )
