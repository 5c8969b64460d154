"""The demonstration as it is set up, once for all these tests."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from program.demo import about
from program.schedule import slots_with_contributions
from reviews.decisions.figures import figures_of
from reviews.models import Comment, Decision
from tests.factories import make_criterion
from tests.workshop.test_demo import as_it_stands, set_back
from tests.workshop.test_invariants import run
from workshop.closing import close_workshop, is_closed
from workshop.models import Message, User, Workshop

pytestmark = pytest.mark.django_db
TEACHER = "Paying back the teacher: after how many requests does distillation save energy?"
MEASURING = "Measuring and modelling the energy consumption of ICT distributed systems"


@pytest.fixture(scope="module", autouse=True)
def demonstration(module_db):
    call_command("demo", stdout=None)


def test_the_archive_is_the_program_as_held():
    held = Workshop.objects.get(slug="acml-2021")

    assert held.is_over
    assert [
        (f"{slot.starts_at:%H:%M}", slot.kind, [person.name for person in slot.speakers.all()])
        for slot in held.slots.all()
    ] == [
        ("07:00", "introduction", ["Sébastien Loustau"]),
        ("07:30", "invited", ["Johannes Lederer"]),
        ("08:15", "invited", ["Guillaume Bellec"]),
        ("09:30", "tutorial", ["Paul Gay"]),
        ("10:30", "invited", ["Anne-Cécile Orgerie"]),
    ]
    assert [slot.starts_at.date() for slot in held.slots.all()] == [date(2021, 11, 17)] * 5
    assert [(date.kind, f"{date.local:%d %b %Y}") for date in held.key_dates.all()] == [
        ("submission", "05 Nov 2021"),
        ("competition", "08 Nov 2021"),
        ("decisions", "12 Nov 2021"),
        ("ranking", "12 Nov 2021"),
    ]


def test_four_speakers_slides_are_linked():
    held = Workshop.objects.get(slug="acml-2021")

    assert held.slots.filter(materials__kind="slides").count() == 4


def test_the_live_edition_is_the_program_as_announced_with_dates_ahead():
    live = Workshop.objects.get(slug="pedl")

    assert [f"{slot.starts_at:%H:%M} {slot.kind}" for slot in live.slots.all()] == [
        "07:00 introduction",
        "07:30 invited",
        "08:15 invited",
        "09:00 contributions",
        "10:30 tutorial",
        "11:30 invited",
        "12:15 results",
    ]
    ahead = live.key_dates.exclude(kind="call")
    assert all(date.at > timezone.now() for date in ahead)
    assert live.key_dates.get(kind="call").has_passed
    assert live.topics.count() == 5


def test_the_demonstration_holds_all_invariants(capsys):
    capsys.readouterr()

    assert run(capsys)[0] == 0


def test_it_moves_to_another_phase_with_a_review_form_that_was_edited_there(capsys):
    criteria = Workshop.objects.get(slug="pedl").criteria
    criteria.first().delete()
    criteria.filter(pk=criteria.first().pk).update(anchors="no\nyes")
    for name in ("Later", "Later still"):
        make_criterion(criteria.instance, name=name)

    call_command("demo", phase="decided")
    capsys.readouterr()

    assert run(capsys)[0] == 0


def test_in_review_reviewers_recommend_disagree_and_discuss():
    call_command("demo", phase="review")
    live = Workshop.objects.get(slug="pedl")
    second = User.objects.get(email="second.chair@example.org")

    figures = figures_of(live.submissions.all(), live).values()
    assert sum(one.is_disputed for one in figures) == 1
    said = [report for one in figures for report in one.reports]
    assert {one.recommendation for one in said} == {-1, 0, 1, 2}
    assert {one.confidence for one in said} == {2, 3, 4}
    assert Comment.objects.filter(submission__workshop=live).count() == 5
    seen = live.submissions.decidable_by(second).values_list("title", flat=True)
    assert set(live.submissions.sent_in().values_list("title", flat=True)) - set(seen) == {TEACHER}


def test_once_decided_one_waits_and_one_is_a_poster_with_its_number():
    call_command("demo", phase="live")
    live = Workshop.objects.get(slug="pedl")
    outcomes = Decision.objects.filter(submission__workshop=live).values_list("outcome", flat=True)

    assert Counter(outcomes) == {"accept": 6, "poster": 1, "waitlist": 1, "reject": 2}
    slots, unplaced = slots_with_contributions(live)
    assert [len(slot.listed) for slot in slots if slot.listed] == [6, 1]
    assert [row.number for row in slots[-1].listed] == ["P1"]
    assert unplaced == []


def test_another_phase_opens_it_again_and_takes_its_mails_with_it(capsys):
    live = Workshop.objects.get(slug="pedl")
    call_command("demo", phase="archive")
    live.refresh_from_db()
    close_workshop(live, by=live.memberships.chairs().first().user)

    for _time in range(2):
        call_command("demo", phase="review")

    assert not is_closed(live)
    about = Message.objects.filter(purpose="discussion").values_list("object_id", flat=True)
    known = {str(pk) for pk in live.submissions.values_list("pk", flat=True)}
    assert set(about) <= known
    capsys.readouterr()
    assert run(capsys)[0] == 0


def test_the_archive_carries_its_first_plan_in_its_history(client):
    held = Workshop.objects.get(slug="acml-2021")
    rows = held.trail.filter(model="program.slot").order_by("pk")

    added = rows.filter(action="added")
    assert [one.fields["kind"][1] for one in added] == [
        "Introduction",
        "Invited talk",
        "Invited talk",
        "Contributions",
        "Tutorial",
        "Invited talk",
        "Competition results",
    ]
    later = [(one.action, one.name, one.fields["starts_at"][0][11:16]) for one in rows[7:]]
    assert later == [
        ("removed", "Contributions", "09:00"),
        ("changed", "Energy consumption of AI", "10:30"),
        ("changed", MEASURING, "11:30"),
        ("removed", "Competition results", "12:15"),
    ]
    assert {one.at.year for one in held.trail.all()} == {2021}
    page = client.get("/acml-2021/").content.decode()
    assert "before: </span>5 November 2021, 23:59</s>" in page


def test_on_its_day_its_program_is_running():
    slots = list(Workshop.objects.get(slug="pedl").slots.all())

    for hour, begins in [(0, "00:00"), (1, "00:00"), (9, "07:00"), (14, "12:00"), (23, "17:00")]:
        now = datetime(2030, 1, 2, hour, 20, tzinfo=UTC)
        assert f"{about(now, slots):%d %H:%M}" == f"02 {begins}"


def test_one_that_a_chair_has_renamed_is_left_as_it_is():
    Workshop.objects.filter(slug="pedl").update(host="Ours now")
    set_back()
    was = as_it_stands()

    call_command("demo", if_empty=True, refresh=True)

    assert as_it_stands() == was


def test_a_deadline_of_the_archive_is_the_end_of_that_day_anywhere_on_earth():
    deadline = Workshop.objects.get(slug="acml-2021").key_dates.get(kind="submission")

    assert deadline.at == datetime(2021, 11, 6, 11, 59, tzinfo=UTC)


def test_a_speaker_and_a_participant_are_tried_out_by_a_button(client):
    page = client.get("/accounts/login/code/").content.decode()
    for role in ("Speaker", "Participant"):
        assert f">{role}</button>" in page

    answer = client.post("/accounts/demo/", {"role": "speaker"})
    assert answer.url.startswith("/speaker/")
    assert "Anne-Cécile Orgerie" in client.get(answer.url).content.decode()
    assert "_auth_user_id" not in client.session

    client.post("/accounts/demo/", {"role": "participant"})
    assert "You take part" in client.get("/me/").content.decode()
    assert "Ines Duval" in client.get("/pedl/participants/").content.decode()


def test_no_button_leads_anywhere_in_production(client, settings):
    settings.PRODUCTION = True

    assert client.post("/accounts/demo/", {"role": "speaker"}).status_code == 404
