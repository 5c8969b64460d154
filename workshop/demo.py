"""Demonstration data of the base app: the workshop of 2021 and a live edition, dates from today."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import F
from django.utils import timezone

from workshop.accounts import account_for, confirm_address
from workshop.discovery import merged
from workshop.models import Change, Closing, KeyDate, Membership, Topic, User, Workshop
from workshop.services import begin
from workshop.times import AOE
from workshop.trail import record, snapshot

ARCHIVE, LIVE = "acml-2021", "pedl"
HOSTS = {  # phase of the live edition: what stands above its name, by which it is known again
    "call": "Demonstration edition: its call is open",
    "review": "Demonstration edition: it is being reviewed",
    "decided": "Demonstration edition: decided, its day is ahead",
    "live": "Demonstration edition: today is its day",
    "archive": "Demonstration edition: it has been held",
}
PHASES = list(HOSTS)
DECIDED = {"decided", "live", "archive"}
HELD_AGO = 21  # days, in the phase archive
ROLES = {  # role: name, address
    "chair": ("Camille Etcheverry", "chair@example.org"),
    "second-chair": ("Noor Haddad", "second.chair@example.org"),
    "author": ("Ana Moreau", "author@example.org"),
    "reviewer": ("Renée Aldabarra", "reviewer@example.org"),
    "participant": ("Ines Duval", "participant@example.org"),
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
COMMITTEE = "\n".join(
    ["Renée Aldabarra, Pau", "Idris Bello, Lyon", "Mirja Koskinen, Oulu", "Pavel Novotný, Brno"]
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
    _move_as_in_2021(held.date_of("competition"))


def _move_as_in_2021(date):
    """Entries were due on 12 November, then on the 5th, then on the 8th."""
    for was, becomes, told in [(12, 5, 20), (5, 8, 28)]:
        date.at = date.at.replace(day=was + 1)  # the end of a day anywhere on Earth
        before = snapshot(date)
        date.at = date.at.replace(day=becomes + 1)
        remember(date, datetime(2021, 10, told, 9, tzinfo=UTC), before=before)


def remember(row, at, **how):
    """A line of the trail as the chair wrote it then."""
    change = record(row, by=person_of("chair"), workshop=row.workshop, **how)
    Change.objects.filter(pk=change.pk).update(at=at)


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
        host=HOSTS["call"],
        first_day=day,
        last_day=day,
        summary="How hungry is your deep learning, and what can be done about it? A day on "
        "measuring, understanding and lowering the energy of models, from theory to the plug.",
        introduction=INTRODUCTION,
        committee=COMMITTEE,
        participants_shown=Workshop.ParticipantsShown.OPEN,
        **ABOUT,
    )
    for kind, at in _days_of_live_edition(day, today).items():
        _key_date(workshop, kind, at, to_the_end=kind in {"submission", "competition"})
    _topics(workshop, TOPICS)
    return workshop


def day_in(phase, today):
    """The day of the live edition in that phase."""
    held = {"live": today, "archive": today - timedelta(days=HELD_AGO)}
    return held.get(phase) or day_of_live_edition(today)


def phase_of_demo():
    """The live edition and its phase; (None, None) where there is none, or a chair renamed it."""
    live = Workshop.objects.filter(slug=LIVE, host__in=HOSTS.values()).first()
    return (live, next(one for one in PHASES if HOSTS[one] == live.host)) if live else (None, None)


def days_since_deadline(phase, today):
    """How long ago proposals were due; 0 while they are not."""
    due = _days_of(phase, today)["submission"]
    return max(0, (today - due).days)


def move_dates(phase, today):
    """Let the live edition's dates say that it is in `phase`; what was closed is open again."""
    day = day_in(phase, today)
    rows = Workshop.objects.filter(slug=LIVE)
    rows.update(first_day=day, last_day=day, host=HOSTS[phase])
    Closing.objects.filter(workshop__in=rows).delete()
    kept = _days_of(phase, today)
    for row in KeyDate.objects.filter(workshop__in=rows, kind__in=kept):
        day = kept[row.kind] + timedelta(days=row.shown_in == KeyDate.ShownIn.AOE)
        row.at = datetime.combine(day, row.at.time(), tzinfo=UTC)
        row.save(update_fields=["at"])
    rows.touch()


def later(by):
    """What stands in the live edition moves along with the days."""
    rows = Workshop.objects.filter(slug=LIVE)
    rows.update(first_day=F("first_day") + by, last_day=F("last_day") + by)
    KeyDate.objects.filter(workshop__in=rows).update(at=F("at") + by)
    rows.touch()


def _days_of(phase, today):
    """{kind of key date: its day}; in review and decided some have passed since days."""
    days = _days_of_live_edition(day_in(phase, today), today)
    if phase in {"live", "archive"}:
        return days | {"call": days["submission"] - timedelta(days=42)}
    passed = {"call": 0, "review": 1, "decided": 3}[phase]
    for place, kind in enumerate(["submission", "reviews", "decisions"][:passed]):
        days[kind] = today - timedelta(days=10 - 3 * place)
    if phase == "decided":
        ago = {"competition": 9, "measuring": 4, "ranking": 1}
        days |= {kind: today - timedelta(days=since) for kind, since in ago.items()}
    return days


def _days_of_live_edition(day, today):
    return {
        "call": today - timedelta(days=14),
        "submission": day - timedelta(days=26),
        "competition": day - timedelta(days=23),
        "measuring": day - timedelta(days=14),
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


def demo_roles():
    """The roles that one can try out now, with an account or an address of their own."""
    ways = merged("demo", "WAYS_IN")
    known = [role for role in ROLES if person_of(role)]
    return [*known, *(role for role, (is_there, _way_in) in ways.items() if is_there())]
