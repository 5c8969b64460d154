"""What the clock brings to submissions."""

from submissions.summaries import send_due_summaries


def tick(now):
    send_due_summaries(now)
