"""Addresses as people paste them: only what is certainly wrong is named, with what mends it."""

import pytest
from django.core.exceptions import ValidationError

from program.addresses import mistake_in
from program.validators import WORDS, validate_address

FOLDER = "https://uppa-my.sharepoint.com"
WRONG = {
    "https://https://example.org/a.pdf": "two_schemes",
    "http://https://example.org/a.pdf": "two_schemes",
    "http://https:example.org": "two_schemes",
    "https://https:/example.org/a.pdf": "two_schemes",
    "https://http//example.org": "two_schemes",
    "https:https://example.org": "two_schemes",
    " HTTPS://HTTPS://example.org": "two_schemes",
    "https://evil\u202emoc.elpmaxe/": "unseen",
    "https://exam\u200bple.org/": "unseen",
    "https://example.org/\u2066a.pdf": "unseen",
    "https://example.org/a\nb": "unseen",
    "file:///home/ada/slides.pdf": "own_disk",
    "file://C:/slides.pdf": "own_disk",
    "C:\\Users\\ada\\slides.pdf": "own_disk",
    "/home/ada/slides.pdf": "own_disk",
    "http://localhost:8888/notebooks/a.ipynb": "own_network",
    "localhost:8000/slides": "own_network",
    "http://127.0.0.1/a.pdf": "own_network",
    "http://10.1.2.3/a.pdf": "own_network",
    "http://192.168.1.20/a.pdf": "own_network",
    "http://172.16.0.9/a.pdf": "own_network",
    "http://169.254.1.1/a.pdf": "own_network",
    "http://[::1]:8000/": "own_network",
    "http://nas.local/a.pdf": "own_network",
    "https://wiki.internal/a": "own_network",
    "https://ada:secret@example.org/a.pdf": "password",
    "https://docs.google.com/presentation/d/1aBc/edit#slide=id.p": "google_docs",
    "https://docs.google.com/document/u/1/d/1aBc/edit?usp=sharing": "google_docs",
    "https://drive.google.com/drive/u/0/my-drive": "own_folder",
    "https://drive.google.com/drive/shared-with-me": "own_folder",
    "https://www.overleaf.com/project/5f0e1d2c3b4a": "overleaf",
    "https://www.overleaf.com/5814372934bcdfghjkmnpq": "overleaf_edit",
    "https://www.dropbox.com/home/Talks": "own_folder",
    "https://onedrive.live.com/edit.aspx?resid=1!2": "office",
    "https://onedrive.live.com/edit?id=1": "office",
    f"{FOLDER}/personal/ada/_layouts/15/Doc.aspx?sourcedoc=1&action=edit": "office",
    f"{FOLDER}/personal/ada/_layouts/15/onedrive.aspx": "own_folder",
    f"{FOLDER}/:p:/r/personal/ada/talk.pptx": "office_colleagues",
    "https://www.canva.com/design/DAF1/abc/edit": "canva",
    "https://mail.google.com/mail/u/0/#inbox/1": "mailbox",
}
RIGHT = [
    "https://example.org/a.pdf",
    "http://example.org",
    "https://web.archive.org/web/2021/https://example.org/a.pdf",
    "https://https.example.org/a",
    "https://example.org/home/ada/slides.pdf",
    "https://localhost.example.org/",
    "https://fa.example.org/می\u200cخواهم",
    "https://8.8.8.8/a.pdf",
    "https://docs.google.com/presentation/d/e/2PACX-1/pub",
    "https://docs.google.com/presentation/d/1aBc/preview",
    "https://drive.google.com/file/d/1aBc/view?usp=sharing",
    "https://www.overleaf.com/read/abcdefghijkl",
    "https://www.dropbox.com/s/abc/slides.pdf?dl=0",
    "https://www.dropbox.com/scl/fi/abc/slides.pdf",
    "https://1drv.ms/b/s!abc",
    f"{FOLDER}/:p:/g/personal/ada/abc",
    "https://www.canva.com/design/DAF1/abc/view",
    "https://github.com/ada/edit/tree/main",
]


@pytest.mark.parametrize("text", WRONG)
def test_a_mistake_is_named(text):
    assert mistake_in(text).kind == WRONG[text]


@pytest.mark.parametrize("text", RIGHT)
def test_what_may_be_right_is_let_through(text):
    assert mistake_in(text) is None
    validate_address(text)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("https://https://example.org/a.pdf?b=1", "https://example.org/a.pdf?b=1"),
        ("http://https:example.org", "https://example.org"),
        (
            "https://docs.google.com/presentation/u/0/d/1aBc/edit#slide=1",
            "https://docs.google.com/presentation/d/1aBc/preview",
        ),
    ],
)
def test_what_would_be_right_is_said_where_it_is_known(text, instead):
    with pytest.raises(ValidationError) as refused:
        validate_address(text)

    assert instead in refused.value.messages[0]
    assert mistake_in(instead) is None


@pytest.mark.parametrize("text", ["slides.pdf", "javascript:alert(1)", "ftp://example.org/a", "["])
def test_what_is_no_address_of_the_web_is_refused(text):
    with pytest.raises(ValidationError, match="begins with https://"):
        validate_address(text)


def test_each_mistake_has_its_words():
    assert {mistake_in(text).kind for text in WRONG} == WORDS.keys()
