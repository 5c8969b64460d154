"""What people add beside the program, and what is taken away again."""

from itertools import zip_longest

from django.db import transaction

from program.models import Contribution
from workshop.closing import is_closed
from workshop.models import Workshop
from workshop.trail import name_of_page, record, snapshot

MOST_OF_A_CONTRIBUTION = 20


class TooManyMaterials(Exception):
    """As many stand beside it as there may be."""


class WorkshopClosed(Exception):
    """Its authors add and take away nothing any more."""


@transaction.atomic
def add_material(material, *, is_trusted, by, via=""):
    """Store a material that a form has checked, and say so in the trail.

    Authors and speakers are trusted with their own; what others add waits until who edits the
    program approves it, where the workshop wants that. What is there already, as after a second
    press or a step back, is not added again; the caller has locked the workshop.
    """
    workshop = material.workshop
    material.is_approved = is_trusted or not workshop.approves_materials
    if there := _same(material):
        return there
    material.save()
    record(material, by=by, via=via, workshop=workshop, page=name_of_page(material.owner))
    return material


def _same(material):
    """That of its owner which says and holds the same; None where there is none."""
    fields = ("kind", "url", "label", "file_type", "size", "is_approved")
    alike = material.owner.materials.filter(**{one: getattr(material, one) for one in fields})
    return next((one for one in alike if not one.file or _holds_same(one, material)), None)


def _holds_same(one, other):
    try:
        with one.file.open() as stored, other.file.open() as sent:
            pairs = zip_longest(stored.chunks(), sent.chunks())
            return all(first == second for first, second in pairs)
    except FileNotFoundError:
        return False


@transaction.atomic
def add_of_author(contribution, material, *, by):
    """What an author puts beside a contribution. Raises Contribution.DoesNotExist once it left."""
    Workshop.objects.select_for_update().get(pk=contribution.workshop_id)
    material.contribution = Contribution.objects.get(pk=contribution.pk)
    if is_closed(contribution.workshop):
        raise WorkshopClosed
    if contribution.materials.count() >= MOST_OF_A_CONTRIBUTION:
        raise TooManyMaterials
    return add_material(material, is_trusted=True, by=by)


@transaction.atomic
def remove_material(material, *, by, via=""):
    """Its file goes with the next tidying."""
    page = name_of_page(material.owner)
    before = snapshot(material)
    about = {"workshop": material.workshop, "page": page, "before": before, "removed": True}
    record(material, by=by, via=via, **about)
    material.delete()
