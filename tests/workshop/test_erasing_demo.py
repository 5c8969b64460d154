"""People of the demonstration: what they are told, and what is left of whom is erased."""

import json
import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder

from program.demo import SPEAKER_MAIL
from program.demo_texts import SPEAKERS
from program.models import Speaker
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


@pytest.fixture(scope="module", autouse=True)
def demonstration(module_db):
    call_command("demo", phase="decided", stdout=None)


def whole(word):
    """It, and not as part of another."""
    return re.compile(rf"(?<![\w.]){re.escape(word)}(?!\w)", re.IGNORECASE)


def everything_kept():
    """{"app.Model.field": all that the column holds, as one text} of the whole database."""
    kept = {}
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        rows = list(model._base_manager.values_list(*names))
        for number, name in enumerate(names):
            text = "\n".join(str(row[number]) for row in rows)
            kept[f"{model._meta.label}.{name}"] = text
    return kept


def test_nobody_of_the_demonstration_is_told_another_s_address():
    """What they have typed themselves, such as whom they would not review, is theirs."""
    mails = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
    typed = {"profile_lines", "letters", "letter_drafts"}

    for user in User.objects.all():
        told = {name: part for name, part in told_parts(user).items() if name not in typed}
        found = set(mails.findall(json.dumps(told, cls=DjangoJSONEncoder).lower()))

        assert "account" in told
        assert found <= addresses_of(user), user.email


def test_an_erasure_leaves_no_address_and_no_name_but_where_it_says(capsys):
    for workshop in Workshop.objects.all():
        make_member(workshop)  # or its only chair would have to hand over
    Speaker.objects.filter(name=SPEAKERS["orgerie"][0]).update(mail=SPEAKER_MAIL)
    author = Author.objects.exclude(submission__status="draft").first()
    people = {mail: name for name, mail in ROLES.values()} | {author.mail: author.name}
    people |= {SPEAKER_MAIL: SPEAKERS["orgerie"][0]}
    for mail, name in people.items():
        erase_person(User.objects.filter(email=mail).first() or User.objects.create(email=mail))

        kept = everything_kept()
        assert {column for column in kept if whole(mail).search(kept[column])} <= ADDRESSED, mail
        assert {column for column in kept if whole(name).search(kept[column])} <= NAMED, name
    assert run(capsys)[0] == 0
