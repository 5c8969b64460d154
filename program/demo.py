"""The demonstration's program: as held in 2021; as first announced for the live edition."""

from datetime import UTC, datetime, time, timedelta

from program.demo_texts import ABSTRACTS, RESULTS, SLIDES, SPEAKERS, TITLES, TOOL
from program.models import Material, Slot, SlotSpeaker, Speaker
from program.services import publish_contributions
from submissions.models import Submission
from workshop.demo import ARCHIVE, LIVE, person_of
from workshop.models import Workshop

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


def load():
    held, live = (Workshop.objects.get(slug=slug) for slug in (ARCHIVE, LIVE))
    slots = _place(held, AS_HELD)
    for key, address in SLIDES.items():
        slots[key].materials.create(kind=Material.Kind.SLIDES, url=address)
    slots["gay"].materials.create(kind=Material.Kind.CODE, url=TOOL, label="AIPowerMeter")
    _place(live, AS_ANNOUNCED)


def _place(workshop, plan):
    """The slots of `plan` on the workshop's first day; {speaker's key: the slot}."""
    speakers = {
        key: Speaker.objects.create(workshop=workshop, name=name, affiliation=home, biography=life)
        for key, (name, home, life) in SPEAKERS.items()
    }
    placed = {}
    for start, minutes, kind, keys, group in plan:
        starts_at = datetime.combine(workshop.first_day, time.fromisoformat(start), tzinfo=UTC)
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
        placed[about] = slot
    return placed


def move(phase):
    """Once decided, what was accepted stands in the program."""
    if phase == "decided":
        live = Submission.objects.filter(workshop__slug=LIVE)
        publish_contributions(live, by=person_of("chair"))
