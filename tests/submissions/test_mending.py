"""What a form that is not whole keeps, and how it says what is to be mended."""

import re

import pytest
from django.utils import timezone

from submissions.checks import settle
from submissions.models import Submission
from tests.factories import FACTS, make_draft, make_manuscript, make_submission, make_topic
from tests.pdfs import docx
from tests.submissions.forms import after_the_deadline, check, edit_address, typed, upload

pytestmark = pytest.mark.django_db(transaction=True)
NOTHING = {
    "title": "",
    "abstract": "",
    "authors-0-affiliation": "",
    "authors-1-name": "",
    "authors-1-mail": "",
    "authors-1-affiliation": "",
}


def listed(page):
    """(field, sentence) of each line of the note above the form."""
    note = re.search(r'<div class="note bad" role="alert">.*?</div>', page, re.S)[0]
    return re.findall(r'<li><a href="#([\w-]+)">[^<]*</a>: ([^<]*)</li>', note)


def test_what_was_typed_is_stored_though_something_is_missing(client, author, workshop):
    topic = make_topic(workshop)
    answer = client.post(
        "/warm/submit/",
        typed(submit="1", abstract="", topics=[topic.pk], **{"authors-1-mail": "no address"}),
    )

    kept = Submission.objects.get()
    assert (kept.status, kept.title, list(kept.topics.all())) == (
        "draft",
        "Counting joules",
        [topic],
    )
    assert [one.mail for one in kept.authors.all()] == ["ana@example.org"]
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Not sent in yet: 3 things to mend" in page
    assert "It is kept as a draft; to send it in, mend what is marked." in page
    assert f'name="seen" value="{kept.version}"' in page
    assert listed(page) == [
        ("id_proposal", "A PDF is needed before it can be sent in."),
        ("id_abstract", "Needed before it can be sent in."),
        ("id_authors-1-mail", "This is no mail address. Write it like name@example.org."),
    ]
    assert all(f'id="{field}"' in page for field, _sentence in listed(page))


def test_the_form_that_was_shown_again_is_not_stale(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", abstract=""))
    draft = Submission.objects.get()

    client.post(edit_address(draft), typed(key=draft.key, seen=draft.version, save="1"))

    assert Submission.objects.get().abstract == "We count them."


def test_a_stale_form_that_lacks_something_is_refused_as_well(client, author, workshop):
    draft = make_draft(workshop, author)
    client.post(edit_address(draft), typed(key=draft.key, title="First window", save="1"))

    late = typed(key=draft.key, title="Second window", abstract="", submit="1")
    answer = client.post(edit_address(draft), late)

    assert "Title as stored: First window" in answer.content.decode()
    assert Submission.objects.get().title == "First window"


def test_a_draft_keeps_what_is_valid_beside_what_is_not(client, author, workshop):
    draft = make_draft(workshop, author)
    too_long = typed(key=draft.key, title="x" * 201, abstract="Another.", save="1")

    page = client.post(edit_address(draft), too_long).content.decode()

    draft.refresh_from_db()
    assert (draft.title, draft.abstract) == ("Counting joules", "Another.")
    assert "Shorten it to 200 characters; it has 201." in page
    assert "The rest is kept as a draft." in page


def test_a_line_that_is_not_complete_leaves_its_author_as_stored(client, author, workshop):
    draft = make_draft(workshop, author)
    half = typed(key=draft.key, save="1", **{"authors-0-affiliation": ""})

    client.post(edit_address(draft), half)

    stored = [(one.mail, one.affiliation) for one in draft.authors.all()]
    assert stored == [("ana@example.org", "Bidache"), ("li@example.org", "Pau")]


def test_a_title_alone_is_kept_as_a_draft_without_a_complaint(client, author, workshop):
    mere_title = typed(**NOTHING | {"title": "An idea"}, save="1")

    answer = client.post("/warm/submit/", mere_title, follow=True)

    draft = Submission.objects.get()
    assert (answer.status_code, draft.title) == (200, "An idea")
    assert "Saved." in answer.content.decode()
    assert not draft.authors.exists()
    assert 'value="Ana Moreau"' in client.get(edit_address(draft)).content.decode()


@pytest.mark.parametrize("button", ["submit", "save", "add"])
def test_of_an_empty_form_no_draft_is_begun(client, author, workshop, button):
    client.post("/warm/submit/", typed(**NOTHING, **{button: "1"}))

    assert not Submission.objects.exists()


def test_an_empty_form_that_is_sent_in_says_all_that_is_missing(client, author, workshop):
    page = client.post("/warm/submit/", typed(**NOTHING, submit="1")).content.decode()

    assert [field for field, _sentence in listed(page)] == [
        "id_proposal",
        "id_title",
        "id_abstract",
        "id_authors-0-affiliation",
    ]
    assert "kept as a draft" not in page


def test_the_form_says_why_the_pdf_was_refused(client, author, workshop):
    client.post("/warm/submit/", typed(save="1", proposal=upload(docx())))
    draft = Submission.objects.get()
    pending = client.get(edit_address(draft)).content.decode()
    check()

    page = client.get(edit_address(draft)).content.decode()

    assert "what the check says will stand here." in pending
    assert "This is a Word document, not a PDF." in page
    assert "Choose another file." in page
    assert "only to replace it" not in page


def test_a_refused_pdf_is_marked_at_its_field(client, author, workshop):
    draft = make_draft(workshop, author)
    make_manuscript(draft, facts=FACTS | {"pages": 3})

    page = client.post(edit_address(draft), typed(key=draft.key, submit="1")).content.decode()

    assert listed(page) == [("id_proposal", "Choose another file: this one was refused.")]


def test_a_pdf_refused_while_the_page_waited_is_one_of_the_things_to_mend(
    client, author, workshop, monkeypatch
):
    monkeypatch.setattr("submissions.views.saving.wait_for", refuse)
    page = client.post("/warm/submit/", typed(submit="1", abstract="", proposal=upload()))

    assert [field for field, _sentence in listed(page.content.decode())] == [
        "id_proposal",
        "id_abstract",
    ]


def refuse(manuscript):
    settle(manuscript, FACTS | {"pages": 3})


def test_a_good_pdf_stands_on_the_form_with_its_pages(client, author, workshop):
    draft = make_draft(workshop, author)
    make_manuscript(draft)

    page = client.get(edit_address(draft)).content.decode()

    assert "Choose a file only to replace it." in page
    assert f"{draft.get_absolute_url()}pages/1/" in page


def test_a_title_emptied_after_sending_in_is_refused_in_its_words(client, author, workshop):
    sent = make_submission(workshop, author)

    page = client.post(edit_address(sent), typed(key=sent.key, title="", save="1"))

    assert listed(page.content.decode()) == [("id_title", "Needed: it is sent in already.")]
    assert "Not saved: 1 thing to mend" in page.content.decode()
    sent.refresh_from_db()
    assert sent.title == "Counting joules"


def test_adding_an_author_stores_the_draft_and_gives_one_more_line(client, author, workshop):
    answer = client.post("/warm/submit/", typed(add="1", **{"authors-1-affiliation": ""}))

    draft = Submission.objects.get()
    page = answer.content.decode()
    assert (draft.title, draft.authors.count()) == ("Counting joules", 1)
    assert 'name="authors-TOTAL_FORMS" value="3"' in page
    assert 'name="authors-2-name"' in page
    assert 'value="Li Wei"' in page
    assert page.count("Remove this author") == 2


def test_adding_an_author_to_what_was_sent_in_stores_nothing_yet(client, author, workshop):
    sent = make_submission(workshop, author)

    answer = client.post(edit_address(sent), typed(key=sent.key, title="Typed", add="1"))

    sent.refresh_from_db()
    assert (answer.status_code, sent.title) == (200, "Counting joules")
    assert 'value="Typed"' in answer.content.decode()
    assert 'name="authors-2-name"' in answer.content.decode()


def test_an_author_is_removed_though_the_line_is_not_complete(client, author, workshop):
    draft = make_draft(workshop, author)
    more = {"authors-1-mail": "no address", "authors-1-DELETE": "on"}

    answer = client.post(edit_address(draft), typed(key=draft.key, save="1", **more))

    assert answer.status_code == 302
    assert draft.authors.count() == 1


def test_the_lines_of_another_form_do_not_empty_the_authors(client, author, workshop):
    draft = make_draft(workshop, author)

    sent = {"key": draft.key, "seen": 1, "end": 1, "title": "Typed", "save": "1"}
    client.post(edit_address(draft), sent)

    assert draft.authors.count() == 1


def test_an_empty_file_is_refused_with_a_remedy(client, author, workshop):
    page = client.post("/warm/submit/", typed(save="1", proposal=upload(b"", "empty.pdf")))

    assert "This file is empty. Save or export your PDF once more" in page.content.decode()


def test_a_refused_save_is_not_said_to_be_kept(client, author, workshop):
    draft = make_draft(workshop, author)
    client.post(edit_address(draft), typed(key=draft.key, title="First window", save="1"))

    late = typed(key=draft.key, abstract="", submit="1", **{"authors-1-mail": "no address"})
    page = client.post(edit_address(draft), late).content.decode()

    assert "This was saved from another window" in page
    assert "kept as a draft" not in page


def test_after_the_deadline_nobody_is_asked_for_more(client, author, workshop):
    draft = make_draft(workshop, author)
    after_the_deadline(workshop)

    late = typed(key=draft.key, abstract="", submit="1")
    answer = client.post(edit_address(draft), late, follow=True)

    assert "The deadline was" in answer.content.decode()
    assert "to mend" not in answer.content.decode()


def test_a_coauthor_takes_their_own_line_out(client, author, workshop):
    draft = make_draft(workshop)
    draft.authors.create(position=2, name="Ana", mail=author.email, affiliation="Pau")
    mine = {"authors-0-DELETE": "on"}

    client.post(edit_address(draft), typed(key=draft.key, save="1", **mine))

    assert [one.mail for one in draft.authors.all()] == ["li@example.org"]


@pytest.mark.parametrize("broken", [{"key": "no key"}, {"key": ""}, {"end": ""}])
def test_a_form_that_arrived_in_part_says_so(client, author, workshop, broken):
    answer = client.post("/warm/submit/", typed(save="1") | broken)

    page = answer.content.decode()
    assert "The form has not arrived whole. Send it once more." in page
    assert "Counting joules" in page
    assert not Submission.objects.exists()


def test_after_the_deadline_what_was_sent_in_is_not_opened_for_a_change(client, author, workshop):
    sent = make_submission(workshop, author)
    after_the_deadline(workshop)

    answer = client.get(edit_address(sent), follow=True)

    assert answer.redirect_chain == [(sent.get_absolute_url(), 302)]
    assert "The deadline was" in answer.content.decode()
    assert edit_address(sent) not in answer.content.decode()


def test_a_draft_that_waits_for_its_check_is_not_offered_for_a_change_too_late(
    client, author, workshop
):
    draft = make_draft(workshop, author, asked_at=timezone.now())
    after_the_deadline(workshop)

    assert edit_address(draft) not in client.get(draft.get_absolute_url()).content.decode()
    late = client.post(edit_address(draft), typed(key=draft.key, title="Too late", save="1"))

    assert "The deadline was" in late.content.decode()
    assert "Too late" in late.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Counting joules"
