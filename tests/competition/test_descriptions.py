"""The PDF of an entry is checked as proposals are; a late refusal leaves twelve hours."""

from datetime import timedelta

import pytest
from django.utils import timezone

from competition.models import Entry
from competition.models.entries import State
from tests.competition.forms import (
    again,
    edit,
    entry_typed,
    mails,
    new,
    pdf,
    send,
    sent,
    text_of,
    work,
)
from tests.pdfs import paper
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db
HTML = b"<!doctype html><html><body>Sign in</body></html>"


def test_a_description_that_is_refused_at_once_is_asked_for_again(client, team):
    client.post(new(team), entry_typed(save=1, description=pdf(paper(5))))
    work()
    entry = Entry.objects.get()
    response = client.post(edit(entry), again(entry, submit=1))

    assert response.status_code == 422
    assert "Choose another PDF: this one was refused." in text_of(response)
    assert "This PDF has 5 pages" in text_of(response)


def test_what_is_refused_after_it_was_sent_in_wants_attention(client, team, after_the_deadline):
    _response, entry = send(client, team, description=pdf(paper(5)))
    after_the_deadline()
    work()

    entry.refresh_from_db()
    assert entry.state == State.ATTENTION
    assert entry.replace_until > timezone.now() + timedelta(hours=11)
    told = mails("description_refused")
    assert {one.recipient for one in told} == {"ana@example.org", "bo@example.org"}
    assert "This PDF has 5 pages" in told[0].body
    assert "Another can be sent until" in told[0].body
    assert "Replace the description" in text_of(client.get(entry.get_absolute_url()))
    assert is_still_due(told[0])


def test_for_twelve_hours_another_description_is_taken_and_nothing_else(
    client, team, after_the_deadline
):
    _response, entry = send(client, team, description=pdf(paper(5)))
    after_the_deadline()
    work()
    typed = entry_typed(submit=1, title="Smuggled", key=entry.key, seen=3)
    client.post(edit(entry), typed)
    work()

    entry = Entry.objects.with_all().get()
    assert (entry.state, entry.title) == (State.REPORTED, "Sparse net")
    assert entry.replace_until is None
    assert (entry.description.number, entry.measurements.count()) == (2, 1)
    assert not is_still_due(mails("description_refused")[0])
    assert mails("entry_replaced").count() == 2


def test_what_is_sent_within_the_twelve_hours_does_not_make_them_longer(
    client, team, after_the_deadline
):
    _response, entry = send(client, team, description=pdf(paper(5)))
    after_the_deadline()
    work()
    entry.refresh_from_db()
    until = entry.replace_until
    client.post(edit(entry), again(entry, submit=1, description=pdf(paper(6))))
    work()

    entry.refresh_from_db()
    assert (entry.state, entry.replace_until) == (State.ATTENTION, until)
    type(entry).objects.update(replace_until=timezone.now() - timedelta(minutes=1))
    late = client.post(edit(entry), again(entry, submit=1, description=pdf()))
    assert "The deadline was" in text_of(late)
    assert entry.descriptions.count() == 2


def test_a_web_page_is_no_description(client, team):
    send(client, team, description=pdf(HTML))
    work()

    entry = Entry.objects.with_all().get()
    assert entry.description.is_rejected
    assert "This is a web page, not a PDF" in text_of(client.get(entry.get_absolute_url()))


def test_all_versions_are_kept_and_served_to_the_team_alone(client, team):
    entry = sent(client, team)
    client.post(edit(entry), again(entry, submit=1, description=pdf(paper(1))))
    work()

    page = client.get(f"{entry.get_absolute_url()}description.pdf")
    assert page["Content-Type"] == "application/pdf"
    assert page["Content-Disposition"].startswith("inline")
    assert f"warm-{entry.code}-2.pdf" in page["Content-Disposition"]
    assert page["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    first = client.get(f"{entry.get_absolute_url()}descriptions/1.pdf")
    assert first.getvalue() == paper(2)
    page.getvalue()
    assert client.get(f"{entry.get_absolute_url()}descriptions/3.pdf").status_code == 404
