"""Every page a person can come to, by name: where it is and who opens it.

An address may hold a name in braces, filled in by `numbers` from what the demonstration has.
"""

PUBLIC = {
    "home": "/",
    "landing": "/pedl/",
    "program": "/pedl/program/",
    "call": "/pedl/call/",
    "call to copy": "/pedl/call/copy/",
    "archive landing": "/acml-2021/",
    "archive program": "/acml-2021/program/",
    "part of the program": "/acml-2021/program/?zone=Asia/Tokyo&kind=invited",
    "page of a slot": "/pedl/program/{slot_code}/",
    "page of a speaker": "/acml-2021/speakers/anne-cecile-orgerie/",
    "page of a contribution": "/pedl/contributions/{listed}/",
    "participants": "/pedl/participants/",
    "competition that is open": "/{contest_open}/competition/",
    "leaderboard": "/{contest}/competition/",
    "leaderboard, nothing as asked": "/{contest}/competition/?slice=2&sort=energy&budget=ten",
    "results of the competition": "/{contest}/competition/results/",
    "no such page": "/acml-2021/no-such-page/",
}
STRANGER = {
    "privacy": "/privacy/",
    "sign in": "/accounts/login/code/",
    "sign in by password": "/accounts/login/",
    "password reset": "/accounts/password/reset/",
    "link of a mail": "/links/{token}/",
    "confirm by link": "/confirm/{ask_token}/",
    "invitation": "/invitations/{invited_token}/",
    "invitation that was declined": "/invitations/{declined_token}/",
    "invitation that was taken back": "/invitations/{revoked_token}/",
    "page of a speaker by link": "/speaker/{speaker_token}/",
}
CHAIR = {
    "me": "/me/",
    "my data": "/me/data/",
    "erase me": "/me/erase/",
    "chair's page": "/pedl/chair/",
    "chair's page of a hidden workshop": "/{hidden}/chair/",
    "hide the site": "/pedl/chair/publish/",
    "publish the site": "/{hidden}/chair/publish/",
    "landing without texts": "/{hidden}/",
    "invite people again": "/pedl/chair/people/",
    "preview of the leaderboard": "/{contest_open}/chair/competition/preview/",
    "preview of the results": "/{contest_open}/chair/competition/results/preview/",
    "next edition": "/pedl/chair/edition/",
    "list of submissions": "/pedl/chair/submissions/",
    "list of submissions that finds nothing": "/pedl/chair/submissions/?words=nowhere",
    "import of submissions": "/pedl/chair/submissions/import/",
    "board of decisions": "/pedl/chair/decisions/",
    "reviewers, for the chair": "/pedl/chair/reviewers/",
    "reviewers who have not answered": "/pedl/chair/reviewers/?state=waiting",
    "reviewers, somebody suggested": "/pedl/chair/reviewers/?suggested={declined_code}",
    "reviewers of a new workshop": "/{hidden}/chair/reviewers/",
    "invite reviewers": "/pedl/chair/reviewers/import/",
    "matching": "/pedl/chair/matching/",
    "matching that finds nothing": "/pedl/chair/matching/?words=nowhere",
    "matching of a new workshop": "/{hidden}/chair/matching/",
    "assigning by hand": "/pedl/chair/matching/by-hand/",
    "assigning by hand, nothing found": "/pedl/chair/matching/by-hand/?words=nowhere",
    "assigning by hand in a new workshop": "/{hidden}/chair/matching/by-hand/",
    "matching, files": "/pedl/chair/matching/files/",
    "progress by submission": "/pedl/chair/progress/",
    "progress that finds nothing": "/pedl/chair/progress/?words=nowhere",
    "progress by reviewer": "/pedl/chair/progress/reviewers/",
    "submission as others see it": "/pedl/chair/submissions/{sent}/see-as/",
    "statistics": "/pedl/chair/statistics/",
    "submission, for the chair": "/pedl/chair/submissions/{sent}/",
    "more time for one": "/pedl/chair/extensions/",
    "change a submission for its authors": "/pedl/chair/submissions/{sent}/edit/",
    "reject without review": "/pedl/chair/submissions/{sent}/desk-reject/",
    "refused PDF": "/pedl/chair/submissions/{refused}/override/",
    "announce": "/pedl/chair/announce/",
    "confirmations": "/pedl/chair/confirmations/",
    "program, for the chair": "/pedl/chair/program/",
    "speakers, for the chair": "/pedl/chair/speakers/",
    "shift of a slot": "/pedl/chair/program/{slot_code}/?minutes=15&reach=end",
    "skip of a slot": "/pedl/chair/program/{slot_code}/skip/?minutes=15&reach=end",
    "program in lines": "/pedl/chair/program/edit/",
    "contributions placed": "/pedl/chair/program/placing/",
    "import into the program": "/pedl/chair/program/import/",
    "close the workshop": "/pedl/chair/closing/",
    "competition, for the chair": "/pedl/chair/competition/",
    "competition of a new workshop": "/{hidden}/chair/competition/",
    "participants, for the chair": "/pedl/chair/participants/",
    "outbox": "/pedl/chair/mail/",
    "mail": "/pedl/chair/mail/messages/{mail}/",
    "write a letter": "/pedl/chair/mail/write/",
    "letter that is a draft": "/pedl/chair/mail/letters/{draft_letter}/",
    "letter that was sent": "/pedl/chair/mail/letters/{sent_letter}/",
    "reminders": "/pedl/chair/mail/reminders/",
    "texts of mails": "/pedl/chair/mail/texts/",
    "text of a mail": "/pedl/chair/mail/texts/receipt/",
    "test of the mail": "/pedl/chair/mail/test/",
    "job": "/jobs/{job}/",
    "mail address": "/accounts/email/",
    "password": "/accounts/password/set/",
    "sign-in and security": "/accounts/security/",
    "set up an app": "/accounts/security/totp/activate/",
    "add a passkey": "/accounts/security/webauthn/add/",
    "new recovery codes": "/accounts/security/recovery-codes/generate/",
    "sessions": "/accounts/sessions/",
    "is it you": "/accounts/reauthenticate/code/",
    "sign out": "/accounts/logout/",
    "admin": "/admin/",
    "slots": "/admin/program/slot/",
    "add slot, which workshop": "/admin/program/slot/add/",
    "add slot": "/admin/program/slot/add/?workshop={workshop}",
    "change slot": "/admin/program/slot/{slot}/change/",
    "history of slot": "/admin/program/slot/{slot}/history/",
    "delete slot": "/admin/program/slot/{slot}/delete/",
    "speakers": "/admin/program/speaker/",
    "change speaker": "/admin/program/speaker/{speaker}/change/",
    "rooms": "/admin/program/room/",
    "add section": "/admin/program/section/add/?workshop={workshop}",
    "news": "/admin/program/news/",
    "add logo": "/admin/program/logo/add/?workshop={workshop}",
    "change the picture of the first page": "/admin/program/feature/{feature}/change/",
    "criteria": "/admin/reviews/criterion/",
    "change criterion": "/admin/reviews/criterion/{criterion}/change/",
    "delete criterion, which reviews have marked": "/admin/reviews/criterion/{criterion}/delete/",
    "competitions": "/admin/competition/competition/",
    "entries": "/admin/competition/entry/",
    "teams": "/admin/competition/team/",
    "workshops": "/admin/workshop/workshop/",
    "change workshop": "/admin/workshop/workshop/{workshop}/change/",
    "profiles of reviewers": "/admin/reviews/reviewerprofile/",
    "profile of a reviewer": "/admin/reviews/reviewerprofile/{profile}/change/",
    "members": "/admin/workshop/membership/",
    "add member": "/admin/workshop/membership/add/?workshop={workshop}",
    "delete member": "/admin/workshop/membership/{membership}/delete/",
    "trail": "/admin/workshop/change/",
    "line of the trail": "/admin/workshop/change/{change}/change/",
    "outbox in the admin": "/admin/workshop/message/",
    "mail in the admin": "/admin/workshop/message/{message}/change/",
}
OPERATOR = {
    "me, for an operator": "/me/",
    "start a workshop": "/start/",
    "jobs": "/admin/workshop/job/",
}
AUTHOR = {
    "me, for an author": "/me/",
    "submit, when it is too late": "/pedl/submit/",
    "draft": "/pedl/submissions/{draft}/edit/",
    "discard a draft": "/pedl/submissions/{draft}/discard/",
    "submission": "/pedl/submissions/{sent}/",
    "hand a submission over": "/pedl/submissions/{sent}/hand-over/",
    "take a submission over": "/pedl/hand-over/{handed_token}/",
    "link to take over that was mailed to another address": "/pedl/hand-over/{other_token}/",
    "link to take over that is closed": "/pedl/hand-over/{closed_token}/",
    "submission that is listed": "/pedl/submissions/{listed}/",
    "confirm": "/pedl/submissions/{listed}/confirm/",
    "beside a contribution": "/pedl/submissions/{listed}/materials/",
}
REVIEWER = {
    "me, for a reviewer": "/me/",
    "my reviews": "/pedl/reviews/",
    "what a reviewer can review": "/pedl/reviews/profile/",
    "how to review": "/pedl/reviews/guidelines/",
    "review": "/pedl/reviews/{assignment}/",
    "review that is in": "/pedl/reviews/{reviewed}/",
    "other reviews": "/pedl/reviews/{reviewed}/others/",
    "decline a review": "/pedl/reviews/{assignment}/decline/",
    "conflict of a reviewer": "/pedl/reviews/{assignment}/conflict/",
}
AUTHOR |= {
    "entries of a team": "/pedl/competition/enter/",
    "team": "/pedl/competition/teams/{team}/",
    "leave a team": "/pedl/competition/teams/{team}/leave/",
    "new entry": "/pedl/competition/teams/{team}/new/",
    "entry that is a draft": "/pedl/competition/entries/{draft_entry}/edit/",
    "entry": "/pedl/competition/entries/{entry}/",
    "withdraw an entry": "/pedl/competition/entries/{entry}/withdraw/",
}
REVIEWER["register a team"] = "/pedl/competition/enter/"
PARTICIPANT = {"take part": "/pedl/participants/me/"}
STATUS = {"no such page": 404}  # of all others but these 200
STATUS |= dict.fromkeys(["link to take over that is closed", "invitation that was taken back"], 410)
ADDRESSES = PUBLIC | STRANGER | CHAIR | OPERATOR | AUTHOR | REVIEWER | PARTICIPANT

# A member told by mail and a slot renamed: so that trail, outbox and links are not empty. An
# operator, and a workshop as it is when it has just been started.
FILL = """
    import uuid
    from datetime import date, timedelta
    from itertools import count
    from competition.logs import add_log
    from competition.models import Competition
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils import timezone
    from program.demo import way_of_speaker
    from program.models import Slot, Speaker
    from reviews.invitations.inviting import revoke
    from workshop import outbox
    from workshop.accounts import confirm_address
    from workshop.models import Change, Membership, Message, User, Workshop
    from workshop.services import add_membership, start_workshop
    from workshop.trail import record, snapshot

    from django.core.management import call_command
    from tests.competition.factories import (
        log_of, make_competition, make_entry, make_many_entries, make_team,
    )
    from tests import factories
    from tests.factories import make_workshop
    from reviews.models import Assignment
    from reviews.assigning.problem import usual_settings
    from reviews.assigning.proposing import propose
    from reviews.discussion import add_comment
    from reviews.announcing import release_decisions
    from reviews.deciding import decide
    from reviews.services import save_review
    from program.services import publish_contributions
    from submissions.archive import ask_for_archive
    from submissions.handover import PURPOSE
    from submissions.models import Submission
    from workshop.letters import digest_of, mails_of, recipients_of, send_letter
    from workshop.links import make_link
    from workshop.models import Letter
    from workshop.reminders import use_usual_schedule

    call_command("demo", phase="review")
    workshop = Workshop.objects.get(slug="pedl")
    chair = User.objects.get(email="chair@example.org")
    member = add_membership(workshop, mail="member@example.org", role="reviewer", by=chair)
    slot = Slot.objects.filter(workshop=workshop, title="Sparse deep learning").first()
    slot = slot or Slot.objects.filter(workshop=workshop).first()
    record(slot, by=chair, workshop=workshop, before=snapshot(slot) | {"title": "Before"})
    message = Message.objects.get(recipient="member@example.org")
    operator = User.objects.create_superuser("operator@example.org", "correct horse battery")
    confirm_address(operator)
    day = date(2100, 6, 5)
    hidden = Workshop(name="Hidden", contact="contact@example.org", first_day=day, last_day=day)
    start_workshop(hidden, deadline=date(2100, 5, 10), by=chair)
    workshop.extensions.create(mail="author@example.org", until=workshop.over_at, by=chair)
    own = Submission.objects.filter(submitter__email="author@example.org")
    sent = own.get(status="submitted")
    decide(sent, "accept", by=chair)
    listed = Submission.objects.filter(workshop=workshop, status="submitted").exclude(pk=sent.pk)
    listed = listed.decidable_by(chair).order_by("pk").last()
    listed.authors.create(name="Ana Moreau", mail="author@example.org", position=9)
    decide(listed, "accept", by=chair)
    release_decisions(Submission.objects.filter(pk=listed.pk), by=chair)
    publish_contributions(Submission.objects.filter(pk=listed.pk), by=chair)
    listed.contribution.materials.create(kind="poster", url="https://example.org/poster")
    others = Submission.objects.filter(workshop=workshop, status="submitted").decidable_by(chair)
    refused = others.exclude(pk__in=[sent.pk, listed.pk]).first()
    kept = refused.proposal
    refused.manuscripts.create(
        number=2, file=kept.file.name, name="long.pdf", size=kept.size, sha256="0" * 64,
        facts=kept.facts | {"pages": 3}, verdict="reject",
    )
    refused.authors.create(name="Ana Moreau", mail="author@example.org", position=9)

    def token_of(submission, mail, purpose=PURPOSE):
        about = {"object_id": submission.pk, "mail": mail, "workshop": workshop}
        return make_link(purpose, **about)[1]

    def invitation_to(mail):
        asked = workshop.invitations.get(mail=mail)
        return token_of(asked, mail, "invitation")

    def invitation_taken_back(mail):
        asked = workshop.invitations.create(mail=mail, most=3)
        token = invitation_to(mail)
        assert revoke(asked, by=chair)
        return token

    reviewer = User.objects.get(email="reviewer@example.org")
    assigned = Assignment.objects.reviewable_by(reviewer).order_by("pk")
    reviewed = assigned.last()
    marks = {one.pk: 3 for one in workshop.criteria.all()}
    for text in ("Well measured.", "Well measured, after all."):
        report = {"for_authors": text, "for_chairs": "A talk.", "recommendation": 1}
        how = {"report": report, "marks": marks, "is_final": True, "tab": "pages"}
        save_review(reviewed, **how, seen=1)
        about = {"text": "Is the **meter** calibrated?", "key": uuid.uuid4()}
        add_comment(reviewed.submission, by=reviewer, **about)
    to_reviewers = {"group": "reviewers", "subject": "News for {name}", "body": "See {my_page}"}
    draft, letter = [
        Letter.objects.create(key=uuid.uuid4(), workshop=workshop, by=chair, **to_reviewers)
        for _number in range(2)
    ]
    mails = mails_of(letter, recipients_of(letter, seen_by=chair))
    send_letter(letter, by=chair, seen=digest_of(letter, mails))
    use_usual_schedule(workshop, by=chair)
    factories.numbers = count(1000)  # there are people of other tests
    opened = make_competition(make_workshop("contest-open", name="Contest, open"))
    add_membership(opened.workshop, mail="chair@example.org", role="chair", by=chair)
    ranked = make_competition(
        make_workshop("contest", name="Contest"), grams_per_kwh=52, carbon_source="Ember",
        results_at=timezone.now(), lessons="Measure **three** times.", feedback="Thanks.",
    )
    entries = make_many_entries(ranked, 12)
    ranked.awards.create(entry=entries[3], name="Boldest", text="For its size.")
    for name in ("<script>alert(1)</script>", "\u202e" + "שלום" * 9, "W" * 80):
        make_entry(make_team(ranked, name), 9600, energy_j=9e3, title=name, approach=name)
        make_entry(make_team(opened, name), 9600, energy_j=9e3, title=name)
    ranked.workshop.key_dates.update(at=timezone.now() - timedelta(hours=1))
    propose(workshop, usual_settings(workshop), by=chair)
    job = ask_for_archive(workshop, by=chair, key="pages")
    competition = Competition.objects.filter(workshop=workshop).first()
    if competition is None:
        workshop.key_dates.filter(kind__in=["competition", "ranking"]).delete()
        competition = make_competition(workshop)
    team = make_team(competition, "Cold start", users=[own.first().submitter])
    runs = log_of(10e3).read() + log_of(20e3).read().splitlines()[1]
    entry = make_entry(team, energy_j=150e3, reason="The archive does not open.", state="attention")
    for content in (b"Dear organisers, it took little.", runs):
        log = SimpleUploadedFile("second.csv", content)
        add_log(entry, log, taken_by="team", by=None)
    draft_entry = make_entry(team, state="draft", title="", correct=None, total=None)
    answer = {
        "team": team.code,
        "entry": entry.code,
        "draft_entry": draft_entry.code,
        "contest": ranked.workshop.slug,
        "contest_open": opened.workshop.slug,
        "mail": letter.messages.first().code,
        "draft_letter": draft.code,
        "sent_letter": letter.code,
        "job": job.code,
        "draft": own.get(status="draft").code,
        "sent": sent.code,
        "refused": refused.code,
        "listed": listed.code,
        "assignment": assigned.first().code,
        "reviewed": reviewed.code,
        "workshop": workshop.pk,
        "hidden": hidden.slug,
        "slot": slot.pk,
        "slot_code": slot.code,
        "feature": workshop.feature.pk,
        "speaker": Speaker.objects.filter(workshop=workshop).first().pk,
        "criterion": workshop.criteria.first().pk,
        "membership": member.pk,
        "profile": workshop.reviewer_profiles.first().pk,
        "change": Change.objects.first().pk,
        "message": message.pk,
        "token": message.secret,
        "handed_token": token_of(refused, "author@example.org"),
        "other_token": token_of(sent, "another@example.org"),
        "closed_token": token_of(listed, "author@example.org"),
        "ask_token": token_of(listed, "author@example.org", "confirmation"),
        "speaker_token": way_of_speaker().split("/")[2],
        "invited_token": invitation_to("lindgren@example.org"),
        "declined_token": invitation_to("nguyen@example.org"),
        "declined_code": workshop.invitations.get(mail="nguyen@example.org").code,
        "revoked_token": invitation_taken_back("taken.back@example.org"),
    }
"""
