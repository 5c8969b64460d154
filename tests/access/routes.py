"""Every route of the site, and an address for each about the cast's rows."""

import re

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import get_resolver
from django.utils import timezone

from competition.models import Competition, Team
from competition.opening import open_competition
from program.models import Confirmation
from reviews.models import Invitation, Label, ReviewerProfile
from tests.competition.factories import make_competition, make_entry, make_team
from tests.factories import (
    FACTS,
    MORNING,
    make_archive,
    make_assignment,
    make_blind,
    make_contribution,
    make_criterion,
    make_draft,
    make_feature,
    make_file,
    make_job,
    make_key_date,
    make_letter,
    make_logo,
    make_manuscript,
    make_material,
    make_member,
    make_message,
    make_news,
    make_portrait,
    make_question,
    make_room,
    make_section,
    make_slot,
    make_speaker,
    make_submission,
    make_topic,
    make_user,
)
from workshop.faces import face_of
from workshop.links import digest
from workshop.models import ActionLink
from workshop.trail import record

OF_A_TEAM = "teams/<code:code>", "entries/<code:code>", "<code:log>"
PLUM = "#7a1fa2"
HEIR = "heir@example.org"  # to whom the submission is offered
TOKEN = "a-token-of-the-table"
SPEAKER_TOKEN = "a-token-of-a-speaker"
ASK_TOKEN = "a-token-of-who-is-asked"
HAND_TOKEN = "a-token-of-who-takes-over"
INVITED_TOKEN = "a-token-of-who-is-invited"
START_TOKEN = "a-token-of-manage-py-start"


def routes(resolver=None, prefix="", namespace=""):
    """(name, pattern) of every route; those of the admin without a name get one."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, pattern, inner)
        else:
            yield namespace + (entry.name or nameless(pattern)), pattern


def nameless(pattern):
    if match := re.match(r"admin/(\w+)/(\w+)/<path:object_id>/$", pattern):
        return f"{match[1]}_{match[2]}_by_number"
    return "catch_all"


def make_rows(cast):
    """The site's rows, and a submission that has an assignment and a conflict."""
    rows = make_site_rows(cast)
    cast.author = make_user()
    cast.conflicted_chair = make_member(cast.workshop).user
    submission = make_submission(cast.workshop, cast.author)
    make_offer(cast, submission)  # before its blind copy, which is made for its authors
    draw(submission.manuscripts.get())
    listed = make_contribution(cast.workshop, submitter=cast.author)
    make_blind(submission.manuscripts.get())
    Confirmation.objects.create(submission=listed.submission, confirmed_at=MORNING, post="pdf")
    make_ask(cast, listed.submission)
    refused = make_submission(cast.workshop, cast.author)
    make_manuscript(refused, facts=FACTS | {"pages": 3})
    refused.conflicts.create(user=cast.conflicted_chair, source="chair", by=cast.chair)
    submission.conflicts.create(user=cast.conflicted_chair, source="chair", by=cast.chair)
    of_author = {"name": "Ana Moreau", "mail": cast.author.email, "position": 1}
    Team.objects.get(pk=rows["competition_team"]).members.create(**of_author)
    return rows | {
        "program_contribution": make_contribution(cast.workshop).pk,
        "<code:code>/materials": f"{listed.submission.code}/materials",
        "contributions/<code:code>": listed.code,
        "<code:code>/confirm": f"{listed.submission.code}/confirm",
        "<code:code>/override": f"{refused.code}/override",
        "<code:code>/refused.pdf": f"{refused.code}/refused.pdf",
        "<code:code>/discard": f"{make_draft(cast.workshop, cast.author).code}/discard",
        "<code:code>": submission.code,
        "reviews/<code:code>": f"reviews/{make_assignment(submission, cast.reviewer).code}",
    }


def make_site_rows(cast):
    """One row of each kind in the cast's workshop; {admin's name of the model: its number}."""
    workshop = cast.workshop
    workshop.participants_shown, workshop.guidelines = "open", "Be kind."
    workshop.save()
    room, speaker = make_room(workshop), make_speaker(workshop)
    slot = make_slot(workshop, room=room, speakers=[speaker])
    make_portrait(speaker)
    make_material(slot)
    make_key_date(workshop)
    make_topic(workshop)
    membership = workshop.memberships.get(role="reviewer")
    make_links(cast, membership, speaker)
    message, letter = make_message(workshop=workshop), make_letter(workshop, by=cast.chair)
    make_message(workshop=workshop, letter=letter, purpose="letter")
    rows = {
        "program_slot": slot,
        "program_speaker": speaker,
        "program_room": room,
        "program_section": make_section(workshop),
        "program_news": make_news(workshop),
        "program_logo": make_logo(workshop),
        "program_feature": make_feature(workshop),
        "reviews_label": Label.objects.create(workshop=workshop, name="best paper"),
        "reviews_reviewerprofile": ReviewerProfile.objects.create(
            workshop=workshop, user=cast.reviewer
        ),
        "reviews_criterion": make_criterion(workshop),
        "submissions_question": make_question(workshop),
        "workshop_workshop": workshop,
        "workshop_membership": membership,
        "workshop_change": record(slot, by=cast.chair, workshop=workshop),
        "workshop_message": message,
        "workshop_user": cast.stranger,
        "workshop_job": make_job(),
    }
    job = make_archive(workshop, by=cast.chair)
    codes = {"jobs/<code:code>": job.code} | {
        "messages/<code:code>": message.code,
        "letters/<code:code>": letter.code,
        "program/<code:code>": slot.code,
        "materials/<code:code>": make_file(slot).code,
        "speakers/<slug:name>": speaker.slug,
        "pictures/<slug:name>": speaker.picture,
    }
    return {name: row.pk for name, row in rows.items()} | codes | make_competition_rows(cast)


def make_competition_rows(cast):
    """A competition that is open, with an entry of a team; its results are published."""
    competition = make_competition(cast.workshop, is_open=False)
    make_key_date(cast.workshop, kind="competition", at=cast.workshop.over_at)
    open_competition(competition, by=cast.chair)
    Competition.objects.update(results_at=timezone.now())
    entry = make_entry(make_team(competition), energy_j=1e5)
    stored = default_storage.save("entries/table/description.pdf", ContentFile(b"%PDF-1.7"))
    about = {"file": stored, "name": "net.pdf", "size": 8, "sha256": "a" * 64}
    entry.descriptions.create(number=1, **about)
    return {
        "competition_competition": competition.pk,
        "competition_team": entry.team.pk,
        "competition_entry": entry.pk,
        "teams/<code:code>": f"teams/{entry.team.code}",
        "entries/<code:code>": f"entries/{entry.code}",
        "<code:log>": entry.measurements.get().code,
    }


def make_links(cast, membership, speaker):
    """One of each purpose, of the tokens above."""
    speaker.mail = "speaker@example.org"
    speaker.save()
    workshop = cast.workshop
    asked = Invitation.objects.create(workshop=workshop, mail="asked@example.org", most=3)
    links = [
        ("membership", TOKEN, membership.pk, {"user": cast.reviewer, "workshop": workshop}),
        ("invitation", INVITED_TOKEN, asked.pk, {"mail": asked.mail, "workshop": workshop}),
        ("start", START_TOKEN, "first", {"user": cast.superuser}),
        ("speaker", SPEAKER_TOKEN, speaker.pk, {"mail": speaker.mail, "workshop": workshop}),
    ]
    for purpose, token, about, whose in links:
        until = {"object_id": about, "expires_at": workshop.over_at}
        ActionLink.objects.create(purpose=purpose, digest=digest(token), **until, **whose)


def make_offer(cast, submission):
    """To hand it over to a co-author, of whom the cast knows nothing."""
    mail, until = HEIR, {"expires_at": cast.workshop.over_at}
    submission.authors.create(position=2, name="Li Wei", mail=mail, affiliation="Pau")
    about = {"object_id": submission.pk, "workshop": cast.workshop, "mail": mail}
    ActionLink.objects.create(purpose="hand_over", digest=digest(HAND_TOKEN), **about, **until)


def make_ask(cast, submission):
    """The link by which its author confirms."""
    about = {"object_id": submission.pk, "workshop": cast.workshop, "mail": cast.author.email}
    until = {"expires_at": cast.workshop.over_at}
    ActionLink.objects.create(purpose="confirmation", digest=digest(ASK_TOKEN), **about, **until)


def draw(manuscript):
    """Put its drawn pages there. The child process that makes them has its own tests."""
    for name in ("page-1", "page-2", "small-1", "small-2"):
        default_storage.save(manuscript.drawing_path(f"{name}.webp"), ContentFile(b"drawn"))


def address(pattern, workshop, rows):
    """The pattern with its gaps filled from the cast's rows."""
    if match := re.match(r"admin/(\w+)/(\w+)/", pattern):
        pattern = pattern.replace("<path:object_id>", str(rows.get(f"{match[1]}_{match[2]}")))
    filled = {
        "<slug:slug>": workshop.slug,
        "<slug:digest>/<slug:accent>": f"{face_of(PLUM)[0]}/{PLUM[1:]}",
        "jobs/<code:code>": f"jobs/{rows['jobs/<code:code>']}",
        "messages/<code:code>": f"messages/{rows['messages/<code:code>']}",
        "letters/<code:code>": f"letters/{rows['letters/<code:code>']}",
        "program/<code:code>": f"program/{rows['program/<code:code>']}",
        "materials/<code:code>": f"materials/{rows['materials/<code:code>']}",
        "speakers/<slug:name>": f"speakers/{rows.get('speakers/<slug:name>')}",
        "pictures/<slug:name>": f"pictures/{rows.get('pictures/<slug:name>')}",
        "<int:side>": "96",
        "texts/<slug:name>": "texts/receipt",
        **{gap: rows.get(gap, gap) for gap in OF_A_TEAM},
        "reviews/<code:code>": rows["reviews/<code:code>"],
        "contributions/<code:code>": f"contributions/{rows.get('contributions/<code:code>')}",
        "<code:code>/materials": rows.get("<code:code>/materials", "<code:code>/materials"),
        "<code:code>/confirm": rows.get("<code:code>/confirm", "<code:code>/confirm"),
        **{gap: rows.get(gap, gap) for gap in ("<code:code>/override", "<code:code>/refused.pdf")},
        "<code:code>/discard": rows["<code:code>/discard"],
        "<code:code>": rows["<code:code>"],
        "import/<slug:kind>": "import/slots",
        "matching/<slug:kind>": "matching/scores",
        "export/<slug:kind>": rows.get("export/<slug:kind>", "export/csv"),
        "<code:assignment>": rows.get("<code:assignment>", "XXXXXXXX"),
        "<int:number>": "1",
        "<int:pk>": "1",
        "invitations/<str:token>": f"invitations/{INVITED_TOKEN}",
        "start/<str:token>": f"start/{START_TOKEN}",
        "speaker/<str:token>": f"speaker/{SPEAKER_TOKEN}",
        "confirm/<str:token>": f"confirm/{ASK_TOKEN}",
        "hand-over/<str:token>": f"hand-over/{HAND_TOKEN}",
        "<str:token>": TOKEN,
        "^(?P<app_label>workshop|submissions|reviews|competition|program)/$": "program/",
        "(?P<url>.*)$": "no/such/page/",
    }
    for gap, value in filled.items():
        pattern = pattern.replace(gap, value)
    return f"/{pattern}"
