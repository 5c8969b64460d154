from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from submissions.lifecycle import DECIDED, IN_REVIEW, Status
from submissions.querysets import SubmissionQuerySet
from submissions.titles import TitleKeyField
from workshop.fields import CodeField, MarkdownField, validate_mail_address
from workshop.models import KeyDate, Topic, Workshop

MOST_TEXT = 10_000  # characters of an abstract; how many words is the workshop's


class Submission(models.Model):
    """What authors send in, from the first draft on. Only `services.change_status` moves it."""

    code = CodeField()
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="submissions")
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="submissions",
        verbose_name=_("submitted by"),
        help_text=_("Nobody as yet, where a guest has begun it and not shown who they are."),
    )
    guest_mail = models.EmailField(
        blank=True,
        editable=False,
        validators=[validate_mail_address],
        help_text=_("The address that a guest gave and has not confirmed."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    title = models.CharField(_("title"), max_length=200, blank=True)
    title_key = TitleKeyField()
    abstract = MarkdownField(
        _("abstract"), max_length=MOST_TEXT, blank=True, validators=[MaxLengthValidator(MOST_TEXT)]
    )
    topics = models.ManyToManyField(
        Topic, related_name="submissions", blank=True, verbose_name=_("topics")
    )
    institutions = models.TextField(
        _("institutions in conflict"),
        max_length=2000,
        blank=True,
        validators=[MaxLengthValidator(2000)],
        help_text=_("One a line: nobody from there reviews it."),
    )
    notes = models.TextField(
        _("notes to the chairs"),
        max_length=3000,
        blank=True,
        validators=[MaxLengthValidator(3000)],
        help_text=_("Reviewers do not see them."),
    )
    only_submitter_edits = models.BooleanField(
        _("co-authors read it and do not change it"), default=False
    )
    key = models.UUIDField(
        unique=True, editable=False, help_text=_("Of the form that made it: pressed twice, one.")
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    saved_from = models.CharField(
        max_length=32,
        blank=True,
        editable=False,
        help_text=_("The opened page that saved it last: over its own save it is never stale."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    asked_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("“Submit” arrived then, while the PDF was still being checked."),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    replace_until = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("Its PDF was refused after the deadline: another is taken until then."),
    )

    objects = SubmissionQuerySet.as_manager()
    is_held = False  # by `submissions.holding`

    class Meta:
        ordering = ["-created_at", "pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [models.Index(fields=["workshop", "title_key"], name="submission_title_key")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, submitted_at__isnull=True)
                | (~Q(status=Status.DRAFT) & Q(submitted_at__isnull=False)),
                name="submission_sent_in_means_when",
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True) | Q(status=Status.DRAFT),
                name="submission_asks_as_a_draft",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | ~Q(title=""),
                name="submission_sent_in_has_a_title",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | Q(submitter__isnull=False),
                name="submission_sent_in_by_somebody",
            ),
        ]

    def __str__(self):
        return self.title or self.code

    def save(self, *args, update_fields=None, **more):
        """The key of a title is stored with it."""
        if update_fields is not None and "title" in update_fields:
            update_fields = {*update_fields, "title_key"}
        super().save(*args, update_fields=update_fields, **more)

    def get_absolute_url(self):
        return reverse("submission", args=[self.workshop.slug, self.code])

    @property
    def is_draft(self):
        return self.status == Status.DRAFT

    @property
    def is_in_review(self):
        """Neither a draft nor out of the running."""
        return self.status in IN_REVIEW

    @property
    def is_decided(self):
        """As its authors know."""
        return self.status in DECIDED

    @property
    def status_for_authors(self):
        """What its authors read: after the call, until a decision is released, "under review"."""
        if self.asked_at and self.newest and self.newest.is_rejected:
            return _("waits for another PDF")
        if self.asked_at:
            return _("being checked")
        deadline = self.workshop.date_of(KeyDate.Kind.SUBMISSION)
        if self.status == Status.SUBMITTED and (deadline is None or deadline.has_passed):
            return _("under review")
        return self.get_status_display()

    @property
    def answers_for_reviewers(self):
        return self.answers.filter(question__for_reviewers=True)

    @property
    def newest(self):
        """The manuscript sent last, whatever its check said; None without one."""
        return max(self.manuscripts.all(), key=lambda one: one.number, default=None)

    @property
    def proposal(self):
        """The manuscript in force: the newest that passed the check."""
        passed = [one for one in self.manuscripts.all() if one.is_accepted]
        return max(passed, key=lambda one: one.number, default=None)
