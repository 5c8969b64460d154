"""What a server answers before Django begins: nobody can tell it from an answer made anew."""

import time
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.utils import timezone

from tests.factories import (
    make_key_date,
    make_member,
    make_slot,
    make_speaker,
    make_workshop,
)
from workshop.models import Workshop
from workshop.renderings import answer_kept

pytestmark = pytest.mark.django_db
ENCODING = pytest.mark.parametrize("coding", ["gzip", "identity"])
OF_ALL = [
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
]
PAGES = ["/", "{home}", "{home}call/", "{home}program/", "{home}program/?zone=UTC", "{slot}"]
PAGES += ["{speaker}", "{home}program.ics", "{home}card.png"]


@pytest.fixture(autouse=True)
def _connection_stays(request, monkeypatch):
    """Django closes one that is inside a transaction, as that of a test is."""
    if "transactional_db" not in request.fixturenames:
        monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


class Answer:
    def __init__(self, application, environ):
        self.body = b"".join(application(environ, self._start))

    def _start(self, status, headers):
        self.status, self.headers = int(status[:3]), dict(headers)
        assert len(self.headers) == len(headers)


def ask(application, path, method="GET", secure=False, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    request = RequestFactory().generic(
        method, path, content_type="", headers=headers, secure=secure
    )
    path_as_sent = request.path_info.encode().decode("latin-1")
    return Answer(application, request.environ | {"PATH_INFO": path_as_sent})


def refuse(environ, start_response):
    raise AssertionError("Django was asked.")


@pytest.fixture
def site():
    """The site as a server has it, its middleware made of the settings as they are now."""
    return answer_kept(WSGIHandler())


@pytest.fixture
def path():
    workshop = make_workshop()
    make_slot(workshop, speakers=[make_speaker(workshop)])
    return f"/{workshop.slug}/program/"


def ask_kept(path, **about):
    """What is kept alone; an AssertionError where nothing is."""
    return ask(answer_kept(refuse), path, **about)


@ENCODING
@pytest.mark.parametrize("page", PAGES)
def test_what_is_kept_equals_what_was_made(site, page, coding):
    workshop = make_workshop()
    speaker = make_speaker(workshop)
    slot = make_slot(workshop, speakers=[speaker])
    places = {"home": workshop, "slot": slot, "speaker": speaker}
    page = page.format(**{name: row.get_absolute_url() for name, row in places.items()})

    made = ask(site, page, accept_encoding=coding)
    kept = ask_kept(page, accept_encoding=coding)

    assert made.status == 200
    assert (kept.status, kept.headers, kept.body) == (made.status, made.headers, made.body)
    assert "Set-Cookie" not in kept.headers


@pytest.mark.parametrize("letters", ["%E2%80%A2", "%C5%81", "%C3%A9", "%FF"])
def test_an_address_in_whatever_letters_is_not_there(site, letters):
    assert ask(site, f"/{letters}/").status == 404


@ENCODING
def test_what_is_kept_has_the_headers_of_every_page(site, path, coding):
    ask(site, path, accept_encoding=coding)
    kept, search = ask_kept(path, accept_encoding=coding), ask(site, f"{path}?find=heat")

    assert {name: kept.headers[name] for name in OF_ALL} == {
        name: search.headers[name] for name in OF_ALL
    }


def test_one_encoding_is_never_answered_with_the_other(site, path):
    zipped = ask(site, path, accept_encoding="gzip")
    plain = ask(site, path, accept_encoding="identity")

    assert ask_kept(path, accept_encoding="gzip").body == zipped.body != plain.body
    assert ask_kept(path, accept_encoding="identity").body == plain.body


def test_what_is_kept_costs_one_query(site, path, django_assert_num_queries):
    ask(site, path)

    with django_assert_num_queries(1):
        ask_kept(path)


def test_head_has_the_headers_of_what_is_kept(site, path):
    kept = ask(site, path), ask_kept(path)
    head = ask(site, path, method="HEAD")

    assert (head.headers, head.body) == (kept[1].headers, b"")


def test_a_reader_who_has_it_gets_its_headers_but_those_of_content(site, path):
    kept = ask(site, path).headers
    short = ask(site, path, if_none_match=kept["ETag"])

    of_content = {"Content-Type", "Content-Length"}
    assert (short.status, short.body) == (304, b"")
    assert short.headers == {name: kept[name] for name in kept.keys() - of_content}


def test_a_reader_who_has_another_one_gets_the_page(site, path):
    body = ask(site, path).body

    assert ask(site, path, if_none_match='"another"').body == body


def test_another_host_is_refused_as_ever(site, path):
    before = ask(site, path, host="elsewhere.example")
    ask(site, path)
    after = ask(site, path, host="elsewhere.example")

    assert before.status == after.status == 400
    assert before.headers == after.headers


def test_http_is_sent_to_https_as_ever(path, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60
    site = answer_kept(WSGIHandler())
    made = ask(site, path, secure=True)

    assert made.headers["Strict-Transport-Security"] == "max-age=60"
    assert ask_kept(path, secure=True).headers == made.headers
    sent_on = ask(site, path)
    assert (sent_on.status, sent_on.body) == (301, b"")
    assert sent_on.headers["Location"] == f"https://testserver{path}"


def test_what_a_proxy_says_of_https_is_believed_as_far_as_django_does(path, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = answer_kept(WSGIHandler())
    made = ask(site, path, x_forwarded_proto="https")

    assert ask_kept(path, x_forwarded_proto="https").body == made.body
    assert ask(site, path, x_forwarded_proto="http").status == 301
    assert ask(site, path).status == 301


@pytest.mark.parametrize(
    ("about", "status"),
    [
        ({"content_type": "text/html; charset=utf-16"}, 415),
        ({"content_type": "text/html"}, 200),
        ({"method": "POST"}, 403),
        ({"if_match": '"another"'}, 412),
    ],
)
def test_what_is_kept_stands_in_the_way_of_no_refusal(site, path, about, status):
    ask(site, path)

    assert ask(site, path, **about).status == status


def test_too_many_fields_are_refused_as_ever(site, path):
    many = f"{path}?{'&'.join(f'a{n}=' for n in range(1001))}"
    before = ask(site, many)
    ask(site, path)
    after = ask(site, many)

    assert before.status == after.status == 400
    assert before.headers == after.headers


def test_an_edit_shows_on_the_next_request(site, path):
    ask(site, path)
    make_slot(Workshop.objects.get(), title="Late addition")
    Workshop.objects.touch()

    assert b"Late addition" in ask(site, path).body
    assert b"Late addition" in ask_kept(path).body


def test_what_goes_into_hiding_is_gone_at_once(site, path):
    ask(site, path)
    Workshop.objects.update(is_public=False)

    assert ask(site, path).status == 404


def test_when_time_changes_a_page_it_is_made_anew(site):
    workshop = make_workshop()
    ask(site, f"/{workshop.slug}/")  # so that the next is drawn in less time than is left
    Workshop.objects.touch()
    date = make_key_date(workshop, at=timezone.now() + timedelta(seconds=0.5))
    ask(site, f"/{workshop.slug}/")
    before = ask_kept(f"/{workshop.slug}/")

    while timezone.now() <= date.at:
        time.sleep(0.05)
    after = ask(site, f"/{workshop.slug}/")

    assert b"(passed)" not in before.body
    assert b"(passed)" in after.body


def test_who_is_signed_in_gets_the_same(site, path, client):
    made = ask(site, path)
    client.force_login(make_member().user)
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())

    kept = ask_kept(path, cookie=cookies)

    assert (kept.headers, kept.body) == (made.headers, made.body)


def test_who_reads_a_hidden_workshop_leaves_nothing_behind(site, client, cast):
    Workshop.objects.update(is_public=False)
    client.force_login(cast.chair)
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    path = f"/{cast.workshop.slug}/program/"

    own = ask(site, path, cookie=cookies)

    assert (own.status, own.headers["Cache-Control"]) == (200, "private, no-store")
    assert not caches["renderings"]._cache
    assert ask(site, path).status == 404


def test_a_query_that_breaks_once_is_made_again(site, path):
    body = ask(site, path).body
    broken = [OperationalError("gone")]

    def break_once(execute, *about):
        if broken:
            raise broken.pop()
        return execute(*about)

    with connection.execute_wrapper(break_once):
        assert ask(site, path).body == body


def test_without_a_database_the_answer_is_an_error_with_the_headers_of_every_page(site, path):
    ask(site, path)

    def break_each(execute, *about):
        raise OperationalError("gone")

    with connection.execute_wrapper(break_each):
        answer = ask(site, path)

    assert answer.status == 500
    assert set(OF_ALL) <= answer.headers.keys()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="A file does not hang up.")
def test_a_connection_that_was_cut_is_made_anew(transactional_db, site, path):
    body = ask(site, path).body
    connection.ensure_connection()
    connection.connection.close()

    assert ask(site, path).body == body
    assert ask_kept(path).body == body


def test_a_page_that_is_not_kept_yet_takes_no_query_more_for_that(
    site, path, client, django_assert_num_queries
):
    with django_assert_num_queries(7):
        client.get(path)
    Workshop.objects.touch()

    with django_assert_num_queries(7):
        ask(site, path)
