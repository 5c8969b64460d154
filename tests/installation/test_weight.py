"""What a first visit to the public pages costs, measured by the browser itself."""

import urllib.request
from urllib.parse import urlsplit

import pytest

TEXT_PAGES = ["/", "/pedl/", "/acml-2021/"]
PROGRAMS = ["/pedl/program/", "/acml-2021/program/"]
EVERY_PAGE = pytest.mark.parametrize("path", TEXT_PAGES + PROGRAMS)


@pytest.fixture
def visit(browser):
    """Load a page cold; the requests made for it, each with its `size` as transferred."""

    def load(path):
        page = browser()
        network = page.context.new_cdp_session(page)
        requests, sizes = {}, {}
        network.on(
            "Network.requestWillBeSent", lambda sent: requests.update({sent["requestId"]: sent})
        )
        network.on(
            "Network.loadingFinished",
            lambda done: sizes.update({done["requestId"]: done["encodedDataLength"]}),
        )
        network.send("Network.enable")
        page.goto(path, wait_until="networkidle")
        assert requests.keys() == sizes.keys()
        return page, [
            {"url": sent["request"]["url"], "kind": sent["type"], "size": sizes[number]}
            for number, sent in requests.items()
        ]

    return load


@pytest.mark.browser
@pytest.mark.parametrize("path", TEXT_PAGES)
def test_a_text_page_weighs_at_most_20_kb(visit, path):
    _page, requests = visit(path)

    assert 0 < sum(request["size"] for request in requests) <= 20_000


@pytest.mark.browser
@pytest.mark.parametrize("path", PROGRAMS)
def test_a_program_weighs_at_most_60_kb(visit, path):
    _page, requests = visit(path)

    assert 0 < sum(request["size"] for request in requests) <= 60_000


@pytest.mark.browser
@EVERY_PAGE
def test_a_public_page_loads_nothing_from_elsewhere(visit, installation, path):
    _page, requests = visit(path)

    assert {urlsplit(request["url"]).netloc for request in requests} == {
        f"127.0.0.1:{installation.port}"
    }


@pytest.mark.browser
@pytest.mark.parametrize("path", TEXT_PAGES)
def test_a_text_page_loads_no_script(visit, path):
    _page, requests = visit(path)

    assert not [request for request in requests if request["kind"] == "Script"]


@pytest.mark.browser
@pytest.mark.parametrize("path", PROGRAMS)
def test_a_program_loads_one_script_of_at_most_2_kb(visit, path):
    _page, requests = visit(path)

    [script] = [request for request in requests if request["kind"] == "Script"]
    assert script["size"] <= 2_000
    assert len(requests) <= 4


@pytest.mark.browser
@EVERY_PAGE
def test_a_public_page_sets_no_cookie(visit, path):
    page, _requests = visit(path)

    assert page.context.cookies() == []


@EVERY_PAGE
@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_a_public_page_is_the_same_for_everyone(installation, path, coding):
    request = urllib.request.Request(installation.url + path, headers={"Accept-Encoding": coding})

    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Set-Cookie"] is None
        assert answer.headers["Content-Encoding"] == ("gzip" if coding == "gzip" else None)
