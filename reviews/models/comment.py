from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models import Submission

MOST_OF_A_COMMENT = 5_000  # characters


class Comment(models.Model):
    """One contribution to the discussion of a submission by its reviewers and the chairs.

    `key` is of one opened form: pressed twice, it is one comment.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written"), auto_now_add=True)
    text = models.TextField(_("comment"), max_length=MOST_OF_A_COMMENT)
    key = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self):
        return self.text[:60]
