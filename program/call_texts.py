"""The call for proposals to paste: as a mail, a page in Markdown, a post of three lines."""

import textwrap
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workshop.models import KeyDate

COLUMNS = 72  # as mailing lists like it


@dataclass(frozen=True)
class CallTexts:
    subject: str
    plain: str
    markdown: str
    post: str


def call_texts(workshop):
    """Counts on `key_dates` and `topics` being prefetched."""
    facts = _Facts(workshop)
    return CallTexts(facts.subject, _plain(facts), _markdown(facts), _post(facts))


class _Facts:
    def __init__(self, workshop):
        self.workshop = workshop
        self.title = f"{workshop.name} {workshop.first_day.year}"
        self.where = ", ".join(filter(None, [workshop.host, workshop.place, _days(workshop)]))
        self.subject = _("Call for proposals: %(name)s") % {"name": self.title}
        self.call = settings.SITE_URL + reverse("call", args=[workshop.slug])
        self.topics = [str(topic) for topic in workshop.topics.all()]
        self.dates = [(date.written(), str(date.name)) for date in workshop.key_dates.all()]
        self.deadline = workshop.date_of(KeyDate.Kind.SUBMISSION)

    @property
    def what(self):
        """Sentences of what is asked for, as the page of the call has them."""
        blind = _("Reviewing is double-blind: leave the authors’ names out of the PDF.")
        single = _("Reviewers see who the authors are.")
        return " ".join(
            [
                _("A proposal is a PDF (%(format)s) with title and abstract.")
                % {"format": self.workshop.format_asked},
                blind if self.workshop.is_double_blind else single,
                _("The PDF is checked as soon as it is uploaded."),
            ]
        )


def _days(workshop):
    first, last = (date_format(day, "j F Y") for day in (workshop.first_day, workshop.last_day))
    return first if first == last else f"{first} – {last}"


def _plain(facts):
    workshop = facts.workshop
    parts = [_wrapped(facts.title), _wrapped(facts.where), _wrapped(workshop.summary)]
    parts.append(_wrapped(facts.what))
    if facts.topics:
        parts.append("\n".join([_("Topics:"), *[_wrapped(one, "- ") for one in facts.topics]]))
    if facts.dates:
        lines = [_wrapped(f"{when}: {name}", "- ") for when, name in facts.dates]
        parts.append("\n".join([_("Dates:"), *lines]))
    if workshop.committee_members:
        lines = [_wrapped(one, "- ") for one in workshop.committee_members]
        parts.append("\n".join([_("Programme committee:"), *lines]))
    parts.append(_("Submit at") + f"\n{facts.call}")
    if workshop.organisers:
        parts.append(_wrapped(workshop.organisers))
    parts.append(_("Questions: %(contact)s") % {"contact": workshop.contact})
    return "\n\n".join(part for part in parts if part) + "\n"


def _wrapped(text, mark=""):
    """Addresses are never broken: who pastes them wants them to work."""
    return textwrap.fill(
        " ".join(text.split()),
        COLUMNS,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _markdown(facts):
    workshop = facts.workshop
    parts = [f"# {facts.subject}", facts.where, workshop.summary, facts.what]
    parts += _listed(_("Topics"), facts.topics)
    parts += _listed(_("Dates"), [f"**{when}**: {name}" for when, name in facts.dates])
    parts += _listed(_("Programme committee"), workshop.committee_members)
    link = _("Submit a proposal")
    parts.append(f"[{link}]({facts.call})")
    parts.append(workshop.organisers)
    parts.append(_("Questions: %(contact)s") % {"contact": f"<{workshop.contact}>"})
    return "\n\n".join(part for part in parts if part) + "\n"


def _listed(heading, lines):
    return [f"## {heading}", "\n".join(f"- {line}" for line in lines)] if lines else []


def _post(facts):
    due = _("Proposals (%(format)s) are due %(when)s.")
    about = {"format": facts.workshop.format_asked}
    deadline, summary = facts.deadline, facts.workshop.summary
    told = due % (about | {"when": deadline.written()}) if deadline else summary
    return f"{facts.subject} ({facts.where})\n{told}\n{facts.call}\n"
