"""Signs that nobody sees: they turn the direction of reading, hide words, or break lines of a log.

What is left are tabs, line breaks, and the joiners that Persian, Indic scripts and emoji need. No
name needs the others: a script from right to left turns its own letters, and pages isolate it.
"""

import re

CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
TURNS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
HIDDEN = r"\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
UNSEEN = re.compile(f"[{CONTROLS}{TURNS}{HIDDEN}]")


def without_unseen(text):
    return UNSEEN.sub("", text)
