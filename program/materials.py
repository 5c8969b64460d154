"""What people add beside the program, and what is taken away again."""

from django.db import transaction

from workshop.trail import name_of_page, record, snapshot


@transaction.atomic
def add_material(material, *, is_trusted, by, via=""):
    """Store a material that a form has checked, and say so in the trail.

    Authors and speakers are trusted with their own; what others add waits until who edits the
    program approves it, where the workshop wants that.
    """
    workshop = material.workshop
    material.is_approved = is_trusted or not workshop.approves_materials
    material.save()
    record(material, by=by, via=via, workshop=workshop, page=name_of_page(material.owner))
    return material


@transaction.atomic
def remove_material(material, *, by, via=""):
    """Its file goes with the next tidying."""
    page = name_of_page(material.owner)
    before = snapshot(material)
    about = {"workshop": material.workshop, "page": page, "before": before, "removed": True}
    record(material, by=by, via=via, **about)
    material.delete()
