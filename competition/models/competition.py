from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from competition import ranking
from competition.slices import INTERVAL, THRESHOLD, check_slices
from workshop.fields import MarkdownField, PositionField
from workshop.models import History, KeyDate, Workshop

MOST_ITERATIONS = 1_000_000
NEEDED = _("In Markdown. Needed before the competition is opened.")
COMPONENTS = "cpu", "gpu", "ram"
ATTESTATION = _(
    "The measured program alone ran on the machine; warm-up is left out; no prediction was looked "
    "up or learned from the test set; the energy logs of a ranked entry may be published."
)


class Competition(models.Model):
    """What teams compete in: the task, what is measured and on what, and how it is ranked."""

    class Mode(models.TextChoices):
        INTERVAL = INTERVAL, _("intervals: an entry is in the slice that holds its accuracy")
        THRESHOLD = THRESHOLD, _("thresholds: an entry is in each slice that it reaches")

    class Counts(models.TextChoices):
        BEST = "best", _("the best of a team in each slice")
        LAST = "last", _("the last that a team has sent in")

    class Shown(models.TextChoices):
        BY_DATES = "dates", _("as its dates say")
        CLOSED = "closed", _("closed by hand: it can be read, and nothing is sent in")
        HIDDEN = "hidden", _("hidden: it is not there, and nothing is lost")

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="competition")
    name = models.CharField(_("name"), max_length=120)
    task = MarkdownField(_("task"), blank=True, help_text=NEEDED)
    dataset = models.CharField(_("data set"), max_length=120, blank=True)
    test_size = models.PositiveIntegerField(
        _("size of the test set"),
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000_000)],
        help_text=_("How many predictions are counted as correct or not."),
    )
    rules = MarkdownField(_("rules"), blank=True, help_text=NEEDED)
    prize = models.CharField(_("prize"), max_length=300, blank=True)
    hardware = models.CharField(
        _("reference platform"),
        max_length=300,
        blank=True,
        help_text=_("The machine on which you measure, as people know it. Needed to open it."),
    )
    software = models.CharField(
        _("its software"), max_length=300, blank=True, help_text=_("System, drivers, meter.")
    )
    cpu_name = models.CharField(
        _("its processor"), max_length=100, blank=True, help_text=_("As logs name it: i9-10980XE.")
    )
    gpu_name = models.CharField(
        _("its graphics card"),
        max_length=100,
        blank=True,
        help_text=_("As logs name it: RTX 3090."),
    )
    most_watts = models.PositiveIntegerField(
        _("most power, in W"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
        help_text=_("What the whole platform can draw: more in a log is impossible."),
    )
    idle_watts = models.PositiveIntegerField(
        _("power at idle, in W"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
    )
    counts_cpu = models.BooleanField(_("the processor counts"), default=True)
    counts_gpu = models.BooleanField(_("the graphics card counts"), default=True)
    counts_ram = models.BooleanField(_("the memory counts"), default=False)
    iterations = models.PositiveIntegerField(
        _("iterations"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_ITERATIONS)],
        help_text=_("Times over the test set; the energy is divided by it."),
    )
    mode = models.CharField(_("slices are"), max_length=9, choices=Mode, default=Mode.INTERVAL)
    tolerance = models.DecimalField(
        _("equal within"),
        max_digits=5,
        decimal_places=4,
        default=Decimal("0.001"),
        validators=[MinValueValidator(0), MaxValueValidator(Decimal("0.5"))],
        help_text=_("Energies that differ by less are equal: 0.001 is 0.1 %."),
    )
    counts = models.CharField(_("what counts"), max_length=4, choices=Counts, default=Counts.BEST)
    only_verified_win = models.BooleanField(
        _("only verified entries win"),
        default=True,
        help_text=_("Those that you measured or accepted. Others are listed without a rank."),
    )
    grams_per_kwh = models.DecimalField(
        _("carbon, in g CO2e per kWh"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(5000)],
        help_text=_("One factor for all, of where the reference platform stands."),
    )
    carbon_source = models.CharField(
        _("where that is from"),
        max_length=200,
        blank=True,
        help_text=_("Such as: Ember, France, 2024."),
    )
    most_entries = models.PositiveSmallIntegerField(
        _("entries of a team"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    most_a_day = models.PositiveSmallIntegerField(
        _("times a team may send in a day"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    most_logs = models.PositiveSmallIntegerField(
        _("logs of an entry"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    attestation = models.TextField(
        _("what a team confirms"),
        max_length=1000,
        default=ATTESTATION,
        help_text=_("With each entry that it sends in."),
    )
    shown = models.CharField(
        _("the competition is"), max_length=6, choices=Shown, default=Shown.HIDDEN
    )
    lessons = MarkdownField(_("lessons learned"), blank=True)
    feedback = MarkdownField(_("feedback by the organisers"), blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)
    are_slices_frozen = models.BooleanField(default=False, editable=False)
    results_at = models.DateTimeField(_("results published"), null=True, editable=False)

    class Meta:
        verbose_name = _("competition")
        verbose_name_plural = _("competitions")
        constraints = [
            models.CheckConstraint(
                condition=Q(grams_per_kwh=None) | ~Q(carbon_source=""),
                name="competition_carbon_has_a_source",
                violation_error_message=_("Say where the carbon factor is from."),
            ),
            models.CheckConstraint(
                condition=Q(counts_cpu=True) | Q(counts_gpu=True) | Q(counts_ram=True),
                name="competition_counts_something",
                violation_error_message=_("Something must count: processor, card or memory."),
            ),
            models.CheckConstraint(
                condition=Q(are_slices_frozen=False) | Q(opened_at__isnull=False),
                name="competition_frozen_means_opened",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("competition", args=[self.workshop.slug])

    @property
    def scope(self):
        """The components whose energy counts, of cpu, gpu, ram."""
        return frozenset(part for part in COMPONENTS if getattr(self, f"counts_{part}"))

    @property
    def is_shown(self):
        return self.shown != self.Shown.HIDDEN

    @property
    def is_public(self):
        """From its opening on, unless it is hidden."""
        return bool(self.opened_at) and self.is_shown

    @property
    def due(self):
        """The key date until which entries are sent in, or None."""
        return self.workshop.date_of(KeyDate.Kind.COMPETITION)

    @property
    def teams_due(self):
        """The key date until which teams register; that of the entries where there is no other."""
        return self.workshop.date_of(KeyDate.Kind.TEAMS) or self.due

    @property
    def is_leaderboard_public(self):
        """From the date of the ranking, or with the results."""
        ranking_date = self.workshop.date_of(KeyDate.Kind.RANKING)
        return bool(self.results_at or (ranking_date and ranking_date.has_passed))

    @cached_property
    def newest_opening(self):
        """What the slices were when they were last frozen; None before."""
        return self.openings.order_by("-version").first()

    @property
    def ranked_slices(self):
        """Those that entries are ranked in: as they were frozen, or as they are before that."""
        opening = self.newest_opening
        if opening is None:
            return [part.as_ranked for part in self.slices.all()]
        return [ranking.Slice(**part) for part in opening.slices]

    @property
    def ranked_mode(self):
        return self.newest_opening.mode if self.newest_opening else self.mode


class Slice(models.Model):
    """A range of accuracy within which entries are ranked. It is frozen with the opening."""

    competition = models.ForeignKey(Competition, models.CASCADE, related_name="slices")
    label = models.CharField(_("name"), max_length=40, help_text=_("Such as 90–95 %."))
    lower = models.DecimalField(
        _("from"),
        max_digits=8,
        decimal_places=7,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("A share: 0.9 is 90 %."),
    )
    upper = models.DecimalField(
        _("up to"),
        max_digits=8,
        decimal_places=7,
        default=1,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Not used by thresholds."),
    )
    upper_inclusive = models.BooleanField(
        _("with its end"), default=False, help_text=_("The last slice has it: 100 % is in it.")
    )
    position = PositionField()

    class Meta:
        ordering = [*PositionField.ordering(), "-lower", "pk"]
        verbose_name = _("slice")
        verbose_name_plural = _("slices")
        constraints = [
            models.UniqueConstraint(
                fields=["competition", "label"],
                name="slice_once_per_competition",
                violation_error_message=_("There is a slice of that name already."),
            )
        ]

    def __str__(self):
        return self.label

    @property
    def as_ranked(self):
        bounds = {"lower": self.lower, "upper": self.upper}
        return ranking.Slice(self.label, upper_inclusive=self.upper_inclusive, **bounds)

    @property
    def as_frozen(self):
        bounds = {name: str(getattr(self, name).normalize()) for name in ("lower", "upper")}
        return {"label": self.label, "upper_inclusive": self.upper_inclusive} | bounds


class Opening(History):
    """The slices as they were frozen: with the opening, and after each change of them."""

    competition = models.ForeignKey(Competition, models.CASCADE, related_name="openings")
    version = models.PositiveSmallIntegerField(_("version"))
    mode = models.CharField(_("slices are"), max_length=9, choices=Competition.Mode)
    slices = models.JSONField(_("slices"))
    reason = models.CharField(_("why they were changed"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["version"]
        verbose_name = _("version of the slices")
        verbose_name_plural = _("versions of the slices")
        constraints = [
            models.UniqueConstraint(fields=["competition", "version"], name="opening_version_once")
        ]

    def __str__(self):
        return str(_("version %d") % self.version)


def check_rows(slices, mode):
    """Of Slice rows, saved or not. Raises ValidationError with what cannot be."""
    try:
        check_slices([part.as_ranked for part in slices], mode)
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from wrong
