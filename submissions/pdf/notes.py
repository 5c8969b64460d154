"""What is found in a file, as it is noted for the facts."""

from collections import defaultdict

from pikepdf import Name, String

from .facts import MOST_NOTES, shortened


class Notes:
    """Of each kind in `found`, MOST_NOTES at most."""

    def __init__(self):
        self.found, self.has_form = defaultdict(list), False

    def note(self, kind, *about):
        if len(self.found[kind]) < MOST_NOTES and list(about) not in self.found[kind][-3:]:
            self.found[kind].append(list(about))

    def say(self, where, value, page=0):
        """Keep words that may tell who wrote the file."""
        if isinstance(value, String | Name) and (text := shortened(str(value)).strip()):
            self.note("words", where, page, text)
