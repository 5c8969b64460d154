from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshop.fields import CodeField
from workshop.models.editions import Workshop
from workshop.models.mail import Letter
from workshop.querysets import MessageQuerySet, QueuedQuerySet


class Queued(models.Model):
    """A row that `manage.py work` or a Celery worker does once: the queue of record.

    A worker holds a row by its lease: the random `lease` and the time it runs out. Only the
    holder may write the result, so a worker that was thought dead cannot overwrite another's.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    OVER = {State.DONE, State.FAILED, State.CANCELLED}

    key = models.CharField(
        _("key"),
        max_length=250,
        unique=True,
        help_text=_("One row for one act, however often asked."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    lease = models.UUIDField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.TextField(_("error"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Who caused it; nobody where it came about by itself."),
    )
    is_cancel_asked = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = QueuedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="%(class)s_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", lease__isnull=False, leased_until__isnull=False)
                | (~Q(state="running") & Q(lease__isnull=True, leased_until__isnull=True)),
                name="%(class)s_running_means_leased",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], finished_at__isnull=False),
                name="%(class)s_finished_means_over",
            ),
        ]

    def __str__(self):
        return self.key


class Message(Queued):
    """A mail in the outbox, to one recipient, its text fixed when it was queued.

    A code or a link's token stands in `secret` alone; the body holds GAP in its place.
    """

    GAP = "[[secret]]"
    MASK = "••••••"
    WORDS = {
        Queued.State.WAITING: _("waiting"),
        Queued.State.RUNNING: _("being sent"),
        Queued.State.DONE: _("sent"),
        Queued.State.FAILED: _("failed"),
        Queued.State.CANCELLED: _("cancelled"),
    }
    lane = "mail"

    code = CodeField()
    workshop = models.ForeignKey(Workshop, models.CASCADE, null=True, related_name="messages")
    letter = models.ForeignKey(
        Letter, models.SET_NULL, null=True, editable=False, related_name="messages"
    )
    purpose = models.CharField(_("purpose"), max_length=40)
    object_id = models.CharField(_("about"), max_length=40, blank=True)
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    secret = models.CharField(max_length=200, blank=True, editable=False)
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True, editable=False)
    answer = models.CharField(_("the server’s answer"), max_length=300, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta(Queued.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            *Queued.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"]) | Q(secret=""),  # nosec B106 # empty: forgotten
                name="message_forgets_its_secret",
            ),
        ]

    @property
    def outcome(self):
        """How it stands, in a word."""
        return self.WORDS[self.state]

    @property
    def text(self):
        """The body as it is sent."""
        return self.body.replace(self.GAP, self.secret) if self.secret else self.body

    @property
    def masked_text(self):
        return self.body.replace(self.GAP, self.MASK)

    def text_for(self, user):
        """The text as `user` may read it: codes and tokens are the recipient's alone.

        Where no mail server brings them, on the embedded database, its operator reads them here.
        """
        is_open = user.is_operator and not settings.PRODUCTION
        return self.text if is_open else self.masked_text


class Outage(models.Model):
    """The mail server takes nothing: all mail waits but for a probe. One row, or none."""

    ONLY = 1

    reason = models.CharField(_("reason"), max_length=300)
    since = models.DateTimeField(_("since"), default=timezone.now)
    probed_at = models.DateTimeField(_("last tried"))

    class Meta:
        verbose_name = _("outage")
        verbose_name_plural = _("outages")

    def __str__(self):
        return self.reason


class Job(Queued):
    """Work that outlives a request; `kind` names its handler in some app's `jobs.py`."""

    class Lane(models.TextChoices):
        FORMS = "forms", _("forms")
        FILES = "files", _("files")
        LONG = "long", _("long jobs")

    code = CodeField()
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, null=True, blank=True, related_name="jobs"
    )
    kind = models.CharField(_("kind"), max_length=40)
    lane = models.CharField(_("lane"), max_length=5, choices=Lane, default=Lane.FILES)
    arguments = models.JSONField(_("arguments"), default=dict, blank=True)
    percent = models.PositiveSmallIntegerField(_("percent"), default=0)
    step = models.CharField(_("what it does now"), max_length=200, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True)

    class Meta(Queued.Meta):
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
