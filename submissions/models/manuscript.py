import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.models.submission import Submission
from submissions.pdf.facts import VERSION
from submissions.pdf.judging import judge
from submissions.pdf.measuring import drawings
from submissions.pdf.policy import REJECT
from submissions.pdf.texts import text_of
from submissions.policies import policy_of


def random_path(manuscript, filename):
    """A name of our own: the author's may tell who they are."""
    return f"manuscripts/{uuid.uuid4().hex}/proposal.pdf"


def codes_of(findings):
    """Each once, in their order."""
    return list(dict.fromkeys(finding.code for finding in findings))


class Manuscript(models.Model):
    """One version of the proposal's PDF. All are kept.

    `facts` are what the check measured (`submissions.pdf.measuring`); the verdict follows from
    them and the policy, and is stored so that it can be asked for.
    """

    class Verdict(models.TextChoices):
        PENDING = "pending", _("being checked")
        ACCEPT = "accept", _("all right")
        REJECT = "reject", _("refused")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="manuscripts")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(_("file"), upload_to=random_path, max_length=200)
    name = models.CharField(_("name on the author's machine"), max_length=200)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("sent by")
    )
    at = models.DateTimeField(_("sent"), auto_now_add=True)
    facts = models.JSONField(_("facts"), null=True, editable=False)
    codes = models.JSONField(
        null=True,
        editable=False,
        help_text=_("Of what the check found, when the verdict was taken. Unknown of old ones."),
    )
    verdict = models.CharField(
        _("verdict"), max_length=8, choices=Verdict, default=Verdict.PENDING, editable=False
    )
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    overridden_at = models.DateTimeField(null=True, editable=False)
    override_reason = models.CharField(
        _("why it counts although it was refused"), max_length=300, blank=True
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("manuscript")
        verbose_name_plural = _("manuscripts")
        indexes = [models.Index(fields=["sha256"], name="manuscript_sha256")]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="manuscript_number_once"),
            models.CheckConstraint(
                condition=Q(verdict="pending", facts__isnull=True)
                | (~Q(verdict="pending") & Q(facts__isnull=False)),
                name="manuscript_verdict_from_facts",
            ),
            models.CheckConstraint(
                condition=Q(overridden_at__isnull=True) | ~Q(override_reason=""),
                name="manuscript_overridden_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.submission}, {self.number}"

    @property
    def is_pending(self):
        return self.verdict == self.Verdict.PENDING

    @property
    def is_accepted(self):
        return self.verdict == self.Verdict.ACCEPT

    @property
    def is_rejected(self):
        return self.verdict == self.Verdict.REJECT

    @property
    def sheets(self):
        """The facts of each drawn page; none by the measure of an earlier version of the check."""
        return self.facts["sheets"] if self.facts and self.facts["version"] == VERSION else []

    @property
    def findings(self):
        """What stands against it under the policy and for the authors of now."""
        is_known = self.facts and self.facts["version"] == VERSION
        return judge(self.facts, policy_of(self.submission)) if is_known else []

    def judge(self):
        """Take the verdict and the codes that follow from the facts under the policy of now.

        A chair's word counts more than the check's. Nothing is saved.
        """
        found = self.findings
        self.codes = codes_of(found)
        is_refused = any(finding.severity == REJECT for finding in found)
        counts = self.overridden_at or not is_refused
        self.verdict = self.Verdict.ACCEPT if counts else self.Verdict.REJECT

    @property
    def known_codes(self):
        return codes_of(self.findings) if self.codes is None else self.codes

    @property
    def pages(self):
        """[(number, width, height in pixels, text)] of the drawn pages."""
        return [
            (number, *sheet["drawn"], text_of(sheet)) for number, sheet in enumerate(self.sheets, 1)
        ]

    @property
    def marked(self):
        """[(number, width, height, [(left, top, width, height, severity)])] for the authors.

        The marks are where findings can be shown, in thousandths of the page.
        """
        marks = {number: [] for number in range(1, len(self.sheets) + 1)}
        for finding in self.findings:
            for left, top, right, bottom in finding.places if finding.page in marks else ():
                size = max(right - left, 4), max(bottom - top, 4)
                marks[finding.page].append((left, top, *size, finding.severity))
        return [
            (number, *sheet["drawn"], marks[number]) for number, sheet in enumerate(self.sheets, 1)
        ]

    @property
    def paths(self):
        """All that is stored of it: the file, what was made of it, and then their folder."""
        drawn = [self.drawing_path(name) for name in drawings(self.facts)] if self.sheets else []
        copy = getattr(self, "blind_copy", None)
        copies = [copy.file.name] if copy and copy.file else []
        return [self.file.name, *drawn, *copies, self.file.name.rpartition("/")[0]]

    def drawing_path(self, name):
        """Where a drawing is stored, beside the file."""
        return f"{self.file.name.rpartition('/')[0]}/{name}"
