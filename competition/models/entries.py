import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from competition.models.teams import Team
from competition.querysets import EntryQuerySet
from submissions.pdf.facts import VERSION
from submissions.pdf.judging import judge
from submissions.pdf.policy import REJECT
from submissions.policies import format_of
from workshop.fields import CodeField, MarkdownField, OutsideField

SHA256 = RegexValidator(r"^[0-9a-f]{64}\Z", _("A SHA-256 is 64 of the signs 0-9 and a-f."))
DIGEST = RegexValidator(r"^sha256:[0-9a-f]{64}\Z", _("Write it as sha256: and 64 of 0-9 and a-f."))
IMAGE = RegexValidator(
    r"^[a-z0-9][a-z0-9._:/-]*\Z", _("Write the image’s name as its registry has it.")
)


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    REPORTED = "reported", _("self-reported")
    MEASURED = "measured", _("measured")
    ACCEPTED = "accepted", _("accepted")
    ATTENTION = "attention", _("needs attention")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


VERIFIED = {State.MEASURED, State.ACCEPTED}
SENT = VERIFIED | {State.REPORTED, State.ATTENTION}


class Entry(models.Model):
    """What a team competes with: a program with its claim and its energy. `change_state` moves it.

    What the team claims is never edited by others; what was measured stands beside it.
    """

    code = CodeField()
    team = models.ForeignKey(Team, models.PROTECT, related_name="entries")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    reason = models.CharField(
        _("why"), max_length=500, blank=True, help_text=_("The team reads it.")
    )
    is_baseline = models.BooleanField(
        _("baseline"), default=False, help_text=_("To compare with: it is listed and not ranked.")
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    summary = models.TextField(_("method in a sentence or two"), max_length=400, blank=True)
    code_url = OutsideField(_("code"), help_text=_("Where it can be read."))
    archive_url = OutsideField(
        _("archive"), help_text=_("With the predict function and the trained model.")
    )
    archive_sha256 = models.CharField(
        _("SHA-256 of the archive"), max_length=64, blank=True, validators=[SHA256]
    )
    image = models.CharField(
        _("or container image"), max_length=255, blank=True, validators=[IMAGE]
    )
    image_digest = models.CharField(_("its digest"), max_length=71, blank=True, validators=[DIGEST])
    correct = models.PositiveIntegerField(_("correct predictions"), null=True, blank=True)
    total = models.PositiveIntegerField(_("of"), null=True, blank=True)
    hardware = models.CharField(
        _("hardware"), max_length=300, blank=True, help_text=_("On which the logs were taken.")
    )
    run_seconds = models.PositiveIntegerField(
        _("duration of the measured run, s"), null=True, blank=True
    )
    attested = models.TextField(_("confirmed"), blank=True, editable=False)
    measured_correct = models.PositiveIntegerField(_("correct, as measured"), null=True, blank=True)
    measured_total = models.PositiveIntegerField(_("of"), null=True, blank=True)
    approach = MarkdownField(
        _("paragraph of the organisers"),
        blank=True,
        help_text=_("Makes it a promising approach on the page of results."),
    )
    key = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("sent in"), null=True, editable=False)
    changed_at = models.DateTimeField(_("last sent in"), null=True, editable=False)
    replace_until = models.DateTimeField(null=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "key"], condition=~Q(key=""), name="entry_once_per_key"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | (
                    Q(submitted_at__isnull=False, correct__isnull=False, total__gt=0) & ~Q(title="")
                ),
                name="entry_sent_in_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["rejected", "attention"]) | ~Q(reason=""),
                name="entry_refused_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(correct=None) | Q(total=None) | Q(correct__lte=F("total")),
                name="entry_correct_of_total",
                violation_error_message=_("There cannot be more correct predictions than all."),
            ),
            models.CheckConstraint(
                condition=Q(measured_correct=None, measured_total=None)
                | Q(measured_total__gt=0, measured_correct__lte=F("measured_total")),
                name="entry_measured_correct_of_total",
                violation_error_message=_("There cannot be more correct predictions than all."),
            ),
        ]

    def __str__(self):
        return self.title or self.code

    def get_absolute_url(self):
        return reverse("entry", args=[self.workshop.slug, self.code])

    @property
    def competition(self):
        return self.team.competition

    @property
    def workshop(self):
        return self.team.competition.workshop

    @property
    def is_draft(self):
        return self.state == State.DRAFT

    @property
    def is_sent(self):
        return self.state in SENT

    @property
    def is_verified(self):
        return self.state in VERIFIED

    @property
    def claimed(self):
        """(correct, total), or None."""
        return (self.correct, self.total) if self.total else None

    @property
    def measured(self):
        return (self.measured_correct, self.measured_total) if self.measured_total else None

    @property
    def counted(self):
        """The accuracy that decides the slice, as (correct, total), or None."""
        return self.measured or self.claimed

    @property
    def description(self):
        """The newest version of its PDF. Counts on `descriptions` being prefetched in lists."""
        return max(self.descriptions.all(), key=lambda one: one.number, default=None)


def random_path(row, filename):
    """A name of our own: the team's tells nothing that a reader needs."""
    return f"entries/{uuid.uuid4().hex}/description.pdf"


class Description(models.Model):
    """One version of an entry's two-page PDF, checked as proposals are. All are kept."""

    class Verdict(models.TextChoices):
        PENDING = "pending", _("being checked")
        ACCEPT = "accept", _("all right")
        REJECT = "reject", _("refused")

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="descriptions")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(_("file"), upload_to=random_path, max_length=200)
    name = models.CharField(_("name on the team's machine"), max_length=200)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("sent"), auto_now_add=True)
    facts = models.JSONField(_("facts"), null=True, editable=False)
    verdict = models.CharField(
        _("verdict"), max_length=8, choices=Verdict, default=Verdict.PENDING, editable=False
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("description")
        verbose_name_plural = _("descriptions")
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="description_number_once"),
            models.CheckConstraint(
                condition=Q(verdict="pending", facts__isnull=True)
                | (~Q(verdict="pending") & Q(facts__isnull=False)),
                name="description_verdict_from_facts",
            ),
        ]

    def __str__(self):
        return f"{self.entry}, {self.number}"

    @property
    def is_pending(self):
        return self.verdict == self.Verdict.PENDING

    @property
    def is_rejected(self):
        return self.verdict == self.Verdict.REJECT

    @property
    def findings(self):
        """What stands against it as a PDF; whose it is, is no secret here."""
        is_known = self.facts and self.facts["version"] == VERSION
        return judge(self.facts, format_of(self.entry.workshop)) if is_known else []

    def judge(self):
        """Take the verdict that follows from the facts. Nothing is saved."""
        is_refused = any(finding.severity == REJECT for finding in self.findings)
        self.verdict = self.Verdict.REJECT if is_refused else self.Verdict.ACCEPT
