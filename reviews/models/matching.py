"""What the matching goes by, beside what reviewers say of themselves, and what it has proposed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models import Submission
from workshop.fields import CodeField
from workshop.models import Workshop


class OfPair(models.Model):
    """Of a submission and somebody who may review it. Who is in conflict must not read it."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("reviewer")
    )

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return f"{self.submission.code}, {self.reviewer}"


class Preference(OfPair):
    """What a chair wants of the matching: this pair in any case, or in no case."""

    class Kind(models.TextChoices):
        PIN = "pin", _("pinned")
        FORBID = "forbid", _("ruled out")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("since"), auto_now=True)

    class Meta(OfPair.Meta):
        verbose_name = _("wish for the matching")
        verbose_name_plural = _("wishes for the matching")
        constraints = [
            models.UniqueConstraint(fields=["submission", "reviewer"], name="preference_once")
        ]


class AffinityScore(OfPair):
    """A score that was computed elsewhere and brought in."""

    score = models.FloatField(_("score"))

    class Meta(OfPair.Meta):
        verbose_name = _("score from elsewhere")
        verbose_name_plural = _("scores from elsewhere")
        constraints = [
            models.UniqueConstraint(fields=["submission", "reviewer"], name="affinity_score_once")
        ]


class MatchingRun(models.Model):
    """A draft: what was asked, with which settings, and what came of it. It assigns nothing.

    Whoever asked for it reads it, nobody else: it holds what they may decide, and another chair
    may be in conflict with some of that. `problem` and `result` speak of submissions and reviewers
    by their places in the lists of `problem`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being computed")
        DONE = "done", _("proposed")
        FAILED = "failed", _("without an answer")
        APPLIED = "applied", _("applied")

    code = CodeField()
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="matching_runs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(_("asked"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    settings = models.JSONField(default=dict)
    problem = models.JSONField(default=dict)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("draft of the matching")
        verbose_name_plural = _("drafts of the matching")

    def __str__(self):
        return self.code

    @property
    def job_key(self):
        """Of the job that computes it, where that takes a while."""
        return f"matching/{self.code}"
