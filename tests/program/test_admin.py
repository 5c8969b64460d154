"""The program is edited in the admin, within the workshops one chairs, and seen at once."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from program.models import Slot, Speaker
from tests.adminforms import change_page, edit, queries_for, shown
from tests.factories import (
    make_cast,
    make_contribution,
    make_key_date,
    make_material,
    make_member,
    make_room,
    make_slot,
    make_speaker,
    make_topic,
    make_user,
)
from tests.html import as_read
from workshop.models import Change, Workshop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


def public_text(client, workshop):
    pages = (f"/{workshop.slug}/", f"/{workshop.slug}/program/")
    return " ".join(as_read(client.get(page).content.decode()) for page in pages)


def full_slot(workshop):
    room = make_room(workshop)
    slot = make_slot(workshop, room=room, speakers=[make_speaker(workshop)])
    make_slot(workshop, room=make_room(workshop, name="Red room"), title="Warm ends")
    make_material(slot)
    return slot


PUBLIC_EDITS = {
    "workshop": lambda w: (w, {"summary": "Canary"}),
    "key date": lambda w: (
        make_key_date(w, kind="other", label="Dinner").workshop,
        {"key_dates-0-label": "Canary"},
    ),
    "topic": lambda w: (make_topic(w).workshop, {"topics-0-name": "Canary"}),
    "slot": lambda w: (full_slot(w), {"title": "Canary"}),
    "material": lambda w: (full_slot(w), {"materials-0-label": "Canary"}),
    "speaker": lambda w: (full_slot(w).speakers.get(), {"name": "Canary"}),
    "room": lambda w: (full_slot(w).room, {"name": "Canary"}),
}


@pytest.mark.parametrize("what", PUBLIC_EDITS)
def test_an_edit_of_anything_public_is_seen_on_the_next_request(client, cast, what):
    row, changes = PUBLIC_EDITS[what](cast.workshop)
    assert "Canary" not in public_text(client, cast.workshop)

    saved = edit(client, change_page(row), **changes)

    assert saved.status_code == 302, saved.context and saved.context["errors"]
    assert "Canary" in public_text(client, cast.workshop)


def test_a_speaker_put_on_a_slot_is_seen_on_the_next_request(client, cast):
    slot = make_slot(cast.workshop)
    bob = make_speaker(cast.workshop, name="Bob Canary")
    assert "Canary" not in public_text(client, cast.workshop)

    edit(client, change_page(slot), **{"appearances-0-speaker": bob.pk})

    assert "Bob Canary" in public_text(client, cast.workshop)


@pytest.mark.parametrize("model", [Slot, Speaker])
def test_what_is_deleted_is_gone_on_the_next_request(client, cast, model):
    slot = full_slot(cast.workshop)
    row = slot if model is Slot else slot.speakers.get()
    before = public_text(client, cast.workshop)

    client.post(change_page(row).replace("/change/", "/delete/"), {"post": "yes"})

    assert str(row) in before
    assert f">{row}<" not in public_text(client, cast.workshop)


def test_several_are_deleted_at_once_and_each_leaves_its_line(client, cast):
    slots = [make_slot(cast.workshop, title=f"Doomed {number}") for number in range(3)]
    assert "Doomed 1" in public_text(client, cast.workshop)

    client.post(
        reverse("admin:program_slot_changelist"),
        {
            "action": "delete_selected",
            "_selected_action": [slot.pk for slot in slots],
            "post": "yes",
        },
    )

    assert "Doomed" not in public_text(client, cast.workshop)
    assert Change.objects.filter(action="removed", model="program.slot").count() == 3


def test_a_new_slot_is_entered_in_the_zone_of_its_workshop(client, cast):
    Workshop.objects.update(zone="Asia/Tokyo")

    saved = edit(
        client,
        reverse("admin:program_slot_add"),
        kind="invited",
        title="Morning talk",
        starts_at_0="2030-06-05",
        starts_at_1="09:00",
    )

    assert saved.status_code == 302
    slot = Slot.objects.get(title="Morning talk")
    assert slot.workshop == cast.workshop
    assert slot.starts_at == datetime(2030, 6, 5, 0, 0, tzinfo=UTC)


def test_from_a_speakers_form_one_gets_to_their_page_once_there_is_one(client, cast):
    """Who stands in no slot has none."""
    slot = full_slot(cast.workshop)
    speaker = slot.speakers.get()
    assert speaker.get_absolute_url() in client.get(change_page(speaker)).content.decode()

    slot.delete()

    assert speaker.get_absolute_url() not in client.get(change_page(speaker)).content.decode()


def test_a_slot_that_ends_before_it_starts_is_refused_in_words_and_kept(client, cast):
    slot = make_slot(cast.workshop)

    refused = edit(client, change_page(slot), title="Typed with care", ends_at_1="08:00")

    text = refused.content.decode()
    assert refused.status_code == 200
    assert "The slot must end after it starts." in text
    assert "Typed with care" in text
    slot.refresh_from_db()
    assert slot.title == "Cold starts"


def test_choices_are_of_the_same_workshop(client, cast):
    own = make_speaker(cast.workshop, name="Ada Own")
    elsewhere = make_speaker(cast.other_chair.memberships.get().workshop, name="Eve Elsewhere")
    slot = make_slot(cast.workshop)

    text = client.get(change_page(slot)).content.decode()
    refused = edit(client, change_page(slot), **{"appearances-0-speaker": elsewhere.pk})

    assert own.name in text
    assert elsewhere.name not in text
    assert refused.status_code == 200
    assert not slot.speakers.exists()


def test_a_contribution_stands_in_a_slot_that_may_hold_it(client, cast):
    contribution = make_contribution(cast.workshop)
    break_, talks = make_slot(cast.workshop, kind="break"), make_slot(cast.workshop, kind="posters")

    refused = edit(client, change_page(contribution), slot=break_.pk)
    assert refused.status_code == 200
    taken = edit(client, change_page(contribution), slot=talks.pk)

    assert taken.status_code == 302
    contribution.refresh_from_db()
    assert contribution.slot == talks


def test_a_chair_of_two_workshops_is_asked_which_one(client, cast):
    second = make_cast().workshop
    second.memberships.create(user=cast.chair, role="chair")
    path = reverse("admin:program_room_add")

    asked = client.get(path).content.decode()
    saved = edit(client, f"{path}?workshop={second.pk}", name="Blue room", position="1")

    assert f"?workshop={second.pk}" in asked
    assert saved.status_code == 302
    assert [room.name for room in second.rooms.all()] == ["Blue room"]


def test_a_name_taken_in_the_workshop_is_refused_in_words(client, cast):
    make_room(cast.workshop)

    refused = edit(client, reverse("admin:program_room_add"), name="Blue room", position="1")

    assert "This workshop has a room of that name already." in refused.content.decode()


def test_the_trail_tells_who_changed_what_from_what_to_what(client, cast):
    slot = make_slot(cast.workshop)

    edit(client, change_page(slot), title="Warm starts")

    line = Change.objects.get(model="program.slot")
    assert (line.by, line.workshop, line.action) == (cast.chair, cast.workshop, "changed")
    assert line.fields == {"title": ["Cold starts", "Warm starts"]}


def test_who_chairs_a_slot_is_edited_with_a_line_in_the_trail(client, cast):
    slot = make_slot(cast.workshop)

    edit(client, change_page(slot), chaired_by="Bob Gauss (Pau)")

    assert "Chaired by Bob Gauss (Pau)" in public_text(client, cast.workshop)
    assert Change.objects.get().fields == {"chaired_by": ["", "Bob Gauss (Pau)"]}


def test_a_mail_address_is_no_name_of_who_chairs_a_slot(client, cast):
    slot = make_slot(cast.workshop)

    text = edit(client, change_page(slot), chaired_by="bob@example.org").content.decode()

    assert "Everybody reads this: write the name, and leave out the mail address." in text
    assert 'value="bob@example.org"' in text
    assert not Change.objects.exists()


def test_the_trail_tells_of_rows_inside_a_form(client, cast):
    slot = full_slot(cast.workshop)

    edit(client, change_page(slot), **{"materials-0-label": "Notes", "appearances-0-DELETE": "on"})

    told = {(line.model, line.action) for line in Change.objects.all()}
    assert told == {("program.material", "changed"), ("program.slotspeaker", "removed")}


def test_saving_without_a_change_leaves_no_line(client, cast):
    edit(client, change_page(full_slot(cast.workshop)))

    assert not Change.objects.exists()


def test_the_history_of_a_row_is_its_trail(client, cast):
    slot = make_slot(cast.workshop)
    edit(client, change_page(slot), title="Warm starts")

    text = client.get(change_page(slot).replace("/change/", "/history/")).content.decode()

    assert "Cold starts" in text
    assert "Warm starts" in text


def make_line_of_program(workshop, number):
    speaker = make_speaker(workshop, name=f"Ada {number}")
    make_slot(workshop, speakers=[speaker], room=make_room(workshop, name=f"Room {number}"))


@pytest.mark.parametrize("page", ["slot", "speaker", "room"])
def test_a_list_takes_the_same_queries_for_one_row_and_for_four(client, cast, page):
    path = reverse(f"admin:program_{page}_changelist")
    make_line_of_program(cast.workshop, 0)
    few = queries_for(client, path)

    for number in (1, 2, 3):
        make_line_of_program(cast.workshop, number)

    assert queries_for(client, path) == few < 20


def test_a_save_over_somebody_elses_is_refused_with_both_texts(client, cast):
    second = make_member(cast.workshop, user=make_user(name="Noor Haddad")).user
    slot = make_slot(cast.workshop)
    opened = shown(client.get(change_page(slot)))
    client.force_login(second)
    edit(client, change_page(slot), title="Warm starts")
    client.force_login(cast.chair)

    refused = client.post(change_page(slot), opened | {"title": "Frozen starts"})
    text = refused.content.decode()
    slot.refresh_from_db()
    assert "Noor Haddad saved this page" in text
    assert "Title as stored: Warm starts" in text
    assert 'value="Frozen starts"' in text
    assert slot.title == "Warm starts"

    client.post(change_page(slot), shown(refused))
    slot.refresh_from_db()
    assert slot.title == "Frozen starts"


def test_a_change_inside_the_form_counts_as_somebody_elses_too(client, cast):
    slot = full_slot(cast.workshop)
    opened = shown(client.get(change_page(slot)))
    slot.materials.update(label="Meanwhile")

    refused = client.post(change_page(slot), opened | {"title": "Frozen starts"})

    assert "Somebody saved this page" in refused.content.decode()


def test_a_slots_history_tells_of_its_speakers_and_materials(client, cast):
    slot = full_slot(cast.workshop)
    edit(client, change_page(slot), **{"materials-0-label": "Notes of the talk"})

    text = client.get(change_page(slot).replace("/change/", "/history/")).content.decode()

    assert "Notes of the talk" in text


def test_a_mistyped_address_of_a_material_is_named_with_what_mends_it(client, cast):
    slot = full_slot(cast.workshop)

    refused = edit(
        client, change_page(slot), **{"materials-0-url": "https://https://example.org/a.pdf"}
    )

    text = refused.content.decode()
    assert "It begins with http twice. Write https://example.org/a.pdf" in text
    assert text.count("Write https://") == 1
