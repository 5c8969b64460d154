"""The chairs' page of conflicts: what was found is confirmed or lifted, many at once."""

import re

import pytest
from django.urls import reverse

from submissions.conflicts import add_conflict
from submissions.finding.services import find_conflicts
from submissions.models import Conflict
from tests.adminforms import queries_for
from tests.factories import make_assignment, make_member, make_submission, make_user
from tests.html import as_read
from workshop.chair_page import all_steps

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


@pytest.fixture
def page(cast):
    return reverse("conflicts", args=[cast.workshop.slug])


@pytest.fixture
def found(cast):
    """Bo reviews, from where Ana writes."""
    submission = written_by(cast, "ana@pau.example", title="Counting joules")
    make_member(cast.workshop, "reviewer", user=make_user("bo@pau.example", name="Bo"))
    find_conflicts(cast.workshop)
    return submission.conflicts.get()


def written_by(cast, mail, **fields):
    submission = make_submission(cast.workshop, make_user(mail), **fields)
    submission.authors.update(name="Ana Moreau", mail=mail)
    return submission


def text(answer):
    return " ".join(
        re.sub("<[^>]+>", " ", as_read(answer.content.decode()).split("<main")[1]).split()
    )


def key(conflict):
    return f"{conflict.submission.code}:{conflict.user_id}:{conflict.source}"


def test_what_is_found_stands_there_with_its_reason(client, page, found):
    said = text(client.get(page))

    assert "Counting joules" in said
    assert "Bo found Ana Moreau writes from pau.example as well" in said


def test_confirmed_it_stays(client, cast, page, found):
    client.post(page, {"confirm": "1", "pick": key(found)})

    found.refresh_from_db()
    assert found.confirmed_by == cast.chair
    assert "found, confirmed" in text(client.get(page))
    assert "No conflict is like that." in text(client.get(page, {"state": "look"}))


def test_lifting_is_shown_and_wants_a_reason(client, cast, page, found):
    shown = client.post(page, {"lift": "1", "pick": key(found)})
    assert "Lift 1 conflict" in text(shown)
    refused = client.post(page, {"lift": "1", "sure": "1", "pick": key(found), "reason": " "})
    assert refused.status_code == 422
    assert Conflict.objects.standing().exists()

    done = {"lift": "1", "sure": "1", "pick": key(found), "reason": "Of another town."}
    assert "1 is lifted." in text(client.post(page, done, follow=True))

    found.refresh_from_db()
    assert (found.lifted_by, found.lift_reason) == (cast.chair, "Of another town.")
    assert "Of another town." in text(client.get(page, {"state": "lifted"}))


def test_several_are_declared_of_one_person(client, cast, page):
    one, two = (make_submission(cast.workshop) for _number in range(2))
    sent = {"declare": "1", "person": cast.reviewer.pk, "reason": "A former student."}

    client.post(page, sent | {"codes": f"{one.code}, {two.code.lower()}"})

    rows = Conflict.objects.standing().filter(user=cast.reviewer, by=cast.chair, source="chair")
    assert set(rows.values_list("submission", flat=True)) == {one.pk, two.pk}


def test_a_code_that_is_not_here_is_named_and_nothing_is_lost(client, cast, page):
    one = make_submission(cast.workshop)
    codes = f"{one.code} NOSUCH23"

    answer = client.post(
        page, {"declare": "1", "person": cast.reviewer.pk, "reason": "Kin.", "codes": codes}
    )

    assert answer.status_code == 422
    assert "Nothing of that code is here: NOSUCH23." in text(answer)
    assert codes in answer.content.decode()
    assert not Conflict.objects.exists()


def test_a_chair_in_conflict_reads_nothing_of_it_and_cannot_act_on_it(client, cast, page, found):
    add_conflict(found.submission, cast.chair, by=cast.superuser, reason="Kin.")
    secret = found.submission.code

    said = text(client.get(page))
    for act in ({"confirm": "1"}, {"lift": "1", "sure": "1", "reason": "None."}):
        client.post(page, act | {"pick": key(found)})
    declared = {"declare": "1", "person": cast.reviewer.pk, "reason": "Kin.", "codes": secret}
    refused = text(client.post(page, declared))

    assert "Counting joules" not in said
    assert f"Nothing of that code is here: {secret}." in refused
    found.refresh_from_db()
    assert (found.confirmed_at, found.lifted_at) == (None, None)


def test_the_chair_s_page_leads_to_what_was_found_until_it_was_looked_at(client, cast, page, found):
    def is_told():
        steps = all_steps(cast.workshop, cast.chair)
        return [one.text for one in steps if one.address == f"{page}?state=look"]

    assert is_told() == ["Look at 1 conflict that was found"]
    client.post(page, {"confirm": "1", "pick": key(found)})
    assert is_told() == []


def test_what_is_found_of_an_assigned_reviewer_is_closed_by_the_chair(client, cast, page):
    submission = written_by(cast, "ana@gmail.com", title="Counting joules")
    bo = make_member(cast.workshop, "reviewer", user=make_user("bo@pau.example", name="Bo")).user
    make_assignment(submission, bo)
    submission.authors.update(mail="ana@pau.example")
    find_conflicts(cast.workshop)

    chair = reverse("chair", args=[cast.workshop.slug])
    assert "Close 1 conflict of somebody who is assigned already" in text(client.get(chair))
    answer = client.get(page)
    assert "Bo: Counting joules . Ana Moreau writes from pau.example as well." in text(answer)
    html = answer.content.decode()
    sent = dict(re.findall(r'type="hidden" name="(person|codes|reason)" value="([^"]*)"', html))
    client.post(page, sent | {"declare": "1"})

    assert submission.conflicts.standing().get().user == bo
    assert "Found, and assigned already." not in text(client.get(page))


def test_words_find_people_titles_and_reasons(client, page, found):
    for words in ("joules", "bo@pau", "writes pau.example", found.submission.code):
        assert "Counting joules" in text(client.get(page, {"words": words}))
    assert "No conflict is like that." in text(client.get(page, {"words": "nowhere"}))


def test_what_was_lifted_meanwhile_is_not_lifted_twice(client, page, found):
    sent = {"lift": "1", "sure": "1", "pick": key(found), "reason": "First."}
    client.post(page, sent)

    said = text(client.post(page, sent | {"reason": "Second."}, follow=True))

    assert "Nothing that stands was ticked" in said
    found.refresh_from_db()
    assert found.lift_reason == "First."


def test_many_take_the_same_queries_as_one(client, cast, page, found, django_assert_num_queries):
    few = queries_for(client, page)
    for number in range(4):
        written_by(cast, f"a{number}@pau.example")
    find_conflicts(cast.workshop)

    assert Conflict.objects.count() == 5
    with django_assert_num_queries(few):
        client.get(page)


def test_what_authors_declared_says_that_they_gave_no_reason(client, cast, page):
    submission = written_by(cast, "ana@pau.example")
    submission.conflicts.create(user=cast.reviewer, source="author", by=submission.submitter)

    said = text(client.get(page))

    assert "The authors named them, without a reason." in said
