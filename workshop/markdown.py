"""Markdown as people write it (CommonMark 0.31), with no more HTML than it needs."""

from functools import cache

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"}
TAGS |= {"h3", "h4", "h5", "h6"}
UNDER = 2  # levels that a text's headings stand below: its own heading is an h2


def as_html(text):
    """What is typed as HTML stays text; images and whatever runs are left out."""
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + UNDER, 6)}"
    html = _parser().renderer.render(tokens, _parser().options, {})
    return mark_safe(_clean(html))  # noqa: S308 # nosec B308 B703 # cleaned by nh3


def _clean(html):
    schemes = {"https", "http", "mailto"}
    links = {"a": {"href", "title"}}
    return nh3.clean(html, tags=TAGS, attributes=links, url_schemes=schemes, link_rel="noopener")


@cache
def _parser():
    return MarkdownIt("commonmark", {"html": False, "breaks": True})
