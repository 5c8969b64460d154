"""Walking every page that may say something of the stage's submission."""

import re
from functools import cache
from unittest.mock import patch

from django.contrib.messages import get_messages
from django.template.base import Template
from django.test import Client

from program.models import Contribution, Material, Slot
from reviews.models import Assignment
from submissions.models import Submission
from submissions.querysets import addresses_of
from tests.access import clock
from tests.access.memo import Memo
from tests.access.routes import address, routes
from tests.access.stage import SECRETS
from tests.access.undoing import undone
from tests.access.unpacking import unpacked
from workshop.mailtexts import purposes
from workshop.models import Change, Letter, Message, Workshop

# allauth's pages, links of mails and forms for new rows say nothing of a submission.
SILENT = re.compile(
    r"account_|mfa_|sign_up|demo_sign_in|action_link|confirm_by_link|"
    r"invitation$|start|admin:(log|password|jsi18n|catch_all)"
    r"|admin:.*_(add|by_number)$"
)
ROUTES = {name: pattern for name, pattern in routes() if not SILENT.match(name)}
# Whose every row has its page opened, by its own number.
EVERY_ROW = {"workshop_message": Message, "workshop_change": Change}
CODED = {
    "messages": Message,
    "letters": Letter,
    "program": Slot,
    "materials": Material,
    "contributions": Contribution,
}
# The committee's names stand here, whoever reviews what.
COMMITTEE = re.compile(
    r"submit$|invite_people$|conflicts$|assign_by_hand$|(import_)?reviewers$|edit_submission$|edit_for_authors$|admin:(workshop_(membership|user)|reviews_reviewerprofile)_"
    r"|(export_)?progress_of_reviewers$"
)
NOBODY = {"anonymous", "speaker"}  # who is not signed in
BY_LINK = {"speaker_by_link", "material_by_link"}  # of the speaker, who alone has it


def client_of(stage, role):
    client = Client()
    if role not in NOBODY:
        client.force_login(getattr(stage, role))
    return client


def addresses(stage, name):
    """Of a route, about each of the stage's rows."""
    gaps = {"reviews/<code:code>": "", "<code:code>/discard": "", "<code:code>": ""} | stage.rows
    return [
        address(ROUTES[name], stage.workshop, gaps | one) for one in fillings(name, ROUTES[name])
    ]


def fillings(name, pattern):
    """What to put into the gaps of a pattern: [{gap: value}]."""
    about = re.match(r"admin:(\w+)_(change|history|delete)$", name)
    if about and about[1] in EVERY_ROW:
        rows = EVERY_ROW[about[1]].objects.order_by("-pk")
        rows = rows if about[2] == "change" else rows[:1]  # which they find in the same way
        return [{about[1]: row.pk} for row in rows]
    if about := re.search(
        r"(messages|letters|program|materials|contributions)/<code:code>", pattern
    ):
        codes = CODED[about[1]].objects.order_by("pk").values_list("code", flat=True)
        return [{about[0]: code} for code in codes]
    if "reviews/<code:code>" in pattern:
        rows = Assignment.objects.order_by("pk")
        return [{"reviews/<code:code>": f"reviews/{row.code}"} for row in rows]
    if "export/<slug:kind>" in pattern:
        return [{"export/<slug:kind>": f"export/{kind}"} for kind in ("csv", "json", "xlsx")]
    if "<code:code>" in pattern:
        codes = Submission.objects.order_by("pk").values_list("code", flat=True)
        return [{"<code:code>": code, "<code:code>/discard": f"{code}/discard"} for code in codes]
    return [{}]


def queries(stage, name):
    """What a list can be asked: a search for all secrets at once, and its filters."""
    yield ""
    if name.endswith("_changelist"):
        yield "?q=canary"
        yield "?_popup=1&o=-2"
    if re.match("admin:(workshop_(?!message|change)|reviews_|submissions_).*_change$", name):
        yield "?_popup=1"
    if name == "chair_list" or re.match("(export_)?progress", name):
        yield "?words=canary"
    if name == "progress":
        yield "?state=missing&sort=-done"
    if name == "chair_list":
        yield "?duplicates=on&sort=-conflicts&verdict=accept"
    if name.endswith("message_changelist"):
        yield f"?workshop__id__exact={stage.workshop.pk}&purpose__exact=acceptance"


class Walk:
    """Of those roles: each page is asked for once, and again where what it reads has changed."""

    def __init__(self, stage, roles):
        self.stage = stage
        self.clients = {role: client_of(stage, role) for role in roles}
        self.memo = Memo(self.ask)
        enter = {role: client.get("/admin/") for role, client in self.clients.items()}
        self.editors = {role for role, answer in enter.items() if answer.status_code == 200}

    def ask(self, role, path):
        """With what it leaves to be said on the next page, which must not depend on this one."""
        client = self.clients[role]
        answer = client.get(path)
        client.cookies.pop("messages", None)
        said = [str(one) for one in get_messages(answer.wsgi_request)]
        return "\n".join([text_of(answer), *said])

    def read(self, names=ROUTES):
        """{role: [(route, address, text and telling headers)]} of all pages and mails, now.

        The counter that stored pages are keyed by is put back: it rises with every act, and
        what it is for is forgotten before each page.
        """
        Workshop.objects.update(revision=1)
        places = [(name, path) for name in names for path in places_of(self.stage, name)]
        with clock.standing(), self.memo.watching(), patch.object(Template, "_render", rendered):
            return {
                role: [*self.pages(role, places), *mails_to(self.stage, role)]
                for role in self.clients
            }

    def pages(self, role, places):
        """What the role may not enter, and whom a link is not for, the table of routes sees to.

        A speaker is anonymous but for her link.
        """
        for name, path in places:
            if name.startswith("admin:") and role not in self.editors:
                continue
            if (name in BY_LINK) == (role == "speaker"):
                yield name, path, self.memo.read(role, path)


def rendered(template, context):
    """Without the copy of each context that Django keeps for tests which ask for it."""
    return template.nodelist.render(context)


def places_of(stage, name):
    """A search is exported as CSV alone: it is the same rows in each kind."""
    found = [path + query for path in addresses(stage, name) for query in queries(stage, name)]
    return [one for one in found if not re.search(r"/export/(json|xlsx)/\?words", one)]


def text_of(response):
    content = unpacked(response.getvalue() if response.streaming else response.content)
    headers = [
        response.headers.get(name, "") for name in ("Location", "Content-Disposition", "ETag")
    ]
    return "\n".join([str(response.status_code), *headers, content.decode(errors="replace")])


def without_noise(text):
    """Without what is another at every look: tokens and the form's key."""
    text = re.sub(r'name="(csrfmiddlewaretoken|key|tab|window)" value="[\w-]+"', "", text)
    return re.sub(r"nonce-[\w+/=-]+|nonce=\"[\w+/=-]+\"", "", text)


def mails_to(stage, role):
    """The same of the mails that the role gets: what has lost its reason is not sent."""
    if role not in NOBODY:
        mails = Message.objects.filter(recipient__in=addresses_of(getattr(stage, role)))
        for mail in [one for one in mails if purposes()[one.purpose].is_due(one)]:
            yield "mail", mail.key, f"{mail.subject}\n{mail.text}"


def after_each(stage, states, look, done=()):
    """{state: what `look(state)` gives there}; what leads to several of them is done once."""
    found = {state: look(state) for state, acts in states.items() if tuple(acts) == done}
    further = [acts[len(done)] for acts in states.values() if is_further(acts, done)]
    for act in dict.fromkeys(further):
        with undone():
            act(stage)
            found |= after_each(stage, states, look, (*done, act))
    return found


def is_further(acts, done):
    return len(acts) > len(done) and tuple(acts[: len(done)]) == done


def come_across(read):
    """{role: {secret: [where]}} of what `Walk.read` gives."""
    return {role: secrets_in(pages) for role, pages in read.items()}


def secrets_in(pages):
    found = {}
    for name, path, text in pages:
        for secret in words_in(text):
            if not (secret == "reviewer" and COMMITTEE.match(name)):
                found.setdefault(secret, []).append(path)
    return found


@cache
def words_in(text):
    text = text.lower()
    return [secret for secret, word in SECRETS.items() if word in text]
