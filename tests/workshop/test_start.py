"""From nothing to a first workshop: the command, the address it prints, the form, the dates."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import make_user, make_workshop
from tests.workshop.test_invariants import run
from workshop import services
from workshop.fields import RESERVED_SLUGS, validate_slug_is_free
from workshop.models import ActionLink, Change, Message, User, Workshop
from workshop.schedules import dates_counted_back, latest_deadline, usual_deadline
from workshop.services import free_slug, start_workshop
from workshop.times import AOE, end_of_day_anywhere

pytestmark = pytest.mark.django_db
MAIL = "operator@example.org"
SOON = timezone.now().date() + timedelta(days=60)


def ask(capsys, mail=MAIL):
    """What the command prints, and the path in it."""
    call_command("start", "--mail", mail)
    said = capsys.readouterr().out
    return said, re.search(r"http://\S+?(/start/\S+/)", said)[1]


@pytest.fixture
def path(capsys):
    return ask(capsys)[1]


@pytest.fixture
def operator():
    return User.objects.create_superuser(MAIL)


def filled(**fields):
    return {
        "name": "Warm Computing",
        "acronym": "WARM",
        "first_day": SOON.isoformat(),
        "zone": "Europe/Paris",
        "contact": "contact@example.org",
        "blind_mode": "double",
    } | fields


def planned(first_day, **fields):
    return Workshop(name="Warm", contact=MAIL, first_day=first_day, last_day=first_day, **fields)


# --- the command ---


def test_the_command_makes_an_operator_and_prints_an_address_without_mailing_it(capsys):
    said, path = ask(capsys, "New.Operator@example.org")

    user = User.objects.get()
    assert (user.email, user.is_operator) == ("new.operator@example.org", True)
    assert f"http://localhost:8000{path}" in said
    assert not Message.objects.exists()
    assert path.split("/")[2] not in str(ActionLink.objects.values().get())
    assert Change.objects.get().fields["is_superuser"] == [False, True]


def test_the_command_takes_the_account_there_is(capsys):
    ada = make_user("ada@example.org", name="Ada Boole", is_active=False)

    ask(capsys, "ADA@example.org")

    ada.refresh_from_db()
    assert (ada.is_operator, ada.name) == (True, "Ada Boole")


def test_asked_again_the_command_closes_the_older_address(client, capsys, path):
    said, newer = ask(capsys, "other@example.org")

    assert client.get(path).status_code == 410
    assert client.get(newer).status_code == 200
    assert f"Operators besides: {MAIL}" in said


def test_the_command_refuses_where_there_is_a_workshop():
    make_workshop()

    with pytest.raises(CommandError, match="open /start/") as refused:
        call_command("start", "--mail", MAIL)

    assert refused.value.returncode == 2
    assert not User.objects.exists()


@pytest.mark.parametrize("mail", ["", "me", "me@", "a b@example.org", "añb@example.org"])
def test_the_command_refuses_what_is_no_mail_address(mail):
    with pytest.raises(CommandError, match="is not a mail address"):
        call_command("start", "--mail", mail)

    assert not User.objects.exists()


# --- the address ---


def test_opening_the_address_changes_nothing(client, path):
    page = client.get(path)

    assert page.status_code == 200
    assert f'value="{MAIL}"' in page.content.decode()
    assert not Workshop.objects.exists()
    assert ActionLink.objects.get().is_open
    assert not get_user(client).is_authenticated
    assert "no-store" in page["Cache-Control"]


def test_the_form_makes_a_hidden_workshop_and_signs_its_chair_in(client, path):
    answer = client.post(path, filled())

    workshop = Workshop.objects.get()
    assert answer.url == f"/warm-{SOON.year}/chair/"
    assert (workshop.is_public, workshop.last_day) == (False, SOON)
    assert [member.user.email for member in workshop.memberships.chairs()] == [MAIL]
    assert get_user(client).email == MAIL
    assert client.get(answer.url).status_code == 200


def test_of_two_tabs_the_second_finds_the_address_closed(client, path):
    client.post(path, filled())

    again = client.post(path, filled(name="Another"))

    assert again.status_code == 410
    assert "This address is closed" in again.content.decode()
    assert Workshop.objects.count() == 1


def test_two_tabs_at_the_same_instant_make_one_workshop(operator, path):
    link = ActionLink.objects.get()

    made = [
        services.start_workshop_by_link(link, planned(SOON), deadline=SOON - timedelta(days=9))
        for _tab in range(2)
    ]

    assert [bool(workshop) for workshop in made] == [True, False]


@pytest.mark.parametrize("field", ["expires_at", "revoked_at", "used_at"])
def test_a_closed_address_opens_no_form(client, path, field):
    ActionLink.objects.update(**{field: timezone.now() - timedelta(minutes=1)})

    for answer in (client.get(path), client.post(path, filled())):
        assert answer.status_code == 410
        assert "open /start/" in answer.content.decode()
    assert not Workshop.objects.exists()


def test_the_address_is_closed_once_there_is_a_workshop(client, path):
    make_workshop()

    assert client.post(path, filled()).status_code == 410


def test_a_refused_form_leaves_the_address_open(client, path):
    assert client.post(path, filled(name="")).status_code == 200
    assert client.post(path, filled()).status_code == 302


def test_the_token_opens_nothing_as_a_link_of_a_mail(client, path):
    token = path.split("/")[2]

    assert client.post(f"/links/{token}/").status_code == 404
    assert client.get("/start/made-up/").status_code == 404
    assert not get_user(client).is_authenticated


# --- further ones, by the operator ---


def test_an_operator_starts_further_workshops(client, operator):
    make_workshop()
    client.force_login(operator)

    answer = client.post("/start/", filled())

    assert answer.url == f"/warm-{SOON.year}/chair/"
    assert "/start/" in client.get("/me/").content.decode()


def test_nobody_else_starts_workshops(client, cast):
    client.force_login(cast.chair)

    assert client.post("/start/", filled()).status_code == 404
    assert "/start/" not in client.get("/me/").content.decode()


# --- what the form refuses ---


def days(count):
    return (timezone.now().date() + timedelta(days=count)).isoformat()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"first_day": days(-2)}, "Choose one that is still ahead."),
        ({"first_day": "soon"}, "Enter a valid date."),
        ({"first_day": "9999-12-31"}, "Write a year from 1990 to 2200."),
        ({"first_day": days(0)}, "Choose a later one."),
        ({"last_day": days(59)}, "Choose a later day, or leave it empty."),
        ({"deadline": days(-3)}, "Choose today or a later one."),
        ({"deadline": days(60)}, "before the workshop begins: choose"),
        ({"deadline": "9999-12-31"}, "Write a year from 1990 to 2200."),
        ({"zone": "Paris"}, "Select a valid choice."),
        ({"contact": "a b@example.org"}, "Enter a valid email address."),
    ],
)
def test_what_cannot_be_is_refused_in_words(client, operator, fields, said):
    client.force_login(operator)

    page = client.post("/start/", filled(**fields))

    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Workshop.objects.exists()


def test_a_second_press_of_the_button_is_told_where_the_first_went(client, operator):
    client.force_login(operator)
    client.post("/start/", filled())

    again = client.post("/start/", filled(name="WARM computing"))

    assert f"is there already, at /warm-{SOON.year}/" in again.content.decode()
    assert Workshop.objects.count() == 1


# --- its address ---


@pytest.mark.parametrize(
    ("fields", "slug"),
    [
        ({"name": "Warm Computing"}, "warm-computing-2030"),
        ({"name": "Warm Computing", "acronym": "WaCo"}, "waco-2030"),
        ({"name": "Warm 2030"}, "warm-2030"),
        ({"name": "2030"}, "workshop-2030"),
        ({"name": "温暖"}, "workshop-2030"),
        ({"name": "Start"}, "start-2030"),
        ({"name": "w" * 120}, "w" * 40 + "-2030"),
    ],
)
def test_the_address_is_made_of_acronym_or_name_and_the_year(fields, slug):
    assert free_slug(Workshop(first_day=date(2030, 6, 5), **fields)) == slug
    assert slug not in RESERVED_SLUGS
    validate_slug_is_free(slug)


def test_an_address_that_is_taken_gets_a_number():
    for slug in ("warm-2030", "warm-2030-2"):
        make_workshop(slug)

    assert free_slug(Workshop(name="Warm", first_day=date(2030, 6, 5))) == "warm-2030-3"


# --- its dates ---


def test_the_dates_are_counted_back_from_the_day(operator):
    day = date(2030, 6, 5)
    workshop = start_workshop(
        planned(day, zone="Europe/Paris"), deadline=date(2030, 4, 10), by=operator
    )

    dates = {one.kind: one for one in workshop.key_dates.all()}
    assert list(dates) == ["call", "submission", "reviews", "decisions"]
    assert dates["call"].has_passed
    assert dates["submission"].at == datetime(2030, 4, 11, 11, 59, tzinfo=UTC)
    assert (dates["submission"].shown_in, dates["submission"].shows_time) == ("aoe", True)
    assert dates["reviews"].local == datetime(2030, 5, 22, 12)
    assert dates["decisions"].local == datetime(2030, 5, 24, 12)


def test_in_a_shorter_time_decisions_leave_a_third_of_it():
    workshop = planned(date(2030, 6, 5))

    reviews, decisions = dates_counted_back(workshop, end_of_day_anywhere(date(2030, 5, 10)))

    assert (reviews, decisions) == (
        datetime(2030, 5, 25, 12, tzinfo=UTC),
        datetime(2030, 5, 27, 12, tzinfo=UTC),
    )


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12", "America/New_York"])
@pytest.mark.parametrize("room", [0, 1, 2, 3, 5, 6, 8, 20, 35, 36, 60, 400])
def test_however_short_the_time_the_dates_keep_their_order(zone, room):
    workshop = planned(date(2030, 3, 12), zone=zone)
    due = end_of_day_anywhere(latest_deadline(workshop) - timedelta(days=room))

    reviews, decisions = dates_counted_back(workshop, due)

    begins = datetime(2030, 3, 12, tzinfo=workshop.tz)
    assert due < reviews < decisions < begins


@pytest.mark.parametrize(
    ("zone", "latest"),
    [("UTC", 3), ("Pacific/Kiritimati", 2), ("Etc/GMT+12", 3)],
)
def test_the_latest_deadline_is_over_everywhere_when_the_workshop_begins(zone, latest):
    assert latest_deadline(planned(date(2030, 6, 5), zone=zone)).day == latest


@pytest.mark.parametrize(("ahead", "deadline"), [(60, 34), (26, 0), (20, 10), (3, 1), (2, 0)])
def test_proposals_are_due_26_days_before_or_halfway(ahead, deadline):
    now = datetime(2030, 1, 1, 9, tzinfo=AOE)

    day = usual_deadline(planned(date(2030, 1, 1) + timedelta(days=ahead)), now)

    assert day == date(2030, 1, 1) + timedelta(days=deadline)


def test_an_empty_deadline_is_the_usual_one(client, operator):
    client.force_login(operator)

    client.post("/start/", filled())

    [due] = Workshop.objects.get().key_dates.filter(kind="submission")
    assert due.local.date() == SOON - timedelta(days=26)


# --- what comes with it ---


def test_all_that_begins_is_in_the_trail(operator):
    workshop = start_workshop(planned(SOON), deadline=SOON - timedelta(days=9), by=operator)

    lines = Change.objects.filter(workshop=workshop)
    assert [line.model for line in lines.order_by("pk")] == [
        "workshop.workshop",
        *["workshop.keydate"] * 4,
        "workshop.membership",
    ]
    assert {line.by for line in lines} == {operator}


def test_every_app_adds_what_a_workshop_begins_with(operator, monkeypatch):
    begun = []
    monkeypatch.setattr(services, "found", lambda *asked: [begun.append] if asked else [])

    workshop = start_workshop(planned(SOON), deadline=SOON - timedelta(days=9), by=operator)

    assert begun == [workshop]


def test_a_workshop_that_began_so_holds_all_invariants(operator, capsys):
    start_workshop(planned(SOON), deadline=SOON - timedelta(days=9), by=operator)

    assert run(capsys)[0] == 0
