"""Rows for tests: plain functions, fixed values, what a test cares about given by name."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from types import SimpleNamespace

from program.models import Material, Room, Slot, SlotSpeaker, Speaker
from workshop.models import Job, KeyDate, Membership, Message, Topic, User, Workshop

numbers = count(1)
DAY = date(2030, 6, 5)
MORNING = datetime(2030, 6, 5, 9, tzinfo=UTC)


def make_user(email=None, **fields):
    return User.objects.create_user(email or f"person{next(numbers)}@example.org", **fields)


def make_workshop(slug=None, **fields):
    fields = {
        "name": "Warm Computing",
        "place": "Pau",
        "first_day": DAY,
        "last_day": DAY,
        "summary": "Where the heat goes.",
        "contact": "contact@example.org",
        "is_public": True,
    } | fields
    return Workshop.objects.create(slug=slug or f"warm-{next(numbers)}", **fields)


def make_member(workshop=None, role=Membership.Role.CHAIR, user=None):
    return Membership.objects.create(
        workshop=workshop or make_workshop(), user=user or make_user(), role=role
    )


def make_cast():
    """A workshop with one person of each role, and a chair of another workshop."""
    workshop = make_workshop()
    return SimpleNamespace(
        workshop=workshop,
        chair=make_member(workshop).user,
        reviewer=make_member(workshop, Membership.Role.REVIEWER).user,
        other_chair=make_member().user,
        stranger=make_user(),
        superuser=User.objects.create_superuser(f"operator{next(numbers)}@example.org"),
    )


def make_key_date(workshop, kind="submission", at=MORNING, **fields):
    return KeyDate.objects.create(workshop=workshop, kind=kind, at=at, **fields)


def make_topic(workshop, name="Heat"):
    return Topic.objects.create(workshop=workshop, name=name)


def make_room(workshop, name="Blue room", **fields):
    return Room.objects.create(workshop=workshop, name=name, **fields)


def make_speaker(workshop, name="Ada Boole", **fields):
    return Speaker.objects.create(workshop=workshop, name=name, **fields)


def make_slot(workshop, starts_at=MORNING, minutes=45, speakers=(), **fields):
    fields = {"kind": Slot.Kind.INVITED, "title": "Cold starts"} | fields
    slot = Slot.objects.create(
        workshop=workshop,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes) if minutes else None,
        **fields,
    )
    for position, speaker in enumerate(speakers):
        SlotSpeaker.objects.create(slot=slot, speaker=speaker, position=position)
    return slot


def make_material(slot, url="https://slides.example.org/cold.pdf", **fields):
    return Material.objects.create(slot=slot, url=url, **fields)


def make_message(**fields):
    number = next(numbers)
    fields = {
        "key": f"code:{number}",
        "purpose": "code",
        "recipient": "reader@example.org",
        "subject": "A subject",
        "body": "A text.\n",
        "message_id": f"<{number}@example.org>",
    } | fields
    return Message.objects.create(**fields)


def make_job(kind="tidy", **fields):
    return Job.objects.create(kind=kind, key=f"{kind}:{next(numbers)}", **fields)
