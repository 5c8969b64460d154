"""What chairs, authors and reviewers do without JavaScript, where no other test does so.

With JavaScript off as well: a first workshop (`test_start`), the call, a proposal, its review and
its decision (`test_way_through`), by phone and as a guest (`test_submit`, `test_review_way`),
reviewers invited (`test_invite`), matched and assigned (`test_matching`, `test_by_hand`), all
decided, announced, mailed and published (`test_decide`), a slot and a date edited
(`test_edit_slot`), a team and its entry (`test_enter`).
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.installation.house import demonstration

pytestmark = pytest.mark.browser
OF_THE_AUTHOR = """
    from program.services import publish_contributions
    from reviews.announcing import release_decisions
    from reviews.deciding import decide
    from reviews.models import Assignment
    from submissions.models import Submission
    from workshop.models import User, Workshop
    workshop = Workshop.objects.get(slug="pedl")
    chair = User.objects.get(email="chair@example.org")
    reviewer = User.objects.get(email="reviewer@example.org")
    assigned = Assignment.objects.reviewable_by(reviewer).filter(review=None).first()
    sent = workshop.submissions.get(submitter__email="author@example.org", status="submitted")
    others = workshop.submissions.filter(status="submitted").decidable_by(chair)
    accepted = others.exclude(pk__in=[sent.pk, assigned.submission_id]).first()
    accepted.authors.create(name="Ana Moreau", mail="author@example.org", position=9)
    decide(accepted, "accept", by=chair)
    one = Submission.objects.filter(pk=accepted.pk)
    release_decisions(one, by=chair)
    publish_contributions(one, by=chair)
    about = {"mail": "author@example.org", "until": workshop.over_at}
    workshop.extensions.create(**about, by=chair)
    answer = {
        "sent": sent.code,
        "accepted": accepted.code,
        "slot": workshop.slots.order_by("starts_at").first().code,
    }
"""


# What she says of herself may close a door at once.
LEFT_TO_REVIEW = """
    from reviews.models import Assignment
    from workshop.models import User
    reviewer = User.objects.get(email="reviewer@example.org")
    answer = Assignment.objects.reviewable_by(reviewer).filter(review=None).first().code
"""


@pytest.fixture(scope="module")
def house(prepared):
    with demonstration(prepared, "review") as house:
        house.codes = house.python(OF_THE_AUTHOR)
        yield house


@pytest.fixture
def signed_in(visitor):
    """A function of the button of a role: a page without JavaScript, signed in."""

    def signed_in(role):
        page = visitor()
        page.goto("/accounts/login/code/")
        page.get_by_role("button", name=role, exact=True).click()
        return page

    return signed_in


def main(page):
    return page.get_by_role("main")


def fill(page, **fields):
    for name, text in fields.items():
        main(page).locator(f"[name={name}]").fill(text)


def choose(page, name, value):
    main(page).locator(f"[name={name}][value='{value}']").check()


def press(page, name):
    main(page).get_by_role("button", name=name, exact=True).first.click()


def is_told(page, words):
    expect(page.get_by_role("status").first).to_contain_text(words)


def test_a_chair_extends_writes_reminds_and_runs_the_day(signed_in, house):
    chair = signed_in("Chair")

    chair.goto("/pedl/chair/extensions/")
    until = datetime.now(UTC) + timedelta(days=10)
    fill(chair, mail="late@example.org", until=f"{until:%Y-%m-%dT%H:%M}", reason="A flood.")
    press(chair, "Give it and tell them")
    expect(main(chair).get_by_role("rowheader", name="late@example.org")).to_be_visible()

    chair.goto("/pedl/chair/mail/write/")
    main(chair).locator("[name=group]").select_option("authors_submitted")
    fill(chair, subject="News for {name}", body="See {my_page}")
    press(chair, "Look at the mails")
    press(chair, "Send it now")
    expect(main(chair)).to_contain_text("The mails in the outbox")

    chair.goto("/pedl/chair/mail/texts/receipt/")
    fill(chair, subject="{workshop}: we have “{title}”")
    press(chair, "Save")
    expect(main(chair).locator("[name=subject]")).to_have_value("{workshop}: we have “{title}”")

    chair.goto(f"/pedl/chair/program/{house.codes['slot']}/")
    fill(chair, minutes="10")
    main(chair).locator("[name=reach]").select_option("end")
    press(chair, "Show what would move")
    main(chair).get_by_role("button", name=re.compile(r"^Move \d")).click()
    expect(chair.get_by_role("status").first).to_contain_text(re.compile("slots? (is|are) moved"))


def test_an_author_confirms_shows_a_poster_and_withdraws(signed_in, house):
    author = signed_in("Author")

    author.goto(f"/pedl/submissions/{house.codes['accepted']}/confirm/")
    choose(author, "presenter", "author@example.org")
    choose(author, "post", "abstract")
    main(author).locator("[name=confirm]").click()
    is_told(author, "onfirmed")

    author.goto(f"/pedl/submissions/{house.codes['accepted']}/materials/")
    main(author).locator("[name=kind]").select_option("poster")
    fill(author, url="https://example.org/poster.pdf")
    main(author).locator("[name=add]").click()
    expect(main(author).locator("a[href='https://example.org/poster.pdf']").first).to_be_visible()

    author.goto(f"/pedl/submissions/{house.codes['sent']}/")
    main(author).get_by_role("link", name="Withdraw it").click()
    press(author, "Withdraw it")
    expect(main(author)).to_contain_text("withdrawn")


def test_a_reviewer_says_how_much_she_reviews_and_declines(signed_in, house):
    reviewer = signed_in("Reviewer")

    reviewer.goto("/pedl/reviews/profile/")
    fill(reviewer, most="4")
    press(reviewer, "Save")
    reviewer.goto("/pedl/reviews/profile/")
    expect(main(reviewer).locator("[name=most]")).to_have_value("4")

    asked = f"/pedl/reviews/{house.python(LEFT_TO_REVIEW)}/"
    reviewer.goto(asked)
    main(reviewer).get_by_role("link", name="I cannot review it").click()
    fill(reviewer, reason="I am on a glacier.")
    main(reviewer).get_by_role("button").last.click()
    assert reviewer.goto(asked).status == 404
