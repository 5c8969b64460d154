"""The texts of a workshop's mails: worded, previewed, tested, put back to the default."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import make_submission
from workshop.digests import digest_of
from workshop.mailtexts import default_of, text_of
from workshop.models import Change, MailText, Message, Workshop
from workshop.services import add_membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
SUBJECT, BODY = "Got “{title}”", "Thank you for {code}.\n\n{link}"


def address(cast, name="receipt"):
    return reverse("mail_text", args=[cast.workshop.slug, name])


def post(client, cast, act, name="receipt", **fields):
    stored = text_of(cast.workshop, name)
    fields = {"subject": SUBJECT, "body": BODY, "seen": digest_of(stored), act: "1"} | fields
    return client.post(address(cast, name), fields, follow=True)


def test_a_text_is_worded_anew_and_the_next_mail_has_it(client, cast):
    post(client, cast, "save")

    submission = make_submission(cast.workshop)

    message = Message.objects.get(purpose="receipt")
    assert message.subject == "Got “Counting joules”"
    assert f"Thank you for {submission.code}." in message.body


def test_who_changed_a_text_and_how_stands_in_the_trail(client, cast):
    post(client, cast, "save")

    change = Change.objects.get(model="workshop.mailtext")
    assert (change.by, change.fields["subject"]) == (cast.chair, [None, SUBJECT])


def test_a_preview_shows_the_mail_to_a_real_recipient_and_saves_nothing(client, cast):
    submission = make_submission(cast.workshop)

    page = post(client, cast, "preview").content.decode()

    assert f"Thank you for {submission.code}." in page
    assert f'<option value="0" selected>{submission.submitter.email}</option>' in page
    assert not MailText.objects.exists()


def test_without_a_real_one_an_example_is_shown(client, cast):
    page = client.get(address(cast)).content.decode()

    assert "received “Counting joules”" in page
    assert '<option value="0" selected>an example</option>' in page


def test_an_unknown_placeholder_is_refused_with_the_list_of_the_known(client, cast):
    page = post(client, cast, "save", body="Dear {author}").content.decode()

    assert "There is no placeholder {author} here. Known are: {title}, {code}, {link}" in page
    assert "Dear {author}" in page
    assert not MailText.objects.exists()


def test_a_text_without_what_it_is_for_is_refused(client, cast):
    page = post(client, cast, "save", name="membership", subject="A role", body="Welcome.")

    assert "Without {link} this mail is of no use" in page.content.decode()
    assert not MailText.objects.exists()


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("body", "https://evil.example/?{link}", "Give {link} a line of its own"),
        ("body", "{link}\n\n{ link }{sign_in}", "Give {link} a line of its own"),
        ("subject", "Go to {link}", "take it out of the subject"),
    ],
)
def test_what_signs_in_stands_alone_on_a_line(client, cast, field, text, told):
    fields = {"subject": "A role", "body": "Welcome.\n\n{link}", field: text}

    page = post(client, cast, "save", name="membership", **fields)

    assert told in page.content.decode()
    assert not MailText.objects.exists()


@pytest.mark.parametrize("words", ["{link}", "https://evil.example/?[[secret]]", "[[secret]]"])
def test_words_of_a_chair_never_carry_a_token_elsewhere(cast, words):
    text = {"subject": "[[secret]]", "body": f"https://evil.example/{words}\n\n{{link}}"}
    MailText.objects.create(workshop=cast.workshop, purpose="membership", **text)
    Workshop.objects.update(name="https://evil.example/[[secret]]", acronym="[[secret]]")

    add_membership(cast.workshop, mail="new@example.org", name="", role="reviewer", by=cast.chair)

    message = Message.objects.get(purpose="membership")
    lines = [line for line in message.text.splitlines() if message.secret in line]
    assert lines == [f"{settings.SITE_URL}/links/{message.secret}/"]
    assert message.secret not in message.subject


def test_a_text_that_glues_the_link_is_replaced_by_the_default(cast):
    MailText.objects.create(
        workshop=cast.workshop, purpose="membership", subject="A role", body="Sign in: {link}"
    )

    add_membership(cast.workshop, mail="new@example.org", role="reviewer", by=cast.chair)

    message = Message.objects.get(purpose="membership")
    assert f"\n{settings.SITE_URL}/links/{message.secret}/\n" in message.text


def test_the_default_is_taken_back_and_saved_without_a_row(client, cast):
    post(client, cast, "save")
    subject, body = default_of("receipt")

    shown = post(client, cast, "default").content.decode()
    assert MailText.objects.exists()
    assert "{workshop}: received “{title}”" in shown
    assert "It is not saved yet." in shown
    post(client, cast, "save", subject=subject, body=body)

    assert not MailText.objects.exists()
    assert text_of(cast.workshop, "receipt") == (subject, body)


def test_a_save_over_somebody_elses_is_refused_with_both_texts(client, cast):
    old = digest_of(text_of(cast.workshop, "receipt"))
    post(client, cast, "save", subject="The other chair’s")

    page = post(client, cast, "save", seen=old).content.decode()

    assert "Subject as stored: The other chair’s" in page
    assert MailText.objects.get().subject == "The other chair’s"
    assert "Thank you for {code}." in page


def test_a_test_goes_to_the_reader_alone_and_saves_nothing(client, cast):
    make_submission(cast.workshop)

    post(client, cast, "test")

    message = Message.objects.get(purpose="test")
    assert message.recipient == cast.chair.email
    assert message.subject == "[Test] Got “Counting joules”"
    assert not MailText.objects.exists()


def test_what_is_hidden_from_a_chair_is_no_sample(client, cast):
    submission = make_submission(cast.workshop, title="Canary title")
    submission.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    page = client.get(address(cast)).content.decode()

    assert "Canary title" not in page
    assert submission.submitter.email not in page


def test_there_is_no_page_for_the_sign_in_code_nor_for_what_nobody_mails(client, cast):
    for name in ("code", "nonsense", "test"):
        assert client.get(address(cast, name)).status_code == 404


def test_every_text_has_its_page(client, cast):
    make_submission(cast.workshop)
    listed = client.get(reverse("mail_texts", args=[cast.workshop.slug]))

    pages = [client.get(address(cast, name)) for name, *_rest in listed.context["rows"]]

    assert len(pages) > 8
    assert {page.status_code for page in pages} == {200}
