"""Requests that no page of ours makes: strange headers, methods and queries. No 5xx."""

from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from hypothesis import given, note, settings
from hypothesis import strategies as st

from tests.access.asking import ROUTES, address_for, signed_in
from tests.access.fuzzing.test_forms import EACH, SETTINGS, read
from tests.access.fuzzing.values import KEYS, QUERIES, TEXTS, TIMES
from tests.access.memo import forget_renderings
from tests.access.undoing import undone

pytestmark = [pytest.mark.django_db, pytest.mark.fuzz]
METHODS = ["GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "X"]
ODD = ["", " ", "x" * 20_000, "é", "\xff", "'\"<>", "0", "-1", "9" * 5_000, "*", ",,;;==", "%00%zz"]
HEADERS = {
    "Accept": ["*/*;q=x", "image/png"],
    "Accept-Encoding": ["gzip;q=0", "gzip, br;q=9", "identity"],
    "Accept-Language": ["de;q=zz", "x" * 5_000, "../../etc", "zh-Hant-TW-x-a,*"],
    "Content-Type": ["multipart/form-data", "x/y; charset=utf-16", "text/html; charset=x"],
    "Cookie": [
        "session=\xff; ;;=",
        "csrftoken=x; session=" + "9" * 5_000,
        "messages=W10",
        "zone=x",
    ],
    "Host": ["evil.example", "localhost:x", "[::1", "testserver.", "localhost:99999"],
    "HX-Current-URL": ["http://[", "javascript:x"],
    "HX-Request": ["true", "x"],
    "HX-Target": ["#x"],
    "If-Modified-Since": ["Thu, 32 Foo 99999", "Sat, 01 Jan 0001 00:00:00 GMT", "0"],
    "If-None-Match": ['"x', "W/", '*, "x"'],
    "If-Range": ['"x"'],
    "Origin": ["null", "http://[", "https://evil.example"],
    "Range": ["bytes=-", "bytes=9-1", "bytes=0-0,5-", "x=1-"],
    "Referer": ["http://[::1", "//x", "http://testserver:x/"],
    "User-Agent": ["Mozilla/5.0 " * 900],
    "X-Forwarded-For": ["1.2.3.4, x", "::ffff:1.2.3.4%eth0", "1.2.3.4:80", "999.1.1.1"],
    "X-Forwarded-Host": ["evil.example"],
    "X-Forwarded-Proto": ["https", "javascript"],
    "X-Requested-With": ["XMLHttpRequest"],
}
PAGES = """
    / /me/ /me/data/ /admin/ /healthz /accounts/login/code/ /not/there/ /robots.txt /sitemap.xml
    {} {}program/ {}program.ics {}schedule.json {}changes.atom {}call/ {}submit/ {}chair/
    {}competition/ {}participants/ {}chair/submissions/
""".split()


@st.composite
def headers(draw):
    names = draw(st.sets(st.sampled_from(sorted(HEADERS)), min_size=1, max_size=4))
    return {name: draw(st.sampled_from(HEADERS[name] + ODD)) for name in sorted(names)}


@settings(SETTINGS, max_examples=30 * EACH)
@given(
    st.sampled_from(["anonymous", "author", "chair"]),
    st.sampled_from(METHODS),
    st.sampled_from(PAGES),
    headers(),
)
def test_no_header_or_method_breaks_a_page(world, role, method, page, headers):
    path = page.format(f"/{world.workshop.slug}/")
    note(f"{role}: {method} {path}")
    sent = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    if "Content-Type" in headers:
        sent["CONTENT_TYPE"] = sent.pop("HTTP_CONTENT_TYPE")
    client = signed_in(world, role)
    caches["default"].clear()
    forget_renderings()
    with undone():
        assert read(client.generic(method, path, **sent)).status_code < 500


VALUES = st.sampled_from(KEYS) | st.sampled_from(TEXTS + TIMES)
queries = st.fixed_dictionaries({}, optional=dict.fromkeys(QUERIES, VALUES))


def assert_none_breaks(world, role, names, times):
    """Of these pages, asked so often."""
    client = signed_in(world, role)

    @settings(SETTINGS, max_examples=times)
    @given(st.sampled_from(names), queries)
    def ask_for(name, query):
        path = f"{address_for(world, role, name)}?{urlencode(query)}"
        note(f"{role}: {path[:2000]}")
        forget_renderings()
        with undone():
            assert read(client.get(path)).status_code < 500

    ask_for()


@pytest.mark.parametrize("role", ["chair", "superuser"])
def test_no_query_breaks_a_page(world, role):
    """Those of the admin for the superuser, all others for the chair."""
    names = [one for one in ROUTES if one.startswith("admin:") == (role == "superuser")]

    assert_none_breaks(world, role, names, len(names) * (EACH // 3 or 1))


def test_a_query_that_breaks_a_page_is_found(world, monkeypatch):
    monkeypatch.setattr("program.forms.found_in", lambda slots, text: 1 / 0 if text else slots)

    with pytest.raises(ZeroDivisionError):
        assert_none_breaks(world, "chair", ["program"], 20)
