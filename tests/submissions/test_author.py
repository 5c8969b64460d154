"""The author's way, from an empty form to a receipt."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from submissions.author_lines import author_lines
from submissions.checks import settle
from submissions.conflicts import add_conflict
from submissions.forms import SubmissionForm
from submissions.jobs import check_pdf
from submissions.models import Status, Submission
from submissions.services import (
    GRACE,
    NotComplete,
    ask_to_submit,
    change_status,
    save_texts,
)
from submissions.uploads import NotOpen
from tests.factories import (
    FACTS,
    make_draft,
    make_manuscript,
    make_member,
    make_submission,
    make_topic,
    make_user,
)
from tests.pdfs import docx, locked, paper
from tests.submissions.forms import (
    after_the_deadline,
    check,
    edit_address,
    set_deadline,
    typed,
    upload,
)
from workshop.models import Job, Message, Workshop
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_proposal_that_passes_is_sent_in_when_it_was_asked(client, author, workshop):
    topic = make_topic(workshop)
    before = timezone.now()

    answer = client.post(
        "/warm/submit/", typed(submit="1", proposal=upload(), topics=[topic.pk]), follow=True
    )
    assert 'http-equiv="refresh"' in answer.content.decode()
    asked = Submission.objects.get().asked_at
    check()

    sent = Submission.objects.get()
    assert (sent.status, sent.title, list(sent.topics.all())) == (
        "submitted",
        "Counting joules",
        [topic],
    )
    assert before <= sent.submitted_at == asked <= timezone.now()
    assert [author.name for author in sent.authors.all()] == ["Ana Moreau", "Li Wei"]
    page = client.get(sent.get_absolute_url()).content.decode()
    assert "We have your submission" in page
    assert "http-equiv" not in page


def test_every_author_gets_one_receipt_with_hash_and_deadline(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", proposal=upload()))
    check()
    sent = Submission.objects.get()

    receipts = Message.objects.filter(purpose="receipt").order_by("recipient")

    assert [one.recipient for one in receipts] == ["ana@example.org", "li@example.org"]
    assert all(sent.proposal.sha256 in one.body for one in receipts)
    assert "You can change or withdraw it until" in receipts[0].body


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (paper(3), "This PDF has 3 pages; the limit is 2."),
        (locked(user="", owner="x"), "This PDF is encrypted"),
        (docx(), "This is a Word document, not a PDF."),
    ],
)
def test_a_refused_file_leaves_a_draft_with_text_and_file(
    client, author, workshop, content, sentence
):
    client.post("/warm/submit/", typed(submit="1", proposal=upload(content)))
    check()

    kept = Submission.objects.get()
    assert (kept.status, kept.title, kept.asked_at) == ("draft", "Counting joules", None)
    with kept.newest.file.open() as stored:
        assert stored.read() == content
    assert sentence in client.get(kept.get_absolute_url()).content.decode()
    assert not Message.objects.filter(purpose="receipt").exists()


def refusals():
    return Message.objects.filter(purpose="refusal")


def test_who_pressed_submit_is_mailed_a_refusal_that_came_later(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", proposal=upload(paper(3))))
    check()

    mail = refusals().get()
    assert mail.recipient == "ana@example.org"
    assert "has not been sent in" in mail.body
    assert "This PDF has 3 pages; the limit is 2. Shorten it to at most 2 pages." in mail.body
    assert is_still_due(mail)
    make_manuscript(Submission.objects.get())
    assert not is_still_due(mail)


def test_a_refused_replacement_is_mailed_and_a_refused_draft_is_not(client, author, workshop):
    make_manuscript(make_draft(workshop, author), facts=FACTS | {"pages": 3})
    assert not refusals().exists()

    make_manuscript(make_submission(workshop, author), facts=FACTS | {"pages": 3})

    assert "The version before it still counts." in refusals().get().body


def test_chairs_find_no_mail_about_a_draft_in_the_outbox(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", proposal=upload(paper(3))))
    check()
    client.force_login(workshop.memberships.chairs().get().user)
    outbox = reverse("admin:workshop_message_changelist")

    assert refusals().get().subject not in client.get(outbox).content.decode()
    make_manuscript(Submission.objects.get())
    ask_to_submit(Submission.objects.get(), by=author, at=timezone.now())

    assert refusals().get().subject in client.get(outbox).content.decode()


def test_a_draft_that_lacks_something_says_what(workshop, author):
    draft = make_draft(workshop, author, title="", abstract="")

    with pytest.raises(NotComplete) as lacking:
        ask_to_submit(draft, by=author, at=timezone.now())

    assert lacking.value.args == ("a title", "an abstract", "a PDF that passes the check")


def test_nobody_begins_submissions_without_end(client, author, workshop):
    drafts = [make_draft(workshop, author) for _number in range(workshop.most_drafts)]

    refused = client.post("/warm/submit/", typed(save="1", title="One more"))

    assert refused.status_code == 422
    assert "You have 10 open drafts here already." in refused.content.decode()
    assert "One more" in refused.content.decode()
    assert Submission.objects.count() == workshop.most_drafts
    again = client.post("/warm/submit/", typed(save="1", key=drafts[0].key))
    assert again.status_code == 302


def test_a_form_that_fails_keeps_what_was_typed_and_uploaded(client, author, workshop):
    answer = client.post(
        "/warm/submit/",
        typed(submit="1", proposal=upload(), abstract="", **{"authors-1-mail": "no address"}),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Counting joules"' in page
    assert 'value="no address"' in page
    assert "Needed before it can be sent in." in page
    assert "We have draft.pdf" in page
    kept = Submission.objects.get()
    assert kept.newest.name == "draft.pdf"
    assert f'action="{edit_address(kept)}"' in page


@pytest.mark.parametrize("authors", [1, 12])
def test_sending_in_a_draft_takes_a_fixed_number_of_queries(
    client, author, workshop, django_assert_max_num_queries, authors
):
    """At the deadline all do it at once: `make bench`."""
    draft = make_draft(workshop, submitter=author)
    lines = {f"authors-{n}-name": "Li" for n in range(authors)}
    lines |= {f"authors-{n}-mail": f"li{n}@example.org" for n in range(authors)}
    lines |= {f"authors-{n}-affiliation": "Pau" for n in range(authors)}
    form = typed(key=draft.key, submit="1", proposal=upload(), **{"authors-TOTAL_FORMS": authors})

    with django_assert_max_num_queries(23):
        client.post(edit_address(draft), form | lines)

    assert Submission.objects.get().asked_at


def test_what_was_confirmed_stays_when_the_workshop_asks_for_it_no_more(client, author, workshop):
    draft = make_draft(workshop, submitter=author)
    draft.attestations.create(kind="parallel", by=author)
    Workshop.objects.update(asks_parallel=False, asks_registration=True)

    client.post(edit_address(draft), typed(key=draft.key, save="1", title="Warm", tab="x"))

    assert Submission.objects.get().title == "Warm"
    assert [one.kind for one in draft.attestations.all()] == ["parallel"]


def test_the_same_form_twice_is_one_submission_with_one_file(client, author, workshop):
    form = typed(submit="1")

    for _press in range(2):
        client.post("/warm/submit/", form | {"proposal": upload()})
    check()

    sent = Submission.objects.get()
    assert (sent.status, sent.manuscripts.count()) == ("submitted", 1)
    assert Message.objects.filter(purpose="receipt").count() == 2


def test_the_key_of_anothers_form_opens_nothing(client, author, workshop):
    theirs = make_draft(workshop)

    answer = client.post("/warm/submit/", typed(key=theirs.key, title="Mine now"))

    theirs.refresh_from_db()
    assert (answer.status_code, theirs.title) == (404, "Counting joules")


def test_a_stale_save_is_refused_with_both_texts(client, author, workshop):
    draft = make_draft(workshop, author)
    line = {"authors-TOTAL_FORMS": 1, "authors-INITIAL_FORMS": 1}
    form = typed(key=draft.key, **line)
    client.post(edit_address(draft), form | {"title": "First window"})

    answer = client.post(edit_address(draft), form | {"title": "Second window"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Title as stored: First window" in page
    assert 'value="Second window"' in page
    client.post(edit_address(draft), form | {"title": "Second window", "seen": 2})
    assert Submission.objects.get().title == "Second window"


def test_a_replaced_file_counts_once_it_has_passed(client, author, workshop):
    sent = make_submission(workshop, author)
    form = typed(key=sent.key, seen=1, proposal=upload(paper(3)))

    client.post(edit_address(sent), form)
    check()

    sent = Submission.objects.get()
    assert sent.status == "submitted"
    assert (sent.proposal.number, sent.newest.number) == (1, 2)
    page = client.get(sent.get_absolute_url()).content.decode()
    assert "The version before it, which passed the check, still counts." in page


def test_withdrawing_is_confirmed_first(client, author, workshop):
    sent = make_submission(workshop, author)
    address = f"{sent.get_absolute_url()}withdraw/"

    assert client.get(address).status_code == 200
    assert Submission.objects.get().status == "submitted"
    client.post(address)

    assert Submission.objects.get().status == "withdrawn"
    assert [change.by for change in Submission.objects.get().status_changes.all()] == [author] * 2


def test_in_the_grace_period_it_is_still_taken_and_nobody_says_how_long(client, author, workshop):
    set_deadline(workshop, timezone.now() - GRACE + timedelta(minutes=1))

    client.post("/warm/submit/", typed(submit="1", proposal=upload()))
    check()

    assert Submission.objects.get().status == "submitted"
    assert "minutes" not in client.get("/warm/submit/").content.decode()


def test_what_comes_too_late_keeps_its_text_and_is_told_the_deadline(client, author, workshop):
    draft = make_draft(workshop, author)
    sent = make_submission(workshop, author)
    after_the_deadline(workshop)

    for late in (draft, sent):
        answer = client.post(
            edit_address(late),
            typed(key=late.key, submit="1", title="Typed late", proposal=upload()),
            follow=True,
        )
        assert "The deadline was" in answer.content.decode()
        assert "Typed late" in answer.content.decode()

    draft.refresh_from_db()
    sent.refresh_from_db()
    assert (draft.status, draft.title) == ("draft", "Typed late")
    assert (sent.status, sent.title, sent.manuscripts.count()) == (
        "submitted",
        "Counting joules",
        1,
    )
    client.post(f"{sent.get_absolute_url()}withdraw/")
    assert Submission.objects.get(pk=sent.pk).status == Status.SUBMITTED


def test_after_the_deadline_authors_read_that_it_is_under_review(client, author, workshop):
    sent = make_submission(workshop, author)
    set_deadline(workshop, timezone.now() - timedelta(days=1))

    assert "under review" in client.get(sent.get_absolute_url()).content.decode()


def test_a_coauthor_opens_it_by_a_confirmed_address(client, workshop):
    sent = make_submission(workshop)
    sent.authors.create(position=2, name="Li", mail="li@example.org", affiliation="Pau")
    client.force_login(make_user("li@example.org"))

    assert client.get(sent.get_absolute_url()).status_code == 200


def test_authors_declare_conflicts_with_the_committee_and_take_them_back(client, author, workshop):
    reviewer = make_member(workshop, "reviewer").user
    draft = make_draft(workshop, author)
    one_line = {"authors-TOTAL_FORMS": 1, "authors-INITIAL_FORMS": 1}

    client.post(edit_address(draft), typed(key=draft.key, committee=[reviewer.pk], **one_line))
    assert [one.user for one in draft.conflicts.standing()] == [reviewer]
    client.post(edit_address(draft), typed(key=draft.key, seen=2, **one_line))

    assert not draft.conflicts.standing().exists()
    assert draft.conflicts.count() == 1


def test_drawn_pages_and_pdf_are_served_under_names_of_ours(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", proposal=upload(name="Moreau-secret.pdf")))
    check()
    sent = Submission.objects.get()

    page = client.get(f"{sent.get_absolute_url()}pages/1/")
    pdf = client.get(f"{sent.get_absolute_url()}proposal.pdf")

    assert page.getvalue()[8:12] == b"WEBP"
    assert (page.status_code, page["Content-Type"]) == (200, "image/webp")
    assert page["Cache-Control"] == "private, no-store"
    assert pdf.getvalue() == paper()
    assert pdf["Content-Disposition"] == f'inline; filename="warm-{sent.code}.pdf"'
    policy = set(pdf["Content-Security-Policy"].split("; "))
    assert policy == {"default-src 'none'", "frame-ancestors 'self'"}
    assert client.get(f"{sent.get_absolute_url()}pages/3/").status_code == 404


def test_a_check_done_twice_sends_one_receipt(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", proposal=upload()))
    check()

    check_pdf(Job.objects.get(kind="check_pdf"))

    assert Message.objects.filter(purpose="receipt").count() == 2


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.ACCEPTED, Status.REJECTED])
def test_what_is_no_longer_open_is_changed_by_no_form(client, author, workshop, status):
    closed = make_submission(workshop, author, status)

    for address in ("/warm/submit/", edit_address(closed)):
        client.post(address, typed(key=closed.key, title="Another", proposal=upload()))

    closed.refresh_from_db()
    assert (closed.title, closed.manuscripts.count()) == ("Counting joules", 1)


def test_what_was_sent_in_is_not_emptied_while_its_pdf_is_checked(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", proposal=upload()))
    draft = Submission.objects.get()
    empty = typed(key=draft.key, seen=draft.version, title="", submit="1")
    refused = client.post(edit_address(draft), empty)
    check()

    draft.refresh_from_db()
    assert refused.status_code == 422
    assert (draft.status, draft.title) == ("submitted", "Counting joules")


def test_the_trail_names_who_pressed_submit_and_not_who_sent_the_file(author, workshop):
    draft, coauthor = make_draft(workshop, author), make_user()
    manuscript = make_manuscript(draft, facts=None)
    manuscript.save()
    ask_to_submit(draft, by=coauthor, at=timezone.now())

    settle(manuscript, FACTS)

    assert draft.status_changes.get().by == coauthor
    assert Submission.objects.get().asked_by is None


def test_authors_are_not_shown_the_conflicts_that_chairs_declared(client, author, workshop):
    reviewer = make_member(workshop, "reviewer").user
    draft = make_draft(workshop, author)
    draft.conflicts.create(user=reviewer, source="chair", reason="same laboratory")

    page = client.get(edit_address(draft)).content.decode()

    assert f'value="{reviewer.pk}"' in page
    assert "checked" not in page.partition("Conflicts of interest")[2]


def test_authors_and_chairs_declare_a_conflict_each_and_lift_their_own(client, author, workshop):
    reviewer = make_member(workshop, "reviewer").user
    chair = workshop.memberships.chairs().get().user
    draft = make_draft(workshop, author)
    tick = {"key": draft.key, "committee": [reviewer.pk], "save": "1"}
    client.post(edit_address(draft), typed(**tick, seen=1))
    add_conflict(draft, reviewer, by=chair, reason="same laboratory")
    assert draft.conflicts.standing().count() == 2

    client.post(edit_address(draft), typed(key=draft.key, seen=2, save="1"))

    assert [one.reason for one in draft.conflicts.standing()] == ["same laboratory"]
    client.post(edit_address(draft), typed(**tick, seen=3))
    assert "checked" in client.get(edit_address(draft)).content.decode()
    assert draft.conflicts.standing().count() == 2


def test_an_address_that_was_never_confirmed_opens_nothing(client, workshop):
    sent = make_submission(workshop)
    sent.authors.create(position=2, name="Li", mail="li@example.org", affiliation="Pau")
    other = make_user()
    EmailAddress.objects.create(user=other, email="li@example.org", verified=False)
    client.force_login(other)

    assert client.get(sent.get_absolute_url()).status_code == 404


def test_a_save_that_was_slow_does_not_undo_what_happened_meanwhile(author, workshop):
    """The form was read while it was a draft; meanwhile the check has sent it in."""
    draft = make_draft(workshop, author)
    form = SubmissionForm(
        typed(key=draft.key, title="Typed slowly"),
        instance=Submission.objects.get(),
        workshop=workshop,
        user=author,
    )
    lines = author_lines(draft, author, typed())
    assert form.is_valid()
    assert lines.is_valid()
    make_manuscript(draft)
    ask_to_submit(draft, by=author, at=timezone.now())

    save_texts(form.instance, form, lines, by=author)

    sent = Submission.objects.get()
    assert (sent.status, sent.title) == ("submitted", "Typed slowly")
    assert sent.submitted_at
    change_status(sent, Status.WITHDRAWN, by=author)
    with pytest.raises(NotOpen):
        save_texts(form.instance, form, lines, by=author)


def test_coauthors_survive_back_and_a_second_save(client, author, workshop):
    form = typed()
    client.post("/warm/submit/", form | {"save": "1"})

    client.post("/warm/submit/", form | {"save": "1", "title": "Another title", "seen": 2})

    draft = Submission.objects.get()
    assert draft.title == "Another title"
    assert [one.mail for one in draft.authors.all()] == ["ana@example.org", "li@example.org"]


def test_a_file_whose_check_broke_down_is_checked_when_it_is_sent_again(client, author, workshop):
    draft = make_draft(workshop, author)
    one_line = {"authors-TOTAL_FORMS": 1, "authors-INITIAL_FORMS": 1, "save": "1"}
    client.post(edit_address(draft), typed(key=draft.key, proposal=upload(), **one_line))
    Job.objects.update(state="failed", error="disk full", tries=1, finished_at=timezone.now())

    client.post(edit_address(draft), typed(key=draft.key, seen=2, proposal=upload(), **one_line))
    check()

    [manuscript] = draft.manuscripts.all()
    assert manuscript.verdict == "accept"


@pytest.mark.parametrize("name", ["()", "???.", "a" * 300 + ".pdf"])
def test_odd_names_of_files_are_taken(client, author, workshop, name):
    draft = make_draft(workshop, author)

    client.post(edit_address(draft), typed(key=draft.key, proposal=upload(name=name)))

    assert Submission.objects.get().manuscripts.count() == 1


def test_an_address_of_the_greatest_length_gets_its_receipt(workshop):
    mail = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 54}.org"
    draft = make_draft(workshop, make_user())
    draft.authors.create(position=2, name="Li", mail=mail, affiliation="Pau")
    make_manuscript(draft)

    ask_to_submit(draft, by=draft.submitter, at=timezone.now())

    assert Message.objects.filter(recipient=mail, purpose="receipt").count() == 1


def test_what_is_no_code_is_no_page(client, author, workshop):
    for odd in ("%00", "short", "x" * 300):
        assert client.get(f"/warm/submissions/{odd}/").status_code == 404


def test_keeping_it_as_a_draft_takes_the_pressed_submit_back(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", proposal=upload()))
    draft = Submission.objects.get()
    client.post(edit_address(draft), typed(key=draft.key, seen=draft.version, save="1"))

    check()

    assert Submission.objects.get().status == "draft"


def test_after_the_deadline_nothing_is_changed_under_an_earlier_submit(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", proposal=upload()))
    draft = Submission.objects.get()
    after_the_deadline(workshop)

    late = typed(key=draft.key, seen=draft.version, title="Late", proposal=upload(paper(1)))
    client.post(edit_address(draft), late | {"submit": "1"})
    check()

    sent = Submission.objects.get()
    assert (sent.status, sent.title, sent.manuscripts.count()) == (
        "submitted",
        "Counting joules",
        1,
    )


@pytest.mark.parametrize("field", ["topics", "committee"])
def test_a_number_that_no_database_holds_is_no_choice(client, author, workshop, field):
    make_topic(workshop)
    draft = make_draft(workshop, author)

    answer = client.post(edit_address(draft), typed(key=draft.key, **{field: ["9" * 30]}))

    assert answer.status_code == 422
