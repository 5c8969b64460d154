"""What the clock brings to submissions."""

from submissions.checks import let_go, open_windows
from submissions.summaries import send_due_summaries


def tick(now):
    open_windows()
    let_go(now)
    send_due_summaries(now)
