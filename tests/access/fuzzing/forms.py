"""The forms of a page, read from its HTML as a browser would find them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import Resolver404, resolve

NOT_SENT = {"csrfmiddlewaretoken"}
BUTTONS = {"submit", "image", "button", "reset"}


@dataclass
class Field:
    name: str
    kind: str  # the type of the input, or its element
    shown: list = field(default_factory=list)  # what is sent where nobody touches it
    options: list = field(default_factory=list)
    is_required: bool = False
    accept: str = ""  # the kinds of files that are asked for


@dataclass
class Form:
    page: str
    method: str
    action: str
    fields: dict = field(default_factory=dict)
    buttons: list = field(default_factory=list)  # (name, value, address)
    is_link: bool = False

    @property
    def key(self):
        """The same for each row of a list, and for all links to a page."""
        if self.is_link:
            return route_of(self.action), self.method, "links"
        names = sorted(self.fields), sorted({(name, value) for name, value, _to in self.buttons})
        return route_of(self.action), self.method, str(names)

    def __str__(self):
        return f"{self.method} {self.action} of {self.page}: {', '.join(self.fields)}"


def route_of(path):
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return path
    return found.view_name or found.route


class Reader(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.page, self.forms, self.links, self.named = page, [], [], {}
        self.open, self.select, self.text = None, None, None

    def handle_starttag(self, tag, attrs):
        about = {name: value or "" for name, value in attrs}
        if act := getattr(self, f"begin_{tag}", None):
            act(about)

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.text:
            self.text.shown[-1] = self.text.shown[-1].removeprefix("\n")
            self.text = None

    def handle_data(self, data):
        if self.text:
            self.text.shown[-1] += data

    def begin_form(self, about):
        to = urljoin(self.page, about.get("action") or self.page)
        self.open = Form(self.page, about.get("method", "get").lower(), to)
        self.forms.append(self.open)
        self.named[about.get("id")] = self.open

    def begin_a(self, about):
        """A link with a query is the form that asks for it."""
        path, _mark, query = urljoin(self.page, about.get("href", "")).partition("?")
        if query and path.startswith("/"):
            form = next((one for one in self.links if one.action == path), None)
            if form is None:
                form = Form(self.page, "get", path, is_link=True)
                self.links.append(form)
            for name, value in parse_qsl(query.partition("#")[0], keep_blank_values=True):
                form.fields.setdefault(name, Field(name, "select")).options.append(value)

    def begin_input(self, about):
        kind = about.get("type", "text")
        if kind in BUTTONS:
            return self.begin_button(about)
        one = self.field(about, kind)
        if not one:
            return None
        if kind in {"checkbox", "radio"}:
            one.options.append(about.get("value", "on"))
        if kind not in {"checkbox", "radio", "file"} or "checked" in about:
            one.shown.append(about.get("value", "on" if kind == "checkbox" else ""))
        return None

    def begin_select(self, about):
        self.select = self.field(about, "select")

    def begin_option(self, about):
        if self.select:
            self.select.options.append(about.get("value", ""))
            if "selected" in about or not self.select.shown:
                self.select.shown[:] = [about.get("value", "")]

    def begin_textarea(self, about):
        self.text = self.field(about, "textarea")
        if self.text:
            self.text.shown.append("")

    def begin_button(self, about):
        form = self.form_of(about)
        if form is not None and about.get("type", "submit") == "submit":
            to = urljoin(self.page, about["formaction"]) if "formaction" in about else form.action
            form.buttons.append((about.get("name", ""), about.get("value", ""), to))

    def form_of(self, about):
        return self.named.get(about["form"]) if "form" in about else self.open

    def field(self, about, kind):
        form, name = self.form_of(about), about.get("name", "")
        if form is None or not name or name in NOT_SENT:
            return None
        one = form.fields.setdefault(name, Field(name, kind))
        one.is_required |= "required" in about
        one.accept = about.get("accept", "")
        return one


def forms_in(response, page):
    """The forms of a page, and its links with a query; none where the answer is no page."""
    if response.streaming or "html" not in response.get("Content-Type", ""):
        return []
    reader = Reader(page)
    reader.feed(response.content.decode())
    return reader.forms + reader.links
