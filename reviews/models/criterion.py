from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review
from workshop.fields import PositionField
from workshop.models import Workshop

FEWEST_MARKS, MOST_MARKS = 2, 10
MOST_WEIGHT = 9


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
