"""The demonstration's program: as held in 2021; as first announced for the live edition."""

from datetime import UTC, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from program.arrangements import arrange, save_arrangement, stored_arrangement
from program.asking import ask_to_confirm
from program.confirmations import confirm, version_of
from program.demo_texts import ABSTRACTS, RESULTS, SLIDES, SPEAKERS, SPONSORS, TITLES, TOOL
from program.models import Feature, Logo, Material, Slot, SlotSpeaker, Speaker
from program.picture_files import give_picture
from program.services import publish_contributions
from program.speakers import PURPOSE
from workshop.demo import ARCHIVE, DECIDED, LIVE, ROLES, account_of, person_of, remember
from workshop.links import make_link
from workshop.models import Workshop
from workshop.trail import snapshot

AS_HELD = [
    # start (UTC), minutes, kind, speakers, group
    ("07:00", 30, "introduction", ["loustau"], ""),
    ("07:30", 45, "invited", ["lederer"], ""),
    ("08:15", 45, "invited", ["bellec"], ""),
    ("09:30", 60, "tutorial", ["gay"], "Green AI team"),
    ("10:30", 45, "invited", ["orgerie"], ""),
]
AS_ANNOUNCED = [
    ("07:00", 30, "introduction", ["loustau"], ""),
    ("07:30", 45, "invited", ["lederer"], ""),
    ("08:15", 45, "invited", ["bellec"], ""),
    ("09:00", 90, "contributions", [], ""),
    ("10:30", 60, "tutorial", ["gay"], "Green AI team"),
    ("11:30", 45, "invited", ["orgerie"], ""),
    ("12:15", 30, "results", [], "The organisers"),
]
ANSWERS = [
    {"attendance": "remote", "zone": "Europe/Paris", "hours": "", "post": "pdf", "link": ""},
    {
        "attendance": "remote",
        "zone": "America/Los_Angeles",
        "hours": "Better after 8:00",
        "post": "abstract",
        "link": "",
    },
]


ANNOUNCED, HELD = datetime(2021, 9, 29, 9, tzinfo=UTC), datetime(2021, 11, 15, 17, tzinfo=UTC)


def load():
    from program.demo_pictures import draw_feature, draw_logo
    from program.pictures.making import make_features, make_logos

    held, live = (Workshop.objects.get(slug=slug) for slug in (ARCHIVE, LIVE))
    slots = _place(held, AS_ANNOUNCED)
    for slot in slots.values():
        remember(slot, ANNOUNCED)
    _hold(held)
    for key, address in SLIDES.items():
        slots[key].materials.create(kind=Material.Kind.SLIDES, url=address)
    slots["gay"].materials.create(kind=Material.Kind.CODE, url=TOOL, label="AIPowerMeter")
    _place(live, AS_ANNOUNCED)
    agreed = {"shows_name": True, "shows_photo": True, "said_at": timezone.now()}
    live.speakers.filter(name=SPEAKERS["orgerie"][0]).update(mail=SPEAKER_MAIL, **agreed)
    _gather(live)
    feature = Feature(workshop=live, alt="Ranges of mountains before a low sun, drawn.")
    _pictured(feature, draw_feature(4), make_features)
    for number, name in enumerate(SPONSORS):
        _pictured(Logo(workshop=live, name=name), draw_logo(number), make_logos)


def _gather(workshop):
    """Two people take part: what one shares is shown, the other's waits for approval."""
    shared = [
        ("participant", "Meters in the loop, and what to do with them", True, Material.Kind.POSTER),
        ("reviewer", "Measuring inference on small boards", False, Material.Kind.CODE),
    ]
    for role, interests, is_approved, kind in shared:
        user = account_of(*ROLES[role])
        fields = {"name": user.name, "affiliation": "Université de Pau", "is_listed": is_approved}
        fields["listed_at"] = timezone.now() if is_approved else None
        one = workshop.participants.create(user=user, interests=interests, **fields)
        address = f"https://example.org/{kind}"
        Material.objects.create(participant=one, kind=kind, url=address, is_approved=is_approved)


def speaker_of_demo():
    return Speaker.objects.filter(workshop__slug=LIVE, mail=SPEAKER_MAIL).first()


def way_of_speaker():
    """The address that her mail would bring."""
    speaker = speaker_of_demo()
    about = {"object_id": speaker.pk, "mail": speaker.mail, "workshop": speaker.workshop}
    _link, token = make_link(PURPOSE, **about)
    return reverse("speaker_by_link", args=[token])


SPEAKER_MAIL = "speaker@example.org"
WAYS_IN = {"speaker": (speaker_of_demo, way_of_speaker)}


def _hold(workshop):
    """What became of the first plan, as its trail tells: two slots dropped, two moved."""
    starts = {keys[0]: start for start, _minutes, _kind, keys, _group in AS_HELD}
    for slot in workshop.slots.prefetch_related("speakers"):
        before = snapshot(slot)
        if slot.kind in {Slot.Kind.CONTRIBUTIONS, Slot.Kind.RESULTS}:
            remember(slot, HELD, before=before, removed=True)
            slot.delete()
            continue
        [speaker] = slot.speakers.all()
        key = next(key for key, (name, *_more) in SPEAKERS.items() if name == speaker.name)
        by = _at(workshop, starts[key]) - slot.starts_at
        if by:
            _move_by(slot, by)
            remember(slot, HELD, before=before)


def _at(workshop, clock):
    return datetime.combine(workshop.first_day, time.fromisoformat(clock), tzinfo=UTC)


def _move_by(slot, by):
    slot.starts_at += by
    slot.ends_at = slot.ends_at and slot.ends_at + by
    slot.save()


def _place(workshop, plan):
    """The slots of `plan` on the workshop's first day; {speaker's key: the slot}."""
    speakers = {
        key: _speaker(
            number,
            workshop=workshop,
            name=name,
            affiliation=home,
            biography=life,
            mail=f"{key}@example.org",
        )
        for number, (key, (name, home, life)) in enumerate(SPEAKERS.items())
    }
    placed = {}
    for start, minutes, kind, keys, group in plan:
        starts_at = _at(workshop, start)
        about = keys[0] if keys else ""
        slot = Slot.objects.create(
            workshop=workshop,
            kind=kind,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            title=TITLES.get(about, ""),
            abstract=RESULTS if kind == Slot.Kind.RESULTS else ABSTRACTS.get(about, ""),
            group=group,
        )
        for key in keys:
            SlotSpeaker.objects.create(slot=slot, speaker=speakers[key])
        placed[about or kind] = slot
    return placed


def _speaker(number, **fields):
    """With a portrait that shows nobody; the same one in both editions."""
    from program.demo_pictures import draw_portrait
    from program.pictures.making import make_portraits

    return _pictured(Speaker(**fields), draw_portrait(number), make_portraits)


def _pictured(row, drawn, make):
    give_picture(row, drawn, make(drawn))
    row.save()
    return row


def move(phase):
    """Onto its day, which today is about now; once decided, what was accepted stands in it."""
    live = Workshop.objects.get(slug=LIVE)
    slots = list(live.slots.all())
    if slots:
        now, usual = timezone.now().astimezone(UTC), _at(live, AS_ANNOUNCED[0][0])
        by = (about(now, slots) if phase == "live" else usual) - slots[0].starts_at
        for slot in slots:
            _move_by(slot, by)
    _hang(live, is_there=phase in DECIDED)
    if phase in DECIDED:
        publish_contributions(live.submissions.all(), by=person_of("chair"))
        ask_to_confirm(live.submissions.all(), by=person_of("chair"))
        _confirm(live)
    if phase in {"live", "archive"}:
        _arrange(live)


def _hang(live, *, is_there):
    """Once one is accepted as a poster, posters hang after the last slot."""
    live.slots.filter(kind=Slot.Kind.POSTERS).delete()
    last = live.slots.order_by("starts_at").last()
    if is_there and last:
        about = {"kind": Slot.Kind.POSTERS, "starts_at": last.ends_at}
        live.slots.create(**about, ends_at=last.ends_at + timedelta(minutes=30))


def _arrange(live):
    """As proposed."""
    arrangement = stored_arrangement(live, seen_by=person_of("chair"))
    arrange(arrangement)
    save_arrangement(arrangement, seen=arrangement.seen, by=person_of("chair"))


def _confirm(live):
    """Every second acceptance, from wherever its authors are said to be."""
    accepted = live.submissions.filter(contribution__isnull=False).order_by("title", "pk")
    for number, submission in enumerate(accepted[::2]):
        presenter = submission.authors.first()
        answers = ANSWERS[number % len(ANSWERS)] | {"presenter": presenter.mail}
        confirm(submission, answers, seen=version_of(submission), via=presenter.mail)


def later(by):
    """The program keeps its times of day."""
    for slot in Slot.objects.filter(workshop__slug=LIVE):
        _move_by(slot, by)


def about(now, slots):
    """When it begins so that its third hour runs then, as far as one day holds all of it."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    length = max(slot.ends_at or slot.starts_at for slot in slots) - slots[0].starts_at
    latest = midnight + timedelta(hours=23) - length
    begin = max(midnight, min(now - timedelta(hours=2), latest))
    return begin.replace(minute=begin.minute // 30 * 30, second=0, microsecond=0)
