"""What every template keeps to: words through gettext, nothing inline, nothing unescaped."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parent.parent / "templates"
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
NAMES = {"Ossau", "AoE"}


def text_of(page):
    return (TEMPLATES / page).read_text()


def words_outside_gettext(html):
    """The words a reader would see that no translator would."""
    html = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", " ", html, flags=re.S)
    html = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", " ", html, flags=re.S)
    html = re.sub(r"{%.*?%}|{{.*?}}|&\w+;", " ", html, flags=re.S)
    spoken = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', html)
    seen = re.sub(r"<[^>]*>", " ", html)
    return set(re.findall(r"[A-Za-z]{2,}", " ".join([seen, *spoken]))) - NAMES


@pytest.mark.parametrize("page", PAGES)
def test_words_go_through_gettext(page):
    assert words_outside_gettext(text_of(page)) == set()


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_inline_that_the_policy_would_refuse(page):
    """JSON-LD is data: no browser runs it, so no policy speaks of it."""
    data = r'<script type="application/ld\+json">'
    inline = rf"\sstyle=|<style|<script(?![^>]* src=)(?!{data[7:]})|\son\w+=|javascript:"

    assert re.findall(inline, text_of(page)) == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_skips_escaping(page):
    assert re.findall(r"\|safe|{% autoescape off", text_of(page)) == []


def test_a_word_outside_gettext_is_noticed():
    assert words_outside_gettext('<p title="Hello">{% translate "fine" %} World</p>') == {
        "Hello",
        "World",
    }
