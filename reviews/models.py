from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.named import NamedReviewer  # noqa: F401 - a model of this app
from reviews.querysets import AssignmentQuerySet, DecisionQuerySet, ReviewQuerySet
from submissions.models import Manuscript, Submission
from workshop.digests import digest_of
from workshop.fields import CodeField, PositionField
from workshop.models import Workshop

FEWEST_MARKS, MOST_MARKS = 2, 10
MOST_WEIGHT = 9
MOST_OF_A_COMMENT = MOST_OF_A_NOTE = 5_000  # characters


def _amiss(told):
    return ValidationError({"anchors": told})


class Criterion(models.Model):
    """What reviewers score: from 1 up, one mark for each line of `anchors`."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="criteria")
    name = models.CharField(_("name"), max_length=80)
    anchors = models.TextField(
        _("marks"), help_text=_("What each mark means, one a line, the lowest first.")
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        validators=[MaxValueValidator(MOST_WEIGHT)],
        help_text=_("How much it counts in the mean; 0 is read, and counts for nothing."),
    )
    is_required = models.BooleanField(
        _("required"), default=True, help_text=_("No review is submitted without a mark on it.")
    )
    position = PositionField()

    class Meta:
        ordering = [*PositionField.ordering(), "pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="criterion_once",
                violation_error_message=_("This workshop has a criterion of that name already."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def marks(self):
        """[(1, what it means), …]"""
        return list(enumerate(self.anchors.splitlines(), 1))

    def clean(self):
        """Blank lines are no marks, and a scale in use gets no shorter.

        Which marks were given is not told: a chair may be in conflict with what they are about.
        """
        lines = [line.strip() for line in self.anchors.splitlines() if line.strip()]
        self.anchors = "\n".join(lines)
        if not FEWEST_MARKS <= len(lines) <= MOST_MARKS:
            told = _("Write from %(fewest)d to %(most)d marks, one a line.")
            raise _amiss(told % {"fewest": FEWEST_MARKS, "most": MOST_MARKS})
        stored = Criterion.objects.filter(pk=self.pk, scores__isnull=False).first()
        if stored and len(lines) < len(stored.marks):
            told = _("Reviews have given marks on it, so it keeps at least %(count)d marks.")
            raise _amiss(told % {"count": len(stored.marks)})


class Assignment(models.Model):
    """Who is asked to review what. Triggers refuse it while a conflict stands.

    `number` is the order in which they were asked, in which others read their reviews. `code` is
    random, so its address tells neither order nor count.
    """

    code = CodeField()
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("reviewer"),
    )
    number = models.PositiveSmallIntegerField(editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(_("assigned"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(
        _("taken back"),
        null=True,
        editable=False,
        help_text=_("What was begun stays with it, and it can be made again."),
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "number"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["submission", "reviewer"], name="assignment_once"),
            models.UniqueConstraint(fields=["submission", "number"], name="assignment_number_once"),
        ]

    def __str__(self):
        return f"{self.submission.code}, {self.number}"

    def get_absolute_url(self):
        return reverse("review", args=[self.submission.workshop.slug, self.code])


class AssignmentChange(models.Model):
    """One line of an assignment's trail, kept apart: who is in conflict must not read it."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    stands = models.BooleanField(help_text=_("Made, or else taken back."))
    reason = models.CharField(
        max_length=300, blank=True, help_text=_("Why the reviewer has declined it.")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change of assignment")
        verbose_name_plural = _("changes of assignment")

    def __str__(self):
        return f"{self.assignment}: {'+' if self.stands else '−'}"


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


class Score(models.Model):
    """The mark a review gives on a criterion."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    mark = models.PositiveSmallIntegerField(_("mark"))

    class Meta:
        ordering = ["criterion"]
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(mark__gte=1), name="score_from_one"),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.mark}"


class ReviewVersion(models.Model):
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


class Comment(models.Model):
    """One contribution to the discussion of a submission by its reviewers and the chairs.

    `key` is of one opened form: pressed twice, it is one comment.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written"), auto_now_add=True)
    text = models.TextField(_("comment"), max_length=MOST_OF_A_COMMENT)
    key = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self):
        return self.text[:60]


class Label(models.Model):
    """A word for the chairs on a decision, such as "best paper": authors never read it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="labels")
    name = models.CharField(_("name"), max_length=40)

    class Meta:
        ordering = ["name"]
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="label_once",
                violation_error_message=_("This workshop has a label of that name already."),
            )
        ]

    def __str__(self):
        return self.name


class Decision(models.Model):
    """What the chairs decided. Quiet until released: `released` is what authors were told.

    So is `released_note` of the note. Accepted in no form of presentation is said of none.
    """

    class Outcome(models.TextChoices):
        ACCEPT = "accept", _("accept")
        ORAL = "oral", _("accept as a talk")
        POSTER = "poster", _("accept as a poster")
        CONDITIONAL = "conditional", _("accept conditionally")
        WAITLIST = "waitlist", _("waitlist")
        REJECT = "reject", _("reject")

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome)
    note = models.TextField(
        _("note to the authors"),
        max_length=MOST_OF_A_NOTE,
        blank=True,
        validators=[MaxLengthValidator(MOST_OF_A_NOTE)],
    )
    labels = models.ManyToManyField(
        Label, related_name="decisions", blank=True, verbose_name=_("labels")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(_("decided"), auto_now=True)
    released = models.CharField(max_length=12, choices=Outcome, blank=True, editable=False)
    released_note = models.TextField(blank=True, editable=False)
    released_at = models.DateTimeField(null=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(released="", released_at__isnull=True)
                | (~Q(released="") & Q(released_at__isnull=False)),
                name="decision_released_means_when",
            )
        ]

    def __str__(self):
        return f"{self.submission.code}: {self.get_outcome_display()}"

    @property
    def is_released(self):
        """As it stands: what was changed since is not."""
        return (self.released, self.released_note) == (self.outcome, self.note)

    @property
    def seen(self):
        """What stands, in short: a form that was opened on something else is stale."""
        return f"{self.outcome}-{digest_of(self.note)[:12]}" if self.note else self.outcome


class DecisionChange(models.Model):
    """One line of a decision's trail, kept apart: who is in conflict must not read it.

    `more` is {"note" or "labels": [old, new]}.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    old = models.CharField(max_length=12, choices=Decision.Outcome, blank=True)
    new = models.CharField(max_length=12, choices=Decision.Outcome)
    more = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change of decision")
        verbose_name_plural = _("changes of decision")
        constraints = [
            models.CheckConstraint(
                condition=~Q(old=F("new")) | ~Q(more={}), name="decision_change_changes"
            )
        ]

    def __str__(self):
        outcome = f"{self.get_old_display() or '–'} → {self.get_new_display()}"
        parts = [outcome] if self.old != self.new else []
        for name, label in [("note", _("note to the authors")), ("labels", _("labels"))]:
            if name in self.more:
                old, new = self.more[name]
                parts.append(f"{label}: {old or '–'} → {new or '–'}")
        return "; ".join(parts)


class BoardVisit(models.Model):
    """Up to which moment a chair has said that all of the decision board was seen."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("visit of the decision board")
        verbose_name_plural = _("visits of the decision board")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "user"], name="board_visit_once")
        ]

    def __str__(self):
        return f"{self.user}, {self.until:%Y-%m-%d}"
