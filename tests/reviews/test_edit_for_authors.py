"""A chair changes a submission for its authors."""

import pytest

from reviews.history import history_of
from submissions.models import Edit, Submission
from submissions.summaries import changed, news_of
from tests.factories import make_cast, make_key_date, make_submission, make_user
from tests.pdfs import paper
from tests.submissions.forms import after_the_deadline, check, typed, upload
from workshop.models import Message

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = {"edit-reason": "They asked by mail.", "save": "1"}


@pytest.fixture
def cast(client):
    cast = make_cast()
    cast.author = make_user("ana@example.org")
    make_key_date(cast.workshop)
    cast.sent = make_submission(cast.workshop, cast.author)
    line = {"name": "Li Wei", "mail": "li@example.org", "affiliation": "Pau"}
    cast.sent.authors.create(position=2, **line)
    after_the_deadline(cast.workshop)
    client.force_login(cast.chair)
    return cast


def page_of(submission):
    return f"/{submission.workshop.slug}/chair/submissions/{submission.code}/edit/"


def save(client, submission, **more):
    submission.refresh_from_db()
    form = typed(key=submission.key, seen=submission.version, **ASKED | more)
    return client.post(page_of(submission), form, follow=True)


def words(answer):
    return " ".join(answer.content.decode().split())


def test_after_the_deadline_it_is_changed_and_every_author_told_why(client, cast):
    assert 'value="Counting joules"' in words(client.get(page_of(cast.sent)))

    save(client, cast.sent, title="Counting watts")

    assert Submission.objects.get().title == "Counting watts"
    edit = Edit.objects.get()
    assert (edit.by, edit.as_chair, edit.reason) == (cast.chair, True, "They asked by mail.")
    mails = Message.objects.filter(purpose="changed").order_by("pk")
    assert [one.recipient for one in mails] == ["ana@example.org", "li@example.org"]
    assert "A chair has changed it for you: They asked by mail." in mails[0].body
    assert "Title: Counting watts\n(before: Counting joules)" in mails[0].body
    told = "changed for the authors (They asked by mail.): Title"
    assert (cast.chair, told) in [(who, what) for _at, who, what in history_of(cast.sent)]


def test_a_reason_is_needed_and_what_was_typed_stays(client, cast):
    answer = save(client, cast.sent, title="Counting watts", **{"edit-reason": ""})

    assert answer.status_code == 422
    assert 'value="Counting watts"' in words(answer)
    assert "Why you change it" in words(answer)
    assert not Edit.objects.exists()


def test_a_pdf_is_sent_for_the_authors_and_counts_once_it_has_passed(client, cast):
    save(client, cast.sent, proposal=upload(paper(1)))
    check()

    newest = Submission.objects.get().proposal
    assert (newest.number, newest.by) == (2, cast.chair)
    mail = Message.objects.filter(purpose="changed").first()
    assert f"PDF: version 2, SHA-256 {newest.sha256}" in mail.body
    assert Edit.objects.get().fields.keys() == {"proposal"}


def test_texts_and_pdf_of_one_press_are_told_in_one_mail(client, cast):
    save(client, cast.sent, title="Counting watts", proposal=upload(paper(1)))

    assert Message.objects.filter(purpose="changed", recipient="li@example.org").count() == 1
    body = Message.objects.filter(purpose="changed").first().body
    assert "Title: Counting watts" in body
    assert "PDF: version 2" in body


def test_a_refused_pdf_of_a_chair_opens_no_time_for_the_authors(client, cast):
    save(client, cast.sent, proposal=upload(paper(3)))
    check()

    assert Submission.objects.get().replace_until is None
    assert Message.objects.get(purpose="refusal").recipient == cast.chair.email


def test_it_is_no_news_of_other_authors_at_the_close(client, cast):
    save(client, cast.sent, title="Counting watts", proposal=upload(paper(1)))
    check()

    assert news_of(list(changed())) == {cast.sent: {}}


def test_a_stale_save_is_refused_with_both_texts(client, cast):
    Submission.objects.update(title="Another window", notes="Li has left.", version=7)

    answer = client.post(page_of(cast.sent), typed(key=cast.sent.key, title="Mine", **ASKED))

    assert answer.status_code == 422
    assert "Title as stored: Another window" in words(answer)
    assert "Notes to the chairs as stored: Li has left." in words(answer)
    assert "Authors as stored: " in words(answer)
    assert 'value="Mine"' in words(answer)


def test_one_author_more_is_asked_for_without_saving(client, cast):
    answer = client.post(page_of(cast.sent), typed(key=cast.sent.key, add="1", title="Mine"))

    assert answer.status_code == 200
    assert "Author 3" in words(answer)
    assert Submission.objects.get().title == "Counting joules"


@pytest.mark.parametrize("press", [{"add": "1"}, {"save": "1"}])
def test_of_a_file_that_is_not_kept_the_chair_is_told(client, cast, press):
    form = typed(key=cast.sent.key, seen=cast.sent.version, proposal=upload(), **press)
    answer = client.post(page_of(cast.sent), form)

    assert "Choose the file once more" in words(answer)
    assert cast.sent.manuscripts.count() == 1


def test_what_is_withdrawn_or_not_theirs_is_changed_by_no_chair(client, cast):
    conflict = cast.sent.conflicts.create(user=cast.chair, source="author")
    assert client.get(page_of(cast.sent)).status_code == 404
    conflict.delete()
    Submission.objects.update(status="withdrawn")

    save(client, cast.sent, title="Mine")

    assert Submission.objects.get().title == "Counting joules"
