"""What the base app keeps of people: accounts, roles, links, mails, jobs, the trail."""

from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshop.models import Change, Job, Letter, Message, User, Workshop
from workshop.privacy.erasing import scrub
from workshop.privacy.parts import (
    Part,
    addresses_of,
    nothing,
    of_addresses,
    of_user,
    traces,
    with_mail,
)
from workshop.rush import COOKIE as COOKIE_OF_ARRIVALS

WITH_THE_ACCOUNT = _("as long as the account")
WITH_THE_WORKSHOP = _("as long as the workshop is kept")
TRAIL = _(
    "Whoever relies on the record of a workshop can tell what was done by one person and what by "
    "another. Your name and addresses become a pseudonym in it."
)
GONE = "This mail was removed when its recipient asked to be erased.\n"


def delete(rows, erasure):
    for one in rows:
        one.delete()


# --- the account ---


def _make_a_tombstone(rows, erasure):
    """What stays, such as reviews, is from now on by nobody that can be found."""
    user = erasure.user
    user.email, user.name = erasure.mail, erasure.name
    user.is_active = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.groups.clear()
    user.user_permissions.clear()
    user.save()


SIGN_IN = {
    "mfa.Authenticator": ("type created_at last_used_at", ("user", "data")),
    "usersessions.UserSession": (
        "ip user_agent created_at last_seen_at",
        ("user", "session_key", "data"),
    ),
    "socialaccount.SocialAccount": ("provider uid date_joined", ("user", "extra_data")),
}


def _installed():
    return [label for label in SIGN_IN if apps.is_installed(f"allauth.{label.partition('.')[0]}")]


def _ways_in(user):
    return [apps.get_model(label)._base_manager.filter(user=user) for label in _installed()]


def _sessions(user):
    """Who is signed in by them, or has just asked for a code, stands inside."""
    words = {*addresses_of(user), str(user.pk)}
    own = [one.pk for one in Session.objects.iterator() if words & set(_words(one.get_decoded()))]
    return [Session.objects.filter(pk__in=own)]


def _words(value, name=""):
    """The texts in a session that name a person; numbers but those of accounts name nobody."""
    if isinstance(value, dict):
        return [word for key, one in value.items() for word in _words(one, key)]
    if isinstance(value, list | tuple):
        return [word for one in value for word in _words(one, name)]
    is_said = "@" in str(value) or name in {"_auth_user_id", "user_id", "user"}
    return [str(value).lower()] if is_said else []


# --- links and mails ---


def _links(user):
    links = apps.get_model("workshop", "ActionLink").objects
    return [links.filter(pk__in=_numbers(links.filter(user=user), of_addresses(links.all(), user)))]


def _numbers(*rows):
    return [pk for one in rows for pk in one.values_list("pk", flat=True)]


def _mails_sent(user):
    return [with_mail("workshop.Message", "recipient")(user)[0].filter(state=Message.State.DONE)]


def _mails_waiting(user):
    return [with_mail("workshop.Message", "recipient")(user)[0].exclude(state=Message.State.DONE)]


def _blank_mails(rows, erasure):
    """That a mail was sent stays, so that nothing is mailed twice; to whom and what goes."""
    mails = rows[0]
    waiting = mails.filter(state__in=[Message.State.WAITING, Message.State.RUNNING])
    over = {"lease": None, "leased_until": None, "secret": "", "finished_at": timezone.now()}
    numbers = _numbers(mails)
    waiting.update(state=Message.State.CANCELLED, **over)
    blank = {"recipient": erasure.mail, "subject": "", "body": GONE, "error": "", "answer": ""}
    Message.objects.filter(pk__in=numbers).update(**blank)


def _drafts_of_letters(user):
    return [Letter.objects.filter(by=user, state=Letter.State.DRAFT)]


def _letters(user):
    return [Letter.objects.filter(by=user).exclude(state=Letter.State.DRAFT)]


def _forget_left_out(rows, erasure):
    """In anybody's letters: whom they did not go to."""
    scrub(Letter.objects.all(), ["left_out"], erasure)


# --- jobs, trail, texts of organisers ---


def _results(row, user):
    path = (row.result or {}).get("file")
    return [(f"results/{row.result['name']}", path)] if path else []


def _remove_jobs(rows, erasure):
    """One that runs is left to end; it is nobody's then."""
    for job in rows[0]:
        erasure.paths.extend([path for path in [(job.result or {}).get("file")] if path])
    rows[0].exclude(state=Job.State.RUNNING).delete()


def _scrub_trail(rows, erasure):
    own = Change.objects.filter(model="workshop.user", object_id=str(erasure.user.pk))
    own.update(name=erasure.name)
    scrub(Change.objects.all(), ["via", "name", "fields"], erasure)


def _scrub_log(rows, erasure):
    scrub(LogEntry.objects.all(), ["object_repr", "change_message"], erasure)


def _named_by_organisers(user):
    """Where their name or address stands in what organisers wrote of a workshop."""
    said = Q(contact__in=addresses_of(user))
    if user.name:
        said |= Q(organisers__icontains=user.name) | Q(committee__icontains=user.name)
    return [Workshop.objects.filter(said)]


PARTS = {
    "account": Part(
        _("Your account"),
        _("So that you can sign in, and so that what you do is yours."),
        _("until you have it erased; one that never confirmed its address for a day"),
        lambda user: [User.objects.filter(pk=user.pk)],
        {"workshop.User": "email name created_at last_login is_active is_superuser"},
        ("workshop.User.password", "workshop.User.groups", "workshop.User.user_permissions"),
        erase=_make_a_tombstone,
        stays=_(
            "An empty row under a pseudonym stays, so that what lawfully stays is by somebody: "
            "without name, address or password, and nobody signs in with it."
        ),
        is_named=True,
    ),
    "addresses": Part(
        _("Your mail addresses"),
        _("So that codes reach you, and what was written under an old address is known as yours."),
        WITH_THE_ACCOUNT,
        lambda user: [user.emailaddress_set.all(), user.former_addresses.all()],
        {
            "account.EmailAddress": "email verified primary",
            "workshop.FormerAddress": "mail until",
        },
        (
            "account.EmailAddress.user",
            "workshop.FormerAddress.user",
            "account.EmailConfirmation.email_address",
        ),
        erase=delete,
    ),
    "ways_in": Part(
        _("Passkeys, authenticator apps, browsers and ORCID with which you sign in"),
        _("So that you, and nobody else, get in."),
        _("until you remove them, or the account is erased"),
        _ways_in,
        {label: SIGN_IN[label][0] for label in _installed()},
        tuple(f"{label}.{name}" for label in _installed() for name in SIGN_IN[label][1]),
        erase=delete,
    ),
    "sessions": Part(
        _("Sessions in which you are signed in"),
        _("So that you need not sign in on every page."),
        _("two weeks at most"),
        _sessions,
        {"sessions.Session": "expire_date"},
        ("sessions.Session.session_data",),
        erase=delete,
    ),
    "roles": Part(
        _("Your roles"),
        _("So that chairs, publications chairs and reviewers get to what they work on."),
        _("until a chair ends them"),
        of_user("workshop.Membership", "user"),
        {"workshop.Membership": "workshop role created_at"},
        ("workshop.Membership.user",),
        erase=delete,
    ),
    "links": Part(
        _("Links that were mailed to you"),
        _("So that a link in a mail opens what it is for, once and in time."),
        _("ninety days after they expire"),
        _links,
        {"workshop.ActionLink": "purpose workshop mail created_at expires_at opened_at used_at"},
        ("workshop.ActionLink.user",),
        erase=delete,
    ),
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
        ("workshop.Job.by", "workshop.Job.arguments", "workshop.Job.result"),
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
        _("a day at most, in memory, your mail address made unreadable"),
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
