"""What the base app keeps of people: accounts, roles, links, mails, jobs, the trail."""

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshop.models import Change, Job, Letter, Message, Workshop
from workshop.privacy.account import ACCOUNT, delete, numbers
from workshop.privacy.erasing import scrub
from workshop.privacy.names import may_name
from workshop.privacy.parts import (
    Part,
    addresses_of,
    nothing,
    of_user,
    traces,
    with_mail,
)
from workshop.rush import COOKIE as COOKIE_OF_ARRIVALS

WITH_THE_WORKSHOP = _("as long as the workshop is kept")
TRAIL = _(
    "Whoever relies on the record of a workshop can tell what was done by one person and what by "
    "another. Your name and addresses become a pseudonym in it."
)
GONE = _("This mail was removed when its recipient asked to be erased.")


# --- mails ---


def _mails_sent(user):
    return [with_mail("workshop.Message", "recipient")(user)[0].filter(state=Message.State.DONE)]


def _mails_waiting(user):
    return [with_mail("workshop.Message", "recipient")(user)[0].exclude(state=Message.State.DONE)]


def _blank_mails(rows, erasure):
    """That a mail was sent stays, so that nothing is mailed twice; to whom and what goes."""
    mails = rows[0]
    waiting = mails.filter(state__in=[Message.State.WAITING, Message.State.RUNNING])
    over = {"lease": None, "leased_until": None, "finished_at": timezone.now()}
    over["secret"] = ""  # nosec B105 # none is left
    own = numbers(mails)
    waiting.update(state=Message.State.CANCELLED, **over)
    blank = {
        "recipient": erasure.mail,
        "subject": "",
        "body": f"{GONE}\n",
        "error": "",
        "answer": "",
    }
    Message.objects.filter(pk__in=own).update(**blank)


def _drafts_of_letters(user):
    return [Letter.objects.filter(by=user, state=Letter.State.DRAFT)]


def _letters(user):
    return [Letter.objects.filter(by=user).exclude(state=Letter.State.DRAFT)]


def _forget_left_out(rows, erasure):
    """In anybody's letters: whom they did not go to."""
    scrub(Letter.objects.all(), ["left_out"], erasure)


# --- jobs, trail, texts of organisers ---


def _remove_jobs(rows, erasure):
    """One that runs is left to end; it is nobody's then. Of others they may have stopped one."""
    for job in rows[0]:
        erasure.paths.extend([path for path in [(job.result or {}).get("file")] if path])
    rows[0].exclude(state=Job.State.RUNNING).delete()
    scrub(Job.objects.filter(state=Job.State.CANCELLED), ["error"], erasure)


def _scrub_trail(rows, erasure):
    own = Change.objects.filter(model="workshop.user", object_id=str(erasure.user.pk))
    own.update(name=erasure.name)
    scrub(Change.objects.all(), ["via", "name", "fields"], erasure, named=may_name)


def _scrub_log(rows, erasure):
    scrub(LogEntry.objects.all(), ["object_repr", "change_message"], erasure)


def _named_by_organisers(user):
    """Where their name or address stands in what organisers wrote of a workshop they may read.

    Anybody may take any name: of a workshop that is not public yet it would give words away.
    """
    said = Q(contact__in=addresses_of(user))
    if user.name:
        said |= Q(organisers__icontains=user.name) | Q(committee__icontains=user.name)
    return [Workshop.objects.readable_by(user).filter(said)]


PARTS = ACCOUNT | {
    "mails": Part(
        _("Mails to you"),
        _("So that no mail is lost, and none is sent twice."),
        WITH_THE_WORKSHOP,
        _mails_sent,
        {"workshop.Message": "recipient purpose workshop created_at finished_at state"},
        ("workshop.Message.body", "workshop.Message.subject"),
        erase=_blank_mails,
    ),
    "mails_waiting": Part(
        _("Mails to you that have not left"),
        _("So that no mail is lost, and none is sent twice."),
        _("until they are sent; you do not read them before, for they may be called back"),
        _mails_waiting,
        holds=("workshop.Message.recipient",),
        erase=_blank_mails,
        is_withheld=True,
    ),
    "letter_drafts": Part(
        _("Letters that you have begun"),
        _("So that a text is not lost before it is sent."),
        _("until you send or delete them"),
        _drafts_of_letters,
        {"workshop.Letter": "workshop subject body created_at"},
        ("workshop.Letter.by",),
        erase=delete,
    ),
    "letters": Part(
        _("Letters that you have sent to groups"),
        _("So that chairs know what participants, authors and reviewers were told."),
        WITH_THE_WORKSHOP,
        _letters,
        {"workshop.Letter": "workshop subject body created_at"},
        ("workshop.Letter.by",),
        stays=_("They are the workshop’s letters; that you wrote them becomes a pseudonym."),
    ),
    "left_out": Part(
        _("Addresses that a letter did not go to"),
        _("So that a chair can leave somebody out."),
        WITH_THE_WORKSHOP,
        nothing,
        holds=("workshop.Letter.left_out",),
        erase=_forget_left_out,
    ),
    "jobs": Part(
        _("Long jobs that you have started, with what they made"),
        _("So that you can fetch an archive once it is packed."),
        _("their files for seven days"),
        of_user("workshop.Job", "by"),
        {"workshop.Job": "kind workshop created_at finished_at state"},
        ("workshop.Job.by", "workshop.Job.arguments", "workshop.Job.result", "workshop.Job.error"),
        folders=("results", "imports"),
        erase=_remove_jobs,
    ),
    "forms_in_a_rush": Part(
        _("Forms that wait for their turn in a rush"),
        _("So that what arrives in the last minute before a deadline is in time."),
        _("a day after they are answered"),
        nothing,
        folders=("arrivals",),
    ),
    "attempts": Part(
        _("How often a code was asked for, or a sign-in tried"),
        _("So that nobody guesses codes or floods a mailbox."),
        _("a day at most, as counts in the cache, your mail address made unreadable"),
        nothing,
    ),
    "trail": traces(
        _("What you have changed: the trail"),
        _("So that it can be told who changed what, and when."),
        WITH_THE_WORKSHOP,
        TRAIL,
        "workshop.Change.by",
        "workshop.Message.by",
        "workshop.Unsealing.by",
        erase=_scrub_trail,
    ),
    "trail_of_others": Part(
        _("Where you are named in the trail"),
        _("So that it can be told what was changed, from what to what."),
        WITH_THE_WORKSHOP,
        nothing,
        holds=("workshop.Change.name", "workshop.Change.via", "workshop.Change.fields"),
    ),
    "admin_log": traces(
        _("What you have changed in the admin"),
        _("So that it can be told who changed what, and when."),
        WITH_THE_WORKSHOP,
        TRAIL,
        "admin.LogEntry.user",
        erase=_scrub_log,
    ),
    "named": Part(
        _("Where organisers have named you on a workshop’s page"),
        _("So that readers know who stands for a workshop."),
        _("until its chairs change it"),
        _named_by_organisers,
        {"workshop.Workshop": "name"},
        (
            "workshop.Workshop.contact",
            "workshop.Workshop.organisers",
            "workshop.Workshop.committee",
        ),
        stays=_("It is the organisers’ text. Ask the workshop’s contact to take your name out."),
    ),
}


COOKIES = {
    settings.SESSION_COOKIE_NAME: _("keeps you signed in, for two weeks or until you sign out"),
    settings.CSRF_COOKIE_NAME: _("tells a form of this site from one that another site sends"),
    "messages": _("brings a sentence such as “It is saved.” to the next page, and is gone then"),
    COOKIE_OF_ARRIVALS: _("brings you the answer to a form that was sent in a rush, for a day"),
}
