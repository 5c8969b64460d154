"""Lines about speakers; one of a name that is known is about that person."""

from django.utils.translation import gettext as _

from program.importing.lines import Reader, folded
from program.models import Speaker
from workshop.outbox import one_line


class Speakers(Reader):
    columns = {
        "name": ["speaker", "full name", "nom"],
        "affiliation": ["institution", "organisation", "organization", "university"],
        "mail": ["e-mail", "email", "mail address", "e-mail address", "address"],
        "biography": ["bio", "about", "short biography", "cv"],
    }
    required = ("name",)
    checked = ("name", "affiliation", "mail", "biography")
    example = (
        ("Ada Boole", "Université de Pau", "ada@example.org", "Measures what computers take."),
    )

    def __init__(self, workshop):
        super().__init__(workshop)
        self.known = {}
        for one in workshop.speakers.order_by("pk"):
            self.known.setdefault(folded(one.name), []).append(one)

    def read(self, line, texts):
        values = {name: text for name, text in texts.items() if text}
        values |= {
            name: one_line(values[name]) for name in ("name", "affiliation") if name in values
        }
        same = self.known.get(folded(texts["name"]), [])
        if len(same) > 1:
            told = _("There are %(count)d speakers of that name. Edit them on their pages.")
            line.errors.append(told % {"count": len(same)})
        self.claim(line, folded(texts["name"]))
        self.fill(line, same[0] if same else Speaker(workshop=self.workshop), values)
