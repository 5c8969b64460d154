"""Which teams, entries and logs: one method per ability."""

from django.db import models
from django.db.models import Q

from submissions.querysets import is_confirmed_of
from workshop.models import Workshop


class TeamQuerySet(models.QuerySet):
    def acted_for_by(self, user):
        """Those that `user` is a member of, by a confirmed address."""
        if not user.is_authenticated:
            return self.none()
        members = self.model.members.rel.related_model.objects.filter(is_confirmed_of(user))
        return self.filter(pk__in=members.values("team"))

    def judged_by(self, user):
        """Those of the competitions that `user` runs, but not their own."""
        chaired = Workshop.objects.chaired_by(user).values("pk")
        own = self.model.objects.acted_for_by(user)
        return self.filter(competition__workshop__in=chaired).exclude(pk__in=own.values("pk"))


class EntryQuerySet(models.QuerySet):
    def of(self, competition):
        return self.filter(team__competition=competition)

    def sent_by(self, user):
        """Those of the teams that `user` is a member of."""
        teams = self.model.team.field.related_model.objects.acted_for_by(user)
        return self.filter(team__in=teams.values("pk"))

    def judged_by(self, user):
        """Those that `user` measures and decides on: sent in, and of no team of theirs."""
        teams = self.model.team.field.related_model.objects.judged_by(user)
        return self.filter(team__in=teams.values("pk"), submitted_at__isnull=False)

    def listed(self):
        """What everybody reads once there is a leaderboard."""
        return self.filter(state__in=["reported", "measured", "accepted", "attention"])

    def with_all(self):
        """For a page of one of them."""
        related = "team__competition__workshop"
        return self.select_related(related).prefetch_related(
            "team__members", "descriptions", "measurements"
        )


class MeasurementQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(removed_at=None)

    def of_others(self, entry):
        """Those of other entries of the same competition, for copies."""
        own = Q(entry=entry)
        return self.standing().filter(entry__team__competition=entry.competition).exclude(own)
