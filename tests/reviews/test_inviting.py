"""A chair pastes lines, sees what they are read as and each mail, and invites at one press."""

from datetime import timedelta
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from reviews.invitations.inviting import due_reminders
from reviews.invitations.listing import rows_of
from reviews.invitations.reading import lines_of
from reviews.models import Invitation, ReviewerProfile
from submissions.conflicts import add_conflict
from tests.factories import (
    make_assignment,
    make_key_date,
    make_member,
    make_review,
    make_submission,
    make_topic,
    make_user,
)
from tests.program.test_pages import page, words
from workshop.models import ActionLink, Membership, Message
from workshop.outbox import is_still_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
ADA = "Ada Boole <ada@example.org>, University of Pau"


def address(cast, name="reviewers"):
    return reverse(name, args=[cast.workshop.slug])


def look(client, cast, text, **more):
    sent = {"text": text, "most": "4", "look": "1"} | more
    return client.post(address(cast, "import_reviewers"), sent)


def invite(client, cast, text, **more):
    """What a chair does: look, then press the button."""
    seen = look(client, cast, text).context["plan"].digest
    sent = {"text": text, "most": "4", "do": "1", "seen": seen} | more
    return client.post(address(cast, "import_reviewers"), sent, follow=True)


def invited(client, cast, text=ADA):
    invite(client, cast, text)
    return Invitation.objects.get()


def act(client, cast, **sent):
    return client.post(address(cast, "act_on_reviewers"), sent, follow=True).content.decode()


def told(response):
    """{address of a line: (what is done, errors and notes)}"""
    entries = response.context["plan"].entries
    return {one.line.mail: (one.act, one.line.errors + one.notes) for one in entries}


def read(response):
    return unescape(words(response.content.decode()))


# --- reading ---


@pytest.mark.parametrize(
    "text",
    [
        "Ada Boole <ada@example.org>, University of Pau",
        "Ada Boole <Ada@Example.org> (University of Pau)",
        "Ada Boole\tada@example.org\tUniversity of Pau",
        "Ada Boole;ada@example.org;University of Pau",
        'Ada Boole,ada@example.org,"University of Pau"',
        "Name,E-mail,Affiliation\nAda Boole,ada@example.org,University of Pau",
        "first name;last name;email;institution\nAda;Boole;ada@example.org;University of Pau",
        "\ufeffaffiliation\tmail\tname\r\nUniversity of Pau\tada@example.org\tAda Boole\r\n",
    ],
)
def test_a_person_is_read_in_each_form(text):
    [line], _unused = lines_of(text)

    assert (line.name, line.mail, line.affiliation, line.errors) == (
        "Ada Boole",
        "ada@example.org",
        "University of Pau",
        [],
    )


def test_a_bare_address_will_do_and_empty_lines_are_left_out():
    lines, _unused = lines_of("\nada@example.org\n\n li@example.org \n")

    assert [(one.number, one.mail, one.name) for one in lines] == [
        (2, "ada@example.org", ""),
        (4, "li@example.org", ""),
    ]


@pytest.mark.parametrize("home", ["KAIST", "UPM Madrid", "Lab 12, Pau", "x"])
def test_behind_name_and_address_anything_is_an_affiliation(home):
    [line], _unused = lines_of(f"Kim Cho <kim@example.org>, {home}")

    assert (line.name, line.mail, line.affiliation) == ("Kim Cho", "kim@example.org", home)
    assert not line.errors


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ada Boole", "There is no mail address of “Ada Boole”. Write Name <mail>, affiliation."),
        ("Ada <ada@example>", "The mail address is not complete: it looks like name@example.org."),
        ("Boole, Ada, of Pau <a@example.org>", "It is not clear what is what here. Write Name"),
        ("name,mail\n=cmd,ada@example.org", "“=cmd” is no name."),
        ("name,mail\nAda,ada@", "“ada@” is no mail address: it looks like name@example.org."),
        ('name,mail\n"Ada,ada@example.org', "A quotation mark is open or out of place"),
        ("name,mail\nAda", "It has 1 cells and the line of names 2."),
        ("A" * 121 + " <ada@example.org>", "This is too long"),
    ],
)
def test_a_fault_is_told_by_line_with_how_to_mend_it(client, cast, text, says):
    response = look(client, cast, text)

    assert response.status_code == 422
    assert says in read(response)
    assert response.context["form"]["text"].value() == text.replace("\r\n", "\n")
    assert 'name="do"' not in response.content.decode()


def test_an_address_that_stands_twice_is_told_by_the_number_of_its_line(client, cast):
    response = look(client, cast, f"{ADA}\nLi <li@example.org>\nada@example.org")

    assert "The address stands in line 1 already." in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": " "}, "Nobody stands here yet. Paste a line for each person."),
        ({"most": "0"}, "Write a whole number from 1 to 50."),
        ({"most": "many"}, "Write a whole number from 1 to 50."),
        ({"text": "mial,nmae\nx,y"}, "It is not clear"),
        ({"text": "mail,affilation\na@example.org,Pau"}, "Write “affiliation”"),
        ({"text": "\n".join(f"p{n}@example.org" for n in range(501))}, "These are 501 people."),
        ({"text": "a" * 100_001}, "This is longer than 100,000 characters."),
    ],
)
def test_what_cannot_be_read_as_a_whole_is_told_and_stays_in_the_box(client, cast, sent, says):
    response = look(client, cast, **{"text": ADA} | sent)

    assert response.status_code == 422
    assert says in read(response)
    assert response.context["form"]["text"].value() == sent.get("text", ADA)


def test_a_file_is_read_behind_what_was_typed(client, cast):
    file = SimpleUploadedFile("people.csv", b"mail;name\nli@example.org;Li Wei\n")

    response = look(client, cast, ADA, file=file)

    assert list(told(response)) == ["ada@example.org", "li@example.org"]
    assert response.context["form"]["text"].value() == f"{ADA}\nLi Wei <li@example.org>"


# --- what it would do ---


def test_looking_sends_nothing_and_shows_the_mail(client, cast):
    make_topic(cast.workshop, "Cold chips")
    make_key_date(cast.workshop)
    make_key_date(cast.workshop, kind="reviews", at=timezone.now() + timedelta(days=9))

    text = read(look(client, cast, ADA))

    for part in ("Dear Ada Boole", "At most 4 reviews", "2 pages each", "Cold chips", "2030"):
        assert part in text
    assert "Invite 1 person" in text
    assert not Invitation.objects.exists()
    assert not Message.objects.exists()


def test_who_is_here_already_is_known_by_any_address(client, cast):
    EmailAddress.objects.create(user=cast.reviewer, email="Ada@example.org", verified=True)

    response = look(client, cast, f"{ADA}\n{cast.reviewer.email}")

    assert [act for act, _said in told(response).values()] == ["here"] * 2
    assert f"is another address of {cast.reviewer.email}" in read(response)
    assert 'name="do"' not in response.content.decode()


def test_an_address_that_a_reviewer_only_says_is_hers_keeps_nobody_from_being_invited(client, cast):
    profile = ReviewerProfile.objects.create(workshop=cast.workshop, user=cast.reviewer)
    profile.aliases.create(mail="victim@pau.example.org")

    response = look(client, cast, "victim@pau.example.org")

    assert [act for act, _said in told(response).values()] == ["invite"]
    assert "has named this address as well" in read(response)


def test_a_namesake_and_a_chair_are_pointed_out_and_invited_all_the_same(client, cast):
    cast.reviewer.name = "ada boole"
    cast.reviewer.save()

    found = told(look(client, cast, f"{ADA}\n{cast.chair.email}"))

    assert found == {
        "ada@example.org": (
            "invite",
            [f"Somebody of this name is listed as {cast.reviewer.email}. Is it the same person?"],
        ),
        cast.chair.email: ("invite", ["Is a chair here as well."]),
    }


def test_of_another_workshop_nothing_is_told(client, cast):
    other = cast.other_chair.memberships.get().workshop
    user = make_member(other, Membership.Role.REVIEWER).user
    Invitation.objects.create(workshop=other, mail="ada@example.org", most=3)

    found = told(look(client, cast, f"{ADA}\n{user.email}"))

    assert found == {"ada@example.org": ("invite", []), user.email: ("invite", [])}


# --- inviting ---


def test_those_invited_are_asked_and_are_no_members(client, cast):
    before = cast.workshop.memberships.count()

    invite(client, cast, f"{ADA}\nli@example.org")

    ada, li = Invitation.objects.order_by("mail")
    assert (ada.name, ada.affiliation, ada.most, ada.state, ada.by) == (
        *("Ada Boole", "University of Pau", 4, "invited", cast.chair),
    )
    assert cast.workshop.memberships.count() == before
    mails = Message.objects.filter(purpose="invitation")
    assert {one.recipient for one in mails} == {"ada@example.org", li.mail}
    assert f"/invitations/{Message.MASK}/" in mails[0].masked_text


def test_pressed_twice_they_are_asked_once(client, cast):
    seen = look(client, cast, ADA).context["plan"].digest
    sent = {"text": ADA, "most": "4", "do": "1", "seen": seen}
    for _press in range(2):
        response = client.post(address(cast, "import_reviewers"), sent, follow=True)

    assert "asked already. Nothing was sent." in response.content.decode()
    assert Message.objects.count() == ActionLink.objects.count() == 1


def test_what_was_not_shown_is_not_done(client, cast):
    seen = look(client, cast, ADA).context["plan"].digest

    for changed in ({"text": f"{ADA}\nli@example.org"}, {"most": "5"}, {"seen": ""}):
        sent = {"text": ADA, "most": "4", "do": "1", "seen": seen} | changed
        response = client.post(address(cast, "import_reviewers"), sent)
        assert "This is not what was shown" in response.content.decode()
    assert not Invitation.objects.exists()


# --- the list ---


def test_the_list_shows_state_load_texts_conflicts_and_reviews(client, cast):
    profile = ReviewerProfile.objects.create(
        workshop=cast.workshop, user=cast.reviewer, most=7, is_senior=True
    )
    profile.papers.create(title="Warm chips", position=1)
    make_review(make_submission(cast.workshop), cast.reviewer)
    make_assignment(make_submission(cast.workshop), cast.reviewer)
    add_conflict(make_submission(cast.workshop), cast.reviewer, by=cast.chair, reason="friends")
    invite(client, cast, ADA)

    ada, reviewer = rows_of(cast.workshop, seen_by=cast.chair)

    assert (ada.state, ada.most, ada.name) == ("invited", 4, "Ada Boole")
    assert (reviewer.state, reviewer.most, reviewer.texts) == ("reviewer", 7, 1)
    assert (reviewer.conflicts, reviewer.progress.words, reviewer.progress.open) == (1, "1 of 2", 1)
    text = words(page(client, address(cast)))
    for part in (
        "has not answered",
        "senior",
        "1 of 2",
        "1 due",
        "1 of 1 invited has not answered",
    ):
        assert part in text


def test_what_a_reviewer_sent_in_for_others_counts_as_a_conflict(cast):
    make_submission(cast.workshop, submitter=cast.reviewer)

    [row] = rows_of(cast.workshop, seen_by=cast.chair)

    assert row.conflicts == 1


def test_a_chair_reads_no_count_of_what_they_conflict_with(client, cast):
    hidden = make_submission(cast.workshop, make_user("ada@example.org"))
    make_assignment(hidden, cast.reviewer)
    other = make_member(cast.workshop, Membership.Role.REVIEWER).user
    add_conflict(hidden, other, by=cast.chair, reason="friends")
    EmailAddress.objects.create(user=other, email="ada@example.org", verified=True)
    assert [
        (r.conflicts, r.progress.asked) for r in rows_of(cast.workshop, seen_by=cast.chair)
    ] == [
        (0, 1),
        (1, 0),
    ]

    add_conflict(hidden, cast.chair, by=cast.chair, reason="friends")

    rows = rows_of(cast.workshop, seen_by=cast.chair)
    assert [(row.conflicts, row.progress.asked) for row in rows] == [(0, 0), (0, 0)]


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    client, cast, django_assert_max_num_queries
):
    def fill(first, last):
        for number in range(first, last):
            make_assignment(make_submission(cast.workshop))
            Invitation.objects.create(
                workshop=cast.workshop, mail=f"p{number}@example.org", most=number
            )

    fill(1, 2)
    page(client, address(cast))
    with django_assert_max_num_queries(60) as few:
        page(client, address(cast))
    fill(2, 5)
    with django_assert_max_num_queries(len(few)):
        page(client, address(cast))


def test_who_is_given_the_role_meanwhile_stands_there_once_and_is_not_reminded(client, cast):
    invited(client, cast)
    ActionLink.objects.update(created_at=timezone.now() - timedelta(days=2))
    make_member(cast.workshop, Membership.Role.REVIEWER, make_user("ada@example.org"))

    rows = rows_of(cast.workshop, seen_by=cast.chair)

    assert [row.state for row in rows] == ["reviewer", "reviewer"]
    assert due_reminders(cast.workshop) == []


def test_the_list_is_narrowed_by_state_and_says_where_nobody_is_like_that(client, cast):
    invite(client, cast, ADA)

    assert "ada@example.org" in page(client, f"{address(cast)}?state=waiting")
    assert "ada@example.org" not in page(client, f"{address(cast)}?state=reviewer")
    assert "Nobody is like that." in page(client, f"{address(cast)}?state=declined")
    assert "ada@example.org" in page(client, f"{address(cast)}?state=nonsense")


def test_before_anybody_was_asked_the_page_says_what_will_stand_there(client, cast):
    cast.workshop.memberships.reviewers().delete()

    assert "has no reviewers yet, and nobody was asked" in page(client, address(cast))


# --- what is done on it ---


def test_a_link_is_sent_again_and_the_older_opens_nothing(client, cast):
    invitation = invited(client, cast)

    assert "A fresh link is on its way to ada@example.org" in act(
        client, cast, again=invitation.code
    )

    newest, older = ActionLink.objects.all()
    assert (newest.is_open, older.is_open) == (True, False)
    assert [is_still_due(one) for one in Message.objects.order_by("pk")] == [False, True]


def test_who_accepted_and_left_is_invited_again(client, cast):
    invitation = invited(client, cast)
    user = make_user("ada@example.org")
    Invitation.objects.update(state="accepted", user=user, answered_at=timezone.now())

    assert "A fresh link is on its way" in act(client, cast, again=invitation.code)

    invitation.refresh_from_db()
    assert (invitation.state, invitation.user) == ("invited", None)


def test_an_invitation_is_taken_back_and_can_be_made_anew(client, cast):
    invitation = invited(client, cast)

    assert "is taken back" in act(client, cast, revoke=invitation.code)

    assert not ActionLink.objects.open().exists()
    assert not is_still_due(Message.objects.get())
    assert "has answered meanwhile" in act(client, cast, revoke=invitation.code)
    assert told(look(client, cast, ADA))["ada@example.org"][0] == "again"
    act(client, cast, again=invitation.code)
    assert Invitation.objects.get().state == "invited"


def test_the_number_is_changed_of_an_invitation_and_of_a_reviewer(client, cast):
    invitation = invited(client, cast)

    act(client, cast, load=invitation.code, most="2")
    act(client, cast, load=cast.reviewer.email, most="9")
    assert "Write a whole number" in act(client, cast, load=invitation.code, most="99")

    assert {row.most for row in rows_of(cast.workshop, seen_by=cast.chair)} == {2, 9}


def test_a_reviewer_is_called_senior_and_not(client, cast):
    act(client, cast, senior=f"yes {cast.reviewer.email}")
    assert ReviewerProfile.objects.get().is_senior

    act(client, cast, senior=f"no {cast.reviewer.email}")
    assert not ReviewerProfile.objects.get().is_senior


def test_nobody_of_another_workshop_is_acted_on(client, cast):
    other = cast.other_chair.memberships.get().workshop
    theirs = Invitation.objects.create(workshop=other, mail="ada@example.org", most=3)
    user = make_member(other, Membership.Role.REVIEWER).user

    for sent in (
        {"again": theirs.code},
        {"revoke": theirs.code},
        {"load": theirs.code, "most": "2"},
        {"load": user.email, "most": "2"},
        {"senior": f"yes {user.email}"},
        {"nothing": "1"},
    ):
        assert client.post(address(cast, "act_on_reviewers"), sent).status_code == 404
    assert not Message.objects.exists()
    assert not ReviewerProfile.objects.exists()


def test_those_who_have_not_answered_are_reminded_once_a_day(client, cast):
    invited(client, cast)
    assert 'name="remind"' not in page(client, f"{address(cast)}?state=waiting")
    ActionLink.objects.update(created_at=timezone.now() - timedelta(days=2))

    shown = page(client, f"{address(cast)}?state=waiting")
    seen = shown.partition('name="remind" value="')[2].split('"')[0]

    assert "Remind 1 person who has not answered" in shown
    assert "you have not answered yet" in shown
    assert "1 reminder is in the outbox." in act(client, cast, remind=seen)
    assert "has changed since you saw it" in act(client, cast, remind=seen)
    assert Message.objects.filter(purpose="invitation_reminder").count() == 1
    assert is_still_due(Message.objects.get(purpose="invitation_reminder"))


def test_what_somebody_who_declined_suggests_is_put_into_the_box(client, cast):
    invitation = invited(client, cast)
    Invitation.objects.update(
        state="declined", answered_at=timezone.now(), suggestion="Li <li@example.org>"
    )

    shown = page(client, address(cast))

    assert "declined and suggests" in shown
    filled = client.get(f"{address(cast)}?suggested={invitation.code}")
    assert filled.context["form"]["text"].value() == "Li <li@example.org>"
    invite(client, cast, "li@example.org")
    assert "declined and suggests" not in page(client, address(cast))


def test_the_chairs_page_says_how_many_have_not_answered_and_leads_to_them(client, cast):
    invite(client, cast, f"{ADA}\nli@example.org")
    Invitation.objects.filter(mail="li@example.org").update(
        state="declined", answered_at=timezone.now()
    )

    shown = page(client, reverse("chair", args=[cast.workshop.slug]))

    assert "1 of 2 invited have not answered" in shown
    assert f'href="{address(cast)}?state=waiting"' in shown


def test_while_answers_are_out_no_page_asks_for_more_reviewers(client, cast):
    cast.workshop.memberships.reviewers().delete()
    assert "Invite reviewers" in page(client, reverse("chair", args=[cast.workshop.slug]))

    invite(client, cast, ADA)

    assert "Invite reviewers" not in page(client, reverse("chair", args=[cast.workshop.slug]))
