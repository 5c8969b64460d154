"""What its submitter settles about co-authors: who changes it, and who is the next submitter."""

import re

import pytest

from submissions.blind_copies import copy_of
from submissions.handover import NotAnAuthor, offer, take_back
from submissions.models import Edit, Submission
from tests.factories import make_blind, make_draft, make_submission, make_user
from tests.html import as_read
from tests.submissions.forms import check, edit_address, typed
from workshop.models import ActionLink, Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def li():
    return make_user("li@example.org", name="Li Wei")


@pytest.fixture
def sent(author, workshop, li):
    sent = make_submission(workshop, author)
    sent.authors.create(position=2, name="Li Wei", mail="li@example.org", affiliation="Pau")
    return sent


def words(answer):
    return as_read(answer.content.decode())


def link_in(mail):
    return re.search(r"https?://[^/]+(/warm/hand-over/\S+)", mail.text)[1]


def offered(client, submission, to="li@example.org"):
    client.post(f"{submission.get_absolute_url()}hand-over/", {"to": to})
    return Message.objects.filter(purpose="hand_over").latest("pk")


# --- only the submitter changes it ---


def test_coauthors_read_what_the_submitter_alone_changes(client, li, sent):
    client.post(f"{sent.get_absolute_url()}co-authors/", {"only": "1"})
    client.force_login(li)

    page = words(client.get(sent.get_absolute_url()))
    assert "Only Ana Moreau, who sent it in, changes it." in page
    assert "Withdraw it" not in page
    form = typed(key=sent.key, seen=1, title="Mine", save="1")
    answer = client.post(edit_address(sent), form)
    assert "Only Ana Moreau, who sent it in, changes this submission." in words(answer)
    client.post(f"{sent.get_absolute_url()}withdraw/")

    sent.refresh_from_db()
    assert (sent.title, sent.status) == ("Counting joules", "submitted")
    assert Edit.objects.get().fields == {"access": ["all authors", "the submitter alone"]}


def test_no_draft_waits_for_a_coauthor_who_may_not_send_it_in(client, author, workshop, li):
    draft = make_draft(workshop, author, only_submitter_edits=True)
    draft.authors.create(position=2, name="Li Wei", mail="li@example.org", affiliation="Pau")

    assert "Send in your draft" in words(client.get("/me/"))
    client.force_login(li)
    assert "Send in your draft" not in words(client.get("/me/"))


def test_the_submitter_changes_it_all_the_same_and_lets_others_again(client, li, sent):
    client.post(f"{sent.get_absolute_url()}co-authors/", {"only": "1"})
    client.post(edit_address(sent), typed(key=sent.key, seen=1, title="Mine", save="1"))
    client.post(f"{sent.get_absolute_url()}co-authors/", {"only": "0"})

    assert Submission.objects.get().title == "Mine"
    assert Submission.objects.editable_by(li).contains(sent)


def test_coauthors_settle_nothing(client, li, sent):
    client.force_login(li)

    for name in ("co-authors/", "hand-over/"):
        answer = client.post(f"{sent.get_absolute_url()}{name}", {"only": "1", "to": li.email})
        assert answer.status_code == 404

    assert not Submission.objects.get().only_submitter_edits
    assert not ActionLink.objects.exists()


# --- handing it over ---


def test_a_coauthor_takes_it_over_by_the_link_and_who_had_it_is_told(client, author, li, sent):
    mail = offered(client, sent)
    assert mail.recipient == "li@example.org"
    assert Submission.objects.get().submitter == author
    client.force_login(li)

    page = words(client.get(link_in(mail)))
    assert "Ana Moreau hands “Counting joules” over to you." in page
    assert Submission.objects.get().submitter == author
    client.post(link_in(mail))

    assert Submission.objects.get().submitter == li
    told = Message.objects.get(purpose="handed_over")
    assert told.recipient == "ana@example.org"
    assert "Li Wei is the submitter" in told.body
    assert is_still_due(told)
    assert Edit.objects.get().fields == {"submitter": ["Ana Moreau", "Li Wei"]}
    assert client.post(link_in(mail)).status_code == 410


def test_another_account_reads_nothing_of_it_and_takes_nothing(client, author, sent):
    mail = offered(client, sent)
    client.force_login(make_user())

    for answer in (client.get(link_in(mail)), client.post(link_in(mail))):
        assert "this link was mailed to another address" in words(answer)
        assert "Counting joules" not in words(answer)
    client.logout()
    assert client.get(link_in(mail)).status_code == 302
    assert Submission.objects.get().submitter == author


def test_what_was_offered_is_void_once_it_is_taken_back_or_offered_to_another(client, li, sent):
    sent.authors.create(position=3, name="Bo", mail="bo@example.org", affiliation="Pau")
    first = offered(client, sent)
    second = offered(client, sent, to="bo@example.org")
    assert (is_still_due(first), is_still_due(second)) == (False, True)
    assert "It is offered to bo@example.org" in words(
        client.get(f"{sent.get_absolute_url()}hand-over/")
    )

    client.post(f"{sent.get_absolute_url()}hand-over/", {"back": "1"})

    assert not is_still_due(second)
    client.force_login(li)
    assert client.post(link_in(first)).status_code == 410


def test_who_is_no_author_any_more_takes_nothing_over(client, li, sent):
    mail = offered(client, sent)
    sent.authors.filter(mail=li.email).delete()
    client.force_login(li)

    assert not is_still_due(mail)
    assert client.post(link_in(mail)).status_code == 410


@pytest.mark.parametrize("mail", ["ana@example.org", "nobody@example.org", ""])
def test_it_is_handed_over_to_its_other_authors_alone(author, sent, mail):
    with pytest.raises(NotAnAuthor):
        offer(sent, mail, by=author)

    assert take_back(sent) == 0


def test_who_sent_it_in_and_wrote_none_of_it_stays_away_from_its_reviewing(
    client, author, li, sent
):
    sent.authors.filter(mail=author.email).delete()
    mail = offered(client, sent)
    client.force_login(li)

    client.post(link_in(mail))

    assert not Submission.objects.without_conflict(author).contains(sent)
    assert not Submission.objects.written_by(author).contains(sent)


def test_a_draft_is_handed_over_too_without_a_row_of_edits(client, author, workshop, li):
    draft = make_draft(workshop, author)
    draft.authors.create(position=2, name="Li Wei", mail="li@example.org", affiliation="Pau")
    mail = offered(client, draft)
    client.force_login(li)

    client.post(link_in(mail))

    assert Submission.objects.get().submitter == li
    assert not Edit.objects.exists()


def test_what_is_handed_over_and_back_has_a_copy_for_reviewers_each_time(client, author, li, sent):
    make_blind(sent.proposal)
    for before, heir in ((author, li), (li, author), (author, li)):
        client.force_login(before)
        mail = offered(client, sent, to=heir.email)
        client.force_login(heir)
        client.post(link_in(mail))
        check()

        now = Submission.objects.get()
        assert (now.submitter, bool(copy_of(now.proposal))) == (heir, True)
