"""The chair's page: where the workshop stands, what comes next, every date; and publishing."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.adminforms import change_page, queries_for
from tests.factories import (
    make_decided,
    make_key_date,
    make_member,
    make_review,
    make_slot,
    make_submission,
    make_topic,
    make_workshop,
)
from workshop import chair_page
from workshop.models import Change, Workshop
from workshop.services import hide_workshop, publish_workshop
from workshop.steps import Step, in_order
from workshop.timeline import timeline_of
from workshop.times import AOE, distance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
NOW = datetime(2030, 5, 1, 9, tzinfo=UTC)


def read(client, workshop, name="chair"):
    page = client.get(reverse(name, args=[workshop.slug]))
    assert page.status_code == 200
    return page.content.decode()


def words(html):
    main = re.search(r"<main.*?</main>", html, re.S)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def hidden(cast, **fields):
    Workshop.objects.filter(pk=cast.workshop.pk).update(is_public=False, **fields)
    return Workshop.objects.get(pk=cast.workshop.pk)


def texts(workshop, user):
    return [step.text for step in chair_page.all_steps(workshop, user)]


# --- the page ---


def test_it_says_where_the_workshop_stands(client, cast):
    make_key_date(cast.workshop, "call", at=timezone.now() - timedelta(days=1))

    text = words(read(client, cast.workshop))

    assert "Warm Computing" in text
    assert "Phase: the call is open public" in text
    assert f"http://localhost:8000/{cast.workshop.slug}/" in text


def test_the_first_step_is_the_pages_filled_button(client, cast):
    workshop = hidden(cast, place="")

    page = read(client, workshop)

    buttons = re.findall(r'<a class="btn" href="([^"]*)">([^<]*)</a>', page)
    assert buttons == [(f"/{workshop.slug}/chair/publish/", "Publish the site")]
    assert f'href="{change_page(workshop)}#id_place"' in page


def test_steps_of_every_app_stand_together(client, cast, monkeypatch):
    late = Step("Remind the reviewers", "/remind/", is_urgent=True)
    monkeypatch.setattr(chair_page, "found", found_with(chair_page.steps_for, lambda *_: [late]))
    hidden(cast, place="")

    assert texts(hidden(cast), cast.chair)[:2] == ["Remind the reviewers", "Publish the site"]


def found_with(*functions):
    return lambda _module, name: functions if name == "steps_for" else ()


def test_tabs_of_every_app_stand_in_the_navigation(client, cast, monkeypatch):
    tabs = ([("Timeline", "chair")], [("Program of the day", "program")])
    monkeypatch.setattr(chair_page, "found", lambda _module, name: tabs if name == "TABS" else ())

    page = read(client, cast.workshop)

    assert f'<a href="/{cast.workshop.slug}/chair/" aria-current="page">Timeline</a>' in page
    assert f'<a href="/{cast.workshop.slug}/program/">Program of the day</a>' in page


def test_urgent_steps_come_first_then_those_with_a_date():
    urgent = Step("urgent", "/", is_urgent=True)
    soon, later = Step("soon", "/", due=NOW), Step("later", "/", due=NOW + timedelta(days=1))
    someday = Step("someday", "/")

    assert in_order([someday, later, soon, urgent]) == [urgent, soon, later, someday]


def test_it_leads_into_the_admin_and_the_admin_leads_back(client, cast):
    page = read(client, cast.workshop)

    for address in re.findall(r'href="(/admin/[^"#]*)', page):
        if address != reverse("admin:index"):
            assert f'href="/{cast.workshop.slug}/chair/"' in client.get(address).content.decode()


@pytest.mark.parametrize("name", ["change", "delete", "history"])
def test_every_page_of_a_row_leads_back(client, cast, name):
    client.force_login(cast.chair)
    address = reverse(f"admin:program_slot_{name}", args=[make_slot(cast.workshop).pk])

    page = client.get(address).content.decode()

    assert f'href="/{cast.workshop.slug}/chair/"' in page
    assert '<div class="breadcrumbs"><a href="/admin/">Editing</a>' in page


def test_the_question_about_ticked_rows_leads_back_to_page_and_list(client, cast):
    make_member(role="chair", user=cast.chair)
    of_workshop = f"?workshop__id__exact={cast.workshop.pk}"
    slots = reverse("admin:program_slot_changelist") + of_workshop
    ticked = {"action": "delete_selected", "_selected_action": make_slot(cast.workshop).pk}

    question = client.post(slots, ticked).content.decode()

    assert f'href="/{cast.workshop.slug}/chair/"' in question
    assert question.count(f'href="{slots}"') == 2


def test_an_operator_who_chairs_nothing_reads_it_too(client, cast):
    client.force_login(cast.superuser)

    assert "Members" in words(read(client, cast.workshop))


def test_it_takes_the_same_queries_for_one_submission_and_for_four(
    client, cast, django_assert_num_queries
):
    page = reverse("chair", args=[cast.workshop.slug])
    make_decided(make_review(make_submission(cast.workshop)).assignment.submission)
    few = queries_for(client, page)
    for _count in range(3):
        make_decided(make_review(make_submission(cast.workshop)).assignment.submission)

    with django_assert_num_queries(few):
        client.get(page)


def test_it_takes_the_same_queries_for_one_date_and_for_many(client, cast):
    path = reverse("chair", args=[cast.workshop.slug])
    make_key_date(cast.workshop)
    few = queries_for(client, path)

    for number in range(4):
        make_key_date(cast.workshop, "other", label=f"Date {number}")

    assert queries_for(client, path) == few < 33


# --- the timeline ---


def test_the_timeline_has_dates_and_days_in_order_with_now_among_them():
    workshop = make_workshop(last_day=date(2030, 6, 6), zone="Europe/Paris")
    make_key_date(workshop, "call", at=datetime(2030, 3, 1, 12, tzinfo=UTC))
    make_key_date(workshop, at=datetime(2030, 5, 11, 11, 59, tzinfo=UTC), shown_in="aoe")

    lines = [
        (moment.name, f"{moment.local:%a %d %b %H:%M}", moment.zone, moment.distance)
        for moment in timeline_of(workshop, NOW)
    ]

    assert lines == [
        ("Call opens", "Fri 01 Mar 13:00", "Europe/Paris, UTC+1", "61 days ago"),
        ("Now", "Wed 01 May 11:00", "Europe/Paris, UTC+2", "today"),
        ("Proposals due", "Fri 10 May 23:59", "AoE", "in 10 days"),
        ("The workshop begins", "Wed 05 Jun 00:00", "Europe/Paris, UTC+2", "in 35 days"),
        ("Last day of the workshop", "Thu 06 Jun 00:00", "Europe/Paris, UTC+2", "in 36 days"),
    ]


@pytest.mark.parametrize(("hour", "has_passed"), [(0, False), (23, False), (24, True)])
def test_a_day_has_passed_at_the_midnight_after_it(hour, has_passed):
    now = datetime(2030, 6, 5, tzinfo=UTC) + timedelta(hours=hour)

    lines = {moment.name: moment.has_passed for moment in timeline_of(make_workshop(), now)}

    assert lines["The workshop"] is has_passed


def test_the_page_greys_what_has_passed(client, cast):
    make_key_date(cast.workshop, "call", at=datetime(2020, 3, 1, 12, tzinfo=UTC))

    page = read(client, cast.workshop)

    assert re.findall(r'<li class="(past|now)"', page) == ["past", "now"]
    assert "Call opens Sunday 1 March 2020, 12:00 UTC" in words(page)
    assert "days ago (passed)" in words(page)
    assert "The workshop Wednesday 5 June 2030 UTC in " in words(page)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (NOW - timedelta(days=3), "3 days ago"),
        (NOW - timedelta(hours=22), "yesterday"),
        (NOW - timedelta(hours=20), "today"),
        (NOW + timedelta(hours=2), "today"),
        (NOW + timedelta(hours=3), "tomorrow"),
        (NOW + timedelta(days=12), "in 12 days"),
    ],
)
def test_how_far_away_is_counted_in_days_of_the_zone_it_is_shown_in(at, said):
    assert distance(at, NOW, AOE) == said


# --- steps of the base app ---


def test_what_the_page_lacks_is_suggested_before_and_after_publishing(cast):
    workshop = hidden(cast, place="", summary="", introduction="")
    suggestions = [
        "Say where it takes place",
        "Write a summary of two sentences",
        "Name its topics",
        "Write what it is about",
    ]

    assert texts(workshop, cast.chair) == ["Publish the site", *suggestions]
    publish_workshop(workshop, by=cast.chair)
    assert texts(Workshop.objects.get(pk=workshop.pk), cast.chair) == suggestions


def test_what_is_there_is_not_suggested(cast):
    workshop = hidden(cast, introduction="It is warm.")
    make_topic(workshop)

    assert texts(workshop, cast.chair) == ["Publish the site"]


def test_publishing_is_urgent_once_the_call_is_open(cast):
    workshop = hidden(cast)
    call = make_key_date(workshop, "call", at=timezone.now() + timedelta(days=1))
    ahead = chair_page.publishing(Workshop.objects.get(pk=workshop.pk))
    workshop.key_dates.update(at=timezone.now())
    opened = chair_page.publishing(Workshop.objects.get(pk=workshop.pk))

    assert (ahead.due, ahead.is_urgent) == (call.at, False)
    assert (opened.due, opened.is_urgent) == (None, True)


def test_a_workshop_that_is_over_has_no_such_steps(cast):
    over = hidden(cast, place="", first_day=date(2021, 1, 2), last_day=date(2021, 1, 2))

    assert texts(over, cast.chair) == ["Close the workshop", "Make the next edition"]


# --- publishing ---


def test_the_question_says_what_is_missing_and_changes_nothing(client, cast):
    workshop = hidden(cast, place="")

    text = words(read(client, workshop, "publish"))

    assert "Still missing" in text
    assert "Say where it takes place" in text
    assert not Workshop.objects.get(pk=workshop.pk).is_public


def test_publishing_opens_the_page_to_everyone(client, cast):
    workshop = hidden(cast)
    landing = workshop.get_absolute_url()
    visitor = type(client)()
    before = visitor.get(landing).status_code

    answer = client.post(reverse("publish", args=[workshop.slug]), follow=True)

    assert before == 404
    assert visitor.get(landing).status_code == 200
    assert "The site is public" in words(answer.content.decode())
    assert f'href="{landing}"' in answer.content.decode()


def test_what_is_missing_once_it_is_public_is_suggested_apart_and_never_the_filled_button(
    client, cast
):
    workshop = hidden(cast, place="", summary="")

    answer = client.post(reverse("publish", args=[workshop.slug]), follow=True)

    page = answer.content.decode()
    told = "What to do next Nothing waits for you at the moment. Suggestions"
    assert f"{told} Say where it takes place Write a summary" in words(page)
    assert '<a class="btn" ' not in page


def test_hiding_closes_it_again(client, cast):
    landing = cast.workshop.get_absolute_url()
    client.get(landing)

    answer = client.post(reverse("publish", args=[cast.workshop.slug]), {"hide": "1"}, follow=True)

    assert "The site is hidden" in words(answer.content.decode())
    assert type(client)().get(landing).status_code == 404


def test_publishing_and_hiding_leave_a_line_each_and_none_for_nothing(cast):
    workshop = hidden(cast)

    publish_workshop(workshop, by=cast.chair)
    publish_workshop(workshop, by=cast.chair)
    hide_workshop(workshop, by=cast.chair)

    assert [(line.by, line.fields) for line in Change.objects.order_by("pk")] == [
        (cast.chair, {"is_public": [False, True]}),
        (cast.chair, {"is_public": [True, False]}),
    ]


@pytest.mark.parametrize("role", ["stranger", "reviewer", "other_chair"])
def test_nobody_else_publishes(client, cast, role):
    workshop = hidden(cast)
    client.force_login(getattr(cast, role))

    assert client.post(reverse("publish", args=[workshop.slug])).status_code == 404
    assert not Workshop.objects.get(pk=workshop.pk).is_public
