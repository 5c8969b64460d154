"""What is done after the answer: PDFs are checked, large logs are read, and old ones once more."""

from competition.descriptions import check_description
from competition.judging_again import judge_logs
from competition.logs import enqueue_outdated, read_log
from competition.orphans import remove_orphans

HANDLERS = {
    "read_log": read_log,
    "judge_logs": judge_logs,
    "check_description": check_description,
}
TIDY = {
    "logs read by an earlier version": enqueue_outdated,
    "files of entries that are nobody's": remove_orphans,
}
