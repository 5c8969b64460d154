import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


def private_path(row, filename):
    """A name of our own: no page leads there."""
    return f"pictures/{uuid.uuid4().hex}"


class Pictured(models.Model):
    """Has a picture: what was uploaded, kept privately, and what was made of it to be shown.

    `picture` names the files of `program.picture_files`, one for each of `sides`; width, height
    and bytes are of the first.
    """

    sides = ()
    FIELDS = ["picture", "picture_original", "picture_width", "picture_height", "picture_bytes"]

    picture = models.CharField(_("picture"), max_length=32, blank=True, editable=False)
    picture_original = models.FileField(upload_to=private_path, blank=True, editable=False)
    picture_width = models.PositiveSmallIntegerField(default=0, editable=False)
    picture_height = models.PositiveSmallIntegerField(default=0, editable=False)
    picture_bytes = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def small(self):
        return self.sides[0]
