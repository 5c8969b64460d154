"""A link in a text leads to a page or begins a mail; nothing in it runs."""

import re
from html import unescape

import pytest

from workshop.markdown import as_html

HARMFUL = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#x1;javascript:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "file:///etc/passwd",
    "blob:https://x/1",
    "view-source:javascript:alert(1)",
    "feed:javascript:alert(1)",
]
WAYS = ["[x]({})", "[x](<{}>)", "<{}>", "![x]({})", "[x][a]\n\n[a]: {}", '<a href="{}">x</a>']


def hrefs(html):
    return [unescape(one) for one in re.findall(r"""<\w[^>]*\s(?:href|src)=["']([^"']*)""", html)]


def scheme_of(address):
    """As a browser reads it: tabs and breaks count for nothing, nor what is unseen before it."""
    read = re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33))))
    found = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*(?=:)", read)
    return found[0].lower() if found else ""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", HARMFUL)
def test_what_runs_is_no_link(way, address):
    html = as_html(way.format(address))

    assert {scheme_of(one) for one in hrefs(html)} <= {""}
    assert "<script" not in html
    assert not re.search(r"<[^>]*\son\w+=", html)


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "mailto:ada@example.org", "/me/"])
def test_a_page_and_a_mail_are(address):
    assert hrefs(as_html(f"[x]({address})")) == [address]


@pytest.mark.parametrize("address", ["javascript:a", "java\tscript:a", "\x01 JavaScript:a"])
def test_what_a_browser_would_run_is_noticed(address):
    assert scheme_of(address) == "javascript"


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "<svg onload=alert(1)>"])
def test_html_is_text(text):
    assert "<img" not in as_html(text)
    assert "<svg" not in as_html(text)
