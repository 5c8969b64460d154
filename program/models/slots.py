import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from program.models.people import Speaker
from program.querysets import ContributionQuerySet, SlotQuerySet
from program.validators import validate_no_mail_address
from submissions.models import Submission
from workshop.fields import CodeField, PositionField, validate_year
from workshop.models import Workshop

AUTHOR = re.compile(r"(.*?)(?:\s*\((.*)\))?")  # a name, and perhaps an affiliation in brackets


class Room(models.Model):
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=80)
    position = PositionField()

    class Meta:
        ordering = [*PositionField.ordering(), "name"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="room_once_per_workshop",
                violation_error_message=_("This workshop has a room of that name already."),
            )
        ]

    def __str__(self):
        return self.name


class Slot(models.Model):
    """A timed entry of the program. Several may run at once, in different rooms."""

    class Kind(models.TextChoices):
        INTRODUCTION = "introduction", _("Introduction")
        INVITED = "invited", _("Invited talk")
        TUTORIAL = "tutorial", _("Tutorial")
        CONTRIBUTIONS = "contributions", _("Contributions")
        RESULTS = "results", _("Competition results")
        PANEL = "panel", _("Panel")
        POSTERS = "posters", _("Posters")
        BREAK = "break", _("Break")
        OTHER = "other", _("Other")

    HOLD_CONTRIBUTIONS = [Kind.CONTRIBUTIONS, Kind.POSTERS]

    code = CodeField()
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="slots")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    starts_at = models.DateTimeField(_("starts"), validators=[validate_year])
    ends_at = models.DateTimeField(
        _("ends"),
        null=True,
        blank=True,
        validators=[validate_year],
        help_text=_("Leave it empty for an open end."),
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    abstract = models.TextField(_("abstract"), max_length=10_000, blank=True)
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("room")
    )
    speakers = models.ManyToManyField(
        Speaker, through="SlotSpeaker", related_name="slots", verbose_name=_("speakers")
    )
    group = models.CharField(
        _("group"),
        max_length=120,
        blank=True,
        help_text=_("Instead of speakers or beside them, such as “Green AI team”."),
    )
    chaired_by = models.CharField(
        _("chaired by"),
        max_length=200,
        blank=True,
        validators=[validate_no_mail_address],
        help_text=_("Who leads through it, perhaps with the affiliation: “Ada Boole (Pau)”."),
    )

    is_cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("It stays on the program, struck, and calendars are told."),
    )

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", *PositionField.ordering("room__position"), "pk"]
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="slot_ends_after_it_starts",
                violation_error_message=_("The slot must end after it starts."),
            )
        ]

    def __str__(self):
        return self.title or self.get_kind_display()

    def get_absolute_url(self):
        return reverse("slot", args=[self.workshop.slug, self.code])

    def get_kind_display(self):
        """By hand: Django's own goes through all kinds each time, for each slot of a program."""
        return name_of_kind(self.kind, get_language())

    @property
    def anchor(self):
        return f"slot-{self.code}"

    def clean(self):
        """Asks for the workshop: a slot is on one of its days, read in its zone."""
        if self.kind not in self.HOLD_CONTRIBUTIONS and self.pk and self.contributions.exists():
            raise ValidationError(
                {"kind": _("Contributions stand in this slot. Give them another one first.")}
            )
        if not self.starts_at:
            return
        first, last = self.workshop.first_day, self.workshop.last_day
        if not first <= self.starts_at.astimezone(self.workshop.tz).date() <= last:
            days = _("The workshop is from %(first)s to %(last)s; this is on another day.")
            shown = {"first": date_format(first), "last": date_format(last)}
            raise ValidationError({"starts_at": days % shown})


KIND_NAMES = dict(Slot.Kind.choices)


@lru_cache(maxsize=100)
def name_of_kind(kind, _language):
    return str(KIND_NAMES.get(kind, kind))


class SlotSpeaker(models.Model):
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="appearances")
    speaker = models.ForeignKey(
        Speaker, models.CASCADE, related_name="appearances", verbose_name=_("speaker")
    )
    position = PositionField()

    class Meta:
        ordering = [*PositionField.ordering(), "pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "speaker"],
                name="speaker_once_per_slot",
                violation_error_message=_("This speaker is listed twice."),
            )
        ]

    def __str__(self):
        return str(self.speaker)


class Contribution(models.Model):
    """An accepted submission in the program, or what was reviewed and accepted elsewhere.

    The latter has no submission and brings its own title, authors and abstract. Unless it was
    given a slot it stands in the first one for contributions; where there is none, its time is to
    be announced. The code of its address is the submission's, so that it stays if it comes back.
    """

    code = CodeField()
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="contributions")
    submission = models.OneToOneField(
        Submission,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contribution",
        verbose_name=_("submission"),
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    authors = models.TextField(
        _("authors"),
        max_length=5000,
        blank=True,
        help_text=_("One a line, the affiliation in brackets: “Ana Moreau (Pau)”."),
    )
    abstract = models.TextField(_("abstract"), max_length=10_000, blank=True)
    slot = models.ForeignKey(
        Slot,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        limit_choices_to={"kind__in": Slot.HOLD_CONTRIBUTIONS},
        verbose_name=_("slot"),
    )
    position = PositionField()
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Its time is then shown, as far as those before it have minutes too."),
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = [*PositionField.ordering(), "pk"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.CheckConstraint(
                condition=(Q(submission__isnull=True) & ~Q(title=""))
                | Q(submission__isnull=False, title="", authors="", abstract=""),
                name="contribution_has_one_title",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("contribution", args=[self.workshop.slug, self.code])

    def clean(self):
        if not self.submission_id and not self.title:
            raise ValidationError({"title": _("Write its title.")})

    @property
    def name(self):
        return str(self.submission) if self.submission_id else self.title

    @property
    def text(self):
        """Its abstract."""
        return self.submission.abstract if self.submission_id else self.abstract

    @property
    def people(self):
        """[(name, affiliation or ""), …] of its authors, in their order."""
        if self.submission_id:
            return [(one.name, one.affiliation) for one in self.submission.authors.all()]
        return [AUTHOR.fullmatch(line.strip()).groups("") for line in self.authors.splitlines()]

    @property
    def posted(self):
        """What its authors chose to post: their Confirmation; None before they confirm."""
        found = getattr(self.submission, "confirmation", None) if self.submission_id else None
        return found if found and found.confirmed_at else None

    @property
    def paper_address(self):
        """Where the PDF is read that its authors chose to post here; "" where they did not."""
        if not self.posted or self.posted.post != "pdf":
            return ""
        return reverse("paper", args=[self.workshop.slug, self.code])

    @property
    def presenter(self):
        """(name, mail address or ""): the author who presents it, the first unless one is named."""
        if not self.submission_id:
            return next(((name, "") for name, _affiliation in self.people), ("", ""))
        authors = self.submission.authors.all()
        named = [(one.name, one.mail) for one in authors if one.is_presenter]
        return next(iter(named or [(one.name, one.mail) for one in authors]), ("", ""))
