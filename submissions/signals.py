"""The one signal of Ossau: a submission has moved from one status to another."""

from django.dispatch import Signal

status_changed = Signal()  # sender=Submission, change=StatusChange; in the same transaction
