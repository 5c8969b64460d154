"""Every form of every page, filled in by each role with what no form should be given: no 5xx.

The forms are found on the pages. `FUZZ=40` gives each of them forty fillings instead of a few;
on PostgreSQL `make test` gives one, as the operator alone;
what was found so is a test of its own where it was mended.
"""

import os
import traceback
import zlib
from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st

from tests.access.asking import ROUTES, signed_in
from tests.access.fuzzing.filling import filled, plain
from tests.access.fuzzing.forms import forms_in
from tests.access.fuzzing.values import Body
from tests.access.memo import forget_renderings
from tests.access.routes import address
from tests.access.rules import OF_EACH_KIND
from tests.access.undoing import undone
from workshop.models import Message
from workshop.outbox import as_email

pytestmark = [pytest.mark.django_db, pytest.mark.fuzz]
EACH = int(os.environ.get("FUZZ", "3" if connection.vendor == "sqlite" else "1"))
SETTINGS = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


def pages(world):
    """The address of each route; those that ask of which workshop, of this one as well."""
    for name, pattern in ROUTES.items():
        path = address(pattern, world.workshop, world.rows)
        yield path
        if name.endswith(("_add", "_changelist")):
            yield f"{path}?workshop={world.workshop.pk}"
            yield f"{path}?workshop__id__exact={world.workshop.pk}"


def read(answer):
    """All of it, which closes the file that it is sent from."""
    if answer.streaming:
        answer.getvalue()
    return answer


# Where it may show what was taken, beside the page that is led to.
SHOWING = (
    "{form} / {} {}program/ {}program.ics {}schedule.json {}changes.atom {}chair/ /me/".split()
)


def send(world, role, form, to, data, then=()):
    """The answer; what it did is undone, and no limit of tries is reached.

    If it is to go on, so must the pages `then`, which may show what was taken, and the mails.
    """
    caches["default"].clear()
    forget_renderings()
    client = signed_in(world, role)
    try:
        with undone():
            answer = read(sent(client, form, to, data))
            if answer.status_code == 302 and form.method == "post":
                for path in (answer.url, *then):
                    assert read(client.get(path)).status_code < 500, path
                for mail in Message.objects.filter(state=Message.State.WAITING):
                    as_email(mail).message().as_bytes()
    finally:
        client.cookies.clear()
    return answer


def sent(client, form, to, data):
    if isinstance(data, Body):
        return client.generic("POST", to, data.content, content_type=data.content_type)
    if form.method == "post":
        return client.post(to, data)
    path, _mark, query = to.partition("?")
    return client.get(f"{path}?{query}&{urlencode(data, doseq=True)}")


def found_by(world, role, followed):
    """The forms a role finds on the pages, and on those that follow from a plain filling."""
    client, found = signed_in(world, role), {}
    for path in pages(world):
        with undone():
            for form in forms_in(read(client.get(path)), path):
                known = found.setdefault(form.key, form)
                known.fields = form.fields | known.fields
    for key in found.keys() - followed.keys():
        for one in forms_after(world, role, found[key]):
            found.setdefault(one.key, one)
    return found


AS_SAVE = {"_continue", "_addanother"}  # but for where they lead to


def forms_after(world, role, form):
    """What is asked next, such as whether one is sure."""
    for name, value, to in form.buttons if form.method == "post" else ():
        if name in AS_SAVE:
            continue
        for is_full in (True, False):
            data = {one.name: plain(one, is_full=is_full) for one in form.fields.values()}
            answer = send(world, role, form, to, data | ({name: [value]} if name else {}))
            if answer.status_code == 302:
                break
            yield from forms_in(answer, form.page)


@pytest.fixture(scope="module")
def followed():
    """{key: form} of those that a role before has found: it is known what follows them."""
    return {}


def try_out(world, role, form, times=EACH):
    @seed(zlib.crc32(f"{role} {form.key}".encode()))
    @settings(SETTINGS, max_examples=times)
    @given(filled(form), st.sampled_from(SHOWING))
    def fill_in(filling, showing):
        path = showing.format(f"/{world.workshop.slug}/", form=form.page)
        note(f"{role}: {form.method} {filling} of {form.page}, then {path}")
        assert send(world, role, form, filling.to, filling.data, then=[path]).status_code < 500

    fill_in()


def fillings(key, own, known):
    """How many it gets: the most where it is new, one where the role was never shown it."""
    if key not in known:
        return EACH
    return EACH // 2 + 1 if key in own else 1


# The one who is shown nearly all of them comes first.
ONE_BY_ONE = [
    pytest.param("superuser", marks=pytest.mark.forms),
    *(role for role in OF_EACH_KIND if role != "superuser"),
]


@pytest.mark.parametrize("role", ONE_BY_ONE)
def test_no_filling_of_a_form_breaks_the_site(world, followed, role):
    own = found_by(world, role, followed)
    assert own

    broken = []
    for key, form in sorted((followed | own).items()):
        try:
            try_out(world, role, form, fillings(key, own, followed))
        except Exception as error:
            broken.append("".join(traceback.format_exception(error))[-4000:])
    followed |= own

    assert not broken, "\n\n".join(broken)


PAGE = """
<form id="one" method="post" action="save/"><input type="hidden" name="csrfmiddlewaretoken">
<input name="title" required value="Ice"><textarea name="text">
Snow</textarea><input type="checkbox" name="sure"><input type="radio" name="way" value="a" checked>
<input type="radio" name="way" value="b"><select name="room"><option value="">none</option>
<option value="7" selected>blue</option></select><button name="go" value="1">Go</button></form>
<form><input type="search" name="q"></form><a href="?page=2&amp;q=ice#top">2</a>
<a href="/warm/?page=3">3</a><a href="https://elsewhere.example/?a=1">x</a>
<input name="late" form="one"><input name="lost">
<button form="one" formaction="/elsewhere/">Other</button>
"""


def test_forms_are_read_as_a_browser_reads_them():
    saved, asked, linked = forms_in(HttpResponse(PAGE), "/warm/")

    assert (saved.method, saved.action, asked.method) == ("post", "/warm/save/", "get")
    assert {name: field.shown for name, field in saved.fields.items()} == {
        "title": ["Ice"],
        "text": ["Snow"],
        "sure": [],
        "way": ["a"],
        "room": ["7"],
        "late": [""],
    }
    assert saved.fields["way"].options == ["a", "b"]
    assert saved.buttons == [("go", "1", "/warm/save/"), ("", "", "/elsewhere/")]
    assert list(asked.fields) == ["q"]
    assert (linked.method, linked.action) == ("get", "/warm/")
    assert {name: field.options for name, field in linked.fields.items()} == {
        "page": ["2", "3"],
        "q": ["ice"],
    }


def test_a_page_that_breaks_is_found(world, monkeypatch):
    monkeypatch.setattr("reviews.views.leaving.decline", lambda *_given, **_told: 1 / 0)
    path = f"/{world.workshop.slug}/{world.rows['reviews/<code:code>']}/decline/"
    page = signed_in(world, "reviewer").get(path)
    [form] = [one for one in forms_in(page, path) if "reason" in one.fields]

    with pytest.raises(ZeroDivisionError):
        try_out(world, "reviewer", form, times=20)
