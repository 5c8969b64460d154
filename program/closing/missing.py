"""What the archive of a workshop still lacks."""

from program.models import Material, Slot

SHOWN = [Material.Kind.SLIDES, Material.Kind.POSTER, Material.Kind.VIDEO]
UNRECORDED = [Slot.Kind.BREAK, Slot.Kind.POSTERS]


def without_slides(workshop):
    """Contributions that show neither slides nor a poster nor a video."""
    there = Material.objects.filter(kind__in=SHOWN, contribution__isnull=False)
    rows = workshop.contributions.exclude(pk__in=there.values("contribution"))
    return rows.select_related("submission")


def talks_without_slides(workshop):
    """Slots that were held and have speakers, without slides."""
    there = Material.objects.filter(kind=Material.Kind.SLIDES, slot__isnull=False)
    rows = _held(workshop).filter(appearances__isnull=False).distinct()
    return rows.exclude(pk__in=there.values("slot"))


def without_recording(workshop):
    """[(slot that was held, whether all its speakers consent), …]; chairs add recordings."""
    there = Material.objects.filter(kind=Material.Kind.RECORDING, slot__isnull=False)
    rows = _held(workshop).exclude(kind__in=UNRECORDED).exclude(pk__in=there.values("slot"))
    willing = set(workshop.slots.recordable().values_list("pk", flat=True))
    return [(slot, slot.pk in willing) for slot in rows]


def _held(workshop):
    return workshop.slots.filter(is_cancelled=False).exclude(kind=Slot.Kind.BREAK)


def all_missing(workshop):
    """{what: rows} of all that is missing."""
    return {
        "contributions": list(without_slides(workshop)),
        "talks": list(talks_without_slides(workshop)),
        "recordings": without_recording(workshop),
    }
