"""What the clock brings to submissions."""

from submissions.checks import let_go
from submissions.summaries import send_due_summaries


def tick(now):
    let_go(now)
    send_due_summaries(now)
