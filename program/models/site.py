"""What a workshop's site says beside what follows from the dates and the program."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from program.models.pictures import Pictured
from program.pictures import FEATURES, LOGOS
from program.querysets import PicturedQuerySet
from workshop.fields import MarkdownField, OutsideField, PositionField, validate_year
from workshop.models import Workshop


class Section(models.Model):
    """A part of the first page, such as how to get there; hidden outside its days, never lost."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sections")
    title = models.CharField(_("title"), max_length=120)
    text = MarkdownField(_("text"))
    position = PositionField()
    shown_from = models.DateTimeField(
        _("shown from"), null=True, blank=True, validators=[validate_year]
    )
    shown_until = models.DateTimeField(
        _("shown until"), null=True, blank=True, validators=[validate_year]
    )

    class Meta:
        ordering = [*PositionField.ordering(), "pk"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_from=None)
                | Q(shown_until=None)
                | Q(shown_until__gt=F("shown_from")),
                name="section_ends_after_it_begins",
                violation_error_message=_("It would end before it begins."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("landing", args=[self.workshop.slug])

    def is_shown(self, now):
        has_begun = self.shown_from is None or self.shown_from <= now
        return has_begun and (self.shown_until is None or now < self.shown_until)


class News(models.Model):
    """One line of what is new. A date that moves writes its own, which is no row."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="news")
    at = models.DateTimeField(_("when"), default=timezone.now, validators=[validate_year])
    line = models.CharField(_("line"), max_length=200)
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("Where the line leads; may be empty."),
        error_messages={"invalid": _("Write an address that begins with https://.")},
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("line of news")
        verbose_name_plural = _("news")

    def __str__(self):
        return self.line

    get_absolute_url = Section.get_absolute_url


class Logo(Pictured):
    """Of who hosts or supports the workshop; in a row at the end of the first page."""

    class Kind(models.TextChoices):
        HOST = "host", _("Hosted by")
        SPONSOR = "sponsor", _("Supported by")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="logos")
    name = models.CharField(
        _("name"), max_length=120, help_text=_("For those who do not see the picture.")
    )
    url = OutsideField(_("address"), help_text=_("Where the logo leads; may be empty."))
    kind = models.CharField(_("stands under"), max_length=8, choices=Kind, default=Kind.SPONSOR)
    position = PositionField()

    sides = tuple(LOGOS)
    objects = PicturedQuerySet.as_manager()

    class Meta:
        ordering = ["kind", *PositionField.ordering(), "pk"]
        verbose_name = _("logo")
        verbose_name_plural = _("logos")

    def __str__(self):
        return self.name

    get_absolute_url = Section.get_absolute_url


class Feature(Pictured):
    """The picture at the head of the first page; one of each workshop."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="feature")
    alt = models.CharField(
        _("what it shows"),
        max_length=250,
        help_text=_("In a sentence, for those who do not see it."),
    )

    sides = tuple(FEATURES)
    objects = PicturedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("picture of the first page")
        verbose_name_plural = _("picture of the first page")

    def __str__(self):
        return self.alt

    get_absolute_url = Section.get_absolute_url
