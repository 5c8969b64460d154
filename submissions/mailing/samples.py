"""Samples of the mails for who words them: (address, values) of what `user` may decide."""

from submissions.chairing import desk_rejection_of, values_of_desk_rejection
from submissions.edits import values_of_change
from submissions.extensions import values_of_extension
from submissions.lifecycle import Status
from submissions.models import Edit, Manuscript, Submission
from submissions.receipts import recipients_of, values_of_receipt
from submissions.summaries import changed, news_of, values_of_summary

MOST_SAMPLES = 20


def received(workshop, user):
    rows = Submission.objects.filter(workshop=workshop).decidable_by(user).for_page()
    return [
        (mail, values_of_receipt(one))
        for one in rows[:MOST_SAMPLES]
        if one.proposal
        for mail in recipients_of(one)
    ]


def changed_lately(workshop, user):
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    rows = Edit.objects.filter(submission__in=own).exclude(by=None)
    rows = rows.select_related("by", "submission__workshop")[:MOST_SAMPLES]
    return [(one.by.email, values_of_change([one])) for one in rows]


def desk_rejected(workshop, user):
    own = Submission.objects.filter(workshop=workshop, status=Status.DESK).decidable_by(user)
    return [
        (mail, values_of_desk_rejection(desk_rejection_of(one)))
        for one in own.for_page()[:MOST_SAMPLES]
        for mail in recipients_of(one)
    ]


def given(workshop, user):
    return [
        (one.mail, values_of_extension(one)) for one in workshop.extensions.all()[:MOST_SAMPLES]
    ]


def news(workshop, user):
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    rows = changed().filter(pk__in=own.values("pk"))[:MOST_SAMPLES]
    return [
        (mail, values_of_summary(one, *about))
        for one, news in news_of(list(rows)).items()
        for mail, about in news.items()
    ]


def by_verdict(verdict, values_of, *, first):
    def samples(workshop, user):
        own = Submission.objects.filter(workshop=workshop).decidable_by(user)
        rows = Manuscript.objects.filter(submission__in=own, verdict=verdict, number__gte=first)
        rows = rows.exclude(by=None).select_related("by", "submission__workshop")
        return [(one.by.email, values_of(one)) for one in rows[:MOST_SAMPLES]]

    return samples
