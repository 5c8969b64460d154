from functools import reduce
from operator import or_

from django.apps import apps
from django.db import models
from django.db.models import Count, F, Q

from submissions.models import Status, Submission
from workshop.models import Workshop


class SlotQuerySet(models.QuerySet):
    def for_list(self):
        """What a line of a list shows: workshop, room and people.

        People are joined: SQLite refuses to look a thousand of them up by number.
        """
        appearances = self.model.appearances.rel.related_model.objects
        people = models.Prefetch("appearances", appearances.select_related("speaker"))
        return self.select_related("workshop", "room").prefetch_related(people)

    def recordable(self):
        """Those whose speakers consent to a recording, every one of them."""
        willing = Q(appearances__speaker__consents_to_recording=True)
        counted = self.annotate(
            people=Count("appearances"), willing=Count("appearances", filter=willing)
        )
        return counted.filter(people__gt=0, people=F("willing")).order_by()


class ContributionQuerySet(models.QuerySet):
    def of_author(self, user):
        """Those beside which `user` adds materials: accepted, as its authors know, and listed."""
        own = Submission.objects.written_by(user).filter(status=Status.ACCEPTED)
        return self.filter(submission__in=own.values("pk"))

    def with_paper(self):
        """Those whose PDF everybody may read: their authors have confirmed, and chosen so."""
        chosen = {"submission__confirmation__confirmed_at__isnull": False}
        chosen |= {"submission__confirmation__post": "pdf"}
        return self.filter(submission__status=Status.ACCEPTED, **chosen)


class PicturedQuerySet(models.QuerySet):
    def shown(self):
        """Those whose picture a public page may show: all that have one."""
        return self.exclude(picture="")


class SpeakerQuerySet(PicturedQuerySet):
    def shown(self):
        """Those whose picture a public page may show."""
        return super().shown().filter(slots__isnull=False).exclude(shows_photo=False)

    def on_program(self):
        """Those who appear in a slot, by the time of their first one."""
        return (
            self.filter(slots__isnull=False)
            .annotate(first=models.Min("slots__starts_at"))
            .order_by("first", "name")
        )


class ParticipantQuerySet(models.QuerySet):
    def listed_with_materials(self):
        """Those whom everybody may read of, each with what they `shown`."""
        materials = apps.get_model("program", "Material").objects.allowed()
        shown = models.Prefetch("materials", materials, to_attr="shown")
        rows = self.filter(is_listed=True, user__is_active=True).select_related("workshop")
        return rows.prefetch_related(shown)


class MaterialQuerySet(models.QuerySet):
    def of(self, workshop):
        return self._in([workshop])

    def openable_by(self, user):
        """Before everyone gets it: theirs who edit the program, or who added it or wrote of it."""
        edited = Workshop.objects.program_edited_by(user)
        contributions = self.model._meta.get_field("contribution").related_model.objects
        own = Q(contribution__in=contributions.of_author(user).values("pk"))
        if user.is_authenticated:
            own |= Q(participant__user=user)
        return self._in(edited) | self.filter(own)

    def _in(self, workshops):
        found = [Q(**{f"{owner}__workshop__in": workshops}) for owner in self.model.OWNERS]
        return self.filter(reduce(or_, found))

    def mended_by_speakers(self, now):
        """Of those of a slot what its speakers see and change: recordings stay with the chairs."""
        approved = self.filter(is_approved=True).exclude(kind="recording")
        return approved.filter(Q(shown_from=None) | Q(shown_from__lte=now))

    def waiting(self):
        """Those that who edits the program has not approved yet."""
        return self.filter(is_approved=False)

    def allowed(self):
        """What everyone may get once its date has come: approved; a recording with consent."""
        slots = self.model._meta.get_field("slot").related_model.objects
        of_slot = Q(slot__in=slots.recordable().values("pk"))
        consented = of_slot | Q(speaker__consents_to_recording=True)
        return self._approved().filter(~Q(kind="recording") | consented)

    def allowed_of(self, workshop):
        """The same of a workshop, in a list. Who consents is asked only where it is recorded."""
        rows = list(self.of(workshop)._approved())
        if not any(row.kind == "recording" for row in rows):
            return rows
        recordings = self.of(workshop).filter(kind="recording").allowed()
        consented = set(recordings.values_list("pk", flat=True))
        return [row for row in rows if row.kind != "recording" or row.pk in consented]

    def _approved(self):
        return self.filter(is_approved=True).exclude(participant__is_listed=False)

    def shown(self, now):
        """What anybody who has its address gets. Of participants nothing once they are hidden."""
        corner = self.allowed().exclude(participant__workshop__participants_shown="hidden")
        return corner.filter(Q(shown_from=None) | Q(shown_from__lte=now))
