"""Scores, conflicts and assignments as CSV, in and out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reviews.models import AffinityScore, Assignment
from submissions.conflicts import add_conflict
from submissions.models import Conflict
from tests.factories import make_assignment, make_member
from tests.reviews.assigning.rows import make_stage
from tests.reviews.assigning.test_page import propose, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


def send(client, cast, kind, lines, **more):
    sent = {"kind": kind, "text": lines, "look": "1"} | more
    return client.post(reverse("files_of_matching", args=[cast.workshop.slug]), sent, follow=True)


def bring_in(client, cast, kind, lines):
    """What a chair does: look, then press the button."""
    seen = send(client, cast, kind, lines).context["seen"]
    return send(client, cast, kind, lines, do="1", seen=seen)


def out(client, cast, kind):
    address = reverse("export_matching", args=[cast.workshop.slug, kind])
    return client.get(address).content.decode()


def test_scores_come_in_by_code_and_address_and_go_out_as_they_came(client, cast):
    [one, *_more], [ann, *_others] = make_stage(cast.workshop)
    lines = f"submission,reviewer,score\n{one.code},{ann.email},0.75\n"

    bring_in(client, cast, "scores", lines.replace("ann@", "Ann@"))

    assert AffinityScore.objects.get().score == 0.75
    assert out(client, cast, "scores") == lines


def test_a_negative_score_goes_out_as_a_number_that_is_read_again(client, cast):
    [one, *_more], [ann, *_others] = make_stage(cast.workshop)
    lines = f"submission,reviewer,score\n{one.code},{ann.email},-0.75\n"
    bring_in(client, cast, "scores", lines)

    told = out(client, cast, "scores")
    bring_in(client, cast, "scores", told)

    assert told == lines
    assert AffinityScore.objects.get().score == -0.75


def test_scores_that_were_computed_go_out_where_none_came_in(client, cast):
    [one, *_more], [ann, *_others] = make_stage(cast.workshop)
    lines = propose(client, cast).context["draft"].lines
    [score] = [line["score"] for line in lines if line["reviewer"] == ann.pk]

    told = out(client, cast, "scores")

    [line] = [line for line in told.splitlines() if line.startswith(f"{one.code},{ann.email},")]
    assert float(line.rpartition(",")[2]) == pytest.approx(score, abs=1e-3)
    bring_in(client, cast, "scores", told)
    assert AffinityScore.objects.count() == len(told.splitlines()) - 1


def test_computed_scores_of_what_the_chair_is_in_conflict_with_stay_in(client, cast):
    [one, *_more], _reviewers = make_stage(cast.workshop)
    make_member(cast.workshop)
    propose(client, cast)
    one.conflicts.create(user=cast.chair, source="self")

    assert one.code not in out(client, cast, "scores")


def test_looking_at_a_file_stores_nothing_and_goes_on_as_text(client, cast):
    [one, *_more], [ann, *_others] = make_stage(cast.workshop)
    file = SimpleUploadedFile("scores.csv", f"{one.code},{ann.email},0.75\n".encode())

    shown = send(client, cast, "scores", "", file=file)

    assert "1 line can be read. Nothing is stored yet." in text(shown)
    assert one.code in text(shown)
    assert not AffinityScore.objects.exists()


def test_what_each_line_does_and_each_mail_is_seen_before(client, cast):
    [one, *_more], [ann, *_others] = make_stage(cast.workshop)

    shown = send(client, cast, "assignments", f"{one.code},{ann.email}")

    assert shown.context["rows"] == [(one, ann, "", False)]
    assert [user for user, _mail in shown.context["mails"]] == [ann]
    assert not Assignment.objects.exists()


def test_a_chair_s_own_conflict_is_not_brought_in_by_a_file(client, cast):
    [one, *_more], _reviewers = make_stage(cast.workshop)
    make_member(cast.workshop, "reviewer", user=cast.chair)

    shown = send(client, cast, "conflicts", f"{one.code},{cast.chair.email},kin")

    assert "Declare your own conflicts on the pages of the submissions." in text(shown)
    assert not Conflict.objects.exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ZZZ,ann@ann.example,1", "Line 1: there is no submission “ZZZ” here."),
        ("{code},nobody@x.org,1", "Line 1: there is no reviewer “nobody@x.org” here."),
        ("{code},ann@ann.example,nan", "Line 1: “nan” is no score that can be compared"),
        ("{code},ann@ann.example,much", "Line 1: “much” is no score"),
        ("{code},ann@ann.example,1\n{code},ann@ann.example,2", "Line 2: this pair stands in"),
        ("submission,reviewer,score", "There is no line in it."),
    ],
)
def test_what_is_wrong_is_told_by_line_and_nothing_is_lost(client, cast, line, told):
    [one, *_more], _reviewers = make_stage(cast.workshop)
    lines = line.format(code=one.code)

    shown = send(client, cast, "scores", lines)

    assert shown.status_code == 422
    assert told in text(shown)
    assert shown.context["form"]["text"].value() == lines


def test_conflicts_come_in_as_a_chairs_word_once(client, cast):
    [one, *_more], [ann, *_others] = make_stage(cast.workshop)
    lines = f"{one.code},{ann.email},same project"
    bring_in(client, cast, "conflicts", lines)

    bring_in(client, cast, "conflicts", lines)

    row = Conflict.objects.get()
    assert (row.user, row.source, row.reason, row.by) == (ann, "chair", "same project", cast.chair)
    assert out(client, cast, "conflicts") == f"submission,reviewer,reason\n{lines}\n"


def test_a_found_conflict_that_goes_out_and_comes_in_again_stays_a_found_one(client, cast):
    [one, *_more], [ann, *_others] = make_stage(cast.workshop)
    one.conflicts.create(user=ann, source="found", reason="Lin is of IRISA as well")
    lines = out(client, cast, "conflicts")

    shown = send(client, cast, "conflicts", lines)
    bring_in(client, cast, "conflicts", lines)

    assert [stands for *_row, stands in shown.context["rows"]] == [True]
    assert Conflict.objects.get().source == "found"


def test_assignments_come_in_guarded_and_go_out(client, cast):
    [one, two, *_more], [ann, ben, _cleo] = make_stage(cast.workshop)
    bring_in(client, cast, "assignments", f"{one.code},{ann.email}\n{two.code},{ben.email},1")
    add_conflict(one, ben, by=cast.chair, reason="a colleague")

    told = text(bring_in(client, cast, "assignments", f"{one.code},{ben.email}"))

    assert f"{one.code}, Ben: there is a conflict." in told
    assert Assignment.objects.count() == 2
    assert f"{one.code},{ann.email},1" in out(client, cast, "assignments")


def test_a_chair_in_conflict_brings_in_and_takes_out_nothing_of_it(client, cast):
    [one, *_more], [ann, *_others] = make_stage(cast.workshop)
    make_assignment(one, ann)
    make_member(cast.workshop)
    one.conflicts.create(user=cast.chair, source="self")

    shown = text(send(client, cast, "scores", f"{one.code},{ann.email},1"))

    assert f"there is no submission “{one.code}” here." in shown
    for kind in ("scores", "conflicts", "assignments"):
        assert one.code not in out(client, cast, kind)


def test_another_text_than_was_looked_at_is_looked_at_again(client, cast):
    [one, *_more], [ann, *_others] = make_stage(cast.workshop)

    shown = send(client, cast, "scores", f"{one.code},{ann.email},1", do="1", seen="x")

    assert "Look again" in text(shown)
    assert not AffinityScore.objects.exists()
