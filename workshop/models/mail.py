"""What chairs say in mails: texts of their workshop, letters to groups, reminders."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshop.fields import CodeField
from workshop.models.editions import Topic, Workshop


class MailText(models.Model):
    """A workshop's own wording of one kind of mail. Without a row the default is sent."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="mail_texts")
    purpose = models.CharField(_("purpose"), max_length=40, editable=False)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=10_000)

    class Meta:
        ordering = ["purpose"]
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "purpose"], name="mail_text_once")
        ]

    def __str__(self):
        return self.purpose


class Letter(models.Model):
    """What a chair writes to a group of people: a draft, then a mail to each, all queued at once.

    `group` names one that an app registers (`workshop.recipients`), `left_out` the addresses in it
    that get nothing. The mails have their text from the moment they are queued; a draft has none
    yet.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        QUEUED = "queued", _("queued")
        STOPPED = "stopped", _("stopped")

    code = CodeField()
    key = models.UUIDField(unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="letters")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    group = models.CharField(_("to"), max_length=40)
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=10_000)
    window = models.UUIDField(null=True, editable=False)  # the form that saved it last
    left_out = models.JSONField(default=list, blank=True, editable=False)
    about = models.CharField(max_length=80, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=7, choices=State, default=State.DRAFT, editable=False
    )
    due_at = models.DateTimeField(_("when"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    queued_at = models.DateTimeField(_("queued"), null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", queued_at__isnull=True)
                | (~Q(state="draft") & Q(queued_at__isnull=False)),
                name="letter_queued_means_when",
            )
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("letter", args=[self.workshop.slug, self.code])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_late(self):
        """A draft whose time has gone by would leave at once, against what it says."""
        return self.is_draft and self.due_at is not None and self.due_at <= timezone.now()


class Reminder(models.Model):
    """One mail to all who still owe something, so many days before or after a key date.

    `kind` names what is owed, as an app registers it (`workshop.reminders`). It is sent once for
    each instant that the date is moved to; `armed_at` is when it was set, and what was due before
    that is not sent.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=40)
    days = models.SmallIntegerField(_("days"), help_text=_("After the date; negative: before it."))
    is_stopped = models.BooleanField(_("stopped"), default=False)
    armed_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_for = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    class Meta:
        ordering = ["kind", "days"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "kind", "days"], name="reminder_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.days:+d}"
