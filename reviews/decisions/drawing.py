"""A row of the decision board as HTML. For many rows, so without a template.

Its words are translated once for a page, and the choice of a decision is drawn once for each
that stands.
"""

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reviews.decisions.picture import bars_of
from reviews.models import Decision, Review

NOTHING = SafeString("")
ROW = '<tr><td>{}</td>\n<th scope="row">{}</th>\n{}</tr>'
CELLS = '<td class="{}">{}</td>\n'
TICK = '<input type="checkbox" name="pick" value="{}" aria-label="{}"{}>'
HEAD = '<a href="{}">{}</a> <span class="small soft topic">{}</span>{}'
TAG = ' <span class="tag {}">{}</span>'
SOFT = '<span class="small soft">{}</span>'
LABELLED = '<span class="label">{} </span>{}'
BARS = (
    '<svg class="marks" role="img" aria-label="{}" viewBox="{}" width="{}" height="20">'
    '<path d="{}"/></svg>'
)
SEEN = '<input type="hidden" name="seen-{}" value="{}">'
SELECT = '<select name="outcome-{}" aria-label="{}">{}</select>'
OPTION = '<option value="{}"{}>{}</option>'
PLACE = "XXXXXXXX"  # of a code in an address


def words_of_a_page():
    return {
        "reviews": _("Reviews"),
        "mean": _("Mean"),
        "sure": _("By confidence"),
        "spread": _("Spread"),
        "choose": _("Choose %(title)s"),
        "decide": _("Decision on %(title)s"),
        "done": _("%(done)d of %(all)d"),
        "nobody": format_html(SOFT, _("nobody yet")),
        "replaced": format_html(TAG, "warn", _("PDF replaced")),
        "disagree": format_html(TAG, "bad", _("disagree")),
        "undecided": _("undecided"),
        "released": _("released"),
        "quiet": _("not released"),
        "changed": format_html(TAG, "warn", _("changed after release")),
        "noted": _("with a note"),
    }


class Drawing:
    """Draws the rows of one page; `ticked` are the codes that were, `came` ends each address.

    Where no review of the page recommends anything, that column is left out.
    """

    def __init__(self, slug, ticked, came="", *, is_advised=True):
        self.ticked = set(ticked)
        self.words = words_of_a_page()
        self.outcomes = [(value, str(label)) for value, label in Decision.Outcome.choices]
        self.advice = [(one.value, one.label.replace(" ", "\xa0")) for one in Review.Recommendation]
        self.address = reverse("chair_submission", args=[slug, PLACE]) + came
        self.options = {}
        self.is_advised = is_advised

    def row_of(self, row):
        """Of a `reviews.decisions.rows.Row` that knows its topics and marks."""
        figures = row.figures
        cells = [
            ("", self._reviews(row)),
            ("", _bars(row)),
            ("num", self._number("mean", figures.mean) or "–"),
            ("num", self._number("sure", figures.sure_mean)),
            ("num", self._spread(figures)),
            *([("small said", self._advice(figures))] if self.is_advised else []),
            ("said", self._decision(row)),
        ]
        return format_html(
            ROW, self._tick(row), self._head(row), format_html_join("", CELLS, cells)
        )

    def _tick(self, row):
        if not row.is_in_review:
            return NOTHING
        state = SafeString(" checked") if row.code in self.ticked else NOTHING
        return format_html(TICK, row.code, self.words["choose"] % {"title": row.title}, state)

    def _head(self, row):
        about = " · ".join([row.code, *(topic.name for topic in row.topics)])
        news = [*row.news, *([] if row.is_in_review else [row.state])]
        tags = format_html_join("", TAG, [("warn", one) for one in news])
        return format_html(HEAD, self.address.replace(PLACE, row.code), row.title, about, tags)

    def _reviews(self, row):
        figures = row.figures
        told = self.words["nobody"] if row.is_in_review else SafeString("–")
        if figures.asked:
            counts = {"done": len(figures.reports), "all": figures.asked}
            told = format_html(LABELLED, self.words["reviews"], self.words["done"] % counts)
        return told + (self.words["replaced"] if figures.stale else NOTHING)

    def _number(self, name, value):
        if value is None:
            return NOTHING
        return format_html(LABELLED, self.words[name], floatformat(value, 1))

    def _spread(self, figures):
        told = self._number("spread", figures.spread)
        return told + (self.words["disagree"] if figures.is_disputed else NOTHING)

    def _advice(self, figures):
        """The kindest first."""
        said = [one.recommendation for one in figures.reports]
        counts = [(said.count(value), words) for value, words in self.advice]
        return ", ".join(f"{count}\xa0×\xa0{words}" for count, words in counts if count)

    def _decision(self, row):
        told = self._choice(row) if row.is_in_review else NOTHING
        if not row.decision:
            return told
        if not row.is_in_review:
            told = format_html("{}", row.decision.get_outcome_display())
        tags = format_html_join("", TAG, [("", one.name) for one in row.labels])
        return told + SafeString("\n") + self._state(row.decision) + tags

    def _choice(self, row):
        label = self.words["decide"] % {"title": row.title}
        seen = format_html(SEEN, row.code, row.seen)
        return seen + format_html(SELECT, row.code, label, self._options(row.outcome))

    def _options(self, outcome):
        if outcome not in self.options:
            undecided = [] if outcome else [("", self.words["undecided"])]
            parts = [
                (value, SafeString(" selected") if value == outcome else NOTHING, words)
                for value, words in [*undecided, *self.outcomes]
            ]
            self.options[outcome] = format_html_join("", OPTION, parts)
        return self.options[outcome]

    def _state(self, decision):
        noted = [self.words["noted"]] if decision.note else []
        if decision.released and not decision.is_released:
            more = format_html(SOFT, f" · {noted[0]}") if noted else NOTHING
            return self.words["changed"] + more
        told = self.words["released" if decision.is_released else "quiet"]
        return format_html(SOFT, " · ".join([told, *noted]))


def _bars(row):
    bars = bars_of(row.marks, row.figures.scale)
    return format_html(BARS, bars.words, bars.size, bars.width, bars.path) if bars else NOTHING
