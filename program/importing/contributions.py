"""Lines about contributions that were reviewed elsewhere; a known title means that one."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from program.importing.lines import Reader, folded, names_in
from program.importing.times import minutes_of
from program.models import Contribution, Slot
from workshop.outbox import one_line

KINDS = {
    Slot.Kind.CONTRIBUTIONS: ["talk", "oral", "presentation", "spotlight", "paper"],
    Slot.Kind.POSTERS: ["poster", "demo", "demonstration"],
}


def kind_of(text):
    """The kind of slot that such a contribution stands in."""
    for kind, words in KINDS.items():
        if folded(text) in map(folded, [kind.value, str(kind.label), *words]):
            return kind
    told = _("“%(text)s” is no kind of contribution. Write talk or poster.")
    raise ValidationError(told % {"text": text})


class Contributions(Reader):
    columns = {
        "title": ["name", "paper"],
        "authors": ["author", "by", "people"],
        "affiliations": ["affiliation", "institutions", "institution"],
        "kind": ["type"],
        "slot": [],
        "minutes": ["duration", "length"],
        "abstract": ["summary", "description"],
    }
    required = ("title",)
    checked = ("title", "authors", "abstract", "minutes")
    example = (
        ("Cooling by night", "Ana Moreau; Li Wei", "Université de Pau; Lyon", "talk", "", "15"),
    )

    def __init__(self, workshop):
        super().__init__(workshop)
        rows = workshop.contributions.select_related("submission", "slot").order_by("pk")
        self.known = {folded(one.name): one for one in rows}
        self.slots = [one for one in workshop.slots.all() if one.kind in Slot.HOLD_CONTRIBUTIONS]

    def read(self, line, texts):
        title = one_line(texts["title"])
        row = self.known.get(folded(title)) or Contribution(workshop=self.workshop)
        self.claim(line, folded(title))
        if row.submission_id:
            line.name = title
            line.errors.append(_("It was sent in here, so its authors’ texts stand. Leave it out."))
            return
        values = {"title": title}
        for part in (self._authors, self._minutes, self._slot, self._abstract):
            try:
                values |= part(texts, row)
            except ValidationError as error:
                line.errors += error.messages
        self.fill(line, row, values)

    def _authors(self, texts, row):
        """One a line; one affiliation is everybody's, several are one each."""
        names = names_in(texts.get("authors", ""))
        homes = [one_line(part) for part in texts.get("affiliations", "").split(";")]
        if len(homes) == 1:
            homes *= len(names)
        if len(homes) != len(names):
            told = _("affiliations: %(homes)d for %(names)d authors. Write one, or one each.")
            raise ValidationError(told % {"homes": len(homes), "names": len(names)})
        told = zip(names, homes, strict=True)
        lines = [f"{name} ({home})" if home else name for name, home in told]
        return {"authors": "\n".join(lines)} if lines else {}

    @staticmethod
    def _minutes(texts, row):
        return {"minutes": minutes_of(texts["minutes"])} if texts.get("minutes") else {}

    @staticmethod
    def _abstract(texts, row):
        return {"abstract": texts["abstract"]} if texts.get("abstract") else {}

    def _slot(self, texts, row):
        """The one of that title; else the first of that kind, unless it stands in one already."""
        if wanted := texts.get("slot"):
            named = [one for one in self.slots if folded(str(one)) == folded(wanted)]
            if len(named) != 1:
                told = _("slot: there is not one named “%(text)s” that holds contributions.")
                raise ValidationError(told % {"text": wanted})
            return {"slot": named[0]}
        if not texts.get("kind"):
            return {}
        kind = kind_of(texts["kind"])
        if row.slot and row.slot.kind == kind:
            return {}
        first = next((one for one in self.slots if one.kind == kind), None)
        if first is None and kind == Slot.Kind.POSTERS:
            raise ValidationError(_("kind: there is no slot for posters yet. Add it first."))
        return {"slot": first if kind == Slot.Kind.POSTERS else None}
