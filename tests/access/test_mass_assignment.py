"""A field that a form does not show is not set by sending it, whoever sends it."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.forms.models import BaseModelForm
from django.urls import get_resolver

from tests.access.asking import ROUTES, answer, signed_in
from tests.access.routes import address
from tests.access.undoing import undone

pytestmark = pytest.mark.django_db
OURS = ["workshop", "submissions", "reviews", "competition", "program"]
NEVER = {"is_superuser", "is_staff", "is_active", "code", "submitter_id", "email", "verdict"}
NEVER |= {"workshop_id", "user_id", "role"}
# What a person may come to by the right button, and never by its value.
WORTH = {"status": "accepted", "state": "accepted", "outcome": "accept", "is_public": "True"}
UNSAID = {"is_superuser": "on", "is_staff": "on", "is_active": "", "code": "BBBBBBBB"}
UNSAID |= {"email": "taken@example.org", "verdict": "accept", "role": "chair", **WORTH}
SETS_THEM = {"admin:workshop_membership_change", "admin:workshop_membership_add"}


class Forms(HTMLParser):
    """[(action, {name: value})] of the forms that post, as a browser would send them unchanged."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.form, self.choice, self.text = [], None, None, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        about = dict(attributes)
        if tag == "form":
            self.form = {} if about.get("method", "").lower() == "post" else None
            if self.form is not None:
                self.forms.append((about.get("action") or "", self.form))
        elif self.form is not None:
            self._field(tag, about)

    def _field(self, tag, about):
        name = about.get("name")
        if tag == "select":
            self.choice = name
        elif tag == "option" and self.choice and "selected" in about:
            self.form[self.choice] = about.get("value", "")
        elif tag == "textarea":
            self.text = name
            self.form[name] = ""
        elif tag == "input" and name and self._is_sent(about):
            self.form[name] = about.get("value") or ("on" if "checked" in about else "")

    @staticmethod
    def _is_sent(about):
        kind = about.get("type", "text")
        return kind not in {"submit", "file", "image"} and (
            kind not in {"checkbox", "radio"} or "checked" in about
        )

    def handle_data(self, data):
        if self.text and self.form is not None:
            self.form[self.text] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.text = None
        elif tag == "form":
            self.form = None


def forms_of(page):
    if page.streaming:
        page.getvalue()  # which closes the file
    is_page = page.status_code == 200 and page["Content-Type"].startswith("text/html")
    return Forms(page.content.decode()).forms if is_page else []


def columns(model, names):
    return sorted({one.attname for one in model._meta.concrete_fields} & set(names))


def held():
    """{(model, number): what never changes, and what is worth having} of every row."""
    rows = {}
    for model in [one for app in OURS for one in apps.get_app_config(app).get_models()]:
        names = columns(model, NEVER)
        worth = columns(model, WORTH)
        for pk, *values in model.objects.values_list("pk", *names, *worth):
            own, rest = values[: len(names)], values[len(names) :]
            won = {n for n, v in zip(worth, rest, strict=True) if str(v) == WORTH[n]}
            rows[model._meta.label, pk] = dict(zip(names, own, strict=True)), won
    return rows


def gained(before, after):
    """What a row has now that it had not, and what a new row should not have."""
    for key, (own, won) in after.items():
        old_own, old_won = before.get(key, (None, set()))
        if old_own is not None and (old_own != own or won - old_won):
            yield key, own, won - old_won
        elif old_own is None and (won or own.get("is_superuser") or own.get("role") == "chair"):
            yield key, own, won


def unsaid(world, own):
    """All that the form does not have, under the names that a model may know it by."""
    other = {"workshop": world.other.pk, "user": world.stranger.pk, "author": world.stranger.pk}
    other |= {"submitter": world.stranger.pk, "by": world.stranger.pk, "submission": 1}
    everything = UNSAID | other | {f"{name}_id": value for name, value in other.items()}
    return {name: value for name, value in everything.items() if name not in own}


@pytest.fixture
def other(world):
    world.other = world.other_chair.memberships.first().workshop
    return world


@pytest.mark.parametrize("role", ["author", "reviewer", "chair", "superuser"])
def test_no_form_sets_what_it_does_not_show(other, role):
    client, sent, faults = signed_in(other, role), Counter(), {}
    for name, pattern in ROUTES.items():
        if name in SETS_THEM or name.startswith(("account_", "admin:log")):
            continue
        path = address(pattern, other.workshop, other.rows)
        for action, fields in forms_of(client.get(path)):
            before = held()
            with undone():
                got = answer(client.post(action or path, fields | unsaid(other, fields)))
                if found := list(gained(before, held())):
                    faults[name, action] = found
            sent[got] += 1

    assert faults == {}
    assert sent["→"] > 1, sent  # some were taken


def all_forms(kind=BaseModelForm):
    list(get_resolver().url_patterns)  # imports every view, and with it every form
    for one in kind.__subclasses__():
        yield from all_forms(one)
        if one.__module__.split(".")[0] in OURS and hasattr(one, "_meta") and one._meta.model:
            yield one


def test_every_form_of_a_model_names_its_fields():
    found = set(all_forms())

    assert len(found) > 15
    assert [one for one in found if one._meta.fields in (None, forms.ALL_FIELDS)] == []
    assert [one for one in found if one._meta.exclude] == []


def names_fields(one):
    own = type(one).get_fields is not admin.ModelAdmin.get_fields
    return bool(one.fields or one.fieldsets or own)


def test_every_page_of_the_admin_that_saves_names_its_fields(rf, other):
    request = rf.get("/")
    request.user = other.superuser
    pages = admin.site._registry.values()
    saving = [one for one in pages if one.has_change_permission(request)]

    assert len(saving) > 10
    assert [one for one in saving if not names_fields(one)] == []
