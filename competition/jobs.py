"""What is done after the answer: large logs are read, and old ones once more."""

from competition.logs import enqueue_outdated, read_log

HANDLERS = {"read_log": read_log}
TIDY = {"logs read by an earlier version": enqueue_outdated}
