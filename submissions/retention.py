"""What of submissions is not kept: drafts that were never sent in, and who was in conflict."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.models import Author, Conflict, Edit, Manuscript, Status, Submission
from submissions.uploads import delete_files
from workshop.models import User
from workshop.privacy.erased import DOMAIN, pseudonym_of
from workshop.privacy.erasing import erasure_of, scrub
from workshop.retention import Removal
from workshop.trail import unsealed


def _drafts(workshop):
    return Submission.objects.filter(workshop=workshop, status=Status.DRAFT, submitted_at=None)


def _remove_drafts(rows):
    files = Manuscript.objects.filter(submission__in=rows.values("pk"))
    paths = [path for manuscript in files for path in manuscript.paths]
    rows.delete()
    transaction.on_commit(lambda: delete_files(paths), robust=True)


def _of_chairs(workshop):
    """Standing conflicts of who may still read decisions: they keep those from them."""
    chairs = workshop.memberships.chairs().values("user")
    operators = User.objects.filter(is_superuser=True).values("pk")
    return Q(lifted_at=None) & (Q(user__in=chairs) | Q(user__in=operators))


def _conflicts(workshop):
    return Conflict.objects.filter(submission__workshop=workshop).exclude(_of_chairs(workshop))


def _reasons(workshop):
    own = Conflict.objects.filter(_of_chairs(workshop), submission__workshop=workshop)
    return own.exclude(reason="")


def _names_of_the_erased(workshop):
    """Of what was not accepted; on what was, they are the record."""
    kept = {Status.ACCEPTED, Status.CONDITIONAL}
    named = Author.objects.filter(submission__workshop=workshop, mail__endswith=f"@{DOMAIN}")
    return named.exclude(submission__status__in=kept).exclude(name__startswith=pseudonym_of(""))


def _forget_names(rows):
    for row in rows:
        erasure = erasure_of(row)
        with unsealed("the name of an erased author is not kept any longer"):
            scrub(Edit.objects.filter(submission=row.submission_id), ["fields"], erasure)
        Author.objects.filter(pk=row.pk).update(name=erasure.name, affiliation="")


REMOVED = {
    "erased": Removal(
        _("names of erased authors on what was not accepted"), _names_of_the_erased, _forget_names
    ),
    "drafts": Removal(_("drafts that were never sent in"), _drafts, _remove_drafts),
    "conflicts": Removal(_("conflicts of interest"), _conflicts),
    "reasons": Removal(
        _("reasons of the chairs’ conflicts"), _reasons, lambda rows: rows.update(reason="")
    ),
}
