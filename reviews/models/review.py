from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.assignment import Assignment
from reviews.querysets import ReviewQuerySet
from submissions.models import Manuscript
from workshop.models import History


class Review(models.Model):
    """One reviewer's report. A draft counts for nothing anywhere.

    `saved_from` is of the opened page that saved it last: what it saves next is never stale.
    """

    class Recommendation(models.IntegerChoices):
        STRONG_ACCEPT = 2, _("strong accept")
        ACCEPT = 1, _("accept")
        BORDERLINE = 0, _("borderline")
        REJECT = -1, _("reject")
        STRONG_REJECT = -2, _("strong reject")

    class Confidence(models.IntegerChoices):
        EXPERT = 4, _("expert: I work on just this")
        HIGH = 3, _("high: I know this field well")
        MEDIUM = 2, _("medium: I know the basics")
        LOW = 1, _("low: an educated guess")

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="review")
    manuscript = models.ForeignKey(
        Manuscript,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        help_text=_("The PDF in force when it was saved."),
    )
    for_authors = models.TextField(_("for the authors"), max_length=20_000, blank=True)
    for_chairs = models.TextField(_("for the chairs only"), max_length=5_000, blank=True)
    recommendation = models.SmallIntegerField(
        _("recommendation"), choices=Recommendation, null=True, blank=True
    )
    confidence = models.PositiveSmallIntegerField(
        _("confidence"), choices=Confidence, null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    saved_from = models.CharField(max_length=32, blank=True, editable=False)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["assignment"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | ~Q(for_authors=""),
                name="review_submitted_says_something",
            ),
            models.CheckConstraint(
                condition=Q(recommendation__isnull=True) | Q(recommendation__range=(-2, 2)),
                name="review_recommendation_known",
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__range=(1, 4)),
                name="review_confidence_known",
            ),
        ]

    def __str__(self):
        return str(self.assignment)

    @property
    def marks_given(self):
        """[(the criterion's name, mark), …]"""
        return [(score.criterion.name, score.mark) for score in self.scores.all()]

    @property
    def is_changed_later(self):
        """After the discussion had begun."""
        return any(one.is_discussed for one in self.versions.all())

    def is_stale(self, submission):
        """Whether another PDF counts than the one that was reviewed."""
        read, counts = self.manuscript_id, submission.proposal
        return bool(read and counts and read != counts.pk)


class ReviewVersion(History):
    """What a submitted review said before it was changed: {field: value}, [[criterion, mark], …].

    Criteria by name: the form may change later. Its reviewer and the chairs read it, nobody else.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="versions")
    at = models.DateTimeField(_("changed"), auto_now_add=True)
    report = models.JSONField(default=dict)
    marks = models.JSONField(default=list)
    is_discussed = models.BooleanField(
        default=False, help_text=_("Whether the discussion had begun when it was changed.")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("earlier version of a review")
        verbose_name_plural = _("earlier versions of reviews")

    def __str__(self):
        return f"{self.review}, {self.at:%Y-%m-%d}"

    @property
    def was(self):
        """The review as it read then, to be shown and never to be saved."""
        return Review(**self.report)
