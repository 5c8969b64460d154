from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from submissions.models.submission import Submission
from submissions.pdf.people import Person
from workshop.fields import validate_mail_address


class Author(models.Model):
    """Who wrote a submission, with or without an account."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField(editable=False)
    name = models.CharField(_("name"), max_length=120)
    mail = models.EmailField(_("mail address"), validators=[validate_mail_address])
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    orcid = models.CharField(_("ORCID iD"), max_length=19, blank=True)
    is_presenter = models.BooleanField(_("presents it"), default=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        indexes = [models.Index(fields=["mail"], name="author_mail")]
        constraints = [
            models.UniqueConstraint(fields=["submission", "position"], name="author_position_once"),
            models.UniqueConstraint(fields=["submission", "mail"], name="author_once"),
            models.CheckConstraint(condition=Q(mail=Lower("mail")), name="author_mail_lower_case"),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(is_presenter=True), name="author_presents_alone"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def as_person(self):
        """As the check of a PDF knows its authors."""
        return Person(self.name, self.mail, self.affiliation)
