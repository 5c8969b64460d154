"""Whatever an author, a guest, a co-author, a chair and the clock do, in whatever order: nothing is
lost, nothing is done twice, and what must hold holds (Hypothesis, stateful testing)."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from reviews.invariants import INVARIANTS as OF_REVIEWS
from submissions.checks import let_go, settle
from submissions.guests import TO_CONFIRM
from submissions.invariants import INVARIANTS
from submissions.models import Extension, Status, Submission
from submissions.services import change_status
from tests.factories import FACTS, make_key_date, make_member, make_user, make_workshop
from tests.pdfs import paper
from tests.submissions.forms import after_the_deadline, set_deadline, typed, upload
from workshop.accounts import confirm_address
from workshop.models import KeyDate, Message

REFUSED = FACTS | {"pages": 3}
TITLES = st.sampled_from(["Counting joules", "Counting watts", "Cold starts"])


class AuthorsWay(RuleBasedStateMachine):
    """One form, opened by a guest or by an author with an account, and all that comes after."""

    @initialize(is_guest=st.booleans())
    def open_the_form(self, is_guest):
        cache.clear()
        self.workshop = make_member(make_workshop()).workshop
        self.chair = self.workshop.memberships.get().user
        make_key_date(self.workshop, KeyDate.Kind.SUBMISSION, timezone.now() + timedelta(days=3))
        self.page = f"/{self.workshop.slug}/submit/"
        self.key, self.client, self.files = uuid.uuid4(), Client(), 0
        self.ana = make_user(f"{uuid.uuid4().hex}@example.org", name="Ana Moreau")
        confirm_address(self.ana)
        self.mail, self.kept, self.arrived = self.ana.email, None, None
        if not is_guest:
            self.client.force_login(self.ana)

    @property
    def row(self):
        return Submission.objects.filter(workshop=self.workshop).first()

    def send(self, **more):
        """A post of the form as that page has it; the title counts once it is acknowledged."""
        own = self.row
        form = typed(key=self.key, seen=own.version if own else 1, mail=self.mail, **more)
        form |= {"authors-0-mail": self.mail}
        is_theirs = own is not None and own.submitter is not None
        address = f"{own.get_absolute_url()}edit/" if is_theirs else self.page
        answer = self.client.post(address, form)
        assert answer.status_code in {200, 302, 403, 404, 422}
        if answer.status_code == 302 and "login" not in answer["Location"]:
            self.kept = more["title"]
        return answer

    @rule(title=TITLES)
    def keep(self, title):
        self.send(save="1", title=title)

    @rule(title=TITLES)
    def save_by_itself(self, title):
        before = self.row
        self.send(auto="1", title=title, tab="a")
        if (row := self.row) and (before is None or row.version != before.version):
            self.kept = row.title

    @rule(title=TITLES, with_file=st.booleans())
    def press_submit(self, title, with_file):
        more = {"proposal": upload(self.another_file())} if with_file else {}
        self.send(submit="1", title=title, **more)

    def another_file(self):
        self.files += 1
        return paper() + b"\n%% %d" % self.files

    @precondition(lambda self: self.row)
    @rule()
    def press_submit_twice(self):
        own = self.row
        self.send(submit="1", title=own.title)
        self.send(submit="1", title=own.title)

    @precondition(lambda self: self.pending())
    @rule(passes=st.booleans())
    def the_check_answers(self, passes):
        settle(self.pending(), FACTS if passes else REFUSED)

    def pending(self):
        return self.row and self.row.manuscripts.filter(verdict="pending").first()

    @precondition(lambda self: self.row and not self.row.submitter and self.row.guest_mail)
    @rule(is_late=st.booleans())
    def confirm_the_address(self, is_late):
        if is_late and self.row.asked_at:
            long_ago = timezone.now() - TO_CONFIRM - timedelta(hours=1)
            Submission.objects.filter(pk=self.row.pk).update(asked_at=long_ago)
        cache.clear()
        self.client.post(f"{self.page}code/", {"resend": "1"})
        code = Message.objects.filter(purpose="code", recipient=self.mail).latest("pk").secret
        self.client.post(f"{self.page}code/", {"code": code})
        assert self.row.submitter == self.ana

    @precondition(lambda self: self.row and self.row.submitter)
    @rule()
    def withdraw(self):
        self.client.post(f"{self.row.get_absolute_url()}withdraw/")

    @precondition(lambda self: self.row and self.row.status == Status.WITHDRAWN)
    @rule()
    def bring_back(self):
        change_status(self.row, Status.SUBMITTED, by=self.chair)

    @rule()
    def the_deadline_passes(self):
        after_the_deadline(self.workshop)

    @rule()
    def extend_for_all(self):
        set_deadline(self.workshop, timezone.now() + timedelta(days=1))

    @rule()
    def extend_for_one(self):
        until = timezone.now() + timedelta(hours=6)
        Extension.objects.create(workshop=self.workshop, mail=self.mail, until=until, by=self.chair)

    @rule()
    def the_round_is_made(self):
        let_go(timezone.now())

    # --- what holds after each step ---

    @invariant()
    def one_form_is_one_submission(self):
        assert Submission.objects.filter(workshop=self.workshop).count() <= 1

    @invariant()
    def what_was_acknowledged_is_stored(self):
        if self.kept:
            assert self.row.title == self.kept

    @invariant()
    def each_file_is_stored_once(self):
        if self.row:
            sums = list(self.row.manuscripts.values_list("sha256", flat=True))
            assert len(sums) == len(set(sums)) <= self.files

    @invariant()
    def the_first_arrival_counts(self):
        """And stays, whatever comes after."""
        row = self.row
        if row and row.submitted_at:
            assert self.arrived in {None, row.submitted_at}
            self.arrived = row.submitted_at

    @invariant()
    def no_author_hears_of_what_nobody_has_confirmed(self):
        if self.row and self.row.submitter is None:
            mails = Message.objects.filter(workshop=self.workshop)
            assert not mails.exclude(purpose="code").exists()

    @invariant()
    def each_author_gets_one_receipt(self):
        mails = Message.objects.filter(workshop=self.workshop, purpose="receipt")
        recipients = list(mails.values_list("recipient", flat=True))
        assert len(recipients) == len(set(recipients))

    @invariant()
    def what_must_hold_of_all_holds(self):
        broken = {name: list(find()) for name, find in (INVARIANTS | OF_REVIEWS).items()}
        assert not any(broken.values()), broken


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_or_done_twice_in_whatever_order():
    run_state_machine_as_test(
        AuthorsWay,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )
