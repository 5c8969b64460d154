import logging
import re

from workshop.unseen import UNSEEN

TOKEN = re.compile(r"/(arrived|confirm|hand-over|invitations|links|speaker|start)/[^/\s]+")
BREAKS = re.compile(f"{UNSEEN.pattern}|[\\n\\r\u2028\u2029]")


class MaskTokens(logging.Filter):
    """Keeps the tokens of action links out of the log; an open one is as good as a sign-in.

    What comes from outside, such as a path, begins no line of its own and colours no terminal.
    """

    def filter(self, record):
        told = TOKEN.sub(r"/\1/…", record.getMessage())
        record.msg = BREAKS.sub(lambda found: ascii(found[0])[1:-1], told)
        record.args = ()
        return True
