"""Demonstration data of the base app: the workshop of 2021 and a live edition, dates from today."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from workshop.accounts import account_for, confirm_address
from workshop.models import KeyDate, Membership, Topic, User, Workshop
from workshop.services import begin
from workshop.times import AOE

ARCHIVE, LIVE = "acml-2021", "pedl"
ROLES = {  # role: name, address
    "chair": ("Camille Etcheverry", "chair@example.org"),
    "second-chair": ("Noor Haddad", "second.chair@example.org"),
    "author": ("Ana Moreau", "author@example.org"),
    "reviewer": ("Renée Aldabarra", "reviewer@example.org"),
}
TOPICS = [
    "Measuring the consumption of deep learning",
    "Lighter architectures",
    "Carbon footprint of AI",
    "Spiking and other new paradigms",
    "Related areas",
]
TOPICS_2021 = [
    "Artificial intelligence",
    "Power consumption",
    "Carbon footprint of AI",
    "Related areas",
]
ABOUT = {
    "name": "Power efficient deep learning",
    "place": "online",
    "zone": "UTC",
    "organisers": "Green AI group, UPPA (Université de Pau et des Pays de l’Adour), LMAP",
    "contact": "contact@example.org",
    "is_public": True,
}
INTRODUCTION = (
    "Networks keep growing, and so does what they draw from the socket. This workshop brings "
    "together those who prove things about lighter models, those who build them and those who "
    "hold the meter: standard pipelines beside new paradigms, theory beside practice.\n\n"
    "A tutorial shows how to measure what your own code consumes; a competition asks for the "
    "least energy at a given accuracy on CIFAR-10."
)
CALL_2021 = (
    "\n\nProposals were two pages long, the best of them chosen by a board of reviewers for a talk "
    "at the workshop. It had no published proceedings: accepted papers could go elsewhere as well."
)


def load():
    """Both editions with their dates, topics and chairs."""
    held = _archive()
    live = _live(timezone.now().date())
    for role, workshops in {"chair": [held, live], "second-chair": [live]}.items():
        user = account_of(*ROLES[role])
        for workshop in workshops:
            Membership.objects.create(workshop=workshop, user=user, role=Membership.Role.CHAIR)
    for workshop in (held, live):
        begin(workshop)


def account_of(name, mail):
    """The confirmed account of one of the demonstration's people."""
    user, _is_new = account_for(mail)
    confirm_address(user)
    User.objects.filter(pk=user.pk).update(name=name)
    user.name = name
    return user


def _archive():
    workshop = Workshop.objects.create(
        slug=ARCHIVE,
        host="Workshop at ACML 2021",
        first_day=date(2021, 11, 17),
        last_day=date(2021, 11, 17),
        summary="How hungry is deep learning, and what can be done about it? Half a day of talks "
        "on measuring, understanding and lowering the energy of models.",
        introduction=INTRODUCTION + CALL_2021,
        **ABOUT,
    )
    for kind, day in {"submission": 5, "competition": 8, "decisions": 12, "ranking": 12}.items():
        _key_date(
            workshop, kind, date(2021, 11, day), to_the_end=kind in {"submission", "competition"}
        )
    _topics(workshop, TOPICS_2021)
    return workshop


def day_of_live_edition(today):
    """The first Wednesday at least eight weeks ahead."""
    ahead = today + timedelta(weeks=8)
    return ahead + timedelta(days=(2 - ahead.weekday()) % 7)


def _live(today):
    day = day_of_live_edition(today)
    workshop = Workshop.objects.create(
        slug=LIVE,
        host="Demonstration edition: its dates start from the day it was set up",
        first_day=day,
        last_day=day,
        summary="How hungry is your deep learning, and what can be done about it? A day on "
        "measuring, understanding and lowering the energy of models, from theory to the plug.",
        introduction=INTRODUCTION,
        **ABOUT,
    )
    for kind, at in _days_of_live_edition(day, today).items():
        _key_date(workshop, kind, at, to_the_end=kind in {"submission", "competition"})
    _topics(workshop, TOPICS)
    return workshop


def move_deadlines(phase, today):
    """Let the live edition's dates say that it is in `phase`: call, review or decided."""
    passed = {"call": 0, "review": 1, "decided": 3}[phase]
    dates = KeyDate.objects.filter(workshop__slug=LIVE)
    kept = _days_of_live_edition(day_of_live_edition(today), today)
    for place, kind in enumerate(["submission", "reviews", "decisions"]):
        row = dates.get(kind=kind)
        day = today - timedelta(days=10 - 3 * place) if place < passed else kept[kind]
        row.at = datetime.combine(day, row.at.time(), tzinfo=UTC)
        row.save(update_fields=["at"])
    Workshop.objects.filter(slug=LIVE).touch()


def _days_of_live_edition(day, today):
    return {
        "call": today - timedelta(days=14),
        "submission": day - timedelta(days=26),
        "competition": day - timedelta(days=23),
        "reviews": day - timedelta(days=14),
        "decisions": day - timedelta(days=12),
        "ranking": day - timedelta(days=12),
    }


def _key_date(workshop, kind, day, *, to_the_end=False):
    """A date at noon UTC, or a deadline at the end of that day anywhere on Earth."""
    clock, zone = (time(23, 59), AOE) if to_the_end else (time(12), UTC)
    KeyDate.objects.create(
        workshop=workshop,
        kind=kind,
        at=datetime.combine(day, clock, tzinfo=zone),
        shown_in=KeyDate.ShownIn.AOE if to_the_end else KeyDate.ShownIn.ZONE,
        shows_time=to_the_end,
    )


def _topics(workshop, names):
    Topic.objects.bulk_create(
        Topic(workshop=workshop, name=name, position=position)
        for position, name in enumerate(names, 1)
    )


def person_of(role):
    """The demonstration's person of a role; None where there is none."""
    _name, mail = ROLES.get(role, ("", ""))
    return User.objects.filter(email=mail).first()
