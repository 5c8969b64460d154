from copy import copy

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from program.fields import SlugOfName
from program.models.pictures import Pictured
from program.pictures import PORTRAITS
from program.querysets import SpeakerQuerySet
from workshop.fields import validate_mail_address, validate_zone
from workshop.models import Workshop

PERCENT = [MaxValueValidator(100)]
SAID = [(None, _("not said yet")), (True, _("yes")), (False, _("no"))]
AS_ANNOUNCED = _("The speaker’s own word: until they say no, as announced by the organisers.")


class Speaker(Pictured):
    """Someone whose name stands in the program, with or without an account."""

    sides = tuple(PORTRAITS)

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=120)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    slug = SlugOfName(_("address"))
    biography = models.TextField(_("biography"), max_length=10_000, blank=True)
    mail = models.EmailField(
        _("mail address"),
        blank=True,
        validators=[validate_mail_address],
        help_text=_("For those who edit the program: it stands on no page."),
    )
    focus_x = models.PositiveSmallIntegerField(
        _("middle of the face, % from the left"), default=50, validators=PERCENT
    )
    focus_y = models.PositiveSmallIntegerField(
        _("middle of the face, % from the top"), default=35, validators=PERCENT
    )

    zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_zone],
        help_text=_("Mails then tell the time of the talk in it as well."),
    )
    consents_to_recording = models.BooleanField(
        _("consent to recording"),
        choices=SAID,
        null=True,
        blank=True,
        help_text=_("A recording is shown with the consent of everyone who speaks in it."),
    )
    shows_name = models.BooleanField(
        _("name in public"), choices=SAID, null=True, blank=True, help_text=AS_ANNOUNCED
    )
    shows_photo = models.BooleanField(
        _("photo in public"), choices=SAID, null=True, blank=True, help_text=AS_ANNOUNCED
    )
    said_at = models.DateTimeField(_("said so"), null=True, editable=False)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "slug"], name="speaker_address_once")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("speaker", args=[self.workshop.slug, self.slug])

    def in_public(self):
        """As everybody reads of them: what they withdraw is not there, whoever announced it."""
        shown = copy(self)
        if self.shows_photo is False:
            shown.picture = ""
        if self.shows_name is False:
            shown.name, shown.affiliation, shown.biography = str(_("Speaker")), "", ""
        return shown

    @property
    def initials(self):
        """First letters of the first and the last word: "AO" for Anne-Cécile Orgerie."""
        words = self.name.split()
        return "".join(word[0] for word in dict.fromkeys([words[0], words[-1]])).upper()
