"""Which submissions: one method per ability."""

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from submissions.lifecycle import EDITABLE, IN_REVIEW, Status
from workshop.models import FormerAddress, User, Workshop


def addresses_of(user):
    """The addresses that `user` has shown to be theirs, in lower case."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    return {user.email, *(mail.lower() for mail in confirmed.values_list("email", flat=True))}


def is_confirmed_of(user):
    """The same of a row's `mail`, without a query of its own.

    Former addresses are for conflicts alone: one may have gone to somebody else.
    """
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    return Q(mail=user.email) | Q(mail__in=confirmed.annotate(mail=Lower("email")).values("mail"))


def writers_of(submission):
    """Who sent it in or is an author of it, by a confirmed address or a former one.

    `without_conflict`, turned round, without the conflicts that were declared.
    """
    listed = submission.authors.values("mail")
    confirmed = EmailAddress.objects.annotate(mail=Lower("email")).filter(verified=True)
    former = FormerAddress.objects.filter(mail__in=listed)
    return User.objects.filter(
        Q(email__in=listed)
        | Q(pk__in=confirmed.filter(mail__in=listed).values("user"))
        | Q(pk__in=former.values("user"))
        | Q(pk=submission.submitter_id)
    )


def _is_kept_from(user):
    """Their submitter, who is another, changes them alone."""
    return Q(only_submitter_edits=True) & (Q(submitter=None) | ~Q(submitter=user))


def is_kept_from(user, submission):
    """The same of one that `user` has written."""
    return submission.only_submitter_edits and submission.submitter_id != user.pk


class ConflictQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(lifted_at=None)


class SubmissionQuerySet(models.QuerySet):
    def written_by(self, user):
        """Those that `user` sent in or is an author of, by a confirmed address.

        A guest's draft is nobody's before it is claimed: it names whom it likes.
        """
        if not user.is_authenticated:
            return self.none()
        return self._by(user, is_confirmed_of(user)).exclude(submitter=None, status=Status.DRAFT)

    def _by(self, user, is_of_user):
        authors = self.model.authors.rel.related_model.objects.filter(is_of_user)
        return self.filter(Q(submitter=user) | Q(pk__in=authors.values("submission")))

    def editable_by(self, user):
        """Those whose texts and file `user` may change, if it is in time."""
        own = self.written_by(user).filter(status__in=EDITABLE)
        return own if user.is_anonymous else own.exclude(_is_kept_from(user))

    def withdrawable_by(self, user):
        """Those that `user` may withdraw, if it is in time: sent in and not decided."""
        return self.editable_by(user).sent_in()

    def handed_over_by(self, user):
        """Those that `user` sent in, who settles what co-authors may do, or gives it to one."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(submitter=user, status__in=EDITABLE)

    def discardable_by(self, user):
        """Drafts that `user` may throw away: their own, not those they are named in."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(submitter=user, status=Status.DRAFT)

    def without_conflict(self, user):
        """Those that `user` neither wrote nor has a standing conflict with."""
        return self.exclude(self._closed_to(user))

    def _closed_to(self, user):
        """Of a row: `user` wrote it or is in conflict with it. Small sets, found by an index."""
        conflicts = self.model.conflicts.rel.related_model.objects.standing().filter(user=user)
        was_of_user = Q(mail__in=user.former_addresses.values("mail"))
        authors = self.model.authors.rel.related_model.objects
        written = authors.filter(is_confirmed_of(user) | was_of_user)
        return (
            Q(submitter=user)
            | Q(pk__in=conflicts.values("submission"))
            | Q(pk__in=written.values("submission"))
        )

    def sent_in(self):
        """All but drafts. What was withdrawn stays: a chair may bring it back."""
        return self.exclude(status=Status.DRAFT)

    def brought_in(self):
        """What a chair brought in, with not a word changed since nor a PDF from its submitter."""
        files = self.model.manuscripts.rel.related_model.objects
        files = files.filter(submission=OuterRef("pk"), by__isnull=False)
        own = files.filter(by=OuterRef("submitter"))
        return self.filter(Exists(files), ~Exists(own), version=1)

    def sent_in_or_asked(self):
        """And the drafts whose author has pressed “Submit” while the PDF was being checked."""
        return self.filter(~Q(status=Status.DRAFT) | Q(asked_at__isnull=False))

    def in_review(self):
        """Those that reviewers and decisions are about."""
        return self.filter(status__in=IN_REVIEW)

    def chaired_by(self, user):
        """What `user` may read of as a chair: sent in, whether in conflict or not."""
        return self.sent_in().filter(workshop__in=Workshop.objects.chaired_by(user))

    def overridable_by(self, user):
        """Whose newest PDF was refused, sent in or asked for: a chair may let it count."""
        sent = Q(status=Status.SUBMITTED) | Q(asked_at__isnull=False, submitter__isnull=False)
        manuscripts = self.model.manuscripts.rel.related_model.objects
        newest = manuscripts.filter(submission=OuterRef("pk")).order_by("-number")
        refused = self.alias(verdict=Subquery(newest.values("verdict")[:1])).filter(
            sent, verdict="reject", workshop__in=Workshop.objects.chaired_by(user)
        )
        return refused.without_conflict(user)

    def decidable_by(self, user):
        """Whose conflicts, assignments, reviews and decision `user` may see and make."""
        return self.chaired_by(user).without_conflict(user)

    def listed_for(self, user):
        """What a chair's list has: what they may decide, and of what arrived that it has.

        That is not sent in before its PDF has passed and its address is confirmed: of it a chair
        reads code, title and state.
        """
        chaired = self.filter(workshop__in=Workshop.objects.chaired_by(user))
        return chaired.sent_in_or_asked().without_conflict(user)

    def closed_to_all(self, people):
        """Those that each of these people wrote or is in conflict with."""
        rows = self
        for person in people:
            rows = rows.filter(self._closed_to(person))
        return rows

    def visible_to(self, user):
        """What `user` may open as an author or a chair, or to publish it.

        Reviewers get their reading from the reviews app, which knows about assignments; the
        public gets contributions from the program.
        """
        known = Q(pk__in=self.model.objects.with_history(user).values("pk"))
        accepted = Q(pk__in=self.model.objects.publishable_by(user).values("pk"))
        return self.filter(known | accepted)

    def with_history(self, user):
        """All whose versions `user` may open, not the one in force alone."""
        own = Q(pk__in=self.model.objects.written_by(user).values("pk"))
        return self.filter(own | Q(pk__in=self.model.objects.decidable_by(user).values("pk")))

    def publishable_by(self, user):
        """The accepted ones, as their authors were told, of those who publish for the chairs."""
        workshops = user.memberships.publications().values("workshop")
        return self.filter(status=Status.ACCEPTED, workshop__in=workshops)

    def for_page(self):
        """With all that the page of one submission shows."""
        return self.select_related("workshop", "submitter").prefetch_related(
            "authors", "topics", "manuscripts", "workshop__key_dates"
        )

    def for_form(self):
        """With all that sending its form asks for."""
        return self.select_related("workshop", "submitter").prefetch_related(
            "authors", "workshop__key_dates", "workshop__questions"
        )

    def for_list(self):
        return self.select_related("workshop").prefetch_related("authors", "manuscripts")

    def lock(self):
        """Hold these rows until the transaction ends, always in the same order."""
        list(self.select_for_update().order_by("pk").values_list("pk"))

    def touch(self):
        return self.update(version=F("version") + 1)
