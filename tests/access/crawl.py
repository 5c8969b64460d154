"""Walking every page that may say something of the stage's submission."""

import re
from io import BytesIO
from zipfile import ZipFile

from django.core.cache import caches
from django.test import Client

from program.models import Contribution, Material, Slot
from program.schedule import program_at
from reviews.models import Assignment
from submissions.models import Submission
from submissions.querysets import addresses_of
from tests.access.routes import address, routes
from workshop.mailtexts import purposes
from workshop.models import Change, Letter, Message

# allauth's pages, links of mails and forms for new rows say nothing of a submission.
SILENT = re.compile(
    r"account_|sign_up|demo_sign_in|action_link|speaker_by_link|material_by_link|confirm_by_link|"
    r"invitation$|start|admin:(log|password|jsi18n|catch_all)"
    r"|admin:.*_(add|by_number)$"
)
ROUTES = {name: pattern for name, pattern in routes() if not SILENT.match(name)}
# Its pages read no submission; test_secrets.py walks them for their own.
OF_COMPETITION = (
    r"(chair_)?competition|results_preview|leaderboard|enter$|(leave_)?team$|(\w+_)?entry$"
    r"|description|log_|choose_run|remove_log|bring_back_log|export_to_measure"
    r"|admin:competition_"
)
# Far from it: drawings and what has another subject. Walked in one state, to keep this quick.
ELSEWHERE = re.compile(
    rf"home|landing|call|card|picture|publish$|page_of_|import_|{OF_COMPETITION}"
    r"|admin:(index|app_list|program_|workshop_(workshop|user|job)_|.*_history$)"
)
NEAR = [name for name in ROUTES if not ELSEWHERE.match(name)]
# Whose every row has its pages opened, by its own number.
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


def client_of(stage, role):
    client = Client()
    if role != "anonymous":
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
        return [{about[1]: row.pk} for row in EVERY_ROW[about[1]].objects.all()]
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
    if name == "chair_list" or re.match("(export_)?progress", name):
        yield "?words=canary"
    if name == "progress":
        yield "?state=missing&sort=-done"
    if name == "chair_list":
        yield "?duplicates=on&sort=-conflicts&verdict=accept"
    if name.endswith("message_changelist"):
        yield f"?workshop__id__exact={stage.workshop.pk}&purpose__exact=acceptance"


def pages_of(stage, client, names=ROUTES):
    """(route, address, text and telling headers) of every page that can be asked for."""
    caches["renderings"].clear()
    program_at.cache_clear()
    may_enter_admin = client.get("/admin/").status_code == 200
    for name in names:
        if name.startswith("admin:") and not may_enter_admin:
            continue  # which the table of routes sees to
        for path in addresses(stage, name):
            for query in queries(stage, name):
                yield name, path + query, text_of(client.get(path + query))


def text_of(response):
    content = unzipped(response.getvalue() if response.streaming else response.content)
    headers = [
        response.headers.get(name, "") for name in ("Location", "Content-Disposition", "ETag")
    ]
    return "\n".join([str(response.status_code), *headers, content.decode(errors="replace")])


def unzipped(content):
    """With all that is packed in it, but for when: a sheet says when it was made."""
    if not content.startswith(b"PK\x03\x04"):
        return content
    with ZipFile(BytesIO(content)) as packed:
        names = [name for name in packed.namelist() if name != "docProps/core.xml"]
        return b"\n".join(packed.read(name) for name in names)


def mails_to(stage, role):
    """The same of the mails that the role gets: what has lost its reason is not sent."""
    if role != "anonymous":
        mails = Message.objects.filter(recipient__in=addresses_of(getattr(stage, role)))
        for mail in [one for one in mails if purposes()[one.purpose].is_due(one)]:
            yield "mail", mail.key, f"{mail.subject}\n{mail.text}"


def come_across(stage, role, secrets, names=NEAR):
    """{secret: [where]} of all that the role comes across."""
    found = {}
    pages = pages_of(stage, client_of(stage, role), names)
    for name, path, text in [*pages, *mails_to(stage, role)]:
        for secret, word in secrets.items():
            if word in text.lower() and not (secret == "reviewer" and COMMITTEE.match(name)):
                found.setdefault(secret, []).append(path)
    return found
