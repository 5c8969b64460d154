"""What a workshop asks of authors beside the proposal: questions, and sentences to confirm."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.submission import Submission
from workshop.fields import PositionField
from workshop.models import Workshop

MOST_QUESTIONS = 10
MOST_CHOICES = 20


class Question(models.Model):
    """One of at most ten that the form asks."""

    class Kind(models.TextChoices):
        TICK = "tick", _("a box to tick")
        CHOICE = "choice", _("one of several choices")
        TEXT = "text", _("a short text")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    kind = models.CharField(_("answered by"), max_length=6, choices=Kind, default=Kind.TEXT)
    choices = models.TextField(
        _("choices"), max_length=2000, blank=True, help_text=_("One a line.")
    )
    is_required = models.BooleanField(_("required"), default=False)
    for_reviewers = models.BooleanField(
        _("reviewers see the answer"),
        default=False,
        help_text=_("Chairs always do. Do not ask who the authors are."),
    )
    position = PositionField()

    class Meta:
        ordering = [*PositionField.ordering(), "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "text"],
                name="question_once_per_workshop",
                violation_error_message=_("This workshop asks that already."),
            )
        ]

    def __str__(self):
        return self.text

    @property
    def choice_list(self):
        return list(dict.fromkeys(filter(None, map(str.strip, self.choices.splitlines()))))

    def clean(self):
        self._check_choices()
        self._check_readers()
        others = Question.objects.filter(workshop=self.workshop_id).exclude(pk=self.pk)
        if self.workshop_id and others.count() >= MOST_QUESTIONS:
            told = _("A workshop asks at most %(most)d questions. Remove one first.")
            raise ValidationError(told % {"most": MOST_QUESTIONS})

    def _check_choices(self):
        if self.kind == self.Kind.CHOICE and not 2 <= len(self.choice_list) <= MOST_CHOICES:
            told = _("Write 2 to %(most)d choices, one a line.") % {"most": MOST_CHOICES}
            raise ValidationError({"choices": told})

    def _check_readers(self):
        """Who has answered it was not told that reviewers would read that."""
        before = Question.objects.filter(pk=self.pk, for_reviewers=False)
        if self.for_reviewers and before.filter(answers__isnull=False).exists():
            told = _("It was answered for chairs alone. Ask another question for reviewers.")
            raise ValidationError({"for_reviewers": told})


class Answer(models.Model):
    """What the authors answered: a choice or text as it was given, "yes" for a tick."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    text = models.CharField(_("answer"), max_length=1000)

    class Meta:
        ordering = ["question__position", "question"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["submission", "question"], name="answer_once")
        ]

    def __str__(self):
        return self.text


class Attestation(models.Model):
    """A sentence that an author has confirmed: who, and when."""

    class Kind(models.TextChoices):
        PARALLEL = "parallel", _("It is under review nowhere else.")
        REGISTRATION = "registration", _("If it is accepted, one of its authors will register.")
        POSTING = "posting", _("If it is accepted, it may be posted on the workshop’s site.")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="attestations")
    kind = models.CharField(_("confirmed"), max_length=12, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        constraints = [
            models.UniqueConstraint(fields=["submission", "kind"], name="attestation_once")
        ]

    def __str__(self):
        return str(self.get_kind_display())


ASKED_BY = {kind: f"asks_{kind.value}" for kind in Attestation.Kind}


def attestations_asked(workshop):
    """The kinds that it wants confirmed."""
    return [kind for kind, field in ASKED_BY.items() if getattr(workshop, field)]
