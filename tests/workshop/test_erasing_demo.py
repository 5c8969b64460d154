"""People of the demonstration: what they are told, and what is left of whom is erased."""

import json
import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from submissions.models import Author
from tests.factories import make_member
from tests.workshop.test_invariants import run
from workshop.demo import ROLES
from workshop.models import User, Workshop
from workshop.privacy.erasing import erase_person
from workshop.privacy.mydata import told_parts
from workshop.privacy.parts import addresses_of

pytestmark = pytest.mark.django_db
# Where a name stays, as the page says before: on what was sent in, in mails to others, in texts.
NAMED = {
    "submissions.Author.name",
    "submissions.Edit.fields",
    "submissions.Manuscript.facts",
    "workshop.Message.body",
    "workshop.Message.subject",
    "program.Contribution.authors",
    "program.Slot.chaired_by",
    "workshop.Workshop.organisers",
    "workshop.Workshop.committee",
}
# Where an address stays: in a PDF that was sent in, in mails to others, as a workshop's contact.
ADDRESSED = {
    "submissions.Manuscript.facts",
    "submissions.BlindCopy.left",
    "workshop.Message.body",
    "workshop.Workshop.contact",
}


def columns_with(word):
    """{"app.Model.field", …} of the whole database that hold a word, not as part of another."""
    whole = re.compile(rf"(?<![\w.]){re.escape(word)}(?!\w)", re.IGNORECASE)
    return {
        f"{model._meta.label}.{field.attname}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if any(
            whole.search(str(value))
            for value in model._base_manager.values_list(field.attname, flat=True)
        )
    }


def test_an_erasure_leaves_no_address_and_no_name_but_where_it_says(capsys):
    call_command("demo", phase="decided")
    for workshop in Workshop.objects.all():
        make_member(workshop)  # or its only chair would have to hand over
    author = Author.objects.exclude(submission__status="draft").first()
    people = {mail: name for name, mail in ROLES.values()} | {author.mail: author.name}
    for mail, name in people.items():
        with transaction.atomic():
            erase_person(User.objects.filter(email=mail).first() or User.objects.create(email=mail))

            assert columns_with(mail) <= ADDRESSED, mail
            assert columns_with(name) <= NAMED, name
    assert run(capsys)[0] == 0


def test_nobody_of_the_demonstration_is_told_another_s_address():
    """What they have typed themselves, such as whom they would not review, is theirs."""
    call_command("demo", phase="decided")
    mails = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
    typed = {"profile_lines", "letters", "letter_drafts"}

    for user in User.objects.all():
        told = {name: part for name, part in told_parts(user).items() if name not in typed}
        found = set(mails.findall(json.dumps(told, cls=DjangoJSONEncoder).lower()))

        assert "account" in told
        assert found <= addresses_of(user), user.email
