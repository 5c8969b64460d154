"""Every page is valid HTML, for whoever asks for it, and so is what a form that is refused says."""

import re

import pytest
from django.test import Client

from tests.access.routes import address, make_rows, routes
from tests.html import faults_in, unprotected_in

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head>'
    "<body><main><h1>T</h1>{}</main></body></html>"
)
ROLES = ["anonymous", "author", "reviewer", "publications", "chair", "superuser"]
BY_LINK = re.compile("/(speaker|confirm)/")  # whose address is the secret: no cookie, no token
ACTS_AT_ONCE = ("logout", "delete", "demo_sign_in", "discard")


@pytest.fixture
def rows(cast):
    return make_rows(cast)


def client_of(cast, role):
    client = Client()
    if role != "anonymous":
        client.force_login(getattr(cast, role))
    return client


def faults_of(path, response):
    """Of a page; None of what is none."""
    content = response.getvalue()  # which closes a file
    if not content or not response.get("Content-Type", "").startswith("text/html"):
        return None
    html = content.decode()
    return faults_in(html) + ([] if BY_LINK.match(path) else unprotected_in(html))


def faulty(answers):
    """{address: [fault, …]} of those that have some."""
    found = {path: faults_of(path, answer) for path, answer in answers if answer.status_code != 302}
    assert len([one for one in found.values() if one is not None]) > 10
    return {path: faults for path, faults in found.items() if faults}


PARTS = {"check", "check_of_guest"}  # of the form, where they stand as well


@pytest.mark.crawl
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_valid(cast, rows, role):
    client = client_of(cast, role)
    paths = [
        address(pattern, cast.workshop, rows) for name, pattern in routes() if name not in PARTS
    ]

    assert faulty((path, client.get(path)) for path in paths) == {}


@pytest.mark.crawl
def test_a_form_that_is_refused_is_valid(cast, rows):
    """Sent empty, to every page of a chair and an author."""
    named = [(name, address(pattern, cast.workshop, rows)) for name, pattern in routes()]
    paths = [path for name, path in named if not any(act in name for act in ACTS_AT_ONCE)]
    chair, author = client_of(cast, "chair"), client_of(cast, "author")

    of_chair = faulty((path, chair.post(path)) for path in paths)

    assert of_chair == {}
    assert faulty((path, author.post(path)) for path in paths) == {}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("<p>a<div>b</div></p>", "<div> in <p>, which holds phrases alone"),
        ("<p>a", "</main> stands where <p> is open"),
        ("<b><i>a</b></i>", "</b> stands where <i> is open"),
        ("<ul>a</ul>", "text straight in <ul>"),
        ("<ul><p>a</p></ul>", "<p> straight in <ul>"),
        ("<table><tr></tr></table>", "<tr> straight in <table>"),
        ('<a href="/"><button>a</button></a>', "<button> somewhere in <a>"),
        ("<form><form></form></form>", "<form> somewhere in <form>"),
        ("<blink>a</blink>", "<blink> is no element"),
        ("<p align=left>a</p>", "<p> has an attribute align"),
        ('<p id="a" id="b">a</p>', "<p> has id twice"),
        ('<p id="a">a</p><p id="a">b</p>', "<p> has the id a, which another has as well"),
        ('<p aria-describedby="a">a</p>', "<p> has aria-describedby 'a', which is not there"),
        ('<label for="a">a</label><p id="a">a</p>', "<label> is for <p>, which takes no label"),
        ('<a href="#a">a</a>', "<a> leads to #a, which is not there"),
        ("a & b", "a bare & in the text"),
        ('<a href="?a=1&b=2">a</a>', "a bare & in an attribute of <a>"),
        ("a < b", "a bare < in the text"),
        ("&nosuch;", "&nosuch; is no character"),
        ("<div/>", "<div/> does not close itself"),
        ("<h1>b</h1>", "2 <h1>"),
        ('<img src="a">', "<img> lacks what it needs, with ['src']"),
        ('<time datetime="soon">a</time>', "<time> lacks what it needs, with ['datetime']"),
        ('<meta name="a" content="b">', "<meta> stands outside <head>"),
    ],
)
def test_what_is_wrong_is_noticed(written, told):
    faults = [one.partition(": ")[2] or one for one in faults_in(PAGE.format(written))]

    assert told in faults


def test_nothing_is_wrong_with_what_is_right():
    assert faults_in(PAGE.format('<p id="a">a &amp; <a href="#a">b</a><br>c</p>')) == []


def test_a_form_without_a_token_is_noticed():
    token = '<input type="hidden" name="csrfmiddlewaretoken" value="a">'

    assert (
        unprotected_in(PAGE.format(f'<form method="post"><p>{token}</p></form><form></form>')) == []
    )
    assert unprotected_in(PAGE.format('<form method="post"></form>')) == [
        "line 1: <form> has no token"
    ]


def test_a_page_says_its_language_and_its_letters():
    bare = "<html><head><title>T</title></head><body><main><h1>T</h1></main></body></html>"

    assert faults_in(bare) == ["no <!doctype html>", "<html> has no lang", "no <meta charset>"]
