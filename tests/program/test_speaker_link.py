"""A speaker's link: she mends what the program says of her, without an account."""

import io
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from program.invitations import end_links, invite
from program.models import Material
from tests.adminforms import change_page, edit, sent
from tests.factories import make_file, make_material, make_member, make_slot, make_speaker
from tests.pdfs import paper
from workshop.models import ActionLink, Change, Message, Workshop
from workshop.queue import work_once

pytestmark = pytest.mark.django_db
LINK = "https://slides.example.org/warm.pdf"


@pytest.fixture
def chair():
    return make_member()


@pytest.fixture
def ada(chair):
    speaker = make_speaker(chair.workshop, mail="Ada@example.org", affiliation="Bidache")
    make_slot(chair.workshop, speakers=[speaker], abstract="Why so cold?")
    return speaker


@pytest.fixture
def slot(ada):
    return ada.slots.get()


@pytest.fixture
def path(ada, chair):
    invite([ada], by=chair.user)
    return mailed_path()


def mailed_path():
    return re.search(r"/speaker/\S+/", Message.objects.first().text)[0]


def text_of(response):
    return response.content.decode()


def as_shown(response):
    """What a browser would send back of the page without any change."""
    data = {}
    for form in response.context["page"].forms:
        for field in form:
            data |= sent(field)
    return data


def save(client, path, **changes):
    named = {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(path, as_shown(client.get(path)) | named)


def of_new(slot, **fields):
    return {f"new-{slot.code}-{name}": value for name, value in fields.items()}


def upload(content=None, name="final.pdf"):
    return SimpleUploadedFile(name, content or paper())


# --- the mail ---


def test_the_mail_says_when_her_slot_is_and_what_is_missing(ada, chair):
    Workshop.objects.update(zone="Europe/Paris")
    ada.refresh_from_db()
    ada.zone = "Asia/Tokyo"
    ada.save()

    invite([ada], by=chair.user)

    text = Message.objects.get().text
    assert "Cold starts: 5 June 2030, 11:00 Europe/Paris, UTC+2 (5 June 2030, 09:00 UTC)" in text
    assert "for you 5 June 2030, 18:00 Asia/Tokyo, UTC+9" in text
    assert "Still missing: biography, portrait, slides, consent to recording." in text
    assert "until 5 August 2030" in text


def test_a_mail_to_an_address_that_has_changed_is_not_sent(ada, path, mailoutbox):
    ada.mail = "new@example.org"
    ada.save()

    while work_once("mail"):
        pass

    assert mailoutbox == []
    assert Message.objects.get().state == Message.State.CANCELLED


# --- the page ---


def test_the_page_shows_what_the_program_says_of_her_and_nothing_else(client, ada, slot, path):
    other = make_slot(ada.workshop, title="Magpie", speakers=[make_speaker(ada.workshop, "Bob")])
    make_material(slot, label="Magpie", is_approved=False)
    make_material(slot, kind="recording", label="Magpie", shown_from=timezone.now())
    make_file(other, label="Magpie")

    text = text_of(client.get(path))

    assert "Ada Boole" in text
    assert "Why so cold?" in text
    assert "Magpie" not in text
    assert "ada@example.org" not in text.lower()


def test_the_page_signs_nobody_in_and_is_kept_by_nobody(client, path):
    answers = [client.get(path), save(client, path, about__biography="She computes.")]

    for answer in answers:
        assert not answer.cookies
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
    assert not get_user(client).is_authenticated
    assert client.get("/me/").status_code == 302


def test_a_browser_that_tells_no_origin_may_save(ada, path):
    strict = Client(enforce_csrf_checks=True, headers={"Origin": "null"})

    assert save(strict, path, about__biography="She computes.").status_code == 302


def test_what_is_saved_is_on_the_program_at_once(client, ada, slot, path):
    saved = save(
        client,
        path,
        about__name="Ada King",
        about__affiliation="Ockham",
        about__biography="She computes.",
        about__consents_to_recording="True",
        **{f"talk-{slot.code}-title": "Colder", f"talk-{slot.code}-abstract": "Because."},
    )

    text = text_of(client.get(f"/{ada.workshop.slug}/program/"))
    ada.refresh_from_db()
    assert saved.url == f"{path}?saved=1"
    for word in ("Ada King", "Ockham", "She computes.", "Colder", "Because."):
        assert word in text
    assert ada.consents_to_recording is True


def test_the_trail_names_her_link(client, ada, path):
    save(client, path, about__affiliation="Ockham")

    change = Change.objects.filter(model="program.speaker").first()
    assert (change.by, change.who) == (None, "Ada Boole, speaker by link")
    assert change.fields == {"affiliation": ["Bidache", "Ockham"]}


def test_saving_without_a_change_leaves_no_line(client, path):
    before = Change.objects.count()

    save(client, path)

    assert Change.objects.count() == before


def test_only_what_is_hers_to_mend_is_taken(client, ada, slot, path):
    save(client, path, about__mail="evil@example.org", **{f"talk-{slot.code}-kind": "break"})

    ada.refresh_from_db()
    slot.refresh_from_db()
    assert (ada.mail, slot.kind) == ("Ada@example.org", "invited")


def test_a_slot_that_is_left_on_another_day_is_mended_all_the_same(client, slot, path):
    Workshop.objects.update(first_day="2030-07-01", last_day="2030-07-01")

    assert save(client, path, **{f"talk-{slot.code}-title": "Colder"}).status_code == 302


# --- slides ---


def test_a_link_is_added_and_shown_as_everyone_gets_it(client, slot, path):
    saved = save(client, path, **of_new(slot, url=LINK))

    material = slot.materials.get()
    text = text_of(client.get(saved.url))
    assert (material.kind, material.url, material.is_approved) == ("slides", LINK, True)
    assert "Open each link below once, as everyone gets it" in text
    assert f'<a href="{LINK}" rel="noopener">' in text


def test_a_file_is_added(client, slot, path):
    save(client, path, **of_new(slot, file=upload(), kind="poster"))

    material = slot.materials.get()
    assert (material.kind, material.file_type) == ("poster", "pdf")
    with material.file.open() as file:
        assert file.read() == paper()
    assert Change.objects.filter(model="program.material", page=f"program.slot:{slot.pk}")


def test_a_link_and_a_file_that_are_sent_twice_are_added_once(client, slot, path):
    page = as_shown(client.get(path))
    for _press in range(2):
        client.post(path, page | of_new(slot, url=LINK))
        client.post(path, page | of_new(slot, file=upload()))

    assert sorted(slot.materials.values_list("url", flat=True)) == ["", LINK]


def test_another_file_of_the_same_size_is_added(client, slot, path):
    page = as_shown(client.get(path))
    for letter in (b"a", b"b"):
        client.post(path, page | of_new(slot, file=upload(paper() + b"%" + letter)))

    assert slot.materials.count() == 2


def test_a_mistyped_link_is_named_and_nothing_typed_is_lost(client, slot, path):
    refused = save(
        client, path, about__biography="She computes.", **of_new(slot, url=f"https://{LINK}")
    )

    text = text_of(refused)
    assert f"It begins with http twice. Write {LINK}" in text
    assert "She computes." in text
    assert not slot.materials.exists()


def test_a_file_that_is_not_taken_keeps_the_typed_text(client, ada, slot, path):
    refused = save(
        client, path, about__biography="She computes.", **of_new(slot, file=upload(b"<html>"))
    )

    assert "This is no PDF" in text_of(refused)
    assert "She computes." in text_of(refused)


@pytest.mark.parametrize("is_large", [False, True])
def test_a_file_is_kept_while_something_else_is_mended(client, slot, path, is_large, monkeypatch):
    if is_large:  # which the server stores on its way in, and moves from there
        monkeypatch.setattr(settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 0)
    refused = save(client, path, about__name="", **of_new(slot, file=upload()))
    token = re.search(r'file-kept" value="([^"]+)"', text_of(refused))[1]

    again = as_shown(refused) | of_new(slot, **{"file-kept": token}) | {"about-name": "Ada"}
    saved = client.post(path, again)

    assert "Write your name." in text_of(refused)
    assert "Kept, not saved yet: final.pdf" in text_of(refused)
    assert saved.status_code == 302
    with slot.materials.get().file.open() as file:
        assert file.read() == paper()


def test_a_large_file_survives_a_stale_save(client, slot, ada, path, monkeypatch):
    monkeypatch.setattr(settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 0)
    opened = as_shown(client.get(path))
    type(ada).objects.update(affiliation="Meanwhile")

    typed = {"about-affiliation": "Ockham"} | of_new(slot, file=upload())
    refused = client.post(path, opened | typed)

    assert "Kept, not saved yet: final.pdf" in text_of(refused)


def test_a_stored_link_is_mended(client, slot, path):
    material = make_material(slot)

    save(client, path, **{f"material-{material.code}-url": LINK})

    assert slot.materials.get().url == LINK


def test_a_stored_material_is_taken_away_even_where_its_address_is_wrong(client, slot, path):
    material = make_material(slot, url="http://localhost/slides.pdf")
    prefix = f"material-{material.code}"

    saved = save(client, path, **{f"{prefix}-is_removed": "on"})

    assert saved.status_code == 302
    assert not slot.materials.exists()
    assert Change.objects.filter(model="program.material", action="removed").exists()


def test_no_recording_is_added_by_her(client, slot, path):
    refused = save(client, path, **of_new(slot, kind="recording", url=LINK))

    assert refused.status_code == 200
    assert not slot.materials.exists()


def test_a_material_of_another_slot_is_not_hers(client, ada, slot, path):
    other = make_material(make_slot(ada.workshop, title="Not hers"))

    prefix = f"material-{other.code}"
    save(client, path, **{f"{prefix}-url": LINK, f"{prefix}-is_removed": "on"})

    assert Material.objects.get(pk=other.pk).url == other.url


# --- stale saves ---


def test_a_stale_save_is_refused_with_both_texts_and_the_next_is_deliberate(client, ada, path):
    opened = as_shown(client.get(path))
    type(ada).objects.update(affiliation="Meanwhile")

    refused = client.post(path, opened | {"about-affiliation": "Ockham"})
    ada.refresh_from_db()
    stored = ada.affiliation
    saved = client.post(path, as_shown(refused))
    ada.refresh_from_db()

    assert "Affiliation as stored: Meanwhile" in text_of(refused)
    assert "Ockham" in text_of(refused)
    assert (stored, saved.status_code, ada.affiliation) == ("Meanwhile", 302, "Ockham")


def test_a_stale_abstract_keeps_back_the_whole_page(client, ada, slot, path):
    opened = as_shown(client.get(path))
    type(slot).objects.update(abstract="Meanwhile")

    typed = {f"talk-{slot.code}-abstract": "Because.", "about-biography": "She computes."}
    refused = client.post(path, opened | typed)

    ada.refresh_from_db()
    assert "Abstract as stored: Meanwhile" in text_of(refused)
    assert ada.biography == ""


def test_what_was_moved_meanwhile_is_no_reason_to_refuse(client, slot, path):
    opened = as_shown(client.get(path))
    later = slot.starts_at + timedelta(hours=1)
    type(slot).objects.update(starts_at=later, ends_at=None)

    saved = client.post(path, opened | {f"talk-{slot.code}-title": "Colder"})

    slot.refresh_from_db()
    assert (saved.status_code, slot.title, slot.starts_at) == (302, "Colder", later)


def test_what_was_typed_for_a_slot_that_is_gone_is_given_back(client, slot, path):
    opened = as_shown(client.get(path))
    slot.delete()

    answer = client.post(path, opened | {f"talk-{slot.code}-abstract": "Because it is."})

    assert "taken off the program while you had it open" in text_of(answer)
    assert "Because it is." in text_of(answer)


# --- opened, expired, ended ---


def test_what_came_meanwhile_is_left_as_it_is(client, ada, slot, path):
    make_file(slot)
    page = as_shown(client.get(path))
    link = make_material(slot)
    other = make_slot(ada.workshop, title="Warm ends", abstract="Twice?", speakers=[ada])

    answer = client.post(path, page | {"about-biography": "She computes."}, follow=True)

    ada.refresh_from_db()
    other.refresh_from_db()
    assert "Saved." in text_of(answer)
    assert (ada.biography, other.title, other.abstract) == ("She computes.", "Warm ends", "Twice?")
    assert Material.objects.get(pk=link.pk).url == link.url


def test_opening_is_noted_by_the_browser_and_not_by_what_fetches_the_page(client, path):
    client.get(path)
    fetched = ActionLink.objects.get().opened_at
    told = client.post(path, {"opened": "1"})

    assert (fetched, told.status_code) == (None, 204)
    assert ActionLink.objects.get().opened_at


def test_the_link_opens_until_sixty_days_after_the_event(ada, path):
    link = ActionLink.objects.get()

    assert link.expires_at == ada.workshop.over_at + timedelta(days=60)


def test_a_link_opens_as_often_as_she_likes_and_beside_a_reminder(client, ada, path, chair):
    ActionLink.objects.update(created_at=timezone.now() - timedelta(days=2))
    invite([ada], by=chair.user)

    assert mailed_path() != path
    assert [client.get(one).status_code for one in (path, path, mailed_path())] == [200] * 3


def test_an_expired_link_offers_a_fresh_one_to_the_same_address(client, path):
    opened = as_shown(client.get(path))
    past = timezone.now() - timedelta(days=1)
    ActionLink.objects.update(expires_at=past, created_at=past)

    expired = client.post(path, opened | {"about-biography": "She computes all day long."})
    renewed = client.post(path, {"renew": "1"})

    assert expired.status_code == 410
    assert "She computes all day long." in text_of(expired)
    assert "A fresh link is on its way to the same address" in text_of(renewed)
    assert Message.objects.first().recipient == "ada@example.org"
    assert client.get(mailed_path()).status_code == 200


def test_a_fresh_link_opens_long_after_the_event_too(client, ada, path):
    Workshop.objects.update(first_day="2020-01-01", last_day="2020-01-01")
    past = timezone.now() - timedelta(days=1)
    ActionLink.objects.update(expires_at=past, created_at=past)

    client.post(path, {"renew": "1"})

    assert client.get(mailed_path()).status_code == 200


@pytest.mark.parametrize("how", ["ended", "mail", "speaker"])
def test_a_link_that_was_ended_opens_no_more_and_is_not_renewed(client, ada, chair, path, how):
    if how == "ended":
        end_links(ada, by=chair.user)
    elif how == "mail":
        client.force_login(chair.user)
        edit(client, change_page(ada), mail="")
        edit(client, change_page(ada), mail="ada@example.org")
        client.logout()
    else:
        ada.delete()

    answers = [client.get(path), client.post(path, {"renew": "1"})]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert "It was ended." in text_of(answers[0])
    assert Message.objects.count() == 1


def test_the_pages_of_other_links_do_not_take_it(client, path):
    assert client.get(path.replace("speaker", "links")).status_code == 404
    assert client.get("/speaker/made-up/").status_code == 404


def test_her_zone_is_told_on_the_page(client, ada, slot, path):
    save(client, path, about__zone="Asia/Tokyo")

    local = slot.starts_at.astimezone(ZoneInfo("Asia/Tokyo"))
    assert f"for you 5 June, {local:%H:%M}, Asia/Tokyo" in text_of(client.get(path))


def portrait(colour="teal", side=300):
    content = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(content, "PNG")
    return SimpleUploadedFile("me.png", content.getvalue(), "image/png")


def test_she_sends_her_portrait_which_everyone_sees_at_once(client, ada, path):
    data = as_shown(client.get(path)) | {"portrait-upload": portrait()}

    answer = client.post(path, data)

    ada.refresh_from_db()
    assert answer.status_code == 302
    program = client.get(f"/{ada.workshop.slug}/program/").content.decode()
    assert f"pictures/{ada.picture}-96.webp" in program
    assert ada.biography == ""
    change = Change.objects.filter(model="program.speaker").latest("pk")
    assert (change.by, change.via) == (None, "Ada Boole, speaker by link")


def test_a_picture_that_is_none_is_refused_and_all_she_typed_stays(client, ada, path):
    bad = SimpleUploadedFile("me.png", b"no picture")
    data = as_shown(client.get(path)) | {"about-biography": "Typed.", "portrait-upload": bad}

    text = text_of(client.post(path, data))

    assert "This is no picture that we read." in text
    assert "Typed." in text
    ada.refresh_from_db()
    assert ada.picture == ""


def test_a_good_picture_is_kept_while_something_else_is_mended(client, ada, path):
    data = as_shown(client.get(path)) | {"about-name": "", "portrait-upload": portrait()}
    refused = client.post(path, data)
    assert "it need not be chosen again" in text_of(refused)

    again = as_shown(refused) | {"about-name": "Ada Boole"}
    again["portrait-waits"] = refused.context["page"].portrait["waits"].value()
    assert client.post(path, again).status_code == 302

    ada.refresh_from_db()
    assert ada.picture


def test_she_takes_her_portrait_off(client, ada, path):
    client.post(path, as_shown(client.get(path)) | {"portrait-upload": portrait()})

    client.post(path, as_shown(client.get(path)) | {"portrait-drop": "on"})

    ada.refresh_from_db()
    assert ada.picture == ""


# --- her files, while the workshop is hidden ---


@pytest.fixture
def hidden(chair, path):
    """The link was mailed before."""
    Workshop.objects.filter(pk=chair.workshop_id).update(is_public=False)
    return chair.workshop


def test_she_opens_her_file_while_the_workshop_is_hidden(client, slot, path, hidden):
    file = make_file(slot)
    html = text_of(client.get(path))

    addresses = set(re.findall(rf'href="([^"]*{file.code}/)"', html))

    assert addresses == {f"{path}materials/{file.code}/"}
    assert "For you alone, until the workshop is public:" in html
    opened = client.get(addresses.pop())
    assert opened.getvalue() == paper()
    assert opened["Referrer-Policy"] == "no-referrer"
    assert "no-store" in opened["Cache-Control"]
    assert client.get(file.get_absolute_url()).status_code == 404


def test_once_it_is_public_her_page_leads_to_what_everyone_gets(client, slot, path):
    file = make_file(slot)

    assert f'href="{file.get_absolute_url()}"' in text_of(client.get(path))


def test_her_link_opens_no_file_of_others_nor_recordings(client, chair, slot, path, hidden):
    others = make_file(make_slot(chair.workshop, title="Warm ends"))
    recording = make_file(slot, kind="recording", shown_from=timezone.now())
    waiting = make_file(slot, is_approved=False)

    for file in (others, recording, waiting):
        assert client.get(f"{path}materials/{file.code}/").status_code == 404


def test_a_link_that_has_ended_opens_no_file(client, ada, chair, slot, path, hidden):
    file = make_file(slot)
    end_links(ada, by=chair.user)

    assert client.get(f"{path}materials/{file.code}/").status_code == 404
    assert client.get(f"/speaker/unknown/materials/{file.code}/").status_code == 404
