import uuid
from functools import cached_property
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext_lazy as _

from program.fields import AddressField
from program.filetypes import TYPES
from program.models.participants import Participant
from program.models.people import Speaker
from program.models.slots import Contribution, Slot
from program.querysets import MaterialQuerySet
from workshop.fields import CodeField, validate_year

FOLDER = "materials"


def random_path(material, filename):
    """A name of our own: the sender's tells nothing that a reader needs."""
    return f"{FOLDER}/{uuid.uuid4().hex}/file.{TYPES[material.file_type].ending}"


class Material(models.Model):
    """What is read or seen beside the program: a link, or a file that we keep.

    It is of a slot, of a contribution, of a speaker or of a participant.
    """

    class Kind(models.TextChoices):
        SLIDES = "slides", _("Slides")
        VIDEO = "video", _("Video")
        POSTER = "poster", _("Poster")
        PAPER = "paper", _("Paper")
        CODE = "code", _("Code")
        RECORDING = "recording", _("Recording")
        OTHER = "other", _("Link or file")

    OWNERS = ("slot", "contribution", "speaker", "participant")

    code = CodeField()
    slot = models.ForeignKey(Slot, models.CASCADE, null=True, blank=True, related_name="materials")
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, blank=True, related_name="materials"
    )
    speaker = models.ForeignKey(
        Speaker, models.CASCADE, null=True, blank=True, related_name="materials"
    )
    participant = models.ForeignKey(
        Participant,
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="materials",
    )
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.SLIDES)
    url = AddressField(_("address"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=random_path, max_length=200, blank=True)
    file_type = models.CharField(_("type of file"), max_length=4, blank=True, editable=False)
    size = models.PositiveIntegerField(_("size"), null=True, editable=False)
    label = models.CharField(
        _("label"), max_length=80, blank=True, help_text=_("Shown instead of the kind.")
    )
    shown_from = models.DateTimeField(
        _("shown from"),
        null=True,
        blank=True,
        validators=[validate_year],
        help_text=_("A recording needs it; empty: at once."),
    )
    is_approved = models.BooleanField(_("approved"), default=True)

    objects = MaterialQuerySet.as_manager()
    opens_at = ""  # an address for one reader alone, while nobody else gets it

    class Meta:
        ordering = ["pk"]
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        constraints = [
            models.CheckConstraint(
                condition=Q(slot__isnull=False, contribution=None, speaker=None, participant=None)
                | Q(slot=None, contribution__isnull=False, speaker=None, participant=None)
                | Q(slot=None, contribution=None, speaker__isnull=False, participant=None)
                | Q(slot=None, contribution=None, speaker=None, participant__isnull=False),
                name="material_has_one_owner",
            ),
            models.CheckConstraint(
                condition=(~Q(url="") & Q(file="", file_type="", size=None))
                | (Q(url="", size__isnull=False) & ~Q(file="") & ~Q(file_type="")),
                name="material_is_a_link_or_a_file",
                violation_error_message=_("Write an address or choose a file."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="recording", shown_from=None),
                name="material_recording_has_a_date",
                violation_error_message=_("Say from when the recording is shown."),
            ),
        ]

    def __str__(self):
        return Truncator(self.name).chars(60)

    def get_absolute_url(self):
        """Where everyone gets it."""
        return self.url or reverse("material", args=[self.workshop.slug, self.code])

    @property
    def owner(self):
        return self.slot or self.contribution or self.speaker or self.participant

    @cached_property
    def workshop(self):
        return self.owner.workshop

    @property
    def form_address(self):
        """The page on which it is edited or approved."""
        if self.participant_id:
            return reverse("chair_participants", args=[self.workshop.slug])
        name = f"admin:program_{self.owner._meta.model_name}_change"
        return reverse(name, args=[self.owner.pk]) + "#materials-group"

    def get_kind_display(self):
        """By hand, as that of a slot."""
        return str(KIND_NAMES.get(self.kind, self.kind))

    @property
    def name(self):
        return self.label or self.get_kind_display()

    @property
    def host(self):
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def told(self):
        """What it is, for those who decide whether to open it: "Slides, PDF, 1.2 MB"."""
        kind = self.get_kind_display() if self.label else ""
        where = self.host if self.url else f"{TYPES[self.file_type].label}, {self.file_size}"
        return ", ".join(filter(None, [str(kind), where]))

    @property
    def file_size(self):
        return filesizeformat(self.size)

    @property
    def file_name(self):
        """Without its ending: "pedl-2027-sparse-deep-learning-slides"."""
        owner = self.speaker.in_public() if self.speaker else self.owner
        words = slugify(f"{self.workshop.slug} {owner}")[:80].strip("-")
        return f"{words}-{self.kind}"

    def is_open(self, now):
        return self.shown_from is None or self.shown_from <= now


KIND_NAMES = dict(Material.Kind.choices)
