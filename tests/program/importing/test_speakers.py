"""Importing speakers."""

import pytest

from program.models import Speaker
from tests.factories import make_speaker, make_workshop
from tests.program.importing.sheets import SPEAKERS, do, plan
from workshop.models import Change

pytestmark = pytest.mark.django_db


def test_speakers_are_added_each_with_a_line_in_the_trail(workshop, cast):
    counts = do(workshop, "speakers", SPEAKERS, cast.chair)

    assert counts == {"add": 2, "change": 0, "same": 0, "wrong": 0}
    ada = workshop.speakers.get(name="Ada Boole")
    assert (ada.affiliation, ada.mail, ada.biography) == ("Pau", "ada@example.org", "Counts.")
    told = Change.objects.filter(model="program.speaker")
    assert [(line.name, line.action, line.by) for line in told.order_by("pk")] == [
        ("Ada Boole", "added", cast.chair),
        ("Bob Gauss", "added", cast.chair),
    ]


def test_a_known_name_is_changed_and_an_empty_cell_leaves_what_is_there(workshop, cast):
    stored = make_speaker(workshop, name="Ada Boole", affiliation="Lyon", biography="Long.")

    do(workshop, "speakers", "name,affiliation,biography\nada  boole,Pau,\n", cast.chair)

    stored.refresh_from_db()
    assert (stored.affiliation, stored.biography) == ("Pau", "Long.")
    assert Change.objects.get().fields["affiliation"] == ["Lyon", "Pau"]


def test_speakers_of_another_workshop_are_left_alone(workshop, cast):
    other = make_speaker(make_workshop(), name="Ada Boole", affiliation="Lyon")

    do(workshop, "speakers", SPEAKERS, cast.chair)

    other.refresh_from_db()
    assert other.affiliation == "Lyon"


WRONG_SPEAKERS = {
    "name,mail\nAda,nobody": "mail address: Enter a valid email address.",
    "name,affiliation\n,Pau": "name: This field cannot be blank.",
    f"name\n{'A' * 121}": "name: Ensure this value has at most 120",
    "name\nAda\nADA": "It is about the same as line 2.",
    "name,affiliation\nAda,=A1&B1": "affiliation: “=A1&B1” is a formula.",
}


@pytest.mark.parametrize("text", WRONG_SPEAKERS, ids=range(len(WRONG_SPEAKERS)))
def test_what_is_wrong_with_a_speaker_is_said(workshop, text):
    act, told, *_more = plan(workshop, "speakers", text)[-1]

    assert act == "wrong"
    assert told.startswith(WRONG_SPEAKERS[text])


def test_what_begins_like_a_formula_is_taken_as_text_and_said(workshop, cast):
    text = "name,biography\nAda,'=1+1\nBob,-ish or so\nEve,- a list\n"

    assert plan(workshop, "speakers", text) == [
        ("add",),
        ("add", "biography: “-ish or so” begins like a formula and is taken as text."),
        ("add",),
    ]
    do(workshop, "speakers", text, cast.chair)
    lives = set(Speaker.objects.values_list("biography", flat=True))
    assert lives == {"=1+1", "-ish or so", "- a list"}


def test_two_speakers_of_one_name_are_told_apart_on_their_pages(workshop):
    for _number in range(2):
        make_speaker(workshop, name="Ada Boole")

    assert plan(workshop, "speakers", "name\nAda Boole")[0][0] == "wrong"
    assert plan(workshop, "slots", "start,kind,speakers\n09:00,talk,Ada Boole")[0][0] == "wrong"
