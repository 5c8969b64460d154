"""The first page of a workshop: sections, news, dates that moved."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from program.call_texts import call_texts
from program.models import Section
from submissions.services import is_call_open, takes_submissions
from tests.adminforms import change_page, shown
from tests.factories import (
    make_key_date,
    make_news,
    make_section,
    make_slot,
    make_speaker,
    make_topic,
    make_workshop,
)
from tests.program.test_pages import page, words
from workshop.markdown import as_html
from workshop.models import Workshop
from workshop.trail import record, snapshot

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def workshop():
    return make_workshop()


def move(date, by):
    before = snapshot(date)
    date.at += by
    date.save()
    record(date, by=None, workshop=date.workshop, before=before)


# --- sections ---


def test_sections_stand_in_their_order_with_their_text(client, workshop):
    make_section(workshop, title="Second", position=2)
    make_section(
        workshop, title="First", position=1, text="Take the **night** train.\n\n- one\n- two"
    )

    html = page(client, f"/{workshop.slug}/")

    assert "First Take the night train. one two Second Take the train ." in words(html)
    assert "<strong>night</strong>" in html


@pytest.mark.parametrize(
    ("begins", "ends", "is_there"),
    [(None, None, True), (-1, 1, True), (1, None, False), (None, -1, False), (-2, -1, False)],
)
def test_a_section_is_shown_in_its_days_and_kept_outside_them(
    client, workshop, begins, ends, is_there
):
    now = timezone.now()
    from_, until = (days and now + days * DAY for days in (begins, ends))
    make_section(workshop, title="Visa letters", shown_from=from_, shown_until=until)

    assert ("Visa letters" in page(client, f"/{workshop.slug}/")) is is_there
    assert Section.objects.count() == 1


def test_the_page_is_made_anew_when_a_section_comes_or_goes(client, workshop):
    now = timezone.now()
    make_section(workshop, shown_from=now + timedelta(minutes=3))

    client.get(f"/{workshop.slug}/")

    [key] = caches["renderings"]._cache
    assert 170 < caches["renderings"]._expire_info[key] - now.timestamp() < 190


def test_a_section_cannot_end_before_it_begins(workshop):
    now = timezone.now()

    with pytest.raises(IntegrityError):
        make_section(workshop, shown_from=now, shown_until=now - DAY)


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("![x](https://elsewhere.example.org/a.png)", "<p></p>"),
        ('[x](https://a.example.org "t")', 'href="https://a.example.org" title="t" rel="noopener"'),
        ("# Big\n## Less", "<h3>Big</h3>\n<h4>Less</h4>"),
        ("one\ntwo", "one<br>\ntwo"),
        ("a <b onclick=x>b</b>", "&lt;b onclick"),
    ],
)
def test_markdown_gives_text_and_never_what_runs_or_loads(typed, html):
    assert html in as_html(typed)
    assert "<script" not in as_html(typed)
    assert "<img" not in as_html(typed)


# --- news and moved dates ---


def test_news_stand_with_their_day_and_link_the_latest_first(client, workshop):
    now = timezone.now()
    make_news(workshop, line="Older", at=now - 2 * DAY)
    make_news(workshop, line="Newer", at=now - DAY, url="https://hall.example.org/")
    make_news(workshop, line="Not yet", at=now + DAY)

    html = page(client, f"/{workshop.slug}/")

    assert html.index("Newer") < html.index("Older")
    assert '<a href="https://hall.example.org/" rel="noopener">Newer</a>' in html
    assert "Not yet" not in html


def test_a_moved_date_writes_its_own_line_and_stands_beside_the_old_one(client, workshop):
    date = make_key_date(workshop)
    assert "<s " not in page(client, f"/{workshop.slug}/")

    move(date, 7 * DAY)

    html = page(client, f"/{workshop.slug}/")
    assert "Proposals due: now 12 June 2030, not 5 June 2030." in words(html)
    assert "before: 5 June 2030 12 June 2030 Proposals due" in words(html)
    assert "before: 5 June 2030 12 June 2030" in words(page(client, f"/{workshop.slug}/call/"))


def test_a_date_that_was_moved_back_is_as_it_was(client, workshop):
    date = make_key_date(workshop)
    move(date, 7 * DAY)
    move(date, -7 * DAY)

    text = words(page(client, f"/{workshop.slug}/"))

    assert "not 12 June 2030" in text


def test_what_moved_before_the_site_was_public_is_told_to_nobody(client, workshop):
    move(make_key_date(workshop), 7 * DAY)
    record(workshop, by=None, workshop=workshop, before=snapshot(workshop) | {"is_public": False})

    html = page(client, f"/{workshop.slug}/")

    assert "now 12 June 2030" not in html
    assert "<s " not in html


def test_the_first_page_takes_the_same_few_queries_whatever_stands_on_it(
    client, workshop, django_assert_max_num_queries
):
    for number in range(4):
        make_section(workshop)
        make_news(workshop)
        make_topic(workshop, name=f"Topic {number}")
        make_slot(workshop, speakers=[make_speaker(workshop)])
        move(make_key_date(workshop, kind="other", label=f"Date {number}"), DAY)

    with django_assert_max_num_queries(10):
        page(client, f"/{workshop.slug}/")


# --- what lives elsewhere ---


def test_buttons_lead_to_what_lives_elsewhere(client):
    elsewhere = {
        name: f"https://{name}.example.org/?a=1&b=2"
        for name in ("submit_url", "register_url", "proceedings_url")
    }
    workshop = make_workshop(**elsewhere)
    make_key_date(workshop)

    first, call = page(client, f"/{workshop.slug}/"), page(client, f"/{workshop.slug}/call/")

    linked = 'class="btn{}" href="https://{}.example.org/?a=1&amp;b=2" rel="noopener">{}<'
    assert linked.format(" quiet", "register_url", "Register") in first
    assert linked.format(" quiet", "proceedings_url", "Proceedings") in first
    assert linked.format("", "submit_url", "Submit a proposal") in call
    assert f"/{workshop.slug}/submit/" not in call


def test_where_proposals_are_sent_elsewhere_the_form_takes_none(client, cast):
    cast.workshop.submit_url = "https://elsewhere.example.org/"
    cast.workshop.save()
    make_key_date(cast.workshop)

    assert not takes_submissions(cast.workshop, timezone.now())
    assert is_call_open(cast.workshop, timezone.now())


def test_one_registers_for_no_workshop_that_is_over(client):
    day = date(2021, 11, 17)
    workshop = make_workshop(first_day=day, last_day=day, register_url="https://a.example.org/")

    assert "Register" not in page(client, f"/{workshop.slug}/")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://a.example.org/", "a.example"])
def test_an_address_elsewhere_is_of_the_web(address):
    with pytest.raises(ValidationError):
        make_workshop(register_url=address).full_clean()


# --- committee, and parts shown or not ---


def test_the_committee_stands_on_the_first_page_and_the_call(client):
    workshop = make_workshop(committee="Ana Moreau, UPPA\n\n <b>Bo</b> Lund\n")
    make_key_date(workshop)

    for address in (f"/{workshop.slug}/", f"/{workshop.slug}/call/"):
        html = page(client, address)
        assert "<li>Ana Moreau, UPPA</li><li>&lt;b&gt;Bo&lt;/b&gt; Lund</li>" in html
    copied = call_texts(workshop)
    assert "Programme committee:\n- Ana Moreau, UPPA\n- <b>Bo</b> Lund" in copied.plain
    assert "## Programme committee" in copied.markdown
    assert "Programme committee" not in page(client, f"/{make_workshop().slug}/")


def test_a_call_closed_by_hand_can_be_read_says_so_and_takes_none(client):
    workshop = make_workshop(call_shown="closed")
    make_key_date(workshop)

    html = page(client, f"/{workshop.slug}/call/")

    assert "Proposals are not taken now." in html
    assert "Submit a proposal" not in html
    assert not takes_submissions(workshop, timezone.now())


def test_a_hidden_call_is_nowhere_and_comes_back_whole(client):
    workshop = make_workshop(call_shown="hidden")
    make_key_date(workshop)
    calls = [f"/{workshop.slug}/call/", f"/{workshop.slug}/call/copy/"]

    assert [client.get(one).status_code for one in calls] == [404, 404]
    assert calls[0] not in page(client, f"/{workshop.slug}/")
    assert calls[0] not in client.get("/sitemap.xml").content.decode()

    workshop.call_shown = "dates"
    workshop.save()
    Workshop.objects.touch()
    assert [client.get(one).status_code for one in calls] == [200, 200]


def test_a_hidden_program_tells_nothing_of_itself_and_comes_back_whole(client):
    workshop = make_workshop(is_program_hidden=True)
    slot = make_slot(workshop, title="Canary talk", speakers=[make_speaker(workshop, name="Ada")])
    [speaker] = workshop.speakers.all()
    own = [slot.get_absolute_url(), speaker.get_absolute_url()]
    shown = [f"/{workshop.slug}/{path}" for path in ("", "program/", "program.ics")]
    shown.append("/sitemap.xml")

    assert [client.get(one).status_code for one in own] == [404, 404]
    for address in shown:
        answer = client.get(address).content.decode()
        assert "Canary talk" not in answer
        assert "Ada" not in answer
        assert not any(one in answer for one in own)

    workshop.is_program_hidden = False
    workshop.save()
    Workshop.objects.touch()
    assert [client.get(one).status_code for one in own] == [200, 200]
    assert "Canary talk" in page(client, f"/{workshop.slug}/program/")


# --- in the admin ---


def test_a_chair_writes_a_section_and_finds_it_on_the_page(client, cast, chair_signed_in):
    section = make_section(cast.workshop)
    address = change_page(section)
    form = shown(client.get(address))

    client.post(address, form | {"title": "By train", "text": "Change in Pau."})

    assert "By train Change in Pau." in words(page(client, f"/{cast.workshop.slug}/"))
    assert cast.workshop.trail.get().fields["title"] == ["How to get there", "By train"]
