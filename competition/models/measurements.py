import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competition.energylogs.measurement import ERROR
from competition.models.entries import Entry
from competition.querysets import MeasurementQuerySet
from workshop.fields import CodeField


def random_path(row, filename):
    """A name of our own: the sender's tells nothing that a reader needs."""
    return f"logs/{uuid.uuid4().hex}/log"


class Measurement(models.Model):
    """One energy log and what its chosen run says. What is missing is None, never zero.

    `runs` is all that was read of the file, as `read_energy_log --json` prints it with what else a
    run holds; the columns are of the chosen one. Joules are IT energy, without PUE where that is
    known. `findings` are [{code, level, line, message}], of the log and of it beside its entry.
    """

    class By(models.TextChoices):
        TEAM = "team", _("the team")
        ORGANISERS = "organisers", _("the organisers")

    code = CodeField()
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="measurements")
    taken_by = models.CharField(_("measured by"), max_length=10, choices=By)
    file = models.FileField(_("file"), upload_to=random_path, max_length=200)
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveIntegerField(_("size"))
    sister = models.FileField(
        upload_to=random_path, max_length=200, blank=True, help_text="carbontracker's other log."
    )
    source_sha256 = models.CharField(max_length=64, editable=False)
    series_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    parser_version = models.PositiveSmallIntegerField(null=True, editable=False)
    runs = models.JSONField(null=True, editable=False)
    chosen = models.PositiveSmallIntegerField(
        _("run that counts"), null=True, help_text=_("Its place among the runs, from 0.")
    )
    tool = models.CharField(_("tool"), max_length=60, blank=True)
    tool_version = models.CharField(_("version"), max_length=60, blank=True)
    method = models.CharField(_("method"), max_length=8, blank=True)
    scope = models.JSONField(default=list)
    energy_j = models.FloatField(_("energy, J"), null=True)
    cpu_j = models.FloatField(_("processor, J"), null=True)
    gpu_j = models.FloatField(_("graphics card, J"), null=True)
    ram_j = models.FloatField(_("memory, J"), null=True)
    system_j = models.FloatField(_("whole system, J"), null=True)
    duration_s = models.FloatField(_("duration, s"), null=True)
    samples = models.PositiveIntegerField(_("samples"), null=True)
    segments = models.PositiveIntegerField(_("segments"), null=True)
    median_period_s = models.FloatField(_("usual period, s"), null=True)
    mean_power_w = models.FloatField(_("mean power, W"), null=True)
    max_power_w = models.FloatField(_("most power, W"), null=True)
    pue = models.FloatField(_("PUE in the file"), null=True)
    reported_kwh = models.FloatField(_("reported, kWh"), null=True)
    reported_co2e_kg = models.FloatField(_("reported, kg CO2e"), null=True)
    started_at = models.CharField(_("began"), max_length=40, blank=True)
    ended_at = models.CharField(_("ended"), max_length=40, blank=True)
    findings = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("sent"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        indexes = [
            models.Index(fields=["source_sha256"], name="measurement_source"),
            models.Index(fields=["series_sha256"], name="measurement_series"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(energy_j=None) | Q(energy_j__gte=0, chosen__isnull=False),
                name="measurement_energy_of_a_run",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_read(self):
        return self.runs is not None

    @property
    def is_of_organisers(self):
        return self.taken_by == self.By.ORGANISERS

    @property
    def began(self):
        """As people read it."""
        return self.started_at.replace("T", " ", 1)

    @property
    def errors(self):
        return [one for one in self.findings if one["level"] == ERROR]

    @property
    def is_modelled(self):
        return any(one["code"] == "estimate_only" for one in self.findings)

    def counted_j(self, scope):
        """What counts of it: the components of `scope`, a set, or None if one is missing.

        A meter at the wall has them all in its figure, with more; so have tools that tell no parts,
        and a CSV that does not say what was measured is taken for all.
        """
        if self.errors:
            return None
        parts = [getattr(self, f"{part}_j") for part in scope]
        if None not in parts:
            return sum(parts)
        told = set(self.scope)
        has_all = not told or "system" in told or (set(scope) <= told and not any(parts))
        return self.energy_j if has_all else None
