"""Lines about contributions that were reviewed elsewhere; a known title means that one."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from program.importing.lines import Reader, folded, names_in
from program.importing.times import minutes_of
from program.models import Contribution, Material, Slot
from workshop.outbox import one_line
from workshop.trail import name_of_page, record

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


def _link(text):
    """ "slides: https://…" or the address alone: a link of that kind, or of none."""
    kind, _colon, address = text.strip().partition(":")
    known = [one for one in Material.Kind if one != Material.Kind.RECORDING]  # it needs a date
    kinds = {folded(word): one for one in known for word in (one.value, str(one.label))}
    if folded(kind) in kinds:
        return Material(kind=kinds[folded(kind)], url=address.strip())
    return Material(kind=Material.Kind.OTHER, url=text.strip())


class Contributions(Reader):
    columns = {
        "title": ["name", "paper"],
        "authors": ["author", "by", "people"],
        "affiliations": ["affiliation", "institutions", "institution"],
        "kind": ["type"],
        "slot": [],
        "minutes": ["duration", "length"],
        "abstract": ["summary", "description"],
        "links": ["link", "url", "materials", "slides", "pdf"],
    }
    required = ("title",)
    checked = ("title", "authors", "abstract", "minutes")
    example = (
        (
            *("Cooling by night", "Ana Moreau; Li Wei", "Université de Pau; Lyon", "talk"),
            *("", "15", "", "paper: https://example.org/cooling.pdf"),
        ),
    )

    def __init__(self, workshop):
        super().__init__(workshop)
        self.fresh = {}  # {number of the line: its new links}
        rows = workshop.contributions.select_related("submission", "slot").order_by("pk")
        rows = rows.prefetch_related("materials")
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
        self._read_links(line, row, texts)
        self.fill(line, row, values)

    def _read_links(self, line, row, texts):
        """Those that are not there yet; none is taken off."""
        there = {one.url for one in row.materials.all()} if row.pk else set()
        links = [_link(part) for part in texts.get("links", "").split(";") if part.strip()]
        fresh = [link for link in links if link.url not in there]
        for link in fresh:
            try:
                link.clean_fields(exclude=["slot", "contribution"])
            except ValidationError as error:
                line.errors += [f"links: {told} ({link.url[:60]})" for told in error.messages]
        if fresh:
            self.fresh[line.number] = fresh
            told = "; ".join(f"{link.get_kind_display()}: {link.url}" for link in fresh)
            line.fields[_("links")] = [None, told]

    def save(self, line, *, by):
        super().save(line, by=by)
        for link in self.fresh.get(line.number, []):
            link.contribution = line.row
            link.save()
            record(link, by=by, workshop=self.workshop, page=name_of_page(line.row))

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
