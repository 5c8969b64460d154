"""Which rows: one method per ability, asked by lists, details, admin and search alike."""

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import F, Q


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

    def with_address(self, email):
        """The account of an address; a new one without a password where there is none."""
        return self.get_or_create(
            email=email.strip().lower(), defaults={"password": self.model.no_password()}
        )[0]


class WorkshopQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)

    def chaired_by(self, user):
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        from workshop.models import Membership

        chairs = Membership.objects.filter(user=user, role=Membership.Role.CHAIR)
        return self.filter(pk__in=chairs.values("workshop"))

    def readable_by(self, user):
        """Everyone reads what is public; chairs read their own before it is."""
        return self.filter(Q(is_public=True) | Q(pk__in=self.model.objects.chaired_by(user)))

    def touch(self):
        """Raise the counter that stored pages are keyed by: what was rendered before is stale."""
        return self.update(revision=F("revision") + 1)


class QueuedQuerySet(models.QuerySet):
    def due(self, now):
        """Rows whose time has come, and those whose worker died with the lease."""
        waiting = Q(state=self.model.State.WAITING, due_at__lte=now)
        abandoned = Q(state=self.model.State.RUNNING, leased_until__lt=now)
        return self.filter(waiting | abandoned)
