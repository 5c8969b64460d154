import zoneinfo
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_slug
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workshop.fields import (
    AccentField,
    MarkdownField,
    OutsideField,
    PositionField,
    validate_mail_address,
    validate_slug_is_free,
    validate_year,
    validate_zone,
)
from workshop.querysets import MembershipQuerySet, WorkshopQuerySet
from workshop.times import AOE, zone_label


class Workshop(models.Model):
    """One edition of a workshop: what its pages, its dates and its people hang on."""

    class BlindMode(models.TextChoices):
        DOUBLE = "double", _("double-blind: reviewers do not learn who the authors are")
        SINGLE = "single", _("single-blind: reviewers see the authors")

    class Paper(models.TextChoices):
        ANY = "any", _("A4 or US Letter")
        A4 = "a4", _("A4")
        LETTER = "letter", _("US Letter")

    class CallShown(models.TextChoices):
        BY_DATES = "dates", _("as its dates say")
        CLOSED = "closed", _("closed by hand: it can be read, and says so")
        HIDDEN = "hidden", _("hidden: it is not there, and nothing is lost")

    class ParticipantsShown(models.TextChoices):
        OPEN = "open", _("open: people register until the workshop is over")
        CLOSED = "closed", _("closed: it can be read, and nobody registers")
        HIDDEN = "hidden", _("hidden: it is not there, and nothing is lost")

    slug = models.CharField(
        _("address"),
        max_length=50,
        unique=True,
        validators=[validate_slug, validate_slug_is_free],
        help_text=_("The part of the web address that names this workshop, such as acml-2021."),
    )
    name = models.CharField(_("name"), max_length=120)
    acronym = models.CharField(
        _("acronym"), max_length=20, blank=True, help_text=_("Stands before the subject of mails.")
    )
    host = models.CharField(
        _("host"), max_length=120, blank=True, help_text=_("Such as “Workshop at ACML 2021”.")
    )
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("A town, or “online”.")
    )
    first_day = models.DateField(_("first day"), validators=[validate_year])
    last_day = models.DateField(_("last day"), validators=[validate_year])
    zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        validators=[validate_zone],
        help_text=_("Times are shown and entered in it. Such as Europe/Paris."),
    )
    summary = models.TextField(
        _("summary"), max_length=400, blank=True, help_text=_("Under the title.")
    )
    introduction = MarkdownField(_("introduction"), blank=True)
    organisers = models.CharField(_("organisers"), max_length=300, blank=True)
    committee = models.TextField(
        _("programme committee"),
        max_length=5_000,
        blank=True,
        help_text=_("One person a line, as “Ana Moreau, UPPA”. Shown to everybody."),
    )
    accent = AccentField(
        _("accent colour"),
        help_text=_("Such as #7a1fa2; empty for Ossau’s own. Dark mode takes a lighter one."),
    )
    contact = models.EmailField(_("contact address"), validators=[validate_mail_address])
    blind_mode = models.CharField(
        _("who sees whom"), max_length=6, choices=BlindMode, default=BlindMode.DOUBLE
    )
    page_limit = models.PositiveSmallIntegerField(
        _("pages of a proposal"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    reference_pages = models.PositiveSmallIntegerField(
        _("further pages"),
        default=0,
        validators=[MaxValueValidator(2)],
        help_text=_("Beyond these, for references alone."),
    )
    paper = models.CharField(_("paper"), max_length=6, choices=Paper, default=Paper.ANY)
    most_megabytes = models.PositiveSmallIntegerField(
        _("largest PDF, in MB"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    abstract_words = models.PositiveSmallIntegerField(
        _("words of an abstract"),
        default=300,
        validators=[MinValueValidator(50), MaxValueValidator(1000)],
    )
    most_drafts = models.PositiveSmallIntegerField(
        _("open drafts of one person"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    needs_topic = models.BooleanField(_("a topic is required"), default=False)
    needs_affiliation = models.BooleanField(
        _("each author’s affiliation is required"), default=True
    )
    needs_orcid = models.BooleanField(_("each author’s ORCID iD is required"), default=False)
    asks_parallel = models.BooleanField(
        _("authors confirm that it is under review nowhere else"), default=False
    )
    asks_registration = models.BooleanField(
        _("authors confirm that one of them will register"), default=False
    )
    asks_posting = models.BooleanField(
        _("authors permit that it is posted on the workshop’s site"), default=False
    )
    reviews_wanted = models.PositiveSmallIntegerField(
        _("reviews of each submission"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("The progress board marks what has fewer reviewers."),
    )
    most_reviews = models.PositiveSmallIntegerField(
        _("reviews at most of each reviewer"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("What invitations offer, and what counts where a reviewer says no other."),
    )
    reviewers_discuss = models.BooleanField(
        _("reviewers discuss"),
        default=True,
        help_text=_(
            "Whoever has submitted a review reads the others’, without names, and discusses them "
            "with the other reviewers and the chairs."
        ),
    )
    guidelines = MarkdownField(_("how to review here"), blank=True)
    submit_url = OutsideField(
        _("submission elsewhere"),
        help_text=_("Where proposals are sent if not here: the call’s button leads there."),
    )
    register_url = OutsideField(
        _("registration elsewhere"), help_text=_("A button on the first page until it is over.")
    )
    proceedings_url = OutsideField(
        _("proceedings elsewhere"), help_text=_("A button on the first page.")
    )
    call_shown = models.CharField(
        _("the call is"), max_length=6, choices=CallShown, default=CallShown.BY_DATES
    )
    participants_shown = models.CharField(
        _("participants’ page"),
        max_length=6,
        choices=ParticipantsShown,
        default=ParticipantsShown.HIDDEN,
    )
    is_program_hidden = models.BooleanField(
        _("program hidden"),
        default=False,
        help_text=_("It reads “to be announced”, without speakers; nothing is lost."),
    )
    approves_materials = models.BooleanField(
        _("materials wait for approval"),
        default=True,
        help_text=_("Those by participants. What authors and speakers add is shown at once."),
    )
    needs_second_factor = models.BooleanField(
        _("chairs sign in with a second factor"),
        default=False,
        help_text=_(
            "A passkey or an authenticator app. Who has none is led to set it up before they go "
            "on to the chair’s pages or the admin."
        ),
    )
    previous = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="following",
        verbose_name=_("earlier edition"),
        help_text=_("Their first pages lead to each other."),
    )
    is_public = models.BooleanField(
        _("public"),
        default=False,
        help_text=_("Unless it is, its pages open for chairs alone."),
    )
    revision = models.PositiveBigIntegerField(default=1, editable=False)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "slug"]
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="workshop_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.slug})"

    def get_absolute_url(self):
        return reverse("landing", args=[self.slug])

    def clean(self):
        """An edition does not come after itself, by whatever way."""
        before, seen = self.previous, set()
        while before and before.pk not in seen:
            if before.pk == self.pk:
                told = _("That edition comes after this one already.")
                raise ValidationError({"previous": told})
            seen.add(before.pk)
            before = before.previous

    @property
    def tz(self):
        return zoneinfo.ZoneInfo(self.zone)

    @property
    def short_name(self):
        """The acronym, or the name where there is none, with the year: "PEDL 2027"."""
        return f"{self.acronym or self.name} {self.first_day.year}"

    @property
    def format_asked(self):
        """The length and the paper of a proposal, in words."""
        pages = ngettext("%(pages)d page", "at most %(pages)d pages", self.page_limit)
        parts = [pages % {"pages": self.page_limit}, self.get_paper_display()]
        if self.reference_pages:
            more = ngettext(
                "with %(pages)d page more for references alone",
                "with %(pages)d pages more for references alone",
                self.reference_pages,
            )
            parts.append(more % {"pages": self.reference_pages})
        return ", ".join(map(str, parts))

    @property
    def is_double_blind(self):
        return self.blind_mode == self.BlindMode.DOUBLE

    @property
    def has_call(self):
        return self.call_shown != self.CallShown.HIDDEN

    @property
    def has_participants(self):
        return self.participants_shown != self.ParticipantsShown.HIDDEN

    @property
    def committee_members(self):
        return [line.strip() for line in self.committee.splitlines() if line.strip()]

    @property
    def days(self):
        """How many days it lasts."""
        return (self.last_day - self.first_day).days + 1

    def date_of(self, kind):
        """The key date of that kind, or None. Counts on `key_dates` being prefetched in lists."""
        return next((date for date in self.key_dates.all() if date.kind == kind), None)

    @property
    def over_at(self):
        """The midnight after the last day, in the workshop's zone."""
        after = self.last_day + timedelta(days=1)
        return datetime.combine(after, time.min, tzinfo=self.tz)

    @property
    def is_online(self):
        """Held nowhere else, as its place says."""
        return self.place.strip().casefold() in {"online", _("online").casefold()}

    @property
    def is_over(self):
        return self.over_at <= timezone.now()

    @staticmethod
    def current_of(workshops):
        """The next of these that is not over, or the one held last; None of none."""
        ahead = [workshop for workshop in workshops if not workshop.is_over]
        if ahead:
            return min(ahead, key=lambda workshop: workshop.first_day)
        return max(workshops, key=lambda workshop: workshop.first_day, default=None)


class KeyDate(models.Model):
    """An instant that people plan by. It is kept in UTC; `shown_in` says how it reads."""

    class Kind(models.TextChoices):
        CALL = "call", _("Call opens")
        SUBMISSION = "submission", _("Proposals due")
        TEAMS = "teams", _("Teams register until")
        COMPETITION = "competition", _("Competition entries due")
        MEASURING = "measuring", _("Measuring ends")
        REVIEWS = "reviews", _("Reviews due")
        REVIEWS_CLOSE = "reviews_close", _("Reviews close")
        DECISIONS = "decisions", _("Decisions announced")
        RANKING = "ranking", _("Ranking announced")
        RETENTION = "retention", _("Reviews removed")
        OTHER = "other", _("Other")

    class ShownIn(models.TextChoices):
        ZONE = "zone", _("the workshop’s")
        AOE = "aoe", _("AoE")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="key_dates")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    label = models.CharField(
        _("label"), max_length=80, blank=True, help_text=_("Shown instead of the kind.")
    )
    at = models.DateTimeField(_("date and time"), validators=[validate_year])
    shown_in = models.CharField(_("zone"), max_length=4, choices=ShownIn, default=ShownIn.ZONE)
    shows_time = models.BooleanField(
        _("with the time"), default=False, help_text=_("Otherwise the day alone is shown.")
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("key date")
        verbose_name_plural = _("key dates")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "kind"],
                condition=~Q(kind="other"),
                name="key_date_once_per_kind",
                violation_error_message=_("This workshop has a date of that kind already."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="other", label=""),
                name="key_date_has_a_name",
                violation_error_message=_("Say in “label” what happens on this date."),
            ),
        ]

    def __str__(self):
        return str(self.name)

    def clean(self):
        """Nothing is removed of a workshop that goes on. Asks for the workshop."""
        if self.kind == self.Kind.RETENTION and self.at and self.at < self.workshop.over_at:
            told = _("Reviews are removed after the workshop is over, not before.")
            raise ValidationError({"at": told})

    @property
    def name(self):
        return self.label or self.get_kind_display()

    @property
    def tz(self):
        """The zone it is shown and entered in. Asks for the workshop: select it with the row."""
        return AOE if self.shown_in == self.ShownIn.AOE else self.workshop.tz

    @property
    def zone_name(self):
        return zone_label(self.at.astimezone(self.tz))

    @property
    def local(self):
        """The date and time of day as shown, without a zone so that templates leave it alone."""
        return self.at.astimezone(self.tz).replace(tzinfo=None)

    def written(self, local=None):
        """In a sentence, as lists of dates show it; or another instant of it, as `local` is."""
        local = local or self.local
        day = date_format(local, "j F Y")
        return f"{day}, {local:%H:%M} {self.zone_name}" if self.shows_time else day

    @property
    def has_passed(self):
        return self.at <= timezone.now()


class Topic(models.Model):
    """A theme of the workshop."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="topics")
    name = models.CharField(_("name"), max_length=80)
    position = PositionField()

    class Meta:
        ordering = [*PositionField.ordering(), "pk"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="topic_once_per_workshop",
                violation_error_message=_("This workshop has that topic already."),
            )
        ]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """A person's role in a workshop."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        PUBLICATIONS = "publications", _("publications chair")
        REVIEWER = "reviewer", _("reviewer")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["role", "user__name"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "user", "role"],
                name="membership_once",
                violation_error_message=_("This person has that role already."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}"
