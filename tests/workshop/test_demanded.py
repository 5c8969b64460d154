"""Workshops that ask their chairs for a second factor."""

import pytest
from django.urls import reverse

from tests.adminforms import edit, queries_for
from tests.competition.factories import make_competition
from tests.factories import (
    make_archive,
    make_contribution,
    make_file,
    make_member,
    make_portrait,
    make_room,
    make_slot,
    make_speaker,
    make_submission,
    make_user,
    make_workshop,
)
from tests.workshop.test_second_factor import (
    ASK,
    code_of,
    enter_mailed_code,
    set_up_app,
)
from workshop.accounts import confirm_address
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
COMMITTED = pytest.mark.django_db(transaction=True)  # after which the app counts as shown
HIDDEN = {"is_public": False, "participants_shown": "open"}
SET_UP, SHOW = "/accounts/security/", "/accounts/security/reauthenticate/"


def chair_of(client, **fields):
    workshop = make_workshop(needs_second_factor=True, **fields)
    user = make_member(workshop).user
    confirm_address(user)
    client.force_login(user)
    return workshop, user, f"/{workshop.slug}/chair/"


@COMMITTED
@pytest.mark.parametrize("page", ["{}", "{}mail/", "/admin/", "/admin/workshop/workshop/"])
def test_a_chair_without_one_sets_it_up_and_comes_back(client, page):
    _workshop, _user, chairs = chair_of(client)
    page = page.format(chairs)

    assert client.get(page).url == SET_UP
    assert "asks its chairs for a second factor" in client.get(SET_UP).content.decode()
    set_up_app(client)

    codes = client.get("/accounts/security/recovery-codes/").content.decode()
    assert f'href="{page}"' in codes
    assert client.get(page).status_code == 200
    assert "asks its chairs" not in client.get(SET_UP).content.decode()


@COMMITTED
def test_who_signed_in_without_it_is_asked_for_it_and_comes_back(client):
    _workshop, user, page = chair_of(client)
    secret = set_up_app(client)
    client.force_login(user)
    session = client.session
    for name in list(session.keys()):
        if name.startswith("account_authentication"):
            del session[name]
    session.save()

    asked = client.get(f"{page}?tab=1")
    back = client.post(asked.url, {"code": code_of(secret)})

    assert asked.url.startswith(SHOW)
    assert client.get(asked.url).status_code == 200
    assert back.url == f"{page}?tab=1"
    assert client.get(back.url).status_code == 200


@COMMITTED
def test_who_signed_in_with_it_is_asked_no_more(client):
    _workshop, user, page = chair_of(client)
    secret = set_up_app(client)
    client.logout()
    enter_mailed_code(client, user)
    client.post(ASK, {"code": code_of(secret)})

    assert client.get(page).status_code == 200


def test_a_password_does_not_stand_in_for_it(client):
    _workshop, user, page = chair_of(client)
    user.set_password("a kettle on the blue roof")
    user.save()
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": "a kettle on the blue roof"})

    assert client.get(page).url == SET_UP


def test_other_workshops_and_other_people_are_asked_for_nothing(client):
    chair_of(client)
    plain = make_member(make_workshop())
    client.force_login(plain.user)

    assert client.get(f"/{plain.workshop.slug}/chair/").status_code == 200
    assert client.get("/admin/").status_code == 200


def test_a_chair_of_both_reads_the_other_without_it(client):
    _workshop, user, _page = chair_of(client)
    plain = make_member(make_workshop(), user=user).workshop

    assert client.get(f"/{plain.slug}/chair/").status_code == 200
    assert client.get("/admin/").url == SET_UP


def test_what_chairs_read_on_pages_of_others_wants_it_as_well(client):
    workshop, user, _page = chair_of(client)
    submission = make_submission(workshop)
    job = make_archive(workshop, by=user)
    asked = {"slug": workshop.slug, "code": submission.code}
    pages = [reverse("submission", kwargs=asked), reverse("proposal", kwargs=asked)]
    pages += [reverse("job", args=[job.code]), reverse("job_file", args=[job.code])]

    assert {client.get(page).url for page in pages} == {SET_UP}
    client.force_login(submission.submitter)
    assert client.get(pages[0]).status_code == 200


def hidden_pages(workshop):
    """What everybody reads once the workshop is public, with the addresses of its files."""
    speaker = make_speaker(workshop)
    slot = make_slot(workshop, room=make_room(workshop), speakers=[speaker])
    make_contribution(workshop)
    make_competition(workshop)
    portrait, file = make_portrait(speaker), make_file(slot)
    at = {"slug": workshop.slug}
    names = "landing call program program_calendar participants participate submit enter card"
    return [
        *[reverse(name, kwargs=at) for name in [*names.split(), "competition"]],
        *[slot.get_absolute_url(), speaker.get_absolute_url()],
        reverse("picture", kwargs=at | {"name": portrait, "side": 96}),
        reverse("material", kwargs=at | {"code": file.code}),
    ]


def status_of(client, page):
    answer = client.get(page)
    list(answer)  # read to its end a file is closed
    return answer.status_code


def test_whoever_looks_at_a_hidden_workshop_shows_it_before(client):
    workshop, _user, _page = chair_of(client, **HIDDEN)
    pages = hidden_pages(workshop)

    assert {page: client.get(page).url for page in pages} == dict.fromkeys(pages, SET_UP)
    Workshop.objects.update(needs_second_factor=False)
    assert {page: status_of(client, page) for page in pages} == dict.fromkeys(pages, 200)


@COMMITTED
def test_and_looks_at_it_once_it_is_shown(client):
    workshop, _user, _page = chair_of(client, **HIDDEN)
    pages = hidden_pages(workshop)
    set_up_app(client)

    assert {page: status_of(client, page) for page in pages} == dict.fromkeys(pages, 200)


def test_what_is_typed_into_a_hidden_call_is_not_lost(client):
    workshop, _user, _page = chair_of(client, is_public=False)
    here = {"Origin": "http://testserver"}

    answer = client.post(
        f"/{workshop.slug}/submit/", {"title": "Kingfishers at rest"}, headers=here
    )

    assert answer.status_code == 403
    assert "Kingfishers" in answer.content.decode()


def test_outsiders_do_not_learn_that_it_is_demanded(client):
    workshop, _user, page = chair_of(client)
    make_member(workshop, role="reviewer", user=make_user("reviewer@example.org"))
    for mail in ("reviewer@example.org", "stranger@example.org"):
        client.force_login(make_user(mail) if mail[0] == "s" else reviewer_of(workshop))

        assert client.get(page).status_code == 404


def reviewer_of(workshop):
    return workshop.memberships.get(role="reviewer").user


def test_a_superuser_shows_it_where_any_workshop_demands_it(client):
    workshop, _user, page = chair_of(client)
    client.force_login(make_user("operator@example.org", is_superuser=True))

    assert client.get(page).url == SET_UP
    assert client.get("/admin/").url == SET_UP

    Workshop.objects.filter(pk=workshop.pk).update(needs_second_factor=False)
    assert client.get("/admin/").status_code == 200


def test_what_was_typed_is_shown_again_and_nothing_is_done(client):
    _workshop, _user, page = chair_of(client)

    typed = {"subject": "Kingfishers", "body": "Dear all"}
    here = {"Origin": "http://testserver"}

    answer = client.post(f"{page}mail/write/", typed, headers=here)

    assert answer.status_code == 403
    assert "Kingfishers" in answer.content.decode()
    assert "second factor" in answer.content.decode()


def test_a_form_that_saves_itself_is_told_so(client):
    _workshop, _user, page = chair_of(client)

    assert client.get(page, headers={"HX-Request": "true"}).status_code == 401


def test_pages_of_everybody_are_open_without_it(client):
    workshop, _user, _page = chair_of(client, is_public=True)

    for path in ("/me/", f"/{workshop.slug}/", SET_UP, "/accounts/logout/"):
        assert client.get(path).status_code == 200


@COMMITTED
def test_it_costs_one_query_of_a_chairs_page_and_none_once_shown(client):
    _workshop, _user, page = chair_of(client)
    set_up_app(client)
    shown = queries_for(client, page)
    plain = make_member(make_workshop())
    client.force_login(plain.user)

    assert queries_for(client, f"/{plain.workshop.slug}/chair/") == shown + 1


def test_chairs_demand_it_in_the_admin(client):
    workshop = make_workshop()
    client.force_login(make_member(workshop).user)

    edit(client, f"/admin/workshop/workshop/{workshop.pk}/change/", needs_second_factor="on")

    workshop.refresh_from_db()
    assert workshop.needs_second_factor
