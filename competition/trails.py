"""What the trail of a workshop does not tell whom."""

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from competition.models import Award, Entry


def hidden_from(user):
    """How the entries of one's own team were judged, and what the jury gave them."""
    own = Entry.objects.sent_by(user)
    awards = Award.objects.filter(entry__in=own.values("pk"))
    return _about(own) | _about(awards)


def _about(rows):
    numbers = rows.order_by().annotate(number=Cast("pk", CharField())).values("number")
    return Q(model=rows.model._meta.label_lower, object_id__in=numbers)
