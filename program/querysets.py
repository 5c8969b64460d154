from django.db import models
from django.db.models import Prefetch


class SlotQuerySet(models.QuerySet):
    def for_program(self):
        """All that a program page shows, in a number of queries that slots do not raise."""
        from program.models import SlotSpeaker

        people = SlotSpeaker.objects.select_related("speaker")
        return self.select_related("room").prefetch_related(
            Prefetch("appearances", people), "materials"
        )


class SpeakerQuerySet(models.QuerySet):
    def on_program(self):
        """Those who appear in a slot, by the time of their first one."""
        return (
            self.filter(slots__isnull=False)
            .annotate(first=models.Min("slots__starts_at"))
            .order_by("first", "name")
        )
