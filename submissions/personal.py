"""What submissions keep of people: authors, what they sent in, conflicts, more time."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.blind_copies import want_copy
from submissions.guests import COOKIE
from submissions.models import Author, Conflict, Edit, Manuscript, Status, Submission
from submissions.querysets import is_confirmed_of
from workshop.personal import TRAIL, WITH_THE_WORKSHOP
from workshop.privacy.account import delete, overwrite
from workshop.privacy.erasing import nowhere, scrub
from workshop.privacy.parts import Part, addresses_of, of_user, traces, when, with_mail

RECORD = _(
    "Other authors, reviewers and the workshop rely on what was sent in. The names of its authors "
    "stay with it, as on a printed page; your mail address and ORCID iD go."
)


# --- whose they are ---


def _drafts(user):
    return [Submission.objects.filter(submitter=user, status=Status.DRAFT)]


def _drafts_of_guests(user):
    return [Submission.objects.filter(submitter=None, guest_mail__in=addresses_of(user))]


def _withdrawn_alone(user):
    """By nobody else, and read by no reviewer: nobody relies on it."""
    own = Submission.objects.filter(submitter=user, status=Status.WITHDRAWN)
    others = Author.objects.exclude(is_confirmed_of(user)).values("submission")
    return [own.filter(assignments=None).exclude(pk__in=others)]


def _sent_in(user):
    return [
        Submission.objects.written_by(user)
        .exclude(status=Status.DRAFT)
        .exclude(pk__in=_withdrawn_alone(user)[0].values("pk"))
    ]


def _uploads(user):
    return [Manuscript.objects.filter(by=user)]


def _conflicts_declared(user):
    return [Conflict.objects.filter(Q(source=Conflict.Source.SELF, user=user) | Q(by=user))]


# --- what is told ---


def _own_words(row, user):
    """What only its submitter is sure to have typed."""
    if row.submitter_id != user.pk:
        return {}
    answers = row.answers.select_related("question")
    told = {"institutions": row.institutions, "notes": row.notes}
    return told | {"answers": [[one.question.text, one.text] for one in answers]}


def _submission_of(row, user):
    return {"submission": row.submission.code}


def _file_of(row, user):
    return [(f"submissions/{row.submission.code}-{row.number}.pdf", row.file.name)]


# --- what an erasure does ---


def _discard(rows, erasure):
    for one in rows:
        files = Manuscript.objects.filter(submission__in=one.values("pk"))
        erasure.paths.extend([path for manuscript in files for path in manuscript.paths])
        one.delete()


def _forget_addresses(rows, erasure):
    own = list(rows[0].select_related("submission"))
    for row in own:
        row.mail, row.orcid = erasure.mail_of(row), ""
        if row.submission.status in {Status.WITHDRAWN, Status.DRAFT}:
            row.name, row.affiliation = erasure.name, ""
        row.save(update_fields=["mail", "orcid", "name", "affiliation"])
    for submission in Submission.objects.in_review().filter(authors__in=own).for_page():
        want_copy(submission)  # one that is made for the authors as they are now


def _forget_reasons(rows, erasure):
    """A reason may say who they are. The conflicts stand: what was assigned is judged by them."""
    Conflict.objects.filter(user=erasure.user).update(reason="")


def _scrub_edits(rows, erasure):
    scrub(Edit.objects.all(), ["fields"], erasure, named=nowhere)


def _free_for_others(rows, erasure):
    """What only its submitter could change would be changed by nobody."""
    Submission.objects.filter(submitter=erasure.user).update(only_submitter_edits=False)


# Erased from the last to the first: whose the others are is told by addresses.
PARTS = {
    "authorships": Part(
        _("Your line among the authors"),
        _("So that readers know whose work it is, and no author reviews it."),
        WITH_THE_WORKSHOP,
        with_mail("submissions.Author"),
        {"submissions.Author": "name mail affiliation orcid is_presenter"},
        tell=_submission_of,
        erase=_forget_addresses,
        stays=_(
            "Names and affiliations of authors stay on what was sent in, and of what was not "
            "accepted until reviews are removed; of what was withdrawn your name becomes a "
            "pseudonym. Your mail address and ORCID iD go."
        ),
        is_named=True,
    ),
    "drafts": Part(
        _("Drafts of submissions"),
        _("So that you can write a submission in more than one sitting."),
        _("until you send them in or discard them, or until reviews are removed"),
        _drafts,
        {"submissions.Submission": "code workshop title abstract created_at"},
        ("submissions.Submission.submitter",),
        tell=_own_words,
        erase=_discard,
    ),
    "drafts_of_guests": Part(
        _("Drafts that were begun without an account and wait for a code sent to you"),
        _("So that somebody can begin before signing in."),
        _("fourteen days"),
        _drafts_of_guests,
        {"submissions.Submission": "workshop created_at"},
        ("submissions.Submission.guest_mail",),
        erase=_discard,
    ),
    "withdrawn": Part(
        _("What you alone sent in and withdrew before anybody reviewed it"),
        _("So that a chair can bring it back."),
        WITH_THE_WORKSHOP,
        _withdrawn_alone,
        {"submissions.Submission": "code workshop title abstract created_at submitted_at"},
        ("submissions.Submission.submitter",),
        tell=_own_words,
        erase=_discard,
    ),
    "submissions": Part(
        _("Submissions"),
        _("So that what you send in is reviewed, decided and presented."),
        WITH_THE_WORKSHOP,
        _sent_in,
        {"submissions.Submission": "code workshop title abstract created_at submitted_at"},
        (
            "submissions.Submission.submitter",
            "submissions.Submission.asked_by",
            "submissions.Submission.institutions",
            "submissions.Submission.notes",
        ),
        tell=_own_words,
        erase=_free_for_others,
        stays=RECORD,
    ),
    "uploads": Part(
        _("PDFs that you have uploaded"),
        _("So that they are checked, reviewed and, where their authors wish it, posted."),
        WITH_THE_WORKSHOP,
        _uploads,
        {"submissions.Manuscript": "number name size at verdict"},
        (
            "submissions.Manuscript.by",
            "submissions.Manuscript.facts",
            "submissions.Manuscript.codes",
            "submissions.Manuscript.file",
            "submissions.BlindCopy.file",
            "submissions.BlindCopy.left",
            "submissions.BlindCopy.people",
        ),
        tell=_submission_of,
        files=_file_of,
        folders=("manuscripts",),
        erase=overwrite(name="proposal.pdf"),
        stays=RECORD,
    ),
    "conflicts": Part(
        _("Conflicts of interest that you have declared"),
        _("So that nobody reviews what they should not."),
        _("until reviews are removed"),
        _conflicts_declared,
        {"submissions.Conflict": "source reason at"},
        ("submissions.Conflict.by",),
        tell=_submission_of,
        stays=_("What was assigned is judged by them. They stand, without a name, until then."),
    ),
    "conflicts_of_others": Part(
        _("Conflicts of interest that others have declared about you, or that were found"),
        _("So that nobody reviews what they should not."),
        _("until reviews are removed; you do not read them, for they tell who wrote what"),
        of_user("submissions.Conflict", "user"),
        holds=("submissions.Conflict.user", "submissions.Conflict.reason"),
        erase=_forget_reasons,
        is_withheld=True,
        stays=_("What was assigned is judged by them. Their reasons go, your name as well."),
    ),
    "extensions": Part(
        _("More time that you were given"),
        _("So that you can send in after the deadline."),
        WITH_THE_WORKSHOP,
        with_mail("submissions.Extension"),
        {"submissions.Extension": "workshop mail until at"},
        ("submissions.Extension.reason",),
        erase=delete,
    ),
    "acts_on_submissions": traces(
        _("What you have done to submissions"),
        _("So that authors and chairs can tell what happened to a submission."),
        WITH_THE_WORKSHOP,
        TRAIL,
        "submissions.StatusChange.by",
        "submissions.Edit.by",
        "submissions.Attestation.by",
        "submissions.Manuscript.overridden_by",
        "submissions.Conflict.confirmed_by",
        "submissions.Conflict.lifted_by",
        "submissions.Extension.by",
        erase=_scrub_edits,
    ),
    "edits": Part(
        _("Your name and address in the history of a submission"),
        _("So that its authors can tell what it said before."),
        WITH_THE_WORKSHOP,
        of_user("submissions.Edit", "by"),
        holds=("submissions.Edit.fields",),
        tell=when,
        stays=_("The history stays with the submission; addresses in it become a pseudonym."),
    ),
}


COOKIES = {
    COOKIE: _("finds the draft that you began without an account, for fourteen days"),
}
