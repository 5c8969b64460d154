"""The page of an entry for those who judge it: its state, own measurements, who sees it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from competition.judgement import NotMeasured, judge_entry, seen_of
from competition.judging_mails import mails_about
from competition.models import Measurement
from competition.models.entries import State
from competition.sisters import in_pairs
from competition.states import change_state
from tests.competition.factories import (
    log_of,
    make_competition,
    make_entry,
    make_measurement,
    make_team,
)
from tests.factories import make_member, make_user
from tests.program.test_pages import page, words
from workshop.models import Change, Message, User
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db
ORGANISERS = Measurement.By.ORGANISERS


@pytest.fixture
def entry(client, cast):
    """Of a team of one, self-reported; the chair is signed in."""
    client.force_login(cast.chair)
    team = make_team(make_competition(cast.workshop), "Green bits")
    return make_entry(team, energy_j=150e3, title="Sparse net")


def address_of(entry):
    return reverse("chair_entry", args=[entry.workshop.slug, entry.code])


def press(client, entry, **sent):
    return client.post(address_of(entry), sent, follow=True)


def seen_in(response):
    return response.context["seen"]


def judge(client, entry, state, reason=""):
    """As a browser does without JavaScript: look at what would be done, then do it."""
    preview = press(client, entry, preview="1", state=state, reason=reason)
    sent = {"state": state, "reason": reason, "seen": seen_in(preview)}
    return press(client, entry, judge="1", **sent)


def stands(entry):
    entry.refresh_from_db()
    return entry.state


# --- who ---


def test_the_cast(client, cast, entry):
    in_team = make_member(cast.workshop).user
    make_team(entry.competition, "Both", users=[in_team])
    own = make_entry(entry.competition.teams.get(name="Both"))
    people = {
        "chair": cast.chair,
        "other chair": cast.other_chair,
        "stranger": cast.stranger,
        "reviewer": cast.reviewer,
        "team": User.objects.get(email=entry.team.mails[0]),
        "organiser in a team": in_team,
    }

    def answers(one):
        found = {}
        for name, user in people.items():
            client.force_login(user)
            found[name] = client.get(address_of(one)).status_code
        return found

    nobody = dict.fromkeys(people, 404)
    assert answers(entry) == nobody | {"chair": 200, "organiser in a team": 200}
    assert answers(own) == nobody | {"chair": 200}


def test_drafts_are_not_there(client, cast, entry):
    draft = make_entry(entry.team, state="draft", submitted_at=None)

    assert client.get(address_of(draft)).status_code == 404


# --- its state ---


def test_nothing_is_done_and_nobody_mailed_before_it_is_seen(client, entry):
    told = words(
        press(client, entry, preview="1", state="attention", reason="Which meter?").content.decode()
    )

    assert "Which meter?" in told
    assert entry.team.mails[0] in told
    assert stands(entry) == "reported"
    assert not Message.objects.exists()


def test_the_team_is_told_why_and_the_trail_who(client, cast, entry):
    judge(client, entry, "attention", "Which meter?")

    mail = Message.objects.get()
    change = Change.objects.filter(model="competition.entry", fields__has_key="state").latest("pk")
    assert stands(entry) == "attention"
    assert mail.recipient == entry.team.mails[0]
    assert "Which meter?" in mail.body
    assert (change.by, change.fields["state"]) == (
        cast.chair,
        ["self-reported", "needs attention"],
    )
    assert "self-reported → needs attention" in words(page(client, address_of(entry)))


def test_pressed_twice_it_is_done_once_and_mailed_once(client, entry):
    sent = {"judge": "1", "state": "accepted", "reason": ""}
    sent["seen"] = seen_in(press(client, entry, preview="1", state="accepted"))
    press(client, entry, **sent)
    press(client, entry, **sent)

    assert stands(entry) == "accepted"
    assert Message.objects.count() == 1
    assert entry.version == 2


def test_two_organisers_do_not_overwrite_each_other(client, entry):
    first = seen_in(press(client, entry, preview="1", state="accepted"))
    judge(client, entry, "rejected", "It looks answers up.")
    told = press(client, entry, judge="1", state="accepted", reason="", seen=first)

    assert stands(entry) == "rejected"
    assert "It has changed since you saw it" in words(told.content.decode())


def test_a_log_that_came_meanwhile_makes_it_be_looked_at_again(client, entry):
    seen = seen_in(press(client, entry, preview="1", state="accepted"))
    make_measurement(entry, 1e3, taken_by=ORGANISERS)
    press(client, entry, judge="1", state="accepted", reason="", seen=seen)

    assert stands(entry) == "reported"


@pytest.mark.parametrize("state", ["attention", "rejected"])
def test_what_refuses_it_says_why(client, entry, state):
    told = words(press(client, entry, preview="1", state=state, reason=" ").content.decode())

    assert "Say in a sentence why" in told


def test_it_is_not_measured_without_a_log_of_the_organisers_that_counts(client, entry):
    told = words(press(client, entry, preview="1", state="measured").content.decode())

    assert "No log of yours counts yet" in told
    assert stands(entry) == "reported"


def test_measured_by_three_logs_their_median_counts_with_least_and_most(client, entry):
    for joules in (141e3, 150e3, 155e3):
        press(client, entry, attach="1", logs=log_of(joules))
    judge(client, entry, "measured")

    told = words(page(client, address_of(entry)))
    assert stands(entry) == "measured"
    assert "150 kJ (141–155)" in told
    assert "median of 3 logs of yours" in told
    assert "Measure at least three times" not in told
    assert "150\N{NO-BREAK SPACE}kJ (141–155)" in Message.objects.get().body


def test_going_back_keeps_what_was_typed(client, entry):
    sent = {"edit": "1", "state": "rejected", "reason": "It looks answers up."}
    response = press(client, entry, **sent)

    assert "It looks answers up." in response.content.decode()
    assert stands(entry) == "reported"


def test_what_its_team_has_withdrawn_is_not_judged(client, entry):
    type(entry).objects.update(state="withdrawn")
    told = words(page(client, address_of(entry)))
    press(client, entry, preview="1", state="reported")

    assert "there is nothing to judge" in told
    assert stands(entry) == "withdrawn"


def test_a_mail_whose_judgement_does_not_hold_any_more_is_not_sent(client, entry):
    judge(client, entry, "attention", "Which meter?")
    mail = Message.objects.get()
    before = is_still_due(mail)
    judge(client, entry, "attention", "Which machine?")

    assert before
    assert not is_still_due(mail)
    assert is_still_due(Message.objects.latest("pk"))


# --- what was measured ---


def test_several_logs_at_once(client, entry):
    press(client, entry, attach="1", logs=[log_of(1e5), log_of(2e5)])

    assert entry.measurements.filter(taken_by=ORGANISERS).count() == 2


def test_one_too_many_is_left_out_by_name_and_the_others_are_kept(client, entry):
    type(entry.competition).objects.update(most_logs=2)
    logs = [log_of(1e5 + number, name=f"{number}.csv") for number in range(3)]
    told = words(press(client, entry, attach="1", logs=logs).content.decode())

    assert "2.csv was left out: an entry has at most 2 logs" in told
    assert entry.measurements.filter(taken_by=ORGANISERS).count() == 2


def test_what_cannot_be_read_is_kept_and_says_why(client, entry):
    empty = SimpleUploadedFile("empty.csv", b"")
    told = words(press(client, entry, attach="1", logs=empty).content.decode())

    assert "empty.csv" in told
    assert "Known are: AIPowerMeter" in told


def test_both_logs_of_carbontracker_are_one():
    names = ["1_carbontracker.log", "1_carbontracker_output.log", "2_carbontracker.log", "a.csv"]
    files = [SimpleUploadedFile(name, b"x") for name in names]

    paired = [(one.name, sister and sister.name) for one, sister in in_pairs(files)]
    assert paired == [
        ("1_carbontracker_output.log", "1_carbontracker.log"),
        ("2_carbontracker.log", None),
        ("a.csv", None),
    ]


def test_one_log_is_too_few_and_said_so(client, entry):
    make_measurement(entry, 1e5, taken_by=ORGANISERS)

    assert "There are 1 run(s). Measure at least three times" in words(
        page(client, address_of(entry))
    )


def test_a_log_is_taken_out_of_the_count_and_brought_back(client, entry):
    log = make_measurement(entry, 1e5, taken_by=ORGANISERS)
    press(client, entry, remove=log.code)
    without = words(page(client, address_of(entry)))
    press(client, entry, bring_back=log.code)

    assert "150 kJ as its team says" in without
    assert "100 kJ" in words(page(client, address_of(entry)))


def test_without_a_log_that_counts_it_is_not_measured_any_more(client, entry):
    log = make_measurement(entry, 1e5, taken_by=ORGANISERS)
    change_state(entry, State.MEASURED, by=None)
    told = press(client, entry, remove=log.code)

    entry.refresh_from_db()
    assert entry.state == State.REPORTED
    assert "No log of yours counts now" in words(told.content.decode())


def test_a_teams_log_is_not_the_organisers_to_remove(client, entry):
    log = entry.measurements.get()

    assert press(client, entry, remove=log.code).status_code == 404


def test_the_measured_accuracy_stands_beside_the_claimed_one(client, entry):
    seen = page_form(client, entry, "accuracy")["seen"].value()
    sent = {"accuracy-correct": "9499", "accuracy-total": "10000", "accuracy-seen": seen}
    press(client, entry, accuracy="1", **sent)

    entry.refresh_from_db()
    told = words(page(client, address_of(entry)))
    assert (entry.correct, entry.total) == (9650, 10_000)
    assert entry.measured == (9499, 10_000)
    assert "The claimed accuracy is 96.50 %, the measured one 94.99 %" in told


def page_form(client, entry, name):
    return client.get(address_of(entry)).context["forms"][name]


@pytest.mark.parametrize(
    ("correct", "total", "told"),
    [
        ("95.3", "10000", "Is 95.3 an accuracy in percent?"),
        ("9499", "1000", "Correct must be from 0 to total"),
        ("949", "1000", "the test set has 10000"),
        ("949", "", "Give both counts"),
    ],
)
def test_an_accuracy_that_cannot_be_is_refused(client, entry, correct, total, told):
    sent = {"accuracy-correct": correct, "accuracy-total": total}

    assert told in words(press(client, entry, accuracy="1", **sent).content.decode())


def test_an_accuracy_saved_over_another_is_refused_with_both(client, entry):
    seen = page_form(client, entry, "accuracy")["seen"].value()
    sent = {"accuracy-total": "10000", "accuracy-seen": seen}
    press(client, entry, accuracy="1", **sent, **{"accuracy-correct": "9600"})
    told = press(client, entry, accuracy="1", **sent, **{"accuracy-correct": "9700"})

    entry.refresh_from_db()
    assert entry.measured == (9600, 10_000)
    assert "Correct predictions as stored: 9600" in words(told.content.decode())
    assert 'value="9700"' in told.content.decode()


def test_what_is_too_good_is_told(client, entry):
    make_entry(make_team(entry.competition), energy_j=200e5, state="accepted")

    assert "less than a hundredth of the best verified entry" in words(
        page(client, address_of(entry))
    )


# --- beside it ---


def test_a_baseline_and_back(client, entry):
    press(client, entry, baseline="yes")
    entry.refresh_from_db()
    was = entry.is_baseline
    press(client, entry, baseline="no")

    entry.refresh_from_db()
    assert (was, entry.is_baseline) == (True, False)


def test_the_paragraph_is_kept_and_never_overwritten_unseen(client, entry):
    seen = page_form(client, entry, "approach")["seen"].value()
    press(client, entry, write="1", approach="Half of it is **zero**.", seen=seen)
    stale = press(client, entry, write="1", approach="Other words.", seen=seen)

    entry.refresh_from_db()
    assert entry.approach == "Half of it is **zero**."
    assert "Other words." in stale.content.decode()


def test_logs_come_as_files_to_keep_and_never_to_be_shown(client, entry):
    log = entry.measurements.get()
    path = reverse("log_for_chair", args=[entry.workshop.slug, entry.code, log.code])
    response = client.get(path)
    response.getvalue()

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    client.force_login(make_user())
    assert client.get(path).status_code == 404


def test_what_a_team_types_is_shown_as_text(client, entry):
    type(entry).objects.update(title="<b>bold</b>", hardware="<script>x</script>")

    html = page(client, address_of(entry))
    assert "<script>x" not in html
    assert "&lt;b&gt;bold" in html


def test_without_a_log_of_the_organisers_it_is_not_measured_any_more(client, entry):
    log = make_measurement(entry, 151e3, taken_by=ORGANISERS)
    judge(client, entry, "measured")

    told = press(client, entry, remove=log.code).content.decode()

    assert stands(entry) == "reported"
    assert "No log of yours counts now" in told


def test_what_is_still_being_read_is_not_accepted_unseen(client, entry):
    log = make_measurement(entry, 1)
    Measurement.objects.filter(pk=log.pk).update(runs=None, energy_j=None, chosen=None)

    told = press(client, entry, preview="1", state="accepted").content.decode()
    seen = seen_of(entry, State.ACCEPTED, mails_about(entry, State.ACCEPTED, ""))

    assert "still being read" in told
    with pytest.raises(NotMeasured):
        judge_entry(entry, State.ACCEPTED, by=None, seen=seen)
    assert stands(entry) == "reported"
