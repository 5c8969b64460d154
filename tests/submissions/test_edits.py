"""What becomes of changes to what has been sent in: a row, and a mail to who made them."""

import pytest
from django.utils import timezone

from submissions.models import Edit
from tests.factories import make_draft, make_submission, make_topic, make_user
from tests.submissions.forms import edit_address, typed
from workshop.models import Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(author, workshop):
    """With a second author, as the form has it."""
    sent = make_submission(workshop, author)
    line = {"name": "Li Wei", "mail": "li@example.org", "affiliation": "Pau"}
    sent.authors.create(position=2, **line)
    return sent


def save(client, submission, **more):
    submission.refresh_from_db()
    form = typed(key=submission.key, seen=submission.version, save="1", **more)
    return client.post(edit_address(submission), form, follow=True)


def mails():
    return Message.objects.filter(purpose="changed")


def test_a_change_leaves_a_row_of_what_read_how_before_and_after(client, author, workshop, sent):
    topic = make_topic(workshop)

    save(client, sent, title="Counting watts", topics=[topic.pk])

    edit = Edit.objects.get()
    assert (edit.by, edit.as_chair) == (author, False)
    assert edit.fields == {"title": ["Counting joules", "Counting watts"], "topics": ["", "Heat"]}


def test_authors_stand_in_it_as_one_text(client, sent):
    save(client, sent, **{"authors-1-affiliation": "Bidache"})

    before = "Ana Moreau <ana@example.org>, Bidache\nLi Wei <li@example.org>, "
    assert Edit.objects.get().fields == {"authors": [f"{before}Pau", f"{before}Bidache"]}


def test_drafts_and_what_changes_nothing_leave_none(client, author, workshop, sent):
    save(client, sent)
    save(client, make_draft(workshop, author), title="Another")

    assert not Edit.objects.exists()
    assert not mails().exists()


def test_who_changed_it_and_nobody_else_is_told_how(client, sent):
    save(client, sent, title="Counting watts")

    mail = mails().get()
    assert mail.recipient == "ana@example.org"
    assert "You have changed it." in mail.body
    assert "Title: Counting watts\n(before: Counting joules)" in mail.body


def test_what_is_changed_within_ten_minutes_is_told_as_one(client, sent):
    save(client, sent, title="Counting watts")
    first = mails().get()
    save(client, sent, title="Counting calories", abstract="We count all.")

    mail = mails().get()
    assert mail.due_at == first.due_at > timezone.now()
    assert "Title: Counting calories\n(before: Counting joules)" in mail.body
    assert "Abstract: We count all." in mail.body


def test_what_is_changed_after_the_mail_has_left_is_told_by_another(client, sent):
    save(client, sent, title="Counting watts")
    mails().update(state="done", tries=1, finished_at=timezone.now())
    save(client, sent, title="Counting calories")

    assert "(before: Counting watts)" in mails().latest("pk").body
    assert mails().count() == 2


def test_what_is_changed_back_in_time_is_not_told(client, sent):
    save(client, sent, title="Counting watts")
    save(client, sent, title="Counting joules")

    assert not mails().exists()
    assert Edit.objects.count() == 2


def test_a_coauthor_is_told_as_long_as_she_is_one(client, sent):
    li = make_user("li@example.org")
    client.force_login(li)
    save(client, sent, title="Counting watts")
    mail = mails().get(recipient="li@example.org")
    assert is_still_due(mail)

    sent.authors.filter(mail="li@example.org").delete()

    assert not is_still_due(mail)
