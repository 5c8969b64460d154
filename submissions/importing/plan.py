"""What each line of a sheet would do, in words: nothing of it is stored yet."""

import re
import uuid
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from submissions.importing.people import checked, people_of
from submissions.importing.sheet import FIELDS
from submissions.models import Submission
from submissions.models.submission import MOST_TEXT
from submissions.titles import folded_title
from workshop.digests import digest_of
from workshop.outbox import one_line

SALT = "submissions.importing.plan"
YES = {"yes", "y", "true", "1", "✔", "x", "deleted", "withdrawn"}
MARKED_AS_TEXT = re.compile(r"'(?=[=+\-@\t\r\n])")  # as our own lists do it


@dataclass
class Line:
    place: int
    number: str = ""
    title: str = ""
    abstract: str = ""
    people: list = field(default_factory=list)
    topics: list = field(default_factory=list)
    entry: object = None
    key: uuid.UUID | None = None
    notes: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    is_there: bool = False
    is_left_out: bool = False

    @property
    def act(self):
        if self.is_left_out:
            return "out"
        if self.errors:
            return "wrong"
        return "same" if self.is_there else "add"

    @property
    def shown(self):
        about = self.entry.filename if self.entry else ""
        topics = [topic.name for topic in self.topics]
        what = (self.number, self.title, self.abstract, topics, about, self.people)
        return (self.place, self.act, *what, self.notes)


@dataclass
class Plan:
    lines: list

    @property
    def counts(self):
        acts = [line.act for line in self.lines]
        return {act: acts.count(act) for act in ("add", "same", "wrong", "out")}

    @property
    def digest(self):
        return digest_of([line.shown for line in self.lines])


def plan_of(workshop, sheet, columns, packed, people):
    """`columns` is {field: number of its column}; `people` {number: authors}, if listed apart."""
    reader = _Reader(workshop, packed, people)
    return Plan([reader.line(*line, columns) for line in sheet.lines])


def _key(what):
    """The same each time; keys come with forms too, so nobody else may work it out."""
    return uuid.UUID(salted_hmac(SALT, what).hexdigest()[:32])


class _Reader:
    def __init__(self, workshop, packed, people):
        self.workshop, self.packed, self.people = workshop, packed, people
        self.topics = {folded_title(one.name): one for one in workshop.topics.all()}
        rows = Submission.objects.filter(workshop=workshop).sent_in().prefetch_related("authors")
        rows = rows.only("title_key", "key")
        self.keys = {row.key for row in rows}
        self.known = {
            (row.title_key, frozenset(one.mail for one in row.authors.all())) for row in rows
        }
        self.claimed = {}  # {key: the line's place}

    def line(self, place, cells, wrong, columns):
        line = Line(place)
        if wrong:
            line.errors.append(wrong)
            return line
        texts = {
            name: MARKED_AS_TEXT.sub("", cells[columns[name]], count=1)
            if columns.get(name, len(cells)) < len(cells)
            else ""
            for name in FIELDS
        }
        line.number, line.title = one_line(texts["number"])[:60], one_line(texts["title"])
        line.is_left_out = texts["deleted"].strip().casefold() in YES
        if not line.is_left_out:
            self._read(line, texts)
        return line

    def _read(self, line, texts):
        line.abstract = texts["abstract"]
        if not line.title or len(line.title) > 200:
            line.errors.append(_("Its title is missing or longer than 200 characters."))
        if len(line.abstract) > MOST_TEXT:
            told = _("Its abstract is longer than %(most)d characters.")
            line.errors.append(told % {"most": MOST_TEXT})
        try:
            line.people = self._people(line, texts)
        except ValidationError as error:
            line.errors += error.messages
        self._know_again(line)
        self._sort(line, texts["topics"])
        if not line.is_there:
            self._find_file(line, texts["file"])

    def _people(self, line, texts):
        if listed := self.people.get(line.number):
            return checked(listed)
        return people_of(texts["authors"], texts["mails"], texts["affiliations"])

    def _know_again(self, line):
        mails = frozenset(person["mail"] for person in line.people)
        same = folded_title(line.title), mails
        what = line.number or repr((same[0], sorted(mails)))
        line.key = _key(f"{self.workshop.pk}:{what}")
        line.is_there = line.key in self.keys or same in self.known
        if first := self.claimed.get(line.key):
            line.errors.append(_("It is about the same as line %(number)d.") % {"number": first})
        self.claimed.setdefault(line.key, line.place)

    def _sort(self, line, cell):
        names = [one_line(part) for part in re.split(r"[;|,\n]|->", cell)]
        known = [self.topics.get(folded_title(name)) for name in names]
        line.topics = list(dict.fromkeys(filter(None, known)))
        unknown = [name for name in names if name and folded_title(name) not in self.topics]
        if unknown:
            told = _("No topic of this workshop: %(names)s. It is left out.")
            line.notes.append(told % {"names": ", ".join(unknown)})

    def _find_file(self, line, name):
        line.entry = self.packed.entry_of(name, line.number) if self.packed else None
        if line.entry is None:
            told = _("There is not one PDF of it in the ZIP, by its name or as %(number)s.pdf.")
            line.errors.append(told % {"number": line.number or "12"})
        elif line.entry.file_size > self.packed.most:
            told = _("The PDF is larger than %(most)d MB.")
            line.errors.append(told % {"most": self.packed.most // 2**20})
