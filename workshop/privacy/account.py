"""What is kept of an account: itself, its addresses, ways in, sessions, roles and links."""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from workshop.models import User
from workshop.privacy.parts import Part, addresses_of, of_addresses, of_user

WITH_THE_ACCOUNT = _("as long as the account")


def delete(rows, erasure):
    for one in rows:
        one.delete()


def overwrite(**fields):
    """What an erasure does where the rows stay and say this instead."""

    def write(rows, erasure):
        rows[0].update(**fields)

    return write


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


def _links(user):
    links = apps.get_model("workshop", "ActionLink").objects
    return [links.filter(pk__in=numbers(links.filter(user=user), of_addresses(links.all(), user)))]


def numbers(*rows):
    return [pk for one in rows for pk in one.values_list("pk", flat=True)]


ACCOUNT = {
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
}
