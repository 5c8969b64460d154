from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshop.models.editions import Workshop


class History(models.Model):
    """What has happened: rows are added, never changed or removed. See `workshop.sealing`."""

    class Meta:
        abstract = True


class Unsealing(models.Model):
    """That history was opened for a change: by whom, why, when. Open within a transaction alone."""

    why = models.CharField(_("why"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    opened_at = models.DateTimeField(_("when"), auto_now_add=True)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("opening of the history")
        verbose_name_plural = _("openings of the history")
        constraints = [
            models.CheckConstraint(condition=~models.Q(why=""), name="unsealing_says_why")
        ]
        indexes = [
            models.Index(
                fields=["closed_at"],
                name="unsealing_open",
                condition=models.Q(closed_at__isnull=True),
            )
        ]

    def __str__(self):
        return self.why


class Change(History):
    """One line of the audit trail: who changed what, when, from what to what."""

    class Action(models.TextChoices):
        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")

    workshop = models.ForeignKey(Workshop, models.CASCADE, null=True, related_name="trail")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("who")
    )
    via = models.CharField(
        max_length=200, blank=True, help_text=_("Who it was, where that is no account.")
    )
    action = models.CharField(_("action"), max_length=8, choices=Action)
    model = models.CharField(_("kind"), max_length=60)
    object_id = models.CharField(max_length=40)
    page = models.CharField(
        max_length=100,
        blank=True,
        help_text=_("The row on whose page it was edited."),
    )
    name = models.CharField(_("what"), max_length=200)
    fields = models.JSONField(
        _("from, to"), default=dict, help_text=_("Each field with its old and its new value.")
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("change")
        verbose_name_plural = _("trail")
        indexes = [
            models.Index(fields=["model", "object_id"], name="change_of_object"),
            models.Index(fields=["page"], name="change_on_page", condition=~models.Q(page="")),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_action_display()}"

    @property
    def who(self):
        """The person or, of a link in a mail, whose it is; None once the account is gone."""
        return self.by or self.via or None
