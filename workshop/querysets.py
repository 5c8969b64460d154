"""Which rows: one method per ability, asked by lists, details, admin and search alike."""

from datetime import timedelta

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

LONGEST_LEASE = timedelta(minutes=15)


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class WorkshopQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)

    def chaired_by(self, user):
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_operator:
            return self
        return self.filter(pk__in=user.memberships.chairs().values("workshop"))

    def program_edited_by(self, user):
        """Those whose program `user` edits, and whose accepted contributions `user` reads."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        own = user.memberships.publications().values("workshop")
        chaired = self.model.objects.chaired_by(user)
        return self.filter(Q(pk__in=own) | Q(pk__in=chaired.values("pk")))

    def readable_by(self, user):
        """Everyone reads what is public; who works on it reads it before it is."""
        own = self.model.objects.program_edited_by(user)
        return self.filter(Q(is_public=True) | Q(pk__in=own.values("pk")))

    def with_program(self):
        """Those whose program everybody reads."""
        return self.public().filter(is_program_hidden=False)

    def linked(self, slug):
        """That one, and all that have an edition before or after them."""
        return self.filter(
            Q(slug=slug) | Q(previous__isnull=False) | Q(following__isnull=False)
        ).distinct()

    def touch(self):
        """Raise the counter that stored pages are keyed by: what was rendered before is stale."""
        return self.update(revision=F("revision") + 1)


class MembershipQuerySet(models.QuerySet):
    def chairs(self):
        return self.filter(role=self.model.Role.CHAIR)

    def publications(self):
        return self.filter(role=self.model.Role.PUBLICATIONS)

    def reviewers(self):
        return self.filter(role=self.model.Role.REVIEWER)


class ActionLinkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


class QueuedQuerySet(models.QuerySet):
    def due(self, now):
        """Rows whose time has come, and those whose worker died with the lease.

        A clock that was set back keeps none of them: what was due when it was made stays due, and
        a lease that ends later than any could is over.
        """
        come = Q(due_at__lte=now) | Q(due_at__lte=F("created_at"))
        over = Q(leased_until__lt=now) | Q(leased_until__gt=now + LONGEST_LEASE)
        waiting, running = self.model.State.WAITING, self.model.State.RUNNING
        return self.filter(Q(come, state=waiting) | Q(over, state=running))

    def wait_again(self, **more):
        """Put them back in the queue as if never tried, for their time; how many there were."""
        fresh = {"tries": 0, "error": "", "finished_at": None, "is_cancel_asked": False}
        fresh["due_at"] = Greatest(F("due_at"), timezone.now())
        return self.update(state=self.model.State.WAITING, **fresh, **more)


class MessageQuerySet(QueuedQuerySet):
    def resendable(self):
        """Those that failed or were cancelled, but for those that would be cancelled again.

        Codes and tokens are forgotten, and a letter that was stopped stays so.
        """
        over = {self.model.State.FAILED, self.model.State.CANCELLED}
        rows = self.filter(state__in=over).exclude(body__contains=self.model.GAP)
        return rows.exclude(letter__state="stopped")

    def with_words(self, words):
        """Those to an address, or with a subject, that holds each of the words."""
        rows = self
        for word in words.split():
            rows = rows.filter(Q(recipient__icontains=word) | Q(subject__icontains=word))
        return rows
