"""Where the name of a person may stand in a line of the trail.

Anybody may take any words for a name, such as a title, a status or a setting: an erasure that
looked for them everywhere would rewrite what is not about people.
"""

from django.apps import apps

from workshop.privacy.parts import parts

TITLES = {"name", "title"}


def may_name(row, place):
    """Of a `Change`: whether that field of it, or that key of its `fields`, may name somebody."""
    model = _models().get(row.model)
    if model is None or place == "via":
        return True
    fields = {one.name: one for one in model._meta.concrete_fields}
    if place == "name":
        return all(_leads_to_people(fields[name]) for name in TITLES & fields.keys())
    return place not in fields or _leads_to_people(fields[place])


def _models():
    return {one._meta.label_lower: one for one in apps.get_models()}


def _leads_to_people(field):
    if field.is_relation:
        return field.related_model._meta.label in _people()
    return f"{field.model._meta.label}.{field.name}" in _fields_of_people()


def _people():
    return {label for part in parts().values() if part.is_named for label in part.fields}


def _fields_of_people():
    found = parts().values()
    return set().union(*(one.claims if one.is_named else one.holds for one in found))
