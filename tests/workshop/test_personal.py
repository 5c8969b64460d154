"""The parts in which is told what is kept of people: none is forgotten."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from workshop.models import User
from workshop.privacy.parts import parts

PERSONAL = re.compile(
    r"(^|_)(mail|email|name|names|affiliation|orcid|authors|people|organisers|committee|via|ip"
    r"|user_agent|contact|recipient|institutions|reason|chaired_by|session_data)$"
)
HOLDERS = (models.EmailField, models.FileField, models.JSONField)
# What looks like it and holds nothing of a person.
OF_NOBODY = {
    "Workshop.name": "of an event",
    "Topic.name": "of a theme",
    "Room.name": "of a room",
    "Logo.name": "of an organisation",
    "Logo.picture_original": "of an organisation",
    "Feature.picture_original": "of an event, with its text chosen by organisers",
    "Criterion.name": "of a criterion",
    "Label.name": "of a label",
    "Competition.name": "of a competition",
    "Competition.cpu_name": "of a machine",
    "Competition.gpu_name": "of a machine",
    "Award.name": "of an award",
    "Permission.name": "of a right",
    "Permission.codename": "of a right",
    "Group.name": "of a group of rights",
    "Closing.counts": "how many rows were removed",
    "Opening.slices": "ranges of accuracy",
    "Opening.reason": "of a change of the rules, read by everybody",
    "Outage.reason": "what a mail server has answered",
    "Entry.reason": "of a judgement, on the entry",
    "Manuscript.override_reason": "of a judgement, on the PDF",
    "Edit.reason": "of a change that a chair made, on its texts",
    "Conflict.lift_reason": "of lifting a conflict, on that conflict",
    "DecisionChange.more": "notes and labels of a decision",
    "Shift.moved": "times of slots",
}
# Where sign-in with ORCID is configured.
OF_AN_OPTION = {"SocialApp.name": "of ORCID", "SocialApp.settings": "of ORCID"}

APPS = ("workshop", "submissions", "reviews", "competition", "program")
OF_NO_STORE = {"matching"}  # the key of a job


def leads_to_somebody(field):
    if field.is_relation:
        return field.related_model is User
    texts = isinstance(field, models.CharField | models.TextField)
    return isinstance(field, HOLDERS) or (texts and bool(PERSONAL.search(field.name)))


def test_no_field_that_leads_to_a_person_is_forgotten():
    claimed = set().union(*(part.claims for part in parts().values()))
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if leads_to_somebody(field)
    }
    forgotten = {
        path for path in found - claimed if path.partition(".")[2] not in OF_NOBODY | OF_AN_OPTION
    }
    assert forgotten == set()


def test_what_holds_nothing_of_a_person_is_there():
    known = {
        f"{model._meta.object_name}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
    }
    assert OF_NOBODY.keys() <= known


def test_each_part_claims_fields_that_exist():
    for part in parts().values():
        for path in part.claims:
            label, _dot, name = path.rpartition(".")
            try:
                apps.get_model(label)._meta.get_field(name)
            except (FieldDoesNotExist, LookupError):
                pytest.fail(f"{path} of “{part.label}”")


def test_each_part_says_why_and_how_long_and_what_becomes_of_it(cast):
    for name, part in parts().items():
        assert all([part.label, part.why, part.kept]), name
        if part.rows(cast.stranger):
            assert any([part.erase, part.stays]), name


def test_no_folder_of_the_file_store_is_forgotten():
    """Each is the first word of a path that some module of ours stores under."""
    claimed = {folder for part in parts().values() for folder in part.folders}
    sources = [path for app in APPS for path in (settings.BASE_DIR / app).rglob("*.py")]
    found = {folder for path in sources for folder in folders_in(path.read_text())}
    assert {"manuscripts", "imports", "public/pictures"} <= found
    assert found - OF_NO_STORE <= claimed


def folders_in(source):
    stored = re.findall(r'(?:return|path =) f"([a-z-]+)/\{', source)
    named = re.findall(r"^(?:FOLDER|SHOWN, ORIGINALS, WAITING) = (.+)$", source, re.MULTILINE)
    return {*stored, *re.findall(r'"([^"]+)"', " ".join(named))}
