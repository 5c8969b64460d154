import logging
import re

from workshop.unseen import UNSEEN

BREAKS = re.compile(f"{UNSEEN.pattern}|[\\n\\r\u2028\u2029]")


class MaskTokens(logging.Filter):
    """Keeps the tokens of action links out of the log; an open one is as good as a sign-in.

    What comes from outside, such as a path, begins no line of its own and colours no terminal.
    """

    def filter(self, record):
        told = re.sub(r"/(links|start|speaker)/[^/\s]+", r"/\1/…", record.getMessage())
        record.msg = BREAKS.sub(lambda found: ascii(found[0])[1:-1], told)
        record.args = ()
        return True
