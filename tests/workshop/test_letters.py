"""Writing to people: seen first, sent once, stopped, cancelled where the reason is gone."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    make_key_date,
    make_letter,
    make_member,
    make_submission,
    make_topic,
    make_user,
)
from workshop.digests import NotSeen
from workshop.letters import (
    Nobody,
    about_date,
    digest_of,
    discard_draft,
    mails_of,
    recipients_of,
    send_letter,
    stop_letter,
)
from workshop.mailtexts import MOST_TESTS
from workshop.models import Letter, Message
from workshop.moves import moves_of
from workshop.outbox import cancel, send_again
from workshop.queue import work_once
from workshop.trail import record, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    make_member(cast.workshop, user=make_user("bo@example.org", name="Bo"))
    return make_letter(cast.workshop, by=cast.chair, state=Letter.State.DRAFT)


def seen(letter, by):
    return digest_of(letter, mails_of(letter, recipients_of(letter, seen_by=by)))


def send(letter, by, **more):
    letter.refresh_from_db()
    return send_letter(letter, by=by, seen=seen(letter, by), **more)


def deliver_all():
    while work_once("mail"):
        pass


def test_each_gets_one_mail_of_their_own_and_a_second_press_sends_nothing(cast, draft):
    assert [send(draft, cast.chair), send(draft, cast.chair)] == [2, 0]

    deliver_all()

    assert sorted(one.to[0] for one in mail.outbox) == sorted([cast.chair.email, "bo@example.org"])
    assert {one.by for one in Message.objects.all()} == {cast.chair}
    assert "Dear Bo" in next(one.body for one in mail.outbox if one.to == ["bo@example.org"])


def test_who_is_left_out_gets_nothing(cast, draft):
    assert send(draft, cast.chair, left_out={cast.chair.email}) == 1

    assert [one.recipient for one in Message.objects.all()] == ["bo@example.org"]


def test_what_has_changed_since_it_was_shown_is_not_sent(cast, draft):
    shown = seen(draft, cast.chair)
    make_member(cast.workshop, user=make_user("cy@example.org"))

    with pytest.raises(NotSeen):
        send_letter(draft, by=cast.chair, seen=shown)

    draft.refresh_from_db()
    assert draft.is_draft
    assert not Message.objects.exists()


def test_with_nobody_left_it_stays_a_draft(cast, draft):
    with pytest.raises(Nobody):
        send(draft, cast.chair, left_out={cast.chair.email, "bo@example.org"})
    Letter.objects.update(group="authors_rejected")
    with pytest.raises(Nobody):
        send(draft, cast.chair)

    draft.refresh_from_db()
    assert draft.is_draft


def test_one_whose_time_moved_or_has_gone_by_is_looked_at_again(cast, draft):
    shown = seen(draft, cast.chair)
    Letter.objects.update(due_at=timezone.now() + timedelta(hours=5))
    with pytest.raises(NotSeen):
        send_letter(draft, by=cast.chair, seen=shown)

    Letter.objects.update(due_at=timezone.now() - timedelta(hours=5))

    with pytest.raises(NotSeen):
        send(draft, cast.chair)


@pytest.mark.parametrize("loss", ["role", "account"])
def test_one_that_waits_is_cancelled_once_its_writer_is_no_chair(cast, draft, loss):
    other = make_member(cast.workshop).user
    Letter.objects.update(by=other)
    send(draft, other)
    cast.workshop.memberships.filter(user=other).delete()
    if loss == "account":
        other.delete()

    deliver_all()

    assert mail.outbox == []
    assert {one.state for one in Message.objects.all()} == {"cancelled"}


def test_a_mail_sent_again_keeps_its_time_and_who_wrote_it(cast, draft):
    at = timezone.now() + timedelta(hours=5)
    Letter.objects.update(due_at=at)
    send(draft, cast.chair)
    cancel(Message.objects.all(), by=cast.chair)

    assert send_again(Message.objects.all(), by=make_member(cast.workshop).user) == 2

    assert {(one.due_at, one.by) for one in Message.objects.all()} == {(at, cast.chair)}


def test_a_stopped_letters_mails_are_not_sent_again(cast, draft):
    send(draft, cast.chair)
    stop_letter(draft, by=cast.chair)

    assert send_again(Message.objects.all(), by=cast.chair) == 0


def test_one_for_later_waits_and_can_be_stopped(cast, draft):
    Letter.objects.update(due_at=timezone.now() + timedelta(hours=5))
    send(draft, cast.chair)
    deliver_all()
    assert mail.outbox == []

    assert stop_letter(draft, by=cast.chair) == 2

    Message.objects.update(due_at=timezone.now())
    deliver_all()
    assert mail.outbox == []
    assert {one.state for one in Message.objects.all()} == {"cancelled"}


def test_who_left_the_group_meanwhile_gets_nothing(cast, draft):
    send(draft, cast.chair)
    cast.workshop.memberships.filter(user__email="bo@example.org").delete()

    deliver_all()

    assert [one.to for one in mail.outbox] == [[cast.chair.email]]
    assert Message.objects.get(recipient="bo@example.org").state == "cancelled"


def test_one_that_tells_of_a_date_is_cancelled_once_that_moves_again(cast, draft):
    date = make_key_date(cast.workshop)
    Letter.objects.update(about=about_date(date))
    draft.refresh_from_db()
    send(draft, cast.chair)
    date.at += timedelta(days=1)
    date.save()

    deliver_all()

    assert mail.outbox == []
    assert {one.purpose for one in Message.objects.all()} == {"moved"}


def test_a_moved_date_is_suggested_until_people_were_told(cast):
    date = make_key_date(cast.workshop)
    old, before = date.at, snapshot(date)
    date.at += timedelta(days=7)
    date.save()
    record(date, by=cast.chair, workshop=cast.workshop, before=before)

    [move] = moves_of(cast.workshop)
    assert (move.date, move.old, move.group) == (date, old, "authors_open")

    make_letter(cast.workshop, by=cast.chair, about=about_date(date))
    assert moves_of(cast.workshop) == []


# --- the pages ---


def fields(**more):
    return {
        "key": uuid.uuid4(),
        "window": uuid.uuid4(),
        "group": "chairs",
        "subject": "Tonight",
        "body": "Dear {name},\n\nat nine.",
    } | more


def write(client, cast, **more):
    return client.post(reverse("write_letter", args=[cast.workshop.slug]), fields(**more))


def test_its_time_is_typed_and_shown_in_the_workshops_zone(client, cast, chair_signed_in):
    cast.workshop.zone = "Asia/Tokyo"
    cast.workshop.save()
    tomorrow = timezone.now().astimezone(cast.workshop.tz) + timedelta(days=1)

    answer = write(client, cast, due_at=f"{tomorrow:%Y-%m-%d}T09:00")

    letter = Letter.objects.get()
    assert letter.due_at.astimezone(cast.workshop.tz).hour == 9
    again = client.get(f"{reverse('write_letter', args=[cast.workshop.slug])}?draft={letter.code}")
    assert f'value="{tomorrow:%Y-%m-%d}T09:00"' in again.content.decode()
    assert "09:00 JST" in client.get(answer.url).content.decode()


def test_a_letter_of_a_date_that_moved_while_it_was_written_is_given_back(
    client, cast, chair_signed_in
):
    date = make_key_date(cast.workshop)
    before = about_date(date)
    assert write(client, cast, about=before).status_code == 302
    date.at += timedelta(days=1)
    date.save()

    page = write(client, cast, about=before, body="Typed with care.").content.decode()

    assert "The date has moved again." in page
    assert "Typed with care." in page
    assert Letter.objects.count() == 1


def test_a_letter_is_written_looked_at_and_sent(client, cast, chair_signed_in):
    preview = client.get(write(client, cast).url)
    assert "1 person" in preview.content.decode()
    assert not Message.objects.exists()

    form = {"send": "1", "seen": preview.context["seen"]}
    told = client.post(preview.request["PATH_INFO"], form, follow=True).content.decode()

    assert "1 mail is queued." in told
    assert Message.objects.get().subject == "Tonight"


def test_the_form_sent_twice_is_one_draft(client, cast, chair_signed_in):
    key = uuid.uuid4()

    first, second = write(client, cast, key=key), write(client, cast, key=key)

    assert first.url == second.url
    assert Letter.objects.count() == 1


def form_of(client, cast, draft):
    """The fields of the form as a browser opens it with that draft."""
    page = client.get(f"{reverse('write_letter', args=[cast.workshop.slug])}?draft={draft.code}")
    form = page.context["form"]
    return {field.html_name: field.value() or "" for field in form}


def test_of_two_windows_on_a_draft_the_second_is_told_and_both_texts_stay(
    client, cast, draft, chair_signed_in
):
    one, other = form_of(client, cast, draft), form_of(client, cast, draft)
    assert write(client, cast, **one | {"body": "From one."}).status_code == 302

    page = write(client, cast, **other | {"body": "From the other."})

    draft.refresh_from_db()
    assert draft.body == "From one."
    assert "Text as stored: From one." in page.content.decode()
    assert "From the other." in page.content.decode()
    again = {field.html_name: field.value() or "" for field in page.context["form"]}
    assert write(client, cast, **again).status_code == 302
    draft.refresh_from_db()
    assert draft.body == "From the other."


def test_the_same_window_mends_what_it_has_written_however_often(client, cast, chair_signed_in):
    typed = fields()
    for body in ("One.", "Two.", "Three."):
        assert write(client, cast, **typed | {"body": body}).status_code == 302

    assert Letter.objects.get().body == "Three."


def test_a_refused_save_says_all_that_differs(client, cast, draft, chair_signed_in):
    typed = form_of(client, cast, draft)
    at = timezone.now() + timedelta(days=9)
    other = form_of(client, cast, draft) | {"group": "reviewers", "due_at": f"{at:%Y-%m-%dT%H:%M}"}
    write(client, cast, **other)

    page = write(client, cast, **typed | {"body": "Mine."}).content.decode()

    assert "To as stored: All reviewers" in page
    assert f"Send at as stored: {at:%d.%m.%Y}" in page
    assert "Topic as stored" not in page


def test_people_are_told_of_a_moved_date_once(client, cast, draft, chair_signed_in):
    date = make_key_date(cast.workshop)
    Letter.objects.update(about=about_date(date))
    other = make_letter(
        cast.workshop, by=cast.chair, state=Letter.State.DRAFT, about=about_date(date)
    )
    draft.refresh_from_db()
    send(draft, cast.chair)

    shown = client.get(other.get_absolute_url()).context["seen"]
    told = client.post(other.get_absolute_url(), {"send": "1", "seen": shown}, follow=True)

    assert "These people were told of this date already." in told.content.decode()
    assert not other.messages.exists()


def test_a_test_is_of_the_mail_that_is_shown(client, cast, draft, chair_signed_in):
    answer = client.post(draft.get_absolute_url(), {"test": "bo@example.org"})

    assert "Dear Bo" in Message.objects.get(purpose="test").body
    assert answer.url.endswith("?who=bo%40example.org")


def test_one_discarded_meanwhile_is_not_sent_and_nothing_breaks(cast, draft):
    shown = seen(draft, cast.chair)
    Letter.objects.all().delete()

    assert send_letter(draft, by=cast.chair, seen=shown) == 0


def test_what_is_typed_into_a_letter_that_was_sent_becomes_another(
    client, cast, draft, chair_signed_in
):
    typed = form_of(client, cast, draft) | {"body": "One thing more."}
    send(draft, cast.chair)

    page = write(client, cast, **typed)
    again = {field.html_name: field.value() or "" for field in page.context["form"]}

    assert "What you typed is below" in page.content.decode()
    assert write(client, cast, **again).status_code == 302
    assert sorted(Letter.objects.values_list("state", "body")) == [
        ("draft", "One thing more."),
        ("queued", "Dear {name}"),
    ]


def test_the_key_of_somebody_elses_letter_begins_another(client, cast, draft):
    other = make_member(cast.workshop).user
    client.force_login(other)

    page = write(client, cast, key=draft.key)

    assert page.status_code == 200
    assert page.context["form"]["key"].value() != str(draft.key)
    draft.refresh_from_db()
    assert draft.by == cast.chair


def test_who_is_left_out_stays_so_whatever_is_pressed(client, cast, draft, chair_signed_in):
    address, out = draft.get_absolute_url(), {"left_out": ["BO@example.org"]}

    shown = client.post(address, {"who": cast.chair.email} | out, follow=True)
    assert [one[0].mail for one in shown.context["mails"]] == [cast.chair.email]
    assert shown.context["count"] == 1
    for act in ("test", "edit", "send"):
        client.post(address, {act: "1", "seen": "not that"} | out)
        assert client.get(address).context["count"] == 1

    assert 'value="bo@example.org" checked' in client.get(address).content.decode()


def test_a_draft_that_was_sent_meanwhile_is_not_discarded(client, cast, draft, chair_signed_in):
    send(draft, cast.chair)

    assert discard_draft(draft) is False

    assert Letter.objects.filter(pk=draft.pk).exists()
    assert discard_draft(make_letter(cast.workshop, by=cast.chair, state=Letter.State.DRAFT))


def test_more_tests_than_one_reads_are_refused(client, cast, draft, chair_signed_in):
    for _number in range(MOST_TESTS):
        client.post(draft.get_absolute_url(), {"test": "1"})

    told = client.post(draft.get_absolute_url(), {"test": "1"}, follow=True).content.decode()

    assert "Ten tests within a minute are enough." in told
    assert Message.objects.filter(purpose="test").count() == MOST_TESTS


def test_an_unknown_placeholder_is_refused_with_the_known_ones_and_the_text_stays(
    client, cast, chair_signed_in
):
    page = write(client, cast, body="Dear {nmae}, {titles}").content.decode()

    assert "There is no placeholder {nmae}, {titles} here. Known are: {name}, {my_page}" in page
    assert "Dear {nmae}, {titles}" in page
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"group": "everybody"},
        {"due_at": "2001-01-01T10:00"},
        {"due_at": "soon"},
        {"subject": ""},
        {"key": "7"},
        {"body": " "},
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_kept(client, cast, chair_signed_in, bad):
    answer = write(client, cast, **bad)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Letter.objects.exists()


def test_a_topic_narrows_authors_alone(client, cast, chair_signed_in):
    topic = make_topic(cast.workshop)
    about, _other = make_submission(cast.workshop), make_submission(cast.workshop)
    about.topics.add(topic)

    refused = write(client, cast, topic=topic.pk)
    assert "This group has no topics" in refused.content.decode()
    preview = client.get(write(client, cast, group="authors_submitted", topic=topic.pk).url)

    assert [person.mail for person in preview.context["people"]] == [about.submitter.email]


def test_a_draft_is_its_writers_alone(client, cast, draft):
    other = make_member(cast.workshop).user
    client.force_login(other)

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.post(draft.get_absolute_url(), {"discard": "1"}).status_code == 404
    assert Letter.objects.filter(pk=draft.pk).exists()


def test_another_workshops_letter_is_not_there(client, cast, draft):
    client.force_login(cast.other_chair)

    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_test_goes_to_the_writer_alone(client, cast, draft, chair_signed_in):
    client.post(draft.get_absolute_url(), {"test": "1"})

    [message] = Message.objects.all()
    assert (message.recipient, message.purpose) == (cast.chair.email, "test")
    assert message.subject == "[Test] To all of you"
    draft.refresh_from_db()
    assert draft.is_draft
